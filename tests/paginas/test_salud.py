"""GET /salud dice si se puede empezar un taller, y nada más."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event
from starlette.applications import Starlette
from starlette.testclient import TestClient

from datos.motor import crear_motor, preparar, revision_del_codigo
from datos.unidad import UnidadDeTrabajo
from paginas.http import salud
from paginas.http.salud import RUTAS_DE_SALUD


@pytest.fixture
def cliente(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> TestClient:
    monkeypatch.setenv("PALANCAS_BD", f"sqlite:///{tmp_path / 'palancas.db'}")
    return TestClient(Starlette(routes=RUTAS_DE_SALUD))


def test_con_la_base_en_marcha_la_salud_es_buena(cliente: TestClient) -> None:
    respuesta = cliente.get("/salud")

    assert respuesta.status_code == 200
    assert respuesta.json() == {"estado": "ok", "esquema": revision_del_codigo()}


def test_sin_base_se_dice_sin_dar_su_direccion(
    cliente: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # Donde debería estar el archivo hay una carpeta: SQLite no puede abrirlo.
    monkeypatch.setenv("PALANCAS_BD", f"sqlite:///{tmp_path}")

    respuesta = cliente.get("/salud")

    assert respuesta.status_code == 503
    assert respuesta.json() == {"estado": "sin base"}


def test_la_base_de_una_version_posterior_se_dice(
    cliente: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'futura.db'}"
    motor = preparar(url)
    with motor.execution_options(escritura=True).begin() as conexion:
        conexion.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    motor.dispose()
    monkeypatch.setenv("PALANCAS_BD", url)

    respuesta = cliente.get("/salud")

    assert respuesta.status_code == 503
    assert respuesta.json() == {"estado": "base de una versión posterior"}


def test_leer_no_basta_si_no_se_puede_escribir_no_hay_salud(
    cliente: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'palancas.db'}"
    impaciente = crear_motor(url)
    event.listen(impaciente, "connect", lambda directa, _: directa.execute("PRAGMA busy_timeout=50"))
    monkeypatch.setattr(salud, "motor_de", lambda _: impaciente)
    otra = preparar(url)

    with UnidadDeTrabajo(otra):
        ocupada = cliente.get("/salud")

    assert ocupada.status_code == 503
    assert ocupada.json() == {"estado": "base ocupada"}
    for motor in (impaciente, otra):
        motor.dispose()


def test_con_poco_sitio_se_avisa_a_tiempo(cliente: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(salud, "SITIO_JUSTO", 2**62)

    respuesta = cliente.get("/salud")

    assert respuesta.status_code == 200
    assert respuesta.json()["aviso"] == "queda poco sitio en el disco"
