"""Perfil: eficacia y eficiencia por palanca, solo para quien responde."""

from __future__ import annotations

import streamlit as st

from datos import consultas
from datos.idiomas import _, rotulos
from modelo.valores import Objeto
from paginas.comun import contexto
from paginas.comun.navegacion import boton_a
from paginas.fases.paginado import Paginado
from paginas.fases.paso import Paso

EJES = ("eficacia", "eficiencia")
MINIMO = 6


def pintar_perfil(paso: Paso) -> None:
    """Dos preguntas directas por palanca, una palanca por pantalla."""
    dados = consultas.perfil_de(contexto.motor(), paso.taller.id, paso.yo)
    hechas = {p.clave: sum(dados.get(p.clave, {}).get(eje) is not None for eje in EJES) for p in paso.palancas}
    paginas = Paginado("perfil", paso.palancas, hechas, de_cada_una=len(EJES), listo=paso.f.activo and paso.mio.listo)
    if paginas.indice == 0:
        st.info(rotulos.AVISO_DEL_PERFIL, icon=":material/visibility_off:")
    with paginas.pantalla(paso.f) as p:
        o, suyo = Objeto("perfil", p.clave), dados.get(p.clave, {})
        for eje in EJES:
            pregunta = rotulos.PREGUNTAS_DE_PERFIL[eje]
            paso.f.escala(o, eje, f"**{pregunta.nombre}.** {pregunta.texto}", suyo.get(eje), 1, 5, al_vuelo=True)
            st.caption(" · ".join(f"**{n}** {ancla}" for n, ancla in zip((1, 3, 5), pregunta.anclas, strict=True)))
        paso.f.texto(o, "hecho", rotulos.PREGUNTA_DEL_HECHO, suyo.get("hecho", ""), largo=True, alto=80)
    paginas.pasos()
    por_eje = [sum(dados.get(p.clave, {}).get(eje) is not None for p in paso.palancas) for eje in EJES]
    if min(por_eje) >= MINIMO:
        boton_a(_("Ver mi perfil"), "mio", sala=paso.taller.codigo, key="perfil_ver", icon=":material/person:")
    if paginas.indice:
        st.caption(rotulos.AVISO_DEL_PERFIL)
