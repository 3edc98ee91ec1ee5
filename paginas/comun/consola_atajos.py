"""Manejar la consola con el teclado y oír cuándo se acaba el tiempo: se elige aquí y lo recuerda el navegador."""

from __future__ import annotations

import streamlit as st

from paginas.comun.componentes import consola as piezas

ATAJOS: dict[str, tuple[str, tuple[str, ...]]] = {
    "a": ("Avanzar a la fase siguiente", ("conducir_avanzar",)),
    "v": ("Revelar lo de esta fase, u ocultarlo", ("conducir_revelar", "conducir_ocultar")),
    "p": ("Empezar, pausar o reanudar el reloj", ("conducir_empezar", "conducir_pausar", "conducir_reanudar")),
    "m": ("Un minuto más", ("conducir_mas_1",)),
    "n": ("Pantalla neutra, o volver a proyectar", ("proyectar_neutra",)),
    "arrowright": ("Lámina siguiente", ("pasar_siguiente",)),
    "arrowleft": ("Lámina anterior", ("pasar_anterior",)),
}
"""Por tecla, lo que hace y los botones que puede pulsar: el primero que haya."""
_NOMBRES = {"arrowright": "→", "arrowleft": "←"}
_INTERRUPTORES = [
    {"clave": "palancas_atajos", "rotulo": "Usar los atajos en este navegador", "suena": False},
    {"clave": "palancas_sonido", "rotulo": "Sonido al acabar el tiempo, en este navegador", "suena": True},
]


def tecla(cual: str) -> str:
    """Cómo se llama esa tecla en pantalla."""
    return _NOMBRES.get(cual, cual.upper())


def en_lista() -> str:
    """Las teclas y lo que hacen, para leerlas."""
    return "\n".join(f"- `{tecla(cual)}` {que}" for cual, (que, _) in ATAJOS.items())


def escuchar() -> None:
    """Atiende al teclado. No se ve."""
    piezas.atajos({cual: botones for cual, (_, botones) in ATAJOS.items()})


def atajos_y_sonido() -> None:
    """Los dos interruptores y la lista de teclas."""
    with st.expander("Atajos y sonido", key="atajos_y_sonido", icon=":material/keyboard:"):
        piezas.interruptores(_INTERRUPTORES)
        st.markdown(en_lista())
        st.caption("Mientras escribes no hacen nada. Para que suene, pulsa antes en cualquier sitio de la consola.")
