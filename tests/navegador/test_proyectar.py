"""Al proyectar no se pierde de vista dónde se está ni que la pantalla sigue."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from datos.demostracion import sembrar_ensayo
from datos.motor import preparar
from tests.navegador.esperas import espera_quieta
from tests.navegador.servidor import Servidor

# Cuánto queda por bajar, y si lo último de la página (que tapa el aviso) está por debajo de la pantalla.
EN_LA_ESQUINA = """() => {
  const principal = document.querySelector('[data-testid=stMain]');
  const tapa = document.querySelector('.st-key-proyeccion').getBoundingClientRect().bottom - innerHeight;
  return {queda: principal.scrollHeight - principal.scrollTop - principal.clientHeight, tapa};
}"""
BAJAR = "() => document.querySelector('[data-testid=stMain]').scrollTo({top: 1e6, behavior: 'instant'})"


@pytest.mark.parametrize("movil", [False, True], ids=["1280 × 800", "móvil"])
def test_al_bajar_siguen_a_la_vista_el_titulo_y_el_reloj(
    pagina: Callable[..., Page], servidor: Servidor, movil: bool
) -> None:
    creado = sembrar_ensayo(preparar(servidor.base_de_datos))
    page = pagina(movil=movil)
    page.goto(f"/v/{creado.ficha_proyectar}")
    titulo, reloj = page.get_by_role("heading", name="Radar y debate"), page.get_by_role("timer")
    expect(page.get_by_text("De la ronda 1 a la 2")).to_be_attached()
    espera_quieta(page)
    antes = page.evaluate(EN_LA_ESQUINA)
    page.evaluate(BAJAR)
    page.wait_for_timeout(300)
    despues = page.evaluate(EN_LA_ESQUINA)

    expect(titulo).to_be_in_viewport()
    expect(reloj).to_be_in_viewport()
    assert antes["queda"] > 400
    assert antes["tapa"] > 0
    assert despues["queda"] < 2
    assert despues["tapa"] <= 1


def test_elegida_una_lamina_en_la_consola_la_pantalla_solo_ensena_esa_y_luego_vuelven_todas(
    pagina: Callable[..., Page], servidor: Servidor
) -> None:
    creado = sembrar_ensayo(preparar(servidor.base_de_datos))
    facilita, proyecta = pagina(), pagina()
    proyecta.goto(f"/v/{creado.ficha_proyectar}")
    radar, rondas = proyecta.get_by_text("Media del grupo").first, proyecta.get_by_text("De la ronda 1 a la 2")
    expect(rondas).to_be_visible()
    facilita.goto(f"/f/{creado.ficha_facilitar}")
    facilita.get_by_role("button", name="Lámina siguiente").click()

    expect(rondas).not_to_be_visible()
    expect(radar).to_be_visible()
    facilita.get_by_role("button", name="Lámina anterior").click()
    expect(rondas).to_be_visible()
    facilita.get_by_role("button", name="Pantalla neutra").click()
    expect(proyecta.get_by_role("heading", name="Seguimos enseguida")).to_be_visible()
    expect(radar).not_to_be_visible()
