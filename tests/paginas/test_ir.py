"""Ir a otra página desde un botón: se llega y se sigue allí, aunque el navegador aún pida cosas desde la de antes."""

from __future__ import annotations

import pytest

from paginas.comun import navegacion
from tests.paginas.pantalla import MesaViva, Pantalla, una_mesa_viva


@pytest.fixture
def mesa(base_de_datos: str) -> MesaViva:
    return una_mesa_viva(base_de_datos)


@pytest.fixture
def en_lo_mio(mesa: MesaViva) -> Pantalla:
    quien = mesa.entra("Ana").identidad
    pantalla = Pantalla().como(mesa.creado.codigo, quien).va("participar", mesa.creado.codigo)
    return pantalla.pulsa("Lo mío")


def pide_desde(pantalla: Pantalla, pagina: str) -> str:
    """El navegador pide un dibujo como si siguiera en esa página; devuelve el título de la que le llega."""
    pantalla.at.switch_page(f"{pagina}.py")
    return pantalla.mira().titulos()[0]


def test_un_aviso_que_sale_de_la_pagina_de_antes_no_deshace_el_viaje(en_lo_mio: Pantalla) -> None:
    assert en_lo_mio.titulos()[0] == "Lo mío"

    assert [pide_desde(en_lo_mio, "participar") for _ in range(2)] == ["Lo mío"] * 2


def test_volver_atras_con_el_navegador_si_es_irse(en_lo_mio: Pantalla, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as atras:
        atras.setattr(navegacion, "_por_el_historial", lambda: True)
        assert pide_desde(en_lo_mio, "participar") != "Lo mío"

    assert pide_desde(en_lo_mio, "participar") != "Lo mío"


def test_al_cabo_de_un_rato_manda_la_pagina_desde_la_que_se_pide(
    en_lo_mio: Pantalla, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(navegacion, "MARGEN_DE_LLEGADA", -1.0)

    assert pide_desde(en_lo_mio, "participar") != "Lo mío"
