"""El archivo de una base SQLite: dónde está, quién lo usa y si está sano. Nada de aquí escribe en él."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa

from datos import ajustes
from datos.fallos import traducido
from modelo.errores import BaseNoDisponible

ESPERA_MS = 5000


def archivo_de(url: str | sa.URL) -> Path | None:
    """El archivo de una base SQLite; ``None`` si está en memoria o es otro gestor."""
    partes = sa.make_url(url)
    if partes.get_backend_name() != "sqlite" or partes.database in (None, "", ":memory:"):
        return None
    return None if str(partes.database).startswith("file:") else Path(str(partes.database))


def diario_de(archivo: Path) -> Path:
    """Donde SQLite apunta lo confirmado antes de llevarlo al archivo."""
    return archivo.with_name(f"{archivo.name}-wal")


def danos(archivo: Path) -> str:
    """Qué tiene roto una base, o vacío si está sana o aún no existe. Un bloqueo no es un daño: sale como su error."""
    if not archivo.exists():
        return ""
    if not archivo.is_file():
        raise BaseNoDisponible(f"{archivo} no es un archivo")
    if archivo.stat().st_size == 0:
        return ""
    try:
        # De solo lectura: ni siquiera lleva al archivo lo que espera en el diario.
        with closing(sqlite3.connect(f"{archivo.absolute().as_uri()}?mode=ro", uri=True)) as conexion:
            conexion.execute(f"PRAGMA busy_timeout={ESPERA_MS}")
            dicho = str(conexion.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise traducido(error) from error
        return str(error)
    return "" if dicho == "ok" else dicho.splitlines()[-1]


@contextmanager
def por_turno(archivo: Path | None) -> Iterator[None]:
    """Un proceso cada vez. El sistema suelta el turno aunque el proceso muera."""
    testigo = (archivo or ajustes.LOCAL / "palancas").with_suffix(".candado")
    testigo.parent.mkdir(parents=True, exist_ok=True)
    with testigo.open("w") as abierto:
        fcntl.flock(abierto, fcntl.LOCK_EX)
        yield


@contextmanager
def en_uso(archivo: Path | None) -> Iterator[None]:
    """Mientras dura, ``libre`` dice que no. Lo mantiene el servidor; pueden hacerlo varios a la vez."""
    if archivo is None:
        yield
        return
    archivo.parent.mkdir(parents=True, exist_ok=True)
    with archivo.with_suffix(".en-uso").open("w") as abierto:
        fcntl.flock(abierto, fcntl.LOCK_SH)
        yield


@contextmanager
def libre(archivo: Path) -> Iterator[bool]:
    """Si ningún servidor usa la base. Mientras dura, ninguno empieza a usarla."""
    with archivo.with_suffix(".en-uso").open("w") as abierto:
        try:
            fcntl.flock(abierto, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
