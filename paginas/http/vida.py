"""Arranque y fallos imprevistos de la aplicación."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from types import FrameType
from typing import Any

import streamlit as st

from datos import ajustes
from paginas.comun import oyentes
from paginas.comun.ejecucion import motor_de
from paginas.comun.mensajes import al_dibujar
from paginas.http.avisos import vigilar_la_base

registro = logging.getLogger("palancas")


@asynccontextmanager
async def vida(app: Any) -> AsyncIterator[None]:
    """Deja la base creada o al día antes de atender a nadie y, mientras se atiende, vigila las salas que escuchan."""
    motor_de(ajustes.leer().bd)
    vigia = asyncio.create_task(vigilar_la_base())
    with _avisando_al_parar():
        yield
    vigia.cancel()


@contextmanager
def _avisando_al_parar() -> Iterator[None]:
    """Antes de parar, el servidor espera a que acaben las respuestas; las escuchas solo acaban si se les dice."""
    previos = {cual: signal.getsignal(cual) for cual in (signal.SIGTERM, signal.SIGINT)}
    propios = {cual: previo for cual, previo in previos.items() if callable(previo)}
    if threading.current_thread() is not threading.main_thread():
        propios = {}
    for cual, previo in propios.items():
        signal.signal(cual, partial(_parar, previo))
    try:
        yield
    finally:
        for cual, previo in propios.items():
            signal.signal(cual, previo)


def _parar(previo: Callable[[int, FrameType | None], Any], numero: int, marco: FrameType | None) -> None:
    oyentes.parar()
    previo(numero, marco)


def ante_un_fallo(error: BaseException) -> bool:
    """Un fallo imprevisto se registra y se dice sin tecnicismos. Devuelve que ya está atendido."""
    registro.error("Fallo imprevisto en una página", exc_info=error)
    st.error(al_dibujar(error), icon=":material/error:")
    return True
