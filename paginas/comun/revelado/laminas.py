"""Dejar a la vista, al proyectar, una sola lámina: la que se elige en la consola."""

from __future__ import annotations

import streamlit as st

from paginas.comun.revelado.lienzo import Lienzo

# Fuera del flujo en vez de «display: none», que dejaría las gráficas sin ancho al volver.
FUERA = "position: absolute; visibility: hidden; width: 100%; height: 0; overflow: hidden;"


def dejar_sola(z: Lienzo) -> None:
    """Quita de la vista las demás láminas sin dejar de dibujarlas: volver a ellas es inmediato.

    Si la elegida ya no está, no se quita ninguna: nunca queda la pantalla vacía.
    """
    if z.sola not in z.laminas:
        return
    suya = f".st-key-lamina_{z.fase.clave}_{z.sola}"
    otras = f"[data-testid='stLayoutWrapper']:has(> [class*='st-key-lamina_']:not({suya}))"
    st.html(f"<style>{otras} {{ {FUERA} }} {suya} {{ min-height: 0 !important; }}</style>")
