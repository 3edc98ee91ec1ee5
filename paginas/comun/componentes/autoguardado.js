// Guarda lo tecleado y lo marcado sin redibujar la página: lo marcado, al momento; lo tecleado, al momento en la primera
// pulsación, después con una pausa corta, y siempre al esconder la pestaña o al desaparecer el campo. Lo que no llega se
// reintenta y sobrevive a una recarga.
const RUTA = '/api/borrador';
const ALMACEN = 'palancas_pendientes';
const ORDEN = 'palancas_orden';
const PLAZO = 10000; // una red colgada no contesta nunca
const PAUSA = 600; // sin teclear
const TOPE = 3000; // tecleando sin parar
const ESPERA = 2000; // primer reintento; los siguientes, cada vez más tarde
const ESPERA_MAXIMA = 20000;
const A_LA_VISTA = 3000; // lo que se ve «Guardado» antes de apartarse

// Con la persona: en un equipo compartido, lo de una no es lo de otra aunque sea el mismo campo.
const clave = (envio) => [envio.sala, envio.persona, envio.objeto, envio.id, envio.campo].join('|');
const mandar = (cuerpo) => fetch(RUTA, {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(cuerpo), keepalive: true,
  signal: AbortSignal.timeout(PLAZO),
});

// La cola es una por pestaña, no por montaje: lo que quedó por enviar de una fase sigue su camino en la siguiente.
// Un solo envío en marcha por campo, y siempre con lo último: el viejo no pisa al nuevo.
function nuevaCola() {
  const pendientes = new Map(leer(ALMACEN, []));
  const enMarcha = new Set();
  // Lo que el servidor no admite de quien está ahora en este navegador: espera a que vuelva a entrar.
  const retenidos = new Set();
  // Lo que salió al irse la página: no se sabe si llegó. Se repite tal cual y, según lo que digan, vuelve a su campo.
  const porVer = new Set([...pendientes].filter(([, envio]) => envio.soltado).map(([id]) => id));
  const cola = {
    decir: () => {}, alConservar: () => {}, reponer: () => {}, persona: null, textos: {}, sinDatos: new Set(),
    dibujados: new Map(), rechazados: new Set(), alGuardar: () => {},
    completa: () => false, redibujar: () => {},
    // Lo que tiene que volver a su campo, con su valor: puede entrar en la base antes de que el campo esté en pantalla.
    recuperados: new Map([...pendientes].filter(([id]) => !porVer.has(id)).map(([id, envio]) => [id, envio.valor])),
  };
  const pedidos = new Set();
  let reintento = null;
  let espera = ESPERA;
  let ordenado = Number(leer(ORDEN, 0)) || 0;

  const anotar = () => {
    try {
      if (pendientes.size) sessionStorage.setItem(ALMACEN, JSON.stringify([...pendientes]));
      else sessionStorage.removeItem(ALMACEN);
    } catch { /* sin almacén no se sobrevive a una recarga, pero el campo sigue en pantalla */ }
  };
  const fallo = (motivo) => {
    cola.decir(motivo || cola.textos.sin_conexion, true);
    // Una espera por ronda, fallen los que fallen en ella.
    if (reintento) return;
    reintento = setTimeout(() => { reintento = null; cola.enviarTodo(); }, espera);
    espera = Math.min(espera * 1.7, ESPERA_MAXIMA);
  };
  const contestado = (respuesta, cuerpo, envio) => {
    espera = ESPERA;
    if (respuesta.status === 409) cola.alConservar();
    // Un mes a medio teclear no vale todavía: si al acabar tampoco, se dice junto al campo.
    if (respuesta.status === 422 && envio.a_medias) return cola.decir('');
    if (!respuesta.ok) return cola.decir(cuerpo.mensaje || cola.textos.recarga, true);
    // Sin hora no se guardó: ya había llegado algo más nuevo.
    if (cola.ocupada() || !cuerpo.guardado) return undefined;
    const hora = new Date(cuerpo.guardado).toLocaleTimeString('es-ES', { hour: '2-digit', minute: '2-digit' });
    const dicho = cola.textos.guardado.replace('{hora}', hora);
    return cola.decir(cola.completa() ? `${cola.textos.completa} · ${dicho}` : dicho);
  };

  // No se insiste: lo retenido se envía al volver a abrir la página o al seguir tecleando.
  const retener = (id, motivo) => {
    espera = ESPERA;
    retenidos.add(id);
    cola.recuperados.set(id, pendientes.get(id)?.valor);
    cola.decir(motivo || cola.textos.vuelve, true);
  };

  // Si ya estaba, la página ha salido con ello, o con lo que otro aparato haya escrito después; salvo que entrara cuando
  // ya estaba dibujada con lo de antes.
  const visto = (id, yaEstaba) => {
    const envio = pendientes.get(id);
    if (!porVer.delete(id) || (yaEstaba && cola.dibujados.get(id) !== envio?.antes)) return;
    cola.recuperados.set(id, envio?.valor);
    cola.reponer();
  };

  // Lo marcado viaja también con cualquier redibujo: si por aquí no pasa, se pide uno, una vez por toque.
  const porElOtro = (envio) => {
    if (!envio.marcado || pedidos.has(envio.orden)) return;
    pedidos.add(envio.orden);
    cola.redibujar();
  };

  cola.enviar = async (id) => {
    const envio = pendientes.get(id);
    if (!envio || enMarcha.has(id) || envio.persona !== cola.persona) return;
    enMarcha.add(id);
    // Mientras se reintenta sigue a la vista por qué no entró.
    if (espera === ESPERA) cola.decir(cola.textos.guardando);
    let llego = false;
    try {
      const respuesta = await mandar(envio);
      const cuerpo = await respuesta.json().catch(() => ({}));
      const retenida = respuesta.status === 401 || respuesta.status === 403;
      llego = respuesta.status < 500 && !retenida;
      if (respuesta.ok && !cuerpo.guardado) porVer.delete(id);
      visto(id, respuesta.ok && cuerpo.repetido);
      if (llego && pendientes.get(id) === envio) pendientes.delete(id);
      if (llego && !respuesta.ok) cola.rechazados.add(id);
      else cola.rechazados.delete(id);
      if (retenida) retener(id, cuerpo.mensaje);
      else if (llego) contestado(respuesta, cuerpo, envio);
      else fallo(cuerpo.mensaje);
      if (llego) retenidos.delete(id);
      if (retenida) porElOtro(envio);
    } catch {
      fallo();
      porElOtro(envio);
      visto(id, false);
    } finally {
      enMarcha.delete(id);
      anotar();
    }
    if (!llego) return;
    cola.alGuardar();
    cola.enviar(id);
  };
  cola.enviarTodo = () => { for (const id of [...pendientes.keys()]) cola.enviar(id); };
  cola.poner = (envio) => {
    const libre = !pendientes.has(clave(envio)) && !enMarcha.has(clave(envio));
    pendientes.set(clave(envio), envio);
    anotar();
    return libre;
  };
  cola.volver = (envio) => {
    const id = clave(envio);
    if (pendientes.has(id) && !porVer.has(id)) cola.recuperados.set(id, pendientes.get(id).valor);
  };
  cola.valor = (envio) => pendientes.get(clave(envio))?.valor;
  // El reloj del aparato puede ir hacia atrás: el orden, no.
  cola.orden = () => {
    ordenado = Math.max(ordenado + 1, Date.now());
    try { sessionStorage.setItem(ORDEN, String(ordenado)); } catch { /* sin almacén, otra carga es otro puesto */ }
    return ordenado;
  };
  // Lo retenido puede haberse guardado al salir del campo, y lo marcado, con un redibujo. Devuelve si quedaba algo así.
  cola.yaEstaba = (envio) => {
    const id = clave(envio);
    const igual = pendientes.get(id)?.valor.trim() === envio.valor.trim();
    const otroCamino = retenidos.has(id) || envio.opciones;
    if (!otroCamino || enMarcha.has(id) || !igual) return false;
    retenidos.delete(id);
    cola.recuperados.delete(id);
    pendientes.delete(id);
    anotar();
    return true;
  };
  cola.ocupada = () => [...pendientes.values()].some((envio) => envio.persona === cola.persona);
  // «final»: el campo se va; no es señal de que se siga escribiendo.
  cola.marcarFinal = () => { for (const [id, envio] of pendientes) pendientes.set(id, { ...envio, final: true }); };
  const soltar = () => {
    // Un envío así no dice si llegó ni si lo admitieron: se conserva hasta que conste, y al volver se repite.
    const seFia = navigator.onLine && espera === ESPERA;
    cola.marcarFinal();
    for (const [id, envio] of [...pendientes].filter(([, e]) => e.persona === cola.persona)) {
      const sale = navigator.sendBeacon(RUTA, new Blob([JSON.stringify(envio)], { type: 'application/json' }));
      pendientes.set(id, { ...envio, soltado: sale && seFia && !retenidos.has(id) });
    }
    anotar();
  };

  document.addEventListener('visibilitychange', () => (document.hidden ? soltar() : cola.enviarTodo()));
  window.addEventListener('pagehide', soltar);
  window.addEventListener('online', cola.enviarTodo);
  window.addEventListener('offline', () => cola.decir(cola.textos.sin_conexion, true));
  return cola;
}

