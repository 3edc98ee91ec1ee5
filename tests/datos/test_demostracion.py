"""El taller de ensayo se crea entero, da para mirar y se borra del todo."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from datos import consultas, demostracion
from datos.motor import crear_motor
from datos.plantillas import ensayo
from modelo.entidades import Tabla
from modelo.errores import SalaNoEncontrada
from tests.fabricas import una_mesa


@pytest.fixture
def base(base_de_datos: str) -> sa.Engine:
    return crear_motor(base_de_datos)


def test_sembrar_sobre_una_base_vacia_deja_doce_personas_y_todas_las_fases_con_datos(base: sa.Engine) -> None:
    codigo = demostracion.sembrar(base)

    visto = consultas.taller_visto(base, codigo)
    assert visto is not None
    assert visto.ensayo
    assert len(consultas.participantes(base, visto.sala_id)) == 12
    for fase in visto.fases:
        if fase.tipo != "pausa":
            assert consultas.respondieron(base, visto.id, fase.clave) >= 5, fase.clave


def filas(base: sa.Engine) -> dict[str, int]:
    """Cuántas filas hay en cada tabla con alguna."""
    with base.connect() as conexion:
        cuenta = {
            nombre: conexion.execute(sa.select(sa.func.count()).select_from(tabla)).scalar_one()
            for nombre, tabla in Tabla.metadata.tables.items()
        }
    return {nombre: n for nombre, n in cuenta.items() if n}


def test_el_ensayo_se_borra_y_de_el_solo_queda_que_la_sala_existio(base: sa.Engine) -> None:
    codigo = demostracion.sembrar(base)
    llenas = set(filas(base))
    demostracion.borrar(base, codigo)

    assert {"participante", "hito", "valoracion", "voto", "aparcado", "ficha", "traza"} <= llenas
    assert filas(base) == {"sala": 1}
    assert consultas.taller_visto(base, codigo) is None


@pytest.mark.archivo
def test_lo_borrado_no_se_puede_leer_en_el_archivo(base: sa.Engine) -> None:
    frase = max((c.get("largo", "") for p in ensayo.participantes() for c in p["clientes"]), key=len).encode()
    archivo = Path(str(base.url.database))
    codigo = demostracion.sembrar(base)
    base.dispose()
    assert frase in archivo.read_bytes()
    demostracion.borrar(base, codigo)
    base.dispose()

    assert frase not in archivo.read_bytes()


def test_borrar_un_ensayo_no_toca_los_demas_talleres(base: sa.Engine) -> None:
    mesa = una_mesa(base)
    mesa.entra("Ana")
    antes = filas(base)
    demostracion.borrar(base, demostracion.sembrar(base))

    assert filas(base) == antes | {"sala": 2}


def test_el_ensayo_se_crea_y_se_borra_con_su_orden(base_vacia: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert demostracion.main([]) == 0
    dicho = capsys.readouterr().out
    codigo = dicho.split()[1].rstrip(".")
    motor = crear_motor(base_vacia)
    assert consultas.taller_visto(motor, codigo) is not None
    assert "/f/" in dicho

    assert demostracion.main(["--borrar", codigo.lower()]) == 0
    assert "Borrado" in capsys.readouterr().out
    assert consultas.taller_visto(motor, codigo) is None


def test_borrar_con_la_orden_lo_que_no_es_un_ensayo_se_dice_y_falla(
    base: sa.Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    mesa = una_mesa(base)

    assert demostracion.main(["--borrar", mesa.creado.codigo]) == 1
    assert "no es un ensayo" in capsys.readouterr().err
    assert consultas.taller_visto(base, mesa.creado.codigo) is not None


def test_un_taller_de_verdad_no_se_borra_como_ensayo(base: sa.Engine) -> None:
    mesa = una_mesa(base)

    with pytest.raises(SalaNoEncontrada):
        demostracion.borrar(base, mesa.creado.codigo)
    assert consultas.taller_visto(base, mesa.creado.codigo) is not None
