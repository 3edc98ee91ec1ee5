// Cuenta atrás hacia una hora del servidor, corrigiendo la diferencia con el reloj de este aparato.
export default function (componente) {
  const { fin, ahora, restante } = componente.data;
  const raiz = componente.parentElement;
  const cifra = raiz.querySelector('.cifra');
  const nota = raiz.querySelector('.nota');
  clearInterval(raiz.__tic);
  const desfase = ahora * 1000 - Date.now();
  const formato = (s) => {
    const t = Math.abs(Math.trunc(s)), m = Math.floor(t / 60), r = String(t % 60).padStart(2, '0');
    return (s <= -1 ? '+' : '') + m + ':' + r;
  };
  const pintar = () => {
    if (restante !== null && restante !== undefined) {
      cifra.textContent = formato(restante); nota.textContent = 'En pausa'; cifra.style.color = '';
      return;
    }
    if (!fin) { cifra.textContent = ''; nota.textContent = ''; return; }
    const s = fin - (Date.now() + desfase) / 1000;
    cifra.textContent = formato(s);
    nota.textContent = s < 0 ? 'Tiempo cumplido' : '';
    cifra.style.color = s < 0 ? '#A3341C' : '';
  };
  pintar();
  raiz.__tic = setInterval(pintar, 500);
  return () => clearInterval(raiz.__tic);
}
