"""Lo que falla por debajo, dicho con los errores del taller."""

from __future__ import annotations

import errno
import sqlite3

import sqlalchemy as sa

from datos import postgres
from modelo.errores import (
    BaseDanada,
    BaseDeSoloLectura,
    BaseNoDisponible,
    BaseOcupada,
    ErrorDelTaller,
    SinEspacio,
)

POR_CODIGO: dict[int, type[ErrorDelTaller]] = {
    sqlite3.SQLITE_BUSY: BaseOcupada,
    sqlite3.SQLITE_LOCKED: BaseOcupada,
    sqlite3.SQLITE_FULL: SinEspacio,
    sqlite3.SQLITE_IOERR: SinEspacio,
    sqlite3.SQLITE_READONLY: BaseDeSoloLectura,
    sqlite3.SQLITE_CORRUPT: BaseDanada,
    sqlite3.SQLITE_NOTADB: BaseDanada,
}


def traducido(error: sa.exc.DBAPIError | sqlite3.Error) -> ErrorDelTaller:
    """El error del taller que corresponde a uno de la base. Lleva la causa, nunca lo que se iba a guardar."""
    original = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    # Los códigos extendidos («la escritura falló al agrandar») llevan el principal en su último byte.
    codigo = getattr(original, "sqlite_errorcode", None)
    if codigo is not None:
        clase = POR_CODIGO.get(codigo & 0xFF, BaseNoDisponible)
    else:
        clase = postgres.error_de(getattr(original, "sqlstate", None))
    return clase(str(original) if isinstance(original, sqlite3.Error) else type(original).__name__)


def de_disco(error: OSError) -> ErrorDelTaller:
    """El error del taller que corresponde a uno del sistema de archivos."""
    sin_permiso = error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
    return (BaseDeSoloLectura if sin_permiso else SinEspacio)(error.strerror)
