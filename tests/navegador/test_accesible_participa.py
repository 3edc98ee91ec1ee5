"""En el móvil, lo de quien entra y participa cumple WCAG 2.2 AA según axe, cabe en 320 píxeles y se toca bien."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from datos.motor import preparar
from tests.navegador.pantallas import Ensayo, un_ensayo
from tests.navegador.recorrido import infracciones
from tests.navegador.servidor import Servidor

Abre = Callable[..., Page]


@pytest.fixture(scope="module")
def ensayo(servidor: Servidor) -> Ensayo:
    return un_ensayo(preparar(servidor.base_de_datos))


def test_las_pantallas_publicas_y_las_que_piden_entrar_no_tienen_infracciones(pagina: Abre, ensayo: Ensayo) -> None:
    assert infracciones(pagina(movil=True), ensayo, ensayo.pantallas(""), movil=True) == {}


@pytest.mark.larga
@pytest.mark.recorrido
@pytest.mark.parametrize("pantallas", ["participa", "tarjetas"])
def test_participar_en_cada_fase_y_lo_mio_no_tienen_infracciones(pagina: Abre, ensayo: Ensayo, pantallas: str) -> None:
    page = pagina(movil=True)
    ensayo.entrar(page, "participa")

    assert infracciones(page, ensayo, ensayo.pantallas(pantallas), movil=True) == {}


@pytest.mark.larga
@pytest.mark.recorrido
def test_el_final_y_el_taller_de_seguimiento_no_tienen_infracciones(pagina: Abre, ensayo: Ensayo) -> None:
    page = pagina(movil=True)
    ensayo.entrar(page, "participa")
    ensayo.terminar()
    final = infracciones(page, ensayo, ensayo.pantallas("terminado"), movil=True)
    siguiente = ensayo.empezar_el_seguimiento()

    assert final | infracciones(page, siguiente, siguiente.pantallas("seguimiento"), movil=True) == {}
