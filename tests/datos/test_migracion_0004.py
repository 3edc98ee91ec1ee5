"""Lo que la 0004 hace con lo que ya había: cada valoración se queda con el papel de su cliente."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from datos import motor as base
from tests.datos.test_migraciones_matriz import rellenar


def ejecutar(motor: sa.Engine, *ordenes: str) -> None:
    with motor.execution_options(escritura=True).begin() as conexion:
        for orden in ordenes:
            conexion.exec_driver_sql(orden)


def leer(motor: sa.Engine, consulta: str) -> list[tuple[Any, ...]]:
    with motor.connect() as conexion:
        return [tuple(fila) for fila in conexion.exec_driver_sql(consulta)]


def test_lo_valorado_se_queda_con_el_papel_de_su_cliente_y_al_bajar_no_se_pierde_nada(vacia: sa.Engine) -> None:
    base.migrar(vacia, "0003")
    rellenar(vacia)
    antes = leer(vacia, "SELECT v.id, c.papel FROM valoracion v JOIN cliente c ON c.id = v.cliente_id ORDER BY v.id")
    valores = leer(vacia, "SELECT id, valor, no_sabe FROM valoracion ORDER BY id")

    base.migrar(vacia)
    assert leer(vacia, "SELECT id, papel FROM valoracion ORDER BY id") == antes
    assert len({papel for _, papel in antes}) > 1

    base.migrar(vacia, "0003")
    assert leer(vacia, "SELECT id, valor, no_sabe FROM valoracion ORDER BY id") == valores
