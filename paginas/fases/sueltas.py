"""Fases de pocas preguntas: bienvenida, pausa, salida, retomar, comparación y cierre."""

from __future__ import annotations

import streamlit as st

from paginas.fases.paso import Paso


def pintar_bienvenida(paso: Paso) -> None:
    """Una palabra, la energía y los acuerdos."""
    r, o = paso.respuestas, paso.suelto()
    paso.f.texto(o, "palabra", "¿Con qué palabra llegas?", r.get("palabra", ""), maximo=40)
    paso.f.escala(o, "energia", "¿Con cuánta energía llegas? (1 poca · 5 mucha)", r.get("energia"), 1, 5)
    with st.container(border=True, key="acuerdos"):
        st.subheader("Acuerdos", anchor=False)
        st.markdown(
            "- De los clientes hablamos **siempre con alias**: que nadie pueda reconocerlos.\n"
            "- Lo que escribes es **solo tuyo** hasta que quien facilita revela la fase; en cada pantalla se dice.\n"
            f"- Los resultados del grupo salen con **{paso.taller.umbral} respuestas o más**.\n"
            "- Tu perfil no lo ve nadie más que tú."
        )
        paso.f.casilla(o, "acuerdos", "Acepto los acuerdos", r.get("acuerdos"))


def pintar_pausa(paso: Paso) -> None:
    """Nada que rellenar."""
    st.write("Estírate, bebe agua, mira lejos. Lo que has escrito está guardado.")


def pintar_salida(paso: Paso) -> None:
    """Qué me llevo de la primera sesión."""
    paso.f.texto(paso.suelto(), "me_llevo", "¿Qué te llevas de hoy?", paso.respuestas.get("me_llevo", ""), largo=True)
    st.write("Entre sesiones puede quedar abierta la valoración: entra con el mismo enlace cuando te venga bien.")


def pintar_retomar(paso: Paso) -> None:
    """Qué he visto esta semana."""
    rotulo = "¿Qué has visto esta semana que antes no veías?"
    paso.f.texto(paso.suelto(), "he_visto", rotulo, paso.respuestas.get("he_visto", ""), largo=True)


def pintar_comparacion(paso: Paso) -> None:
    """Qué ha cambiado desde la vez anterior."""
    rotulo = "¿Qué ha cambiado desde la última vez, y a qué lo atribuyes?"
    paso.f.texto(paso.suelto(), "que_ha_cambiado", rotulo, paso.respuestas.get("que_ha_cambiado", ""), largo=True)


def pintar_cierre(paso: Paso) -> None:
    """¿Valió el tiempo? y qué haré distinto el lunes."""
    r, o = paso.respuestas, paso.suelto()
    paso.f.escala(o, "roti", "¿Valió el tiempo? (1 nada · 5 mucho)", r.get("roti"), 1, 5)
    paso.f.texto(o, "lunes", "¿Qué harás distinto el lunes?", r.get("lunes", ""), largo=True)
