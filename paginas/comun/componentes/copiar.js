// Copia un texto al portapapeles y lo dice.
export default function (componente) {
  const { texto, rotulo } = componente.data;
  const boton = componente.parentElement.querySelector('button');
  const aviso = componente.parentElement.querySelector('[role="status"]');
  boton.textContent = rotulo;
  boton.onclick = async () => {
    try { await navigator.clipboard.writeText(texto); aviso.textContent = 'Copiado'; }
    catch { aviso.textContent = 'No se pudo copiar: ' + texto; }
  };
}
