"""Descubrir las palancas: qué había detrás de cada hecho."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from datos import consultas
from modelo import rotulos
from modelo.valores import Objeto
from paginas.comun import contexto
from paginas.comun.literal import literal
from paginas.fases.paso import Paso

ESPERA_DE_DEFINICIONES = timedelta(minutes=5)


def pintar_descubrir(paso: Paso) -> None:
    """Asignar cada hecho a ninguna, una o dos palancas."""
    nombres = paso.nombre_de_palanca()
    _definiciones(paso)
    hay = False
    for cliente in paso.clientes:
        hitos = consultas.hijos_de(contexto.motor(), "hito", cliente.id)
        interacciones = consultas.hijos_de(contexto.motor(), "interaccion", cliente.id)
        if not hitos and not interacciones:
            continue
        hay = True
        st.subheader(literal(cliente.alias or "Sin alias"), anchor=False)
        for h in hitos:
            rotulo = literal(h.que_paso or "Hito sin texto") + f" · {h.fecha[:7] or 'sin fecha'}"
            paso.f.varias(Objeto("hito", h.id), "palancas", rotulo, h.palancas, nombres)
        for i in interacciones:
            rotulo = f"{rotulos.CANALES.get(i.canal) or 'Contacto'} · {rotulos.FRECUENCIAS.get(i.frecuencia) or ''}"
            paso.f.varias(Objeto("interaccion", i.id), "palancas", literal(rotulo), i.palancas, nombres)
    if not hay:
        st.info("Aquí aparecen tus hitos e interacciones. Todavía no tienes ninguno.", icon=":material/timeline:")
    rotulo = "¿Falta alguna palanca?"
    paso.f.texto(paso.suelto(), "falta_alguna", rotulo, paso.respuestas.get("falta_alguna", ""), maximo=300)


def _definiciones(paso: Paso) -> None:
    inicio = paso.fase.inicia_en
    if inicio is not None and contexto.ahora() - inicio < ESPERA_DE_DEFINICIONES:
        st.write(
            "Primero, con el nombre basta: ¿qué había detrás de cada hecho? Dentro de 5 minutos verás qué es cada una."
        )
        return
    with st.expander("Qué es cada palanca", expanded=False, key="definiciones"):
        st.write("Son una propuesta de la casa; quien facilita puede haberla cambiado.")
        for p in paso.palancas:
            st.markdown(f"**{literal(p.nombre)}.** {literal(p.que_es)}")
