"""Frases que se componen con lo que ha escrito una persona."""

from __future__ import annotations

import re
from typing import Any

from modelo import rotulos


def _sin(texto: str, principio: str) -> str:
    """El texto sin la palabra que ya pone la frase, sin punto final y con huecos a la vista."""
    limpio = re.sub(principio, "", texto.strip(), flags=re.IGNORECASE).strip().rstrip(".;,").strip()
    return limpio or "…"


def compromiso(c: Any) -> str:
    """«Si…, entonces haré… antes del 24/12/2026; lo notaré en…», con «…» donde falte algo."""
    accion = _sin(c.accion, r"^(entonces\s+)?(haré\s+)?")
    # «haré llamaré» no se dice: si la acción ya trae su futuro, sobra el de la frase.
    plantilla = rotulos.FRASE_DE_COMPROMISO
    if re.match(r"\w+ré\b", accion, flags=re.IGNORECASE):
        plantilla = plantilla.replace("haré {accion}", "{accion}")
    return plantilla.format(
        situacion=_sin(c.situacion, r"^si\s+"),
        accion=accion,
        antes_de=f"del {'/'.join(reversed(c.antes_de.split('-')))}" if c.antes_de else "de …",
        senal=_sin(c.senal, r"^(lo notaré en\s+|en\s+)"),
    )
