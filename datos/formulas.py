"""Texto ajeno dentro de una hoja de cálculo: que se lea y no se ejecute.

Una hoja de cálculo toma por fórmula la celda de un CSV que empieza por ``=``, ``+``, ``-`` o ``@`` (también en ancho
completo), y algunas se saltan antes tabuladores, retornos y espacios. Se neutraliza solo eso: un número con signo o
«-2 días» no son fórmulas y quedan como están.
"""

from __future__ import annotations

import re

APOSTROFO = "'"
_EMPIEZA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001 — de ancho completo: hay hojas que también los ejecutan
_SALTABLES = " \t\r\n\x0b\x0c\u00a0\u2028\u2029\ufeff"
# Un signo, un número y, si hay más, palabras separadas por un espacio: sin paréntesis, comparaciones ni operadores no
# hay fórmula que valga.
_CANTIDAD = re.compile(r"[+-] ?\d[\d.,]*(?: ?[%€$º])?(?: [\w .,;:?¿¡ºª%€…\u00a0]*)?")


def es_ejecutable(texto: str) -> bool:
    """Si una hoja de cálculo podría tomar ese texto por una fórmula."""
    if texto[:1] in ("\t", "\r", "\n"):
        return True
    dentro = texto.lstrip(_SALTABLES)
    return dentro.startswith(_EMPIEZA) and not _CANTIDAD.fullmatch(dentro)


def neutralizar(texto: str) -> str:
    """El texto tal cual, o con un apóstrofo delante si una hoja de cálculo lo ejecutaría."""
    return APOSTROFO + texto if es_ejecutable(texto) else texto
