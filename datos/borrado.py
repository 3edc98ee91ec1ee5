"""Que lo borrado no quede en ningún archivo: ni en la base, ni en su diario, ni en las copias que hay al lado.

Los casos de uso quitan las filas y dicen cuáles (``Borrado``); aquí se limpia lo que SQLite y las copias conservarían.
En PostgreSQL se rehacen las tablas; su diario y sus copias son cosa de quien lo administra.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from datos import copias, postgres
from datos.archivo import ESPERA_MS, archivo_de
from modelo.valores import Borrado

registro = logging.getLogger("palancas")
_FIRMA = b"SQLite format 3\0"

# Valen para una copia de cualquier versión: si le falta la tabla, no hay nada que quitarle.
_DE_SALA = (
    "DELETE FROM taller WHERE sala_id = ?",
    "DELETE FROM participante WHERE sala_id = ?",
    "DELETE FROM ficha WHERE sala_id = ?",
    "DELETE FROM pase WHERE sala_id = ?",
    "DELETE FROM informe_importado WHERE sala_id = ?",
)
_DE_TALLER = ("DELETE FROM taller WHERE id = ?",)
_DE_PARTICIPANTE = (
    # Antes de la 0004 la traza copiaba el principio de los asuntos aparcados.
    "UPDATE traza SET detalle = '' WHERE accion IN ('resolver_aparcado', 'devolver_aparcado') AND detalle IN"
    " (SELECT SUBSTR(texto, 1, 80) FROM aparcado WHERE participante_id = ?1)",
    "UPDATE traza SET detalle = '' WHERE detalle = (SELECT alias FROM participante WHERE id = ?1) AND taller_id IN"
    " (SELECT t.id FROM taller t JOIN participante p ON p.sala_id = t.sala_id WHERE p.id = ?1)",
    "DELETE FROM participante WHERE id = ?1",
)

_pendientes: list[tuple[str, Borrado]] = []
_cerrojo = threading.Lock()


def rematar(motor: sa.Engine, borrado: Borrado) -> bool:
    """Limpia la base y sus copias de lo que un caso acaba de borrar.

    Si la base está ocupada no se insiste: devuelve ``False`` y queda pendiente para ``repasar``. Las filas ya no están.
    """
    if borrado and _con_restos(motor):
        with _cerrojo:
            _pendientes.append((str(motor.url), borrado))
    return repasar(motor)


def _con_restos(motor: sa.Engine) -> bool:
    """Si lo borrado deja rastro en algún archivo que se pueda limpiar desde aquí."""
    return archivo_de(str(motor.url)) is not None or motor.dialect.name == postgres.GESTOR


def repasar(motor: sa.Engine) -> bool:
    """Vuelve a intentar lo que quedó pendiente. Devuelve si ya no queda nada."""
    if not _con_restos(motor):
        return True
    with _cerrojo:
        suyos = [pendiente for pendiente in _pendientes if pendiente[0] == str(motor.url)]
    archivo = archivo_de(str(motor.url))
    if archivo is None:
        return _repasar_tablas(motor, suyos)
    if suyos:
        # Una copia empezada antes de borrar todavía puede llevar lo borrado.
        copias.esperar()
    limpio = compactar(motor)
    for pendiente in suyos:
        if purgar_copias(archivo, pendiente[1]) and limpio:
            with _cerrojo:
                _pendientes.remove(pendiente)
    return limpio and not any(url == str(motor.url) for url, _ in _pendientes)


def _repasar_tablas(motor: sa.Engine, suyos: list[tuple[str, Borrado]]) -> bool:
    if suyos and not postgres.rehacer_tablas(motor):
        return False
    with _cerrojo:
        _pendientes[:] = [pendiente for pendiente in _pendientes if pendiente not in suyos]
    return True


def compactar(motor: sa.Engine) -> bool:
    """Rehace el archivo de la base sin huecos y vacía su diario. ``False`` si otra conexión no ha dejado."""
    conexion = motor.raw_connection()
    try:
        return _compactar(conexion.driver_connection)  # type: ignore[arg-type]
    except sqlite3.OperationalError as error:
        registro.warning("La base no se ha podido compactar y se reintentará: %s", error)
        return False
    finally:
        conexion.close()


def _compactar(conexion: sqlite3.Connection) -> bool:
    # VACUUM escribe la base entera en el diario; al vaciarlo pasa al archivo y no queda nada de antes en ninguno.
    conexion.execute("VACUUM")
    ocupada, _, _ = conexion.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not ocupada


def copias_de(archivo: Path) -> Iterator[Path]:
    """Las bases SQLite que hay junto a esta y en su carpeta de copias."""
    for copia in sorted([*archivo.parent.glob("*.db"), *copias.carpeta_de(archivo).rglob("*.db")]):
        if copia.resolve() != archivo.resolve() and _es_base(copia):
            yield copia


def _es_base(archivo: Path) -> bool:
    try:
        with archivo.open("rb") as abierto:
            return abierto.read(len(_FIRMA)) == _FIRMA
    except OSError:
        return False


def purgar_copias(archivo: Path, borrado: Borrado) -> bool:
    """Quita de cada copia lo borrado y nada más. Devuelve si se ha podido con todas.

    Va por los ids, que no se repiten: una base de otra instalación que estuviera al lado queda como estaba.
    """
    hechas = [_purgar(copia, borrado) for copia in copias_de(archivo)]
    return all(hechas)


def _purgar(copia: Path, borrado: Borrado) -> bool:
    ordenes = [
        (orden, id)
        for grupo, ids in (
            (_DE_PARTICIPANTE, borrado.participantes),
            (_DE_TALLER, borrado.talleres),
            (_DE_SALA, borrado.salas),
        )
        for id in ids
        for orden in grupo
    ]
    try:
        with closing(sqlite3.connect(copia, timeout=ESPERA_MS / 1000, isolation_level=None)) as conexion:
            if conexion.execute("SELECT 1 FROM sqlite_master WHERE name = 'participante'").fetchone() is None:
                return True
            conexion.execute("PRAGMA foreign_keys=ON")
            conexion.execute("PRAGMA secure_delete=ON")
            conexion.execute("BEGIN IMMEDIATE")
            tablas = {nombre for (nombre,) in conexion.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for orden, id in ordenes:
                if orden.split()[2] not in tablas and orden.startswith("DELETE"):
                    continue
                conexion.execute(orden, (id,))
            conexion.execute("COMMIT")
            return _compactar(conexion)
    except sqlite3.DatabaseError as error:
        registro.warning("La copia %s no se ha podido limpiar y se reintentará: %s", copia.name, error)
        return False
