"""Traer a la sala lo que está en un archivo: personas y clientes, respuestas recogidas fuera e informes de otros."""

from __future__ import annotations

import streamlit as st

from paginas.comun import guardas, marco, ritmo
from paginas.comun.literal import literal
from paginas.comun.navegacion import boton_a
from paginas.comun.traer import gente, informes, respuestas

codigo, quien = guardas.exigir_facilitador()
taller = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, taller)
marco.cabecera("Importar", f"{literal(taller.titulo)} · sala {codigo}")
with st.container(horizontal=True, key="importar_ir"):
    boton_a("Ir a la consola", "conducir", sala=codigo, key="importar_consola", icon=":material/arrow_back:")
    boton_a("Preparar el taller", "preparar", sala=codigo, key="importar_preparar", icon=":material/tune:")
st.caption(
    "Antes de guardar nada verás qué entra. O entra todo o no entra nada, y lo que alguien ya escribió no se toca."
)
marco.avisos()
partes = {
    "Personas y clientes": gente.pintar,
    "Respuestas recogidas fuera": respuestas.pintar,
    "Informes de otros talleres": informes.pintar,
}
pestanas = st.tabs(list(partes), key="importar_parte", on_change="rerun")
for pestana, pintar in zip(pestanas, partes.values(), strict=True):
    if pestana.open:
        with pestana:
            pintar(taller, quien)
