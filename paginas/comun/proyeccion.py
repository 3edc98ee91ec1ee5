"""Piezas de la pantalla que se proyecta: nada que pulsar y nada privado, con letra que se lee desde el fondo."""

from __future__ import annotations

import streamlit as st

from datos import consultas, proyectado
from modelo.casos.agenda import LAMINA_NEUTRA
from modelo.privacidad import Mirada
from modelo.valores import FaseVista, TallerVisto
from paginas.comun import contexto
from paginas.comun.consola_taller import direccion, qr
from paginas.comun.cuenta import cuenta_atras
from paginas.comun.literal import html_literal, literal

FIN = "El taller ha terminado"


def cabecera(taller: TallerVisto, fase: FaseVista) -> None:
    """Fase, sala y tiempo, en una línea."""
    with st.container(horizontal=True, vertical_alignment="center", key="proyeccion_cabecera"):
        st.title(FIN if taller.terminado else literal(fase.titulo), anchor=False)
        ensayo = " · ENSAYO" if taller.ensayo else ""
        st.caption(f"sala **{taller.codigo}**{ensayo}", width="content")
        if fase.tipo != "pausa" and fase.inicia_en is not None and not taller.terminado:
            cuenta_atras(taller, fase, "proyectar_reloj")


def tapada(taller: TallerVisto, fase: FaseVista) -> bool:
    """Si quien facilita ha pedido que no se vea nada."""
    elegida = proyectado.lamina_elegida(contexto.motor(), taller.id, fase.clave)
    return elegida == LAMINA_NEUTRA and not taller.terminado


def neutra() -> None:
    """Ni fase, ni cifras, ni nombres: solo que el grupo sigue enseguida."""
    with st.container(key="proyeccion"), st.container(key="pausa"):
        st.title("Seguimos enseguida", anchor=False)


def puerta(taller: TallerVisto, fase: FaseVista, *, breve: bool = False) -> None:
    """Cómo se entra y cuánta gente ha entrado; quiénes, solo si la fase no es anónima. ``breve``, en una franja."""
    dentro = [p for p in consultas.participantes(contexto.motor(), taller.sala_id) if not p.expulsado]
    entrar = direccion(f"entrar?codigo={taller.codigo}")
    with st.container(
        horizontal=True, key="puerta_breve" if breve else "puerta", vertical_alignment="center", gap="large"
    ):
        st.image(qr(entrar, 12), width=170 if breve else 430, alt=f"QR para entrar en la sala {taller.codigo}")
        with st.container(key="puerta_codigo"):
            st.markdown(f"Escanea el QR, o entra en **{literal(direccion(''))}** con el código")
            st.html(f"<p class='codigo_enorme'>{html_literal(taller.codigo)}</p>")
            st.markdown(f"**{len(dentro)}** {'persona dentro' if len(dentro) == 1 else 'personas dentro'}")
            if not breve and not fase.anonima and dentro:
                st.html("<p class='quienes'>" + " · ".join(html_literal(p.alias) for p in dentro) + "</p>")


def pausa(taller: TallerVisto, fase: FaseVista) -> None:
    """Pantalla neutra: solo lo que queda de descanso."""
    with st.container(key="pausa"):
        cuenta_atras(taller, fase, "proyectar_reloj")
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


def cierre(taller: TallerVisto, fase: FaseVista) -> None:
    """Lo del cierre y, al lado, adónde ir después."""
    izquierda, derecha = st.columns([3, 2], gap="large")
    with izquierda, st.container(key="cierre_proyectado"):
        if fase.revelada:
            revelado(taller, fase)
        else:
            consigna(taller, fase)
    with derecha, st.container(key="despues"):
        st.header("Adónde ir después", anchor=False)
        _despues(taller, 250)


def fin(taller: TallerVisto) -> None:
    """La última lámina: el taller ha terminado, y dónde queda todo."""
    with st.container(horizontal=True, key="fin", vertical_alignment="center", gap="large"):
        _despues(taller, 400)


def _despues(taller: TallerVisto, ancho: int) -> None:
    """El QR y la dirección de los resultados, y dónde encuentra cada cual lo suyo."""
    resultados = direccion(f"resultados?sala={taller.codigo}")
    st.image(qr(resultados, 12), width=ancho, alt="QR para abrir los resultados del grupo")
    with st.container(key="despues_donde"):
        st.markdown("**Los resultados del grupo** quedan en")
        st.html(f"<p class='direccion'>{html_literal(resultados).replace('?', '<wbr>?')}</p>")
        st.markdown("**Lo que has escrito y tu plan** están en «Lo mío»: se entra igual, con tu código personal.")
        hasta = "/".join(reversed(taller.borrar_el.split("-")))
        st.caption(f"Se puede consultar hasta el {hasta}: ese día se borra todo.")
