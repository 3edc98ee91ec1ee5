"""Arranque, parada y fallos imprevistos de la aplicación."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from types import FrameType
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from streamlit import config

from datos import ajustes, copias, motor
from datos.archivo import archivo_de, en_uso
from modelo.errores import BaseNoDisponible, ErrorDelTaller
from paginas.comun import hermanas, oyentes
from paginas.comun.ejecucion import motor_de
from paginas.comun.mensajes import al_dibujar, mensaje
from paginas.http import envios, gestos, limpieza
from paginas.http import registro as diario
from paginas.http.avisos import vigilar_la_base

ESPERA_DE_COPIAS = 8.0
registro = logging.getLogger("palancas")


@asynccontextmanager
async def vida(app: Any) -> AsyncIterator[None]:
    """Deja la base al día antes de atender a nadie, vigila las salas que escuchan y para sin dejar nada a medias.

    Si la base no se puede abrir, el servidor arranca igual: lo dice en cada página y la abre en cuanto se pueda.
    """
    leidos = ajustes.leer()
    diario.instalar(leidos.registro)
    with en_uso(archivo_de(leidos.bd)):
        await run_in_threadpool(_abrir, leidos.bd)
        _recoger_menos()
        gestos.no_perder_ninguna()
        envios.al_acabar_el_guion()
        vigia = asyncio.create_task(vigilar_la_base())
        avisar_si_esta_abierta()
        async with limpieza.cada_hora():
            with hermanas.en_contacto(), _avisando_al_parar():
                yield
        vigia.cancel()
        await run_in_threadpool(_cerrar, leidos.bd)


def _recoger_menos() -> None:
    """De serie se busca basura cada 700 objetos y un dibujo crea decenas de miles: era un 8 % de cada gesto."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


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


def _abrir(url: str) -> None:
    try:
        esquema = motor.revision_de(motor_de(url))
    except ErrorDelTaller as error:
        registro.critical("sin base: %s", mensaje(error), extra={"datos": {"causa": type(error).__name__}})
    else:
        registro.info("en marcha", extra={"datos": {"esquema": esquema}})


def _cerrar(url: str) -> None:
    """Acaba las copias empezadas y lleva al archivo lo que esperaba en el diario."""
    acabadas = copias.esperar(ESPERA_DE_COPIAS)
    try:
        motor.cerrar(motor_de(url))
    except ErrorDelTaller as error:
        registro.warning("parada sin cerrar la base", extra={"datos": {"causa": type(error).__name__}})
    else:
        registro.info("parada", extra={"datos": {"copias_acabadas": acabadas}})


def avisar_si_esta_abierta() -> None:
    """Deja dicho en el registro, al arrancar, que cualquiera puede crear talleres, si es así."""
    if ajustes.abierta_a_cualquiera(config.get_option("server.address")):
        registro.warning(
            "Cualquiera que llegue a este servidor puede crear talleres: pon una clave en PALANCAS_CLAVE, o arranca "
            "con --server.address 127.0.0.1 para que solo se llegue desde esta máquina."
        )


def ante_un_fallo(error: BaseException) -> bool:
    """Un fallo imprevisto se registra y se dice sin tecnicismos. Devuelve que ya está atendido."""
    if isinstance(error, BaseNoDisponible):
        registro.error("página sin base", extra={"datos": {"causa": type(error).__name__}})
        st.error(mensaje(error), icon=":material/database_off:")
        return True
    registro.error("fallo imprevisto en una página", exc_info=error)
    st.error(al_dibujar(error), icon=":material/error:")
    return True
