"""Lo que comparten las pruebas de las rutas: un taller recién creado y las rutas servidas sin Streamlit."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from paginas.comun import tablon
from paginas.comun.ejecucion import motor_de
from paginas.http.borradores import RUTAS_DE_BORRADORES
from paginas.http.identidad import RUTAS_DE_IDENTIDAD
from tests.fabricas import Mesa, Reloj, una_mesa


@pytest.fixture(autouse=True)
def _sin_recuerdos(monkeypatch: pytest.MonkeyPatch) -> None:
    """Las salas de prueba repiten código: lo que este proceso recuerda de una no vale para la siguiente."""
    for memoria in ("_versiones", "_talleres", "_latidos", "_de_quien", "_ajenos"):
        monkeypatch.setattr(tablon, memoria, OrderedDict())


@pytest.fixture
def mesa(base_de_datos: str) -> Mesa:
    """Un taller en la base que usan las rutas, con la hora de verdad: las rutas no reciben otra."""
    # El azar de la mesa repite códigos de sala: lo que el proceso recuerda de la prueba anterior no es de esta.
    tablon._versiones.clear()
    tablon._talleres.clear()
    ahora = datetime.now(UTC)
    mesa = una_mesa(motor_de(base_de_datos), ahora=ahora)
    mesa.reloj = Reloj(ahora)
    return mesa


@pytest.fixture
def cliente(mesa: Mesa) -> Iterator[TestClient]:
    """Un navegador sin cookies que no sigue los cambios de dirección."""
    app = Starlette(routes=[*RUTAS_DE_IDENTIDAD, *RUTAS_DE_BORRADORES])
    with TestClient(app, base_url="https://taller.local", follow_redirects=False) as navegador:
        yield navegador
