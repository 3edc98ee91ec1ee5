"""Repartir el tiempo que queda: de una vez, sin pisar a otra consola y con vuelta atrás."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from datos import consultas
from datos.motor import crear_motor
from modelo import tiempo
from modelo.casos import agenda, duplicar, preparar
from modelo.casos.agenda import agenda_pura
from modelo.casos.tiempo import repartir_el_tiempo
from modelo.entidades import Fase, Taller
from modelo.errores import FaseNoEncontrada, TransicionNoPosible, ValorNoValido
from modelo.fases import Agenda, retraso
from tests.fabricas import Mesa, una_mesa

QUEDAN = ("pausa_1", "entorno", "interaccion", "salida")


@pytest.fixture
def motor(base_de_datos: str) -> sa.Engine:
    return crear_motor(base_de_datos)


@pytest.fixture
def mesa(motor: sa.Engine) -> Mesa:
    """La sesión 1 en el Histórico, al que se ha llegado seis minutos tarde."""
    mesa = una_mesa(motor)
    mesa.hacer(agenda.empezar, quien=mesa.facilita)
    mesa.reloj.pasan(minutes=46)
    mesa.salta("historico")
    return mesa


def pura(mesa: Mesa) -> Agenda:
    with Session(mesa.motor) as sesion:
        taller = sesion.get_one(Taller, mesa.creado.taller_id)
        orden = select(Fase).where(Fase.taller_id == taller.id).order_by(Fase.orden)  # type: ignore[arg-type]
        return agenda_pura(taller, list(sesion.exec(orden)))


def minutos(mesa: Mesa) -> dict[str, int]:
    return {p.clave: p.minutos for p in tiempo.por_venir(pura(mesa))}


def reparte(mesa: Mesa, nuevos: dict[str, int], **mas: Any) -> None:
    mesa.hacer(repartir_el_tiempo, quien=mesa.facilita, minutos=nuevos, **mas)


def propuesta(mesa: Mesa) -> dict[str, int]:
    hecha = tiempo.proponer(pura(mesa), mesa.reloj.ahora)
    assert hecha is not None
    return dict(hecha.minutos)


def acciones(mesa: Mesa) -> list[tuple[str, str]]:
    return [(t.accion, t.detalle) for t in consultas.traza(mesa.motor, mesa.creado.taller_id)]


def test_repartir_deja_la_sesion_al_dia_y_deshacer_la_devuelve_al_plan(mesa: Mesa) -> None:
    plan, ahora = minutos(mesa), mesa.reloj.ahora
    acababa = tiempo.acabaria(pura(mesa), ahora)
    assert tuple(plan) == QUEDAN

    reparte(mesa, propuesta(mesa), desde=tiempo.firma(pura(mesa)))
    assert sum(minutos(mesa).values()) == sum(plan.values()) - 6
    assert tiempo.minutos_de_retraso(pura(mesa), ahora) == 0
    assert tiempo.acabaria(pura(mesa), ahora) == acababa - 6 * tiempo.MINUTO

    reparte(mesa, plan, desde=tiempo.firma(pura(mesa)))
    assert minutos(mesa) == plan
    assert tiempo.minutos_de_retraso(pura(mesa), ahora) == 6
    assert tiempo.acabaria(pura(mesa), ahora) == acababa
    assert acciones(mesa)[-2:] == [("repartir_el_tiempo", "-6"), ("deshacer_reparto", "+6")]


def test_un_doble_toque_reparte_una_vez_y_deja_una_sola_traza(mesa: Mesa) -> None:
    nuevos, desde = propuesta(mesa), tiempo.firma(pura(mesa))
    reparte(mesa, nuevos, desde=desde)
    version = consultas.version(mesa.motor, mesa.creado.codigo)
    reparte(mesa, nuevos, desde=desde)

    assert consultas.version(mesa.motor, mesa.creado.codigo) == version
    assert [a for a, _ in acciones(mesa)].count("repartir_el_tiempo") == 1


@pytest.mark.parametrize(
    ("caso", "datos"),
    [
        (agenda.sumar_minutos, {"minutos": 5}),
        (agenda.avanzar, {}),
        (agenda.pausar_reloj, {}),
        (preparar.editar_fase, {"clave": "salida", "minutos": 20}),
    ],
)
def test_si_otra_consola_ha_cambiado_el_plan_no_se_pisa(mesa: Mesa, caso: Any, datos: dict[str, Any]) -> None:
    nuevos, desde = propuesta(mesa), tiempo.firma(pura(mesa))
    mesa.hacer(caso, quien=mesa.facilita, **datos)
    antes = pura(mesa)

    with pytest.raises(TransicionNoPosible):
        reparte(mesa, nuevos, desde=desde)
    assert pura(mesa) == antes


def test_deshacer_no_toca_la_fase_cuyos_minutos_se_cambiaron_a_mano_despues(mesa: Mesa) -> None:
    plan = minutos(mesa)
    reparte(mesa, propuesta(mesa))
    mesa.hacer(preparar.editar_fase, quien=mesa.facilita, clave="entorno", minutos=12)
    reparte(mesa, {p.clave: p.del_plan for p in tiempo.por_venir(pura(mesa))})

    assert minutos(mesa) == plan | {"entorno": 12}


@pytest.mark.parametrize("clave", ["bienvenida", "historico", "retomar", "otra"])
def test_solo_se_reparte_entre_lo_que_falta_de_esta_sesion(mesa: Mesa, clave: str) -> None:
    with pytest.raises(FaseNoEncontrada):
        reparte(mesa, {clave: 3})


@pytest.mark.parametrize("cuantos", [0, -4, tiempo.MINUTOS_MAXIMOS + 1])
def test_ninguna_fase_se_queda_sin_minutos_ni_con_mas_de_los_que_se_pueden_poner(mesa: Mesa, cuantos: int) -> None:
    with pytest.raises(ValorNoValido):
        reparte(mesa, {"salida": cuantos, "entorno": 10})
    assert minutos(mesa)["entorno"] == 20


def test_lo_repartido_pone_el_reloj_de_la_fase_siguiente_y_sigue_al_dia(mesa: Mesa) -> None:
    reparte(mesa, propuesta(mesa))
    mesa.reloj.pasan(minutes=30)
    mesa.hacer(agenda.avanzar, quien=mesa.facilita)
    paso = pura(mesa).paso("pausa_1")

    assert paso.minutos < paso.del_plan
    assert paso.termina_en == mesa.reloj.ahora + paso.minutos * tiempo.MINUTO
    assert retraso(pura(mesa), mesa.reloj.ahora) == 0 * tiempo.MINUTO


def test_duplicar_lleva_los_minutos_del_plan_y_no_los_apretados_aquel_dia(mesa: Mesa) -> None:
    plan = {p.clave: p.minutos for p in pura(mesa).pasos}
    reparte(mesa, propuesta(mesa))
    creado = mesa.hacer(duplicar.duplicar_taller, quien=mesa.facilita, titulo="Otro",
                        borrar_el=mesa.reloj.ahora.date().replace(year=2027), azar=mesa.azar)  # fmt: skip

    otro = Mesa(mesa.motor, creado)
    assert {p.clave: p.minutos for p in pura(otro).pasos} == plan
    assert tiempo.proponer(pura(otro), mesa.reloj.ahora) is None
