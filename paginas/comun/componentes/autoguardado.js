// Guarda lo tecleado sin redibujar la página: al momento en la primera pulsación, después con una pausa corta, y
// siempre al esconder la pestaña o al desaparecer el campo. Un solo envío en marcha por campo: el viejo no pisa al nuevo.
const PAUSA = 600;
const RUTA = '/api/borrador';
const ALMACEN = 'palancas_pendientes';

export default function (componente) {
  const { campos, sala, puesto, ultimo } = componente.data;
  const raiz = componente.parentElement;
  const letrero = raiz.querySelector('[role="status"]');
  const anterior = raiz.__autoguardado;
  if (anterior) anterior.soltar();
  if (letrero && !letrero.textContent) letrero.textContent = ultimo || '';
  else if (letrero && ultimo && !letrero.dataset.propio) letrero.textContent = ultimo;

  const pendientes = anterior ? anterior.pendientes : new Map();
  const enMarcha = anterior ? anterior.enMarcha : new Set();
  let reloj = null;
  let espera = 2000;
  const decir = (texto, malo) => {
    if (!letrero) return;
    letrero.textContent = texto; letrero.dataset.propio = '1';
    letrero.style.color = malo ? '#A3341C' : '';
  };
  const campoDe = (el) => Object.keys(campos).find((k) => el.closest && el.closest('.st-key-' + k));
  const guardarFuera = () => {
    try {
      if (pendientes.size) sessionStorage.setItem(ALMACEN, JSON.stringify([...pendientes]));
      else sessionStorage.removeItem(ALMACEN);
    } catch { /* sin almacén no hay red de seguridad, pero el campo sigue en pantalla */ }
  };
  const cuerpo = (envio) => JSON.stringify({ sala, puesto, ...envio });

  const enviar = async (clave) => {
    if (enMarcha.has(clave) || !pendientes.has(clave)) return;
    const envio = pendientes.get(clave);
    enMarcha.add(clave);
    decir('Guardando…');
    try {
      const r = await fetch(RUTA, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: cuerpo(envio), keepalive: true });
      if (r.status === 503) throw new Error('ocupado');
      const j = await r.json().catch(() => ({}));
      if (pendientes.get(clave) === envio) pendientes.delete(clave);
      if (r.ok) {
        const d = new Date(j.guardado);
        decir('Guardado ' + d.toLocaleTimeString('es-ES', { hour: '2-digit', minute: '2-digit' }));
      } else decir(j.mensaje || 'No se ha guardado. Recarga la página.', true);
      espera = 2000;
    } catch {
      decir('Sin conexión: lo tecleado se guardará al volver', true);
      setTimeout(() => enviar(clave), espera);
      espera = Math.min(espera * 1.7, 20000);
    } finally { enMarcha.delete(clave); guardarFuera(); }
    if (pendientes.has(clave) && pendientes.get(clave) !== envio) enviar(clave);
  };
  const enviarTodo = () => { clearTimeout(reloj); for (const clave of pendientes.keys()) enviar(clave); };
  const soltarTodo = () => {
    for (const [clave, envio] of pendientes) {
      // «final»: el campo se va; no es señal de que se siga escribiendo.
      if (navigator.sendBeacon(RUTA, new Blob([cuerpo({ ...envio, final: true })], { type: 'application/json' }))) pendientes.delete(clave);
    }
    guardarFuera();
  };

  const alTeclear = (e) => {
    const clave = e.target.matches && e.target.matches('input, textarea') ? campoDe(e.target) : null;
    if (!clave) return;
    const primera = !pendientes.has(clave) && !enMarcha.has(clave);
    // El valor se toma ya: al desmontar, el nodo no existe.
    pendientes.set(clave, { ...campos[clave], valor: e.target.value, orden: Date.now() });
    guardarFuera();
    clearTimeout(reloj);
    if (primera && !raiz.__tecleando) enviar(clave);
    raiz.__tecleando = true;
    reloj = setTimeout(() => { raiz.__tecleando = false; enviarTodo(); }, PAUSA);
  };
  const foco = (dentro) => (e) => {
    if (!e.target.matches || !e.target.matches('input[type="text"], textarea') || !campoDe(e.target)) return;
    avisarFoco(dentro);
  };
  const avisarFoco = (dentro) => {
    raiz.__conFoco = dentro;
    fetch(RUTA, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ sala, puesto, foco: dentro }), keepalive: true }).catch(() => {});
  };
  const alEntrar = foco(true), alSalir = foco(false);
  const alOcultar = () => { if (document.visibilityState === 'hidden') soltarTodo(); };
  const alVolver = () => enviarTodo();

  document.addEventListener('input', alTeclear, true);
  document.addEventListener('focusin', alEntrar, true);
  document.addEventListener('focusout', alSalir, true);
  document.addEventListener('visibilitychange', alOcultar);
  window.addEventListener('pagehide', soltarTodo);
  window.addEventListener('online', alVolver);
  if (!anterior) {
    // Otra fase: se empieza a leer por arriba.
    const pagina = document.querySelector('[data-testid="stMain"]');
    if (pagina) pagina.scrollTop = 0;
    try {
      for (const [clave, envio] of JSON.parse(sessionStorage.getItem(ALMACEN) || '[]')) if (!pendientes.has(clave)) pendientes.set(clave, envio);
    } catch { /* nada que recuperar */ }
    if (pendientes.size) enviarTodo();
  }
  const soltar = () => {
    clearTimeout(reloj);
    document.removeEventListener('input', alTeclear, true);
    document.removeEventListener('focusin', alEntrar, true);
    document.removeEventListener('focusout', alSalir, true);
    document.removeEventListener('visibilitychange', alOcultar);
    window.removeEventListener('pagehide', soltarTodo);
    window.removeEventListener('online', alVolver);
  };
  raiz.__autoguardado = { soltar, pendientes, enMarcha };
  // Un redibujo a mitad de frase no deja esperando lo que ya estaba tecleado.
  if (anterior && pendientes.size) reloj = setTimeout(() => { raiz.__tecleando = false; enviarTodo(); }, PAUSA);
  // Un campo que desaparece no avisa de que ha perdido el cursor.
  return () => { soltar(); soltarTodo(); if (raiz.__conFoco) avisarFoco(false); };
}
