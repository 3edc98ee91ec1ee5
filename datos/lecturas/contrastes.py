"""Lecturas de dos medidas por palanca: estable frente a perdido, y ronda 1 frente a ronda 2."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from datos.idiomas import _
from datos.lecturas.cambios import frase_diferencias, tabla_diferencias
from datos.lecturas.formato import con_n, contar, decimal, filas, n_de, numero, personas_de, porcentaje
from datos.lecturas.palancas import intervalo


@dataclass(frozen=True)
class Contraste:
    """Una palanca con dos medidas y, si lo hay, el intervalo de su diferencia."""

    palanca: str
    nombre: str
    antes: float | None
    despues: float | None
    diferencia: float | None = None
    inferior: float | None = None
    superior: float | None = None
    n: int | None = None

    @property
    def distinguible(self) -> bool:
        """Si el intervalo existe y deja fuera el cero."""
        if self.inferior is None or self.superior is None:
            return False
        return self.inferior > 0 or self.superior < 0


def contrastes(df: pd.DataFrame) -> list[Contraste]:
    """Estable frente a perdido, con el mayor contraste primero y lo que no tiene dato al final."""
    lista = [
        Contraste(
            str(fila["palanca"]),
            str(fila["nombre"]),
            numero(fila["perdido"]),
            numero(fila["estable"]),
            numero(fila["diferencia"]),
            numero(fila["inferior"]),
            numero(fila["superior"]),
            _personas_de(fila),
        )
        for fila in filas(df)
    ]
    return sorted(lista, key=lambda c: -1.0 if c.diferencia is None else abs(c.diferencia), reverse=True)


def pendientes(df: pd.DataFrame) -> list[Contraste]:
    """Ronda 1 y ronda 2 de cada palanca debatida, en el orden recibido."""
    return [
        Contraste(
            str(fila["palanca"]),
            str(fila["nombre"]),
            numero(fila["ronda1"]),
            numero(fila["ronda2"]),
            numero(fila.get("diferencia")),
            numero(fila.get("inferior")),
            numero(fila.get("superior")),
            _personas_de(fila),
        )
        for fila in filas(df)
    ]


def _personas_de(fila: Mapping[str, Any]) -> int | None:
    n = numero(fila.get("n"))
    return None if n is None else int(n)


def cuantas(lista: Sequence[Contraste]) -> list[int]:
    """Las personas que hay detrás de cada palanca con diferencia, si se sabe."""
    return [c.n for c in lista if c.diferencia is not None and c.n is not None]


def solo_diferencias(lista: Sequence[Contraste]) -> bool:
    """Si las medias se callan y quedan las diferencias: con ellas se deduciría lo de quien no tiene pareja."""
    return any(c.diferencia is not None for c in lista) and all(c.antes is None and c.despues is None for c in lista)


def frase_estable_perdido(df: pd.DataFrame, *, n: int | None = None) -> str:
    """El mayor contraste entre el cliente estable y el perdido y en cuántas palancas se distingue de cero."""
    lista = [c for c in contrastes(df) if c.diferencia is not None]
    if not lista:
        return _("Aún no hay datos de la misma persona sobre un cliente estable y otro perdido.")
    distinguibles = [c for c in lista if c.distinguible]
    if not distinguibles:
        return _("No se distingue una diferencia con {personas} en ninguna palanca.").format(
            personas=_personas(lista, n)
        )
    mayor = distinguibles[0]
    favor = _("{puntos} puntos a favor del cliente perdido")
    if (mayor.diferencia or 0) > 0:
        favor = _("{puntos} puntos a favor del cliente estable")
    suyo = con_n(mayor.n if mayor.n is not None else n)
    todas = n_de(cuantas(lista))
    segun = _(", con {n} según la palanca").format(n=todas) if len(set(cuantas(lista))) > 1 else ""
    frase = _(
        "El mayor contraste está en {palanca}: {favor}{n}; la diferencia va {intervalo} al {confianza}. Se distingue "
        "en {cuantas} de {palancas}{segun}."
    )
    return frase.format(
        palanca=mayor.nombre,
        favor=favor.format(puntos=decimal(abs(mayor.diferencia or 0))),
        n=suyo,
        intervalo=intervalo(mayor.inferior, mayor.superior, signo=True),
        confianza=porcentaje(0.95),
        cuantas=len(distinguibles),
        palancas=contar(len(lista), "palanca"),
        segun=segun,
    )


def _personas(lista: Sequence[Contraste], n: int | None) -> str:
    hay = cuantas(lista) or ([] if n is None else [n])
    return personas_de(hay) if hay else _("estas respuestas")


def tabla_estable_perdido(df: pd.DataFrame) -> pd.DataFrame:
    """Cada palanca con las dos medidas, su diferencia, el intervalo del 95 % y si se distingue."""
    if solo_diferencias(contrastes(df)):
        return tabla_diferencias(df)
    lista = contrastes(df)
    return pd.DataFrame(
        {
            _("Palanca"): [c.nombre for c in lista],
            _("Estable"): [decimal(c.despues) for c in lista],
            _("Perdido"): [decimal(c.antes) for c in lista],
            _("Diferencia"): [decimal(c.diferencia, signo=True) for c in lista],
            _("Intervalo del 95 %"): [intervalo(c.inferior, c.superior, signo=True) for c in lista],
            _("Lectura"): [_("se distingue") if c.distinguible else _("no se distingue") for c in lista],
        }
    )


def frase_rondas(df: pd.DataFrame, *, n: int | None = None) -> str:
    """Cuánto se ha movido cada palanca debatida de la ronda 1 a la 2."""
    if solo_diferencias(pendientes(df)):
        return frase_diferencias(df)
    lista = [c for c in pendientes(df) if c.antes is not None and c.despues is not None]
    if not lista:
        return _("Aún no hay datos de las dos rondas.")
    tramo = _("{palanca}, de {antes} a {despues}")
    tramos = (tramo.format(palanca=c.nombre, antes=decimal(c.antes), despues=decimal(c.despues)) for c in lista)
    personas = n_de(cuantas(lista) or ([] if n is None else [n]))
    frase = _("Tras el debate: {tramos}{n}.")
    return frase.format(tramos="; ".join(tramos), n=f" ({personas})" if personas else "")


def tabla_rondas(df: pd.DataFrame) -> pd.DataFrame:
    """Cada palanca debatida con sus dos rondas y el cambio."""
    if solo_diferencias(pendientes(df)):
        return tabla_diferencias(df)
    lista = pendientes(df)
    cambios = [None if c.antes is None or c.despues is None else c.despues - c.antes for c in lista]
    return pd.DataFrame(
        {
            _("Palanca"): [c.nombre for c in lista],
            _("Ronda 1"): [decimal(c.antes) for c in lista],
            _("Ronda 2"): [decimal(c.despues) for c in lista],
            _("Cambio"): [decimal(cambio, signo=True) for cambio in cambios],
        }
    )
