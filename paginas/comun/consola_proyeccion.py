"""Qué se ve en la pantalla que se proyecta: quien facilita pasa de lámina, o la tapa, desde su consola."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from datos import proyectado
from modelo.casos import agenda as casos
from modelo.casos.agenda import LAMINA_NEUTRA as NEUTRA
from modelo.valores import FaseVista, Identidad, TallerVisto
from paginas.comun import contexto, sesion
from paginas.comun.consola import hacer

TODAS = ""


def mando(taller: TallerVisto, fase: FaseVista, laminas: Mapping[str, str], quien: Identidad) -> None:
    """Pasar de una lámina a otra de lo revelado, o dejar la pantalla neutra. Con una sola no hay nada que pasar."""
    actual = proyectado.lamina_elegida(contexto.motor(), taller.id, fase.clave)
    with st.container(horizontal=True, vertical_alignment="bottom", key="pasar_laminas"):
        if len(laminas) > 1 and actual != NEUTRA:
            _pasar(fase, laminas, actual, quien)
        _neutra(fase, actual, quien)


def _neutra(fase: FaseVista, actual: str, quien: Identidad) -> None:
    puesta = actual == NEUTRA
    rotulo, icono = (
        ("Volver a proyectar", ":material/visibility:") if puesta else ("Pantalla neutra", ":material/visibility_off:")
    )
    st.button(
        rotulo, key="proyectar_neutra", icon=icono, type="primary" if puesta else "secondary",
        help="Tapa lo que se proyecta hasta que la quites, cambies de fase o termines.",
        on_click=_proyectar, args=(fase.clave, TODAS if puesta else NEUTRA, quien),
    )  # fmt: skip


def _pasar(fase: FaseVista, laminas: Mapping[str, str], actual: str, quien: Identidad) -> None:
    claves = [TODAS, *laminas]
    puesto = claves.index(actual) if actual in claves else 0
    nombres = {c: f"{n} de {len(laminas)} · {laminas[c]}" if c else "Todas seguidas" for n, c in enumerate(claves)}
    clave = f"pasar_a_{fase.clave}_{claves[puesto]}"
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
