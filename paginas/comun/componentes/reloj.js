// Cuenta atrás hacia una hora del servidor, corrigiendo la diferencia con el reloj de este aparato.
const POCO = 60; // segundos desde los que se dice que queda poco
const ALARMA = '#A3341C';

// Lo que se dice en voz alta al pasar de un estado a otro. Al abrir la página no se dice nada: ya se ve.
const AVISOS = { poco: 'Queda un minuto.', fin: 'Se acabó el tiempo.' };
const ORDEN = ['', 'poco', 'fin'];

function avisar(raiz, estado) {
  const antes = raiz.__estado;
  raiz.__estado = estado;
  if (antes === undefined || ORDEN.indexOf(estado) <= ORDEN.indexOf(antes)) return;
  raiz.querySelector('.dicho').textContent = AVISOS[estado];
  if (estado === 'fin' && elegido(SONIDO)) sonar();
}

// Tras recargar, el sonido espera a la primera pulsación en la página. Quien avisa lleva delante ``sonido.js``.
function permitirSonido() {
  if (elegido(SONIDO)) despertarSonido();
}

export default function (componente) {
  const { fin, ahora, restante, avisa, textos = {} } = componente.data;
  const raiz = componente.parentElement;
  const reloj = raiz.querySelector('.reloj');
  const cifra = raiz.querySelector('.cifra');
  const nota = raiz.querySelector('.nota');
  raiz.querySelector('[role="timer"]').setAttribute('aria-label', textos.que_es ?? '');
  clearInterval(raiz.__tic);
  const desfase = ahora * 1000 - Date.now();
  const formato = (s) => {
    const t = Math.abs(Math.trunc(s)), m = Math.floor(t / 60), r = String(t % 60).padStart(2, '0');
    return (s <= -1 ? '+' : '') + m + ':' + r;
  };
  const parado = (texto, dicho) => {
    cifra.textContent = texto; nota.textContent = dicho; cifra.style.color = '';
    if (avisa) reloj.dataset.estado = '';
  };
  const pintar = () => {
    if (restante !== null && restante !== undefined) return parado(formato(restante), textos.en_pausa);
    if (!fin) return parado('', '');
    const s = fin - (Date.now() + desfase) / 1000;
    cifra.textContent = formato(s);
    cifra.style.color = s < 0 ? ALARMA : '';
    if (!avisa) { nota.textContent = s < 0 ? textos.cumplido : ''; return undefined; }
    const estado = s < 0 ? 'fin' : s <= POCO ? 'poco' : '';
    reloj.dataset.estado = estado;
    nota.textContent = { fin: 'Se acabó el tiempo', poco: 'Último minuto' }[estado] || '';
    return avisar(raiz, estado);
  };
  pintar();
  raiz.__tic = setInterval(pintar, 500);
  if (avisa) for (const gesto of ['pointerdown', 'keydown']) document.addEventListener(gesto, permitirSonido, true);
  return () => {
    clearInterval(raiz.__tic);
    for (const gesto of ['pointerdown', 'keydown']) document.removeEventListener(gesto, permitirSonido, true);
  };
}
