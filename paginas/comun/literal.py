"""Texto ajeno mostrado como texto: ni HTML, ni Markdown, ni directivas de color o icono, ni fórmulas."""

from __future__ import annotations

import html
import re
from functools import lru_cache

# Se escapa lo justo: el nombre accesible de un control lleva el texto tal cual, con sus barras.
_ESPECIALES = re.compile(
    r"[\\`*_\[\]<>$|~]"  # énfasis, código, enlaces, HTML, fórmulas, tablas, tachado
    r"|:(?=[A-Za-z+_-])"  # directivas de color e icono, emojis
    r"|&(?=[A-Za-z#])"  # entidades
)
# «->», «--», «>=»… se cambian por su signo tipográfico ya sin barras: solo lo impide separarlos.
_DENTRO_DE_UN_SIGNO = re.compile(r"(?<=[-<>~])(?=[->=])")
_AL_PRINCIPIO = re.compile(r"^(#+|[-+=]|\d+(?=[.)]))")
_SIN_ANCHO = "\u200b"


def literal(texto: object) -> str:
    """El texto escapado para cualquier sitio en que Streamlit interpreta Markdown: rótulos, botones, tablas."""
    return _escapado(str(texto))


@lru_cache(maxsize=4096)
def _escapado(texto: str) -> str:
    plano = " ".join(texto.split())
    # «www.», «https:» y los correos se enlazan solos aunque se escapen sus signos: un espacio sin ancho lo impide.
    plano = re.sub(r"(?i)\b(www)\.", rf"\1{_SIN_ANCHO}.", plano)
    plano = re.sub(r"(?i)\b(https?|ftp|mailto):", rf"\1{_SIN_ANCHO}:", plano)
    plano = re.sub(r"(\w)@(\w)", rf"\1{_SIN_ANCHO}@\2", plano)
    # Los emojis y los iconos con nombre se sustituyen después de quitar las barras: tampoco basta con escaparlos.
    plano = re.sub(r":(?=[\w+/-]+:)", f":{_SIN_ANCHO}", plano)
    plano = _DENTRO_DE_UN_SIGNO.sub(_SIN_ANCHO, plano)
    escapado = _ESPECIALES.sub(lambda m: "\\" + m[0], plano)
    return _AL_PRINCIPIO.sub(_escapar_principio, escapado)


def _escapar_principio(hallado: re.Match[str]) -> str:
    signo = hallado[1]
    return f"{signo}{_SIN_ANCHO}" if signo[0].isdigit() else f"\\{signo}"


def html_literal(texto: object) -> str:
    """El texto escapado para HTML."""
    return html.escape(str(texto))


def plotly_literal(texto: object, maximo: int = 28) -> str:
    """El texto para una figura: plotly interpreta etiquetas y entidades. Se recorta con «…»."""
    plano = " ".join(str(texto).split())
    corto = plano if len(plano) <= maximo else plano[: maximo - 1].rstrip() + "…"
    return html.escape(corto, quote=False)
