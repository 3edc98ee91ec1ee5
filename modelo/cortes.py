"""Qué partes de una tabla se pueden enseñar sin que restarlas, sumarlas o cruzarlas deje a la vista a poca gente.

Lo usa solo ``modelo.privacidad``. Un corte es un valor de una columna de ``CORTES`` («solo presencial»). Los que se
admiten parten las filas en trozos, y a cada persona le corresponde el conjunto de trozos en que tiene algo. La
condición es que cada conjunto lo compartan tantas personas como pide el umbral. Todo lo que se enseña es una unión de
trozos, y lo que se obtiene operando con ello solo distingue entre conjuntos: nunca entre personas de uno mismo.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pandas as pd

CORTES = ("corte_tipo", "corte_antiguedad", "corte_modalidad")
Corte = Mapping[str, str]


def admitidos(
    filas: pd.DataFrame, personas: pd.Series, umbral: int, celdas: pd.Series | None = None
) -> frozenset[tuple[str, str]]:
    """Devuelve los cortes ``(columna, valor)`` que se pueden pedir, solos o cruzados.

    Se prueban de uno en uno y en un orden fijo, que no depende de qué se haya pedido antes. Con ``celdas`` (qué
    respuesta da cada fila) la condición se cumple dentro de cada respuesta.
    """
    en_celda = np.zeros(len(filas), dtype=int) if celdas is None else pd.factorize(celdas)[0]
    # Un número por persona y celda; los trozos se numeran igual y cada uno es un bit.
    dueno, _ = pd.factorize(pd.MultiIndex.from_arrays([en_celda, pd.factorize(personas)[0]]))
    celda_de = dict(zip(dueno.tolist(), en_celda.tolist(), strict=True))
    trozos = np.zeros(len(filas), dtype=int)
    hechos = set()
    for columna in CORTES:
        valores = filas[columna].dropna().unique() if columna in filas else ()
        for valor in sorted(str(v) for v in valores if v):
            nuevos = pd.factorize(trozos * 2 + (filas[columna] == valor).to_numpy(dtype=int))[0]
            if _menor_conjunto(dueno, nuevos, celda_de) >= umbral:
                trozos = nuevos
                hechos.add((columna, valor))
    return frozenset(hechos)


def _menor_conjunto(dueno: np.ndarray, trozos: np.ndarray, celda_de: dict[int, int]) -> int:
    """Personas del conjunto de trozos menos compartido, dentro de cada celda."""
    conjuntos: dict[int, int] = dict.fromkeys(celda_de, 0)
    for suyo, trozo in set(zip(dueno.tolist(), trozos.tolist(), strict=True)):
        conjuntos[suyo] |= 1 << trozo
    return min(Counter((celda_de[suyo], conjunto) for suyo, conjunto in conjuntos.items()).values())


def cortadas(
    filas: pd.DataFrame, corte: Corte, personas: pd.Series, umbral: int, celdas: pd.Series | None = None
) -> pd.DataFrame | None:
    """Devuelve las filas del corte, o ``None`` si no se admite. Una tabla sin esas columnas no se corta."""
    pedidos = {(columna, valor) for columna, valor in corte.items() if valor and columna in filas}
    if not pedidos:
        return filas
    if filas.empty or not pedidos <= admitidos(filas, personas, umbral, celdas):
        return None
    return filas[pd.concat([filas[columna] == valor for columna, valor in pedidos], axis=1).all(axis=1)]
