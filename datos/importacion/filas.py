"""De las filas de una hoja a apuntes: qué columna es cada campo y qué dice cada celda."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from datos.importacion.archivo import Celda, Hoja, letra, vacia
from datos.importacion.celdas import llano, texto
from datos.importacion.forma import Columna
from modelo.errores import ValorNoValido
from modelo.volcado import PERSONA, RESPUESTA, Apunte, Balance, Reparo

LARGO_DE_ROTULO = 40
_DE_QUIEN = ("persona", "cliente", "ronda")


@dataclass(frozen=True, slots=True)
class Lectura:
    """Lo que dice un archivo: sus apuntes, lo que no se entiende y cómo se llama en él cada columna.

    ``nombres`` va por hoja, tipo y campo, para decir dónde está cada reparo.
    """

    apuntes: tuple[Apunte, ...]
    reparos: tuple[Reparo, ...]
    nombres: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    def donde(self, reparo: Reparo) -> str:
        """La columna de un reparo, como la ve quien abre el archivo; vacía si es de toda la fila."""
        claves = ((reparo.hoja, t, reparo.campo) for t in (reparo.tipo, "", "cliente"))
        return next((self.nombres[c] for c in claves if c in self.nombres), "")

    def todos_los_reparos(self, balance: Balance) -> tuple[Reparo, ...]:
        """Los de lo escrito y los de la sala, por hoja y fila. De una fila que no se entiende no se dice nada más."""
        malas = {(r.hoja, r.fila) for r in self.reparos}
        todos = [*self.reparos, *(r for r in balance.reparos if (r.hoja, r.fila) not in malas)]
        orden = {hoja: puesto for puesto, hoja in enumerate(dict.fromkeys(hoja for hoja, _, _ in self.nombres))}
        return tuple(sorted(todos, key=lambda r: (orden.get(r.hoja, -1), r.fila)))


def juntas(lecturas: Iterable[Lectura]) -> Lectura:
    """Varias hojas como una sola lectura."""
    todas = list(lecturas)
    return Lectura(
        tuple(a for una in todas for a in una.apuntes),
        tuple(r for una in todas for r in una.reparos),
        {clave: nombre for una in todas for clave, nombre in una.nombres.items()},
    )


def nombres_de(hoja: str, puestas: Mapping[int, Columna], cabecera: Sequence[Celda]) -> dict[tuple[str, str, str], str]:
    """Cómo se llama en el archivo la columna de cada campo: «C · Tipo»."""
    salida = {}
    for puesto, c in puestas.items():
        escrito = texto(cabecera[puesto]) if puesto < len(cabecera) else ""
        corto = escrito if len(escrito) <= LARGO_DE_ROTULO else f"{escrito[: LARGO_DE_ROTULO - 1].rstrip()}…"
        nombre = f"{letra(puesto)} · {corto}".removesuffix(" · ")
        salida[(hoja, c.tipo, c.campo)] = nombre
        if c.campo.startswith("palanca_"):
            salida.setdefault((hoja, c.tipo, "palancas"), nombre)
    # De una fila de personas, el alias es su columna de quién.
    if (hoja, "", "persona") in salida:
        salida[(hoja, PERSONA, "alias")] = salida[(hoja, "", "persona")]
    return salida


def leer_hoja(hoja: Hoja, cabecera: int, puestas: Mapping[int, Columna], *, da_de_alta: bool) -> Lectura:
    """Los apuntes de las filas que siguen a la cabecera (contada desde 0), con esa columna en cada puesto.

    Con ``da_de_alta``, cada persona que aparece entra en la sala; si no, ha de estar en otra hoja o en la sala.
    """
    lector = _Lector(hoja.nombre, puestas)
    for numero, fila in enumerate(hoja.filas[cabecera + 1 :], start=cabecera + 2):
        if not all(vacia(c) for c in fila):
            lector.fila(numero, fila, len(hoja.filas[cabecera]), da_de_alta=da_de_alta)
    nombres = nombres_de(hoja.nombre, puestas, hoja.filas[cabecera])
    return Lectura(tuple(lector.apuntes), tuple(lector.reparos), nombres)


class _Lector:
    def __init__(self, hoja: str, puestas: Mapping[int, Columna]) -> None:
        self.hoja, self.puestas = hoja, puestas
        self.apuntes: list[Apunte] = []
        self.reparos: list[Reparo] = []
        self.vistas: dict[str, int] = {}

    def fila(self, numero: int, fila: Sequence[Celda], ancho: int, *, da_de_alta: bool) -> None:
        if any(not vacia(c) for c in fila[ancho:]):
            motivo = "hay más celdas que rótulos; revisa el separador y las comillas, o pon rótulo a esa columna"
            self.reparos.append(Reparo(self.hoja, numero, "", motivo))
            return
        reparos = len(self.reparos)
        leidas = list(self._celdas(numero, fila))
        quien = {c.campo: v for c, v in leidas if c.campo in _DE_QUIEN and not c.tipo}
        datos = [(c, v) for c, v in leidas if c.tipo and v not in (None, "")]
        persona, cliente = (str(quien.get(q) or "") for q in ("persona", "cliente"))
        if da_de_alta and self._es_nueva(numero, persona, con_datos=any(c.tipo != RESPUESTA for c, _ in datos)):
            self.apuntes.append(Apunte(PERSONA, persona, hoja=self.hoja, fila=numero))
        for (tipo, clave), valores in _por_destino(datos, str(quien.get("ronda") or "1")).items():
            suyo = "" if tipo == "cliente" else cliente
            self.apuntes.append(Apunte(tipo, persona, valores, suyo, clave, self.hoja, numero))
        if not datos and not da_de_alta and len(self.reparos) == reparos:
            self.reparos.append(Reparo(self.hoja, numero, "", "solo dice de quién es; rellénala o bórrala"))

    def _es_nueva(self, numero: int, persona: str, *, con_datos: bool) -> bool:
        """Si es la primera fila de esa persona. Otra sin nada más es la misma persona dos veces."""
        antes = self.vistas.setdefault(llano(persona) or persona, numero)
        return antes == numero or not con_datos

    def _celdas(self, numero: int, fila: Sequence[Celda]) -> Iterator[tuple[Columna, Any]]:
        for puesto, columna in self.puestas.items():
            try:
                yield columna, columna.leer(fila[puesto] if puesto < len(fila) else None)
            except ValorNoValido as error:
                self.reparos.append(Reparo(self.hoja, numero, columna.campo, error.motivo, columna.tipo))


def _por_destino(datos: Sequence[tuple[Columna, Any]], ronda: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Los valores de una fila, por el objeto al que van: tipo y fase o ronda."""
    salida: dict[tuple[str, str], dict[str, Any]] = {}
    for c, valor in datos:
        clave = ronda if c.tipo in ("valoracion", "justificacion") else c.clave
        suyos = salida.setdefault((c.tipo, clave), {})
        if c.campo.startswith("palanca_"):
            suyos.setdefault("palancas", []).append(valor)
        else:
            suyos[c.campo] = valor
    return salida
