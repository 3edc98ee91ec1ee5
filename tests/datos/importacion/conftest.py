import pytest

from datos.motor import crear_motor
from tests.fabricas import Mesa, una_mesa


@pytest.fixture
def mesa(base_de_datos: str) -> Mesa:
    return una_mesa(crear_motor(base_de_datos))
