"""Perfil: eficacia y eficiencia por palanca, solo para quien responde."""

from __future__ import annotations

import streamlit as st

from datos import consultas
from modelo import rotulos
from modelo.valores import Objeto
from paginas.comun import contexto, sesion
from paginas.comun.literal import literal
from paginas.fases.paso import Paso


def pintar_perfil(paso: Paso) -> None:
    """Dos preguntas directas por palanca, una palanca por pantalla."""
    st.info(rotulos.AVISO_DEL_PERFIL, icon=":material/visibility_off:")
    dados = consultas.perfil_de(contexto.motor(), paso.taller.id, paso.yo)
    hechas = sum(d.get(eje) is not None for d in dados.values() for eje in ("eficacia", "eficiencia"))
    indice = min(int(sesion.elegido("perfil_palanca") or 0), len(paso.palancas) - 1)
    p = paso.palancas[indice]
    st.progress(hechas / (2 * len(paso.palancas)), text=f"{hechas} de {2 * len(paso.palancas)}")
    st.header(literal(p.nombre), anchor=False)
    st.write(literal(p.que_es))
    o, suyo = Objeto("perfil", p.clave), dados.get(p.clave, {})
    paso.f.escala(
        o, "eficacia", "Con esta palanca consigo el efecto que busco en mis clientes.", suyo.get("eficacia"), 1, 5
    )
    st.caption("1 no veo efecto · 3 a veces, sin poder demostrarlo · 5 sí, y puedo citar un hecho")
    paso.f.texto(o, "hecho", "¿Qué hecho lo muestra?", suyo.get("hecho", ""), largo=True, maximo=600, alto=80)
    paso.f.escala(
        o,
        "eficiencia",
        "Lo consigo de forma consciente, repetible y con un esfuerzo razonable.",
        suyo.get("eficiencia"),
        1,
        5,
    )
    st.caption(
        "1 a base de heroicidades o de suerte · 3 me sale, sin método · 5 tengo método y otra persona podría repetirlo"
    )
    with st.container(horizontal=True, key="pasos_palanca"):
        st.button(
            "Anterior", key="perfil_anterior", disabled=indice == 0, on_click=sesion.elegir,
            args=("perfil_palanca", str(indice - 1)),
        )  # fmt: skip
        st.button(
            "Siguiente", key="perfil_siguiente", disabled=indice == len(paso.palancas) - 1, type="primary",
            on_click=sesion.elegir, args=("perfil_palanca", str(indice + 1)),
        )  # fmt: skip
