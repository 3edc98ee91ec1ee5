// Este navegador deja de recordar a quien participa. Después se carga la página entera: la sesión abierta aún lo sabe.
export default function (componente) {
  const { sala, rotulo, fallo } = componente.data;
  const boton = componente.parentElement.querySelector('button');
  const aviso = componente.parentElement.querySelector('[role="alert"]');
  boton.textContent = rotulo;
  boton.onclick = async () => {
    try {
      const respuesta = await fetch('/api/salir', {
        method: 'POST', headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ sala, papel: 'participa' }),
      });
      if (!respuesta.ok) throw new Error(respuesta.status);
      location.assign('/');
    } catch { aviso.textContent = fallo; }
  };
}
