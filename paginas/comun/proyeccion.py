"""Piezas de la pantalla que se proyecta."""

from __future__ import annotations

import streamlit as st

from datos import consultas
from modelo.privacidad import Mirada
from modelo.valores import FaseVista, TallerVisto
from paginas.comun import contexto
from paginas.comun.consola_taller import direccion, qr
from paginas.comun.literal import literal


def cabecera(taller: TallerVisto, fase: FaseVista) -> None:
    """Fase, tiempo y código de sala."""
    from paginas.comun.componentes import reloj

    with st.container(horizontal=True, vertical_alignment="center", key="proyeccion_cabecera"):
        st.title(literal(fase.titulo), anchor=False)
        reloj(
            fin=fase.termina_en.timestamp() if fase.termina_en else None,
            ahora=contexto.ahora().timestamp(),
            restante_en_pausa=fase.restante_en_pausa,
            clave="proyectar_reloj",
        )
    st.caption(f"{literal(taller.titulo)} · sala {taller.codigo}" + (" · ENSAYO" if taller.ensayo else ""))


def puerta(taller: TallerVisto, fase: FaseVista) -> None:
    """Cómo se entra y quién ha entrado."""
    personas = [p for p in consultas.participantes(contexto.motor(), taller.sala_id) if not p.expulsado]
    with st.container(horizontal=True, key="puerta"):
        entrar = direccion(f"entrar?codigo={taller.codigo}")
        st.image(qr(entrar, 10), width=320, alt=f"QR para entrar en la sala {taller.codigo}")
        with st.container(key="puerta_codigo"):
            st.markdown("Escanea el QR o entra con el código")
            st.title(taller.codigo, anchor=False)
            st.markdown(f"**{len(personas)}** dentro")
            st.markdown(" · ".join(literal(p.alias) for p in personas))


def consigna(taller: TallerVisto, fase: FaseVista) -> None:
    """Qué se hace ahora y cuánta gente ha terminado."""
    st.markdown(literal(fase.consigna))
    if fase.tipo != "pausa":
        personas = [p for p in consultas.participantes(contexto.motor(), taller.sala_id) if not p.expulsado]
        listos = consultas.listos(contexto.motor(), taller.id, fase.clave)
        st.markdown(f"**{sum(p.id in listos for p in personas)} de {len(personas)}** listos")


def revelado(taller: TallerVisto, fase: FaseVista) -> None:
    """Lo revelado de la fase, en grande."""
    from paginas.comun import revelado as pintor

    pintor.pintar(taller, fase, Mirada("proyecta", taller.umbral, True, fase.anonima), grande=True)
