"""Lo que se comparte en pantalla: sin mandos ni nada privado, con letra grande."""

from __future__ import annotations

import streamlit as st

from paginas.comun import guardas, proyeccion, ritmo

codigo, quien = guardas.exigir_mirada()
taller = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, taller, con_actividad=True)
fase = taller.actual
with st.container(key="proyeccion"):
    proyeccion.cabecera(taller, fase)
    if fase.tipo == "bienvenida" and not fase.revelada:
        proyeccion.puerta(taller, fase)
    elif fase.revelada:
        proyeccion.revelado(taller, fase)
    else:
        proyeccion.consigna(taller, fase)
