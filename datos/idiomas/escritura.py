"""Cómo se escriben las fechas en la lengua de quien mira."""

from __future__ import annotations

from datetime import date

from datos.idiomas import lengua
from modelo.campos import MESES
from modelo.lenguas import ESPANOL, INGLES

# La región da el orden de día y mes y el reloj de 24 horas.
REGIONES = {INGLES: "en_GB"}


def fecha(dia: date) -> str:
    """«24/12/2026»; en inglés, «24 Dec 2026», que no se confunde con el orden de otro país."""
    return f"{dia:%d/%m/%Y}" if lengua() == ESPANOL else _con_babel(dia, "d MMM y")


def mes(dia: date) -> str:
    """«mar 2024», sin depender del idioma de la máquina."""
    return f"{MESES[dia.month - 1]} {dia.year}" if lengua() == ESPANOL else _con_babel(dia, "MMM y")


def larga(dia: date) -> str:
    """«24 December 2026»."""
    return _con_babel(dia, "d MMMM y")


def _con_babel(dia: date, forma: str) -> str:
    from babel.dates import format_date

    return format_date(dia, forma, locale=REGIONES[lengua()])
