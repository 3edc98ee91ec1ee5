"""Las columnas por las que se filtra, que salen del cliente de cada fila. La puerta las usa y no las deja salir."""

from __future__ import annotations

from datetime import date

import pandas as pd

from datos import consultas
from datos.agregados.base import Pedido
from modelo.cortes import CORTES

# Meses en que acaba cada tramo de rotulos.ANTIGUEDADES.
TRAMOS_DE_ANTIGUEDAD = {"reciente": 24.0, "asentada": 60.0, "larga": float("inf")}


def con_cortes(pedido: Pedido, filas: pd.DataFrame) -> pd.DataFrame:
    """Las filas con las columnas por las que se filtra, según el cliente de cada una."""
    if not pedido.filtro.corte:
        return filas
    return filas.merge(de_los_clientes(pedido), how="left", left_on="cliente_id", right_index=True)


def de_los_clientes(pedido: Pedido) -> pd.DataFrame:
    """Por id de cliente, las columnas de corte."""
    clientes = consultas.df_clientes(pedido.motor, pedido.taller.sala_id)
    tipo, antiguedad, modalidad = CORTES
    por_columna = {
        tipo: clientes["tipo"],
        antiguedad: clientes["desde"].map(lambda desde: tramo_de_antiguedad(desde, pedido.hoy)),
        modalidad: clientes["modalidad"],
    }
    return pd.DataFrame(por_columna).set_index(pd.Index(clientes["cliente_id"], name="cliente_id"))


def tramo_de_antiguedad(desde: str, hoy: date) -> str:
    """En qué tramo de ``rotulos.ANTIGUEDADES`` cae una relación que empezó ese mes; vacío si no se sabe."""
    if not desde:
        return ""
    meses = (hoy.year - int(desde[:4])) * 12 + hoy.month - int(desde[5:7])
    return next(tramo for tramo, hasta in TRAMOS_DE_ANTIGUEDAD.items() if meses < hasta)
