"""Piezas de la pantalla que se proyecta: nada que pulsar y nada privado, con letra que se lee desde el fondo."""

from __future__ import annotations

import streamlit as st

from datos import consultas
from modelo.privacidad import Mirada
from modelo.valores import FaseVista, TallerVisto
from paginas.comun import contexto
from paginas.comun.consola_taller import direccion, qr
from paginas.comun.literal import html_literal, literal


def cabecera(taller: TallerVisto, fase: FaseVista) -> None:
    """Fase, sala y tiempo, en una línea."""
    with st.container(horizontal=True, vertical_alignment="center", key="proyeccion_cabecera"):
        st.title(literal(fase.titulo), anchor=False)
        ensayo = " · ENSAYO" if taller.ensayo else ""
        st.caption(f"sala **{taller.codigo}**{ensayo}", width="content")
        if fase.tipo != "pausa" and fase.inicia_en is not None and not taller.terminado:
            cuenta_atras(fase)


def cuenta_atras(fase: FaseVista) -> None:
    """Lo que queda de la fase. Al llegar a cero lo dice y sigue contando."""
    from paginas.comun.componentes import reloj

    reloj(
        fin=fase.termina_en.timestamp() if fase.termina_en else None,
        ahora=contexto.ahora().timestamp(),
        restante_en_pausa=fase.restante_en_pausa,
        clave="proyectar_reloj",
    )


def puerta(taller: TallerVisto, fase: FaseVista) -> None:
    """Cómo se entra y cuánta gente ha entrado; quiénes, solo si la fase no es anónima."""
    dentro = [p for p in consultas.participantes(contexto.motor(), taller.sala_id) if not p.expulsado]
    with st.container(horizontal=True, key="puerta", vertical_alignment="center", gap="large"):
        entrar = direccion(f"entrar?codigo={taller.codigo}")
        st.image(qr(entrar, 12), width=430, alt=f"QR para entrar en la sala {taller.codigo}")
        with st.container(key="puerta_codigo"):
            st.markdown(f"Escanea el QR, o entra en **{literal(direccion(''))}** con el código")
            st.html(f"<p class='codigo_enorme'>{html_literal(taller.codigo)}</p>")
            st.markdown(f"**{len(dentro)}** {'persona dentro' if len(dentro) == 1 else 'personas dentro'}")
            if not fase.anonima and dentro:
                st.html("<p class='quienes'>" + " · ".join(html_literal(p.alias) for p in dentro) + "</p>")


def pausa(fase: FaseVista) -> None:
    """Pantalla neutra: solo lo que queda de descanso."""
    with st.container(key="pausa"):
        cuenta_atras(fase)
        st.markdown(literal(fase.consigna))


def consigna(taller: TallerVisto, fase: FaseVista) -> None:
    """Qué se hace ahora y cuánta gente ha terminado."""
    dentro = [p for p in consultas.participantes(contexto.motor(), taller.sala_id) if not p.expulsado]
    listos = consultas.listos(contexto.motor(), taller.id, fase.clave)
    with st.container(key="consigna"):
        st.markdown(literal(fase.consigna))
        st.markdown(f"**{sum(p.id in listos for p in dentro)} de {len(dentro)}** listos")


def revelado(taller: TallerVisto, fase: FaseVista) -> None:
    """Lo revelado de la fase, en láminas del alto de la pantalla."""
    from paginas.comun import revelado as pintor

    pintor.pintar(taller, fase, Mirada("proyecta", taller.umbral, fase.revelada, fase.anonima), grande=True)


def cierre(taller: TallerVisto) -> None:
    """Dónde quedan los resultados."""
    st.markdown(f"Los resultados quedan en **{literal(direccion(f'resultados?sala={taller.codigo}'))}**")
