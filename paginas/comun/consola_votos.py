"""La votación de las aportaciones: mientras dura no se ven los totales; al cerrarla, se enseñan."""

from __future__ import annotations

import streamlit as st

from modelo.casos import agenda as casos
from modelo.valores import FaseVista, Identidad, TallerVisto
from paginas.comun.consola import hacer


def votacion(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    """Cerrar la votación o reabrirla: es cerrar o abrir la fase, y se deshace."""
    if not fase.revelada or taller.terminado:
        return
    se_vota = taller.se_vota(fase)
    caso, rotulo = (casos.cerrar_fase, "Cerrar la votación") if se_vota else (casos.abrir_fase, "Reabrir la votación")
    with st.container(horizontal=True, vertical_alignment="center", key="votacion"):
        st.button(
            rotulo, key="votacion_cambiar", type="primary" if se_vota else "secondary", icon=":material/how_to_vote:",
            on_click=hacer, args=(caso,), kwargs={"quien": quien, "clave": fase.clave},
        )  # fmt: skip
        st.caption(
            "Se está votando: nadie ve los totales. Al cerrarla, se ven y ya no se añade nada."
            if se_vota
            else "Votación cerrada: los totales están a la vista."
        )
