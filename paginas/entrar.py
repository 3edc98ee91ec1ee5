"""Entrar en una sala con su código o su QR."""

from __future__ import annotations

import streamlit as st

from paginas.comun import acceso, marco

acceso.recordar_en_el_navegador()
marco.cabecera("Entra en la sala", "Sin cuenta ni correo. Abrir esta página no ocupa plaza: entras al pulsar «Entrar».")
marco.avisos()
acceso.formulario_de_entrada()
st.caption("Usa el mismo código para las dos sesiones.")
