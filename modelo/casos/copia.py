"""Puntos de control: una copia con nombre, antes de algo delicado."""

from __future__ import annotations

from datetime import datetime

from modelo.campos import texto
from modelo.casos.permisos import anotar, exigir_facilitador, taller_en_curso
from modelo.puertos import Unidad
from modelo.valores import CopiaPedida, Identidad


def punto_de_control(unidad: Unidad, *, quien: Identidad, nombre: str, ahora: datetime) -> CopiaPedida:
    """Pide que quede copia de todo como está ahora, con ese nombre. Queda en la traza."""
    exigir_facilitador(quien)
    taller = taller_en_curso(unidad, quien)
    limpio = texto(40, obligatorio=True)("nombre", " ".join(nombre.split()), ahora.date())
    anotar(unidad, taller, "punto_de_control", ahora, detalle=limpio)
    return CopiaPedida(limpio, a_mano=True)
