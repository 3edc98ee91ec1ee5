"""Estrategias, técnicas y procesos: aportar y votar."""

from __future__ import annotations

from typing import Any

import streamlit as st

from datos import consultas
from modelo import rotulos
from modelo.casos import grupo
from modelo.valores import Objeto
from paginas.comun import contexto
from paginas.comun.literal import literal
from paginas.fases.paso import Paso


def pintar_estrategias(paso: Paso) -> None:
    """Lo que cada cual aporta y, cuando se revela, los votos."""
    todas = consultas.aportaciones(contexto.motor(), paso.taller.id)
    for a in (a for a in todas if a.participante_id == paso.yo):
        with st.container(border=True, key=f"aportacion_{a.id}"):
            o = Objeto("aportacion", a.id)
            paso.f.opcion(o, "tipo", "Qué es", a.tipo, rotulos.TIPOS_DE_APORTACION)
            paso.f.lista(o, "palanca", "Palanca", a.palanca, paso.nombre_de_palanca())
            paso.f.texto(o, "texto", "Cuéntalo en una o dos frases", a.texto, largo=True, maximo=600)
            paso.f.baja(o, "Quitar esta aportación")
    paso.f.alta("aportacion", "Añadir aportación", clave="estrategias_anadir")
    if paso.fase.revelada:
        _votar(paso, [a for a in todas if a.texto])


def _votar(paso: Paso, todas: list[Any]) -> None:
    st.subheader("Vota", anchor=False)
    mios = consultas.votos_de(contexto.motor(), paso.taller.id, paso.yo)
    maximo = grupo.maximo_de_votos(len(todas))
    st.write(f"Te quedan {max(0, maximo - len(mios))} de {maximo} votos.")
    for a in sorted(todas, key=lambda a: (a.palanca, a.texto)):
        with st.container(border=True, key=f"voto_{a.id}"):
            st.markdown(f"{literal(a.texto)}  \n*{literal(paso.nombre_de_palanca().get(a.palanca, 'Sin palanca'))}*")
            dado = a.id in mios
            st.button(
                "Quitar mi voto" if dado else "Votar", key=f"votar_{a.id}", type="primary" if dado else "secondary",
                on_click=_cambiar_voto, args=(paso, a.id, dado), disabled=not paso.f.activo,
            )  # fmt: skip


def _cambiar_voto(paso: Paso, aportacion_id: str, dado: bool) -> None:
    with contexto.con_aviso():
        caso = grupo.quitar_voto if dado else grupo.votar
        contexto.ejecutar(caso, quien=paso.f.quien, aportacion_id=aportacion_id)
