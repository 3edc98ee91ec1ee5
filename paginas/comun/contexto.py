"""Lo que toda página necesita del mundo: la base, la hora y cómo ejecutar un caso sin romper la pantalla."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import sqlalchemy as sa
import streamlit as st

from datos import ajustes, consultas, idiomas
from datos.idiomas.contenidos import palancas_traducidas, taller_traducido
from modelo.errores import ErrorDelTaller
from modelo.plantillas import Palanca
from modelo.valores import TallerVisto
from paginas.comun import caja, ejecucion, recados, tablon
from paginas.comun.mensajes import mensaje


def motor() -> sa.Engine:
    """El motor de la base configurada, uno por URL y proceso."""
    return ejecucion.motor_de(ajustes.leer().bd)


def ahora() -> datetime:
    """La hora, con zona UTC."""
    return datetime.now(UTC)


def zona() -> ZoneInfo:
    """La zona horaria de quien mira."""
    nombre = st.context.timezone
    try:
        return ZoneInfo(nombre if isinstance(nombre, str) else "Europe/Madrid")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("Europe/Madrid")


def ejecutar(caso: Any, **kw: Any) -> Any:
    """Ejecuta un caso de uso y lo confirma. Los fallos previstos salen como ``ErrorDelTaller``."""
    # Antes de escribir: así, lo que el *callback* anote después ya no da pie a que un redibujo lo corte.
    caja.abierta()
    return ejecucion.ejecutar(motor(), caso, ahora=ahora(), **kw)


@contextmanager
def con_aviso(*, pintar: bool = False) -> Iterator[None]:
    """Un fallo previsto se le dice a la persona.

    Con ``pintar`` se enseña ahí mismo; si no, en el siguiente dibujo (para *callbacks*). Lo que falla al guardar un
    campo se dice junto a él: ``paginas.comun.formularios``.
    """
    try:
        yield
    except ErrorDelTaller as error:
        if pintar:
            st.error(mensaje(error), icon=":material/error:")
        else:
            recados.dejar_aviso(mensaje(error))


def taller(codigo: str) -> TallerVisto | None:
    """El taller en curso de una sala, de memoria si su versión no ha cambiado, en la lengua de quien mira."""
    visto: TallerVisto | None = tablon.taller(codigo, motor())
    return visto if visto is None else taller_traducido(visto)


@lru_cache(maxsize=200)
def _palancas(motor: sa.Engine, taller_id: str, version: str, lengua: str) -> tuple[Palanca, ...]:
    return palancas_traducidas(consultas.palancas(motor, taller_id))


def palancas(visto: TallerVisto) -> tuple[Palanca, ...]:
    """Las palancas del taller, leídas una vez por versión: son de la sala y no cambian dentro de ella."""
    return _palancas(motor(), visto.id, visto.palancas_version, idiomas.lengua())
