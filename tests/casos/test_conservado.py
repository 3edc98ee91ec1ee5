"""Lo escrito se guarda donde toca o se conserva hasta que se pueda."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from datos import consultas
from datos.motor import crear_motor
from datos.unidad import UnidadDeTrabajo
from modelo.casos import agenda, grupo, respuestas
from modelo.entidades import Borrador, Fase
from modelo.errores import VotosAgotados
from modelo.valores import Objeto
from tests.fabricas import Mesa, una_mesa


@pytest.fixture
def mesa(base_de_datos: str) -> Mesa:
    return una_mesa(crear_motor(base_de_datos))


def conservados(mesa: Mesa) -> list[str]:
    with Session(mesa.motor) as sesion:
        return [b.valor for b in sesion.exec(select(Borrador))]


def test_una_fase_repetida_guarda_lo_suyo_aunque_su_clave_no_diga_el_tipo(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    with UnidadDeTrabajo(mesa.motor) as unidad:
        unidad.agregar(
            Fase(
                taller_id=mesa.creado.taller_id, clave="otra", tipo="salida", orden=90, titulo="Otra", estado="abierta"
            )
        )
        unidad.confirmar()
    mesa.guarda(ana, Objeto("respuesta", "otra"), "me_llevo", "una idea")

    suyo = consultas.respuestas_de(mesa.motor, mesa.creado.taller_id, ana.participante_id, "otra")
    assert suyo == {"me_llevo": "una idea"}


def test_lo_que_llego_con_la_fase_cerrada_se_guarda_al_reabrirla(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    donde = Objeto("respuesta", "bienvenida")
    mesa.hacer(agenda.cerrar_fase, quien=mesa.facilita, clave="bienvenida")
    mesa.hacer(respuestas.guardar_borrador, quien=ana, objeto=donde, campo="palabra", valor="tarde")
    assert mesa.hacer(respuestas.recuperar_borradores, quien=ana) == 0
    assert conservados(mesa) == ["tarde"]
    mesa.hacer(agenda.abrir_fase, quien=mesa.facilita, clave="bienvenida")

    assert mesa.hacer(respuestas.recuperar_borradores, quien=ana) == 1
    assert conservados(mesa) == []
    suyo = consultas.respuestas_de(mesa.motor, mesa.creado.taller_id, ana.participante_id, "bienvenida")
    assert suyo == {"palabra": "tarde"}


def test_lo_conservado_que_no_vale_sigue_esperando(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    donde = Objeto("respuesta", "bienvenida")
    mesa.hacer(respuestas.guardar_borrador, quien=ana, objeto=donde, campo="palabra", valor="x" * 500)

    assert mesa.hacer(respuestas.recuperar_borradores, quien=ana) == 0
    assert [len(v) for v in conservados(mesa)] == [500]


def test_las_aportaciones_vacias_no_dan_mas_votos(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    mesa.salta("estrategias")
    ideas = [mesa.crea(ana, "aportacion", texto=f"idea {n}") for n in range(4)]
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="estrategias")
    for _ in range(8):
        mesa.crea(ana, "aportacion")
    for idea in ideas[:2]:
        mesa.hacer(grupo.votar, quien=ana, aportacion_id=idea.id)

    with pytest.raises(VotosAgotados):
        mesa.hacer(grupo.votar, quien=ana, aportacion_id=ideas[2].id)
