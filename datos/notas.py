"""Las notas privadas de una fase: solo para las páginas de quien facilita."""

from __future__ import annotations

import sqlalchemy as sa

from datos.lectura import TABLAS, leer


def nota(motor: sa.Engine, taller_id: str, fase: str) -> str:
    """Lo que quien facilita se ha dejado escrito en esa fase."""
    f = TABLAS["fase"].c
    filas = leer(motor, sa.select(f.notas).where(f.taller_id == taller_id, f.clave == fase))
    return filas[0].notas if filas else ""
