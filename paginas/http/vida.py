"""Arranque y fallos imprevistos de la aplicación."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from streamlit import config

from datos import ajustes
from paginas.comun.ejecucion import motor_de
from paginas.http import limpieza

registro = logging.getLogger("palancas")


@asynccontextmanager
async def vida(app: Any) -> AsyncIterator[None]:
    """Deja la base creada o al día antes de atender a nadie."""
    motor_de(ajustes.leer().bd)
    avisar_si_esta_abierta()
    async with limpieza.cada_hora():
        yield


def avisar_si_esta_abierta() -> None:
    """Deja dicho en el registro, al arrancar, que cualquiera puede crear talleres, si es así."""
    if ajustes.abierta_a_cualquiera(config.get_option("server.address")):
        registro.warning(
            "Cualquiera que llegue a este servidor puede crear talleres: pon una clave en PALANCAS_CLAVE, o arranca "
            "con --server.address 127.0.0.1 para que solo se llegue desde esta máquina."
        )


def ante_un_fallo(error: BaseException) -> bool:
    """Un fallo imprevisto se registra y se dice sin tecnicismos. Devuelve que ya está atendido."""
    registro.error("Fallo imprevisto en una página", exc_info=error)
    st.error(
        "No hemos podido mostrar esta parte. Lo guardado sigue a salvo: recarga la página.", icon=":material/error:"
    )
    return True
