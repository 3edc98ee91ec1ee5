"""Plan: compromisos «si… entonces», y su seguimiento en el taller siguiente."""

from __future__ import annotations

from typing import Any

import streamlit as st

from datos import consultas
from modelo import rotulos
from modelo.valores import Objeto
from paginas.comun import contexto
from paginas.comun.literal import literal
from paginas.fases.paso import Paso


def pintar_plan(paso: Paso) -> None:
    """Uno o varios compromisos."""
    suyos = consultas.compromisos_de(contexto.motor(), paso.taller.id, paso.yo)
    for numero, c in enumerate(suyos, 1):
        with st.container(border=True, key=f"compromiso_{c.id}"):
            st.markdown(f"**Compromiso {numero}**")
            _compromiso(paso, c)
    paso.f.alta("compromiso", "Añadir compromiso", clave="plan_anadir")


def _compromiso(paso: Paso, c: Any) -> None:
    f, o = paso.f, Objeto("compromiso", c.id)
    f.texto(o, "situacion", "Si… (situación)", c.situacion, maximo=300)
    f.texto(o, "accion", "…entonces haré (acción)", c.accion, maximo=300)
    f.fecha(o, "antes_de", "Antes de", c.antes_de)
    f.texto(o, "senal", "Lo notaré en (señal)", c.senal, maximo=300)
    f.lista(o, "palanca", "Palanca", c.palanca, paso.nombre_de_palanca())
    f.lista(o, "cliente_id", "Cliente", c.cliente_id, {k.id: k.alias or "Sin alias" for k in paso.clientes})
    f.opcion(o, "horizonte", "Horizonte", c.horizonte, rotulos.HORIZONTES)
    f.texto(o, "acompana", "¿Quién te acompaña?", c.acompana, maximo=60)
    f.baja(o, "Quitar este compromiso")


def pintar_compromisos(paso: Paso) -> None:
    """Qué ha sido de cada compromiso anterior."""
    motor = contexto.motor()
    otros = [t.id for t in consultas.talleres_de(motor, paso.taller.sala_id) if t.id != paso.taller.id]
    suyos = [c for taller in otros for c in consultas.compromisos_de(motor, taller, paso.yo)]
    if not suyos:
        st.info("No hay compromisos de un taller anterior en esta sala.")
    for c in suyos:
        with st.container(border=True, key=f"seguimiento_{c.id}"):
            st.markdown(f"Si {literal(c.situacion or '…')}, entonces haré {literal(c.accion or '…')}")
            o = Objeto("compromiso", c.id)
            paso.f.opcion(o, "estado", "Cómo va", c.estado, rotulos.ESTADOS_DE_COMPROMISO)
            paso.f.texto(o, "nota", "Nota", c.nota, largo=True)
