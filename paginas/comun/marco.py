"""Lo que visten todas las páginas: marca y avisos pendientes."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from datos.idiomas import _
from modelo.errores import ErrorDelTaller
from paginas.comun import contexto, recados
from paginas.comun.mensajes import mensaje

ESTATICOS = Path(__file__).parent.parent / "static"
ANCHAS = ("preparar", "importar", "conducir", "proyectar", "resultados", "comparar", "revisar", "seguimiento")


def exigir_base() -> None:
    """Sin base no se dibuja nada más: se dice qué pasa y quién puede arreglarlo."""
    try:
        contexto.motor()
    except ErrorDelTaller as error:
        cabecera(_("Ahora no se puede abrir"))
        st.error(mensaje(error), icon=":material/database_off:")
        if st.button(_("Probar otra vez"), key="base_reintentar"):
            st.rerun()
        st.stop()


def cabecera(titulo: str, detalle: str = "") -> None:
    """Marca, título de la página y una línea de detalle."""
    with st.container(key="cabecera", horizontal=True, vertical_alignment="center"):
        st.image(str(ESTATICOS / "marca.svg"), width=132, alt="Palancas")
    st.title(titulo, anchor=False)
    if detalle:
        st.caption(detalle)


def avisos() -> None:
    """Lo de ``decir_avisos``, siempre en el mismo sitio para no mover los campos."""
    with st.container(key="avisos"):
        decir_avisos()


def decir_avisos() -> None:
    """Enseña lo que falló o salió bien en el último gesto."""
    if texto := recados.aviso():
        st.error(texto, icon=":material/error:")
    if texto := recados.noticia():
        st.success(texto, icon=":material/check_circle:")
