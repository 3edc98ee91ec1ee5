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


def test_la_segunda_migracion_sube_y_baja_sin_perder_lo_que_habia(vacia: sa.Engine) -> None:
    base.migrar(vacia, "0001")
    antes = esquema(vacia)
    with vacia.execution_options(escritura=True).begin() as conexion:
        for orden in DATOS_DE_LA_PRIMERA:
            conexion.exec_driver_sql(orden)
    base.migrar(vacia)

    with vacia.connect() as conexion:
        assert conexion.exec_driver_sql("SELECT accion, compartido FROM compromiso").one() == ("llamar", 0)
        assert conexion.exec_driver_sql("SELECT huella, rotulo, caduca_en FROM ficha").one() == ("h", "", None)

    base.migrar(vacia, "0001")
    assert esquema(vacia) == antes
    with vacia.connect() as conexion:
        assert conexion.exec_driver_sql("SELECT accion FROM compromiso").scalar() == "llamar"


def test_al_bajar_los_enlaces_con_caducidad_no_se_quedan_abiertos_para_siempre(motor: sa.Engine) -> None:
    un_taller(motor)
    with motor.execution_options(escritura=True).begin() as conexion:
        conexion.exec_driver_sql(
            "INSERT INTO ficha (huella, papel, sala_id, rotulo, creada_en, caduca_en)"
            " VALUES ('r', 'revisa', 's', '', '2026-01-01', '2026-02-01')"
        )
    base.migrar(motor, "0001")

    with motor.connect() as conexion:
        assert conexion.exec_driver_sql("SELECT count(*) FROM ficha").scalar() == 0


DATOS_DE_LA_PRIMERA = (
    "INSERT INTO sala (id, codigo) VALUES ('s', 'K7M2QX')",
    "INSERT INTO participante (id, sala_id, alias, codigo_personal, entro_en) VALUES ('ana', 's', 'Ana', 'x', '2026')",
    "INSERT INTO taller (id, sala_id, titulo, organizacion, plantilla, palancas, palancas_version, umbral, borrar_el,"
    " ensayo, fase_actual, debate, version, actividad, creado_en)"
    " VALUES ('t', 's', 'Uno', '', 'completo', '[]', '', 5, '', 0, 'plan', '[]', 1, 1, '2026-01-01')",
    "INSERT INTO ficha (huella, papel, sala_id, creada_en) VALUES ('h', 'facilita', 's', '2026-01-01')",
    "INSERT INTO compromiso (id, taller_id, participante_id, orden, situacion, accion, antes_de, senal, palanca,"
    " cliente_id, horizonte, acompana, estado, nota)"
    " VALUES ('c', 't', 'ana', 0, '', 'llamar', '', '', '', '', '', '', 'pendiente', '')",
)
