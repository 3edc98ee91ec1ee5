"""Una tabla de pantalla como archivo CSV que Excel abre en español."""

from __future__ import annotations

import csv
import io
import re

import pandas as pd

# «+0,3» y «+2 Nos defiende» son datos; «+1+cmd|…», «=SUMA(…)» y «@…» son fórmulas para una hoja de cálculo.
_CIFRA = re.compile(r"[+-]\d+(?:[.,]\d+)?(?: [^\W\d_][\w áéíóúüñ]*)?")
_FORMULA = re.compile(r"[=+\-@\t\r]")


def neutra(celda: str) -> str:
    """La celda tal cual, o con un apóstrofo delante si una hoja de cálculo la ejecutaría."""
    return f"'{celda}" if _FORMULA.match(celda) and not _CIFRA.fullmatch(celda) else celda


def csv_de(tabla: pd.DataFrame) -> bytes:
    """La tabla en CSV: UTF-8 con marca, «;» entre celdas y una fila por línea. Solo lleva lo que se ve."""
    salida = io.StringIO()
    escritor = csv.writer(salida, delimiter=";", lineterminator="\r\n")
    escritor.writerow([neutra(str(c)) for c in tabla.columns])
    escritor.writerows([neutra(str(celda)) for celda in fila] for fila in tabla.itertuples(index=False))
    return salida.getvalue().encode("utf-8-sig")