function leer(nombre, defecto) {
  try { return JSON.parse(sessionStorage.getItem(nombre)) ?? defecto; } catch { return defecto; }
}

const botones = (widget) => [...document.querySelectorAll(`.st-key-${widget} [role="radio"]`)];
// Lo que vale la opción marcada en un campo de opciones; vacío si no hay ninguna.
function marcada(widget, campo) {
  return campo.opciones[botones(widget).findIndex((boton) => boton.getAttribute('aria-checked') === 'true')] ?? '';
}

// Lo tecleado sin conexión antes de recargar vuelve a su campo, como si se acabara de escribir. El campo puede tardar en
// dibujarse más que esto: se le espera.
function reponer(cola, campos, comun, intentos = 50) {
  let falta = false;
  for (const [widget, campo] of Object.entries(campos)) {
    const id = clave({ ...campo, ...comun });
    if (!cola.recuperados.has(id)) continue;
    const caja = campo.opciones ? botones(widget)[0] : document.querySelector(`.st-key-${widget} textarea, .st-key-${widget} input`);
    if (!caja) { falta = true; continue; }
    const valor = cola.valor({ ...campo, ...comun }) ?? cola.recuperados.get(id);
    cola.recuperados.delete(id);
    if (valor === undefined) continue;
    if (campo.opciones) {
      if (marcada(widget, campo) !== valor) botones(widget)[campo.opciones.indexOf(valor)]?.click();
      continue;
    }
    if (caja.value === valor) continue;
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(caja), 'value').set.call(caja, valor);
    caja.dispatchEvent(new Event('input', { bubbles: true }));
  }
  if (falta && intentos > 0) setTimeout(() => reponer(cola, campos, comun, intentos - 1), 200);
}

