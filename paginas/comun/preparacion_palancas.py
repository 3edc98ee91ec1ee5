"""Preparar el taller: las palancas y lo que se pregunta de cada una."""

from __future__ import annotations

from typing import Any

import streamlit as st

from datos import plantillas as serie
from modelo.casos import preparar as casos
from modelo.plantillas import LARGO_DE_NOMBRE_CORTO, Afirmacion, Palanca
from modelo.valores import Identidad, TallerVisto
from paginas.comun import contexto, sesion
from paginas.comun.consola import hacer
from paginas.comun.literal import literal

NOTAS = (1, 3, 5)


def palancas(taller: TallerVisto, quien: Identidad, todo: bool) -> None:
    """Las ocho palancas, una por tarjeta, y cómo volver a las de la casa."""
    st.caption(
        "Las ocho palancas son una propuesta: puedes cambiarlas hasta la primera respuesta. Las 24 afirmaciones son "
        "redacción propia y no están validadas."
    )
    suyas = contexto.palancas(taller)
    de_serie = {p.clave: p for p in serie.palancas()}
    if taller.palancas_version != serie.version_de_serie():
        st.warning(
            "Has cambiado alguna afirmación: este taller tiene su propia versión y no se compara con los que usan las "
            "palancas de la casa.",
            icon=":material/compare_arrows:",
        )
    for p in suyas:
        cambiada = " · cambiada" if p != de_serie[p.clave] else ""
        tarjeta = st.expander(f"{literal(p.nombre)}{cambiada}", key=f"preparar_palanca_{p.clave}", on_change="rerun")
        if tarjeta.open:
            with tarjeta:
                _editor(p, de_serie[p.clave], taller, quien, todo)
    if todo and tuple(suyas) != serie.palancas():
        st.button("Volver a las palancas de la casa", key="preparar_casa_palancas", icon=":material/restart_alt:",
                  on_click=hacer, args=(casos.volver_a_las_palancas,),
                  kwargs={"quien": quien, "palancas": serie.palancas()})  # fmt: skip


def _editor(p: Palanca, de_serie: Palanca, taller: TallerVisto, quien: Identidad, todo: bool) -> None:
    base = f"preparar_{p.clave}_v{taller.version}"
    comun: dict[str, Any] = {"disabled": not todo}
    st.text_input("Nombre", value=p.nombre, max_chars=60, key=f"{base}_nombre", **comun)
    st.text_input("Nombre corto, para el radar", value=p.nombre_corto, max_chars=LARGO_DE_NOMBRE_CORTO,
                  key=f"{base}_corto", **comun)  # fmt: skip
    st.text_area("Qué es", value=p.que_es, max_chars=300, height=68, key=f"{base}_que_es", **comun)
    for numero, a in enumerate(p.afirmaciones, start=1):
        st.text_area(f"Afirmación {numero}", value=a.texto, max_chars=240, height=68, key=f"{base}_a{numero}", **comun)
    for nota, ancla in zip(NOTAS, p.anclas, strict=True):
        st.text_input(f"Cómo es un {nota}", value=ancla, max_chars=120, key=f"{base}_n{nota}", **comun)
    if not todo:
        return
    st.caption(
        "Si cambias una afirmación, cambia la versión: el taller ya no se compara con los que usan las de la casa."
    )
    with st.container(horizontal=True, key=f"preparar_botones_{p.clave}"):
        st.button("Guardar la palanca", key=f"{base}_guardar", type="primary", on_click=_guardar,
                  args=(p, base, quien))  # fmt: skip
        if p != de_serie:
            st.button("Volver a la de la casa", key=f"{base}_serie", on_click=hacer, args=(casos.editar_palanca,),
                      kwargs={"quien": quien, "palanca": de_serie})  # fmt: skip


def _guardar(p: Palanca, base: str, quien: Identidad) -> None:
    escrita = Palanca(
        clave=p.clave,
        nombre=sesion.valor(f"{base}_nombre"),
        nombre_corto=sesion.valor(f"{base}_corto"),
        ambito=p.ambito,
        que_es=sesion.valor(f"{base}_que_es"),
        afirmaciones=tuple(Afirmacion(a.clave, sesion.valor(f"{base}_a{n}")) for n, a in enumerate(p.afirmaciones, 1)),
        anclas=tuple(sesion.valor(f"{base}_n{nota}") for nota in NOTAS),
    )
    hacer(casos.editar_palanca, quien=quien, palanca=escrita)
