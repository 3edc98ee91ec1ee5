"""La base de cada prueba: un archivo SQLite o, si ``PALANCAS_BD_PRUEBAS`` dice dónde, una de ese PostgreSQL.

La variable es la URL de un PostgreSQL en el que se pueden crear bases. La pone ``python -m tests.postgres``.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

VARIABLE = "PALANCAS_BD_PRUEBAS"
PLAZO_S = 20.0


def en_postgres() -> bool:
    """Si las pruebas van contra PostgreSQL."""
    return bool(os.environ.get(VARIABLE))


def base_nueva(archivo: Path) -> str:
    """La URL de una base vacía. Con SQLite es ese archivo."""
    if not en_postgres():
        return f"sqlite:///{archivo}"
    nombre = f"prueba_{uuid4().hex}"
    _administrar(f"CREATE DATABASE {nombre}")
    return _url(nombre)


def copiar(de: str, en: str) -> None:
    """Deja en la segunda base lo que hay en la primera. Nadie puede estar usándolas."""
    origen, destino = (sa.make_url(url).database or "" for url in (de, en))
    if sa.make_url(de).get_backend_name() == "sqlite":
        shutil.copyfile(origen, destino)
        return
    tirar(en)
    limite = time.monotonic() + PLAZO_S
    while True:
        try:
            _administrar(f"CREATE DATABASE {destino} TEMPLATE {origen}")
        except sa.exc.OperationalError:
            # El gestor tarda un momento en despedir a quien acaba de cerrar su conexión.
            if time.monotonic() > limite:
                raise
            time.sleep(0.1)
        else:
            return


def copia_de(url: str, archivo: Path) -> str:
    """La URL de otra base con lo mismo. Nadie puede estar usando la primera."""
    copia = base_nueva(archivo)
    copiar(url, copia)
    return copia


def tirar(url: str) -> None:
    """Una base que ya no hace falta. La de un archivo se va con su carpeta."""
    partes = sa.make_url(url)
    if partes.get_backend_name() != "sqlite":
        _administrar(f"DROP DATABASE IF EXISTS {partes.database} WITH (FORCE)")


def sin_esperar_al_disco(motor: sa.Engine) -> None:
    """Para las pruebas de miles de gestos en las que no se corta la luz."""
    if motor.dialect.name == "sqlite":
        sa.event.listen(motor, "checkout", lambda directa, *_: directa.execute("PRAGMA synchronous=OFF"))


def _url(nombre: str) -> str:
    donde = sa.make_url(os.environ[VARIABLE])
    return donde.set(database=nombre).render_as_string(hide_password=False)


def _administrar(orden: str) -> None:
    motor = sa.create_engine(os.environ[VARIABLE], isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with motor.connect() as conexion:
        conexion.exec_driver_sql(orden)
