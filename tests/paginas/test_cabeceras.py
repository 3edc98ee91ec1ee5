"""Toda respuesta sale con sus cabeceras de seguridad, comprimida si conviene, y lo interno no se enseña."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from paginas.http.cabeceras import CERRADAS, huellas, politica
from paginas.http.rutas import MEDIOS

DE_SERIE = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


async def pagina(peticion: Request) -> Response:
    return HTMLResponse(DE_SERIE, headers={"referrer-policy": "unsafe-url"})


async def guion(peticion: Request) -> Response:
    return PlainTextResponse("x = 1;\n" * 1000, media_type="text/javascript")


async def avisos(peticion: Request) -> Response:
    async def uno_a_uno():
        for numero in range(3):
            yield f"data: {numero}\n\n" + ":" * 1000

    return StreamingResponse(uno_a_uno(), media_type="text/event-stream")


async def enchufe(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(await websocket.receive_text())
    await websocket.close()


@pytest.fixture
def cliente() -> TestClient:
    rutas = [
        Route("/", pagina),
        Route("/app/static/es.js", guion),
        Route("/avisos", avisos),
        *(Route(ruta, guion) for ruta in CERRADAS),
        WebSocketRoute("/_stcore/stream", enchufe),
    ]
    return TestClient(Starlette(routes=rutas, middleware=MEDIOS))


@pytest.mark.parametrize("ruta", ["/", "/app/static/es.js", "/no-existe", *CERRADAS])
def test_toda_respuesta_lleva_las_cabeceras_una_sola_vez(cliente: TestClient, ruta: str) -> None:
    cabeceras = cliente.get(ruta).headers

    assert cabeceras.get_list("content-security-policy") == [politica()]
    assert cabeceras.get_list("x-content-type-options") == ["nosniff"]
    assert cabeceras.get_list("referrer-policy") == ["same-origin"]
    assert "camera=()" in cabeceras["permissions-policy"]


def test_la_politica_deja_los_guiones_en_linea_de_la_pagina_servida_y_ninguno_mas(cliente: TestClient) -> None:
    servida = cliente.get("/").text
    en_linea = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", servida, re.DOTALL)
    guiones = re.search(r"script-src ([^;]+)", politica())

    assert en_linea
    assert guiones
    for texto in en_linea:
        huella = base64.b64encode(hashlib.sha256(texto.encode()).digest()).decode()
        assert f"'sha256-{huella}'" in guiones[1]
    assert len(re.findall("sha256-", guiones[1])) == len(en_linea)
    assert "unsafe" not in guiones[1]


def test_los_guiones_con_direccion_no_necesitan_huella() -> None:
    assert huellas("<script src='/a.js'></script>") == []


@pytest.mark.parametrize("ruta", CERRADAS)
def test_lo_interno_de_la_plataforma_no_responde(cliente: TestClient, ruta: str) -> None:
    assert cliente.get(ruta).status_code == 404
    assert cliente.get(f"{ruta}/interact").status_code == 404
    assert cliente.get(f"{ruta}/").text == ""


def test_los_guiones_viajan_comprimidos_y_se_revalidan(cliente: TestClient) -> None:
    respuesta = cliente.get("/app/static/es.js", headers={"accept-encoding": "gzip"})

    assert respuesta.headers["content-encoding"] == "gzip"
    assert respuesta.headers["cache-control"] == "no-cache"
    assert respuesta.text == "x = 1;\n" * 1000


def test_la_pagina_viaja_comprimida_y_en_espanol_a_la_vez(cliente: TestClient) -> None:
    respuesta = cliente.get("/", headers={"accept": "*/*", "accept-encoding": "gzip"})

    assert respuesta.headers["content-encoding"] == "gzip"
    assert '<html lang="es">' in respuesta.text


def test_los_avisos_del_servidor_no_se_comprimen_ni_se_retienen(cliente: TestClient) -> None:
    respuesta = cliente.get("/avisos", headers={"accept-encoding": "gzip"})

    assert "content-encoding" not in respuesta.headers
    assert respuesta.text.count("data: ") == 3


def test_los_websockets_pasan_intactos(cliente: TestClient) -> None:
    with cliente.websocket_connect("/_stcore/stream") as conexion:
        conexion.send_text("hola")

        assert conexion.receive_text() == "hola"
