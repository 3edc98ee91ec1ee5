"""Los comentarios del equipo, en general y palanca a palanca."""

from __future__ import annotations

import streamlit as st

from datos import consultas
from datos.vistas import ComentarioVisto
from modelo.casos import revision as casos
from modelo.errores import EnlaceCaducado, EnlaceCortado, ErrorDelTaller, ValorNoValido
from modelo.valores import Identidad, Papel, TallerVisto
from paginas.comun import contexto, recados, sesion
from paginas.comun.literal import literal
from paginas.comun.mensajes import mensaje
from paginas.comun.motivos import decir_motivo
from paginas.comun.revision import a_medias

EN_GENERAL = ""
SITIO = "comentario"
# Sin esto no hay comentario: qué se pide junto a cada campo vacío.
FALTA = {"texto": "Escribe tu comentario.", "alias": "Falta la firma: un nombre o un alias."}
DE_QUIEN = {Papel.FACILITA.value: "facilita", Papel.REVISA.value: "revisa"}


def comentarios(taller: TallerVisto, quien: Identidad) -> None:
    """Lo dicho en general y sobre cada palanca, y dónde decir algo más."""
    palancas = {EN_GENERAL: "En general"} | {p.clave: p.nombre for p in contexto.palancas(taller)}
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
    de, texto, alias = (a_medias.clave(campo) for campo in ("palanca", "texto", "alias"))
    with st.container(border=True, key="tarjeta_comentar"):
        st.selectbox("Sobre qué", list(palancas), format_func=lambda c: palancas[c], key=de, filter_mode=None)
        st.text_area("Comentario", key=texto, max_chars=1000, height=90)
        decir_motivo(texto)
        st.text_input("Firma", key=alias, max_chars=40, placeholder="Un nombre o alias")
        decir_motivo(alias)
        st.button("Comentar", key="comentar_boton", type="primary", on_click=_comentar, args=(taller.id, quien))
        if hecho := recados.noticia(SITIO):
            st.success(hecho, icon=":material/check_circle:")
    a_medias.vigilar(taller.codigo, texto)
    st.caption("Lo leen quien facilita y quien tenga un enlace de revisión. Quien facilita puede ocultarlo o borrarlo.")


def _comentar(taller_id: str, quien: Identidad) -> None:
    claves = {campo: a_medias.clave(campo) for campo in FALTA}
    escrito = {campo: sesion.valor(clave) for campo, clave in claves.items()}
    for campo, clave in claves.items():
        sesion.quitar_rechazo(clave)
        if not escrito[campo].strip():
            sesion.anotar_rechazo(clave, FALTA[campo])
    if not all(valor.strip() for valor in escrito.values()):
        return
    try:
        contexto.ejecutar(
            casos.comentar, quien=quien, id=sesion.id_reservado("comentar"), taller_id=taller_id,
            palanca=sesion.valor(a_medias.clave("palanca")), **escrito,
        )  # fmt: skip
    except (EnlaceCortado, EnlaceCaducado):
        return  # lo dice la página, que ya no se abre
    except ErrorDelTaller as error:
        campo = error.campo if isinstance(error, ValorNoValido) else "texto"
        sesion.anotar_rechazo(claves.get(campo, claves["texto"]), mensaje(error))
        return
    sesion.gastar_id("comentar")
    recados.dejar_noticia("Comentario enviado.", SITIO)


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
