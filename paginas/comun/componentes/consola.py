"""Las piezas de navegador que solo lleva la consola."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from paginas.comun.componentes import _RELOJ_CSS, _RELOJ_HTML, _guion, _nada

_RELOJ = st.components.v2.component(
    "palancas_reloj_que_avisa",
    html=f"{_RELOJ_HTML}<span role='status' class='dicho'></span>",
    css=_RELOJ_CSS,
    js=_guion("sonido") + _guion("reloj"),
    isolate_styles=False,
)
_AL_PARAR = st.components.v2.component(
    "palancas_al_parar", html="<span></span>", js=_guion("al_parar"), isolate_styles=False
)
_ATAJOS = st.components.v2.component(
    "palancas_atajos", html="<span role='status' class='dicho'></span>", js=_guion("sonido") + _guion("atajos"),
    isolate_styles=False,
)  # fmt: skip
_INTERRUPTORES = st.components.v2.component(
    "palancas_interruptores", html="<div class='interruptores'></div>", js=_guion("sonido") + _guion("interruptores"),
    isolate_styles=False,
)  # fmt: skip


def reloj_que_avisa(datos: dict[str, Any], *, clave: str) -> None:
    """La cuenta atrás de siempre, que además dice cuándo queda un minuto y cuándo se acaba.

    Lo dice también a un lector de pantalla y, en los navegadores en que se haya encendido («palancas_sonido»), suena.
    """
    _RELOJ(key=clave, data=datos | {"avisa": True})


def guardar_al_parar(campo: str, *, taller: str, fase: str, antes: str) -> dict[str, str]:
    """Confirma lo tecleado en ese campo de texto largo al dejar de teclear un momento, sin sacar de él el cursor.

    Devuelve lo que se tecleaba en otro de ese ``taller`` que ha desaparecido antes de confirmarlo, con su ``fase``, su
    ``texto`` y lo que había ``antes``; de costumbre, nada.
    """
    datos = {"campo": campo, "taller": taller, "fase": fase, "antes": antes}
    resultado: Any = _AL_PARAR(key=f"al_parar_{campo}", data=datos, on_suelto_change=_nada)
    return {c: str(v) for c, v in json.loads(resultado.suelto or "{}").items()}


def atajos(teclas: dict[str, tuple[str, ...]]) -> None:
    """Cada tecla pulsa el primero de esos botones (por su clave) que haya en la página y se pueda pulsar.

    Solo en los navegadores en que se hayan activado con ``interruptores`` («palancas_atajos»).
    """
    _ATAJOS(key="atajos", data={"atajos": [{"tecla": t, "botones": [*b]} for t, b in teclas.items()]})


def interruptores(opciones: list[dict[str, Any]]) -> None:
    """Casillas que recuerda el navegador: ``clave``, ``rotulo`` y si al encenderla ``suena``."""
    _INTERRUPTORES(key="interruptores", data={"interruptores": opciones})
