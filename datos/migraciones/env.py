"""Entorno de Alembic. La conexión y la transacción las pone ``datos.motor``."""

from __future__ import annotations

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext

from modelo.entidades import Instante, Tabla


def en_tipos_corrientes(tipo: str, objeto: Any, _autogen: AutogenContext) -> str | Literal[False]:
    """Una migración no depende de tipos de la aplicación, que pueden cambiar: solo de los de SQLAlchemy."""
    if tipo != "type":
        return False
    if isinstance(objeto, Instante):
        return "sa.DateTime()"
    if isinstance(objeto, sa.types.TypeDecorator):
        largo = getattr(objeto.impl, "length", None)
        return f"sa.String({largo})" if largo else "sa.String()"
    return False


context.configure(
    connection=context.config.attributes["conexion"],
    target_metadata=Tabla.metadata,
    render_as_batch=True,
    render_item=en_tipos_corrientes,
    # SQLite sabe deshacer cambios de tablas; Alembic supone que no.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
