"""Lo que una pestaña de ``AppTest`` recuerda, como si ya llevara un rato abierta."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from modelo.valores import Identidad
from paginas.comun.caja import CLAVE


def recuerdo(at: AppTest) -> dict[str, Any]:
    """Lo que guarda la casa en esa pestaña; lo que se cambie aquí, cambia allí."""
    if CLAVE not in at.session_state:
        at.session_state[CLAVE] = {}
    return at.session_state[CLAVE]


def ya_entro(at: AppTest, codigo: str, *identidades: Identidad) -> None:
    """Esa pestaña ya había entrado en la sala con esas identidades."""
    for quien in identidades:
        recuerdo(at)[f"identidad_{codigo}_{quien.papel.value}"] = json.dumps([quien.sala_id, quien.participante_id])
        if quien.huella:
            recuerdo(at)[f"huella_{codigo}_{quien.papel.value}"] = quien.huella
