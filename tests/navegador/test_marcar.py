"""Marcar una opción al valorar la guarda al momento sin redibujar la página, y no la pierde si la red falla."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from datos.motor import preparar
from tests.navegador.esperas import espera_quieta
from tests.navegador.pantallas import un_ensayo
from tests.navegador.servidor import Servidor
from tests.navegador.test_autoguardado import RUTA
from tests.navegador.test_taller import entrar

OCUPADA = "Hay mucha gente guardando a la vez."
PIEZAS = re.compile("/static/js/BidiComponent")


@pytest.fixture
def ana(pagina: Callable[..., Page], servidor: Servidor) -> Page:
    """Ana, en el móvil, con la primera palanca delante."""
    ensayo = un_ensayo(preparar(servidor.base_de_datos))
    ensayo.saltar("valoracion")
    ana = pagina(movil=True)
    entrar(ana, ensayo.creado.codigo, "Ana")
    ana.get_by_role("button", name="Añadir un cliente").click()
    expect(ana.get_by_text("0 de 24 · palanca 1 de 8")).to_be_visible()
    espera_quieta(ana)
    return ana


def opcion(ana: Page, cual: int, nota: int) -> Locator:
    """La opción con esa nota de esa afirmación (desde 0) de la palanca que se ve."""
    return ana.locator(".st-key-afirmaciones").get_by_role("radiogroup").nth(cual).get_by_role("radio").nth(nota - 1)


def test_al_marcar_la_ultima_se_dice_que_esta_completa_y_al_final_que_se_ha_pasado_por_todas(ana: Page) -> None:
    pasos, siguiente = ana.locator(".st-key-pasos_palanca"), ana.get_by_role("button", name="Siguiente")
    for palanca in range(8):
        expect(pasos).not_to_have_attribute("data-completa", "Completa")
        for cual in range(3):
            opcion(ana, cual, 4).click()
            expect(ana.get_by_text(f"{palanca * 3 + cual + 1} de 24 · palanca {palanca + 1} de 8")).to_be_visible()
        if palanca < 7:
            expect(pasos).to_have_attribute("data-completa", "Completa")
            expect(siguiente).to_have_css("background-color", "rgb(15, 92, 92)")
            expect(ana.locator(".guardado")).to_contain_text("Completa")
            siguiente.click()
            expect(ana.get_by_text(f"palanca {palanca + 2} de 8")).to_be_visible()
            expect(ana.locator(".guardado")).not_to_contain_text("Completa")

    expect(ana.get_by_text("Has pasado por todas.")).to_be_visible()
    expect(pasos).to_contain_text("Completa")


def test_sin_red_se_avisa_y_lo_marcado_se_queda_y_entra_al_volver(ana: Page) -> None:
    ana.context.set_offline(True)
    expect(ana.locator(".guardado")).to_have_text("Sin conexión: se guardará al volver")
    opcion(ana, 0, 4).click()
    expect(opcion(ana, 0, 4)).to_be_checked()
    ana.context.set_offline(False)

    expect(ana.get_by_text("1 de 24")).to_be_visible()
    ana.reload()
    expect(opcion(ana, 0, 4)).to_be_checked()


def test_lo_marcado_sin_confirmar_vuelve_a_su_sitio_tras_recargar(ana: Page) -> None:
    ana.route(RUTA, lambda ruta: ruta.fulfill(status=503, json={"mensaje": OCUPADA}))
    opcion(ana, 1, 2).click()
    expect(ana.locator(".guardado")).to_have_text(OCUPADA)
    ana.reload()
    expect(opcion(ana, 1, 2)).to_be_checked()
    ana.unroute(RUTA)

    expect(ana.get_by_text("1 de 24")).to_be_visible()


def test_lo_marcado_antes_de_que_llegue_el_guion_de_la_pagina_se_guarda(ana: Page) -> None:
    retenidas: list[Route] = []
    ana.route(PIEZAS, lambda ruta: retenidas.append(ruta))
    ana.reload()
    opcion(ana, 2, 5).click()
    assert retenidas
    for ruta in retenidas:
        ruta.continue_()

    expect(ana.get_by_text("1 de 24")).to_be_visible()


def test_cambiar_de_idea_deprisa_deja_lo_ultimo(ana: Page) -> None:
    mandados: list[str] = []
    retenidas: list[Route] = []

    def retener(ruta: Route) -> None:
        mandados.append((ruta.request.post_data_json or {}).get("valor", ""))
        if len(mandados) == 1:
            retenidas.append(ruta)
        else:
            ruta.continue_()

    ana.route(RUTA, retener)
    with ana.expect_response(lambda r: (r.request.post_data_json or {}).get("valor") == "5"):
        for nota in (1, 2, 3, 5):
            opcion(ana, 0, nota).click()
        retenidas[0].continue_()
        expect(ana.get_by_text("1 de 24")).to_be_visible()
    ana.unroute(RUTA)
    ana.reload()

    expect(opcion(ana, 0, 5)).to_be_checked()
    assert mandados == ["1", "5"]


def test_si_el_navegador_no_puede_mandarlo_entra_por_la_pagina(ana: Page) -> None:
    """Quien bloquea las cookies no pasa por ahí, y en la última no hay otro gesto que lo lleve."""
    ana.route(RUTA, lambda ruta: ruta.fulfill(status=401, json={"mensaje": "Este navegador no recuerda tu sesión."}))
    opcion(ana, 0, 4).click()
    expect(ana.get_by_text("1 de 24")).to_be_visible()
    ana.unroute(RUTA)
    ana.reload()

    expect(opcion(ana, 0, 4)).to_be_checked()


def test_lo_marcado_que_no_ha_entrado_sigue_marcado_al_volver_de_lo_mio(ana: Page) -> None:
    ana.route(RUTA, lambda ruta: ruta.fulfill(status=503, json={"mensaje": OCUPADA}))
    opcion(ana, 1, 2).click()
    expect(ana.locator(".guardado")).to_have_text(OCUPADA)
    ana.get_by_role("button", name="Lo mío").click()
    ana.get_by_role("button", name="Volver al taller").click()

    expect(opcion(ana, 1, 2)).to_be_checked()
    expect(ana.get_by_text("1 de 24")).to_be_visible()


def test_si_la_red_no_contesta_se_deja_de_esperar_y_entra_por_la_pagina(ana: Page) -> None:
    retenidas: list[Route] = []
    ana.clock.install()
    ana.route(RUTA, lambda ruta: retenidas.append(ruta))
    opcion(ana, 0, 4).click()
    expect(ana.locator(".guardado")).to_have_text("Guardando…")
    ana.clock.fast_forward(11_000)

    expect(ana.get_by_text("1 de 24")).to_be_visible(timeout=20_000)
    assert retenidas
