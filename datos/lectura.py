"""Piezas con las que se escriben las consultas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeVar

import sqlalchemy as sa

from datos import postgres
from modelo.entidades import Tabla

V = TypeVar("V")
TABLAS = Tabla.metadata.tables


def leer(motor: sa.Engine, consulta: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
    """Las filas de la consulta, en una transacción que solo lee."""
    with motor.connect() as conexion:
        return conexion.execute(consulta).all()


def vistas(motor: sa.Engine, clase: type[V], tabla: str, *condiciones: sa.ColumnElement[bool]) -> list[V]:
    """Las filas de la tabla que cumplen, como ``clase``: por su ``orden`` si lo tienen, y después por llegada."""
    t = TABLAS[tabla]
    nombres = [f.name for f in fields(clase)]  # type: ignore[arg-type]
    consulta = sa.select(*(t.c[n] for n in nombres)).where(*condiciones).order_by(*por_llegada(motor, tabla))
    return [clase(**fila._mapping) for fila in leer(motor, consulta)]


def por_llegada(motor: sa.Engine, tabla: str) -> list[sa.ColumnElement[Any]]:
    """El orden en que se muestra una tabla: SQLite numera cada fila al llegar; en PostgreSQL, ``datos.postgres``."""
    t = TABLAS[tabla]
    puesto: sa.ColumnElement[Any] = sa.literal_column(
        f"{tabla}.{'rowid' if motor.dialect.name == 'sqlite' else postgres.LLEGADA}"
    )
    return [t.c.orden, puesto] if "orden" in t.c else [puesto]


def en_sala(participante_id: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Que esa persona siga en la sala: lo de quien ha sido expulsado no cuenta."""
    p = TABLAS["participante"].c
    return participante_id.in_(sa.select(p.id).where(p.expulsado_en.is_(None)))


def votos_contados() -> sa.ScalarSelect[Any]:
    """Los votos de cada aportación de la consulta en que se use."""
    v, a = TABLAS["voto"].c, TABLAS["aportacion"].c
    contar = sa.select(sa.func.count()).where(v.aportacion_id == a.id, en_sala(v.participante_id))
    return contar.correlate(TABLAS["aportacion"]).scalar_subquery()
