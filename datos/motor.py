"""La base de datos: cómo se abre, cómo se pone al día y qué se comprueba antes de tocarla."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event
from sqlalchemy.pool import ConnectionPoolEntry

from datos import ajustes, copias, postgres
from datos.archivo import ESPERA_MS, archivo_de, danos, por_turno
from datos.fallos import traducido
from datos.turno import Cola
from modelo.errores import BaseAjena, BaseDanada, BaseNoDisponible, BaseOcupada, BasePosterior

MIGRACIONES = Path(__file__).resolve().parent / "migraciones"

# Trescientas personas que pulsan a la vez acaban antes; más es que algo va mal.
COLA_S = 15.0
# Con 300 personas escribiendo, los hilos esperan su turno, no una conexión libre.
RESERVA = {"pool_size": 10, "max_overflow": 40}
_CON_TURNO = "palancas_con_turno"

_listos: weakref.WeakSet[sa.Engine] = weakref.WeakSet()
_turno = threading.Lock()


def crear_motor(url: str) -> sa.Engine:
    """El motor de esa base, sin conectarse todavía. Si es un archivo, su carpeta queda creada.

    Las transacciones de un motor con ``execution_options(escritura=True)`` piden el turno de escritura al empezar;
    las demás leen una foto fija sin estorbar a quien escribe.
    """
    archivo = archivo_de(url)
    if archivo is not None:
        archivo.parent.mkdir(parents=True, exist_ok=True)
    # Un fallo de la base acaba en el registro: que no lleve lo que alguien estaba guardando.
    comun: dict[str, Any] = {"hide_parameters": True}
    if _es_de_postgres(url):
        motor = _de_postgres(url, **comun)
        postgres.preparar_conexiones(motor, ESPERA_MS)
        _por_turnos(motor, _empezar_en_postgres)
        return motor
    comun |= {} if archivo is None else RESERVA
    motor = sa.create_engine(url, connect_args={"timeout": ESPERA_MS / 1000}, **comun)
    event.listen(motor, "connect", _al_conectar)
    _por_turnos(motor, _empezar_en_sqlite)
    return motor


def _es_de_postgres(url: str) -> bool:
    return sa.make_url(url).get_backend_name() == postgres.GESTOR


def _de_postgres(url: str, **comun: Any) -> sa.Engine:
    try:
        return sa.create_engine(url, pool_pre_ping=True, **RESERVA, **comun)
    except ModuleNotFoundError as error:
        raise BaseNoDisponible(
            f"falta {error.name}: instala lo de PostgreSQL con «.venv/bin/pip install -r requirements-postgres.txt»"
        ) from error


def _empezar_en_sqlite(conexion: sa.Connection, escribe: bool) -> None:
    # Una transacción que empieza leyendo y luego escribe falla sin esperar si otra escribió entre medias.
    conexion.exec_driver_sql("BEGIN IMMEDIATE" if escribe else "BEGIN")


def _empezar_en_postgres(conexion: sa.Connection, escribe: bool) -> None:
    if escribe:
        postgres.pedir_turno(conexion)


def _por_turnos(motor: sa.Engine, empezar: Callable[[sa.Connection, bool], None]) -> None:
    """Quien escribe hace cola aquí antes de pedirle el turno a la base, y la deja al devolver su conexión."""
    cola = Cola()

    def al_empezar(conexion: sa.Connection) -> None:
        escribe = conexion.get_execution_options().get("escritura", False)
        if escribe and not conexion.info.get(_CON_TURNO):
            if not cola.tomar(COLA_S):
                raise BaseOcupada("otros escriben y no ha llegado su turno")
            conexion.info[_CON_TURNO] = True
        empezar(conexion, escribe)

    def al_devolver(_directa: object, registro: ConnectionPoolEntry, *_: object) -> None:
        if registro.info.pop(_CON_TURNO, False):
            cola.soltar()

    event.listen(motor, "begin", al_empezar)
    event.listen(motor, "checkin", al_devolver)
    event.listen(motor, "invalidate", al_devolver)


def _al_conectar(conexion: sqlite3.Connection, _registro: object) -> None:
    # El módulo sqlite3 abriría las transacciones por su cuenta, sin IMMEDIATE y no ante cualquier orden.
    conexion.isolation_level = None
    for orden in (
        f"busy_timeout={ESPERA_MS}",
        "journal_mode=WAL",
        # «Guardado» se dice tras confirmar: un corte de luz no puede desmentirlo.
        "synchronous=FULL",
        "foreign_keys=ON",
        # Lo borrado se sobrescribe: según cómo venga compilado SQLite, si no, se podría leer en el archivo.
        "secure_delete=ON",
    ):
        conexion.execute(f"PRAGMA {orden}")


def _configuracion() -> Config:
    config = Config()
    # configparser toma los % por suyos.
    config.set_main_option("script_location", str(MIGRACIONES).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(MIGRACIONES / "versiones").replace("%", "%%"))
    return config


def revision_del_codigo() -> str:
    """La última migración que conoce este código."""
    return str(ScriptDirectory.from_config(_configuracion()).get_current_head())


def revision_de(motor: sa.Engine) -> str | None:
    """La migración en que está la base; ``None`` si está vacía.

    ``BaseAjena`` si no es de Palancas y ``BasePosterior`` si la hizo una versión más nueva.
    """
    with _traducidos(), motor.connect() as conexion:
        revision = MigrationContext.configure(conexion).get_current_revision()
        vacia = not sa.inspect(conexion).get_table_names()
    if revision is None:
        if not vacia:
            raise BaseAjena("la base tiene tablas que no son de Palancas: elige otra en PALANCAS_BD")
        return None
    conocidas = {r.revision for r in ScriptDirectory.from_config(_configuracion()).walk_revisions()}
    if revision not in conocidas:
        raise BasePosterior(
            f"la base la guardó una versión posterior de Palancas (esquema {revision}): no se ha tocado; actualiza el "
            "programa"
        )
    return revision


def migrar(motor: sa.Engine, hasta: str = "head") -> None:
    """Crea las tablas o las lleva a esa revisión, hacia delante o hacia atrás: entero o nada."""
    escribiendo = motor.execution_options(escritura=True)
    with _traducidos(), escribiendo.connect() as conexion, _sin_claves_ajenas(conexion), conexion.begin():
        config = _configuracion()
        config.attributes["conexion"] = conexion
        if hasta == "head" or _adelante(conexion, hasta):
            command.upgrade(config, hasta)
        else:
            command.downgrade(config, hasta)
        if conexion.dialect.name == postgres.GESTOR:
            postgres.numerar_llegadas(conexion)
        _exigir_claves_ajenas(conexion)


def _adelante(conexion: sa.Connection, hasta: str) -> bool:
    actual = MigrationContext.configure(conexion).get_current_revision()
    return hasta != "base" and (actual is None or actual <= hasta)


@contextmanager
def _sin_claves_ajenas(conexion: sa.Connection) -> Iterator[None]:
    """Rehacer una tabla de SQLite la borra: con las claves ajenas puestas, se llevaría lo que cuelga de ella."""
    directa = conexion.connection.driver_connection
    if conexion.dialect.name != "sqlite" or directa is None:
        yield
        return
    directa.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        directa.execute("PRAGMA foreign_keys=ON")


def _exigir_claves_ajenas(conexion: sa.Connection) -> None:
    if conexion.dialect.name == "sqlite" and conexion.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise BaseNoDisponible("la migración dejaría filas huérfanas: no se ha aplicado")


def asegurar(motor: sa.Engine) -> None:
    """Crea las tablas si la base está vacía. Comprobado una vez por motor: después no cuesta nada."""
    if motor in _listos:
        return
    with _turno:
        if motor not in _listos:
            if revision_de(motor) is None:
                migrar(motor)
            _listos.add(motor)


def preparar(url: str | None = None) -> sa.Engine:
    """El motor de esa base (la de ``PALANCAS_BD`` si no se dice), creada o puesta al día.

    Antes de migrar una base con datos deja una copia. Varios procesos a la vez esperan su turno. Si está dañada, es
    ajena o de una versión posterior, no la toca y lo dice con el error que corresponda.
    """
    direccion = url or ajustes.leer().bd
    archivo = archivo_de(direccion)
    try:
        # En PostgreSQL el turno lo da la base al migrar: puede haber réplicas en varias máquinas.
        with nullcontext() if _es_de_postgres(direccion) else por_turno(archivo):
            if archivo is not None:
                _exigir_sana(archivo)
            motor = crear_motor(direccion)
            _poner_al_dia(motor, archivo)
    except OSError as error:
        raise BaseNoDisponible(str(error)) from error
    _listos.add(motor)
    return motor


def _exigir_sana(archivo: Path) -> None:
    """Antes de abrirla para escribir: sobre una base rota, cada escritura puede romper más."""
    roto = danos(archivo)
    if roto:
        aparte = copias.apartar(archivo)
        raise BaseDanada(f"la base está dañada ({roto}): no se ha tocado, y hay una copia igual en {aparte}")


def _poner_al_dia(motor: sa.Engine, archivo: Path | None) -> None:
    with ExitStack() as si_falla:
        si_falla.callback(motor.dispose)
        revision = revision_de(motor)
        # En PostgreSQL se repasa siempre: el número de llegada de cada tabla no lo pone ninguna migración.
        if revision == revision_del_codigo() and motor.dialect.name != postgres.GESTOR:
            si_falla.pop_all()
            return
        if revision is not None and archivo is not None:
            copias.hacer(archivo, f"antes de migrar {revision}")
        migrar(motor)
        si_falla.pop_all()


def cerrar(motor: sa.Engine) -> None:
    """Suelta la base y lleva al archivo lo que esperaba en el diario. Lo confirmado ya estaba a salvo."""
    if archivo_de(motor.url) is not None:
        with _traducidos(), motor.connect() as conexion:
            directa = conexion.connection.driver_connection
            if directa is not None:
                directa.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    motor.dispose()


@contextmanager
def _traducidos() -> Iterator[None]:
    try:
        yield
    except sa.exc.DatabaseError as error:
        raise traducido(error) from error
