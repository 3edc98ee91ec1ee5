"""Por qué no vale lo que hay en un campo, dicho junto a él."""

from __future__ import annotations

import streamlit as st

from paginas.comun import sesion


def decir_motivo(clave: str) -> None:
    """Junto a un campo, por qué no vale lo que hay en él. Si vale, nada."""
    motivo = sesion.rechazo(clave)
    if motivo:
        with st.container(key=f"motivo_{clave}"):
            st.error(motivo, icon=":material/error:")
