"""Qué le haría a la sala cada apunte de un archivo, con las mismas reglas con que escribe quien participa."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from modelo import codigos
from modelo.campos import OBJETOS, RESPUESTAS, Validador, alias_de_persona
from modelo.casos.libro import IMPORTABLES, Libro, nombre_igual, vacio
from modelo.casos.respuestas import DE_CLIENTE, MAXIMO_POR_PADRE, PROPIOS
from modelo.entidades import Justificacion, Participante, Respuesta, Taller, Valoracion
from modelo.errores import ErrorDelTaller, ValorNoValido
from modelo.puertos import Unidad
from modelo.rotulos import PAPELES
from modelo.volcado import PERSONA, RESPUESTA, Apunte, Reparo

OBLIGATORIOS = {
    "cliente": ("alias",),
    "hito": ("fecha", "valencia"),
    "interlocutor": ("alias",),
    "interaccion": ("canal",),
    "aportacion": ("texto",),
    "compromiso": ("accion",),
}
_CON_NOMBRE = ("cliente", "interlocutor")
_FASE_DE_LA_RONDA = {"1": "valoracion", "2": "radar"}


@dataclass(slots=True)
class _SinDueno:
    """Un cliente del archivo cuya persona no está: en qué reparo se dice y qué filas cuelgan de él."""

    reparo: int
    filas: set[tuple[str, int]] = field(default_factory=set)
    dicho: str = ""


class Volcado:
    """Va anotando en el libro lo que cada apunte cambiaría; lo que no vale queda en ``libro.reparos``."""

    def __init__(self, unidad: Unidad, taller: Taller, ahora: datetime, azar: random.Random) -> None:
        self.libro = Libro(unidad, taller)
        self.taller, self.ahora, self.azar = taller, ahora, azar
        self.tipos_de_fase = {f.tipo for f in self.libro.fases.values()}
        self._codigos = {p.codigo_personal for p in self.libro.personas.values()}
        self._vistos: dict[tuple[Any, ...], int] = {}
        self._fallidos: set[tuple[str, str]] = set()
        self._sin_dueno: dict[str, _SinDueno] = {}
        self._validadores: dict[str, dict[str, Validador]] = {}

    def anadir(self, apunte: Apunte) -> None:
        """Anota lo que ese apunte cambia, o por qué no vale."""
        if apunte.tipo not in IMPORTABLES:
            raise ValorNoValido("tipo", "eso no se importa")
        if apunte.tipo == PERSONA:
            self._persona(apunte)
            return
        persona = self._de_quien(apunte)
        if persona is None:
            return
        if apunte.tipo == RESPUESTA:
            self._respuesta(apunte, persona)
        elif apunte.tipo in ("valoracion", "justificacion"):
            self._sobre_cliente(apunte, persona)
        else:
            self._objeto(apunte, persona)

    def _reparar(self, apunte: Apunte, campo: str, motivo: str) -> None:
        self.libro.reparos.append(Reparo(apunte.hoja, apunte.fila, campo, motivo, apunte.tipo))
        # De lo que cuelga de una fila que no vale no se dice además que no tiene de quién colgar.
        if apunte.tipo == PERSONA:
            self._fallidos.add((nombre_igual(apunte.persona), ""))
        elif apunte.tipo == "cliente" and apunte.valores.get("alias"):
            self._fallidos.add((nombre_igual(apunte.persona), nombre_igual(apunte.valores["alias"])))

    def _repetido(self, apunte: Apunte, *clave: Any) -> bool:
        """Si otra fila del archivo ya decía lo mismo; entonces es un reparo."""
        antes = self._vistos.setdefault((apunte.tipo, *clave), apunte.fila)
        if antes == apunte.fila:
            return False
        self._reparar(apunte, "", f"repite la fila {antes}; deja solo una")
        return True

    def _persona(self, apunte: Apunte) -> None:
        try:
            alias = alias_de_persona(apunte.persona)
        except ValorNoValido as error:
            self._reparar(apunte, "alias", error.motivo)
            return
        igual = nombre_igual(alias)
        if self._repetido(apunte, igual):
            return
        hay = self.libro.personas.get(igual)
        if hay is None:
            nueva = Participante(
                sala_id=self.taller.sala_id, alias=alias, codigo_personal=self._codigo(), entro_en=self.ahora
            )
            self.libro.personas[igual] = self.libro.nueva(PERSONA, nueva)
        elif hay.expulsado_en is not None:
            self._reparar(apunte, "alias", f"«{hay.alias}» está fuera de la sala; recupérala antes en la consola")
        else:
            self.libro.ya_estaba()

    def _codigo(self) -> str:
        codigo = codigos.codigo_personal(self.azar)
        while codigo in self._codigos:
            codigo = codigos.codigo_personal(self.azar)
        self._codigos.add(codigo)
        return codigo

    def _de_quien(self, apunte: Apunte) -> Participante | None:
        igual = nombre_igual(apunte.persona)
        if (igual, "") in self._fallidos:
            return None
        persona = self.libro.personas.get(igual)
        if persona is None or persona.expulsado_en is not None:
            nadie = f"no hay nadie llamado «{apunte.persona}» en la sala ni entre las personas del archivo"
            self._reparar(apunte, "persona", nadie if igual else "falta decir de quién es")
            alias = nombre_igual(apunte.valores.get("alias") or "")
            if apunte.tipo == "cliente" and alias:
                self._sin_dueno.setdefault(alias, _SinDueno(len(self.libro.reparos) - 1))
            return None
        return persona

    def _validos(self, apunte: Apunte, validadores: Mapping[str, Validador]) -> dict[str, Any] | None:
        """Los valores con algo dentro, ya validados; ``None`` si alguno no vale."""
        hechos, bien = {}, True
        for campo, valor in apunte.valores.items():
            try:
                if campo not in validadores:
                    raise ValorNoValido(campo, "este taller no tiene la fase en la que se pregunta")
                hechos[campo] = validadores[campo](campo, valor, self.ahora.date())
            except ErrorDelTaller as error:
                self._reparar(apunte, campo, getattr(error, "motivo", str(error)))
                bien = False
        return {c: v for c, v in hechos.items() if not vacio(c, v)} if bien else None

    def _del_objeto(self, tipo: str) -> dict[str, Validador]:
        if tipo not in self._validadores:
            campos = OBJETOS[tipo].items()
            self._validadores[tipo] = {c: d.validar for c, d in campos if self.tipos_de_fase & set(d.fases)}
        return self._validadores[tipo]

    def _respuesta(self, apunte: Apunte, persona: Participante) -> None:
        fase = self.libro.fases.get(apunte.clave)
        valores = self._validos(apunte, RESPUESTAS.get(fase.tipo, {}) if fase is not None else {})
        for campo, valor in (valores or {}).items():
            clave = {"taller_id": self.taller.id, "participante_id": persona.id, "fase": apunte.clave, "campo": campo}
            self.libro.suelta(apunte, (RESPUESTA, persona.id, apunte.clave, campo), Respuesta, clave, valor)

    def _sobre_cliente(self, apunte: Apunte, persona: Participante) -> None:
        if _FASE_DE_LA_RONDA.get(apunte.clave) not in self.tipos_de_fase:
            self._reparar(apunte, "ronda", "esa ronda no está en la agenda de este taller")
            return
        cliente = self._cliente_de(apunte, persona)
        valores = self._validos(apunte, self._del_objeto(apunte.tipo))
        if cliente is None or valores is None or self._repetido(apunte, cliente.id, apunte.clave):
            return
        if valores and not self.libro.valor(cliente, "papel"):
            self._reparar(apunte, "cliente", "di antes, entre los clientes, si es el cliente estable o el perdido")
            return
        clase, columna = (Valoracion, "afirmacion") if apunte.tipo == "valoracion" else (Justificacion, "palanca")
        for campo, valor in valores.items():
            clave: dict[str, Any] = {"taller_id": self.taller.id, "participante_id": persona.id}
            clave |= {"cliente_id": cliente.id, "ronda": int(apunte.clave), columna: campo}
            if clase is Valoracion:
                clave["papel"] = self.libro.valor(cliente, "papel")
            self.libro.suelta(apunte, (apunte.tipo, cliente.id, apunte.clave, campo), clase, clave, valor)

    def _cliente_de(self, apunte: Apunte, persona: Participante) -> Any:
        igual = nombre_igual(apunte.cliente)
        suyos = self.libro.de("cliente", persona.id)
        cliente = next((c for c in suyos if igual and nombre_igual(c.alias) == igual), None)
        if cliente is None and igual in self._sin_dueno:
            self._depende(self._sin_dueno[igual], apunte)
        elif cliente is None and (nombre_igual(apunte.persona), igual) not in self._fallidos:
            nadie = f"{persona.alias} no tiene ningún cliente «{apunte.cliente}», ni en la sala ni en el archivo"
            self._reparar(apunte, "cliente", nadie if igual else "falta el alias del cliente")
        return cliente

    def _depende(self, cliente: _SinDueno, apunte: Apunte) -> None:
        """Esa fila cuelga de un cliente cuya persona está mal puesta: se dice una vez, en la fila del cliente."""
        cliente.filas.add((apunte.hoja, apunte.fila))
        mal, n = self.libro.reparos[cliente.reparo], len(cliente.filas)
        motivo = mal.motivo.removesuffix(cliente.dicho)
        cuelgan = "se arregla otra fila, que cuelga" if n == 1 else f"se arreglan otras {n} filas, que cuelgan"
        cliente.dicho = f". Arregla antes esta: con ella {cuelgan} de este cliente"
        self.libro.reparos[cliente.reparo] = replace(mal, motivo=f"{motivo}{cliente.dicho}")

    def _dueno(self, apunte: Apunte, persona: Participante) -> dict[str, str] | None:
        """Las columnas que dicen de quién cuelga lo nuevo; ``None`` si no se sabe."""
        if apunte.tipo == "cliente":
            return {"participante_id": persona.id}
        cliente = self._cliente_de(apunte, persona) if apunte.cliente or apunte.tipo in DE_CLIENTE else None
        if apunte.tipo in DE_CLIENTE:
            return None if cliente is None else {"cliente_id": cliente.id}
        if apunte.cliente and cliente is None:
            return None
        dueno = {"participante_id": persona.id, "taller_id": self.taller.id}
        return dueno if cliente is None else dueno | {"cliente_id": cliente.id}

    def _objeto(self, apunte: Apunte, persona: Participante) -> None:
        valores = self._validos(apunte, self._del_objeto(apunte.tipo))
        dueno = self._dueno(apunte, persona)
        if valores is None or dueno is None or self._falta_algo(apunte, valores):
            return
        padre = dueno["cliente_id"] if apunte.tipo in DE_CLIENTE else persona.id
        con_nombre = apunte.tipo in _CON_NOMBRE
        firma = nombre_igual(valores["alias"]) if con_nombre else tuple(sorted(map(str, (valores | dueno).items())))
        if self._repetido(apunte, padre, firma) or not self._papel_libre(apunte, persona, valores):
            return
        hermanos = self.libro.de(apunte.tipo, padre)
        hay = next((h for h in hermanos if _es(h, valores | dueno, con_nombre=con_nombre)), None)
        if hay is not None:
            self.libro.completar(apunte, hay, valores)
        elif len(hermanos) >= MAXIMO_POR_PADRE:
            self._reparar(apunte, "", f"caben {MAXIMO_POR_PADRE} y con esta fila serían más")
        else:
            clase: Any = PROPIOS.get(apunte.tipo) or DE_CLIENTE[apunte.tipo]
            orden = {"orden": len(hermanos)} if "orden" in clase.model_fields else {}
            hermanos.append(self.libro.nueva(apunte.tipo, clase(**dueno, **valores, **orden)))

    def _falta_algo(self, apunte: Apunte, valores: dict[str, Any]) -> bool:
        faltan = [c for c in OBLIGATORIOS[apunte.tipo] if c not in valores]
        for campo in faltan:
            self._reparar(apunte, campo, "está vacío, y sin eso la fila no dice nada")
        return bool(faltan)

    def _papel_libre(self, apunte: Apunte, persona: Participante, valores: dict[str, Any]) -> bool:
        """Si nadie más tiene ese papel: hay un cliente estable y uno perdido por persona."""
        papel = valores.get("papel") if apunte.tipo == "cliente" else None
        suyos = self.libro.de("cliente", persona.id) if papel else []
        propio = nombre_igual(valores.get("alias", ""))
        otro = next(
            (c for c in suyos if self.libro.valor(c, "papel") == papel and nombre_igual(c.alias) != propio), None
        )
        if otro is not None:
            self._reparar(
                apunte, "papel", f"{persona.alias} ya tiene su {PAPELES[str(papel)].lower()}, que es «{otro.alias}»"
            )
        return otro is None


def _es(fila: Any, valores: dict[str, Any], *, con_nombre: bool) -> bool:
    """Si esa fila es la que dice el archivo: por su alias o, sin alias, porque ya tiene todo lo que dice."""
    if con_nombre:
        return nombre_igual(fila.alias) == nombre_igual(valores["alias"])
    return all(getattr(fila, c) == v for c, v in valores.items())
