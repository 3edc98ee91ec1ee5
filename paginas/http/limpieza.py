"""Lo que se tira solo: talleres que han llegado a su fecha, pases caducados y borrados que quedaron por rematar."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from datos import ajustes, borrado
from modelo.casos import enlaces, privado
from modelo.errores import ErrorDelTaller
from paginas.comun.ejecucion import ejecutar, motor_de

CADA = 3600.0
registro = logging.getLogger("palancas")


def limpiar(url: str, ahora: datetime) -> None:
    """Una pasada. Un fallo de la base se registra: la siguiente pasada lo vuelve a intentar."""
    try:
        motor = motor_de(url)
        ejecutar(motor, enlaces.tirar_caducados, ahora=ahora)
        hecho = ejecutar(motor, privado.caducar, ahora=ahora)
        if hecho:
            registro.info("Talleres borrados por su fecha: %d", len(hecho.salas) + len(hecho.talleres))
            borrado.rematar(motor, hecho)
        else:
            borrado.repasar(motor)
    except ErrorDelTaller as error:
        registro.warning("La limpieza no ha podido terminar y se reintentará: %s", type(error).__name__)


async def _sin_parar() -> None:
    while True:
        await asyncio.to_thread(limpiar, ajustes.leer().bd, datetime.now(UTC))
        await asyncio.sleep(CADA)


@asynccontextmanager
async def cada_hora() -> AsyncIterator[None]:
    """Mientras dura, limpia al empezar y cada hora, sin retener a quien llega."""
    tarea = asyncio.create_task(_sin_parar())
    try:
        yield
    finally:
        tarea.cancel()
        with suppress(asyncio.CancelledError):
            await tarea
