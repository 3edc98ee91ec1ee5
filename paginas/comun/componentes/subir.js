// Lleva la vista al principio de lo que acaba de cambiar. Al entrar no: la página ya empieza por arriba.
export default function (componente) {
  const { cual, ancla } = componente.data;
  const raiz = componente.parentElement;
  const antes = raiz.__cual;
  raiz.__cual = cual;
  if (antes === undefined || antes === cual) return;
  // Un respiro para que lo nuevo ya esté dibujado.
  setTimeout(() => document.querySelector(`.st-key-${ancla}`)?.scrollIntoView({ block: 'start' }), 60);
}
