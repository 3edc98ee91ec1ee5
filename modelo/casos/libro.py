"""Lo que ya hay en una sala y lo que una importación le añadiría, sin tocar la base hasta ``asentar``."""

from __future__ import annotations

import unicodedata
from typing import Any

from sqlmodel import select

from modelo.casos.respuestas import DE_CLIENTE, PROPIOS, SOBRE_CLIENTE
from modelo.entidades import (
    Cliente,
    Fase,
    Ficha,
    Justificacion,
    Participante,
    Pase,
    Respuesta,
    Tabla,
    Taller,
    Valoracion,
)
from modelo.puertos import Unidad
from modelo.volcado import PERSONA, RESPUESTA, Apunte, Balance, Reparo

IMPORTABLES = (PERSONA, RESPUESTA, *PROPIOS, *DE_CLIENTE, *SOBRE_CLIENTE)
# Sin contestar valen «no»: pasar a «sí» no pisa nada que alguien dijera.
_APAGADOS = ("ofrece_linea", "compartido")
# El alias es por lo que se reconoce la fila, y del papel cuelga lo ya valorado: no se corrigen importando.
_SIN_CORREGIR = ("alias", "papel")


def nombre_igual(alias: str) -> str:
    """Lo que identifica un alias: dan igual las mayúsculas, los espacios y cómo guarde cada aparato las tildes."""
    return " ".join(unicodedata.normalize("NFC", str(alias)).split()).casefold()


def vacio(campo: str, valor: Any) -> bool:
    """Si en ese campo no hay nada que se pueda pisar."""
    return valor in (None, "", []) or (valor is False and campo in _APAGADOS)


def dicho(fila: Any) -> Any:
    """Lo que dice una fila de un solo campo: respuesta, valoración o justificación."""
    if isinstance(fila, Valoracion):
        return "ns" if fila.no_sabe else fila.valor
    return fila.texto if isinstance(fila, Justificacion) else fila.valor


def en_columnas(clase: type[Tabla], valor: Any) -> dict[str, Any]:
    """Ese valor, en las columnas en que lo guarda una fila de un solo campo."""
    if clase is Valoracion:
        return {"no_sabe": valor == "ns", "valor": None if valor == "ns" else valor}
    return {"texto" if clase is Justificacion else "valor": valor}


