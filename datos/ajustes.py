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
)


@dataclass(frozen=True, slots=True)
class Ajustes:
    """Los ajustes de esta ejecución: ``bd``, URL de la base, y ``url``, dirección pública o vacía."""

    bd: str
    url: str


def leer(entorno: Mapping[str, str] | None = None) -> Ajustes:
    """Los ajustes según el entorno. Una variable vacía vale como no puesta."""
    puesto = os.environ if entorno is None else entorno
    valores = {a.nombre: puesto.get(a.nombre, "").strip() or a.defecto for a in AJUSTES}
    return Ajustes(bd=valores["PALANCAS_BD"], url=valores["PALANCAS_URL"].rstrip("/"))
