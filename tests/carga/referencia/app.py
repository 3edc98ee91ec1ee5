"""La aplicación más pequeña que hace lo que hace un taller en Streamlit: el suelo con el que se compara Palancas.

Dos páginas de participante, cada una con su pulso de un segundo: ``/minima`` (ocho deslizadores y un texto) y
``/gemela`` (los mismos campos que la página de valorar de Palancas, sin base de datos ni reglas). En ``/mando``,
«Avanzar» cambia de fase y las demás se redibujan al verlo en su pulso.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

OPCIONES = ("1 Nada cierto", "2 Poco cierto", "3 A medias", "4 Bastante cierto", "5 Totalmente cierto", "No lo sé")


@st.cache_resource
def comun() -> dict[str, int]:
    """Lo que comparten todas las sesiones."""
    return {"fase": 0}


@st.fragment(run_every=1.0)
def pulso(fase: int) -> None:
    """Mira si ha cambiado la fase."""
    ahora = comun()["fase"]
    st.markdown(f"contador {ahora}")
    if ahora != fase:
        st.rerun()


def minima() -> None:
    """Ocho deslizadores y un texto."""
    fase = comun()["fase"]
    st.title(f"Fase {fase}")
    valores = [st.slider(f"Campo {i}", 1, 5, 3, key=f"campo{i}") for i in range(8)]
    st.text_area("Comentario", key="comentario")
    st.button("Enviar", key="enviar")
    st.caption(f"suma {sum(valores)}")
    pulso(fase)


def gemela() -> None:
    """Lo mismo que se ve al valorar una palanca, con textos fijos."""
    fase = comun()["fase"]
    pulso(fase)
    st.markdown("**Taller**")
    st.title(f"Fase {fase}")
    st.write("Una consigna de una línea para quien participa.")
    with st.container(key="formulario"):
        st.segmented_control("¿Sobre quién?", ["El estable", "El perdido"], default="El estable", key="quien")
        st.progress(0.5, text="12 de 24")
        st.header("Una palanca")
        st.write("Qué es esa palanca, en una línea.")
        st.markdown("Pensando en **Cliente A**…")
        for i in range(3):
            st.segmented_control(f"Afirmación {i}", OPCIONES, key=f"campo{i}", width="stretch")
        with st.expander("¿Cómo es un 1, un 3 y un 5?"):
            for nota in (1, 3, 5):
                st.markdown(f"**{nota}** · un ancla")
        st.text_area("¿Qué hecho lo justifica?", key="hecho")
        _botones("Anterior", "Siguiente")
    st.caption("Quién ve esto.")
    with st.container(horizontal=True):
        st.button("Listo")
        with st.popover("Aparcamiento"):
            st.text_area("¿Qué dejamos para el cierre?")
            st.button("Aparcar")
        st.button("Lo mío")
    with st.expander("Otras fases"):
        for i in range(3):
            st.button(f"Otra {i}", type="tertiary")


def _botones(*rotulos: str) -> None:
    with st.container(horizontal=True):
        for rotulo in rotulos:
            st.button(rotulo)


def mando() -> None:
    """Quien avanza."""
    st.button("Avanzar", key="avanzar", on_click=lambda: comun().update(fase=comun()["fase"] + 1))


def _pagina(funcion: Any) -> Any:
    return st.Page(funcion, url_path=funcion.__name__, default=funcion is minima)


st.navigation([_pagina(minima), _pagina(gemela), _pagina(mando)], position="hidden").run()
