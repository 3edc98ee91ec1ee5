"""El pulso que entera a cada pantalla de los cambios de su sala."""

from __future__ import annotations

import streamlit as st

from modelo.valores import TallerVisto
from paginas.comun import contexto, sesion, tablon

CADA = 1.0
ENTRE_ACTIVIDAD = 2.0


def vigilar(codigo: str, taller: TallerVisto, *, participante: str | None = None, con_actividad: bool = False) -> None:
    """Pone el pulso. Sin cambios, solo mira un contador en memoria; con cambios, redibuja la página."""
    visto = tablon.leer(codigo, contexto.motor()) or (taller.version, taller.actividad)
    _pulso(codigo, participante or "", taller.version, visto[1] if con_actividad else -1, tablon.reloj())


def hay_que_redibujar(ahora: tuple[int, int] | None, *, version: int, actividad: int, hace: float) -> bool:
    """Si lo dibujado hace ``hace`` segundos ya no vale.

    Un cambio de versión no espera; la actividad (−1: no se mira) deja al menos 2 s entre dibujos.
    """
    if ahora is None or ahora[0] != version:
        return True
    return actividad >= 0 and ahora[1] != actividad and hace >= ENTRE_ACTIVIDAD


@st.fragment(run_every=CADA)
def _pulso(codigo: str, participante: str, version: int, actividad: int, dibujado: float) -> None:
    if participante:
        tablon.latir(codigo, participante, sesion.puesto())
    ahora = tablon.leer(codigo, contexto.motor())
    if hay_que_redibujar(ahora, version=version, actividad=actividad, hace=tablon.reloj() - dibujado):
        st.rerun()
