"""Lo que hace en el navegador el componente de avisos: escucha al servidor y pide redibujar solo su fragmento."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from tests.carga.pestana import Pestana

COMPONENTE = "palancas_avisos"


async def _escuchar(pestana: Pestana) -> None:
    componente = pestana.componente(COMPONENTE)
    if componente is None:
        return
    sala = json.loads(componente.proto.json)["sala"]
    sin_plazo = aiohttp.ClientTimeout(total=None)
    url = f"{pestana.base}/api/avisos?sala={sala}"
    async with pestana.http.get(url, headers=pestana.cabeceras(), timeout=sin_plazo) as respuesta:
        async for linea in respuesta.content:
            actual = pestana.componente(COMPONENTE)
            if linea.startswith(b"data:") and actual is not None:
                aviso = linea.removeprefix(b"data:").strip().decode()
                if aviso != json.loads(actual.proto.json)["version"]:
                    pestana.disparar(actual, "aviso", aviso)


@asynccontextmanager
async def con_avisos(pestanas: list[Pestana]) -> AsyncIterator[None]:
    """Mientras dura, cada pestaña escucha los avisos como lo haría su navegador."""
    tareas = [asyncio.ensure_future(_escuchar(pestana)) for pestana in pestanas]
    try:
        yield
    finally:
        for tarea in tareas:
            tarea.cancel()
        await asyncio.gather(*tareas, return_exceptions=True)
