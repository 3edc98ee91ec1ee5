import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations

from datos import motor as base
from modelo.entidades import Tabla
from modelo.errores import BaseNoDisponible
from tests.datos.muestra import un_taller


def diferencias(motor: sa.Engine) -> list[object]:
    with motor.connect() as conexion:
        return list(compare_metadata(MigrationContext.configure(conexion), Tabla.metadata))


def esquema(motor: sa.Engine) -> set[str]:
    with motor.connect() as conexion:
        filas = conexion.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").scalars()
        return {re.sub(r"\s+", " ", f) for f in filas if "alembic_version" not in f}


def test_las_migraciones_llevan_a_las_tablas_del_modelo(motor: sa.Engine) -> None:
    assert diferencias(motor) == []


def test_los_nombres_de_las_restricciones_son_los_del_modelo(motor: sa.Engine, tmp_path: Path) -> None:
    """La comparación de Alembic no mira los nombres, y una migración por lotes los necesita."""
    directa = base.crear_motor(f"sqlite:///{tmp_path / 'directa.db'}")
    Tabla.metadata.create_all(directa)

    assert _restricciones(motor) == _restricciones(directa)
    directa.dispose()


def _restricciones(motor: sa.Engine) -> set[str]:
    return {nombre for orden in esquema(motor) for nombre in re.findall(r"\b(?:pk|fk|uq|ix|ck)_\w+", orden)}


def test_bajar_y_volver_a_subir_deja_lo_mismo(motor: sa.Engine) -> None:
    antes = esquema(motor)

    base.migrar(motor, "base")
    assert esquema(motor) == set()

    base.migrar(motor)
    assert esquema(motor) == antes


def test_migrar_dos_veces_es_inocuo(motor: sa.Engine) -> None:
    un_taller(motor)

    base.migrar(motor)

    with motor.connect() as conexion:
        assert conexion.exec_driver_sql("SELECT count(*) FROM participante").scalar() == 2


def test_rehacer_una_tabla_no_se_lleva_lo_que_cuelga_de_ella(motor: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    un_taller(motor)

    def por_lotes(config: object, _hasta: str) -> None:
        conexion = config.attributes["conexion"]  # type: ignore[attr-defined]
        with Operations.context(MigrationContext.configure(conexion)), op.batch_alter_table("sala", recreate="always"):
            pass

    monkeypatch.setattr(base.command, "upgrade", por_lotes)
    base.migrar(motor)

    with motor.connect() as conexion:
        assert conexion.exec_driver_sql("SELECT count(*) FROM participante").scalar() == 2
        assert conexion.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_una_migracion_que_falla_no_deja_nada_a_medias(motor: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    un_taller(motor)
    antes = esquema(motor)

    def a_medias(config: object, _hasta: str) -> None:
        conexion = config.attributes["conexion"]  # type: ignore[attr-defined]
        conexion.exec_driver_sql("CREATE TABLE nueva (x)")
        conexion.exec_driver_sql("DELETE FROM sala")

    monkeypatch.setattr(base.command, "upgrade", a_medias)
    with pytest.raises(BaseNoDisponible, match="huérfanas"):
        base.migrar(motor)

    assert esquema(motor) == antes
