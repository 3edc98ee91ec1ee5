"""La rebanada que lo atraviesa todo: crear, entrar, valorar, revelar; y que escribir no se pierda al avanzar."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.navegador.esperas import espera_quieta

CODIGO = re.compile(r"sala ([A-Z0-9]{6})")


def crear_taller(page: Page, plantilla: str = "Exprés") -> str:
    """Crea un taller desde la portada y deja la página en la consola. Devuelve el código de la sala."""
    page.goto("/")
    page.get_by_role("button", name="Crear taller").click()
    page.get_by_text(plantilla, exact=True).click()
    espera_quieta(page)
    page.get_by_role("button", name="Crear taller").click()
    expect(page.get_by_role("button", name="Avanzar")).to_be_visible()
    espera_quieta(page)
    hallado = CODIGO.search(page.inner_text("body"))
    assert hallado, page.inner_text("body")
    return hallado[1]


def entrar(page: Page, codigo: str, alias: str) -> None:
    """Entra en la sala como participante."""
    page.goto(f"/entrar?codigo={codigo}")
    page.get_by_label("Tu nombre o alias", exact=True).fill(alias)
    page.get_by_role("button", name="Entrar").click()
    expect(page.get_by_role("button", name="Listo")).to_be_visible()
    espera_quieta(page)


def avanzar(page: Page) -> None:
    """Quien facilita avanza, falte quien falte."""
    titulo = page.get_by_role("heading", level=1)
    antes, si = titulo.inner_text(), page.get_by_role("button", name="Sí, avanzar")
    page.get_by_role("button", name="Avanzar", exact=True).click()
    # La pregunta puede tardar más que la calma de la página si hay mucho en marcha.
    expect(si.or_(titulo.filter(has_not_text=antes))).to_be_visible()
    espera_quieta(page)
    if si.is_visible():
        si.click()
        espera_quieta(page)


def test_crear_entrar_valorar_y_revelar_el_radar(pagina: Callable[..., Page]) -> None:
    facilita = pagina()
    codigo = crear_taller(facilita)
    personas = []
    for numero in range(3):
        page = pagina(movil=numero == 0)
        entrar(page, codigo, f"Persona {numero}")
        personas.append(page)
    for _ in range(3):
        avanzar(facilita)
    for page in personas:
        expect(page.get_by_role("heading", name="Valoración")).to_be_visible()
        page.get_by_role("button", name="Añadir un cliente").click()
        page.get_by_role("radio", name="4 Bastante cierto").first.click()
        page.get_by_role("radio", name="5 Totalmente cierto").nth(1).click()
        expect(page.get_by_text("2 de 24")).to_be_visible()
    facilita.get_by_role("button", name="Revelar").click()
    expect(personas[0].get_by_text("Se mostrará cuando respondan 5 personas; van 3")).to_be_visible()
    personas[0].reload()
    expect(personas[0].get_by_text("2 de 24")).to_be_visible()


def test_quien_escribe_no_pierde_el_foco_ni_una_letra_cuando_el_grupo_avanza(pagina: Callable[..., Page]) -> None:
    facilita, ana = pagina(), pagina(movil=True)
    codigo = crear_taller(facilita)
    entrar(ana, codigo, "Ana")
    palabra = ana.get_by_label("¿Con qué palabra llegas?")
    palabra.click()
    palabra.press_sequentially("curio", delay=60)
    avanzar(facilita)
    palabra.press_sequentially("sidad sin prisa", delay=120)

    expect(ana.get_by_role("button", name="Seguir escribiendo")).to_be_visible()
    expect(palabra).to_be_focused()
    expect(palabra).to_have_value("curiosidad sin prisa")
    ana.get_by_role("button", name="Ir a Mapa").click()
    expect(ana.get_by_role("heading", name="Mapa")).to_be_visible()
    ana.reload()
    espera_quieta(ana)
    ana.get_by_text("Otras fases").click()
    ana.get_by_role("button", name="Bienvenida").click()
    expect(ana.get_by_label("¿Con qué palabra llegas?")).to_have_value("curiosidad sin prisa")


def test_el_codigo_personal_devuelve_a_la_misma_persona_en_otro_aparato(pagina: Callable[..., Page]) -> None:
    facilita, movil, portatil = pagina(), pagina(movil=True), pagina()
    codigo = crear_taller(facilita)
    entrar(movil, codigo, "Ana")
    movil.get_by_label("¿Con qué palabra llegas?").fill("ganas")
    expect(movil.get_by_text(re.compile(r"Guardado \d\d:\d\d"))).to_be_visible()
    movil.get_by_role("button", name="Lo mío", exact=True).click()
    personal = re.search(r"[a-z]+-[a-z]+-\d\d", movil.get_by_text(re.compile(r"[a-z]+-[a-z]+-\d\d")).first.inner_text())
    assert personal
    portatil.goto(f"/entrar?codigo={codigo}")
    portatil.get_by_label("Código personal", exact=True).fill(personal[0])
    portatil.get_by_role("button", name="Entrar").click()

    expect(portatil.get_by_label("¿Con qué palabra llegas?")).to_have_value("ganas")


def test_un_codigo_que_no_existe_se_explica_y_no_se_pierde_lo_escrito(pagina: Callable[..., Page]) -> None:
    page = pagina()
    page.goto("/entrar")
    page.get_by_label("Código de sala", exact=True).fill("ZZZZZZ")
    page.get_by_label("Tu nombre o alias", exact=True).fill("Ana")
    page.get_by_role("button", name="Entrar").click()

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Tu nombre o alias", exact=True)).to_have_value("Ana")
