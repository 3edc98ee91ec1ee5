// Escucha los avisos del servidor y pide redibujar la página cuando lo dibujado ya no es lo último.
const SILENCIO = 40000; // el servidor habla al menos cada 15 s
const SIN_CONEXION = 5000; // lo que se le deja al navegador para volver a conectar él solo
const REINTENTO = 15000;
const REPARTO = 250; // que no pidan todas las pestañas en el mismo instante
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

function escucha(url) {
  const yo = { fuente: null, vigia: null, vuelta: null, sorda: true, cerrada: false, datos: null, decir: () => {} };
  const quieta = () => { clearTimeout(yo.vigia); clearTimeout(yo.vuelta); yo.fuente?.close(); };
  const sorda = () => {
    quieta();
    if (!yo.sorda || yo.datos?.oye) yo.decir('sordo');
    yo.sorda = true;
    yo.vuelta = setTimeout(abrir, REINTENTO * (0.7 + 0.6 * Math.random()));
  };
  const oido = () => {
    clearTimeout(yo.vigia);
    yo.vigia = setTimeout(sorda, SILENCIO);
    if (!yo.sorda) return;
    yo.sorda = false;
    if (!yo.datos.oye) yo.decir('oigo');
  };
  const mirar = (marca) => {
    // Al cabo del reparto puede que ya se haya dibujado por otra razón.
    setTimeout(() => { if (!yo.cerrada && marca !== yo.datos.marca) yo.decir(marca); }, Math.random() * REPARTO);
  };
  function abrir() {
    if (yo.cerrada) return;
    yo.fuente = new EventSource(url);
    yo.fuente.onmessage = (suceso) => { oido(); if (suceso.data !== yo.datos.marca) mirar(suceso.data); };
    yo.fuente.addEventListener('latido', oido);
    yo.fuente.onerror = () => {
      clearTimeout(yo.vigia);
      if (yo.fuente.readyState === EventSource.CLOSED) sorda();
      else yo.vigia = setTimeout(sorda, SIN_CONEXION);
    };
  }
  yo.empezar = () => conHueco(() => new Promise((soltar) => { yo.soltar = soltar; abrir(); }));
  yo.cerrar = () => { yo.cerrada = true; quieta(); yo.soltar?.(); };
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
  // El servidor ha olvidado que aquí se oye (se cortó y ha vuelto): se le recuerda.
  if (antes.oye && !yo.datos.oye && !yo.sorda) yo.decir('oigo');
  return () => { raiz.__escucha?.yo.cerrar(); raiz.__escucha = undefined; };
}
