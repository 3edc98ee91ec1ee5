"""En qué lengua se le habla a quien participa."""

from __future__ import annotations

from datetime import datetime

from modelo.casos.permisos import taller_y_persona
from modelo.errores import ValorNoValido
from modelo.lenguas import LENGUAS
from modelo.puertos import Unidad
from modelo.valores import Identidad


def elegir_idioma(unidad: Unidad, *, quien: Identidad, idioma: str, ahora: datetime) -> None:
    """Desde aquí, esa persona lee la aplicación en esa lengua, en este aparato y en los demás."""
    _, persona = taller_y_persona(unidad, quien)
    persona.idioma = lengua_valida(idioma)


def lengua_valida(idioma: str) -> str:
    """Esa lengua, si se ofrece; si no, ``ValorNoValido``."""
    if idioma not in LENGUAS:
        raise ValorNoValido("idioma", "esa opción no existe")
    return idioma
