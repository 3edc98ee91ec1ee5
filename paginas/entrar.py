"""Entrar en una sala con su código o su QR."""

from __future__ import annotations

import streamlit as st

from paginas.comun import acceso, marco

marco.cabecera("Entra en la sala")
marco.avisos()
acceso.formulario_de_entrada()
acceso.recordar_en_el_navegador()
st.caption(
    "Sin cuenta ni correo. Abrir esta página no ocupa plaza: entras al pulsar «Entrar». "
    "El mismo código sirve para las dos sesiones."
)
