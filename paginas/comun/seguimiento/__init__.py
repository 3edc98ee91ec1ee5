"""El seguimiento del plan: lo propio de cada cual, y lo que quien facilita puede saber."""

from __future__ import annotations

from datetime import date

from datos.idiomas import _, plural, por_traducir
from datos.idiomas.escritura import fecha

SIN_HORIZONTE = por_traducir("Sin horizonte")
HORIZONTES = {
    "corto": por_traducir("A corto plazo"),
    "medio": por_traducir("A medio plazo"),
    "largo": por_traducir("A largo plazo"),
    "": SIN_HORIZONTE,
}


def plazo(antes_de: str, *, vencido: bool, hoy: date) -> str:
    """«Antes del 31/01/2027», y cuánto pasa o cuánto falta."""
    if not antes_de:
        return _("Sin fecha")
    dia = date.fromisoformat(antes_de)
    dias = (dia - hoy).days
    cuando = _("Antes del {dia}").format(dia=fecha(dia))
    if vencido:
        return _("{cuando} · **vencido hace {dias}**").format(cuando=cuando, dias=_dias(-dias))
    if dias == 0:
        return _("{cuando} · es hoy").format(cuando=cuando)
    return _("{cuando} · faltan {dias}").format(cuando=cuando, dias=_dias(dias)) if 0 < dias <= 60 else cuando


def _dias(cuantos: int) -> str:
    return plural("{n} día", "{n} días", cuantos).format(n=cuantos)


def detalle(palanca: str, acompana: str) -> str:
    """La palanca y quién acompaña, en una línea."""
    return " · ".join(p for p in (palanca, _("Acompaña: {quien}").format(quien=acompana) if acompana else "") if p)
