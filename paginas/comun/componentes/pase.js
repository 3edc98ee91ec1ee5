// Cambia el pase de un uso por la cookie de este navegador. Si la base está ocupada (503), insiste: el pase dura un
// minuto y solo se gasta si llega a canjearse.
const INTENTOS = 8;
const ESPERA = 3000;

const canjear = async (pase) => {
  for (let intento = 1; intento <= INTENTOS; intento += 1) {
    const respuesta = await fetch('/api/identidad', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ pase }),
    });
    if (respuesta.status !== 503) return respuesta.ok ? respuesta.headers.get('palancas-llave') : '';
    await new Promise((seguir) => { setTimeout(seguir, ESPERA); });
  }
  return '';
};

export default function (componente) {
  const { pase } = componente.data;
  if (!pase || window.__palancasPase === pase) return;
  window.__palancasPase = pase;
  canjear(pase).catch(() => '').then((llave) => componente.setTriggerValue('resultado', llave || 'fallo'));
}
