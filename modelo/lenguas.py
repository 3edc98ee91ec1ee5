"""Las lenguas en que puede participar una persona. Quien facilita y lo que se proyecta van en español."""

from __future__ import annotations

from typing import Final

ESPANOL: Final = "es"
INGLES: Final = "en"
LENGUAS: Final[dict[str, str]] = {ESPANOL: "Español", INGLES: "English"}
"""Clave → cómo se llama a sí misma."""
