"""Un taller entero en navegador: de «Crear taller» al plan y los resultados, con dos personas, una en el móvil."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.navegador.esperas import espera_quieta
from tests.navegador.test_taller import avanzar, crear_taller, entrar


def llena(page: Page, rotulo: str, texto: str) -> None:
    """Escribe en un campo y espera a que se guarde."""
    page.get_by_label(rotulo).last.fill(texto)
    page.get_by_label(rotulo).last.blur()
    espera_quieta(page)


def listo(page: Page) -> None:
    """Dice que ha terminado."""
    espera_quieta(page)
    page.get_by_role("button", name="Listo", exact=True).click()
    espera_quieta(page)


def anade_cliente(page: Page, boton: str, alias: str) -> None:
    """Añade un cliente en el mapa y le pone alias."""
    page.get_by_role("button", name=boton, exact=True).click()
    espera_quieta(page)
    llena(page, "Alias del cliente", alias)


# Lo mismo, por partes, pasa siempre: las dos sesiones en ``test_dos_sesiones`` y lo esencial en ``test_taller``.
@pytest.mark.recorrido
def test_una_facilitadora_y_dos_personas_llegan_del_principio_al_plan(pagina: Callable[..., Page]) -> None:
    facilita, ana, eva = pagina(), pagina(movil=True), pagina()
    codigo = crear_taller(facilita)
    for page, alias in ((ana, "Ana"), (eva, "Eva 🦊 <script>alert(1)</script> :red[x]")):
        entrar(page, codigo, alias)
        llena(page, "¿Con qué palabra llegas?", "**curiosa** :smile:")
        listo(page)
    espera_quieta(facilita)
    expect(facilita.get_by_text("2 de 2 listos")).to_be_visible()
    expect(facilita.get_by_text("Eva 🦊 <script>alert(1)</script> :red[x]")).to_be_visible()
    facilita.get_by_role("button", name="Revelar").click()
    expect(ana.get_by_text("**curiosa** :\u200bsmile:").first).to_be_visible()
    expect(facilita.get_by_role("button", name="Ocultar")).to_be_visible()

    avanzar(facilita)
    for page in (ana, eva):
        expect(page.get_by_role("heading", name="Mapa")).to_be_visible()
        anade_cliente(page, "Añadir cliente", "El faro")
        anade_cliente(page, "Añadir cliente perdido", "La noria")
        listo(page)

    avanzar(facilita)
    for page in (ana, eva):
        expect(page.get_by_role("heading", name="Histórico")).to_be_visible()
        espera_quieta(page)
        page.get_by_role("radio", name="Mi estable").click()
        espera_quieta(page)
        llena(page, "Antes de escribir hitos", "70")
        page.get_by_role("button", name="Añadir hito").click()
        espera_quieta(page)
        llena(page, "Cuándo (mes y año)", "13/2099")
        expect(page.get_by_text("No se ha guardado").first).to_be_visible()
        llena(page, "Cuándo (mes y año)", "03/2024")
        page.get_by_role("radio", name="Sumó").click()
        listo(page)

    avanzar(facilita)
    for page in (ana, eva):
        expect(page.get_by_role("heading", name="Valoración")).to_be_visible()
        espera_quieta(page)
        for numero in range(3):
            page.get_by_role("radio", name="4 Bastante cierto").nth(numero).click()
            espera_quieta(page)
        expect(page.get_by_text("3 de 24")).to_be_visible()
        page.get_by_role("button", name="Siguiente").click()
        expect(page.get_by_role("heading", name="Expectativas y medida")).to_be_visible()
        listo(page)

    avanzar(facilita)
    facilita.get_by_role("button", name="Revelar").click()
    expect(ana.get_by_text("Se mostrará cuando respondan 5 personas; van 2").first).to_be_visible()

    avanzar(facilita)
    for page in (ana, eva):
        expect(page.get_by_role("heading", name="Plan", exact=True)).to_be_visible()
        espera_quieta(page)
        page.get_by_role("button", name="Añadir compromiso").click()
        espera_quieta(page)
        llena(page, "…entonces haré (acción)", "llamaré sin motivo")
    ana.get_by_role("button", name="Lo mío", exact=True).click()
    expect(ana.get_by_text("llamaré sin motivo")).to_be_visible()
    facilita.get_by_role("button", name="Resultados").click()
    expect(facilita.get_by_role("heading", name="Resultados")).to_be_visible()


def test_el_ensayo_se_empieza_con_un_boton_y_se_proyecta(pagina: Callable[..., Page]) -> None:
    page = pagina()
    page.goto("/")
    page.get_by_role("button", name="Empezar un ensayo").click()
    expect(page.get_by_role("heading", name="Radar y debate")).to_be_visible()
    espera_quieta(page)
    with page.expect_popup() as otra:
        page.get_by_role("link", name="Abrir la proyección").click()
    expect(otra.value.locator(".js-plotly-plot").first).to_be_visible()
    expect(otra.value.get_by_role("button", name="Avanzar")).to_have_count(0)
    expect(page.get_by_role("button", name="Ocultar")).to_be_visible()
