"""Quien teclea un mes, un número o un asunto no pierde nada: ni porque avance el grupo, ni porque cambie su equipo."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.navegador.esperas import espera_quieta
from tests.navegador.test_autoguardado import GUARDADO, PALABRA, RUTA, en_bienvenida
from tests.navegador.test_taller import crear_taller, entrar

DESDE, ASUNTO = "Desde cuándo (mes y año)", "¿Qué dejamos para el cierre?"


def en_el_mapa(pagina: Callable[..., Page]) -> tuple[Page, Page]:
    """Quien facilita y una participante con un cliente recién añadido."""
    facilita, ana = pagina(), pagina(movil=True)
    entrar(ana, crear_taller(facilita), "Ana")
    facilita.get_by_role("button", name="Avanzar", exact=True).click()
    facilita.get_by_role("button", name="Sí, avanzar").click()
    ana.get_by_role("button", name="Añadir cliente", exact=True).click()
    espera_quieta(ana)
    return facilita, ana


def test_avanzar_no_le_quita_la_pagina_a_quien_teclea_un_mes(pagina: Callable[..., Page]) -> None:
    facilita, ana = en_el_mapa(pagina)
    mes = ana.get_by_label(DESDE).last
    mes.click()
    mes.press_sequentially("03/20", delay=40)
    expect(ana.get_by_text("No se ha guardado")).to_have_count(0)

    facilita.get_by_role("button", name="Avanzar", exact=True).click()
    facilita.get_by_role("button", name="Sí, avanzar").click()
    expect(ana.get_by_text("El grupo está en")).to_be_visible()
    expect(mes).to_be_focused()
    mes.press_sequentially("19", delay=40)
    expect(ana.get_by_text(GUARDADO)).to_be_visible()
    # Sin salir del campo: lo tecleado ya está en la base.
    ana.get_by_role("button", name=re.compile("^Ir a")).click()
    ana.get_by_text("Otras fases").click()
    ana.get_by_role("button", name="Mapa").click()
    expect(ana.get_by_label(DESDE).last).to_have_value("03/2019")


def test_un_asunto_a_medias_sobrevive_a_una_recarga_y_no_se_recorta(pagina: Callable[..., Page]) -> None:
    ana = en_bienvenida(pagina)
    ana.get_by_role("button", name="Aparcamiento").click()
    ana.get_by_label(ASUNTO).press_sequentially("los plazos", delay=30)
    expect(ana.get_by_text(GUARDADO)).to_be_visible()
    ana.reload()
    ana.get_by_role("button", name="Aparcamiento").click()
    expect(ana.get_by_label(ASUNTO)).to_have_value("los plazos")

    largo = "no cabe " * 90
    ana.get_by_label(ASUNTO).fill(largo)
    ana.get_by_role("button", name="Aparcar", exact=True).click()
    expect(ana.get_by_text("No se ha guardado: caben 600 caracteres y hay 719; acórtalo.")).to_be_visible()
    expect(ana.get_by_label(ASUNTO)).to_have_value(largo)
    ana.get_by_label(ASUNTO).fill("los plazos de entrega")
    ana.get_by_role("button", name="Aparcar", exact=True).click()
    expect(ana.get_by_label(ASUNTO)).to_have_value("")
    espera_quieta(ana)
    ana.reload()
    ana.get_by_role("button", name="Aparcamiento").click()
    expect(ana.get_by_label(ASUNTO)).to_have_value("")


def test_si_el_servidor_deja_de_reconocerla_lo_tecleado_espera_a_que_vuelva_a_entrar(
    pagina: Callable[..., Page],
) -> None:
    ana = en_bienvenida(pagina)
    ana.route(RUTA, lambda ruta: ruta.fulfill(status=401, json={"mensaje": "Vuelve a entrar."}))
    ana.get_by_label(PALABRA).press_sequentially("paciente", delay=30)
    expect(ana.get_by_text("Vuelve a entrar.")).to_be_visible()
    ana.unroute(RUTA)
    ana.reload()

    expect(ana.get_by_label(PALABRA)).to_have_value("paciente")
    expect(ana.get_by_text(GUARDADO)).to_be_visible()


def test_sin_cookies_se_guarda_al_salir_del_campo_y_se_acaba_diciendo(pagina: Callable[..., Page]) -> None:
    ana = en_bienvenida(pagina)
    ana.context.clear_cookies()
    ana.get_by_label(PALABRA).press_sequentially("constante", delay=30)
    expect(ana.get_by_text("se guarda al salir de cada campo")).to_be_visible()
    ana.get_by_label(PALABRA).blur()

    expect(ana.get_by_text(GUARDADO)).to_be_visible()
    assert ana.evaluate("sessionStorage.getItem('palancas_pendientes')") is None


def test_un_reloj_que_va_hacia_atras_no_hace_perder_lo_ultimo(pagina: Callable[..., Page]) -> None:
    ana = en_bienvenida(pagina)
    ana.get_by_label(PALABRA).press_sequentially("an", delay=30)
    expect(ana.get_by_text(GUARDADO)).to_be_visible()
    ana.evaluate("() => { const antes = Date.now; Date.now = () => antes() - 3600000; }")
    with ana.expect_response(RUTA) as ultima:
        ana.get_by_label(PALABRA).press_sequentially("tigua", delay=30)
    assert "guardado" in ultima.value.json()
    expect(ana.get_by_text(GUARDADO)).to_be_visible()
    ana.evaluate("sessionStorage.clear()")
    ana.reload()

    expect(ana.get_by_label(PALABRA)).to_have_value("antigua")


def test_salir_en_una_pestana_cierra_tambien_la_otra_sin_recargarla(pagina: Callable[..., Page]) -> None:
    ana = en_bienvenida(pagina)
    espera_quieta(ana)
    otra = ana.context.new_page()
    otra.goto(ana.url.replace("/participar", "/mio"))
    otra.get_by_role("button", name="Salir de esta sala").click()
    otra.get_by_role("button", name="Salir", exact=True).click()
    expect(otra.get_by_label("Código de sala")).to_be_visible()

    ana.get_by_label(PALABRA).fill("sigo aquí")
    ana.get_by_label(PALABRA).blur()

    expect(ana.get_by_text("Para participar, entra con el código de sala.")).to_be_visible()


def test_lo_que_dejo_otra_persona_en_este_equipo_no_sale_con_su_nombre_ni_estorba(pagina: Callable[..., Page]) -> None:
    ana = en_bienvenida(pagina)
    ana.route(RUTA, lambda ruta: ruta.abort())
    ana.get_by_label(PALABRA).press_sequentially("la de Ana", delay=20)
    expect(ana.get_by_text("Sin conexión")).to_be_visible()
    codigo = ana.url.split("sala=")[1]
    ana.goto("/")
    ana.unroute(RUTA)
    enviado: list[str] = []
    ana.on("request", lambda r: enviado.append(r.post_data or "") if r.url.endswith("/api/borrador") else None)

    entrar(ana, codigo, "Eva")
    expect(ana.get_by_label(PALABRA)).to_have_value("")
    with ana.expect_request(lambda r: r.url.endswith(RUTA.strip("*")) and "la de Eva" in (r.post_data or "")):
        ana.get_by_label(PALABRA).press_sequentially("la de Eva", delay=20)
    expect(ana.get_by_text(GUARDADO)).to_be_visible()

    assert "la de Ana" not in "".join(enviado)
