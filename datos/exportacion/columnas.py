"""El diccionario de columnas: qué es cada una, en qué se mide y entre qué valores. Está en ``columnas.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from datos.exportacion.tipos import ENTERO, MES, Columna, Tabla, Valor
from datos.lecturas.formato import numero


@cache
def columnas() -> dict[str, Columna]:
    """Las columnas por su clave."""
    leidas = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {clave: Columna(clave=clave, **datos) for clave, datos in leidas.items()}


def tabla(claves: Sequence[str], filas: Iterable[Sequence[Any]]) -> Tabla:
    """Una tabla con esas columnas del diccionario. Lo que falta en pandas (NaN, NaT) queda en «sin dato»."""
    elegidas = tuple(columnas()[clave] for clave in claves)
    return Tabla(elegidas, tuple(tuple(celda(c, v) for c, v in zip(elegidas, f, strict=True)) for f in filas))


def celda(columna: Columna, valor: Any) -> Valor:
    """El valor como celda de esa columna: enteros y decimales de Python, meses en ISO y texto."""
    if isinstance(valor, str):
        return valor
    if valor is None or pd.isna(valor):
        return None
    if columna.tipo == MES:
        return pd.Timestamp(valor).date().isoformat()
    dato = numero(valor)
    return round(dato) if columna.tipo == ENTERO and dato is not None else dato
