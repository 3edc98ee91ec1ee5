// Copia un texto al portapapeles y lo dice.
export default function (componente) {
  const { texto, rotulo, textos } = componente.data;
  const boton = componente.parentElement.querySelector('button');
  const aviso = componente.parentElement.querySelector('[role="status"]');
  boton.textContent = rotulo;
  boton.onclick = async () => {
    try { await navigator.clipboard.writeText(texto); aviso.textContent = textos.hecho; }
    catch { aviso.textContent = textos.fallo + texto; }
  };
}
