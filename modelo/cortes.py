"""Qué partes de una tabla se pueden enseñar sin que restarlas, sumarlas o cruzarlas deje a la vista a poca gente.

Lo usa solo ``modelo.privacidad``. Un corte es un valor de una columna de ``CORTES`` («solo presencial»). Los que se
admiten parten las filas en trozos, y a cada persona le corresponde el conjunto de trozos en que tiene algo. La
condición es que cada conjunto lo compartan tantas personas como pide el umbral. Todo lo que se enseña es una unión de
trozos, y lo que se obtiene operando con ello solo distingue entre conjuntos: nunca entre personas de uno mismo.
"""

from __future__ import annotations

from collections.abc import Mapping

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
    en = pd.DataFrame({"persona": personas, "celda": "" if celdas is None else celdas})
    trozos = pd.Series("", index=filas.index)
    hechos = set()
    for columna in CORTES:
        valores = filas[columna].dropna().unique() if columna in filas else ()
        for valor in sorted(str(v) for v in valores if v):
            nuevos = trozos + (filas[columna] == valor).map({True: f"|{valor}", False: "|"})
            if _menor_conjunto(en.assign(trozo=nuevos)) >= umbral:
                trozos = nuevos
                hechos.add((columna, valor))
    return frozenset(hechos)


def _menor_conjunto(en: pd.DataFrame) -> int:
    """Personas del conjunto de trozos menos compartido, dentro de cada celda."""
    juntos = en.drop_duplicates().sort_values("trozo").groupby(["celda", "persona"])["trozo"].agg("·".join)
    return int(juntos.reset_index().groupby(["celda", "trozo"]).size().min())


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
