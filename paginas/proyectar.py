"""Lo que se comparte en pantalla: sin mandos ni nada privado, con letra grande."""

from __future__ import annotations

import streamlit as st

from datos import consultas
from modelo.privacidad import Mirada
from modelo.valores import FaseVista, TallerVisto
from paginas.comun import contexto, guardas, proyeccion, ritmo
from paginas.comun.consola_taller import direccion, qr
from paginas.comun.literal import html_literal, literal

ENORME = "font-size: clamp(4rem, 10vw, 9rem); font-weight: 800; line-height: 1.1; letter-spacing: .05em; margin: 0"


def puerta(taller: TallerVisto, fase: FaseVista) -> None:
    """Cómo se entra y cuánta gente ha entrado; quiénes, solo si la fase no es anónima."""
    dentro = [p for p in consultas.participantes(contexto.motor(), taller.sala_id) if not p.expulsado]
    with st.container(horizontal=True, key="puerta"):
        entrar = direccion(f"entrar?codigo={taller.codigo}")
        st.image(qr(entrar, 10), width=320, alt=f"QR para entrar en la sala {taller.codigo}")
        with st.container(key="puerta_codigo"):
            st.markdown(f"Escanea el QR, o entra en **{literal(direccion(''))}** con el código")
            st.html(f"<p style='{ENORME}'>{html_literal(taller.codigo)}</p>")
            st.markdown(f"**{len(dentro)}** dentro")
            if not fase.anonima:
                st.markdown(" · ".join(literal(p.alias) for p in dentro))


def revelado(taller: TallerVisto, fase: FaseVista) -> None:
    """Lo revelado de la fase, en grande."""
    from paginas.comun import revelado as pintor

    pintor.pintar(taller, fase, Mirada("proyecta", taller.umbral, fase.revelada, fase.anonima), grande=True)


codigo, quien = guardas.exigir_mirada()
taller = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, taller, con_actividad=True)
fase = taller.actual
sin_empezar = fase.inicia_en is None and fase.clave == taller.fases[0].clave
with st.container(key="proyeccion"):
    proyeccion.cabecera(taller, fase)
    if (fase.tipo == "bienvenida" or sin_empezar) and not fase.revelada:
        puerta(taller, fase)
    else:
        proyeccion.consigna(taller, fase)
        if fase.revelada:
            revelado(taller, fase)
    if fase.tipo == "cierre":
        st.markdown(f"Los resultados quedan en **{literal(direccion(f'resultados?sala={taller.codigo}'))}**")
