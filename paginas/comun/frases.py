"""Frases que se componen con lo que ha escrito una persona."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from datos.idiomas import lengua, rotulos
from datos.idiomas.escritura import fecha
from modelo.lenguas import INGLES


def _sin(texto: str, principio: str) -> str:
    """El texto sin la palabra que ya pone la frase, sin punto final y con huecos a la vista."""
    limpio = re.sub(principio, "", texto.strip(), flags=re.IGNORECASE).strip().rstrip(".;,").strip()
    return limpio or "…"


def compromiso(c: Any) -> str:
    """«Si…, entonces haré… antes del 24/12/2026; lo notaré en…», con «…» donde falte algo."""
    if lengua() == INGLES:
        return _en_ingles(c)
    accion = _sin(c.accion, r"^(entonces\s+)?(haré\s+)?")
    # «haré llamaré» no se dice: si la acción ya trae su futuro, sobra el de la frase.
    plantilla = rotulos.FRASE_DE_COMPROMISO
    if re.match(r"\w+ré\b", accion, flags=re.IGNORECASE):
        plantilla = plantilla.replace("haré {accion}", "{accion}")
    # Sin señal, la frase acaba en los puntos suspensivos y no en cuatro puntos.
    return plantilla.format(
        situacion=_sin(c.situacion, r"^si\s+"),
        accion=accion,
        antes_de=f"del {'/'.join(reversed(c.antes_de.split('-')))}" if c.antes_de else "de …",
        senal=_sin(c.senal, r"^(lo notaré en\s+|en\s+)"),
    ).replace("….", "…")


def _en_ingles(c: Any) -> str:
    return rotulos.FRASE_DE_COMPROMISO.format(
        situacion=_sin(c.situacion, r"^if\s+"),
        accion=_sin(c.accion, r"^(then\s+)?(i\s+will\s+|i['’]ll\s+)?"),
        antes_de=fecha(date.fromisoformat(c.antes_de)) if c.antes_de else "…",
        senal=_sin(c.senal, r"^(i['’]ll\s+(notice|know)\s+(it\s+)?(by|when|in)\s+|in\s+)"),
    ).replace("….", "…")
