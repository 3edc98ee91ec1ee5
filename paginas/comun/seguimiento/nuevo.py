"""El siguiente taller de la sala: se crea aquí para que cada cual se encuentre con sus compromisos de este."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import streamlit as st

from datos.idiomas.contenidos import DE_SEGUIMIENTO
from datos.plantillas import plantilla
from modelo.casos import sala
from modelo.valores import Identidad, TallerVisto
from paginas.comun import contexto, destino, recados
from paginas.comun.literal import literal


def crear(taller: TallerVisto, quien: Identidad) -> None:
    """Qué es el taller de seguimiento y el botón que lo crea; con este en marcha, pide decir que se sabe."""
    st.header("El taller de seguimiento", anchor=False)
    st.markdown(
        "Una hora con el mismo grupo, a los tres meses: qué fue de los compromisos, qué ha cambiado y un plan nuevo. "
        f"Se entra con el mismo código (**{taller.codigo}**), cada cual se encuentra lo que se propuso y se compara "
        "con las mismas palancas. Lo de este taller se queda en los resultados de la sala."
    )
    plan = taller.del_tipo("plan")
    if plan is not None and not plan.revelada:
        st.caption(
            f"«{literal(plan.titulo)}» está sin revelar: sus compromisos no se contarán hasta que se revele. "
            "Se puede también después, en esta página."
        )
    sabe = taller.terminado or st.checkbox(
        f"«{literal(taller.titulo)}» sigue en marcha: sé que al crear el de seguimiento todos pasan a él y este ya no "
        "se puede seguir.",
        key="seguimiento_crear_seguro",
    )
    st.button(
        "Crear el taller de seguimiento", key="seguimiento_crear", icon=":material/add:", on_click=_crear,
        args=(taller, quien), disabled=not sabe,
    )  # fmt: skip


def _crear(taller: TallerVisto, quien: Identidad) -> None:
    with contexto.con_aviso():
        # Solo se compara con la misma versión de palancas: van las de este taller, no las de serie.
        base = replace(plantilla("seguimiento"), palancas=contexto.palancas(taller))
        contexto.ejecutar(
            sala.crear_taller, plantilla=base,
            titulo=f"{DE_SEGUIMIENTO}{taller.titulo.removeprefix(DE_SEGUIMIENTO)}"[:120],
            organizacion=taller.organizacion, umbral=taller.umbral,
            borrar_el=contexto.ahora().date() + timedelta(days=sala.DIAS_HASTA_BORRAR), sala_id=quien.sala_id,
            quien=quien,
        )  # fmt: skip
        recados.dejar_noticia("Ya está el taller de seguimiento, en la misma sala. Quien entre con el código va a él.")
        destino.pedir("conducir", taller.codigo)
