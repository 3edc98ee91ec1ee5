"""Avanzar se ve al momento por aviso; si el aviso no llega, por el pulso; y si nada llega, por la página misma."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.navegador.test_taller import avanzar, crear_taller, entrar


def avanza_y_ana_lo_ve(facilita: Page, ana: Page) -> None:
    codigo = crear_taller(facilita)
    entrar(ana, codigo, "Ana")
    ana.wait_for_timeout(1500)
    avanzar(facilita)
    expect(ana.get_by_role("heading", name="Mapa", level=1)).to_be_visible(timeout=10_000)


def test_con_la_escucha_abierta_se_ve_la_fase_nueva_sin_esperar_al_pulso(pagina: Callable[..., Page]) -> None:
    facilita, ana = pagina(), pagina(movil=True)
    codigo = crear_taller(facilita)
    with ana.expect_request("**/api/avisos*"):
        entrar(ana, codigo, "Ana")
    # El pulso de quien ya ha dicho que oye es de medio minuto: lo que se vea antes ha llegado por aviso.
    ana.wait_for_timeout(1500)
    avanzar(facilita)

    expect(ana.get_by_role("heading", name="Mapa", level=1)).to_be_visible(timeout=10_000)
    expect(ana.locator(".st-key-escucha")).to_be_hidden()


def test_si_el_aviso_no_llega_se_ve_por_el_pulso(pagina: Callable[..., Page]) -> None:
    facilita, ana = pagina(), pagina(movil=True)
    preguntas: list[str] = []

    def solo_preguntar(ruta: Route) -> None:
        if ruta.request.method == "POST":
            preguntas.append(ruta.request.post_data or "")
            ruta.continue_()
        else:
            ruta.abort()

    ana.route("**/api/avisos*", solo_preguntar)
    avanza_y_ana_lo_ve(facilita, ana)
    assert preguntas
    # Lo que se pregunta no dice quién es.
    assert all(set(json.loads(pregunta)) == {"puesto", "oye", "sala", "todo"} for pregunta in preguntas)


def test_si_no_se_puede_ni_escuchar_ni_preguntar_la_pagina_se_redibuja_cada_poco(pagina: Callable[..., Page]) -> None:
    facilita, ana = pagina(), pagina(movil=True)
    ana.route("**/api/avisos*", lambda ruta: ruta.abort())
    avanza_y_ana_lo_ve(facilita, ana)


def test_si_la_escucha_se_retiene_la_pestana_sigue_con_el_pulso(pagina: Callable[..., Page]) -> None:
    facilita, ana = pagina(), pagina(movil=True)
    retenidas: list[Route] = []
    # Un intermediario que acepta la petición y no deja pasar nada.
    ana.route("**/api/avisos*", lambda ruta: retenidas.append(ruta))
    avanza_y_ana_lo_ve(facilita, ana)
    assert retenidas
