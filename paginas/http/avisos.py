"""/api/avisos: el servidor avisa a cada pestaña de que su sala ha cambiado; de quién o de qué, no dice nada.

GET lo cuenta según pasa; POST, a la pestaña que pregunta.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from datos import ajustes
from modelo.codigos import normalizar_codigo_de_sala
from modelo.errores import ErrorDelTaller
from paginas.comun import oyentes, tablon
from paginas.comun.ejecucion import motor_de
from paginas.http.identidad import Rechazada, es_del_mismo_origen, leer_datos

# Sin nada que contar también se habla, para que la pestaña sepa que sigue oyendo (avisos.js espera 40 s).
LATIDO = 15.0
LARGO_DE_PUESTO = 64
MAXIMO = 1024
CABECERAS = {"cache-control": "no-store", "x-accel-buffering": "no"}


async def _corriente(codigo: str, puesto: str, con_actividad: bool) -> AsyncIterator[str]:
    cambio = asyncio.Event()
    despertar = partial(asyncio.get_running_loop().call_soon_threadsafe, cambio.set)
    with oyentes.a_la_escucha(codigo, puesto, despertar, con_actividad):
        ahora = tablon.sabido(codigo)
        visto, cuando = ahora, tablon.reloj()
        hablado = cuando
        yield _aviso(ahora, con_actividad)
        while not oyentes.parando():
            with suppress(TimeoutError):
                await asyncio.wait_for(cambio.wait(), _espera(visto, ahora, con_actividad, cuando, hablado))
            cambio.clear()
            ahora = tablon.sabido(codigo)
            if _toca(visto, ahora, con_actividad, cuando):
                visto, cuando = ahora, tablon.reloj()
                hablado = cuando
                yield _aviso(ahora, con_actividad)
            # También con la sala escribiendo sin parar: a quien no le toca saberlo, el silencio le parecería un corte.
            elif tablon.reloj() - hablado >= LATIDO:
                hablado = tablon.reloj()
                yield "event: latido\ndata:\n\n"


def _toca(visto: tuple[int, int] | None, ahora: tuple[int, int] | None, con_actividad: bool, cuando: float) -> bool:
    if visto is None:
        return ahora is not None
    actividad = visto[1] if con_actividad else -1
    return tablon.ya_no_vale(ahora, version=visto[0], actividad=actividad, hace=tablon.reloj() - cuando)


def _espera(
    visto: tuple[int, int] | None, ahora: tuple[int, int] | None, con_actividad: bool, cuando: float, hablado: float
) -> float:
    """Hasta el siguiente latido o, con actividad por contar, hasta que toque contarla."""
    limite = hablado + LATIDO
    if con_actividad and visto != ahora:
        limite = min(limite, cuando + tablon.ENTRE_ACTIVIDAD)
    return max(0.05, limite - tablon.reloj())


def _aviso(ahora: tuple[int, int] | None, con_actividad: bool) -> str:
    return f"data: {tablon.marca(ahora, con_actividad)}\n\n"


async def avisos(peticion: Request) -> Response:
    """Una respuesta que no acaba: la marca de la sala al empezar y cada vez que cambia. 404 si no hay tal sala."""
    if not es_del_mismo_origen(peticion):
        return Response(status_code=403)
    codigo = normalizar_codigo_de_sala(peticion.query_params.get("sala", ""))
    puesto = peticion.query_params.get("puesto", "")[:LARGO_DE_PUESTO]
    if await run_in_threadpool(tablon.leer, codigo, motor_de(ajustes.leer().bd)) is None:
        return Response(status_code=404)
    if oyentes.cuantos() >= oyentes.TOPE or oyentes.parando():
        return Response(status_code=503)
    con_actividad = peticion.query_params.get("todo") == "1"
    return StreamingResponse(
        _corriente(codigo, puesto, con_actividad), media_type="text/event-stream", headers=CABECERAS
    )


def _leer(codigo: str) -> tuple[int, int] | None:
    return tablon.leer(codigo, motor_de(ajustes.leer().bd))


async def latir(peticion: Request) -> Response:
    """POST {puesto, oye, sala, todo}: esa pestaña sigue abierta, y dice si le llegan los avisos.

    Responde con la ``marca`` de la sala, o 4xx. Sin cambios no pregunta a la base ni dibuja nada.
    """
    try:
        datos = await leer_datos(peticion, MAXIMO)
    except Rechazada as error:
        return Response(status_code=error.estado)
    puesto, oye, sala = datos.get("puesto"), datos.get("oye"), datos.get("sala")
    if not isinstance(puesto, str) or len(puesto) > LARGO_DE_PUESTO or not isinstance(oye, bool):
        return Response(status_code=400)
    if not isinstance(sala, str):
        return Response(status_code=400)
    oyentes.confirmar(puesto, oye)
    tablon.sigue(puesto)
    codigo = normalizar_codigo_de_sala(sala)
    ahora = tablon.sabido_ahora(codigo)
    if ahora is None:
        try:
            ahora = await run_in_threadpool(_leer, codigo)
        except (SQLAlchemyError, ErrorDelTaller):
            return Response(status_code=503)
    return JSONResponse({"marca": tablon.marca(ahora, datos.get("todo") is True)}, headers=CABECERAS)


async def vigilar_la_base() -> None:
    """Por si la sala cambia desde otro proceso: se mira una vez cada 2 s por sala, no por persona."""
    while True:
        await asyncio.sleep(tablon.RELEER_CADA)
        for codigo in oyentes.salas():
            await run_in_threadpool(_mirar, codigo)


def _mirar(codigo: str) -> None:
    """Si la base no se puede abrir ahora, ya se mirará: quien vigila no se va."""
    with suppress(ErrorDelTaller, OSError):
        tablon.leer_sin_fallar(codigo, motor_de(ajustes.leer().bd))


RUTAS_DE_AVISOS = [
    Route("/api/avisos", avisos, methods=["GET"]),
    Route("/api/avisos", latir, methods=["POST"]),
]
