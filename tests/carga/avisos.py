"""Lo que hace en el navegador el componente de avisos: escucha al servidor, le pregunta y pide redibujar."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp

from tests.carga.campos import Campo
from tests.carga.pestana import Pestana
from tests.carga.peticion import Atasco

# Quien participa la tiene en la misma pieza que el reloj y el autoguardado.
PIEZAS = ("palancas_avisos", "palancas_sala")
REPARTO = 0.25  # el de avisos.js
LENTO = 30.0  # también


def pieza(pestana: Pestana) -> Campo | None:
    """El componente que escucha en esa página, si lo hay."""
    return next((c for nombre in PIEZAS if (c := pestana.componente(nombre)) is not None), None)


def _datos(pestana: Pestana) -> dict[str, Any] | None:
    componente = pieza(pestana)
    if componente is None:
        return None
    datos = json.loads(componente.proto.json)
    return dict(datos[0] if isinstance(datos, list) else datos)


def _decir(pestana: Pestana, algo: str) -> None:
    componente = pieza(pestana)
    if componente is not None:
        pestana.disparar(componente, "aviso", algo)


async def preguntar(pestana: Pestana, *, oye: bool = True) -> float:
    """El pulso: pregunta por la marca de la sala y pide redibujar si no es la dibujada. Devuelve los segundos."""
    datos = _datos(pestana)
    if datos is None:
        raise Atasco("la página no escucha avisos")
    desde = time.perf_counter()
    pregunta = {"puesto": datos["puesto"], "oye": oye, "sala": datos["sala"], "todo": datos["todo"]}
    async with pestana.http.post(f"{pestana.base}/api/avisos", json=pregunta, headers=pestana.cabeceras()) as respuesta:
        respuesta.raise_for_status()
        marca = (await respuesta.json())["marca"]
    tardado = time.perf_counter() - desde
    await _enterarse(pestana, marca)
    return tardado


async def _enterarse(pestana: Pestana, marca: str) -> None:
    if not _es_la_dibujada(pestana, marca):
        await asyncio.sleep(random.random() * REPARTO)
        if not _es_la_dibujada(pestana, marca):
            _decir(pestana, marca)


def _es_la_dibujada(pestana: Pestana, marca: str) -> bool:
    actual = _datos(pestana)
    return actual is None or marca == actual["marca"]


async def _latir(pestana: Pestana) -> None:
    while True:
        # Una pregunta que se corta se repite a la siguiente; si lo que se corta es la escucha, se dice.
        with suppress(aiohttp.ClientError):
            await preguntar(pestana)
        await asyncio.sleep(LENTO * random.uniform(0.8, 1.2))


async def _escuchar(pestana: Pestana) -> None:
    if (datos := _datos(pestana)) is None:
        raise Atasco("la página no escucha avisos")
    parametros = {"sala": datos["sala"], "puesto": datos["puesto"], "todo": "1" if datos["todo"] else "0"}
    peticion = pestana.http.get(
        f"{pestana.base}/api/avisos",
        params=parametros,
        headers=pestana.cabeceras(),
        timeout=aiohttp.ClientTimeout(total=None),
    )
    async with peticion as respuesta, asyncio.TaskGroup() as tareas:
        respuesta.raise_for_status()
        latidos = tareas.create_task(_latir(pestana))
        async for linea in respuesta.content:
            aviso = linea.removeprefix(b"data:").strip().decode()
            if linea.startswith(b"data:") and aviso:
                await _enterarse(pestana, aviso)
        latidos.cancel()


@asynccontextmanager
async def con_avisos(pestanas: list[Pestana]) -> AsyncIterator[None]:
    """Mientras dura, cada pestaña escucha los avisos como lo haría su navegador."""
    tareas = [asyncio.ensure_future(_escuchar(pestana)) for pestana in pestanas]
    try:
        yield
    finally:
        for tarea in tareas:
            tarea.cancel()
        hechas = await asyncio.gather(*tareas, return_exceptions=True)
        # Si a alguna no le llegan los avisos, se está midiendo otra cosa.
        for fallo in hechas:
            if isinstance(fallo, ExceptionGroup):
                raise fallo.exceptions[0]
            if isinstance(fallo, Exception):
                raise fallo
