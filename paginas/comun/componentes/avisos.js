// Escucha los avisos del servidor y pide redibujar la página cuando lo dibujado ya no es lo último.
const SILENCIO = 40000; // el servidor habla al menos cada 15 s
const SIN_CONEXION = 5000; // lo que se le deja al navegador para volver a conectar él solo
const REINTENTO = 15000;
const REPARTO = 250; // que no pidan todas las pestañas en el mismo instante
const OTRA_CUENTA = 3000;
const ASIENTO = 1500; // redibujar mientras la página se monta dejaría campos vacíos: su valor solo viaja la primera vez
const PACIENCIA = 10000; // lo que se espera a que llegue un dibujo pedido: pedir otro cortaría el que está en camino
// El pulso pregunta al servidor sin redibujar. Rápido mientras no se oigan los avisos; lento después, por si dejan de
// llegar sin que nadie lo note y para que conste que se sigue aquí.
const RAPIDO = 1000;
const LENTO = 30000;
const A_CIEGAS = 3000; // si tampoco se puede preguntar, se redibuja cada tanto, que va por la conexión de la página
const ENTRE_ACTIVIDAD = 2000; // con la sala escribiendo sin parar, lo que pasa al menos entre dibujo y dibujo
// Con HTTP/1.1 un navegador abre seis conexiones por servidor: más pestañas a la escucha dejarían sin sitio al guardado.
const HUECOS = 3;

// Un hueco de los del navegador, mientras viva la pestaña. Donde no se pueden contar, se escucha sin más.
async function conHueco(hacer) {
  if (!navigator.locks) return hacer();
  for (let hueco = 0; hueco < HUECOS; hueco += 1) {
    const cogido = await new Promise((resolver) => {
      navigator.locks.request(`palancas_avisos_${hueco}`, { ifAvailable: true }, (llave) => {
        resolver(Boolean(llave));
        return llave && hacer();
      });
    });
    if (cogido) return undefined;
  }
  return undefined;
}

// La marca es «versión» o «versión.actividad»; «-», que ya no hay sala. Lo dibujado puede ir por delante del último
// aviso; si al rato sigue siendo otra cosa, es que en la sala ha empezado otro taller y se cuenta desde cero.
function esPosterior(marca, dibujada) {
  if (marca === '-' || dibujada === '-') return marca !== dibujada;
  const [version, actividad = 0] = marca.split('.').map(Number);
  const [vista, contada = 0] = dibujada.split('.').map(Number);
  return version > vista || actividad > contada;
}

const mismaVersion = (una, otra) => una.split('.')[0] === otra.split('.')[0];

// Un 20 % arriba o abajo: si coincidieran, irían todas las pestañas a la vez.
const masOMenos = (espera) => espera * (0.8 + 0.4 * Math.random());
const aplicacion = () => document.querySelector('[data-testid="stApp"]');
const zona = () => document.querySelector('[data-testid="stMain"]');
const conectada = () => aplicacion()?.dataset.testConnectionState === 'CONNECTED';
const enLinea = () => navigator.onLine && conectada();

