// Confirma lo que se teclea en un campo de texto largo sin esperar a salir de él: la plataforma lo hace con Ctrl+Intro.
const PAUSA = 1000; // sin teclear
const TOPE = 4000; // tecleando sin parar

export default function (componente) {
  const { campo } = componente.data;
  const raiz = componente.parentElement;
  raiz.__soltar?.();
  let pausa = null;
  let desde = 0;
  const confirmar = (area) => {
    clearTimeout(pausa);
    desde = 0;
    area.dispatchEvent(new KeyboardEvent('keydown', {
      key: 'Enter', code: 'Enter', keyCode: 13, ctrlKey: true, metaKey: true, bubbles: true, cancelable: true,
    }));
  };
  const teclea = (suceso) => {
    const area = suceso.target;
    if (area.tagName !== 'TEXTAREA' || !area.closest(`.st-key-${campo}`)) return;
    desde = desde || Date.now();
    clearTimeout(pausa);
    pausa = setTimeout(() => confirmar(area), Math.min(PAUSA, Math.max(0, desde + TOPE - Date.now())));
  };
  document.addEventListener('input', teclea, true);
  raiz.__soltar = () => { clearTimeout(pausa); document.removeEventListener('input', teclea, true); };
  return () => { raiz.__soltar?.(); raiz.__soltar = null; };
}
