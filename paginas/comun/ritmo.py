"""Cómo se entera cada pantalla de los cambios de su sala.

El servidor avisa (``paginas/http/avisos.py``) y la pestaña pide redibujarse. Por debajo queda un pulso: rápido mientras
la pestaña no diga que oye los avisos, y lento después, por si dejan de llegar sin que nadie lo note.
"""

from __future__ import annotations

import zlib

import streamlit as st

from modelo.valores import TallerVisto
from paginas.comun import contexto, oyentes, sesion, tablon
from paginas.comun.componentes import avisos

RAPIDO = 1.0
LENTO = 30.0
CLAVE = "escucha"


def vigilar(codigo: str, taller: TallerVisto, *, participante: str | None = None, con_actividad: bool = False) -> None:
    """Pone la escucha y el pulso. Sin cambios, el pulso solo mira un contador en memoria; con ellos, redibuja."""
    puesto = sesion.puesto()
    visto = tablon.leer(codigo, contexto.motor()) or (taller.version, taller.actividad)
    oye = oyentes.oye(puesto)
    with st.container(key="ritmo"):
        marca = tablon.marca((taller.version, visto[1]), con_actividad)
        avisos(sala=codigo, puesto=puesto, marca=marca, todo=con_actividad, oye=oye, clave=CLAVE, al_decir=_al_decir)
        st.fragment(_pulso, run_every=cada_cuanto(puesto, oye))(
            codigo, participante or "", taller.version, visto[1] if con_actividad else -1, tablon.reloj()
        )


def cada_cuanto(puesto: str, oye: bool) -> float:
    """Segundos entre pulsos de esa pestaña. Cada una lleva los suyos: si coincidieran, irían todas a la vez."""
    fluctuacion = zlib.crc32(puesto.encode()) % 1000 / 1000 - 0.5
    return LENTO * (1 + 0.4 * fluctuacion) if oye else RAPIDO * (1 + 0.2 * fluctuacion)


def _al_decir() -> None:
    """La pestaña dice si oye. Con cualquier otra cosa solo pide redibujarse."""
    dicho = sesion.dicho(CLAVE, "aviso")
    if dicho in ("oigo", "sordo"):
        oyentes.confirmar(sesion.puesto(), dicho == "oigo")


def _pulso(codigo: str, participante: str, version: int, actividad: int, dibujado: float) -> None:
    if participante:
        tablon.latir(codigo, participante, sesion.puesto())
    ahora = tablon.leer(codigo, contexto.motor())
    if tablon.ya_no_vale(ahora, version=version, actividad=actividad, hace=tablon.reloj() - dibujado):
        st.rerun()
