"""Frases que se componen con lo que ha escrito una persona."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from datos.idiomas import _, lengua, rotulos
from datos.idiomas.escritura import fecha
from modelo.lenguas import INGLES

# Lo que la frase ya pone y mucha gente escribe otra vez: en la situación, en la acción y en la señal.
_REPETIDO = (r"si\s+", r"(entonces\s+)?(haré\s+)?", r"(lo notaré en\s+|en\s+)")
_REPETIDO_EN_INGLES = (
    r"(if|when(ever)?)\s+",
    r"(then\s+)?((i\s+will|i['’]ll|i['’]m going to)\s+)?",
    r"(how\s+)?(i['’]ll|i\s+will)\s+(notice|know)\s+(it(['’]s\s+working)?\s+)?(by|when|in|because)\s+|(by|in|when)\s+",
)


def _sin(texto: str, principio: str) -> str:
    """El texto sin la palabra que ya pone la frase, sin punto final y con huecos a la vista."""
    limpio = re.sub(f"^(?:{principio})", "", texto.strip(), flags=re.IGNORECASE).strip().rstrip(".;,").strip()
    return limpio or "…"


def _partes(c: Any) -> dict[str, str]:
    return _limpias(c, _REPETIDO_EN_INGLES if lengua() == INGLES else _REPETIDO)


def _limpias(c: Any, repetido: tuple[str, str, str]) -> dict[str, str]:
    escrito = (c.situacion, c.accion, c.senal)
    limpio = (_sin(texto, principio) for texto, principio in zip(escrito, repetido, strict=True))
    return dict(zip(("situacion", "accion", "senal"), limpio, strict=True))


def compromiso(c: Any, dia: str | None = None) -> str:
    """«Si…, entonces haré… antes del 24/12/2026; lo notaré en…», con «…» donde falte algo.

    ``dia`` es el plazo como se quiera leer; si no se dice, el suyo, en corto.
    """
    partes = _partes(c)
    plazo = dia if dia is not None else fecha(date.fromisoformat(c.antes_de)) if c.antes_de else ""
    plantilla = rotulos.FRASE_DE_COMPROMISO
    if lengua() == INGLES:
        antes_de = plazo or "…"
    else:
        antes_de = f"del {plazo}" if plazo else "de …"
        # «haré llamaré» no se dice: si la acción ya trae su futuro, sobra el de la frase.
        if re.match(r"\w+ré\b", partes["accion"], flags=re.IGNORECASE):
            plantilla = plantilla.replace("haré {accion}", "{accion}")
    # Sin señal, la frase acaba en los puntos suspensivos y no en cuatro puntos.
    return plantilla.format(antes_de=antes_de, **partes).replace("….", "…")


def compromiso_sin_fecha(c: Any) -> str:
    """El compromiso en una frase, para cuando la fecha va aparte."""
    # En español se escribe «propondré…», «proponer…» o «haré…»: sin verbo propio, la frase las admite todas.
    partes = _partes(c) if lengua() == INGLES else _limpias(c, (_REPETIDO[0], r"entonces\s+", _REPETIDO[2]))
    plantilla = _("Si {situacion}, entonces {accion}.")
    if c.senal.strip():
        plantilla = _("Si {situacion}, entonces {accion}; lo notaré en {senal}.")
    return plantilla.format(**partes).replace("….", "…")


def con_peso(que: str, peso: int | None) -> str:
    """«Corto del objetivo (peso 7)», o que no se ha dicho."""
    return (
        _("{que} (sin decir el peso)").format(que=que)
        if peso is None
        else _("{que} (peso {peso})").format(que=que, peso=peso)
    )
