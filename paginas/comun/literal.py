"""Texto ajeno mostrado como texto: ni HTML, ni Markdown, ni directivas de color o icono, ni fórmulas."""

from __future__ import annotations

import html
import re

_ESPECIALES = re.compile(r"([\\`*_{}\[\]()<>#+\-!|~$:@&^=\".'/])")
_SIN_ANCHO = "\u200b"


def literal(texto: object) -> str:
    """El texto escapado para cualquier sitio en que Streamlit interpreta Markdown: rótulos, botones, tablas."""
    plano = " ".join(str(texto).split())
    # «www.» y «https://» se enlazan solos aunque se escapen sus signos: un espacio sin ancho lo impide.
    plano = re.sub(r"(?i)\bwww\.", f"www{_SIN_ANCHO}.", plano)
    plano = re.sub(r"(?i)\b(https?|ftp|mailto):", rf"\1{_SIN_ANCHO}:", plano)
    plano = re.sub(r"(\w)@(\w)", rf"\1{_SIN_ANCHO}@\2", plano)
    escapado = _ESPECIALES.sub(r"\\\1", plano)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", escapado)


def html_literal(texto: object) -> str:
    """El texto escapado para HTML."""
    return html.escape(str(texto))


def plotly_literal(texto: object, maximo: int = 28) -> str:
    """El texto para una figura: plotly interpreta etiquetas y entidades. Se recorta con «…»."""
    plano = " ".join(str(texto).split())
    corto = plano if len(plano) <= maximo else plano[: maximo - 1].rstrip() + "…"
    return html.escape(corto, quote=False)
