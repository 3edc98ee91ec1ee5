"""Importar las respuestas recogidas en papel o en la plantilla de este taller."""

from __future__ import annotations

import streamlit as st

from datos import importacion
from datos.exportacion.sobre import PDF, XLSX
from modelo.valores import Identidad, TallerVisto
from paginas.comun import contexto
from paginas.comun.traer import comun


def pintar(taller: TallerVisto, quien: Identidad) -> None:
    """Descargar la plantilla de este taller, subirla rellena y ver qué pasaría."""
    st.markdown(
        "Si falla la conexión o alguien prefiere el papel: descarga la plantilla **de este taller**, rellénala (o pasa "
        "a ella lo escrito a mano) y súbela. Da igual que las fases estén cerradas."
    )
    st.caption("El perfil no está: es privado de cada participante, que lo rellena en la sala con su código personal.")
    hoy = f"{contexto.ahora():%Y-%m-%d}"
    st.download_button(
        "Descargar el cuaderno para imprimir", lambda: importacion.cuaderno(contexto.motor(), taller, hoy).datos,
        f"palancas-cuaderno-{hoy}.pdf", PDF, key="importar_cuaderno", icon=":material/print:", on_click="ignore",
        help="Un PDF en blanco con lo que pregunta este taller: se imprime uno por persona.",
    )  # fmt: skip
    st.download_button(
        "Descargar la plantilla en Excel", lambda: importacion.plantilla(contexto.motor(), taller, hoy).datos,
        f"palancas-plantilla-{hoy}.xlsx", XLSX, key="importar_plantilla", icon=":material/download:",
        on_click="ignore",
    )  # fmt: skip
    subido = comun.subir("respuestas", "Plantilla rellena", ["xlsx"])
    if subido is not None:
        nombre, datos = subido
        with contexto.con_aviso(pintar=True):
            with st.spinner("Leyendo la plantilla…"):
                leido = importacion.leer_plantilla(contexto.motor(), taller, datos, nombre)
            comun.resultado(quien, leido, "respuestas")
