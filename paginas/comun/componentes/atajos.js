// Una tecla pulsa un botón de la página. Solo si este navegador los tiene activados, y nunca mientras se escribe.
const ATAJOS = 'palancas_atajos';
// Donde las letras o las flechas ya significan algo.
const OCUPADO = 'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"], '
  + '[role="listbox"], [role="menu"], [role="radiogroup"], [role="toolbar"], [role="tablist"], [role="slider"], '
  + '[role="grid"], [role="spinbutton"]';
const ABIERTO = '[role="dialog"], [role="menu"], [role="listbox"]';
// Si el campo en que se escribe desaparece, lo que se sigue tecleando de corrido no es un atajo.
const DE_CORRIDO = 1500;

export default function (componente) {
  const raiz = componente.parentElement;
  const { atajos } = componente.data;
  raiz.__soltar?.();
  let escribia = 0;
  const alTocar = () => { escribia = 0; };
  const alPulsar = (suceso) => {
    // Una tecla que se queda pisada no repite: serían varias fases de golpe.
    if (suceso.defaultPrevented || suceso.repeat || suceso.ctrlKey || suceso.metaKey || suceso.altKey) return;
    if (!elegido(ATAJOS)) return;
    const donde = suceso.composedPath()[0];
    const escribe = donde?.matches?.('input, textarea, [contenteditable="true"]');
    if (escribe || Date.now() - escribia < DE_CORRIDO) { escribia = Date.now(); return; }
    if (donde?.closest?.(OCUPADO) || [...document.querySelectorAll(ABIERTO)].some((e) => e.checkVisibility())) return;
    const atajo = atajos.find(({ tecla }) => tecla === suceso.key.toLowerCase());
    const boton = atajo && atajo.botones
      .map((clave) => document.querySelector(`.st-key-${clave} button:not(:disabled)`)).find(Boolean);
    if (!boton) return;
    suceso.preventDefault();
    boton.click();
    raiz.querySelector('[role="status"]').textContent = boton.innerText.trim().split('\n').pop();
  };
  document.addEventListener('keydown', alPulsar);
  document.addEventListener('pointerdown', alTocar, true);
  raiz.__soltar = () => {
    document.removeEventListener('keydown', alPulsar);
    document.removeEventListener('pointerdown', alTocar, true);
  };
  return () => { raiz.__soltar?.(); raiz.__soltar = null; };
}
