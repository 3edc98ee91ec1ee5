"""Una tabla de pantalla como archivo CSV que Excel abre en español."""

from __future__ import annotations

import csv
import io

import pandas as pd

from datos.formulas import neutralizar


def csv_de(tabla: pd.DataFrame) -> bytes:
    """La tabla en CSV: UTF-8 con marca, «;» entre celdas y una fila por línea. Solo lleva lo que se ve."""
    salida = io.StringIO()
    escritor = csv.writer(salida, delimiter=";", lineterminator="\r\n")
    escritor.writerow([neutralizar(str(c)) for c in tabla.columns])
    escritor.writerows([neutralizar(str(celda)) for celda in fila] for fila in tabla.itertuples(index=False))
    return salida.getvalue().encode("utf-8-sig")
