"""El registro dice qué pasa y cuándo, y nunca quién es nadie, qué escribe ni con qué llave entra."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from datos.motor import crear_motor, migrar
from modelo.codigos import ficha
from modelo.errores import ParticipanteExpulsado
from paginas.http import registro

Lineas = Any


@pytest.fixture
def lineas(capsys: pytest.CaptureFixture[str]) -> Iterator[Lineas]:
    """Lo escrito en el registro, línea a línea y ya leído. Al acabar, el registro vuelve a estar como estaba."""
    raiz = logging.root
    antes = {nombre: _estado(logging.getLogger(nombre)) for nombre in [*raiz.manager.loggerDict]}
    fabrica, de_la_raiz = logging.getLogRecordFactory(), raiz.handlers[:]

    def leer() -> list[dict[str, Any]]:
        return [json.loads(linea) for linea in capsys.readouterr().err.splitlines()]

    yield leer
    logging.setLogRecordFactory(fabrica)
    raiz.handlers[:] = de_la_raiz
    for nombre, (nivel, sube, salidas) in antes.items():
        uno = logging.getLogger(nombre)
        uno.propagate = sube
        uno.setLevel(nivel)
        uno.handlers[:] = salidas


def _estado(uno: logging.Logger) -> tuple[int, bool, list[logging.Handler]]:
    return uno.level, uno.propagate, uno.handlers[:]


def test_cada_suceso_es_una_linea_con_hora_nivel_origen_y_campos(lineas: Lineas) -> None:
    registro.instalar("info")
    registro.instalar("info")
    logging.getLogger("palancas.copias").warning("copia\nhecha", extra={"datos": {"bytes": 3}})

    [linea] = lineas()
    assert linea["en"].endswith("+00:00")
    del linea["en"]
    assert linea == {"nivel": "aviso", "origen": "palancas.copias", "que": "copia\nhecha", "bytes": 3}


@pytest.mark.parametrize(
    ("nivel", "salen"), [("error", 1), ("aviso", 2), ("info", 3), ("detalle", 4)], ids=lambda v: str(v)
)
def test_el_ajuste_fija_cuanto_se_escribe(lineas: Lineas, nivel: str, salen: int) -> None:
    registro.instalar(nivel)
    propio = logging.getLogger("palancas")
    for cual in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR):
        propio.log(cual, "x")

    assert len(lineas()) == salen


def test_lo_que_escriben_la_plataforma_y_el_servidor_sale_con_la_misma_forma_y_limpio(lineas: Lineas) -> None:
    secreto = ficha()
    for nombre in ("streamlit.web", "uvicorn.error"):
        ajeno = logging.getLogger(nombre)
        ajeno.addHandler(logging.StreamHandler())
        ajeno.propagate = False
    registro.instalar("info")

    logging.getLogger("streamlit.web").warning("GET /f/%s?sala=K7M2QX", secreto)
    logging.getLogger("uvicorn.error").info('127.0.0.1:5000 - "WebSocket /_stcore/stream" [accepted]')
    logging.getLogger("uvicorn.error").error("Traceback (most recent call last):\n  ValueError: el jefe es un inepto")

    assert [(linea["origen"], linea["que"]) for linea in lineas()] == [
        ("streamlit.web", ["GET /f/•••", "sala=K7M2QX"][0] + "?•••"),
        ("uvicorn.error", "fallo imprevisto del servidor"),
    ]


def test_la_traza_que_la_plataforma_escribe_por_su_cuenta_no_sale(lineas: Lineas) -> None:
    logging.getLogger("streamlit.error_util").addHandler(logging.StreamHandler())
    registro.instalar("detalle")

    logging.getLogger("streamlit.error_util").error("Uncaught app execution", exc_info=ValueError("lo de Ana"))

    assert lineas() == []


def test_un_fallo_dice_por_donde_paso_y_que_lo_causo_sin_lo_que_alguien_escribio(lineas: Lineas) -> None:
    registro.instalar("info")

    try:
        try:
            int("el jefe es un inepto")
        except ValueError as error:
            raise ParticipanteExpulsado("Ana López") from error
    except ParticipanteExpulsado as error:
        logging.getLogger("palancas").error("fallo", exc_info=error)

    [linea] = lineas()
    assert "modelo.errores.ParticipanteExpulsado < " in linea["fallo"]
    assert "builtins.ValueError < " in linea["fallo"]
    assert "test_registro.py:" in linea["fallo"]
    assert "inepto" not in str(linea)
    assert "Ana" not in str(linea)


def test_un_fallo_de_la_base_dice_cual_y_no_lo_que_se_guardaba(lineas: Lineas, base_de_datos: str) -> None:
    registro.instalar("info")
    motor = crear_motor(base_de_datos)
    migrar(motor)
    insertar = sa.text("INSERT INTO sala (id, codigo) VALUES (:a, :b)")

    try:
        with motor.execution_options(escritura=True).begin() as conexion:
            conexion.execute(insertar, {"a": "1", "b": "el jefe es un inepto"})
            conexion.execute(insertar, {"a": "1", "b": "el jefe es un inepto"})
    except sa.exc.IntegrityError as error:
        logging.getLogger("palancas").error("fallo: %s", error, exc_info=error)
    motor.dispose()

    [linea] = lineas()
    assert "UNIQUE constraint failed: sala." in linea["fallo"]
    assert "inepto" not in str(linea)


@pytest.mark.parametrize(
    "secreto",
    [
        "Zm9v-bGFyZ28_" * 4,
        "olivo-faro-27",
        "203.0.113.7:5000",
        "/f/abcdefghij",
        "/v/abcdefghij",
        "?sala=K7M2QX&x=1",
        "K7M2QX",
    ],
)
def test_ninguna_llave_ni_direccion_de_nadie_pasa(secreto: str) -> None:
    texto = f"Cookie: palancas_p_{secreto}" if secreto == "K7M2QX" else f"algo {secreto} más"

    limpio = registro.sin_secretos(texto)

    assert secreto.strip("?").split("/")[-1] not in limpio
    assert registro.OCULTO in limpio


@pytest.mark.parametrize("texto", ["paginas/http/vida.py:12 abrir", "ruta /app/static/es.js", "2026-11-24", "1.67.0"])
def test_lo_que_no_es_secreto_se_lee(texto: str) -> None:
    assert registro.sin_secretos(texto) == texto


def _servido(nivel: str) -> TestClient:
    async def bien(peticion: Request) -> Response:
        return Response("hola")

    async def mal(peticion: Request) -> Response:
        raise RuntimeError("lo de Ana")

    registro.instalar(nivel)
    rutas = [Route("/f/{ficha}", bien), Route("/mal", mal)]
    app = Starlette(routes=rutas, middleware=[Middleware(registro.PeticionesAnotadas)])
    return TestClient(app, raise_server_exceptions=False)


def test_las_peticiones_se_anotan_en_detalle_sin_el_secreto_del_enlace_ni_los_parametros(lineas: Lineas) -> None:
    secreto = ficha()

    _servido("detalle").get(f"/f/{secreto}?sala=K7M2QX", headers={"cookie": "palancas_p_K7M2QX=abc"})

    [linea] = [x for x in lineas() if x["origen"] == "palancas.peticiones"]
    assert (linea["metodo"], linea["ruta"], linea["estado"]) == ("GET", f"/f/{registro.OCULTO}", 200)
    assert secreto not in str(linea)
    assert "K7M2QX" not in str(linea)


def test_quien_se_va_sin_esperar_la_respuesta_no_cuenta_como_fallo_del_servidor(lineas: Lineas) -> None:
    async def sin_respuesta(_scope: object, _receive: object, _send: object) -> None:
        raise asyncio.CancelledError

    registro.instalar("detalle")
    peticion = {"type": "http", "method": "GET", "path": "/static/js/uno.js"}
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(registro.PeticionesAnotadas(sin_respuesta)(peticion, None, None))  # type: ignore[arg-type]

    [linea] = [x for x in lineas() if x["origen"] == "palancas.peticiones"]
    assert (linea["nivel"], linea["estado"]) == ("detalle", 499)


def test_de_serie_solo_se_anotan_las_peticiones_que_fallan_por_nuestra_culpa(lineas: Lineas) -> None:
    servido = _servido("info")

    servido.get("/f/abcdefgh")
    servido.get("/no-existe")
    servido.get("/mal")

    anotadas = [x for x in lineas() if x["origen"] == "palancas.peticiones"]
    assert [(x["nivel"], x["ruta"], x["estado"]) for x in anotadas] == [("error", "/mal", 500)]
    assert "Ana" not in str(anotadas)


def test_sqlite_no_cuenta_valores_en_sus_errores() -> None:
    error = sqlite3.OperationalError("database is locked")

    assert registro.traza(error) == "sqlite3.OperationalError: database is locked"
