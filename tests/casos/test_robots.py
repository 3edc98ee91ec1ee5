"""Un taller completo jugado por doce robots."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Session, func, select

from datos import consultas
from datos.motor import crear_motor
from modelo.entidades import Compromiso, Listo, Tabla, Valoracion, Voto
from tests.fabricas import una_mesa
from tests.robots import jugar_taller


def cuantos(motor: sa.Engine, clase: type[Tabla]) -> int:
    with Session(motor) as sesion:
        return sesion.exec(select(func.count()).select_from(clase)).one()


def test_doce_robots_juegan_el_taller_completo_y_todo_queda_guardado(base_de_datos: str) -> None:
    motor = crear_motor(base_de_datos)
    mesa = una_mesa(motor)
    visto = consultas.taller_visto(motor, mesa.creado.codigo)
    assert visto is not None
    fases = [(f.clave, f.tipo) for f in visto.fases]

    jugar_taller(mesa, fases)

    final = consultas.taller_visto(motor, mesa.creado.codigo)
    assert final is not None
    assert final.terminado
    assert final.fase_actual == "cierre"
    assert cuantos(motor, Valoracion) == 12 * (24 + 24 + 9)
    assert cuantos(motor, Voto) == cuantos(motor, Compromiso) == 12
    assert cuantos(motor, Listo) == 12 * len(fases)
    assert all(f.revelada for f in final.fases if f.tipo != "pausa")
