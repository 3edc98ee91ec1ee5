"""Usar una página solo con el teclado, vigilando que el foco se vea en cada paso."""

from __future__ import annotations

from playwright.sync_api import Page

# Dónde está el foco, y si se ve: su elemento está en la ventana, nada lo tapa y cambia de aspecto al perderlo.
PASO = """
() => {
  const aspecto = (e) => {
    const partes = [];
    for (let n = 0; n < 4 && e; n += 1, e = e.parentElement) {
      const s = getComputedStyle(e);
      const contorno = s.outlineStyle === 'none' ? '' : s.outlineWidth + s.outlineColor;
      partes.push(contorno, s.boxShadow, s.borderColor, s.backgroundColor);
    }
    return partes.join('|');
  };
  const nombre = (e) => `${e.tagName} ${(e.ariaLabel || e.textContent || e.id).trim().slice(0, 60)}`;
  const reparos = [];
  const antes = window.__foco;
  const e = document.activeElement;
  if (antes && antes.e !== e && antes.e.isConnected && antes.aspecto === aspecto(antes.e))
    reparos.push(`no se ve que tiene el foco: ${nombre(antes.e)}`);
  window.__foco = null;
  if (e === document.body || e.closest('#stMain') === e) return reparos;
  const propia = e.getBoundingClientRect();
  const caja = (propia.width < 8 ? (e.closest('label') || e.parentElement) : e).getBoundingClientRect();
  const x = caja.left + caja.width / 2, y = caja.top + Math.min(caja.height / 2, 20);
  const encima = document.elementFromPoint(x, y);
  const fuera = x < 0 || y < 0 || x > innerWidth || y > innerHeight;
  if (fuera) reparos.push(`el foco queda fuera de la vista: ${nombre(e)}`);
  else if (!encima || !(e.contains(encima) || encima.contains(e) || encima.closest('label')?.contains(e)))
    reparos.push(`algo tapa lo que tiene el foco: ${nombre(e)}`);
  window.__foco = { e, aspecto: aspecto(e) };
  return reparos;
}
"""
TOPE = 80


class Teclado:
    """Las teclas de una persona en una página. ``reparos`` recoge cada paso en que el foco no se vio."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.reparos: list[str] = []

    def pulsa(self, *teclas: str) -> None:
        """Pulsa teclas de una en una, mirando dónde queda el foco."""
        for tecla in teclas:
            self.page.keyboard.press(tecla)
            self.reparos += self.page.evaluate(PASO)

    def hasta(self, rol: str, nombre: str) -> None:
        """Tabula hasta el primer elemento con ese papel y ese nombre que quede por delante."""
        for _ in range(TOPE):
            self.pulsa("Tab")
            if self._esta_en(rol, nombre):
                return
        raise AssertionError(f"con el tabulador no se llega a «{nombre}»")

    def _esta_en(self, rol: str, nombre: str) -> bool:
        destino = self.page.get_by_role(rol, name=nombre)  # type: ignore[arg-type]
        return any(e.evaluate("e => e === document.activeElement") for e in destino.all())
