"""Antes de revelar la comparación: si se podrá comparar a cada cual consigo mismo."""

from __future__ import annotations

import streamlit as st

from datos import agregados
from modelo.privacidad import Mirada
from modelo.valores import FaseVista, TallerVisto
from paginas.comun.revelado.lienzo import pedido_de


def quienes_repiten(taller: TallerVisto, fase: FaseVista) -> None:
    """Cuántas personas faltan de la otra vez, y por qué importa. Recuentos de asistencia: nadie sale por su nombre."""
    # El sitio va siempre: al revelar, lo de debajo no cambia de puesto.
    with st.container(key="quienes_repiten"):
        if not fase.revelada:
            _decir(taller, fase)


def _decir(taller: TallerVisto, fase: FaseVista) -> None:
    mirada = Mirada("facilita", taller.umbral, fase.revelada, fase.anonima)
    hay = agregados.repiten(pedido_de(taller, fase, mirada))
    if hay is None:
        return
    if not hay.faltan and not hay.nuevas:
        st.caption("Han valorado las mismas personas que la otra vez: se comparará a cada cual consigo mismo.")
        return
    quienes = []
    if hay.faltan:
        verbo = "falta" if hay.faltan == 1 else "faltan"
        quienes.append(f"{verbo} {hay.faltan} de quienes valoraron la otra vez")
    if hay.nuevas:
        quienes.append(f"{hay.nuevas} {'valora' if hay.nuevas == 1 else 'valoran'} por primera vez")
    dicho = " y ".join(quienes)
    st.info(
        f"{dicho[0].upper()}{dicho[1:]}. Con las mismas personas, cada cual se compara consigo mismo y se distinguen "
        "cambios mucho menores; si no, puede que haya que comparar los dos grupos enteros. A quien falte le puedes "
        "dejar abierta «Valoración», en la agenda.",
        icon=":material/groups:",
    )