// Lleva la vista al principio de lo que acaba de cambiar. Al entrar no: la página ya empieza por arriba.
function subir(antes, [lugar, cual, ancla]) {
  if (!antes?.length || antes[0] !== lugar || antes[1] === cual) return;
  // Un respiro para que lo nuevo ya esté dibujado.
  setTimeout(() => document.querySelector(`.st-key-${ancla}`)?.scrollIntoView({ block: 'start' }), 60);
}

// Streamlit vuelve a llamar aquí con cada cambio de datos, con el mismo nodo: se sueltan los oyentes de antes.
export default function (componente) {
  const { campos, sala, puesto, persona, ultimo, leyendo, textos, lengua, sin_elegir: sinElegir, avance } = componente.data;
  const raiz = componente.parentElement;
  const cola = (window.__palancasCola ??= nuevaCola());
  const estado = (raiz.__autoguardado ??= { soltar: null, reloj: null, desde: 0, conFoco: false, ultimo: '', marcas: {}, vistos: new Set() });
  const primera = estado.soltar === null;
  if (!primera) estado.soltar();

  const letrero = raiz.querySelector('[role="status"]');
  const decir = (texto, malo) => {
    if (!letrero) return;
    letrero.textContent = texto;
    // En pantallas estrechas se quita de en medio (estilo.css): cada noticia vuelve a contar desde el principio.
    clearTimeout(letrero.__visto);
    letrero.classList.remove('visto');
    letrero.__visto = setTimeout(() => letrero.classList.add('visto'), A_LA_VISTA);
    letrero.classList.toggle('aviso', Boolean(malo));
  };
  cola.decir = decir;
  cola.alConservar = () => componente.setTriggerValue('conservado', true);
  cola.reponer = () => reponer(cola, campos, { sala, persona });
  cola.persona = persona;
  cola.dibujados = new Map(Object.values(campos).map((campo) => [clave({ ...campo, sala, persona }), campo.valor]));
  cola.textos = textos;
  const entraron = Object.values(campos).filter((campo) => cola.yaEstaba({ ...campo, sala, persona })).length > 0;
  if (ultimo && (entraron || ultimo !== estado.ultimo) && !cola.ocupada()) decir(ultimo);
  estado.ultimo = ultimo;
  // «Completa» era de la palanca de antes.
  const otra = estado.leyendo?.length && estado.leyendo[1] !== leyendo[1];
  if (otra && letrero?.textContent.startsWith(textos.completa)) letrero.textContent = '';
  subir(estado.leyendo, leyendo);
  estado.leyendo = leyendo;

  const campoDe = (caja) => {
    if (!caja.matches?.('input, textarea')) return undefined;
    const widget = Object.keys(campos).find((nombre) => caja.closest(`.st-key-${nombre}`));
    return widget && campos[widget];
  };
  const enviarYa = () => {
    clearTimeout(estado.reloj);
    estado.desde = 0;
    cola.enviarTodo();
  };
  const alTeclear = (evento) => {
    const campo = campoDe(evento.target);
    // Un campo se dibuja antes de que lleguen sus datos: lo tecleado entre tanto espera a que se sepa de quién es.
    if (!campo) { if (evento.target.closest?.('[class*="st-key-"]')) cola.sinDatos.add(evento.target); return; }
    const ahora = Date.now();
    // El valor se toma ya: al desmontar, el nodo no existe.
    const escrito = { antes: campo.valor, valor: evento.target.value, orden: cola.orden() };
    const envio = { ...campo, sala, puesto, persona, lengua, ...escrito };
    const libre = cola.poner(envio);
    // Lo que se escribe ahora manda sobre lo que estuviera por volver.
    cola.recuperados.delete(clave(envio));
    if (!estado.desde) {
      estado.desde = ahora;
      if (libre) cola.enviar(clave(envio));
    }
    clearTimeout(estado.reloj);
    estado.reloj = setTimeout(enviarYa, Math.min(PAUSA, Math.max(0, estado.desde + TOPE - ahora)));
  };
  // Una opción se guarda al marcarla, con el dedo o con el teclado.
  const alMarcar = (widget) => {
    const campo = campos[widget];
    const valor = marcada(widget, campo);
    // En un campo que ya no deja marcar, lo que cambia lo ha cambiado la página.
    if (!valor || valor === estado.marcas[widget] || botones(widget)[0].matches(':disabled, [aria-disabled="true"]')) return;
    estado.marcas[widget] = valor;
    const barra = document.querySelector('.avance progress');
    // A quien le quedan por contestar no se le cambia la página, como a quien teclea.
    const final = !(barra && barra.value + 1 < barra.max);
    const escrito = { antes: campo.valor, valor, orden: cola.orden(), final, marcado: true };
    const envio = { ...campo, sala, puesto, persona, lengua, opciones: undefined, ...escrito };
    cola.poner(envio);
    cola.recuperados.delete(clave(envio));
    cola.enviar(clave(envio));
  };
  const deOpciones = Object.keys(campos).filter((widget) => campos[widget].opciones);
  // Un campo que vuelve a la pantalla sale con lo que hay en la base: lo que aún no ha entrado se le pone encima.
  for (const campo of Object.entries(campos).filter(([widget]) => !estado.vistos.has(widget)).map(([, suyo]) => suyo)) {
    cola.volver({ ...campo, sala, persona });
  }
  estado.vistos = new Set(Object.keys(campos));
  const marcas = estado.marcas;
  estado.marcas = {};
  for (const widget of deOpciones) estado.marcas[widget] = marcas[widget] ?? campos[widget].valor;
  const vigia = new MutationObserver((cambios) => {
    for (const widget of deOpciones) {
      if (cambios.some(({ target }) => target.closest(`.st-key-${widget}`))) alMarcar(widget);
    }
  });
  if (deOpciones.length) vigia.observe(document.body, { subtree: true, attributeFilter: ['aria-checked'] });

  // Lo contestado sube al guardarse, y con todo contestado se ve que está completa (estilo.css).
  const contar = () => {
    const hechas = sinElegir.filter((widget) => {
      const de = { ...campos[widget], sala, persona };
      return marcada(widget, de) && cola.valor(de) === undefined && !cola.rechazados.has(clave(de));
    }).length;
    const barra = avance && document.querySelector('.avance progress');
    if (barra) {
      barra.value = avance.hechas + hechas;
      barra.previousElementSibling.textContent = avance.frase.replace('{hechas}', avance.hechas + hechas);
    }
    const pasos = avance && document.querySelector('.st-key-pasos_palanca');
    // Si ya lo estaba al dibujarse, lo dice la página.
    if (pasos && hechas && hechas === sinElegir.length) pasos.dataset.completa = textos.completa;
    else if (pasos) delete pasos.dataset.completa;
    return hechas;
  };
  cola.redibujar = () => componente.setTriggerValue('redibujar', true);
  cola.completa = () => Boolean(avance) && sinElegir.length > 0 && contar() === sinElegir.length;
  cola.alGuardar = () => {
    contar();
    if (avance?.redibujar && cola.completa() && !cola.ocupada()) cola.redibujar();
  };

  const avisarFoco = (dentro) => {
    estado.conFoco = dentro;
    mandar({ sala, puesto, foco: dentro }).catch(() => {});
  };
  const alEntrar = (evento) => { if (campoDe(evento.target)) avisarFoco(true); };
  const alSalir = (evento) => { if (campoDe(evento.target)) avisarFoco(false); };

  // Al cargar, también puede haber quien teclee antes de que llegue este guion. Poner el cursor no es teclear, y lo que
  // espera para volver a ese campo manda.
  const enfocada = document.activeElement;
  const suyo = primera && enfocada && campoDe(enfocada);
  if (suyo && enfocada.value !== suyo.valor) {
    const de = { ...suyo, sala, persona };
    if (!cola.recuperados.has(clave(de)) && cola.valor(de) === undefined) cola.sinDatos.add(enfocada);
  }
  for (const caja of cola.sinDatos) {
    if (caja.isConnected && !campoDe(caja)) continue;
    cola.sinDatos.delete(caja);
    if (caja.isConnected) alTeclear({ target: caja });
  }

  // Y quien marque una opción antes de que llegue.
  for (const widget of deOpciones) {
    const de = { ...campos[widget], sala, persona };
    if (!cola.recuperados.has(clave(de)) && cola.valor(de) === undefined) alMarcar(widget);
  }
  contar();

  document.addEventListener('input', alTeclear, true);
  document.addEventListener('focusin', alEntrar, true);
  document.addEventListener('focusout', alSalir, true);
  estado.soltar = () => {
    vigia.disconnect();
    document.removeEventListener('input', alTeclear, true);
    document.removeEventListener('focusin', alEntrar, true);
    document.removeEventListener('focusout', alSalir, true);
  };

  // Lo que desaparece con el cursor dentro (un desplegable que se cierra) no avisa de que lo ha perdido.
  if (estado.conFoco && !campoDe(document.activeElement)) avisarFoco(false);
  if (primera) {
    // Otra fase: se empieza a leer por arriba.
    const pagina = document.querySelector('[data-testid="stMain"]');
    if (pagina) pagina.scrollTop = 0;
  }
  if (cola.recuperados.size) cola.reponer();
  if (primera) cola.enviarTodo();
  return () => {
    estado.soltar();
    clearTimeout(estado.reloj);
    cola.marcarFinal();
    cola.enviarTodo();
    if (cola.decir === decir) cola.decir = () => {};
    // Un campo que desaparece no avisa de que ha perdido el cursor.
    if (estado.conFoco) avisarFoco(false);
  };
}
