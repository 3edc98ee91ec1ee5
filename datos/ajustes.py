"""Lo que se puede ajustar desde el entorno, con su valor por defecto."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROYECTO = Path(__file__).resolve().parent.parent
LOCAL = PROYECTO / "datos" / "local"


@dataclass(frozen=True, slots=True)
class Ajuste:
    """Una variable de entorno que la aplicación lee. ``ayuda`` es su línea en el README."""

    nombre: str
    defecto: str
    ayuda: str


AJUSTES = (
    Ajuste(
        "PALANCAS_BD",
        f"sqlite:///{(LOCAL / 'palancas.db').as_posix()}",
        "Dónde se guardan los talleres, como URL de SQLAlchemy. Por defecto, un archivo SQLite en `datos/local/`.",
    ),
    Ajuste(
        "PALANCAS_URL",
        "",
        "Dirección pública con la que se forman el QR y los enlaces, sin barra final. Vacía: la que use el navegador.",
    ),
    Ajuste(
        "PALANCAS_COPIAS",
        "10",
        "Cuántas copias de la base se conservan de cada clase: automáticas y puntos de control. Por defecto, 10.",
    ),
    Ajuste(
        "PALANCAS_REGISTRO",
        "info",
        "Cuánto se escribe en el registro: `error`, `aviso`, `info` o `detalle` (cada petición). Por defecto, `info`.",
    ),
)
NIVELES = ("error", "aviso", "info", "detalle")


class AjusteNoValido(ValueError):
    """Una variable tiene un valor que no sirve; el mensaje dice cuáles sirven."""


@dataclass(frozen=True, slots=True)
class Ajustes:
    """Los ajustes de esta ejecución.

    ``bd``, URL de la base; ``url``, dirección pública o vacía; ``copias``, cuántas se conservan de cada clase;
    ``registro``, su nivel.
    """

    bd: str
    url: str
    copias: int = 10
    registro: str = "info"


def leer(entorno: Mapping[str, str] | None = None) -> Ajustes:
    """Los ajustes según el entorno. Una variable vacía vale como no puesta; una que no sirve es ``AjusteNoValido``."""
    puesto = os.environ if entorno is None else entorno
    valores = {a.nombre: puesto.get(a.nombre, "").strip() or a.defecto for a in AJUSTES}
    copias, registro = valores["PALANCAS_COPIAS"], valores["PALANCAS_REGISTRO"]
    if not copias.isdecimal() or int(copias) == 0:
        raise AjusteNoValido("PALANCAS_COPIAS tiene que ser un número entero mayor que cero")
    if registro not in NIVELES:
        raise AjusteNoValido(f"PALANCAS_REGISTRO tiene que ser uno de estos: {', '.join(NIVELES)}")
    return Ajustes(valores["PALANCAS_BD"], valores["PALANCAS_URL"].rstrip("/"), int(copias), registro)
