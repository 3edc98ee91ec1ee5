"""La lengua que se elige es la única que se ve, también en lo que no se lee y en lo que dice la plataforma."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.espanol import espanol
from tests.navegador.esperas import espera_quieta
from tests.navegador.test_taller import avanzar, crear_taller, entrar

# Palabras que la plataforma usa y que en español no existen o no se escriben así.
INGLES = re.compile(
    r"\b(the|to|of|your?|this|press|enter|apply|submit|open|close|clear|choose|select(ed)?|show|hide|search|loading|"
    r"running|stop|month|year|day|hour|required|increment|decrement|link|page|sidebar|skip|help|add|remove|delete|view|"
    r"fullscreen|next|previous|date|value|options?|results?|upload|download|notifications?|available|progress|"
    r"password|visualization|january|monday|december|november)\b",
    re.IGNORECASE,
)
# Todo lo que se lee en la página o lo lee un lector de pantalla, salvo los nombres de los iconos, que son dibujos.
LEER = """
() => {
  const textos = [];
  const esIcono = (e) => getComputedStyle(e).fontFamily.includes('Material');
  const paseo = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (paseo.nextNode()) {
    const n = paseo.currentNode;
    if (n.nodeType === 3) {
      if (!n.parentElement.closest('script, style, noscript') && !esIcono(n.parentElement)) textos.push(n.nodeValue);
    } else {
      for (const a of ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription', 'aria-description'])
        if (n.hasAttribute(a) && !esIcono(n)) textos.push(n.getAttribute(a));
    }
  }
  return textos.map((t) => t.trim()).filter(Boolean);
}
"""


def en_ingles(page: Page) -> list[str]:
    """Los textos de la página con alguna palabra inglesa."""
    espera_quieta(page)
    expect(page.locator('[role="img"][aria-label$=" icon"]:not([aria-hidden])')).to_have_count(0)
    return sorted({texto for texto in page.evaluate(LEER) if INGLES.search(texto)})


def elegir_espanol(page: Page) -> None:
    """A un navegador en inglés se le propone inglés: se prefiere el español."""
    page.goto("/entrar")
    page.get_by_text("Español", exact=True).click()
    expect(page.get_by_role("heading", name="Entra en la sala")).to_be_visible()
    espera_quieta(page)


def _seguir(facilita: Page, ana: Page, fase: str) -> None:
    avanzar(facilita)
    titulo = ana.get_by_role("heading", name=fase).first
    ir = ana.get_by_role("button", name=re.compile("^Ir a "))
    expect(ir.or_(titulo)).to_be_visible()
    if ir.is_visible():
        ir.click()
    expect(titulo).to_be_visible()
    espera_quieta(ana)


def test_no_queda_ingles_de_la_plataforma(pagina: Callable[..., Page]) -> None:
    facilita, ana = pagina(locale="en-US"), pagina(movil=True, locale="en-US")
    for page in (facilita, ana):
        elegir_espanol(page)
    codigo = crear_taller(facilita)
    assert facilita.evaluate("document.documentElement.lang") == "es"
    assert en_ingles(facilita) == []
    facilita.get_by_text("Enlaces y QR").click()
    assert en_ingles(facilita) == []

    entrar(ana, codigo, "Ana")
    assert en_ingles(ana) == []
    ana.get_by_text("Aparcamiento").click()
    assert en_ingles(ana) == []
    ana.keyboard.press("Escape")
    _seguir(facilita, ana, "Mapa")
    ana.get_by_role("button", name="Añadir cliente", exact=True).click()
    assert en_ingles(ana) == []
    _seguir(facilita, ana, "Histórico")
    intuicion = ana.get_by_label("Antes de escribir hitos")
    intuicion.fill("70")
    intuicion.blur()
    ana.get_by_role("button", name="Añadir hito").click()
    assert en_ingles(ana) == []
    ana.goto("/crear")
    ana.get_by_role("button", name="Crear taller").wait_for()
    assert en_ingles(ana) == []
    ana.goto("/no-existe")
    assert en_ingles(ana) == []


def _dice(page: Page) -> tuple[str, str]:
    return page.evaluate("[document.documentElement.lang, navigator.language]")


def test_en_ingles_no_queda_espanol_y_al_volver_no_queda_ingles(pagina: Callable[..., Page]) -> None:
    """Lo del navegador en español, lo de la plataforma en español y la página en inglés a petición."""
    facilita, ana = pagina(), pagina(movil=True)
    codigo = crear_taller(facilita)
    ana.goto(f"/entrar?codigo={codigo}")
    ana.get_by_text("English", exact=True).click()
    expect(ana.get_by_role("heading", name="Join the room")).to_be_visible()
    ana.get_by_label("Your name or alias", exact=True).fill("Zed")
    ana.get_by_role("button", name="Join", exact=True).click()
    expect(ana.get_by_role("button", name="Ready", exact=True)).to_be_visible()
    assert _en_espanol(ana) == []
    assert _dice(ana) == ["en", "en-GB"]

    avanzar(facilita)
    ir = ana.get_by_role("button", name=re.compile("^Go to "))
    titulo = ana.get_by_role("heading", name="Map: what I do and why")
    expect(ir.or_(titulo)).to_be_visible()
    if ir.is_visible():
        ir.click()
    expect(titulo).to_be_visible()
    ana.get_by_role("button", name="Add client", exact=True).click()
    alias = ana.get_by_label("Client alias")
    alias.fill("Acme")
    expect(ana.get_by_text(re.compile("^Saved \\d"))).to_be_visible()
    assert _en_espanol(ana) == []
    ana.reload()
    expect(titulo).to_be_visible()
    assert _dice(ana) == ["en", "en-GB"]

    ana.get_by_role("button", name="Español").click()
    expect(ana.get_by_role("heading", name=re.compile("^Mapa"))).to_be_visible()
    # El documento cambia de lengua al llegar lo último de la página.
    ana.wait_for_function("document.documentElement.lang === 'es'")
    assert en_ingles(ana) == []


def _en_espanol(page: Page) -> list[str]:
    espera_quieta(page)
    propios = ("Español", "Exprés")
    return sorted({t for t in page.evaluate(LEER) if espanol(t) and not any(p in t for p in propios)})
