"""Repartir el tiempo que queda, con el teclado: el desplegable sigue abierto, cabe y es accesible."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.navegador import axe
from tests.navegador.esperas import espera_quieta
from tests.navegador.recorrido import cortado
from tests.navegador.test_taller import crear_taller


def boton(page: Page, rotulo: str) -> None:
    """Pulsa el botón sin ratón."""
    page.get_by_role("button", name=rotulo, exact=True).focus()
    page.keyboard.press("Enter")


def test_se_reparte_y_se_deshace_con_el_teclado_sin_que_se_cierre_el_desplegable(pagina: Callable[..., Page]) -> None:
    page = pagina()
    crear_taller(page)
    boton(page, "Empezar")
    expect(page.get_by_text("Vas al día.")).to_be_visible()
    expect(page.get_by_role("button", name="Repartir el tiempo")).to_have_count(0)
    boton(page, "+5 min")
    expect(page.get_by_text("Vas 5 min por detrás del plan.")).to_be_visible()
    boton(page, "Repartir el tiempo")
    expect(page.get_by_text("5 min menos entre lo que falta")).to_be_visible()
    espera_quieta(page)
    assert axe.pasar(page).propias == []
    assert cortado(page, 320, 640) == []

    boton(page, "Repartir")
    expect(page.get_by_text("Vas al día.")).to_be_visible()
    expect(page.get_by_text("Repartido.")).to_be_visible()
    espera_quieta(page)
    assert axe.pasar(page).propias == []

    boton(page, "Deshacer el reparto")
    expect(page.get_by_text("Vas 5 min por detrás del plan.")).to_be_visible()
    expect(page.get_by_role("button", name="Repartir", exact=True)).to_be_visible()
