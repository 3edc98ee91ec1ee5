// Lo que se enciende y se apaga en este navegador, y solo en él. De serie, apagado.
export default function (componente) {
  const { interruptores } = componente.data;
  const lista = componente.parentElement.querySelector('.interruptores');
  lista.replaceChildren(...interruptores.map(({ clave, rotulo, suena }) => {
    const etiqueta = document.createElement('label');
    const casilla = document.createElement('input');
    casilla.type = 'checkbox';
    casilla.setAttribute('role', 'switch');
    casilla.checked = elegido(clave);
    casilla.addEventListener('change', () => {
      elegir(clave, casilla.checked);
      // Al encenderlo se oye cómo sonará.
      if (suena && casilla.checked && despertarSonido()) sonar();
    });
    etiqueta.append(casilla, ` ${rotulo}`);
    return etiqueta;
  }));
}
