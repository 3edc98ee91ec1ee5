"""Preparar el taller: sus fases, sus textos y sus palancas, antes de que nadie responda."""

from __future__ import annotations

import streamlit as st

from paginas.comun import guardas, marco, preparacion, preparacion_datos, preparacion_palancas, ritmo
from paginas.comun.literal import literal
from paginas.comun.navegacion import boton_a

codigo, quien = guardas.exigir_facilitador()
taller = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, taller)
marco.cabecera("Preparar el taller", f"{literal(taller.titulo)} · sala {codigo}")
with st.container(horizontal=True, key="preparar_ir"):
    boton_a(
        "Ir a la consola", "conducir", sala=codigo, key="preparar_consola", icon=":material/arrow_back:", type="primary"
    )
    boton_a(
        "Importar personas, clientes o respuestas",
        "importar",
        sala=codigo,
        key="preparar_importar",
        icon=":material/upload_file:",
    )
abierto = preparacion.abierto(taller, quien)
preparacion.aviso(abierto)
marco.avisos()
partes = {
    "Agenda": preparacion.agenda,
    "Palancas": preparacion_palancas.palancas,
    "Datos del taller": preparacion_datos.datos,
}
pestanas = st.tabs(list(partes), key="preparar_parte", on_change="rerun")
for pestana, pintar in zip(pestanas, partes.values(), strict=True):
    if pestana.open:
        with pestana:
            pintar(taller, quien, abierto)
