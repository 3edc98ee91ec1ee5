"""El arnés ve lo que dice que ve: si no, las demás pruebas de navegador no prueban nada."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.navegador.esperas import espera_quieta
from tests.navegador.servidor import ERROR_EN_EL_REGISTRO
from tests.navegador.vigilancia import Vigilancia

QUIETA = '<div data-testid="stApp" data-test-script-state="{}" data-test-connection-state="CONNECTED">{}</div>'
MAIN = '<main data-testid="stMain"></main>'


@pytest.fixture
def contexto(navegador: Browser) -> Iterator[BrowserContext]:
    """Un navegador aislado sin vigilar."""
    contexto = navegador.new_context()
    yield contexto
    contexto.close()


def test_un_error_de_javascript_es_un_reparo(contexto: BrowserContext) -> None:
    vigilancia = Vigilancia(contexto)
    page = contexto.new_page()

    with contexto.expect_event("weberror"):
        page.set_content("<script>setTimeout(() => { throw new Error('pum') })</script>")

    assert vigilancia.reparos() == ["Error de JavaScript: pum"]


def test_una_peticion_a_un_tercero_es_un_reparo_tambien_desde_otra_pestana(contexto: BrowserContext) -> None:
    vigilancia = Vigilancia(contexto)
    contexto.new_page()
    otra = contexto.new_page()

    with otra.expect_event("requestfailed"):
        otra.set_content('<img src="https://fuentes.example/a.png">')

    assert vigilancia.reparos() == ["Petición a un tercero: https://fuentes.example/a.png"]


def test_una_pagina_que_se_basta_sola_no_tiene_reparos(contexto: BrowserContext) -> None:
    vigilancia = Vigilancia(contexto)

    contexto.new_page().set_content('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">')

    assert vigilancia.reparos() == []


def test_la_espera_no_vuelve_hasta_que_acaba_el_guion(contexto: BrowserContext) -> None:
    page = contexto.new_page()
    page.set_content(QUIETA.format("running", MAIN))
    page.evaluate("setTimeout(() => document.querySelector('div').dataset.testScriptState = 'notRunning', 400)")

    espera_quieta(page)

    assert page.locator("div").get_attribute("data-test-script-state") == "notRunning"


@pytest.mark.parametrize(
    "contenido",
    [
        QUIETA.format("running", MAIN),
        QUIETA.format("rerunRequested", MAIN),
        QUIETA.format("notRunning", MAIN + '<p data-stale="true"></p>'),
        QUIETA.format("notRunning", ""),
        QUIETA.format("notRunning", MAIN).replace('"CONNECTED"', '"PINGING_SERVER"'),
        "",
    ],
    ids=["en marcha", "pedido", "con restos", "sin dibujar", "sin conexión", "en blanco"],
)
def test_la_espera_falla_si_la_pagina_no_se_queda_quieta(contexto: BrowserContext, contenido: str) -> None:
    page = contexto.new_page()
    page.set_content(contenido)

    with pytest.raises(AssertionError, match="no se queda quieta"):
        espera_quieta(page, plazo_ms=500)


def test_la_espera_falla_si_la_pagina_ensena_una_excepcion(contexto: BrowserContext) -> None:
    page = contexto.new_page()
    page.set_content(QUIETA.format("notRunning", MAIN + '<p data-testid="stException">KeyError: «x»</p>'))

    with pytest.raises(AssertionError, match="KeyError: «x»"):
        espera_quieta(page)


@pytest.mark.parametrize("linea", ["Traceback (most recent call last):", "ERROR:    Exception in ASGI application"])
def test_un_error_en_el_registro_del_servidor_se_reconoce(linea: str) -> None:
    assert ERROR_EN_EL_REGISTRO.search(f"Palancas se abre en http://localhost:8501\n{linea}\n")
