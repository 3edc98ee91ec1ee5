"""Lo tecleado justo antes de irse de la página: no consta si llegó, y ni se pierde ni pisa lo de otro aparato."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.navegador.esperas import espera_quieta
from tests.navegador.test_autoguardado import GUARDADO, PALABRA, RUTA, en_bienvenida

# Ninguna respuesta vuelve: solo queda lo que sale al irse.
SIN_RESPUESTA = "() => { window.fetch = () => new Promise(() => {}) }"
PENDIENTES = "sessionStorage.getItem('palancas_pendientes')"


def teclea_sin_saber_si_llega(ana: Page, texto: str) -> str:
    """Teclea y devuelve la dirección de la página, sin que haya vuelto ninguna respuesta."""
    espera_quieta(ana)
    ana.evaluate(SIN_RESPUESTA)
    ana.get_by_label(PALABRA).press_sequentially(texto, delay=30)
    return ana.url


def se_va_sin_cookie_y_la_recupera(pagina: Callable[..., Page]) -> tuple[Page, str]:
    """Quien tecleó «curiosa» y se fue sin que se lo admitieran, y la dirección a la que volver."""
    ana = en_bienvenida(pagina)
    cookies = ana.context.cookies()
    ana.context.clear_cookies()
    direccion = teclea_sin_saber_si_llega(ana, "curiosa")
    ana.goto("/ayuda")
    ana.context.add_cookies(cookies)  # type: ignore[arg-type]
    return ana, direccion


def test_lo_que_salio_sin_cookie_al_irse_vuelve_a_su_campo_y_se_guarda(pagina: Callable[..., Page]) -> None:
    ana, direccion = se_va_sin_cookie_y_la_recupera(pagina)
    ana.goto(direccion)

    expect(ana.get_by_label(PALABRA)).to_have_value("curiosa")
    expect(ana.get_by_text(GUARDADO)).to_be_visible()
    assert ana.evaluate(PENDIENTES) is None


def test_lo_que_vuelve_espera_a_que_su_campo_este_en_pantalla(pagina: Callable[..., Page]) -> None:
    ana, direccion = se_va_sin_cookie_y_la_recupera(pagina)
    ana.route(re.compile(r"/static/js/TextInput"), _con_calma)
    ana.goto(direccion)

    expect(ana.get_by_label(PALABRA)).to_have_value("curiosa")
    expect(ana.get_by_text(GUARDADO)).to_be_visible()


def _con_calma(ruta: Route) -> None:
    """El guion del campo tarda en bajar más que el resto de la página."""
    time.sleep(3)
    ruta.continue_()


def test_al_volver_no_se_pisa_lo_que_se_escribio_despues_en_otra_pestana(pagina: Callable[..., Page]) -> None:
    ana = en_bienvenida(pagina)
    direccion = teclea_sin_saber_si_llega(ana, "curiosa")
    ana.goto("/ayuda")
    otra = ana.context.new_page()
    otra.goto(direccion)
    expect(otra.get_by_label(PALABRA)).to_have_value("curiosa")
    otra.get_by_label(PALABRA).fill("serena")
    expect(otra.get_by_text(GUARDADO)).to_be_visible()
    assert ana.evaluate(PENDIENTES) is not None
    ana.goto(direccion)

    expect(ana.get_by_label(PALABRA)).to_have_value("serena")
    espera_quieta(ana)
    expect(ana.get_by_label(PALABRA)).to_have_value("serena")
    assert ana.evaluate(PENDIENTES) is None


def test_lo_que_entra_despues_de_dibujarse_la_pagina_tambien_vuelve_a_su_campo(pagina: Callable[..., Page]) -> None:
    ana = en_bienvenida(pagina)
    ana.evaluate("navigator.sendBeacon = () => true")
    direccion = teclea_sin_saber_si_llega(ana, "curiosa")
    ana.goto("/ayuda")
    ((_, envio),) = json.loads(ana.evaluate(PENDIENTES))
    retenidas: list[Route] = []
    ana.route(RUTA, lambda ruta: retenidas.append(ruta))
    ana.goto(direccion)
    expect(ana.get_by_label(PALABRA)).to_have_value("")
    espera_quieta(ana)
    # Lo que salió al irse llega ahora, y lo que se repite al volver, detrás.
    assert ana.request.post("/api/borrador", data=envio).ok
    for ruta in retenidas:
        ruta.continue_()

    expect(ana.get_by_label(PALABRA)).to_have_value("curiosa")
