"""Lo que una pestaña pide al servidor y cómo se escribe."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

import aiohttp
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

PLAZO = 30.0
reloj = time.perf_counter


class Atasco(AssertionError):
    """La pestaña espera algo que no llega, o que no está en la página."""


@dataclass(slots=True)
class Peticion:
    """Algo pedido al servidor y lo que tardó en acabar la pasada que lo atendió."""

    fragmento: str
    enviada: float
    hecha: asyncio.Future[float] = field(repr=False)

    async def esperar(self) -> float:
        """Segundos desde el envío hasta el final de la pasada."""
        try:
            return await asyncio.wait_for(asyncio.shield(self.hecha), PLAZO)
        except TimeoutError:
            raise Atasco("la pasada no acaba") from None


def nueva_conexion() -> aiohttp.ClientSession:
    """La conexión HTTP que comparten las pestañas. Las cookies son de cada pestaña."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0), cookie_jar=aiohttp.DummyCookieJar(), timeout=aiohttp.ClientTimeout()
    )


def repeticion(
    lugar: tuple[str, str, str, str],
    estados: Iterable[WidgetState],
    huellas: Iterable[str],
    fragmento: str,
    *,
    automatica: bool,
) -> bytes:
    """La petición de volver a pasar el guion. ``lugar``: base, huella de la página (o vacía), su ruta y parámetros."""
    base, huella, pagina, parametros = lugar
    mensaje = BackMsg()
    guion = mensaje.rerun_script
    guion.query_string = parametros
    guion.widget_states.SetInParent()
    guion.widget_states.widgets.extend(estados)
    if huella:
        guion.page_script_hash = huella
    else:
        guion.page_name = pagina
    guion.fragment_id, guion.is_auto_rerun = fragmento, automatica
    guion.cached_message_hashes.extend(huellas)
    contexto = guion.context_info
    contexto.timezone, contexto.timezone_offset, contexto.locale = "Europe/Madrid", -60, "es-ES"
    contexto.url = f"{base}/{pagina}"
    return mensaje.SerializeToString()
