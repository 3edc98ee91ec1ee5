"""Lo tecleado se guarda solo, también cuando la red falla a mitad de frase."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.navegador.esperas import espera_quieta
from tests.navegador.test_taller import avanzar, crear_taller, entrar

RUTA = "**/api/borrador"
PALABRA = "¿Con qué palabra llegas?"
GUARDADO = re.compile(r"^Guardado \d\d:\d\d$")


def en_bienvenida(pagina: Callable[..., Page]) -> Page:
    """Una participante, en el primer campo de texto del taller."""
    facilita, ana = pagina(), pagina(movil=True)
    entrar(ana, crear_taller(facilita), "Ana")
    ana.get_by_label(PALABRA).click()
    return ana


def test_lo_tecleado_sin_confirmar_sobrevive_a_una_recarga(pagina: Callable[..., Page]) -> None:
    ana = en_bienvenida(pagina)
    ana.get_by_label(PALABRA).press_sequentially("curiosa", delay=30)
    # Sin salir del campo ni esperar a la pausa: lo que falta sale al irse la página.
    ana.reload()

    expect(ana.get_by_label(PALABRA)).to_have_value("curiosa")


def test_sin_red_se_avisa_y_lo_tecleado_vuelve_a_su_campo_tras_recargar(pagina: Callable[..., Page]) -> None:
    ana = en_bienvenida(pagina)
    ana.route(RUTA, lambda ruta: ruta.abort())
    ana.get_by_label(PALABRA).press_sequentially("valiente", delay=30)
    expect(ana.get_by_text("Sin conexión: se guardará al volver")).to_be_visible()
    ana.reload()
    expect(ana.get_by_label(PALABRA)).to_have_value("valiente")
    ana.unroute(RUTA)

    expect(ana.get_by_text(GUARDADO)).to_be_visible()
    espera_quieta(ana)
    ana.evaluate("sessionStorage.clear()")
    ana.reload()
    expect(ana.get_by_label(PALABRA)).to_have_value("valiente")


def test_en_el_movil_lo_guardado_se_quita_de_en_medio_y_lo_que_falla_se_queda(pagina: Callable[..., Page]) -> None:
    ana = en_bienvenida(pagina)
    letrero = ana.locator(".guardado")
    ana.get_by_label(PALABRA).press_sequentially("clara", delay=30)
    expect(letrero).to_have_text(GUARDADO)
    expect(letrero).to_have_css("opacity", "1")
    expect(letrero).to_have_css("opacity", "0")
    ana.context.set_offline(True)
    ana.get_by_label(PALABRA).press_sequentially(" y más", delay=30)
    expect(letrero).to_contain_text("Sin conexión")
    ana.wait_for_timeout(7000)
    expect(letrero).to_have_css("opacity", "1")
    ana.context.set_offline(False)


def test_cuando_vuelve_la_red_se_guarda_lo_ultimo_sin_tocar_nada(pagina: Callable[..., Page]) -> None:
    ana = en_bienvenida(pagina)
    ana.context.set_offline(True)
    ana.get_by_label(PALABRA).press_sequentially("serena", delay=30)
    expect(ana.get_by_text("Sin conexión: se guardará al volver")).to_be_visible()
    ana.context.set_offline(False)

    expect(ana.get_by_text(GUARDADO)).to_be_visible()
    expect(ana.get_by_label(PALABRA)).to_have_value("serena")


def test_un_rechazo_se_dice_con_sus_palabras_y_no_se_insiste(pagina: Callable[..., Page]) -> None:
    ana = en_bienvenida(pagina)
    intentos: list[str] = []

    def rechazar(ruta: Route) -> None:
        if "valor" in (ruta.request.post_data_json or {}):
            intentos.append(ruta.request.post_data_json["valor"])
        ruta.fulfill(status=409, json={"mensaje": "La fase está cerrada."})

    ana.route(RUTA, rechazar)
    ana.get_by_label(PALABRA).press_sequentially("tarde", delay=30)
    expect(ana.get_by_text("La fase está cerrada.")).to_be_visible()
    ana.wait_for_timeout(2500)

    assert intentos[-1] == "tarde"
    assert intentos.count("tarde") == 1


def test_un_envio_lento_no_pisa_a_lo_que_se_escribio_despues(pagina: Callable[..., Page]) -> None:
    ana = en_bienvenida(pagina)
    valores: list[str] = []

    def despacio(ruta: Route) -> None:
        cuerpo = ruta.request.post_data_json or {}
        if "valor" in cuerpo:
            valores.append(cuerpo["valor"])
            ana.wait_for_timeout(700)
        ruta.continue_()

    ana.route(RUTA, despacio)
    ana.get_by_label(PALABRA).press_sequentially("paciencia", delay=80)
    expect(ana.get_by_text(GUARDADO)).to_be_visible()
    ana.unroute(RUTA)
    ana.reload()

    expect(ana.get_by_label(PALABRA)).to_have_value("paciencia")
    assert valores == sorted(valores, key=len)
    assert len(valores) <= 4


# Teclea en cuanto el campo aparece, antes de que llegue lo último de la página: como quien ya tenía el dedo encima.
TECLEAR_AL_APARECER = """
(rotulo) => new MutationObserver((_, quien) => {
  const caja = document.querySelector(`input[aria-label^="${rotulo}"]`);
  if (!caja) return;
  quien.disconnect();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(caja, 'Acme');
  caja.dispatchEvent(new Event('input', { bubbles: true }));
}).observe(document.body, { childList: true, subtree: true })
"""


def test_lo_tecleado_en_cuanto_aparece_el_campo_se_guarda(pagina: Callable[..., Page]) -> None:
    facilita, ana = pagina(), pagina(movil=True)
    entrar(ana, crear_taller(facilita), "Ana")
    avanzar(facilita)
    anadir = ana.get_by_role("button", name="Añadir cliente", exact=True)
    expect(anadir).to_be_visible()
    espera_quieta(ana)
    ana.evaluate(TECLEAR_AL_APARECER, "Alias del cliente")
    anadir.click()

    expect(ana.get_by_text(GUARDADO)).to_be_visible()
    ana.reload()
    expect(ana.get_by_label("Alias del cliente")).to_have_value("Acme")


def test_lo_tecleado_antes_de_que_llegue_el_guion_de_la_pagina_se_guarda(pagina: Callable[..., Page]) -> None:
    ana = en_bienvenida(pagina)
    retenidas: list[Route] = []
    ana.route(re.compile("/static/js/BidiComponent"), lambda ruta: retenidas.append(ruta))
    ana.reload()
    ana.get_by_label(PALABRA).press_sequentially("curiosa", delay=30)
    assert retenidas
    for ruta in retenidas:
        ruta.continue_()

    expect(ana.get_by_text(GUARDADO)).to_be_visible()


def test_sin_red_tambien_se_abre_el_aparcamiento_y_lo_escrito_entra_al_volver(pagina: Callable[..., Page]) -> None:
    ana = en_bienvenida(pagina)
    espera_quieta(ana)
    ana.context.set_offline(True)
    ana.get_by_role("button", name="Aparcamiento").click()
    ana.get_by_label("¿Qué dejamos para el cierre?").press_sequentially("los precios", delay=30)
    expect(ana.locator(".guardado")).to_contain_text("Sin conexión")
    ana.context.set_offline(False)

    expect(ana.get_by_text(GUARDADO)).to_be_visible()
    ana.reload()
    ana.get_by_role("button", name="Aparcamiento").click()
    expect(ana.get_by_label("¿Qué dejamos para el cierre?")).to_have_value("los precios")
