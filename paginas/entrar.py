"""Entrar en una sala con su código o su QR."""

from __future__ import annotations

import streamlit as st

from datos.idiomas import _
from paginas.comun import acceso, idioma, marco

marco.cabecera(_("Entra en la sala"))
idioma.selector("entrar")
marco.avisos()
acceso.formulario_de_entrada()
acceso.recordar_en_el_navegador()
st.caption(
    _(
        "Sin cuenta ni correo. Abrir esta página no ocupa plaza: entras al pulsar «Entrar». El mismo código sirve para "
        "las dos sesiones."
    )
)
