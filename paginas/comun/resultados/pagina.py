"""La página por secciones: elegir, dibujar, pasar a la siguiente, y qué hacer cuando aún no hay nada."""

from __future__ import annotations

import streamlit as st

from datos import agregados
from datos.idiomas import _
from modelo.valores import FaseVista, Identidad, Papel, TallerVisto
from paginas.comun import sesion
from paginas.comun.literal import literal
from paginas.comun.navegacion import boton_a
from paginas.comun.resultados import filtros
from paginas.comun.resultados.lienzo import lienzo
from paginas.comun.resultados.secciones import Seccion, del_taller

RESUMEN = "resumen"
CLAVE = "seccion"


def dibujar(taller: TallerVisto, quien: Identidad) -> None:
    """Todas las secciones del taller, una a la vista."""
    secciones = del_taller(taller)
    titulos = {RESUMEN: _("Resumen")} | {s.clave: _(s.titulo) for s in secciones.values()}
    with st.container(key="resultados_secciones"):
        elegida = st.pills(
            _("Sección"), list(titulos), format_func=lambda c: titulos.get(c, ""), default=RESUMEN, required=True,
            key=CLAVE, bind="query-params", label_visibility="collapsed",
        )  # fmt: skip
    seccion = secciones.get(elegida or "")
    if seccion is None:
        _resumen(taller, quien)
    else:
        _seccion(taller, quien, seccion)
    claves = list(titulos)
    siguiente = claves.index(elegida or RESUMEN) + 1
    if siguiente < len(claves):
        rotulo = _("Seguir con {seccion}").format(seccion=titulos[claves[siguiente]])
        st.button(
            rotulo, key="resultados_siguiente", icon=":material/arrow_forward:",
            on_click=sesion.poner_en_campo, args=(CLAVE, claves[siguiente]),
        )  # fmt: skip


def _seccion(taller: TallerVisto, quien: Identidad, seccion: Seccion) -> None:
    st.header(_(seccion.titulo), anchor=False)
    st.markdown(f"*{_(seccion.pregunta)}*")
    fases = [f for f in taller.fases if f.tipo in seccion.tipos]
    reveladas = [f for f in fases if f.revelada]
    for fase in reveladas:
        filtro = filtros.elegir(taller, fase, quien)
        seccion.pintar(lienzo(taller, fase, quien, filtro))
    if not reveladas:
        _sin_revelar(taller, quien, fases)


def _sin_revelar(taller: TallerVisto, quien: Identidad, fases: list[FaseVista]) -> None:
    nombres = _(" o ").join(_("«{texto}»").format(texto=literal(f.titulo)) for f in fases)
    if quien.papel != Papel.FACILITA:
        st.info(
            _("Se verá cuando quien facilita revele {fases}.").format(fases=nombres), icon=":material/hourglass_top:"
        )
        return
    st.info(
        f"Aún no has revelado {nombres}. Hasta entonces nadie lo ve, tampoco tú. Revélala desde la consola, en su "
        "fase o en la agenda completa.",
        icon=":material/visibility_off:",
    )
    boton_a("Ir a la consola", "conducir", sala=taller.codigo, key="resultados_ir_a_consola", type="primary")


def _resumen(taller: TallerVisto, quien: Identidad) -> None:
    st.header(_("El taller en unas frases"), anchor=False)
    z = lienzo(taller, taller.fases[0], quien)
    frases = agregados.resumen(z.pedido)
    for numero, frase in enumerate(frases):
        with st.container(border=True, key=f"tarjeta_resumen_{numero}"):
            st.markdown(literal(frase.texto))
            st.caption(_("Regla: {regla}").format(regla=literal(frase.regla)))
    if not frases:
        st.info(
            _(
                "El resumen se escribe solo, con el radar, los hechos por palanca y el plan: cada uno cuando se revela "
                "y han respondido {umbral} personas. Todavía no se da en ninguno."
            ).format(umbral=taller.umbral),
            icon=":material/auto_awesome:",
        )
    asuntos = agregados.aparcado(z.pedido)
    st.subheader(_("Aparcamiento"), anchor=False)
    if asuntos:
        st.markdown("\n".join(f"- {literal(texto)}" for texto in asuntos))
    else:
        st.caption(
            _("Nada por tratar, o aún no se enseña: sale al revelar «{fase}».").format(
                fase=literal(taller.de_lo_aparcado.titulo)
            )
        )
