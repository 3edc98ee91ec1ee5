"""De cualquier versión publicada a la última, y vuelta, con datos y sin perder ninguno."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from datos import copias
from datos import motor as base
from datos.archivo import archivo_de
from tests.reglas import RAIZ

POR_TABLA = 3
Contenido = dict[str, dict[Any, dict[str, Any]]]


def revisiones() -> list[str]:
    """Todas las publicadas, de la primera a la última."""
    return [r.revision for r in ScriptDirectory.from_config(base._configuracion()).walk_revisions()][::-1]


def tablas(motor: sa.Engine) -> list[sa.Table]:
    """Las que hay ahora, cada una detrás de aquellas a las que apunta."""
    metadatos = sa.MetaData()
    metadatos.reflect(motor)
    return [t for t in metadatos.sorted_tables if t.name != "alembic_version"]


def rellenar(motor: sa.Engine) -> None:
    """Filas en todas las tablas, con un valor distinto en cada casilla."""
    with motor.execution_options(escritura=True).begin() as conexion:
        for tabla in tablas(motor):
            for numero in range(POR_TABLA):
                conexion.execute(tabla.insert().values({c.name: _valor(tabla, c, numero) for c in tabla.columns}))


def _valor(tabla: sa.Table, columna: sa.Column[Any], numero: int) -> Any:
    for ajena in columna.foreign_keys:
        return _valor(ajena.column.table, ajena.column, numero)
    tipo = columna.type
    if isinstance(tipo, sa.JSON):
        return [f"{columna.name} {numero}"]
    if isinstance(tipo, sa.Boolean):
        return numero % 2 == 0
    if isinstance(tipo, sa.DateTime):
        return base.sa.func.datetime(f"2026-0{numero + 1}-01 10:00:00")
    if isinstance(tipo, sa.Numeric | sa.Float | sa.Integer):
        return numero + 1
    return f"{tabla.name[:4]}{numero}{columna.name}ñ🙂"[: getattr(tipo, "length", None) or 80]


def contenido(motor: sa.Engine) -> Contenido:
    """Lo guardado, tal como está en el archivo: por tabla, por clave y por columna."""
    visto: Contenido = {}
    with motor.connect() as conexion:
        for tabla in tablas(motor):
            clave = next(iter(tabla.primary_key.columns)).name
            nombres = [c.name for c in tabla.columns]
            filas = conexion.execute(sa.text(f"SELECT {', '.join(nombres)} FROM {tabla.name}"))  # noqa: S608 nombres propios
            visto[tabla.name] = {f[clave]: dict(f) for f in filas.mappings()}
    return visto


def perdido(antes: Contenido, ahora: Contenido) -> list[str]:
    """Lo que estaba antes y ya no está o ha cambiado, en las tablas y columnas que siguen existiendo."""
    faltas: list[str] = []
    for tabla, filas in antes.items():
        if tabla not in ahora:
            continue
        for clave, fila in filas.items():
            nueva = ahora[tabla].get(clave)
            if nueva is None:
                faltas.append(f"{tabla} {clave}")
            else:
                faltas += [f"{tabla} {clave} {c}" for c, v in fila.items() if c in nueva and nueva[c] != v]
    return faltas


@pytest.mark.parametrize("desde", revisiones())
def test_subir_hasta_la_ultima_y_volver_no_pierde_nada_de_lo_que_habia(vacia: sa.Engine, desde: str) -> None:
    base.migrar(vacia, desde)
    rellenar(vacia)
    antes = contenido(vacia)
    assert all(len(filas) == POR_TABLA for filas in antes.values())

    base.migrar(vacia)
    assert perdido(antes, contenido(vacia)) == []

    base.migrar(vacia, desde)
    assert contenido(vacia) == antes

    base.migrar(vacia)
    assert base.revision_de(vacia) == base.revision_del_codigo()


@pytest.mark.parametrize("hasta", revisiones())
def test_bajar_y_volver_a_subir_conserva_todo_lo_que_cabe_en_la_antigua(motor: sa.Engine, hasta: str) -> None:
    rellenar(motor)
    antes = contenido(motor)

    base.migrar(motor, hasta)
    cabe = contenido(motor)
    base.migrar(motor)

    assert perdido(antes, cabe) == []
    assert perdido(cabe, contenido(motor)) == []


FUTURA = """
import time
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9000", "{ultima}", None, None

