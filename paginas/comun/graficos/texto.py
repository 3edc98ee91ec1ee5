"""Texto repartido en líneas para plotly, que interpreta etiquetas y no parte los rótulos."""

import textwrap

from datos.idiomas import _
from paginas.comun.literal import plotly_literal

ALTERNATIVO = 300


def partir(texto: object, ancho: int, lineas: int = 3) -> str:
    """El texto escapado y repartido en hasta `lineas` líneas de `ancho` caracteres; lo que no cabe acaba en «…»."""
    trozos = textwrap.wrap(" ".join(str(texto).split()), ancho, break_on_hyphens=False)
    if len(trozos) > lineas:
        trozos = [*trozos[: lineas - 1], " ".join(trozos[lineas - 1 :])]
    return "<br>".join(plotly_literal(trozo, ancho) for trozo in trozos)


def alternativo(frase: str) -> str:
    """Lo que oye de una gráfica quien no la ve: la frase que la lee, sin cortar una palabra."""
    return textwrap.shorten(frase or _("Gráfica sin datos"), ALTERNATIVO, placeholder="…")
