"""Las piezas de navegador que solo lleva la consola."""

from __future__ import annotations

import streamlit as st

from paginas.comun.componentes import _guion

_AL_PARAR = st.components.v2.component(
    "palancas_al_parar", html="<span></span>", js=_guion("al_parar"), isolate_styles=False
)


def guardar_al_parar(campo: str) -> None:
    """Confirma lo tecleado en ese campo de texto largo al dejar de teclear un momento, sin sacar de él el cursor."""
    _AL_PARAR(key=f"al_parar_{campo}", data={"campo": campo})
