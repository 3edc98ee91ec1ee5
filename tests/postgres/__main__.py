"""Las pruebas que hablan con la base, contra PostgreSQL: ``python -m tests.postgres``.

Pone en marcha un servidor solo para esto, con los programas del sistema, y lo quita al acabar. Lo que se añada detrás
pasa a pytest, y entonces solo se ejecuta eso: ``python -m tests.postgres tests/casos -x``. Con ``PALANCAS_BD_PRUEBAS``
puesta usa ese servidor, en el que tiene que poder crear bases.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from herramientas.postgres import DEL_PAQUETE, Cluster, SinPostgres
from tests.bases import VARIABLE
from tests.navegador.servidor import RAIZ

# Fuera quedan las que miran por dentro un archivo SQLite (sus copias, su borrado, su diario, sus páginas rotas) y
# las marcadas «archivo».
CUALES = (
    "tests/casos",
    "tests/postgres",
    "tests/durabilidad/test_a_la_vez.py",
    "tests/durabilidad/test_maquina.py",
    "tests/datos/exportacion",
    "tests/datos/importacion",
    *(
        f"tests/datos/test_{cual}.py"
        for cual in (
            "agregados",
            "agregados_memoria",
            "agregados_puerta",
            "cambios",
            "comparar",
            "comparar_importado",
            "consultas",
            "demostracion",
            "ensayo",
            "lecturas",
            "lecturas_ocultas",
            "lo_mio",
            "turno",
            "unidad",
            "vias_de_comparar_y_revisar",
            "vias_de_filtros",
        )
    ),
    *(f"tests/paginas/test_{cual}.py" for cual in ("avisos", "borradores", "identidad", "tablon")),
)
# Aquí no se corta la luz, y cada prueba crea su base: esperar al disco sería casi todo lo que tardan.
DEPRISA = ("fsync=off", "full_page_writes=off", "max_connections=400", "shared_buffers=64MB")


@contextmanager
def servidor(opciones: tuple[str, ...] = DEPRISA) -> Iterator[Cluster]:
    """Un PostgreSQL recién creado, que desaparece al salir."""
    carpeta = Path(tempfile.mkdtemp(prefix="palancas-pg-"))
    if os.geteuid() == 0:
        shutil.chown(carpeta, DEL_PAQUETE)
    cluster = Cluster(carpeta, opciones)
    try:
        cluster.arrancar()
        yield cluster
    finally:
        cluster.parar()
        shutil.rmtree(carpeta, ignore_errors=True)


def exigir_controlador() -> None:
    """Que esté el paquete de Python que habla con PostgreSQL."""
    if importlib.util.find_spec("psycopg") is None:
        raise SinPostgres("Falta psycopg: «.venv/bin/pip install -r requirements-postgres.txt», y repite.")


def _pasar(url: str, argumentos: list[str]) -> int:
    entorno = os.environ | {VARIABLE: url}
    repartidas = ["-n", "logical", "--maxprocesses", "4", "--dist", "loadscope"]
    # Cada gesto son varias idas y vueltas al servidor: con la máquina ocupada, un taller entero no cabe en tres.
    con_calma = ["--timeout", "600"]
    # Muchas pruebas dejan su motor al recolector; un archivo no protesta y una conexión sí.
    sin_ruido = ["-W", "ignore:<psycopg.Connection object:ResourceWarning"]
    orden = [
        sys.executable,
        "-m",
        "pytest",
        "-m",
        "not archivo",
        *con_calma,
        *sin_ruido,
        *(argumentos or [*CUALES, *repartidas]),
    ]
    return subprocess.run(orden, cwd=RAIZ, env=entorno, check=False).returncode


def main() -> int:
    """Prepara el servidor y pasa las pruebas. Devuelve lo que diga pytest."""
    try:
        exigir_controlador()
        if ya_hay := os.environ.get(VARIABLE):
            return _pasar(ya_hay, sys.argv[1:])
        with servidor() as cluster:
            return _pasar(cluster.url("postgres"), sys.argv[1:])
    except SinPostgres as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
