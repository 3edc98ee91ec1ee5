"""Cuántos comentarios de revisión hay, sin leerlos."""

from __future__ import annotations

import sqlalchemy as sa

from datos.lectura import TABLAS, leer


def cuantos(motor: sa.Engine, taller_id: str, *, ocultos: bool) -> int:
    """Los de ese taller; los ``ocultos`` solo los ve quien facilita."""
    c = TABLAS["comentario"].c
    pedido = sa.select(sa.func.count().label("cuantos")).where(c.taller_id == taller_id)
    [fila] = leer(motor, pedido if ocultos else pedido.where(c.oculto.is_(False)))
    return int(fila.cuantos)