function escucha(url) {
  const montada = Date.now();
  const yo = {
    fuente: null, vigia: null, vuelta: null, turno: null, sorda: true, cerrada: false,
    ultima: null, rara: null, pedida: 0, dibujada: montada, datos: null, decir: () => {},
    pulso: null, latiendo: false, otro: false, fallos: 0, repeticion: null,
  };
  const quieta = () => { clearTimeout(yo.vigia); clearTimeout(yo.vuelta); yo.fuente?.close(); };
  // Con la misma noticia no se vuelve a contar la espera: preguntando cada segundo no acabaría nunca.
  const enterarse = (marca) => {
    if (marca === yo.ultima && yo.turno !== null) return;
    yo.ultima = marca;
    yo.mirar();
  };
  // La respuesta puede llegar después de un dibujo o de un aviso más nuevos: lo que no va por delante se cree a la segunda.
  const preguntado = (marca) => {
    const repetida = yo.rara === marca;
    yo.rara = marca;
    if (repetida || marca === yo.datos.marca || esPosterior(marca, yo.ultima ?? yo.datos.marca)) enterarse(marca);
  };
  const preguntar = async () => {
    const { sala, puesto, todo } = yo.datos;
    const plazo = new AbortController();
    const vence = setTimeout(() => plazo.abort(), A_CIEGAS);
    try {
      const respuesta = await fetch('/api/avisos', {
        method: 'POST', headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ puesto, oye: !yo.sorda, sala, todo }), signal: plazo.signal,
      });
      if (!respuesta.ok) return false;
      const { marca } = await respuesta.json();
      if (!yo.cerrada) preguntado(marca);
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(vence);
    }
  };
  // Lleva también si se oyen los avisos, y que esta pestaña sigue abierta. De uno en uno: cruzados, el servidor podría
  // creer el que no es.
  yo.latir = async () => {
    clearTimeout(yo.pulso);
    if (yo.latiendo) { yo.otro = true; return; }
    yo.latiendo = true;
    yo.fallos = await preguntar() ? 0 : yo.fallos + 1;
    yo.latiendo = false;
    if (yo.cerrada) return;
    // Un fallo suelto no es no poder preguntar, y un servidor ahogado no se arregla pidiéndole dibujos.
    const aCiegas = yo.fallos > 1 && yo.sorda;
    if (aCiegas && enLinea() && Date.now() > montada + ASIENTO) yo.decir(`pulso ${Date.now()}`);
    const espera = aCiegas ? Math.min(A_CIEGAS * 1.5 ** (yo.fallos - 2), REINTENTO) : (yo.sorda ? RAPIDO : LENTO);
    yo.pulso = setTimeout(yo.latir, yo.otro ? 0 : masOMenos(espera));
    yo.otro = false;
  };
  const sorda = () => {
    quieta();
    const antes = yo.sorda;
    yo.sorda = true;
    if (!antes) yo.latir();
    yo.vuelta = setTimeout(abrir, REINTENTO * (0.7 + 0.6 * Math.random()));
  };
  const oido = () => {
    clearTimeout(yo.vigia);
    yo.vigia = setTimeout(sorda, SILENCIO);
    if (!yo.sorda) return;
    yo.sorda = false;
    yo.latir();
  };
  // Al cabo del reparto puede que ya se haya dibujado por otra razón.
  yo.mirar = () => {
    clearTimeout(yo.turno);
    yo.turno = null;
    if (yo.cerrada || yo.ultima === null || yo.ultima === yo.datos.marca) return;
    const falta = Math.max(
      yo.pedida + PACIENCIA, montada + ASIENTO, mismaVersion(yo.ultima, yo.datos.marca) ? yo.dibujada + ENTRE_ACTIVIDAD : 0,
    ) - Date.now();
    const espera = esPosterior(yo.ultima, yo.datos.marca) ? Math.random() * REPARTO : OTRA_CUENTA;
    yo.turno = setTimeout(() => {
      yo.turno = null;
      if (yo.cerrada || yo.ultima === yo.datos.marca) return;
      yo.pedida = Date.now();
      yo.decir(yo.ultima);
      yo.mirar();
    }, Math.max(falta, espera));
  };
  function abrir() {
    if (yo.cerrada) return;
    yo.fuente = new EventSource(url);
    yo.fuente.onmessage = (suceso) => { oido(); enterarse(suceso.data); };
    yo.fuente.addEventListener('latido', oido);
    yo.fuente.onerror = () => {
      clearTimeout(yo.vigia);
      if (yo.fuente.readyState === EventSource.CLOSED) sorda();
      else yo.vigia = setTimeout(sorda, SIN_CONEXION);
    };
  }
  yo.empezar = () => conHueco(() => new Promise((soltar) => {
    yo.soltar = soltar;
    // El hueco puede llegar cuando ya no se escucha esa sala: se devuelve.
    if (yo.cerrada) soltar(); else abrir();
  }));
  // Tras un corte puede atender otro servidor, que no ha dibujado esta página: una pulsación antes de que lo haga no le
  // diría nada. Se pide un dibujo, y hasta que llega no se puede pulsar. Streamlit desactiva los campos mientras tanto:
  // quien estaba tecleando en uno que sigue ahí vuelve a él.
  let cortada = false;
  let tecleaba = null;
  let redibujo = null;
  const sinTeclado = (tecla) => {
    const escribe = tecla.target.matches?.('textarea, input:not([type="checkbox"], [type="radio"])');
    if ((tecla.key === 'Enter' || tecla.key === ' ') && !escribe) { tecla.preventDefault(); tecla.stopPropagation(); }
  };
  const retener = () => {
    zona()?.setAttribute('data-espera-dibujo', '');
    document.addEventListener('keydown', sinTeclado, true);
  };
  const soltarla = () => {
    clearTimeout(redibujo);
    redibujo = null;
    zona()?.removeAttribute('data-espera-dibujo');
    document.removeEventListener('keydown', sinTeclado, true);
    if (tecleaba?.isConnected && document.activeElement === document.body) tecleaba.focus({ preventScroll: true });
    tecleaba = null;
    if (yo.cerrada) conexion.disconnect();
  };
  const conexion = new MutationObserver(() => {
    if (!conectada()) {
      const campo = document.activeElement;
      if (!cortada && campo?.matches('textarea, input')) tecleaba = campo;
      cortada = true;
      return;
    }
    if (cortada) {
      cortada = false;
      retener();
      setTimeout(() => {
        if (yo.cerrada) { soltarla(); return; }
        if (!conectada()) return;
        yo.decir(`vuelta ${Date.now()}`);
        clearTimeout(redibujo);
        redibujo = setTimeout(soltarla, PACIENCIA);
      }, Math.random() * REPARTO);
    } else if (redibujo !== null && aplicacion().dataset.testScriptState === 'notRunning') soltarla();
  });
  if (aplicacion()) {
    conexion.observe(aplicacion(), { attributeFilter: ['data-test-connection-state', 'data-test-script-state'] });
  }
  // Lo que no entró en la base se vuelve a guardar al dibujarse la página.
  yo.repetir = (cada) => {
    clearInterval(yo.repeticion);
    if (cada) yo.repeticion = setInterval(() => yo.decir(`repetir ${Date.now()}`), cada * 1000);
  };
  yo.pulso = setTimeout(() => yo.latir(), masOMenos(RAPIDO));
  yo.cerrar = () => {
    yo.cerrada = true;
    for (const reloj of [yo.turno, yo.pulso]) clearTimeout(reloj);
    yo.repetir(0);
    // El servidor nuevo da otro puesto y aquí se acaba en mitad de su dibujo: se suelta al final de él.
    if (!zona()?.hasAttribute('data-espera-dibujo')) conexion.disconnect();
    quieta();
    yo.soltar?.();
  };
  return yo;
}

