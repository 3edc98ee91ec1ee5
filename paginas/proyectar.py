"""Lo que se comparte en pantalla: sin mandos ni nada privado, con letra grande."""

from __future__ import annotations

import streamlit as st

from paginas.comun import definiciones, grupos, guardas, proyeccion, ritmo

codigo, quien = guardas.exigir_mirada()
taller = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, taller, con_actividad=True)
fase = taller.actual
sin_empezar = fase.inicia_en is None and not taller.terminado
if proyeccion.tapada(taller, fase):
    proyeccion.neutra()
    st.stop()
with st.container(key="proyeccion"):
    proyeccion.cabecera(taller, fase)
    if taller.con_grupos_a_la_vista:
        grupos.proyectados(taller)
    elif taller.terminado:
        proyeccion.fin(taller)
        if fase.revelada:
            proyeccion.revelado(taller, fase)
    elif fase.tipo == "cierre" and (fase.revelada or not sin_empezar):
        proyeccion.cierre(taller, fase)
    elif fase.revelada and fase.tipo != "pausa":
        proyeccion.revelado(taller, fase)
        if fase.tipo == "bienvenida":
            # Siempre hay quien llega tarde.
            proyeccion.puerta(taller, fase, breve=True)
    elif fase.tipo == "pausa" and not sin_empezar:
        proyeccion.pausa(taller, fase)
    elif fase.tipo == "bienvenida" or sin_empezar:
        proyeccion.puerta(taller, fase)
    else:
        proyeccion.consigna(taller, fase)
    if fase.tipo == "descubrir" and not sin_empezar and not taller.terminado:
        definiciones.proyectar(taller, fase)
