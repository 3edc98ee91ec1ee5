"""Las pruebas de aquí necesitan un PostgreSQL: las pasa ``python -m tests.postgres``, no ``./probar``."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from datos import motor
from tests.bases import en_postgres
from tests.fabricas import Mesa, una_mesa

collect_ignore_glob = [] if en_postgres() else ["test_*.py"]


@pytest.fixture
def base(base_de_datos: str) -> Iterator[sa.Engine]:
    abierta = motor.preparar(base_de_datos)
    yield abierta
    abierta.dispose()


@pytest.fixture
def otro_proceso(base: sa.Engine, base_de_datos: str) -> Iterator[sa.Engine]:
    """Otro motor: no comparte cola con el primero, como el de otra réplica."""
    abierta = motor.crear_motor(base_de_datos)
    yield abierta
    abierta.dispose()


@pytest.fixture
def mesa(base: sa.Engine) -> Mesa:
    hecha = una_mesa(base)
    hecha.salta("mapa")
    return hecha
