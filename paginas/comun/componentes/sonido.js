// Lo que suena al acabar el tiempo y lo que cada navegador recuerda haber elegido. Va delante de los guiones que lo usan.
const SONIDO = 'palancas_sonido';
const TONOS = [659.3, 880]; // dos notas suaves, la segunda más aguda
const DURA = 0.45; // cada nota, en segundos

function elegido(clave) {
  try { return localStorage.getItem(clave) === 'si'; } catch { return false; }
}

function elegir(clave, si) {
  try { localStorage.setItem(clave, si ? 'si' : 'no'); } catch { /* sin almacén, vale hasta cerrar la página */ }
}

// El navegador solo deja sonar a una página en la que se haya pulsado algo: se llama desde una pulsación.
function despertarSonido() {
  const Audio = window.AudioContext || window.webkitAudioContext;
  if (!Audio) return null;
  window.__palancasAudio = window.__palancasAudio || new Audio();
  if (window.__palancasAudio.state === 'suspended') window.__palancasAudio.resume().catch(() => {});
  return window.__palancasAudio;
}

function sonar() {
  const audio = window.__palancasAudio;
  if (!audio || audio.state === 'closed') return;
  TONOS.forEach((tono, puesto) => {
    const empieza = audio.currentTime + 0.02 + puesto * DURA * 0.6;
    const nota = audio.createOscillator();
    const volumen = audio.createGain();
    nota.frequency.value = tono;
    volumen.gain.setValueAtTime(0.0001, empieza);
    volumen.gain.exponentialRampToValueAtTime(0.18, empieza + 0.03);
    volumen.gain.exponentialRampToValueAtTime(0.0001, empieza + DURA);
    nota.connect(volumen).connect(audio.destination);
    nota.start(empieza);
    nota.stop(empieza + DURA);
  });
}

