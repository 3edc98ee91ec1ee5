"""El taller de ensayo se crea entero, da para mirar y se borra del todo."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from datos import consultas, demostracion
from datos.motor import crear_motor
from modelo.errores import SalaNoEncontrada
from tests.fabricas import una_mesa


@pytest.fixture
def base(base_de_datos: str) -> sa.Engine:
    return crear_motor(base_de_datos)


def test_sembrar_sobre_una_base_vacia_deja_doce_personas_y_todas_las_fases_con_datos(base: sa.Engine) -> None:
    codigo = demostracion.sembrar(base)

    visto = consultas.taller_visto(base, codigo)
    assert visto is not None
    assert visto.ensayo
    assert len(consultas.participantes(base, visto.sala_id)) == 12
    for fase in visto.fases:
        if fase.tipo != "pausa":
            assert consultas.respondieron(base, visto.id, fase.clave) >= 5, fase.clave


def test_el_ensayo_se_borra_y_no_deja_rastro_de_nadie(base: sa.Engine) -> None:
    codigo = demostracion.sembrar(base)
    visto = consultas.taller_visto(base, codigo)
    assert visto is not None
    demostracion.borrar(base, codigo)

    assert consultas.taller_visto(base, codigo) is None
    assert consultas.participantes(base, visto.sala_id) == []


def test_un_taller_de_verdad_no_se_borra_como_ensayo(base: sa.Engine) -> None:
    mesa = una_mesa(base)

    with pytest.raises(SalaNoEncontrada):
        demostracion.borrar(base, mesa.creado.codigo)
    assert consultas.taller_visto(base, mesa.creado.codigo) is not None
