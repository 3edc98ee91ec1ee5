"""Mirar y maltratar el archivo de una base sin pasar por la aplicación."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from datos.motor import cerrar, crear_motor
from modelo.entidades import Sala
from tests.datos.muestra import guardar


def codigos(archivo: Path) -> set[str]:
    with closing(sqlite3.connect(archivo)) as conexion:
        assert conexion.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {fila[0] for fila in conexion.execute("SELECT codigo FROM sala")}


def anadir(archivo: Path, *salas: str) -> None:
    motor = crear_motor(f"sqlite:///{archivo}")
    guardar(motor, *(Sala(codigo=codigo) for codigo in salas))
    cerrar(motor)


def romper(archivo: Path) -> None:
    """Pisa las páginas centrales, como un disco que falla: la cabecera sigue bien."""
    with archivo.open("r+b") as abierto:
        abierto.seek(8192)
        abierto.write(b"\xff" * 65536)
