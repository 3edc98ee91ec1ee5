from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from datos.motor import crear_motor, migrar


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'taller.db'}"


@pytest.fixture
def vacia(url: str) -> Iterator[sa.Engine]:
    motor = crear_motor(url)
    yield motor
    motor.dispose()


@pytest.fixture
def motor(vacia: sa.Engine) -> sa.Engine:
    migrar(vacia)
    return vacia
