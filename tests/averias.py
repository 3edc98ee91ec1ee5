"""Averías de verdad de la base: SQLite es quien falla, nadie lo imita."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa


@contextmanager
def _en_cada_conexion(motor: sa.Engine, *ordenes: str) -> Iterator[None]:
    """Las conexiones de ese motor, también las abiertas, obedecen antes esas órdenes. Al acabar, se olvidan."""

    def preparar(conexion: Any, *_: object) -> None:
        for orden in ordenes:
            conexion.execute(orden)

    sa.event.listen(motor, "checkout", preparar)
    try:
        yield
    finally:
        sa.event.remove(motor, "checkout", preparar)
        motor.dispose()


@contextmanager
def disco_lleno(motor: sa.Engine) -> Iterator[None]:
    """El archivo no puede crecer ni una página, y no le queda ninguna libre."""
    with closing(sqlite3.connect(str(motor.url.database))) as otro:
        otro.execute("VACUUM")
    # Menos páginas de las que ya tiene: SQLite lo deja en las que tiene.
    with _en_cada_conexion(motor, "PRAGMA max_page_count=1"):
        yield


@contextmanager
def solo_lectura(motor: sa.Engine) -> Iterator[None]:
    """Se lee, pero toda escritura se rechaza. Quitar el permiso al archivo no serviría: root lo ignora."""
    with _en_cada_conexion(motor, "PRAGMA query_only=ON"):
        yield


@contextmanager
def ocupada(motor: sa.Engine) -> Iterator[None]:
    """Otro programa tiene el turno de escritura y no lo suelta. Aquí se le espera poco."""
    with _en_cada_conexion(motor, "PRAGMA busy_timeout=50"), bloqueada(Path(str(motor.url.database))):
        yield


@contextmanager
def bloqueada(archivo: Path) -> Iterator[None]:
    """Otro programa tiene el turno de escritura de ese archivo."""
    with closing(sqlite3.connect(archivo, isolation_level=None)) as otro:
        otro.execute("BEGIN IMMEDIATE")
        yield
        otro.execute("ROLLBACK")


@contextmanager
def ilegible(archivo: Path, tabla: str = "taller") -> Iterator[None]:
    """Falta una tabla: de serie, una que todas las páginas leen."""
    with closing(sqlite3.connect(archivo, isolation_level=None)) as otro:
        otro.execute("PRAGMA legacy_alter_table=ON")
        otro.execute(f"ALTER TABLE {tabla} RENAME TO escondida")
        try:
            yield
        finally:
            otro.execute(f"ALTER TABLE escondida RENAME TO {tabla}")
