// Confirma lo que se teclea en un campo de texto largo sin esperar a salir de él: la plataforma lo hace con Ctrl+Intro.
const PAUSA = 1000; // sin teclear
const TOPE = 4000; // tecleando sin parar

// Lo tecleado en un campo que desaparece antes de confirmarse (otra consola cambia de fase, o escribe en él) lo recoge
// el siguiente, y la página lo guarda donde iba.
const buzon = () => {
  window.__palancasNotas = window.__palancasNotas || { suelto: null, recoger: null, taller: null };
  return window.__palancasNotas;
};
// Da igual si el campo nuevo aparece antes o después de que el viejo se vaya.
const repartir = () => setTimeout(() => {
  const { suelto, recoger, taller } = buzon();
  if (!suelto || !recoger) return;
  buzon().suelto = null;
  // Lo de otro taller no es de aquí: sus fases se llaman igual.
  if (suelto.taller !== taller) return;
  recoger(JSON.stringify(suelto));
});

export default function (componente) {
  const { campo } = componente.data;
  const raiz = componente.parentElement;
  raiz.__datos = componente.data;
  raiz.__decir = (algo) => componente.setTriggerValue('suelto', algo);
  if (raiz.__campo === campo) return raiz.__cerrar;
  raiz.__cerrar?.();
  raiz.__campo = campo;

  let pausa = null;
  let desde = 0;
  let escrito = null; // lo que aún no se ha confirmado
  const confirmado = () => { clearTimeout(pausa); desde = 0; escrito = null; };
  const confirmar = (area) => {
    confirmado();
    area.dispatchEvent(new KeyboardEvent('keydown', {
      key: 'Enter', code: 'Enter', keyCode: 13, ctrlKey: true, metaKey: true, bubbles: true, cancelable: true,
    }));
  };
  const suya = (suceso) => suceso.target.tagName === 'TEXTAREA' && suceso.target.closest(`.st-key-${campo}`);
  const teclea = (suceso) => {
    if (!suya(suceso)) return;
    const area = suceso.target;
    escrito = area.value;
    desde = desde || Date.now();
    clearTimeout(pausa);
    pausa = setTimeout(() => area.isConnected && confirmar(area), Math.min(PAUSA, Math.max(0, desde + TOPE - Date.now())));
  };
  // Al salir del campo confirma la plataforma; si lo que pasa es que desaparece, no.
  const sale = (suceso) => {
    if (suya(suceso)) setTimeout(() => suceso.target.isConnected && confirmado());
  };
  document.addEventListener('input', teclea, true);
  document.addEventListener('focusout', sale, true);
  raiz.__cerrar = () => {
    if (buzon().recoger === raiz.__recoger) buzon().recoger = null;
    if (escrito !== null) buzon().suelto = { ...raiz.__datos, texto: escrito };
    confirmado();
    repartir();
    document.removeEventListener('input', teclea, true);
    document.removeEventListener('focusout', sale, true);
    raiz.__campo = undefined;
  };
  raiz.__recoger = (suelto) => raiz.__decir(suelto);
  buzon().recoger = raiz.__recoger;
  buzon().taller = componente.data.taller;
  repartir();
  return raiz.__cerrar;
}
