"""Qué es cada palanca: cuándo se enseña y cómo se proyecta."""

from __future__ import annotations

from datetime import datetime, timedelta

import streamlit as st

from datos.idiomas import rotulos
from modelo.valores import FaseVista, TallerVisto
from paginas.comun import contexto
from paginas.comun.literal import html_literal

ESPERA = timedelta(minutes=5)
CADA = 5.0


def visibles_en(fase: FaseVista) -> datetime:
    """Desde cuándo se enseñan: primero se asignan las palancas solo por su nombre."""
    return (fase.inicia_en or contexto.ahora()) + ESPERA


def se_ven(fase: FaseVista) -> bool:
    """Si ha pasado ya el rato de trabajar solo con los nombres. Sin reloj, no hay nada que esperar."""
    return fase.inicia_en is None or contexto.ahora() >= visibles_en(fase)


def se_proyectan(taller: TallerVisto, fase: FaseVista) -> bool:
    """Si ya están en la pantalla que se proyecta."""
    return fase.inicia_en is not None and not taller.terminado and se_ven(fase)


def proyectar(taller: TallerVisto, fase: FaseVista) -> None:
    """Las definiciones, legibles desde el fondo, en cuanto toca. Hasta entonces se mira la hora sin dibujar nada."""
    if se_ven(fase):
        _lamina(taller, fase)
    else:
        st.fragment(_esperar, run_every=CADA)(fase)


def _esperar(fase: FaseVista) -> None:
    if se_ven(fase):
        st.rerun()


def _lamina(taller: TallerVisto, fase: FaseVista) -> None:
    with st.container(key=f"lamina_{fase.clave}_definiciones"):
        st.header("Qué es cada palanca", anchor=False)
        partes = (
            f"<dt>{html_literal(p.nombre)}</dt><dd>{html_literal(p.que_es)}</dd>" for p in contexto.palancas(taller)
        )
        st.html("<dl class='definiciones'>" + "".join(f"<div>{parte}</div>" for parte in partes) + "</dl>")
        st.caption(rotulos.AVISO_PALANCAS)
