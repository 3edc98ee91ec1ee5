"""Lo de la casa que se guarda en ``st.session_state``, todo en una sola entrada.

La plataforma recorre las entradas de la sesión, una a una, en cada texto largo que dibuja: conviene que sean pocas.
"""

from __future__ import annotations

import threading
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from modelo.codigos import nuevo_id

CLAVE = "_palancas"


_hilo = threading.local()


def abierta() -> dict[str, Any]:
    """Lo guardado en esta pestaña, por su nombre. Es el original: lo que se cambie en él queda.

    Se pide a la plataforma una vez por hilo, que es de una sola pestaña. En cada petición suya puede cortarse el guion
    si ha llegado un redibujo: en medio de un *callback* dejaría lo hecho a medias, guardado en la base y sin decirlo.
    """
    contexto = get_script_run_ctx(suppress_warning=True)
    if contexto is None:
        return _de_la_plataforma()
    if getattr(_hilo, "contexto", None) is not contexto:
        _hilo.suyo, _hilo.contexto = _de_la_plataforma(), contexto
    suyo: dict[str, Any] = _hilo.suyo
    return suyo


def _de_la_plataforma() -> dict[str, Any]:
    suyo: dict[str, Any] | None = de_la_sesion(CLAVE)
    if suyo is None:
        suyo = st.session_state[CLAVE] = {}
    return suyo


def de_la_sesion(clave: str) -> Any:
    """Lo que hay en la sesión con esa clave, sin que en un *callback* pueda cortarse el gesto.

    Si entretanto llega otra pulsación, leer una entrada corta el *callback* y su cambio no se vuelve a contar: en
    pantalla quedaría elegido lo que no se ha guardado. Pedirlas todas a la vez no corta.
    """
    contexto = get_script_run_ctx(suppress_warning=True)
    if contexto is not None and not contexto.has_script_started:
        return st.session_state.to_dict().get(clave)
    return st.session_state.get(clave)


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
