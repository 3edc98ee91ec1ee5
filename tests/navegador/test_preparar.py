"""Preparar → empezar → avanzar, y que lo que se usa con prisa quepa sin desplazarse."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.navegador.esperas import espera_quieta
from tests.navegador.test_taller import avanzar, crear_taller, entrar

ALTO = 800


def test_se_prepara_se_empieza_y_se_avanza(pagina: Callable[..., Page]) -> None:
    facilita, proyecta = pagina(), None
    codigo = crear_taller(facilita)
    proyecta = facilita.context.new_page()
    proyecta.goto(f"/proyectar?sala={codigo}")
    expect(proyecta.get_by_alt_text(f"QR para entrar en la sala {codigo}")).to_be_visible()
    expect(proyecta.get_by_role("timer")).to_have_count(0)

    facilita.get_by_role("button", name="Preparar el taller").click()
    titulo = facilita.get_by_label("Título de la fase 1", exact=True)
    titulo.fill("Nos vemos las caras")
    titulo.blur()
    espera_quieta(facilita)
    facilita.locator(".st-key-preparar_quitar_mapa button").click()
    expect(facilita.get_by_label("Título de la fase 2", exact=True)).to_have_value("Histórico")
    facilita.get_by_role("button", name="Ir a la consola").click()
    expect(facilita.get_by_role("heading", name="Nos vemos las caras")).to_be_visible()

    facilita.get_by_role("button", name="Empezar", exact=True).click()
    expect(facilita.get_by_role("timer")).to_have_text(re.compile(r"^\s*[45]:\d\d"))
    expect(facilita.get_by_text("Vas al día")).to_be_visible()
    ana = pagina(movil=True)
    entrar(ana, codigo, "Ana")
    avanzar(facilita)
    expect(facilita.get_by_role("heading", name="Histórico")).to_be_visible()
    expect(proyecta.get_by_role("heading", name="Histórico")).to_be_visible()
    expect(proyecta.get_by_role("button")).to_have_count(0)


def test_en_la_consola_caben_el_mando_y_doce_presentes_sin_desplazarse(pagina: Callable[..., Page]) -> None:
    page = pagina()
    page.goto("/")
    page.get_by_role("button", name="Empezar un ensayo").click()
    expect(page.get_by_role("heading", name="Radar y debate")).to_be_visible()
    espera_quieta(page)
    a_la_vista = [
        *page.locator(".persona").all(),
        page.get_by_role("button", name="Reciprocidad y reconocimiento"),
        *(page.get_by_role("button", name=n, exact=True) for n in ("Volver", "Avanzar", "Ocultar", "+1 min", "Pausar")),
    ]
    assert len(page.locator(".persona").all()) == 12
    for elemento in a_la_vista:
        caja = elemento.bounding_box()
        assert caja is not None
        assert caja["y"] + caja["height"] <= ALTO

    with page.expect_popup() as otra:
        page.get_by_role("link", name="Abrir la proyección").click()
    grande = otra.value
    expect(grande.locator(".js-plotly-plot").nth(1)).to_be_visible()
    espera_quieta(grande)
    for figura in grande.locator(".js-plotly-plot .svg-container").all()[:2]:
        caja = figura.bounding_box()
        assert caja is not None
        assert caja["y"] + caja["height"] <= ALTO