def upgrade():
    {subir}

def downgrade():
    {bajar}
"""
SUBE_BIEN = (
    'op.add_column("sala", sa.Column("nueva", sa.String(), server_default="x", nullable=False)); time.sleep({pausa})'
)
BAJA_BIEN = 'op.drop_column("sala", "nueva")'


def con_una_mas(carpeta: Path, subir: str, bajar: str) -> Path:
    """Las migraciones de verdad y una más, la 9000."""
    destino = carpeta / "migraciones"
    shutil.copytree(base.MIGRACIONES, destino)
    texto = FUTURA.format(ultima=revisiones()[-1], subir=subir, bajar=bajar)
    (destino / "versiones" / "9000_prueba.py").write_text(texto)
    return destino


@pytest.mark.parametrize(
    ("subir", "bajar", "faltan"),
    [
        (SUBE_BIEN.format(pausa=0), BAJA_BIEN, False),
        ('op.execute("DELETE FROM traza")', "pass", True),
        ("op.execute(\"UPDATE sala SET codigo = 'X' || id\")", "pass", True),
        ('op.execute("UPDATE participante SET alias = upper(alias)")', "pass", True),
    ],
)
def test_la_matriz_ve_una_migracion_que_pierde_algo(
    vacia: sa.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, subir: str, bajar: str, faltan: bool
) -> None:
    base.migrar(vacia)
    rellenar(vacia)
    antes = contenido(vacia)
    monkeypatch.setattr(base, "MIGRACIONES", con_una_mas(tmp_path, subir, bajar))

    base.migrar(vacia)

    assert bool(perdido(antes, contenido(vacia))) is faltan


ARRANCA = (
    "from pathlib import Path; from datos import motor; motor.MIGRACIONES = Path({!r}); motor.preparar({!r}).dispose()"
)


def arrancar(migraciones: Path, url: str) -> subprocess.Popen[str]:
    orden = [sys.executable, "-c", ARRANCA.format(str(migraciones), url)]
    return subprocess.Popen(orden, cwd=RAIZ, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def vieja(motor: sa.Engine) -> Contenido:
    """Una base con datos y una migración por detrás de la que se va a usar."""
    rellenar(motor)
    hay = contenido(motor)
    motor.dispose()
    return hay


def test_dos_procesos_que_arrancan_a_la_vez_sobre_una_base_vieja_no_chocan(
    vieja: Contenido, motor: sa.Engine, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ultima = revisiones()[-1]
    migraciones = con_una_mas(tmp_path, SUBE_BIEN.format(pausa=0.5), BAJA_BIEN)

    procesos = [arrancar(migraciones, url) for _ in range(3)]
    salidas = [(proceso.wait(60), proceso.communicate()[1]) for proceso in procesos]

    assert salidas == [(0, "")] * 3
    monkeypatch.setattr(base, "MIGRACIONES", migraciones)
    assert base.revision_de(motor) == "9000"
    assert perdido(vieja, contenido(motor)) == []
    archivo = archivo_de(url)
    assert archivo is not None
    # Migra uno; los demás encuentran el trabajo hecho.
    assert [c.nombre for c in copias.lista(archivo)] == [f"antes de migrar {ultima}"]


def test_morir_en_mitad_de_una_migracion_deja_la_base_como_estaba_y_se_puede_repetir(
    vieja: Contenido, motor: sa.Engine, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migraciones = con_una_mas(tmp_path, SUBE_BIEN.format(pausa=30), BAJA_BIEN)
    archivo = archivo_de(url)
    assert archivo is not None
    proceso = arrancar(migraciones, url)
    limite = time.monotonic() + 60
    while not copias.lista(archivo) and time.monotonic() < limite:
        time.sleep(0.02)
    time.sleep(0.3)
    assert proceso.poll() is None
    proceso.kill()
    proceso.communicate()

    assert base.revision_de(motor) == revisiones()[-1]
    assert contenido(motor) == vieja
    motor.dispose()
    monkeypatch.setattr(base, "MIGRACIONES", con_una_mas(tmp_path / "otra", SUBE_BIEN.format(pausa=0), BAJA_BIEN))
    otra_vez = base.preparar(url)
    assert base.revision_de(otra_vez) == "9000"
    assert perdido(vieja, contenido(otra_vez)) == []
    otra_vez.dispose()
