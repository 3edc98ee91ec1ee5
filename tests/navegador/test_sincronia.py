"""Cuando quien facilita mueve al grupo, se enteran todas las pantallas. Cuánto tardan lo mide el banco de carga."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from datos.plantillas import plantilla
from tests.navegador.esperas import espera_quieta
from tests.navegador.test_taller import avanzar, crear_taller, entrar

BIENVENIDA, MAPA = (fase.titulo for fase in plantilla("expres").fases[:2])


def test_todas_las_pantallas_cambian_de_fase_revelan_y_terminan_sin_tocarlas(pagina: Callable[..., Page]) -> None:
    facilita, ana = pagina(), pagina(movil=True)
    codigo = crear_taller(facilita)
    entrar(ana, codigo, "Ana")
    ana.get_by_label("¿Con qué palabra llegas?").fill("curiosa")
    ana.get_by_role("button", name="Listo", exact=True).click()
    espera_quieta(ana)
    # Cofacilitar y proyectar son otras pestañas del mismo navegador.
    otra_consola, proyecta = facilita.context.new_page(), facilita.context.new_page()
    otra_consola.goto(f"/conducir?sala={codigo}")
    proyecta.goto(f"/proyectar?sala={codigo}")
    pantallas = (ana, otra_consola, proyecta)
    for page in pantallas:
        expect(page.get_by_role("heading", name=BIENVENIDA).first).to_be_visible()

    facilita.get_by_role("button", name="Revelar").click()
    for page in pantallas:
        expect(page.get_by_text("curiosa").first).to_be_visible()
    avanzar(facilita)
    for page in pantallas:
        expect(page.get_by_role("heading", name=MAPA).first).to_be_visible()
    facilita.get_by_role("button", name="Volver", exact=True).click()
    for page in pantallas:
        expect(page.get_by_role("heading", name=BIENVENIDA).first).to_be_visible()
    facilita.get_by_role("button", name="Ocultar").click()
    expect(otra_consola.get_by_role("button", name="Revelar")).to_be_visible()
    expect(proyecta.get_by_text("curiosa")).to_have_count(0)
