"""Un Chromium de verdad al que se le muere su réplica a mitad de frase: sigue escribiendo y sigue en el taller."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as FueraDePlazo

from datos.demostracion import sembrar_ensayo
from datos.motor import preparar
from tests.navegador.chromium import encontrar
from tests.navegador.conftest import ARGUMENTOS, ESCRITORIO, MOVIL, PLAZO_MS
from tests.navegador.esperas import espera_quieta
from tests.navegador.test_descargas import bajar
from tests.navegador.test_importar_navegador import BUENA, subir
from tests.navegador.test_taller import avanzar, crear_taller, entrar
from tests.replicas.montaje import Montaje, montaje

PALABRA = "¿Con qué palabra llegas?"
GUARDADO = re.compile(r"^Guardado \d\d:\d\d$")
CONECTADA = "() => document.querySelector('[data-testid=\"stApp\"]').dataset.testConnectionState === 'CONNECTED'"


def replica_de(contexto: BrowserContext) -> int:
    """La réplica en la que vive ese navegador, contando desde 0."""
    return next(int(c["value"][1:]) - 1 for c in contexto.cookies() if c["name"] == "palancas_replica")


def _pagina(navegador: Browser, url: str, tamano: tuple[int, int]) -> Page:
    pagina = navegador.new_context(
        base_url=url, locale="es-ES", viewport={"width": tamano[0], "height": tamano[1]}
    ).new_page()
    pagina.set_default_timeout(PLAZO_MS)
    return pagina


def _en_otra(navegador: Browser, url: str, que_no: int) -> Page:
    """Una página recién abierta a la que ha tocado otra réplica."""
    for _ in range(10):
        pagina = _pagina(navegador, url, MOVIL)
        pagina.goto("/")
        if replica_de(pagina.context) != que_no:
            return pagina
        pagina.context.close()
    raise AssertionError("el reparto manda a todo el mundo a la misma réplica")


@contextmanager
def _navegador() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        abierto = playwright.chromium.launch(executable_path=encontrar(), args=list(ARGUMENTOS))
        try:
            yield abierto
        finally:
            abierto.close()


def _seguir(hecho: Montaje, navegador: Browser, decir: Callable[[str], None]) -> None:
    facilita = _pagina(navegador, hecho.url, ESCRITORIO)
    codigo = crear_taller(facilita)
    ana = _en_otra(navegador, hecho.url, replica_de(facilita.context))
    entrar(ana, codigo, "Ana")
    suya = replica_de(ana.context)
    palabra = ana.get_by_label(PALABRA)
    palabra.click()
    # Lo último tecleado todavía no ha salido del navegador.
    palabra.press_sequentially("curiosa", delay=60)

    hecho.matar(suya)
    muerte = time.monotonic()
    # Mientras no hay conexión, Streamlit no deja teclear en ningún campo.
    ana.wait_for_function(f"() => !({CONECTADA})()")
    ana.wait_for_function(CONECTADA)
    espera_quieta(ana)
    expect(palabra).to_have_value("curiosa")
    decir(f"de la muerte a poder seguir en otra réplica: {time.monotonic() - muerte:.1f} s".replace(".", ","))
    # La página es otra, con el cursor fuera: se vuelve a pulsar en el campo.
    palabra.press("End")
    palabra.press_sequentially(" y serena", delay=60)
    expect(ana.get_by_text(GUARDADO)).to_be_visible()
    expect(palabra).to_have_value("curiosa y serena")
    assert replica_de(ana.context) != suya

    hecho.recuperar(suya)
    palabra.blur()
    avanzar(facilita)
    # A quien acaba de escribir no se le mueve la página: se le ofrece ir.
    ana.get_by_role("button", name="Ir a Mapa").click()
    expect(ana.get_by_role("heading", name="Mapa")).to_be_visible()
    ana.reload()
    espera_quieta(ana)
    ana.get_by_text("Otras fases").click()
    ana.get_by_role("button", name="Bienvenida").click()
    expect(ana.get_by_label(PALABRA)).to_have_value("curiosa y serena")
    assert replica_de(ana.context) != suya, "al volver la réplica caída, la pestaña sigue donde está"


def _subir_y_bajar(hecho: Montaje, navegador: Browser) -> None:
    """Lo que se sube y lo que se baja vive en la memoria de una réplica: va a la suya, antes y después de perderla."""
    motor = preparar(hecho.base_de_datos)
    ensayo = sembrar_ensayo(motor)
    motor.dispose()
    facilita = _pagina(navegador, hecho.url, ESCRITORIO)
    facilita.goto(f"/f/{ensayo.ficha_facilitar}")
    facilita.goto(f"/resultados?sala={ensayo.codigo}")
    facilita.get_by_text("Llevarse los resultados").click()
    assert bajar(facilita, "Excel:")[1].startswith(b"PK")

    suya = replica_de(facilita.context)
    hecho.matar(suya)
    facilita.wait_for_function(f"() => !({CONECTADA})()")
    facilita.wait_for_function(CONECTADA)
    hecho.recuperar(suya)
    espera_quieta(facilita)
    if not facilita.get_by_role("button", name=re.compile("^CSV:")).is_visible():
        facilita.get_by_text("Llevarse los resultados").click()
    assert bajar(facilita, "CSV:")[1].startswith(b"PK")

    crear_taller(facilita)
    facilita.get_by_role("button", name="Preparar el taller").click()
    facilita.get_by_role("button", name="Importar personas, clientes o respuestas").click()
    subir(facilita, "lista.csv", BUENA)
    facilita.get_by_role("button", name="Importar", exact=True).click()
    expect(facilita.get_by_text("Importado: 1 persona y 2 clientes.")).to_be_visible()
    assert replica_de(facilita.context) != suya


def seguir_tras_la_caida(decir: Callable[[str], None]) -> bool:
    """Lo hace y lo cuenta. Dice si ha ido bien."""
    with montaje(2) as hecho, _navegador() as navegador:
        try:
            _seguir(hecho, navegador, decir)
            _subir_y_bajar(hecho, navegador)
        except (AssertionError, FueraDePlazo) as fallo:
            decir(f"navegador: {fallo}\n{hecho.registros()[-3000:]}")
            return False
    decir("navegador: sigue donde estaba, sin recargar ni volver a entrar")
    return True
