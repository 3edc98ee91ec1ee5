"""Ejecutar un caso de uso: abre la unidad, confirma y publica la versión. Sin streamlit: sirve a páginas y rutas."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from datos.motor import preparar
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Sala
from modelo.errores import BaseNoDisponible, BaseOcupada, ErrorDelTaller, SinEspacio
from modelo.puertos import Unidad
from modelo.valores import Identidad
from paginas.comun import tablon


@lru_cache(maxsize=4)
def motor_de(url: str) -> sa.Engine:
    """El motor de esa base, al día y uno por proceso."""
    return preparar(url)


def ejecutar(motor: sa.Engine, caso: Any, **kw: Any) -> Any:
    """Lo que devuelve el caso, ya confirmado. Los fallos de la base salen como errores del taller."""
    try:
        with UnidadDeTrabajo(motor) as unidad:
            hecho = caso(unidad, **kw)
            codigo, contadores = _codigo(unidad, kw, hecho), unidad.contadores
            unidad.confirmar()
    except DatabaseError as error:
        raise traducido(error) from error
    if codigo and contadores:
        tablon.publicar(codigo, *contadores)
    elif codigo:
        # Un caso que no sube contadores puede haberse llevado la sala por delante: que se vuelva a preguntar.
        tablon.olvidar_sala(codigo)
    return hecho


def _codigo(unidad: UnidadDeTrabajo, kw: dict[str, Any], hecho: Any) -> str:
    quien = kw.get("quien") or getattr(hecho, "identidad", None)
    if not isinstance(quien, Identidad):
        return ""
    sala = unidad.buscar(Sala, quien.sala_id)
    return sala.codigo if sala is not None else ""


def traducido(error: DatabaseError) -> ErrorDelTaller:
    """Lo que le pasa a la base, como error del taller."""
    causa = str(error.orig).lower()
    if "locked" in causa or "busy" in causa:
        return BaseOcupada(causa)
    if "full" in causa or "readonly" in causa or "read-only" in causa or "disk i/o" in causa:
        return SinEspacio(causa)
    return BaseNoDisponible(causa)


@contextmanager
def leer_con(motor: sa.Engine) -> Iterator[Unidad]:
    """Una unidad solo para leer: no pide el turno de escritura."""
    with Session(motor) as sesion:
        yield _Lectura(motor, sesion)


class _Lectura(UnidadDeTrabajo):
    """La unidad de trabajo sobre una sesión que no confirma."""

    def __init__(self, motor: sa.Engine, sesion: Session) -> None:
        super().__init__(motor)
        self.sesion = sesion
