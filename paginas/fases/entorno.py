"""Entorno: quién hay al otro lado y en qué contexto."""

from __future__ import annotations

from typing import Any

import streamlit as st

from datos import consultas
from modelo import rotulos
from modelo.valores import Objeto
from paginas.comun import contexto
from paginas.comun.literal import literal
from paginas.fases.paso import Paso


def pintar_entorno(paso: Paso) -> None:
    """Interlocutores y rasgos del contexto de un cliente."""
    c = paso.elegir_cliente("entorno_cliente")
    if c is None:
        return
    personas = consultas.hijos_de(contexto.motor(), "interlocutor", c.id)
    st.subheader(f"Interlocutores ({len(personas)})", anchor=False)
    for persona in personas:
        with st.expander(
            literal(persona.alias or "Sin alias todavía"), expanded=not persona.alias, key=f"tarjeta_{persona.id}"
        ):
            _interlocutor(paso, persona)
    paso.f.alta("interlocutor", "Añadir interlocutor", padre=c.id, clave=f"entorno_anadir_{c.id}")
    st.subheader("Contexto", anchor=False)
    o = Objeto("cliente", c.id)
    for campo, rasgo in rotulos.RASGOS.items():
        izquierda, derecha = rasgo.izquierda, rasgo.derecha
        escala = {-2: f"{izquierda} (−2)", -1: "−1", 0: "0", 1: "+1", 2: f"{derecha} (+2)"}
        paso.f.opcion(o, campo, f"{izquierda} ↔ {derecha.lower()}", getattr(c, campo), escala)
    paso.f.lista(o, "distancia", "Distancia y husos horarios", c.distancia, rotulos.DISTANCIAS)
    paso.f.lista(o, "cultura", "¿Cómo se decide en esa casa?", c.cultura, rotulos.CULTURAS_DE_DECISION)
    paso.f.lista(o, "proveedores", "¿Qué otros proveedores tiene?", c.proveedores, rotulos.OTROS_PROVEEDORES)
    paso.f.texto(o, "exito", "¿Qué significa «éxito» para este cliente?", c.exito, largo=True)


def _interlocutor(paso: Paso, p: Any) -> None:
    f, o = paso.f, Objeto("interlocutor", p.id)
    f.texto(o, "alias", "Alias", p.alias, maximo=60)
    f.texto(o, "area", "Área o nivel", p.area, maximo=80)
    f.opcion(o, "influencia", "Influencia", p.influencia, rotulos.INFLUENCIAS)
    f.opcion(o, "actitud", "Actitud hacia ti", p.actitud, rotulos.ACTITUDES)
    f.si_no(o, "trato_directo", "¿Trato directo?", p.trato_directo)
    f.baja(o, "Quitar este interlocutor")
