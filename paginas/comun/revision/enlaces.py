"""Crear, copiar y revocar enlaces de revisión."""

from __future__ import annotations

import streamlit as st

from datos import consultas
from datos.vistas import EnlaceVisto
from modelo.casos import revision as casos
from modelo.valores import Identidad, TallerVisto
from paginas.comun import contexto, sesion
from paginas.comun.consola_taller import direccion
from paginas.comun.literal import literal


def enlaces(taller: TallerVisto, quien: Identidad) -> None:
    """Lo que hay abierto, lo que se acaba de crear y cómo crear otro."""
    st.markdown(
        "Un enlace de revisión enseña los resultados **en conjunto y sin nombres**, sin dejar tocar nada. Caduca solo, "
        "y se puede cortar antes."
    )
    _recien_creado(taller)
    with st.container(border=True, key="tarjeta_enlace_nuevo"):
        st.text_input("Para quién es", key="revision_rotulo", max_chars=60, placeholder="Dirección, equipo comercial…")
        st.selectbox(
            "Cuánto dura", [7, 30, 90, 180], index=1, format_func=lambda d: f"{d} días", key="revision_dias",
            filter_mode=None,
        )  # fmt: skip
        st.button("Crear enlace de revisión", key="revision_crear", type="primary", icon=":material/add_link:",
                  on_click=_crear, args=(taller, quien))  # fmt: skip
    hechos = consultas.enlaces_de_revision(contexto.motor(), quien.sala_id)
    if not hechos:
        st.caption("Todavía no has creado ninguno.")
    for enlace in reversed(hechos):
        _enlace(enlace, quien)


def _crear(taller: TallerVisto, quien: Identidad) -> None:
    with contexto.con_aviso():
        dias = int(sesion.valor("revision_dias") or casos.DIAS_DE_SERIE)
        ficha = contexto.ejecutar(casos.crear_enlace, quien=quien, rotulo=sesion.valor("revision_rotulo"), dias=dias)
        sesion.recordar_ficha(taller.codigo, "revisar", ficha)


def _recien_creado(taller: TallerVisto) -> None:
    from paginas.comun.componentes import copiar

    ficha = sesion.fichas(taller.codigo).get("revisar")
    if not ficha:
        return
    with st.container(border=True, key="tarjeta_enlace_recien"):
        st.success("Enlace creado. Cópialo ahora: no se vuelve a mostrar.", icon=":material/link:")
        st.code(direccion(f"r/{ficha}"), language=None, wrap_lines=True)
        copiar(direccion(f"r/{ficha}"), rotulo="Copiar el enlace de revisión", clave="copiar_revision")
        st.button("Ya lo he guardado", key="revision_guardado", type="tertiary", on_click=sesion.olvidar_ficha,
                  args=(taller.codigo, "revisar"))  # fmt: skip


def _enlace(enlace: EnlaceVisto, quien: Identidad) -> None:
    ahora, zona = contexto.ahora(), contexto.zona()
    vale = enlace.vale(ahora)
    hasta = f"{enlace.caduca_en.astimezone(zona):%d/%m/%Y %H:%M}" if enlace.caduca_en else "—"
    estado = f"vale hasta el {hasta}" if vale else "cortado" if enlace.revocada_en else f"caducó el {hasta}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"enlace_{enlace.huella[:12]}"):
        st.markdown(f"**{literal(enlace.rotulo or 'Sin nombre')}** · {estado}")
        if vale:
            st.button("Cortar el enlace", key=f"enlace_cortar_{enlace.huella[:12]}", type="tertiary",
                      icon=":material/link_off:", on_click=_cortar, args=(enlace.huella, quien))  # fmt: skip


def _cortar(huella: str, quien: Identidad) -> None:
    with contexto.con_aviso():
        contexto.ejecutar(casos.revocar_enlace, quien=quien, huella=huella)
