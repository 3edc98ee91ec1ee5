"""La puerta: entrar en una sala, crear un taller o probar un ensayo."""

from __future__ import annotations

import streamlit as st

from datos.idiomas import _, lengua
from modelo.lenguas import ESPANOL
from paginas.comun import acceso, idioma, marco, porteria
from paginas.comun.navegacion import boton_a

marco.cabecera(_("Cómo construyes relaciones estables con tus clientes"), _("Un taller en directo para verse hacerlo."))
idioma.selector("inicio")
marco.avisos()
acceso.formulario_de_entrada()
acceso.recordar_en_el_navegador()
with st.container(key="facilitar"):
    st.header(_("¿Facilitas tú?"), anchor=False)
    if lengua() != ESPANOL:
        st.caption(_("Las páginas de quien facilita están en español."))
    clave = porteria.campo_de_clave("inicio")
    with st.container(horizontal=True, key="facilitar_botones"):
        boton_a(_("Crear taller"), "crear", key="inicio_crear", icon=":material/add_circle:")
        if st.button(_("Empezar un ensayo"), key="inicio_ensayo", icon=":material/science:"):
            acceso.empezar_ensayo(clave)
    st.caption(_("El ensayo es un taller de mentira con 12 participantes: míralo por dentro y bórralo cuando quieras."))
with st.container(horizontal=True, key="inicio_saber"):
    boton_a(_("Guía para facilitar"), "guia", key="inicio_guia", type="tertiary", icon=":material/menu_book:")
    boton_a(_("Quién ve qué"), "ayuda", key="inicio_ayuda", type="tertiary", icon=":material/visibility:")
