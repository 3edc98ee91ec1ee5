"""Ejecutar un caso de uso: abre la unidad, confirma y publica la versión. Sin streamlit: sirve a páginas y rutas."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property, lru_cache
from threading import Lock
from time import monotonic
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from datos import copias
from datos.fallos import traducido
from datos.motor import preparar
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Sala
from modelo.errores import ErrorDelTaller
from modelo.puertos import Unidad
from modelo.valores import CopiaPedida, Identidad, TallerCreado
from paginas.comun import tablon

REINTENTO_S = 2.0
_abierto = lru_cache(maxsize=4)(preparar)
_al_abrir = Lock()
_fallido: dict[str, tuple[float, ErrorDelTaller]] = {}


def motor_de(url: str) -> sa.Engine:
    """El motor de esa base, al día y uno por proceso. Si no se puede abrir, se vuelve a probar pasados dos segundos.

    Sin ese respiro, una sala entera esperaría en fila a que fallara el intento de cada cual.
    """
    with _al_abrir:
        cuando, error = _fallido.get(url, (0.0, None))
        if error is not None and monotonic() - cuando < REINTENTO_S:
            raise type(error)(*error.args)
        try:
            return _abierto(url)
        except ErrorDelTaller as nuevo:
            _fallido[url] = (monotonic(), nuevo)
            raise


def ejecutar(motor: sa.Engine, caso: Any, **kw: Any) -> Any:
    """Lo que devuelve el caso, ya confirmado. Los fallos de la base salen como errores del taller."""
    try:
        with UnidadDeTrabajo(motor) as unidad:
            hecho = caso(unidad, **kw)
            codigo, contadores = _codigo(unidad, kw, hecho), unidad.contadores
            unidad.confirmar()
    except DatabaseError as error:
        raise traducido(error) from error
    if isinstance(hecho, CopiaPedida):
        copias.atender(motor.url, hecho)
    if codigo and contadores:
        tablon.publicar(codigo, *contadores)
    elif codigo and isinstance(hecho, TallerCreado) and hecho.sala_id == getattr(kw.get("quien"), "sala_id", ""):
        # Un taller nuevo en la misma sala puede llevar los mismos contadores que el de antes.
        tablon.olvidar_sala(codigo)
    elif codigo:
        # Un caso que no sube contadores puede haberse llevado la sala por delante.
        tablon.comprobar_sala(codigo, motor)
    return hecho


def _codigo(unidad: UnidadDeTrabajo, kw: dict[str, Any], hecho: Any) -> str:
    quien = kw.get("quien") or getattr(hecho, "identidad", None)
    if not isinstance(quien, Identidad):
        return ""
    sala = unidad.buscar(Sala, quien.sala_id)
    return sala.codigo if sala is not None else ""


@contextmanager
def leer_con(motor: sa.Engine) -> Iterator[Unidad]:
    """Una unidad solo para leer: no pide el turno de escritura."""
    with motor.connect() as conexion:
        lectura = _Lectura(motor, conexion)
        try:
            yield lectura
        finally:
            lectura.cerrar()


class _Lectura(UnidadDeTrabajo):
    """La unidad de trabajo sobre una conexión que no confirma. La sesión, que cuesta más que una fila, si se pide."""

    def __init__(self, motor: sa.Engine, conexion: sa.Connection) -> None:
        super().__init__(motor)
        self._conexion = conexion

    @cached_property
    def sesion(self) -> Session:  # type: ignore[override]
        """Los objetos que se lean, mientras dure la unidad."""
        return Session(self._conexion)

    def fila(self, consulta: sa.Select[Any], **valores: Any) -> sa.Row[Any] | None:
        return self._conexion.execute(consulta, valores).first()

    def cerrar(self) -> None:
        """Suelta los objetos leídos."""
        if "sesion" in vars(self):
            self.sesion.close()
