"""Qué parte de lo revelado se está proyectando."""

from __future__ import annotations

import sqlalchemy as sa

from datos.lectura import TABLAS, leer


def lamina_elegida(motor: sa.Engine, taller_id: str, fase: str) -> str:
    """La única lámina de esa fase que se proyecta; ``""`` si se proyectan todas seguidas."""
    t = TABLAS["taller"].c
    filas = leer(motor, sa.select(t.lamina).where(t.id == taller_id))
    de_fase, _, lamina = filas[0].lamina.partition("/") if filas else ("", "", "")
    return lamina if de_fase == fase else ""
