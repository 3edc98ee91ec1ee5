"""La puerta: entrar en una sala, crear un taller o probar un ensayo."""

from __future__ import annotations

import streamlit as st

from paginas.comun import acceso, marco, porteria
from paginas.comun.navegacion import boton_a

marco.cabecera("Cómo construyes relaciones estables con tus clientes", "Un taller en directo para verse hacerlo.")
marco.avisos()
acceso.formulario_de_entrada()
acceso.recordar_en_el_navegador()
with st.container(key="facilitar"):
    st.header("¿Facilitas tú?", anchor=False)
    clave = porteria.campo_de_clave("inicio")
    with st.container(horizontal=True, key="facilitar_botones"):
        boton_a("Crear taller", "crear", key="inicio_crear", icon=":material/add_circle:")
        if st.button("Empezar un ensayo", key="inicio_ensayo", icon=":material/science:"):
            acceso.empezar_ensayo(clave)
    st.caption("El ensayo es un taller de mentira con 12 participantes: míralo por dentro y bórralo cuando quieras.")
with st.container(horizontal=True, key="inicio_saber"):
    boton_a("Guía para facilitar", "guia", key="inicio_guia", type="tertiary", icon=":material/menu_book:")
    boton_a("Quién ve qué", "ayuda", key="inicio_ayuda", type="tertiary", icon=":material/visibility:")
