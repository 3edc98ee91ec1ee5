"""Lo que se comparte en pantalla: sin mandos ni nada privado, con letra grande."""

from __future__ import annotations

import streamlit as st

from paginas.comun import guardas, proyeccion, ritmo

codigo, quien = guardas.exigir_mirada()
taller = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, taller, con_actividad=True)
fase = taller.actual
sin_empezar = fase.inicia_en is None and not taller.terminado
with st.container(key="proyeccion"):
    proyeccion.cabecera(taller, fase)
    if fase.revelada and fase.tipo != "pausa":
        proyeccion.revelado(taller, fase)
        if fase.tipo == "bienvenida":
            # Siempre hay quien llega tarde.
            proyeccion.puerta(taller, fase)
    elif fase.tipo == "pausa" and not sin_empezar:
        proyeccion.pausa(fase)
    elif fase.tipo == "bienvenida" or sin_empezar:
        proyeccion.puerta(taller, fase)
    else:
        proyeccion.consigna(taller, fase)
    if fase.tipo == "cierre":
        proyeccion.cierre(taller)
