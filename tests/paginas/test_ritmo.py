"""Cuándo redibuja una pantalla: al momento si cambia lo de todos; con mesura si solo es gente escribiendo."""

from __future__ import annotations

import pytest

from paginas.comun.tablon import ENTRE_ACTIVIDAD, ya_no_vale


@pytest.mark.parametrize(
    ("ahora", "actividad", "hace", "esperado"),
    [
        ((1, 5), 5, 60, False),
        ((1, 9), -1, 60, False),
        ((1, 9), 5, 0, False),
        ((1, 9), 5, ENTRE_ACTIVIDAD, True),
        ((2, 9), 5, 0, True),
        ((2, 9), -1, 0, True),
        (None, 5, 0, True),
    ],
    ids=[
        "sin cambios",
        "actividad que no se mira",
        "actividad recién dibujada",
        "actividad con su pausa",
        "fase nueva mirando la actividad",
        "fase nueva",
        "sala borrada",
    ],
)
def test_la_actividad_espera_y_un_cambio_de_fase_no(
    ahora: tuple[int, int] | None, actividad: int, hace: float, esperado: bool
) -> None:
    assert ya_no_vale(ahora, version=1, actividad=actividad, hace=hace) is esperado
