"""La consola de quien facilita: dónde está el grupo, qué decir, quién falta y qué sigue."""

from __future__ import annotations

import streamlit as st

from modelo.privacidad import Mirada
from paginas.comun import acceso, consola, consola_taller, guardas, marco, privacidad, ritmo
from paginas.comun.literal import literal

codigo, quien = guardas.exigir_facilitador()
taller = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, taller, con_actividad=True)
acceso.recordar_en_el_navegador()
fase = taller.actual
consola.cabecera(taller, quien)
marco.avisos()
izquierda, derecha = st.columns([3, 2], gap="large")
with izquierda:
    st.title(literal(fase.titulo), anchor=False)
    consola.reloj_y_plan(taller, fase, quien)
    consola.guion(fase)
    consola.mandos(taller, fase, quien)
    consola.revelar(taller, fase, quien)
with derecha:
    consola.presentes(taller, fase, quien)
    consola_taller.enlaces(taller, quien)
    consola.aparcamiento(taller, quien)
consola.agenda(taller, quien)
if fase.revelada:
    from paginas.comun import revelado

    st.header("Lo revelado", anchor=False)
    revelado.pintar(taller, fase, Mirada("facilita", taller.umbral, True, fase.anonima, None))
consola_taller.ajustes(taller, quien)
privacidad.expurgo(taller, quien)
