from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from datos.archivo import archivo_de
from datos.motor import cerrar, crear_motor, migrar, preparar
from tests.bases import base_nueva, tirar
from tests.datos.muestra import un_taller


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    nueva = base_nueva(tmp_path / "taller.db")
    yield nueva
    tirar(nueva)


@pytest.fixture
def vacia(url: str) -> Iterator[sa.Engine]:
    motor = crear_motor(url)
    yield motor
    motor.dispose()


@pytest.fixture
def motor(vacia: sa.Engine) -> sa.Engine:
    migrar(vacia)
    return vacia


@pytest.fixture
def archivo(base_de_datos: str) -> Path:
    """La base de ``PALANCAS_BD``, con un taller dentro y sin nadie usándola."""
    motor = preparar(base_de_datos)
    un_taller(motor)
    cerrar(motor)
    hecho = archivo_de(base_de_datos)
    assert hecho is not None
    return hecho
