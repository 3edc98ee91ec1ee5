"""Lecturas de dos medidas por palanca: estable frente a perdido, y ronda 1 frente a ronda 2."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from datos.lecturas.cambios import frase_diferencias, tabla_diferencias
from datos.lecturas.formato import SIN_DATOS, con_n, contar, decimal, filas, n_de, numero, personas_de, porcentaje
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
        return f"{SIN_DATOS} de la misma persona sobre un cliente estable y otro perdido."
    distinguibles = [c for c in lista if c.distinguible]
    if not distinguibles:
        return f"No se distingue una diferencia con {_personas(lista, n)} en ninguna palanca."
    mayor = distinguibles[0]
    gana = "estable" if (mayor.diferencia or 0) > 0 else "perdido"
    suyo = con_n(mayor.n if mayor.n is not None else n)
    todas = n_de(cuantas(lista))
    segun = f", con {todas} según la palanca" if " a " in todas else ""
    return (
        f"El mayor contraste está en {mayor.nombre}: {decimal(abs(mayor.diferencia or 0))} puntos a favor del cliente "
        f"{gana}{suyo}; la diferencia va {intervalo(mayor.inferior, mayor.superior, signo=True)} al "
        f"{porcentaje(0.95)}. Se distingue en {len(distinguibles)} de {contar(len(lista), 'palanca')}{segun}."
    )


def _personas(lista: Sequence[Contraste], n: int | None) -> str:
    hay = cuantas(lista) or ([] if n is None else [n])
    return personas_de(hay) if hay else "estas respuestas"


def tabla_estable_perdido(df: pd.DataFrame) -> pd.DataFrame:
    """Cada palanca con las dos medidas, su diferencia, el intervalo del 95 % y si se distingue."""
    if solo_diferencias(contrastes(df)):
        return tabla_diferencias(df)
    lista = contrastes(df)
    return pd.DataFrame(
        {
            "Palanca": [c.nombre for c in lista],
            "Estable": [decimal(c.despues) for c in lista],
            "Perdido": [decimal(c.antes) for c in lista],
            "Diferencia": [decimal(c.diferencia, signo=True) for c in lista],
            "Intervalo del 95 %": [intervalo(c.inferior, c.superior, signo=True) for c in lista],
            "Lectura": ["se distingue" if c.distinguible else "no se distingue" for c in lista],
        }
    )


def frase_rondas(df: pd.DataFrame, *, n: int | None = None) -> str:
    """Cuánto se ha movido cada palanca debatida de la ronda 1 a la 2."""
    if solo_diferencias(pendientes(df)):
        return frase_diferencias(df)
    lista = [c for c in pendientes(df) if c.antes is not None and c.despues is not None]
    if not lista:
        return f"{SIN_DATOS} de las dos rondas."
    tramos = (f"{c.nombre}, de {decimal(c.antes)} a {decimal(c.despues)}" for c in lista)
    personas = n_de(cuantas(lista) or ([] if n is None else [n]))
    return f"Tras el debate: {'; '.join(tramos)}{f' ({personas})' if personas else ''}."


def tabla_rondas(df: pd.DataFrame) -> pd.DataFrame:
    """Cada palanca debatida con sus dos rondas y el cambio."""
    if solo_diferencias(pendientes(df)):
        return tabla_diferencias(df)
    lista = pendientes(df)
    cambios = [None if c.antes is None or c.despues is None else c.despues - c.antes for c in lista]
    return pd.DataFrame(
        {
            "Palanca": [c.nombre for c in lista],
            "Ronda 1": [decimal(c.antes) for c in lista],
            "Ronda 2": [decimal(c.despues) for c in lista],
            "Cambio": [decimal(cambio, signo=True) for cambio in cambios],
        }
    )
