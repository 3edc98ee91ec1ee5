"""Lo que hizo quien facilita. De un asunto aparcado la base guarda el id: su texto se busca al leer."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from datos.lectura import TABLAS, leer, vistas
from datos.vistas import TrazaVista
from modelo.casos.grupo import SOBRE_ASUNTOS


def traza(motor: sa.Engine, taller_id: str) -> list[TrazaVista]:
    """Lo que ha hecho quien facilita, de lo primero a lo último. De un asunto que ya no está, sin ``detalle``."""
    a = TABLAS["aparcado"].c
    asuntos = {f.id: f.texto for f in leer(motor, sa.select(a.id, a.texto).where(a.taller_id == taller_id))}
    hechos = vistas(motor, TrazaVista, "traza", TABLAS["traza"].c.taller_id == taller_id)
    return [replace(h, detalle=asuntos.get(h.detalle, "")) if h.accion in SOBRE_ASUNTOS else h for h in hechos]
