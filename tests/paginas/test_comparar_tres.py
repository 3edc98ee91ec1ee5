"""Con tres talleres se ve la evolución, y lo que se dice va del primero al último."""

from __future__ import annotations

import pytest

from datos import agregados
from datos.demostracion import sembrar_ensayo
from modelo.entidades import Fase
from modelo.valores import Identidad, Papel, TallerCreado
from paginas.comun.ejecucion import motor_de
from tests.datos.test_agregados import seguimiento
from tests.ensayo import cambiar
from tests.paginas.pantalla import Pantalla


@pytest.fixture
def creado(base_de_datos: str) -> TallerCreado:
    """El ensayo y dos seguimientos: en el segundo sube mucho una palanca; en el primero, otra."""
    motor = motor_de(base_de_datos)
    creado = sembrar_ensayo(motor)
    seguimiento(motor, valores={"P1": 5})
    seguimiento(motor, valores={"P4": 5})
    cambiar(motor, Fase, revelada=True)
    agregados.olvidar()
    return creado


def test_con_tres_talleres_sale_la_evolucion_y_se_compara_el_primero_con_el_ultimo(
    base_de_datos: str, creado: TallerCreado
) -> None:
    pantalla = Pantalla().como(creado.codigo, Identidad(Papel.FACILITA, creado.sala_id)).va("comparar", creado.codigo)
    [elegidos] = pantalla.at.multiselect
    con_dos = pantalla.titulos()
    elegidos.set_value([t.id for t in agregados.comparables(motor_de(base_de_datos), [creado.sala_id])])
    pantalla.mira()
    [distancia] = [t.value for t in pantalla.at.markdown if t.value.startswith("La mayor distancia entre")]

    assert "La evolución" not in con_dos
    assert "La evolución" in pantalla.titulos()
    assert "está en Red de vínculos" in distancia
    assert "La que más sube es Red de vínculos" in pantalla.lee()


def test_un_taller_de_otra_sala_no_entra_en_la_comparacion_si_no_se_elige(
    base_de_datos: str, creado: TallerCreado
) -> None:
    otro = sembrar_ensayo(motor_de(base_de_datos))
    cambiar(motor_de(base_de_datos), Fase, revelada=True)
    pantalla = Pantalla().como(creado.codigo, Identidad(Papel.FACILITA, creado.sala_id))
    pantalla.como(otro.codigo, Identidad(Papel.FACILITA, otro.sala_id)).va("comparar", otro.codigo)
    [elegidos] = pantalla.at.multiselect

    assert elegidos.value == [otro.taller_id]
    assert len(elegidos.options) == 4
