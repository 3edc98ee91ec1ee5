"""Los comentarios del equipo, palanca a palanca."""

from __future__ import annotations

import streamlit as st

from datos import consultas
from datos.vistas import ComentarioVisto
from modelo.casos import revision as casos
from modelo.valores import Identidad, Papel, TallerVisto
from paginas.comun import contexto, sesion
from paginas.comun.literal import literal

DE_QUIEN = {Papel.FACILITA.value: "facilita", Papel.REVISA.value: "revisa"}


def comentarios(taller: TallerVisto, quien: Identidad) -> None:
    """Lo dicho sobre cada palanca y dónde decir algo más."""
    palancas = {p.clave: p.nombre for p in contexto.palancas(taller)}
    dichos = consultas.comentarios(contexto.motor(), taller.id)
    if quien.papel != Papel.FACILITA:
        dichos = [c for c in dichos if not c.oculto]
    _nuevo(taller, palancas, quien)
    if not dichos:
        st.caption("Todavía no hay comentarios. El primero suele ser el que hace que lleguen los demás.")
    for clave, nombre in palancas.items():
        suyos = [c for c in dichos if c.palanca == clave]
        if suyos:
            st.header(literal(nombre), anchor=False)
            for c in suyos:
                _comentario(c, quien)


def _nuevo(taller: TallerVisto, palancas: dict[str, str], quien: Identidad) -> None:
    nuevo = sesion.id_reservado("comentar")
    clave = f"comentar_texto_{nuevo[:8]}"
    with st.container(border=True, key="tarjeta_comentar"):
        st.selectbox("Palanca", list(palancas), format_func=lambda c: palancas[c], index=None, placeholder="Elige…",
                     key="comentar_palanca", filter_mode=None)  # fmt: skip
        st.text_area("Comentario", key=clave, max_chars=1000, height=90)
        st.text_input("Firma", key="comentar_alias", max_chars=40, placeholder="Un nombre o alias")
        st.button("Comentar", key="comentar_boton", type="primary", on_click=_comentar,
                  args=(taller.id, quien, nuevo, clave))  # fmt: skip
    st.caption("Lo leen quien facilita y quien tenga un enlace de revisión. Quien facilita puede ocultarlo o borrarlo.")


def _comentar(taller_id: str, quien: Identidad, nuevo: str, clave: str) -> None:
    with contexto.con_aviso():
        contexto.ejecutar(
            casos.comentar, quien=quien, id=nuevo, palanca=sesion.valor("comentar_palanca"),
            alias=sesion.valor("comentar_alias"), texto=sesion.valor(clave), taller_id=taller_id,
        )  # fmt: skip
        sesion.gastar_id("comentar")


def _comentario(c: ComentarioVisto, quien: Identidad) -> None:
    cuando = f"{c.en.astimezone(contexto.zona()):%d/%m/%Y}"
    with st.container(border=True, key=f"tarjeta_comentario_{c.id}"):
        st.markdown(literal(c.texto))
        oculto = " · oculto para quien revisa" if c.oculto else ""
        st.caption(f"{literal(c.alias)} ({DE_QUIEN.get(c.papel, '')}) · {cuando}{oculto}")
        if quien.papel == Papel.FACILITA:
            with st.container(horizontal=True, key=f"moderar_{c.id}"):
                st.button("Mostrar" if c.oculto else "Ocultar comentario", key=f"comentario_ocultar_{c.id}",
                          type="tertiary", on_click=_ocultar, args=(quien, c.id, not c.oculto))  # fmt: skip
                with st.popover("Borrar", type="tertiary", key=f"comentario_borrar_{c.id}"):
                    st.write("Se borra para siempre.")
                    st.button("Borrar el comentario", key=f"comentario_borrar_si_{c.id}", on_click=_borrar,
                              args=(quien, c.id))  # fmt: skip


def _ocultar(quien: Identidad, id: str, oculto: bool) -> None:
    with contexto.con_aviso():
        contexto.ejecutar(casos.ocultar_comentario, quien=quien, id=id, oculto=oculto)


def _borrar(quien: Identidad, id: str) -> None:
    with contexto.con_aviso():
        contexto.ejecutar(casos.borrar_comentario, quien=quien, id=id)
