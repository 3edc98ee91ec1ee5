"""Las notas de quien facilita se guardan al parar de teclear, sin perder el cursor, y plegadas no dejan rastro."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from playwright.sync_api import Page, expect

from tests.navegador.esperas import espera_quieta
from tests.navegador.servidor import Servidor
from tests.navegador.test_atajos import activar
from tests.navegador.test_taller import crear_taller

NOTAS = "Notas privadas de"


def abrir(page: Page) -> None:
    page.get_by_text("Notas", exact=True).click()
    expect(page.get_by_label(NOTAS)).to_be_visible()
    espera_quieta(page)


def en_la_base(servidor: Servidor, codigo: str, fase: str = "bienvenida") -> str:
    motor = sa.create_engine(servidor.base_de_datos)
    pedido = (
        "select f.notas from fase f join taller t on f.taller_id = t.id join sala s on t.sala_id = s.id "
        "where s.codigo = :codigo and f.clave = :fase"
    )
    with motor.connect() as conexion:
        dicho = str(conexion.execute(sa.text(pedido), {"codigo": codigo, "fase": fase}).scalar())
    motor.dispose()
    return dicho


def hasta(page: Page, que: Callable[[], bool]) -> bool:
    for _ in range(60):
        if que():
            return True
        page.wait_for_timeout(200)
    return False


def test_se_guarda_al_parar_de_teclear_y_se_sigue_escribiendo_en_el_mismo_sitio(
    pagina: Callable[..., Page], servidor: Servidor
) -> None:
    page = pagina()
    codigo = crear_taller(page)
    abrir(page)
    campo = page.get_by_label(NOTAS)
    campo.click()
    page.keyboard.type("Empezar por Leo", delay=30)
    assert hasta(page, lambda: en_la_base(servidor, codigo) == "Empezar por Leo")
    page.keyboard.type(" y no correr", delay=120)
    expect(campo).to_be_focused()
    expect(campo).to_have_value("Empezar por Leo y no correr")
    assert hasta(page, lambda: en_la_base(servidor, codigo) == "Empezar por Leo y no correr")
    page.reload()
    espera_quieta(page)
    plegadas = "Empezar por Leo" in page.content()
    abrir(page)

    expect(page.get_by_label(NOTAS)).to_have_value("Empezar por Leo y no correr")
    assert not plegadas


def test_al_plegarlas_lo_escrito_queda_guardado_y_desaparece_de_la_pagina(
    pagina: Callable[..., Page], servidor: Servidor
) -> None:
    page = pagina()
    codigo = crear_taller(page)
    abrir(page)
    page.get_by_label(NOTAS).fill("Ojo con mandarina6620")
    page.get_by_text("Notas", exact=True).click()
    expect(page.get_by_label(NOTAS)).to_have_count(0)
    espera_quieta(page)

    assert en_la_base(servidor, codigo) == "Ojo con mandarina6620"
    assert "mandarina6620" not in page.content()


def test_si_otra_consola_avanza_a_media_frase_lo_tecleado_se_guarda_y_lo_que_sigue_no_es_un_atajo(
    pagina: Callable[..., Page], servidor: Servidor
) -> None:
    page, otra = pagina(), pagina()
    codigo = crear_taller(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copiar el enlace para facilitar").click()
    expect(page.get_by_text("Copiado")).to_be_visible()
    otra.goto(str(page.evaluate("navigator.clipboard.readText()")))
    expect(otra.get_by_role("button", name="Avanzar", exact=True)).to_be_visible()
    activar(page)
    abrir(page)
    page.get_by_label(NOTAS).click()
    page.keyboard.type("a ver si nadie ha llegado tarde")
    otra.get_by_role("button", name="Avanzar", exact=True).click(no_wait_after=True)
    for _ in range(12):
        page.keyboard.type(" y avanzamos", delay=40)
    expect(page.get_by_role("heading", name="Mapa", level=1)).to_be_visible()
    espera_quieta(page)

    assert hasta(page, lambda: en_la_base(servidor, codigo).startswith("a ver si nadie ha llegado tarde"))
    expect(page.get_by_role("heading", name="Mapa", level=1)).to_be_visible()
