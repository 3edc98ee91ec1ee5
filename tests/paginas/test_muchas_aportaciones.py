"""Con cientos de aportaciones se dibujan las más votadas; todas están en la tabla, y se dice."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from datos import agregados
from datos.demostracion import sembrar_ensayo
from herramientas.medir_resultados import multiplicar
from modelo.casos import agenda
from modelo.valores import Identidad, Papel, TallerCreado
from paginas.comun.ejecucion import motor_de
from paginas.comun.revelado.grupo import DIBUJADAS, POR_LAMINA
from tests.fabricas import hacer
from tests.paginas.pantalla import Pantalla

VECES = 3


@pytest.fixture
def creado(base_de_datos: str) -> TallerCreado:
    """El ensayo con el triple de gente, sus aportaciones reveladas y ya votadas."""
    motor = motor_de(base_de_datos)
    creado = sembrar_ensayo(motor)
    multiplicar(motor, VECES)
    facilita = Identidad(Papel.FACILITA, creado.sala_id)
    for caso in (agenda.saltar, agenda.revelar, agenda.cerrar_fase):
        hacer(motor, caso, quien=facilita, clave="estrategias", ahora=datetime.now(UTC))
    agregados.olvidar()
    return creado


def en(pagina: str, papel: Papel, creado: TallerCreado) -> Pantalla:
    return Pantalla().como(creado.codigo, Identidad(papel, creado.sala_id)).va(pagina, creado.codigo)


def barras(pantalla: Pantalla) -> list[int]:
    """Cuántas filas lleva cada figura."""
    figuras = [json.loads(g.proto.spec) for g in pantalla.at.get("plotly_chart")]
    return [len(f["data"][0]["y"]) for f in figuras]


def test_en_los_resultados_se_dibujan_las_mas_votadas_y_la_tabla_las_lleva_todas(creado: TallerCreado) -> None:
    pantalla = en("resultados", Papel.FACILITA, creado).elige("Sección", "Aportaciones")
    [tabla] = pantalla.at.table
    cuantas = len(tabla.value)

    assert cuantas > DIBUJADAS
    assert barras(pantalla) == [DIBUJADAS]
    assert f"Se dibujan las {DIBUJADAS} primeras por votos; las {cuantas} están en la tabla." in pantalla.lee()


def test_al_proyectar_caben_en_unas_laminas_y_se_dice_donde_estan_las_demas(creado: TallerCreado) -> None:
    pantalla = en("proyectar", Papel.PROYECTA, creado)

    assert barras(pantalla) == [POR_LAMINA] * (DIBUJADAS // POR_LAMINA)
    assert f"Se dibujan las {DIBUJADAS} primeras por votos" in pantalla.lee()
    assert "están en Resultados." in pantalla.lee()
