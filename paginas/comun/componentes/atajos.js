// Una tecla pulsa un botón de la página. Solo si este navegador los tiene activados, y nunca mientras se escribe.
const ATAJOS = 'palancas_atajos';
// Donde las letras o las flechas ya significan algo.
const OCUPADO = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="textbox"], '
  + '[role="combobox"], [role="listbox"], [role="menu"], [role="radiogroup"], [role="toolbar"], [role="tablist"], [role="slider"], '
  + '[role="grid"], [role="spinbutton"]';
const ABIERTO = '[role="dialog"], [role="menu"], [role="listbox"]';
// Si el campo en que se escribe desaparece, lo que se sigue tecleando de corrido no es un atajo.
const DE_CORRIDO = 1500;

const ESPERA = 100;
const INTENTOS = 20;

const buscar = (clave) => document.querySelector(`.st-key-${clave} button:not(:disabled)`);
const alDia = (boton) => !boton.closest('[data-stale="true"]');

// De los que se turnan en un sitio («Pausar» y «Reanudar»), mientras se dibuja puede seguir el de antes, que ya no
// sirve: se espera al que toque. El que está solo se pulsa sin más.
function pulsar(claves, decir, intentos = INTENTOS) {
  const hay = claves.map(buscar).filter(Boolean);
  const boton = hay.find(alDia) ?? (claves.length === 1 || !intentos ? hay[0] : null);
  if (boton) { boton.click(); decir(boton.innerText.trim().split('\n').pop()); return true; }
  if (hay.length) setTimeout(() => pulsar(claves, decir, intentos - 1), ESPERA);
  return hay.length > 0;
}

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
    const escribe = donde?.matches?.('input:not([type="checkbox"]), textarea, [contenteditable="true"]');
    if (escribe || Date.now() - escribia < DE_CORRIDO) { escribia = Date.now(); return; }
    if (donde?.closest?.(OCUPADO) || [...document.querySelectorAll(ABIERTO)].some((e) => e.checkVisibility())) return;
    const atajo = atajos.find(({ tecla }) => tecla === suceso.key.toLowerCase());
    const decir = (texto) => { raiz.querySelector('[role="status"]').textContent = texto; };
    if (atajo && pulsar(atajo.botones, decir)) suceso.preventDefault();
  };
  document.addEventListener('keydown', alPulsar);
  document.addEventListener('pointerdown', alTocar, true);
  raiz.__soltar = () => {
    document.removeEventListener('keydown', alPulsar);
    document.removeEventListener('pointerdown', alTocar, true);
  };
  return () => { raiz.__soltar?.(); raiz.__soltar = null; };
}
