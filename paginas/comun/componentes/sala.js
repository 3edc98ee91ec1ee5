// Lo propio de la página de participar en una sola pieza: tres costaban tres elementos en cada dibujo. Antes de este
// guion van el reloj, los avisos y el autoguardado, cada uno en una función con su nombre.
export default function (componente) {
  const [escucha, tiempo, guardado, montaje] = componente.data;
  const raiz = componente.parentElement;
  const con = (data) => ({ ...componente, data, parentElement: raiz });
  const soltarGuardado = () => {
    raiz.__soltarGuardado?.();
    raiz.__soltarGuardado = undefined;
    raiz.__autoguardado = undefined;
  };

  raiz.querySelector('.reloj').hidden = !tiempo;
  raiz.__soltarReloj = reloj(con(tiempo ?? {}));
  raiz.__soltarEscucha = avisos(con(escucha));
  // Otra fase es otro formulario: el de antes manda lo que le quede y el nuevo empieza de cero.
  if (raiz.__montaje !== montaje) {
    soltarGuardado();
    raiz.querySelector('[role="status"]').textContent = '';
    raiz.__montaje = montaje;
  }
  if (guardado) raiz.__soltarGuardado = autoguardado(con(guardado));

  return () => {
    soltarGuardado();
    raiz.__soltarReloj?.();
    raiz.__soltarEscucha?.();
    raiz.__montaje = undefined;
  };
}
