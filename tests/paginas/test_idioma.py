"""Lo que llega al navegador antes que la aplicación ya habla español."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from paginas.http.idioma import CAMBIOS, HtmlEnEspanol, en_espanol

DE_SERIE = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


async def pagina(peticion: Request) -> Response:
    assert "accept-encoding" not in peticion.headers
    return HTMLResponse(DE_SERIE, headers={"etag": '"viejo"', "last-modified": "Tue, 24 Nov 2026 02:34:06 GMT"})


async def a_trozos(peticion: Request) -> Response:
    async def trozos():
        for principio in range(0, len(DE_SERIE), 100):
            yield DE_SERIE[principio : principio + 100]

    return StreamingResponse(trozos(), media_type="text/html")


async def datos(peticion: Request) -> Response:
    return JSONResponse({"html": '<html lang="en">'}, headers={"etag": '"propio"'})


@pytest.fixture
def cliente() -> TestClient:
    app = Starlette(routes=[Route("/", pagina), Route("/trozos", a_trozos), Route("/datos", datos)])
    app.add_middleware(HtmlEnEspanol)
    return TestClient(app)


@pytest.mark.parametrize(("patron", "sustituto"), CAMBIOS, ids=[patron.pattern for patron, _ in CAMBIOS])
def test_la_pagina_de_esta_version_trae_todo_lo_que_se_cambia(patron, sustituto: str) -> None:
    assert len(patron.findall(DE_SERIE)) == 1


@pytest.mark.parametrize("ruta", ["/", "/trozos"])
def test_la_pagina_sale_en_espanol_venga_entera_o_a_trozos(cliente: TestClient, ruta: str) -> None:
    html = cliente.get(ruta).text

    assert '<html lang="es">' in html
    assert "<title>Palancas</title>" in html
    assert '<script src="/app/static/es.js"></script>' in html
    assert "nav_segura.js" in html
    for ingles in ("You need to enable", "Streamlit</title>", "agent", "SourceSans", "favicon.png"):
        assert ingles not in html


def test_los_guiones_propios_van_antes_que_los_de_la_plataforma() -> None:
    html = en_espanol(DE_SERIE.encode()).decode()

    assert html.index("es.js") < html.index('type="module"')


def test_la_longitud_se_corrige_y_la_huella_del_original_no_se_conserva(cliente: TestClient) -> None:
    respuesta = cliente.get("/")

    assert int(respuesta.headers["content-length"]) == len(respuesta.content)
    assert "etag" not in respuesta.headers
    assert "last-modified" not in respuesta.headers


def test_lo_que_no_es_html_pasa_intacto(cliente: TestClient) -> None:
    respuesta = cliente.get("/datos")

    assert respuesta.json() == {"html": '<html lang="en">'}
    assert respuesta.headers["etag"] == '"propio"'


def test_una_pagina_propia_no_se_toca() -> None:
    propia = "<html lang='es'><title>Enlace no válido</title><noscript>nada</noscript>".encode()

    assert en_espanol(propia) == propia
