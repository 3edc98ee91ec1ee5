"""Axe sobre una página: lo que incumple de WCAG 2.2 AA y de las buenas prácticas, salvo lo que es de la plataforma."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.navegador.esperas import espera_quieta


@dataclass(frozen=True)
class DeLaPlataforma:
    """Una infracción que viene en el marcado de Streamlit y no se puede corregir desde aquí."""

    regla: str
    selector: str
    porque: str


DE_LA_PLATAFORMA = (
    DeLaPlataforma(
        "presentation-role-conflict",
        '[data-testid="stFileUploaderDropzone"]',
        "La zona donde se suelta un archivo lleva a la vez role=presentation, tabindex=-1 y un nombre. Los navegadores "
        "no hacen caso de ese papel cuando hay tabindex, y el botón de dentro, que es lo que se usa, está bien.",
    ),
)

# La página se desplaza por dentro, y axe no mide el contraste de lo que esa caja recorta: se despliega entera.
# El dibujo de una gráfica queda fuera: es una imagen con su frase, y el contraste de sus letras lo cuida
# tests/paginas/test_paleta.py.
PASAR = """
async ([exentas]) => {
  const hoja = document.createElement('style');
  hoja.textContent = '.stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"] '
    + '{ overflow: visible !important; position: static !important; height: auto !important; }';
  document.head.append(hoja);
  try {
    const hecho = await axe.run(
      { include: [['html']], exclude: [['.js-plotly-plot']] },
      {
        resultTypes: ['violations'],
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        preload: false,
      },
    );
    return hecho.violations.flatMap(({ id, nodes }) => nodes.map((nodo) => {
      const elemento = document.querySelector(nodo.target[0]);
      return {
        regla: id,
        donde: nodo.target.join(' '),
        html: nodo.html.slice(0, 160),
        porque: nodo.failureSummary.split('\\n').slice(1).join(' ').trim(),
        exenta: exentas.findIndex((e) => e.regla === id && elemento !== null && elemento.matches(e.selector)),
      };
    }));
  } finally {
    hoja.remove();
  }
}
"""
_GUION = Axe().axe_script


@dataclass(frozen=True)
class Hallado:
    """Lo que axe encuentra en una página: lo propio, dicho para corregirlo, y qué exenciones han hecho falta."""

    propias: list[str]
    exentas: frozenset[DeLaPlataforma]


def pasar(page: Page) -> Hallado:
    """Pasa axe por la página tal como está. Si algo la redibuja a la vez, se mira otra vez cuando se queda quieta."""
    hallado = _pasar(page)
    if hallado.propias:
        espera_quieta(page, calma_ms=600)
        hallado = _pasar(page)
    return hallado


def _pasar(page: Page) -> Hallado:
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(_GUION)
    exentas = [{"regla": e.regla, "selector": e.selector} for e in DE_LA_PLATAFORMA]
    nodos: list[dict[str, Any]] = page.evaluate(PASAR, [exentas])
    return Hallado(
        [f"{n['regla']}: {n['porque']} — {n['donde']} — {n['html']}" for n in nodos if n["exenta"] < 0],
        frozenset(DE_LA_PLATAFORMA[n["exenta"]] for n in nodos if n["exenta"] >= 0),
    )
