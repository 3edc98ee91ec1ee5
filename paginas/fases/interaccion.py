"""Interacción: cómo es el contacto habitual con cada cliente."""

from __future__ import annotations

from typing import Any

import streamlit as st

from datos import consultas
from modelo import rotulos
from modelo.valores import Objeto
from paginas.comun import contexto
from paginas.comun.literal import literal
from paginas.fases.paso import Paso


def pintar_interaccion(paso: Paso) -> None:
    """Las formas de contacto de un cliente."""
    c = paso.elegir_cliente("interaccion_cliente")
    if c is None:
        return
    filas = consultas.hijos_de(contexto.motor(), "interaccion", c.id)
    for numero, fila in enumerate(filas, 1):
        rotulo = rotulos.CANALES.get(fila.canal) or "por describir"
        with st.expander(literal(f"{numero} · {rotulo}"), expanded=not fila.canal, key=f"tarjeta_{fila.id}"):
            _interaccion(paso, fila)
    paso.f.alta("interaccion", "Añadir interacción", padre=c.id, clave=f"interaccion_anadir_{c.id}")


def _interaccion(paso: Paso, i: Any) -> None:
    f, o = paso.f, Objeto("interaccion", i.id)
    f.lista(o, "canal", "Canal", i.canal, rotulos.CANALES)
    f.lista(o, "frecuencia", "Frecuencia", i.frecuencia, rotulos.FRECUENCIAS)
    f.opcion(o, "iniciativa", "¿Quién toma la iniciativa?", i.iniciativa, rotulos.INICIATIVAS)
    f.opcion(o, "para_que", "¿Para qué?", i.para_que, rotulos.PARA_QUE)
    f.opcion(o, "pactada", "¿Pactada o improvisada?", i.pactada, {True: "Pactada", False: "Improvisada"})
    f.escala(o, "calidad", "Calidad (1 mala · 5 excelente)", i.calidad, 1, 5)
    f.texto(o, "dificultad", "¿Qué la hace difícil?", i.dificultad, largo=True)
    f.baja(o, "Quitar esta interacción")
