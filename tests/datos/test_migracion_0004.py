"""Lo que la 0004 hace con lo que ya había: valoraciones con el papel de su cliente y trazas sin texto de nadie."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from datos import motor as base
from tests.datos.test_migraciones_matriz import rellenar


def cambiar(motor: sa.Engine, orden: str, *valores: str) -> None:
    with motor.execution_options(escritura=True).begin() as conexion:
        conexion.exec_driver_sql(orden, valores)


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


def test_la_traza_deja_de_copiar_los_asuntos_y_al_bajar_vuelve_a_decir_los_que_siguen(vacia: sa.Engine) -> None:
    base.migrar(vacia, "0003")
    rellenar(vacia)
    (primera, segunda, tercera) = (id for (id,) in leer(vacia, "SELECT id FROM traza ORDER BY id"))
    (asunto, taller), *_ = leer(vacia, "SELECT id, taller_id FROM aparcado ORDER BY id")
    largo, borrado = "Los plazos de entrega " * 6, "Lo que alguien borró"
    cambiar(vacia, "UPDATE traza SET taller_id = ?, detalle = ?, accion = 'devolver_aparcado'", taller, borrado)
    resuelto = "UPDATE traza SET detalle = ?, accion = 'resolver_aparcado' WHERE id = ?"
    cambiar(vacia, resuelto, largo[:80], primera)
    cambiar(vacia, "UPDATE traza SET accion = 'aparcar' WHERE id = ?", tercera)
    cambiar(vacia, "UPDATE aparcado SET texto = ? WHERE id = ?", largo, asunto)

    base.migrar(vacia)
    detalles = "SELECT id, detalle FROM traza ORDER BY id"
    assert leer(vacia, detalles) == [(primera, asunto), (segunda, ""), (tercera, borrado)]

    base.migrar(vacia, "0003")
    assert leer(vacia, detalles) == [(primera, largo[:80]), (segunda, ""), (tercera, borrado)]
