"""Lo que se puede ajustar desde el entorno, con su valor por defecto."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

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
    Ajuste(
        "PALANCAS_CLAVE",
        "",
        "Clave que se pide para crear talleres y ensayos. Vacía: los crea cualquiera que llegue a la dirección.",
    ),
)
NIVELES = ("error", "aviso", "info", "detalle")


class AjusteNoValido(ValueError):
    """Una variable tiene un valor que no sirve; el mensaje dice cuáles sirven."""


@dataclass(frozen=True, slots=True)
class Ajustes:
    """Los ajustes de esta ejecución.

    ``bd``, URL de la base; ``url``, dirección pública o vacía; ``copias``, cuántas se conservan de cada clase;
    ``registro``, su nivel; ``clave``, la de crear talleres o vacía.
    """

    bd: str = field(repr=False)
    url: str
    copias: int = 10
    registro: str = "info"
    clave: str = field(default="", repr=False)


def leer(entorno: Mapping[str, str] | None = None) -> Ajustes:
    """Los ajustes según el entorno. Una variable vacía vale como no puesta; una que no sirve es ``AjusteNoValido``."""
    puesto = os.environ if entorno is None else entorno
    return _interpretar(tuple(puesto.get(a.nombre, "") for a in AJUSTES))


@lru_cache(maxsize=8)
def _interpretar(puestos: tuple[str, ...]) -> Ajustes:
    # En memoria: se leen varias veces en cada dibujo.
    valores = {a.nombre: puesto.strip() or a.defecto for a, puesto in zip(AJUSTES, puestos, strict=True)}
    copias, registro = valores["PALANCAS_COPIAS"], valores["PALANCAS_REGISTRO"]
    if not copias.isdecimal() or int(copias) == 0:
        raise AjusteNoValido("PALANCAS_COPIAS tiene que ser un número entero mayor que cero")
    if registro not in NIVELES:
        raise AjusteNoValido(f"PALANCAS_REGISTRO tiene que ser uno de estos: {', '.join(NIVELES)}")
    url = valores["PALANCAS_URL"].rstrip("/")
    return Ajustes(valores["PALANCAS_BD"], url, int(copias), registro, valores["PALANCAS_CLAVE"])


def _es_local(equipo: str) -> bool:
    if equipo == "localhost" or equipo.endswith(".localhost"):
        return True
    try:
        return ip_address(equipo).is_loopback
    except ValueError:
        return False


def _equipo(direccion: str) -> str:
    return (urlsplit(direccion).hostname or "").lower()


def abierta_a_cualquiera(escucha: str | None, visitada: str = "", ajustes: Ajustes | None = None) -> bool:
    """Si puede crear talleres gente de fuera de esta máquina sin dar ninguna clave.

    Lo es con una ``PALANCAS_URL`` que no sea de la propia máquina, si el servidor escucha en una dirección que no lo
    es (``escucha``: la fijada, o nada si son todas) o si alguien la está visitando por una que no lo es.
    """
    puestos = ajustes or leer()
    if puestos.clave:
        return False
    if puestos.url or visitada:
        return not all(_es_local(_equipo(d)) for d in (puestos.url, visitada) if d)
    return not escucha or not _es_local(escucha)
