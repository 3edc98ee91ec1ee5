"""Cómo se entera cada pantalla de los cambios de su sala.

El servidor avisa (``paginas/http/avisos.py``) y la pestaña pide redibujarse. Por debajo queda un pulso: rápido mientras
la pestaña no diga que oye los avisos, y lento después, por si dejan de llegar sin que nadie lo note.
"""

from __future__ import annotations

import zlib
from typing import Any

import streamlit as st

from modelo.valores import TallerVisto
from paginas.comun import contexto, oyentes, pendientes, sesion, tablon
from paginas.comun.componentes import avisos

RAPIDO = 1.0
LENTO = 30.0


def vigilar(
    codigo: str,
    taller: TallerVisto,
    *,
    participante: str | None = None,
    con_actividad: bool = False,
    escribe: bool = False,
    aparte: bool = False,
) -> dict[str, Any]:
    """Pone la escucha y el pulso. Sin cambios, el pulso solo mira un contador en memoria; con ellos, redibuja.

    ``escribe``: la página repite al dibujarse lo que no entró en la base, así que se redibuja también para eso.
    ``aparte``: la escucha la pone quien llama, con lo que aquí se devuelve.
    """
    puesto = sesion.puesto()
    visto = tablon.leer(codigo, contexto.motor()) or (taller.version, taller.actividad)
    marca = tablon.marca((taller.version, visto[1]), con_actividad)
    escucha = {"sala": codigo, "puesto": puesto, "marca": marca, "todo": con_actividad}
    if not aparte:
        avisos(escucha, clave="escucha")
    st.fragment(_pulso_lento, run_every=cada_cuanto(puesto, LENTO))(
        codigo, participante or "", taller.version, visto[1] if con_actividad else -1, tablon.reloj(), escribe
    )
    return escucha


def cada_cuanto(puesto: str, segundos: float) -> float:
    """Esos segundos, un 20 % arriba o abajo según la pestaña: si coincidieran, irían todas a la vez."""
    return segundos * (0.8 + 0.4 * (zlib.crc32(puesto.encode()) % 1000) / 1000)


def _pulso_lento(codigo: str, participante: str, version: int, actividad: int, dibujado: float, escribe: bool) -> None:
    """El de siempre. Mientras la pestaña no oiga lleva dentro el rápido, que se apaga cuando aquí no se dibuja."""
    _pulso(codigo, participante, version, actividad, dibujado, escribe)
    puesto = sesion.puesto()
    if not oyentes.oye(puesto):
        rapido = st.fragment(_pulso, run_every=cada_cuanto(puesto, RAPIDO))
        rapido(codigo, participante, version, actividad, dibujado, escribe)


def _pulso(codigo: str, participante: str, version: int, actividad: int, dibujado: float, escribe: bool) -> None:
    if participante:
        tablon.latir(codigo, participante, sesion.puesto())
    ahora = tablon.leer(codigo, contexto.motor())
    hace = tablon.reloj() - dibujado
    # Recién dibujada, la página aún no ha llegado a repetirlo.
    por_repetir = escribe and hace >= RAPIDO / 2 and pendientes.toca(participante)
    if por_repetir or tablon.ya_no_vale(ahora, version=version, actividad=actividad, hace=hace):
        st.rerun()
