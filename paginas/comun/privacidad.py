"""Llevarse lo propio, borrarlo, y borrar los textos de una fase."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from datos import borrado, propio
from datos.agregados.base import olvidar
from datos.idiomas import _
from modelo.casos import privado
from modelo.casos.permisos import exigir_vigente, participante_de
from modelo.valores import Borrado, Identidad, Papel, TallerVisto
from paginas.comun import contexto, destino, idioma, recados, sesion
from paginas.comun.ejecucion import leer_con
from paginas.comun.literal import literal


def borrar(caso: Any, **kw: Any) -> None:
    """Ejecuta un caso que borra y quita lo borrado de los archivos, de las copias y de la memoria."""
    hecho: Borrado = contexto.ejecutar(caso, **kw)
    borrado.rematar(contexto.motor(), hecho)
    olvidar()


def _descarga(quien: Identidad) -> bytes:
    # La plataforma llama aquí al pulsar, cuando la página puede llevar horas abierta.
    with leer_con(contexto.motor()) as unidad:
        exigir_vigente(unidad, quien)
        persona = participante_de(unidad, quien)
    todo = propio.lo_mio(contexto.motor(), persona.id, contexto.ahora())
    return json.dumps(todo, ensure_ascii=False, indent=2).encode()


def lo_mio(taller: TallerVisto, quien: Identidad) -> None:
    """«Descargar lo mío» y «Borrar lo mío»."""
    st.header(_("Tus datos"), anchor=False)
    st.caption(_("Lo que guardamos de ti en esta sala es tuyo: puedes llevártelo y puedes borrarlo."))
    with st.container(horizontal=True, key="mio_datos"):
        st.download_button(
            _("Descargar lo mío"), idioma.al_preparar(lambda: _descarga(quien)),
            file_name=f"lo-mio-{taller.codigo}.json", mime="application/json", key="mio_descargar", on_click="ignore",
            icon=":material/download:",
        )  # fmt: skip
        with st.popover(_("Borrar lo mío"), type="tertiary", icon=":material/delete:", key="mio_borrar_abrir"):
            st.write(
                _(
                    "Se borra todo lo que has escrito en esta sala, en todos sus talleres y en todos tus aparatos, y "
                    "sales de ella. Lo que ya cuenta en las cifras del grupo deja de contar. No se puede deshacer."
                )
            )
            seguro = st.checkbox(_("Sí, quiero borrar todo lo mío"), key="mio_borrar_seguro")
            st.button(_("Borrar y salir de la sala"), key="mio_borrar", type="primary", disabled=not seguro,
                      on_click=_borrar_lo_mio, args=(taller, quien))  # fmt: skip


def _borrar_lo_mio(taller: TallerVisto, quien: Identidad) -> None:
    with contexto.con_aviso():
        borrar(privado.borrar_lo_mio, quien=quien)
        sesion.olvidar_identidad(taller.codigo, Papel.PARTICIPA)
        recados.dejar_noticia(_("Hemos borrado todo lo tuyo y ya no estás en la sala."))
        destino.pedir("inicio", "")


def expurgo(taller: TallerVisto, quien: Identidad) -> None:
    """Borrar los textos que el grupo ha escrito en una fase, con confirmación."""
    with st.expander("Borrar los textos de una fase", key="expurgo", icon=":material/ink_eraser:"):
        titulos = {f.clave: literal(f.titulo) for f in taller.fases if f.tipo != "pausa"}
        clave = st.selectbox(
            "Fase cuyos textos se borran", list(titulos), format_func=lambda c: titulos.get(c, c), index=None,
            placeholder="Elige…", key="expurgo_fase",
        )  # fmt: skip
        st.caption(
            "Para cuando alguien ha escrito lo que no debía. Se borran los textos de todas las personas en esa fase; "
            "las cifras y las opciones elegidas se quedan. Queda en la traza y no se puede deshacer."
        )
        if clave:
            seguro = st.checkbox("Quiero borrar los textos de esa fase", key=f"expurgo_seguro_{clave}")
            st.button("Borrar los textos", key="expurgo_borrar", disabled=not seguro, on_click=_expurgar,
                      args=(quien, clave, titulos[clave]))  # fmt: skip


def _expurgar(quien: Identidad, clave: str, titulo: str) -> None:
    with contexto.con_aviso():
        borrar(privado.expurgar_fase, quien=quien, clave=clave)
        recados.dejar_noticia(f"Los textos de «{titulo}» se han borrado.")
