"""Mirar pantallas con axe, a lo ancho de un móvil estrecho y con el dedo, y decir de cada una lo que incumple."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.navegador import axe
from tests.navegador.esperas import espera_quieta
from tests.navegador.pantallas import Ensayo, Pantalla

ESTRECHO = 320
# Lo que obliga a desplazarse de lado y lo que se sale o queda cortado. Una tabla ancha se desplaza dentro de su sitio.
CORTADO = """
() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const reparos = main.scrollWidth > main.clientWidth + 1 ? [`la página mide ${main.scrollWidth} px de ancho`] : [];
  const rueda = (e) => {
    for (let p = e.parentElement; p && p !== main; p = p.parentElement)
      if (/auto|scroll/.test(getComputedStyle(p).overflowX)) return true;
    return false;
  };
  const visibles = 'button,[role="radio"],p,h1,h2,h3,label,td,th,li,dt,dd,input,textarea,summary';
  for (const e of main.querySelectorAll(visibles)) {
    const caja = e.getBoundingClientRect();
    if (caja.width < 2 || caja.height < 2 || e.closest('.js-plotly-plot') || !e.checkVisibility()) continue;
    const fuera = (caja.right > innerWidth + 1 || caja.left < -1) && !rueda(e);
    const estilo = getComputedStyle(e);
    const corta = !/INPUT|TEXTAREA/.test(e.tagName) && /hidden|clip/.test(estilo.overflowX)
      && e.scrollWidth > e.clientWidth + 1;
    const que = `${e.tagName} ${e.textContent.trim().slice(0, 60)}`;
    if (fuera || corta) reparos.push(`${fuera ? 'se sale' : 'se corta'}: ${que}`);
  }
  return reparos;
}
"""
# Lo principal que se toca: botones con cuerpo, opciones, campos y lo que despliega. Lo menor lo mide axe (24 px).
PEQUENO = """
() => [...document.querySelectorAll('[data-testid="stMain"] :is([data-testid^="stBaseButton-primary"],'
    + '[data-testid^="stBaseButton-secondary"],[role="radio"],[data-testid="stButtonGroup"] button,summary,'
    + '[role="tab"],[data-testid="stTextInputRootElement"],[data-testid="stNumberInputContainer"],.copiar)')]
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([e, caja]) => caja.height > 0 && caja.height < 43.9 && e.checkVisibility())
  .map(([e, caja]) => `mide ${Math.round(caja.height)} px: ${(e.textContent || e.tagName).trim().slice(0, 40)}`)
"""


def infracciones(page: Page, ensayo: Ensayo, pantallas: list[Pantalla], *, movil: bool = False) -> dict[str, list[str]]:
    """Por pantalla, las infracciones propias y la falta de idioma o de título. Las que no tienen ninguna no salen.

    En el ``movil``, también lo que no se toca bien con el dedo y lo que se corta o se sale a 320 píxeles de ancho.
    """
    halladas = {}
    for pantalla in ensayo.recorrer(page, pantallas):
        suyas = [*axe.pasar(page).propias, *_documento(page)]
        if movil:
            suyas += [*page.evaluate(PEQUENO), *_estrecha(page)]
        if suyas:
            halladas[pantalla.nombre] = suyas
    return halladas


def cortado(page: Page, ancho: int, alto: int) -> list[str]:
    """Lo que se corta o se sale con esa ventana. La página queda después como estaba."""
    antes = page.viewport_size
    assert antes is not None
    page.set_viewport_size({"width": ancho, "height": alto})
    espera_quieta(page, calma_ms=100)
    reparos: list[str] = page.evaluate(CORTADO)
    page.set_viewport_size(antes)
    return reparos


def _estrecha(page: Page) -> list[str]:
    return [f"a {ESTRECHO} px, {reparo}" for reparo in cortado(page, ESTRECHO, 640)]


def _documento(page: Page) -> list[str]:
    reparos = []
    if page.evaluate("document.documentElement.lang") != "es":
        reparos.append("la página no dice que está en español")
    if "Palancas" not in page.title():
        reparos.append(f"el título es «{page.title()}»")
    # El navegador pide menos movimiento (conftest).
    if page.evaluate("document.getAnimations().some((a) => a.playState === 'running')"):
        reparos.append("algo se mueve aunque se ha pedido que no")
    # Con figura, se oiría el dibujo letra a letra; sin nombre, nada.
    if mudas := page.locator('.stPlotlyChart:not([role="img"][aria-label])').count():
        reparos.append(f"{mudas} gráficas sin la frase que las lee")
    return reparos
