"""Esperar a que la página termine lo que está haciendo, sin dormir un tiempo fijo."""

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as FueraDePlazo

# Streamlit anuncia en la raíz de la aplicación si hay un guion en marcha o pedido («rerunRequested» se pone en
# el mismo momento del clic) y marca con data-stale lo que aún enseña el guion anterior. Se pide un rato seguido de
# calma, contado en la página, porque un aviso del servidor puede encadenar otro guion.
QUIETA = """
([calma, marca]) => {
  const raiz = document.querySelector('[data-testid="stApp"]');
  const quieta = raiz !== null
    && raiz.dataset.testScriptState === 'notRunning'
    && raiz.dataset.testConnectionState === 'CONNECTED'
    && document.querySelector('[data-testid="stMain"]') !== null
    && document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]') === null;
  const ahora = performance.now();
  const visto = window.__palancasQuieta;
  if (!quieta) { window.__palancasQuieta = null; return false; }
  if (!visto || visto.marca !== marca) { window.__palancasQuieta = { marca, desde: ahora }; return false; }
  return ahora - visto.desde >= calma;
}
"""
CALMA_MS = 200
PLAZO_MS = 20_000
EXCEPCION = '[data-testid="stException"]'

_marcas = iter(range(1, 1_000_000_000))


def espera_quieta(page: Page, *, plazo_ms: int = PLAZO_MS, calma_ms: int = CALMA_MS) -> None:
    """Vuelve cuando la página está conectada, sin guion en marcha y con todo dibujado; falla si enseña una excepción.

    Un fragmento con pulso no lo impide: basta con `calma_ms` seguidos entre dos pulsos.
    """
    try:
        page.wait_for_function(QUIETA, arg=[calma_ms, next(_marcas)], timeout=plazo_ms)
    except FueraDePlazo:
        raiz = page.locator('[data-testid="stApp"]')
        estado = raiz.evaluate("e => ({...e.dataset})") if raiz.count() else "sin aplicación"
        raise AssertionError(f"La página no se queda quieta en {plazo_ms} ms: {estado}") from None
    excepcion = page.locator(EXCEPCION)
    if excepcion.count():
        raise AssertionError(f"La página enseña una excepción: {excepcion.first.inner_text()}")
