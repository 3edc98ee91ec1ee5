"""GET /salud dice si se puede empezar un taller, y nada más."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from paginas.http.salud import RUTAS_DE_SALUD


@pytest.fixture
def cliente(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> TestClient:
    monkeypatch.setenv("PALANCAS_BD", f"sqlite:///{tmp_path / 'palancas.db'}")
    return TestClient(Starlette(routes=RUTAS_DE_SALUD))


def test_con_la_base_en_marcha_la_salud_es_buena(cliente: TestClient) -> None:
    respuesta = cliente.get("/salud")

    assert respuesta.status_code == 200
    assert respuesta.json() == {"estado": "ok"}


def test_sin_base_se_dice_sin_dar_su_direccion(
    cliente: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # Donde debería estar el archivo hay una carpeta: SQLite no puede abrirlo.
    monkeypatch.setenv("PALANCAS_BD", f"sqlite:///{tmp_path}")

    respuesta = cliente.get("/salud")

    assert respuesta.status_code == 503
    assert respuesta.json() == {"estado": "sin base"}