class Libro:
    """Las filas de la sala por su dueño, con lo anotado encima.

    ``objetos`` va por tipo y dueño (la persona, o el cliente del que cuelga); ``sueltas``, por tipo, dueño, fase o
    ronda y campo.
    """

    def __init__(self, unidad: Unidad, taller: Taller) -> None:
        self.unidad, self.taller = unidad, taller
        self.fases = {f.clave: f for f in unidad.todos(Fase, taller_id=taller.id)}
        self.personas = {nombre_igual(p.alias): p for p in unidad.todos(Participante, sala_id=taller.sala_id)}
        self.dentro = sum(p.expulsado_en is None for p in self.personas.values())
        self.objetos: dict[str, dict[str, list[Any]]] = {}
        self.sueltas: dict[tuple[str, ...], Any] = {}
        self.creados: dict[str, int] = dict.fromkeys(IMPORTABLES, 0)
        self.reparos: list[Reparo] = []
        self._conservados: list[Reparo] = []
        self._corregidos: list[Reparo] = []
        self._por_corregir: set[tuple[str, str]] = set()
        self._dichos: set[tuple[str, ...]] = set()
        self._ya_estaban = 0
        self._nuevas: dict[type[Tabla], list[Tabla]] = {}
        self._cambios: dict[tuple[str, str], tuple[Tabla, Any]] = {}
        self._sin_entrar = self._los_que_no_han_entrado()
        self._leer_objetos()
        self._leer_sueltas()

    def _los_que_no_han_entrado(self) -> set[str]:
        """Quienes nunca han tenido una llave: todo lo suyo ha salido de un archivo, y no hay texto propio que pisar."""
        dentro: set[str | None] = set()
        for clase in (Ficha, Pase):
            tabla: Any = clase
            dentro |= set(
                self.unidad.sesion.exec(select(tabla.participante_id).where(tabla.sala_id == self.taller.sala_id))
            )
        return {p.id for p in self.personas.values()} - dentro

    def _se_corrige(self, apunte: Apunte, donde: tuple[str, ...]) -> bool:
        """Si lo que ya hay vino de otro archivo. Lo primero que dice este sobre ese sitio es lo que vale."""
        persona = self.personas[nombre_igual(apunte.persona)]
        return persona.id in self._sin_entrar and donde not in self._dichos

    def _leer_objetos(self) -> None:
        """Una consulta por tabla, y no una por fila del archivo."""
        gente = select(Participante.id).where(Participante.sala_id == self.taller.sala_id)
        clientes = select(Cliente.id).where(Cliente.participante_id.in_(gente))  # type: ignore[attr-defined]
        for tipo, clase in (PROPIOS | DE_CLIENTE).items():
            tabla: Any = clase
            de_cliente = tipo in DE_CLIENTE
            dueno = tabla.cliente_id if de_cliente else tabla.participante_id
            consulta = select(tabla).where(dueno.in_(clientes if de_cliente else gente))
            if "taller_id" in clase.model_fields:
                consulta = consulta.where(tabla.taller_id == self.taller.id)
            for fila in self.unidad.sesion.exec(consulta):
                self.de(tipo, fila.cliente_id if de_cliente else fila.participante_id).append(fila)

    def _leer_sueltas(self) -> None:
        for r in self.unidad.todos(Respuesta, taller_id=self.taller.id):
            self.sueltas[(RESPUESTA, r.participante_id, r.fase, r.campo)] = r
        for v in self.unidad.todos(Valoracion, taller_id=self.taller.id):
            self.sueltas[("valoracion", v.cliente_id, str(v.ronda), v.afirmacion)] = v
        for j in self.unidad.todos(Justificacion, taller_id=self.taller.id):
            self.sueltas[("justificacion", j.cliente_id, str(j.ronda), j.palanca)] = j

    def de(self, tipo: str, dueno: str) -> list[Any]:
        """Los objetos de ese tipo que tiene ese dueño, con los anotados."""
        return self.objetos.setdefault(tipo, {}).setdefault(dueno, [])

    def valor(self, fila: Any, campo: str) -> Any:
        """Lo que tendrá ese campo cuando se asiente."""
        pendiente = self._cambios.get((fila.id, campo))
        return getattr(fila, campo) if pendiente is None else pendiente[1]

    def nueva(self, tipo: str, fila: Any) -> Any:
        """Anota el alta de una fila y la devuelve."""
        self._nuevas.setdefault(type(fila), []).append(fila)
        self.creados[tipo] += 1
        return fila

    def completar(self, apunte: Apunte, fila: Any, valores: dict[str, Any]) -> None:
        """Anota los campos de una fila que el apunte completa o corrige; lo demás que ya hay se conserva."""
        tocados = 0
        for campo, valor in valores.items():
            hay = self.valor(fila, campo)
            if vacio(campo, hay):
                self._cambios[(fila.id, campo)] = (fila, valor)
                tocados += 1
                if campo == "papel":
                    self._repartir_papel(fila.id, valor)
            elif hay != valor and campo not in _SIN_CORREGIR and self._se_corrige(apunte, (fila.id, campo)):
                self._corregir(apunte, campo, fila, {campo: valor})
                tocados += 1
            elif campo != "alias" and hay != valor:
                self._conservar(apunte, campo)
            self._dichos.add((fila.id, campo))
        self._ya_estaban += not tocados

    def _repartir_papel(self, cliente_id: str, papel: str) -> None:
        """Lo que ya se valoró de ese cliente en este taller se valoró con el papel que ahora se dice."""
        for (tipo, *donde), fila in self.sueltas.items():
            if tipo == "valoracion" and donde[0] == cliente_id:
                self._cambios[(fila.id, "papel")] = (fila, papel)

    def suelta(self, apunte: Apunte, donde: tuple[str, ...], clase: Any, clave: dict[str, Any], valor: Any) -> None:
        """Anota una fila de un solo campo, si no hay otra cosa dicha en su sitio."""
        hay = self.sueltas.get(donde)
        if hay is None:
            self.sueltas[donde] = self.nueva(apunte.tipo, clase(**clave, **en_columnas(clase, valor)))
        elif dicho(hay) == valor:
            self._ya_estaban += 1
        elif vacio("", dicho(hay)):
            self._cambios |= {(hay.id, c): (hay, v) for c, v in en_columnas(clase, valor).items()}
        elif self._se_corrige(apunte, donde):
            self._corregir(apunte, donde[-1], hay, en_columnas(clase, valor))
        else:
            self._conservar(apunte, donde[-1])
        self._dichos.add(donde)

    def ya_estaba(self) -> None:
        """Una fila del archivo que no añade nada."""
        self._ya_estaban += 1

    def _corregir(self, apunte: Apunte, campo: str, fila: Any, valores: dict[str, Any]) -> None:
        motivo = "sustituye a lo que se importó antes; su persona aún no ha entrado en la sala"
        self._corregidos.append(Reparo(apunte.hoja, apunte.fila, campo, motivo, apunte.tipo))
        for columna, valor in valores.items():
            self._cambios[(fila.id, columna)] = (fila, valor)
            self._por_corregir.add((fila.id, columna))

    def _conservar(self, apunte: Apunte, campo: str) -> None:
        motivo = "ya hay otra cosa escrita en la sala; se deja como está"
        self._conservados.append(Reparo(apunte.hoja, apunte.fila, campo, motivo, apunte.tipo))

    def balance(self, aforo: int) -> Balance:
        """El resultado de todo lo anotado."""
        reparos = list(self.reparos)
        vienen = self.creados[PERSONA]
        if vienen and self.dentro + vienen > aforo:
            motivo = f"en la sala caben {aforo} personas: hay {self.dentro} y el archivo trae {vienen} más"
            reparos.insert(0, Reparo("", 0, "", motivo))
        campos = len(self._cambios) - len(self._por_corregir)
        return Balance(
            dict(self.creados), campos, self._ya_estaban, tuple(self._conservados), tuple(reparos),
            tuple(self._corregidos),
        )  # fmt: skip

    def asentar(self) -> None:
        """Manda a la base lo anotado. Cada tabla de una vez, y antes las filas de las que cuelgan otras."""
        primero: tuple[type[Tabla], ...] = (Participante, Cliente)
        for clase in (*primero, *(c for c in self._nuevas if c not in primero)):
            self.unidad.sesion.add_all(self._nuevas.get(clase, []))
            self.unidad.asentar()
        for (_, campo), (fila, valor) in self._cambios.items():
            setattr(fila, campo, valor)
