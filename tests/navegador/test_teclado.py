"""Un taller se crea, y se participa en él, solo con el teclado y viendo siempre dónde está el foco."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from datos.motor import preparar
from tests.navegador.esperas import espera_quieta
from tests.navegador.pantallas import un_ensayo
from tests.navegador.servidor import Servidor
from tests.navegador.teclado import Teclado

SALTAR = "Saltar al contenido principal"


def test_un_taller_se_crea_y_se_conduce_solo_con_el_teclado(pagina: Callable[..., Page]) -> None:
    page = pagina()
    page.goto("/")
    espera_quieta(page)
    teclas = Teclado(page)
    teclas.hasta("button", "Crear taller")
    teclas.pulsa("Enter")
    expect(page.get_by_role("heading", name="Un taller nuevo", level=1)).to_be_visible()
    espera_quieta(page)
    teclas.hasta("radio", "")
    teclas.pulsa("ArrowDown")
    espera_quieta(page)
    teclas.hasta("button", "Crear taller")
    teclas.pulsa("Enter")
    expect(page.get_by_role("button", name="Avanzar", exact=True)).to_be_visible()
    espera_quieta(page)
    teclas.hasta("button", "Empezar")
    teclas.pulsa("Enter")

    expect(page.get_by_role("timer")).to_have_text(re.compile(r"\d+:\d\d"))
    assert teclas.reparos == []


def test_se_entra_se_valora_se_dice_listo_y_se_abre_lo_mio_solo_con_el_teclado(
    pagina: Callable[..., Page], servidor: Servidor
) -> None:
    ensayo = un_ensayo(preparar(servidor.base_de_datos))
    ensayo.saltar("valoracion")
    page = pagina()
    page.goto(f"/entrar?codigo={ensayo.creado.codigo}")
    espera_quieta(page)
    teclas = Teclado(page)
    teclas.hasta("textbox", "Tu nombre o alias")
    page.keyboard.type("Ana")
    teclas.pulsa("Enter")
    expect(page.get_by_role("heading", name="Valoración", level=1)).to_be_visible()
    espera_quieta(page)
    teclas.hasta("button", "Añadir un cliente")
    teclas.pulsa("Enter")
    expect(page.get_by_text("0 de 24")).to_be_visible()
    espera_quieta(page)
    for hechas in (1, 2, 3):
        teclas.hasta("radio", "1 Nada cierto")
        teclas.pulsa("ArrowRight", "ArrowRight", "Space")
        expect(page.get_by_text(f"{hechas} de 24")).to_be_visible()
        espera_quieta(page)
    teclas.hasta("button", "Listo")
    teclas.pulsa("Space")
    expect(page.get_by_text("Has dicho «Listo».")).to_be_visible()
    espera_quieta(page)
    teclas.hasta("button", "Lo mío")
    teclas.pulsa("Enter")

    expect(page.get_by_role("heading", name="Lo mío", level=1)).to_be_visible()
    assert teclas.reparos == []


def test_el_enlace_para_saltar_al_contenido_se_ve_en_espanol_y_lleva_a_el(pagina: Callable[..., Page]) -> None:
    page = pagina()
    page.goto("/ayuda")
    espera_quieta(page)
    page.keyboard.press("Tab")
    enlace = page.get_by_role("link", name=SALTAR)
    expect(enlace).to_be_focused()
    expect(enlace).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("#stMain")).to_be_focused()
