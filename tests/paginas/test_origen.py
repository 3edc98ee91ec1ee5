"""Toda ruta propia que cambia algo exige venir de nuestras páginas, también las que se añadan."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import config

from paginas.http.rutas import MEDIOS, RUTAS

QUE_CAMBIAN = [
    (ruta.path, metodo)
    for ruta in RUTAS
    if isinstance(ruta, Route)
    for metodo in sorted((ruta.methods or set()) - {"GET", "HEAD"})
]


@pytest.fixture
def cliente() -> TestClient:
    return TestClient(Starlette(routes=RUTAS, middleware=MEDIOS), follow_redirects=False)


def test_hay_rutas_que_cambian_algo() -> None:
    assert ("/api/borrador", "POST") in QUE_CAMBIAN


@pytest.mark.parametrize(("ruta", "metodo"), QUE_CAMBIAN)
@pytest.mark.parametrize(
    "cabeceras",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://otro.example"}],
    ids=str,
)
def test_otro_sitio_no_cambia_nada(cliente: TestClient, ruta: str, metodo: str, cabeceras: dict[str, str]) -> None:
    assert cliente.request(metodo, ruta, json={}, headers=cabeceras).status_code == 403


@pytest.mark.parametrize(("ruta", "metodo"), QUE_CAMBIAN)
def test_ninguna_acepta_un_cuerpo_desmedido(cliente: TestClient, ruta: str, metodo: str) -> None:
    assert cliente.request(metodo, ruta, content=b" " * 2_000_000).status_code == 413


@pytest.mark.parametrize("ruta", ["/api/borrador", "/api/identidad", "/f/abc", "/v/abc", "/salud"])
def test_lo_que_es_de_alguien_no_se_guarda_en_ningun_sitio(cliente: TestClient, ruta: str) -> None:
    assert cliente.get(ruta).headers["cache-control"] == "no-store"


def test_quien_publica_por_https_se_queda_en_https(monkeypatch: pytest.MonkeyPatch) -> None:
    from paginas.http import cabeceras

    cabeceras.cabeceras.cache_clear()
    assert b"strict-transport-security" not in dict(cabeceras.cabeceras())
    cabeceras.cabeceras.cache_clear()
    monkeypatch.setenv("PALANCAS_URL", "https://taller.example")
    try:
        assert dict(cabeceras.cabeceras())[b"strict-transport-security"] == b"max-age=31536000"
    finally:
        cabeceras.cabeceras.cache_clear()


@pytest.mark.parametrize(
    ("opcion", "valor"),
    [
        ("server.maxUploadSize", 5),
        ("server.maxMessageSize", 20),
        ("server.maxWidgetStateSize", 5),
        ("server.enableXsrfProtection", True),
        ("server.enableCORS", True),
        ("client.showErrorDetails", "none"),
        ("browser.gatherUsageStats", False),
    ],
)
def test_los_ajustes_de_la_plataforma_son_los_seguros(opcion: str, valor: object) -> None:
    assert config.get_option(opcion) == valor