// Streamlit vuelve a llamar aquí con cada cambio de datos, con el mismo nodo: la escucha sigue abierta.
export default function (componente) {
  const raiz = componente.parentElement;
  const { sala, puesto, todo } = componente.data;
  const url = `/api/avisos?${new URLSearchParams({ sala, puesto, todo: todo ? '1' : '0' })}`;
  if (raiz.__escucha?.url !== url) {
    raiz.__escucha?.yo.cerrar();
    raiz.__escucha = { url, yo: escucha(url) };
    raiz.__escucha.yo.datos = componente.data;
    raiz.__escucha.yo.decir = (algo) => componente.setTriggerValue('aviso', algo);
    raiz.__escucha.yo.empezar();
  }
  const { yo } = raiz.__escucha;
  const antes = yo.datos;
  yo.datos = componente.data;
  yo.decir = (algo) => componente.setTriggerValue('aviso', algo);
  yo.repetir(yo.datos.repetir);
  if (antes.marca !== yo.datos.marca) {
    yo.pedida = 0;
    yo.dibujada = Date.now();
    // Se dijo que no había sala y la página se ha dibujado: la hay.
    if (yo.ultima === '-') yo.ultima = yo.datos.marca;
    yo.mirar();
  }
  return () => { raiz.__escucha?.yo.cerrar(); raiz.__escucha = undefined; };
}
