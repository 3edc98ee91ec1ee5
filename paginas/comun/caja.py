"""Lo de la casa que se guarda en ``st.session_state``, todo en una sola entrada.

La plataforma recorre las entradas de la sesión, una a una, en cada texto largo que dibuja: conviene que sean pocas.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from modelo.codigos import nuevo_id

CLAVE = "_palancas"


def abierta() -> dict[str, Any]:
    """Lo guardado en esta pestaña, por su nombre. Es el original: lo que se cambie en él queda."""
    try:
        suyo: dict[str, Any] = st.session_state[CLAVE]
    except KeyError:
        suyo = st.session_state[CLAVE] = {}
    return suyo


def leer(nombre: str, defecto: Any = None) -> Any:
    """Lo guardado con ese nombre."""
    return abierta().get(nombre, defecto)


def poner(nombre: str, valor: Any) -> None:
    """Guarda un valor con ese nombre."""
    abierta()[nombre] = valor


def sacar(nombre: str) -> Any:
    """Lo guardado con ese nombre, que deja de estarlo; vacío si no había nada."""
    return abierta().pop(nombre, "")


def una_vez(nombre: str) -> str:
    """Un id al azar que se conserva con ese nombre."""
    suyo = abierta()
    if not suyo.get(nombre):
        suyo[nombre] = nuevo_id()
    return str(suyo[nombre])
