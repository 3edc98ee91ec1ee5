"""Crear un taller a partir de una plantilla."""

from __future__ import annotations

import streamlit as st

from paginas.comun import creacion, marco, porteria
from paginas.comun.navegacion import boton_a

marco.cabecera("Un taller nuevo", "Con lo que viene puesto ya se puede empezar. Casi todo se cambia después.")
marco.avisos()
porteria.avisar_si_expuesta()
elegida = creacion.elegir_plantilla()
creacion.datos(elegida)
porteria.campo_de_clave("crear")
st.button("Crear taller", key="crear_boton", type="primary", width="stretch", on_click=creacion.crear, args=(elegida,))
boton_a("Ir al inicio", "inicio", key="crear_inicio", type="tertiary")
