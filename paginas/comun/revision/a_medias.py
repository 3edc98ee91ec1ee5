"""El comentario que alguien tiene a medias: se conserva aunque su enlace deje de valer."""

from __future__ import annotations

import streamlit as st

from datos.idiomas import _
from paginas.comun import sesion
from paginas.comun.componentes.consola import guardar_al_parar

SITIO = "comentario"


def clave(campo: str) -> str:
    """La de ese campo del comentario nuevo. Al dejarlo cambia, y los campos salen vacíos."""
    return f"comentar_{campo}_{sesion.id_reservado('comentar')[:8]}"


def vigilar(codigo: str, campo: str) -> str:
    """Lo que se teclea en ese campo llega al servidor al parar un momento, sin esperar a salir de él.

    Devuelve lo que se tecleaba en el campo vigilado antes en esa sala, si ha desaparecido sin que llegara.
    """
    return guardar_al_parar(campo, taller=codigo, fase=SITIO, antes="").get("texto", "")


def ensenar(codigo: str) -> None:
    """A quien ya no puede comentar, lo que estaba escribiendo, para que se lo lleve."""
    campo = clave("texto")
    # El campo ya no se dibuja: la plataforma olvida lo que había en él al acabar este dibujo.
    for escrito in (sesion.valor(campo), vigilar(codigo, f"sin_{campo}")):
        if escrito.strip():
            sesion.elegir(f"a_medias_{codigo}", escrito.strip())
    texto = sesion.elegido(f"a_medias_{codigo}")
    if not texto:
        return
    from paginas.comun.componentes import copiar

    with st.container(border=True, key="tarjeta_a_medias"):
        st.markdown(_("Esto estabas escribiendo, y no se ha enviado. Cópialo antes de cerrar la página."))
        st.code(texto, language=None, wrap_lines=True)
        copiar(texto, rotulo=_("Copiar el comentario"), clave="copiar_a_medias")
