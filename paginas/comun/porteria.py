"""Los límites de intentos de este proceso, y desde dónde llega cada cual sin saber quién es."""

from __future__ import annotations

import hashlib
import secrets
from functools import cache

import streamlit as st
from streamlit import config

from datos import ajustes
from datos.idiomas import _
from modelo.frenos import Frenos, Intento, Llave, frenos_de_serie

# Nace y muere con el proceso: con ella, la huella de una dirección de red no se puede deshacer ni seguir en el tiempo.
_SAL = secrets.token_bytes(16)


@cache
def _frenos() -> Frenos:
    return frenos_de_serie()


def intento() -> Intento:
    """Un intento desde donde está quien mira. La dirección de red no se guarda en ningún sitio."""
    direccion = st.context.ip_address
    if not isinstance(direccion, str):
        # Desde la propia máquina la plataforma no da dirección: todo lo local cuenta junto.
        return Intento(_frenos(), "local")
    return Intento(_frenos(), hashlib.blake2b(direccion.encode(), key=_SAL, digest_size=8).hexdigest())


def pide_clave() -> bool:
    """Si esta instalación exige clave para crear talleres."""
    return bool(ajustes.leer().clave)


def llave(dada: str) -> Llave:
    """La clave que trae quien quiere crear un taller, frente a la que se exige."""
    return Llave(ajustes.leer().clave, dada, intento())


def campo_de_clave(sitio: str) -> str:
    """El campo de la clave, si hace falta; lo escrito, o vacío."""
    if not pide_clave():
        return ""
    return st.text_input(
        _("Clave de la instalación"), type="password", key=f"clave_{sitio}", max_chars=200,
        placeholder=_("La tiene quien instaló Palancas"),
    )  # fmt: skip


def avisar_si_expuesta() -> None:
    """Dice a quien va a crear un taller que cualquiera puede hacerlo, si es así."""
    visitada = str(st.context.url or "")
    if ajustes.abierta_a_cualquiera(config.get_option("server.address"), visitada):
        st.warning(
            "Cualquiera que llegue a esta dirección puede crear talleres. Para impedirlo, quien la instaló puede poner "
            "una clave en PALANCAS_CLAVE.",
            icon=":material/lock_open:",
        )
