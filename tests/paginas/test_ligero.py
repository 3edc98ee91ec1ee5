"""La primera carga: letras recortadas, guiones comprimidos una vez y lo que hará falta, pedido a tiempo."""

from __future__ import annotations

from pathlib import Path

import brotli
import pytest
from fontTools.ttLib import TTFont
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from herramientas import simbolos
from paginas.http import precarga
from paginas.http.idioma import en_espanol
from paginas.http.ligero import letra_de_la_casa
from paginas.http.rutas import MEDIOS
from tests.reglas import RAIZ

CARPETA = precarga.PLATAFORMA / "static"
MEDIA = CARPETA / "media"
GUION = next(p for p in sorted((CARPETA / "js").glob("index.*.js")) if p.stat().st_size > 100_000)
RUTA = f"/static/js/{GUION.name}"


@pytest.fixture
def pedidos() -> list[str]:
    return []


@pytest.fixture
def cliente(pedidos: list[str]) -> TestClient:
    async def plataforma(peticion: Request) -> Response:
        """Como la de verdad: a lo que no existe responde con su página y un 200."""
        pedidos.append(peticion.url.path)
        archivo = CARPETA.parent / peticion.url.path.lstrip("/")
        return FileResponse(archivo) if archivo.is_file() else HTMLResponse("<p>no está</p>")

    return TestClient(Starlette(routes=[Route("/{ruta:path}", plataforma)], middleware=MEDIOS))


def test_un_guion_se_comprime_una_vez_y_es_el_de_la_plataforma(
    cliente: TestClient, pedidos: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    veces: list[int] = []
    de_verdad = brotli.compress

    def contar(datos: bytes, quality: int) -> bytes:
        veces.append(quality)
        return de_verdad(datos, quality=1)

    monkeypatch.setattr(brotli, "compress", contar)
    for _ in range(3):
        with cliente.stream("GET", RUTA, headers={"accept-encoding": "gzip, br"}) as respuesta:
            crudo = b"".join(respuesta.iter_raw())
        assert respuesta.headers["content-encoding"] == "br"
        assert brotli.decompress(crudo) == GUION.read_bytes()
        assert "immutable" in respuesta.headers["cache-control"]
        assert respuesta.headers["content-type"].startswith("text/javascript")
    assert len(veces) == 1
    assert pedidos == []
    assert cliente.head(RUTA, headers={"accept-encoding": "br"}).headers["content-encoding"] == "br"


@pytest.mark.parametrize("admite", ["gzip", "br;q=0, gzip", "identity", ""])
def test_a_quien_no_admite_brotli_le_llega_de_otra_forma(cliente: TestClient, admite: str) -> None:
    respuesta = cliente.get(RUTA, headers={"accept-encoding": admite})
    assert respuesta.headers.get("content-encoding", "") != "br"
    assert respuesta.content == GUION.read_bytes()


@pytest.mark.parametrize("ruta", ["/static/js/inventado.js", "/static/css/..css", "/static/js/../index.html"])
def test_lo_que_no_existe_lo_contesta_la_plataforma_y_nadie_lo_guarda_un_ano(cliente: TestClient, ruta: str) -> None:
    for _ in range(2):
        respuesta = cliente.get(ruta, headers={"accept-encoding": "br"})
        assert respuesta.headers.get("content-encoding", "") != "br"
        assert "immutable" not in respuesta.headers.get("cache-control", "")


@pytest.mark.parametrize("patron", ["MaterialSymbols-Rounded.*", "SourceSansVF-Upright.*", "SourceSansVF-Italic.*"])
def test_cada_letra_de_la_plataforma_se_cambia_por_la_de_la_casa(cliente: TestClient, patron: str) -> None:
    (suya,) = MEDIA.glob(f"{patron}.woff2")
    nuestra = letra_de_la_casa(f"/static/media/{suya.name}")
    assert nuestra is not None
    assert nuestra.stat().st_size < suya.stat().st_size / 3
    respuesta = cliente.get(f"/static/media/{suya.name}")
    assert respuesta.content == nuestra.read_bytes()
    assert respuesta.headers["cache-control"] == "no-cache"
    assert cliente.head(f"/static/media/{suya.name}").headers["etag"] == respuesta.headers["etag"]
    otra_vez = cliente.get(f"/static/media/{suya.name}", headers={"if-none-match": respuesta.headers["etag"]})
    assert otra_vez.status_code == 304


def test_ningun_icono_que_se_use_falta_en_la_letra_recortada() -> None:
    # Si falta alguno: python -m herramientas.simbolos.
    tiene = simbolos.ligaduras(TTFont(simbolos.DESTINO))
    existen = simbolos.ligaduras(TTFont(simbolos.original()))
    assert [n for n in sorted(simbolos.nombres() & existen.keys()) if n not in tiene] == []
    propios = {n for p in (RAIZ / "paginas").rglob("*.py") for n in simbolos.ICONO.findall(p.read_text("utf-8"))}
    assert propios - existen.keys() == set()


def test_los_iconos_se_escriben_enteros_y_se_pueden_buscar() -> None:
    a_trozos = [p.name for p in _codigo() if ":material/{" in p.read_text("utf-8")]
    assert a_trozos == []


def test_la_pagina_pide_a_tiempo_lo_que_hara_falta_al_entrar() -> None:
    guiones = precarga.guiones()
    for pieza in precarga.PIEZAS:
        assert any(g.startswith(f"{pieza}.") for g in guiones), pieza
    carpeta = precarga.PLATAFORMA / "static" / "js"
    assert all((carpeta / g).exists() for g in guiones)
    pagina = en_espanol((precarga.PLATAFORMA / "index.html").read_bytes()).decode()
    assert all(f'href="/static/js/{g}"' in pagina for g in guiones)


def _codigo() -> list[Path]:
    return [p for sitio in ("paginas", "modelo", "datos") for p in (RAIZ / sitio).rglob("*.py")]
