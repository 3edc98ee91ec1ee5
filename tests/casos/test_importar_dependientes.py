"""Lo que en un archivo cuelga de algo mal puesto se dice una vez, donde hay que arreglarlo."""

from __future__ import annotations

import pytest

from datos.motor import crear_motor
from modelo.volcado import Apunte
from tests.casos.test_importar import ANA, motivos
from tests.fabricas import Mesa, una_mesa


@pytest.fixture
def mesa(base_de_datos: str) -> Mesa:
    return una_mesa(crear_motor(base_de_datos))


def test_lo_que_cuelga_de_un_cliente_con_la_persona_mal_puesta_no_se_reprocha_aparte(mesa: Mesa) -> None:
    dichos = motivos(
        mesa, ANA,
        Apunte("cliente", "Anna", {"alias": "Faro"}, hoja="Clientes", fila=4),
        Apunte("hito", "Ana", {"fecha": "2024-02", "valencia": 1}, "Faro", hoja="Hitos", fila=4),
        Apunte("valoracion", "Ana", {"P1a": 3}, "faro", "1", hoja="Valoración", fila=5),
        Apunte("justificacion", "Ana", {"P1": "x"}, "Faro", "1", hoja="Valoración", fila=5),
    )  # fmt: skip

    ((fila, campo, motivo),) = dichos
    assert (fila, campo) == (4, "persona")
    assert motivo.startswith("no hay nadie llamado «Anna»")
    assert motivo.endswith("Arregla antes esta: con ella se arreglan otras 2 filas, que cuelgan de este cliente")
