"""Qué lámina se proyecta: quien facilita pasa de una a otra desde su consola."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from datos import proyectado
from modelo.casos import agenda as casos
from modelo.valores import FaseVista, Identidad, TallerVisto
from paginas.comun import contexto, definiciones, sesion
from paginas.comun.consola import hacer
from paginas.comun.literal import literal
from paginas.comun.revelado.lienzo import Lienzo

TODAS = ""
# Fuera del flujo en vez de «display: none», que dejaría las gráficas sin ancho al volver.
FUERA = "position: absolute; visibility: hidden; width: 100%; height: 0; overflow: hidden;"


def elegida(taller: TallerVisto, fase: FaseVista) -> str:
    """La única lámina que se proyecta ahora; vacía, todas seguidas."""
    return proyectado.lamina_elegida(contexto.motor(), taller.id, fase.clave)


def dejar_sola(z: Lienzo) -> None:
    """Quita de la vista las demás láminas sin dejar de dibujarlas: volver a ellas es inmediato.

    Si la elegida ya no está, o aún no se enseña, no se quita ninguna: nunca queda la pantalla vacía.
    """
    if z.sola not in z.laminas or (z.sola == "definiciones" and not definiciones.se_ven(z.fase)):
        return
    suya = f".st-key-lamina_{z.fase.clave}_{z.sola}"
    otras = f"[data-testid='stLayoutWrapper']:has(> [class*='st-key-lamina_']:not({suya}))"
    st.html(f"<style>{otras} {{ {FUERA} }} {suya} {{ min-height: 0 !important; }}</style>")


def mando(taller: TallerVisto, fase: FaseVista, laminas: Mapping[str, str], quien: Identidad) -> None:
    """Pasar de una lámina a otra en la pantalla que se proyecta. Con una sola no hay nada que pasar."""
    if len(laminas) < 2:
        return
    claves = [TODAS, *laminas]
    actual = elegida(taller, fase)
    puesto = claves.index(actual) if actual in claves else 0
    nombres = {
        c: f"{n} de {len(laminas)} · {literal(laminas[c])}" if c else "Todas seguidas" for n, c in enumerate(claves)
    }
    clave = f"pasar_a_{fase.clave}_{claves[puesto]}"
    with st.container(horizontal=True, vertical_alignment="bottom", key="pasar_laminas"):
        st.selectbox(
            "En la pantalla que se proyecta", claves, index=puesto, format_func=lambda c: nombres[c], key=clave,
            width=330, on_change=_la_de, args=(fase.clave, clave, quien),
        )  # fmt: skip
        st.button(
            "Lámina anterior", key="pasar_anterior", icon=":material/chevron_left:", disabled=puesto == 0,
            on_click=_proyectar, args=(fase.clave, claves[max(puesto - 1, 0)], quien),
        )  # fmt: skip
        st.button(
            "Lámina siguiente", key="pasar_siguiente", icon=":material/chevron_right:",
            disabled=puesto == len(claves) - 1, on_click=_proyectar,
            args=(fase.clave, claves[min(puesto + 1, len(claves) - 1)], quien),
        )  # fmt: skip


def _la_de(fase: str, clave: str, quien: Identidad) -> None:
    _proyectar(fase, sesion.valor(clave), quien)


def _proyectar(fase: str, lamina: str, quien: Identidad) -> None:
    hacer(casos.elegir_lamina, quien=quien, fase=fase, lamina=lamina)
