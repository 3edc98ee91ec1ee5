// Cambia el pase de un uso por la cookie de este navegador.
export default function (componente) {
  const { pase } = componente.data;
  if (!pase || window.__palancasPase === pase) return;
  window.__palancasPase = pase;
  fetch('/api/identidad', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ pase }) })
    .then((r) => componente.setTriggerValue('resultado', r.ok ? 'ok' : 'fallo'))
    .catch(() => componente.setTriggerValue('resultado', 'fallo'));
}
