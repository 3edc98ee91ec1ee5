import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from datos import ajustes, copias
from datos import motor as base
from datos.consultas import participantes
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Sala
from modelo.errores import BaseNoDisponible
from tests.datos.muestra import guardar, un_taller


def uno(motor: sa.Engine, orden: str) -> object:
    with motor.connect() as conexion:
        return conexion.exec_driver_sql(orden).scalar()


def test_cada_conexion_promete_durabilidad_claves_ajenas_y_borrado_de_verdad(vacia: sa.Engine) -> None:
    pragmas = ("journal_mode", "foreign_keys", "busy_timeout", "synchronous", "secure_delete")

    assert [uno(vacia, f"PRAGMA {p}") for p in pragmas] == ["wal", 1, 5000, 2, 1]


def test_la_carpeta_de_la_base_se_crea_sola(tmp_path: Path) -> None:
    motor = base.crear_motor(f"sqlite:///{tmp_path / 'nueva' / 'honda' / 'x.db'}")

    assert uno(motor, "SELECT 1") == 1
    motor.dispose()


def test_quien_lee_no_espera_a_quien_escribe_ni_ve_lo_que_no_ha_confirmado(motor: sa.Engine) -> None:
    un_taller(motor)

    with UnidadDeTrabajo(motor) as unidad:
        unidad.agregar(Sala(codigo="OTRA"))
        unidad.asentar()
        assert uno(motor, "SELECT count(*) FROM sala") == 1


def test_un_segundo_escritor_espera_y_al_final_lo_dice(motor: sa.Engine) -> None:
    otra = base.crear_motor(str(motor.url))
    with UnidadDeTrabajo(motor), otra.execution_options(escritura=True).connect() as conexion:
        # Con la espera de serie la prueba tardaría cinco segundos.
        directa = conexion.connection.driver_connection
        assert directa is not None
        directa.execute("PRAGMA busy_timeout=20")
        with pytest.raises(OperationalError, match="locked"):
            conexion.exec_driver_sql("SELECT 1")
    otra.dispose()


def test_preparar_crea_una_base_vacia_sin_dejar_copias(url: str, tmp_path: Path) -> None:
    motor = base.preparar(url)

    assert base.revision_de(motor) == base.revision_del_codigo()
    assert [p.name for p in tmp_path.glob("*.db")] == ["taller.db"]
    motor.dispose()


def test_dos_primeras_visitas_simultaneas_no_chocan(url: str) -> None:
    with ThreadPoolExecutor(4) as hilos:
        motores = list(hilos.map(base.preparar, [url] * 4))

    assert {base.revision_de(m) for m in motores} == {base.revision_del_codigo()}
    for motor in motores:
        motor.dispose()


def test_una_base_atrasada_se_migra_con_copia_previa(
    motor: sa.Engine, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    un_taller(motor)
    migradas = []
    revision = base.revision_del_codigo()
    monkeypatch.setattr(base, "revision_del_codigo", lambda: "9999")
    monkeypatch.setattr(base, "migrar", migradas.append)

    preparado = base.preparar(url)

    [copia] = copias.lista(tmp_path / "taller.db")
    copiada = base.crear_motor(f"sqlite:///{copia.ruta}")
    assert copia.nombre == f"antes de migrar {revision}"
    assert [p.alias for p in participantes(copiada, "s")] == ["Ana", "Beto"]
    assert migradas == [preparado]
    for abierto in (preparado, copiada):
        abierto.dispose()


def test_una_base_de_una_version_futura_no_se_toca(motor: sa.Engine, url: str, tmp_path: Path) -> None:
    un_taller(motor)
    with motor.execution_options(escritura=True).begin() as conexion:
        conexion.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    antes = uno(motor, "PRAGMA schema_version")

    with pytest.raises(BaseNoDisponible, match="posterior"):
        base.preparar(url)

    assert uno(motor, "PRAGMA schema_version") == antes
    assert len(list(tmp_path.glob("*.db"))) == 1


def test_sin_lo_de_postgresql_instalado_se_dice_como_instalarlo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(BaseNoDisponible, match=r"requirements-postgres\.txt"):
        base.crear_motor("postgresql+psycopg://quien@/base")


def test_una_base_ajena_no_se_toca(vacia: sa.Engine, url: str) -> None:
    with vacia.execution_options(escritura=True).begin() as conexion:
        conexion.exec_driver_sql("CREATE TABLE ajena (x)")

    with pytest.raises(BaseNoDisponible, match="no son de Palancas"):
        base.preparar(url)

    assert uno(vacia, "SELECT group_concat(name) FROM sqlite_master") == "ajena"


def test_un_archivo_danado_se_dice(url: str, tmp_path: Path) -> None:
    (tmp_path / "taller.db").write_bytes(b"esto no es una base" * 100)

    with pytest.raises(BaseNoDisponible):
        base.preparar(url)


def test_una_carpeta_imposible_se_dice(tmp_path: Path) -> None:
    (tmp_path / "archivo").touch()

    with pytest.raises(BaseNoDisponible):
        base.preparar(f"sqlite:///{tmp_path / 'archivo' / 'x.db'}")


def test_usar_una_base_vacia_la_crea(vacia: sa.Engine) -> None:
    guardar(vacia, Sala(codigo="K7M2QX"))

    assert base.revision_de(vacia) == base.revision_del_codigo()


@pytest.mark.parametrize(
    ("nombre", "valor"), [("PALANCAS_COPIAS", "0"), ("PALANCAS_COPIAS", "muchas"), ("PALANCAS_REGISTRO", "todo")]
)
def test_un_ajuste_que_no_sirve_se_dice_con_su_nombre(nombre: str, valor: str) -> None:
    with pytest.raises(ajustes.AjusteNoValido, match=nombre):
        ajustes.leer({nombre: valor})


def test_sin_entorno_los_ajustes_son_los_de_serie() -> None:
    leidos = ajustes.leer({"PALANCAS_BD": " "})

    assert leidos.bd.endswith("/datos/local/palancas.db")
    assert leidos.url == ""


def test_el_entorno_manda_y_la_barra_final_sobra() -> None:
    leidos = ajustes.leer({"PALANCAS_BD": "sqlite:///x.db", "PALANCAS_URL": "https://taller.example/"})

    assert leidos == ajustes.Ajustes(bd="sqlite:///x.db", url="https://taller.example")
