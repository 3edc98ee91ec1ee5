// La lengua de la página: el documento y lo que escribe la plataforma (static/es.js). Al irse, vuelve el español.
export default function (componente) {
  const { lengua, recordar } = componente.data;
  window.palancasHablar?.(lengua, recordar);
  return () => window.palancasHablar?.('es', '');
}
