"""La consola de quien facilita: dónde está el grupo, qué decir, quién falta y qué sigue."""

from __future__ import annotations

import streamlit as st

from modelo.privacidad import Mirada
from paginas.comun import (
    acceso,
    consola,
    consola_agenda,
    consola_atajos,
    consola_grupos,
    consola_notas,
    consola_proyeccion,
    consola_sala,
    consola_taller,
    guardas,
    marco,
    privacidad,
    ritmo,
)

codigo, quien = guardas.exigir_facilitador()
taller = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, taller, con_actividad=True)
acceso.recordar_en_el_navegador()
fase = taller.actual
consola.cabecera(taller)
consola.mando(taller, fase, quien)
consola_atajos.escuchar()
marco.avisos()
consola_sala.qr_grande(taller)
izquierda, derecha = st.columns([3, 2], gap="large")
with izquierda, st.container(key="consola_izquierda"):
    if fase.inicia_en is None and not taller.terminado:
        consola_sala.antes_de_empezar(taller, fase, quien)
    if taller.terminado:
        consola_taller.al_terminar(taller)
    else:
        consola.guion(fase)
        consola_notas.notas(taller, fase, quien)
    # El sitio va siempre: si apareciera al revelar, lo de debajo cambiaría de puesto y una pulsación se perdería.
    with st.container(key="ir_a_lo_revelado"):
        if fase.revelada:
            # En el móvil queda tras la agenda y la gente.
            st.markdown("[Ver lo revelado](#lo-revelado)")
    hueco = st.container(key="hueco_laminas")
    if fase.tipo == "radar":
        from paginas.comun import consola_debate

        consola_debate.debate(taller, fase, quien)
    if fase.tipo == "comparacion":
        from paginas.comun import consola_comparacion

        consola_comparacion.quienes_repiten(taller, fase)
    if fase.tipo in ("compromisos", "retomar"):
        from paginas.comun.seguimiento import anteriores

        anteriores.planes(taller, quien)
    if fase.tipo == "estrategias":
        from paginas.comun import consola_votos

        consola_votos.votacion(taller, fase, quien)
    consola_agenda.agenda(taller, quien)
with derecha, st.container(key="consola_derecha"):
    consola_sala.gente_y_enlaces(taller, fase, quien)
    if not taller.terminado:
        consola_grupos.grupos(taller, quien)
    consola_sala.aparcamiento(taller, quien)
    if not taller.terminado:
        consola_atajos.atajos_y_sonido()
    consola_taller.movimientos(taller)
    consola_taller.ajustes(taller, quien)
laminas: dict[str, str] = {}
if fase.revelada:
    from paginas.comun import revelado

    st.html("<a id='lo-revelado'></a>")
    st.header("Lo revelado", anchor=False)
    laminas = revelado.pintar(taller, fase, Mirada("facilita", taller.umbral, fase.revelada, fase.anonima))
if not taller.terminado:
    with hueco:
        consola_proyeccion.mando(taller, fase, laminas, quien)
privacidad.expurgo(taller, quien)
