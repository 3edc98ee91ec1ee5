"""Histórico: primero la intuición, luego los hitos."""

from __future__ import annotations

from typing import Any

import streamlit as st

from datos import consultas
from modelo import rotulos
from modelo.valores import Objeto
from paginas.comun import contexto
from paginas.comun.literal import literal
from paginas.fases.paso import Paso

MINIMO, MAXIMO = 4, 8


def pintar_historico(paso: Paso) -> None:
    """Elegir un cliente estable y uno perdido y contar su historia."""
    if not paso.clientes:
        paso.elegir_cliente("historico_cliente")
        return
    c = paso.elegir_cliente("historico_cliente")
    if c is None:
        return
    o = Objeto("cliente", c.id)
    paso.f.opcion(
        o, "papel", "En este taller, este cliente es…", c.papel, {"estable": "Mi estable", "perdido": "Mi perdido"}
    )
    intuicion = paso.f.numero(
        o,
        "intuicion",
        f"Antes de escribir hitos, adivina: ¿qué predisposición tiene hoy {literal(c.alias or 'este cliente')} "
        "a abrir nuevos frentes contigo? (0 ninguna · 100 total)",
        c.intuicion,
        0,
        100,
    )
    if intuicion is None and c.intuicion is None:
        st.info("Escribe tu intuición y aparecerán los hitos.", icon=":material/lightbulb:")
        return
    hitos = consultas.hijos_de(contexto.motor(), "hito", c.id)
    st.subheader(f"Hitos ({len(hitos)} de {MINIMO}–{MAXIMO})", anchor=False)
    for numero, hito in enumerate(hitos, 1):
        _hito(paso, numero, hito)
    if len(hitos) < MAXIMO:
        paso.f.alta("hito", "Añadir hito", padre=c.id, clave=f"historico_anadir_{c.id}")
    paso.f.casilla(o, "ofrece_linea", "Ofrezco esta línea de tiempo al grupo, con su alias", c.ofrece_linea)


def _hito(paso: Paso, numero: int, h: Any) -> None:
    o = Objeto("hito", h.id)
    with st.container(border=True, key=f"hito_{h.id}"):
        st.markdown(f"**Hito {numero}**")
        paso.f.mes(o, "fecha", "Cuándo (mes y año)", h.fecha)
        paso.f.opcion(o, "valencia", "Qué supuso", h.valencia, rotulos.VALENCIAS)
        paso.f.texto(o, "que_paso", "Qué pasó", h.que_paso, maximo=300)
        paso.f.opcion(o, "ambito", "Ámbito", h.ambito, rotulos.AMBITOS)
        paso.f.baja(o, "Quitar este hito")
