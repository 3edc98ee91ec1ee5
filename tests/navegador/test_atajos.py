"""Los atajos de la consola: apagados de serie, se recuerdan en el navegador y no se disparan al escribir."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.navegador.esperas import espera_quieta
from tests.navegador.test_taller import crear_taller

USAR = "Usar los atajos en este navegador"


def activar(page: Page) -> None:
    page.get_by_text("Atajos y sonido").click()
    page.get_by_role("switch", name=USAR).check()
    page.get_by_text("Atajos y sonido").click()


def fase(page: Page) -> str:
    espera_quieta(page)
    return page.get_by_role("heading", level=1).inner_text()


@pytest.fixture
def consola(pagina: Callable[..., Page]) -> Page:
    page = pagina()
    crear_taller(page)
    return page


def test_de_serie_las_teclas_no_hacen_nada_y_activadas_manejan_la_consola(consola: Page) -> None:
    consola.keyboard.press("a")
    apagados = fase(consola)
    activar(consola)
    consola.keyboard.press("p")
    expect(consola.get_by_role("button", name="Pausar", exact=True)).to_be_visible()
    consola.keyboard.press("p")
    expect(consola.get_by_role("button", name="Reanudar", exact=True)).to_be_visible()
    consola.keyboard.press("v")
    expect(consola.get_by_role("button", name="Ocultar", exact=True)).to_be_visible()
    consola.keyboard.press("n")
    expect(consola.get_by_role("button", name="Volver a proyectar", exact=True)).to_be_visible()
    consola.keyboard.press("a")
    expect(consola.get_by_role("heading", name="Mapa", level=1)).to_be_visible()

    assert apagados == "Bienvenida"


def test_valen_nada_mas_activarlos_se_recuerdan_al_recargar_y_no_en_otro_navegador(
    consola: Page, pagina: Callable[..., Page]
) -> None:
    consola.get_by_text("Atajos y sonido").click()
    consola.get_by_role("switch", name=USAR).check()
    consola.keyboard.press("p")
    expect(consola.get_by_role("button", name="Pausar", exact=True)).to_be_visible()
    consola.reload()
    espera_quieta(consola)
    consola.keyboard.press("a")
    expect(consola.get_by_role("heading", name="Mapa", level=1)).to_be_visible()
    otra = pagina()
    crear_taller(otra)
    otra.keyboard.press("a")

    assert fase(otra) == "Bienvenida"


def test_al_escribir_y_con_un_menu_abierto_no_se_disparan(consola: Page) -> None:
    activar(consola)
    consola.get_by_text("Aparcamiento", exact=True).click()
    campo = consola.get_by_label("Aparcar un asunto")
    campo.click()
    consola.keyboard.type("vamos a parar un momento")
    expect(campo).to_have_value("vamos a parar un momento")
    consola.get_by_role("heading", name="Agenda").click()
    espera_quieta(consola)
    consola.get_by_role("button", name="Acciones").nth(1).click()
    expect(consola.get_by_role("button", name="Saltar aquí")).to_be_visible()
    consola.keyboard.press("a")
    consola.keyboard.press("Control+a")

    assert fase(consola) == "Bienvenida"
    expect(consola.get_by_role("button", name="Revelar", exact=True)).to_be_visible()


def test_dejar_una_tecla_pisada_avanza_una_sola_fase(consola: Page) -> None:
    activar(consola)
    consola.keyboard.down("a")
    for _ in range(8):
        consola.keyboard.down("a")
        consola.wait_for_timeout(150)
    consola.keyboard.up("a")

    assert fase(consola).startswith("Mapa")


def test_con_el_teclado_se_pasa_de_lamina(pagina: Callable[..., Page]) -> None:
    page = pagina()
    page.goto("/")
    page.get_by_role("button", name="Empezar un ensayo").click()
    expect(page.get_by_label("En la pantalla que se proyecta")).to_be_visible()
    activar(page)
    espera_quieta(page)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Lámina anterior")).to_be_enabled()
    page.keyboard.press("ArrowLeft")

    expect(page.get_by_role("button", name="Lámina anterior")).to_be_disabled()
