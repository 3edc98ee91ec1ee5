"""Los grupos de trabajo: repartir, mover, enseñar y deshacer, también con dos consolas a la vez."""

from __future__ import annotations

import random

import pytest
import sqlalchemy as sa

from datos import consultas, propio
from datos import reparto as lecturas
from datos.motor import crear_motor
from modelo.casos import agenda, entrada, privado, reparto, sala
from modelo.errores import ObjetoNoEncontrado, TransicionNoPosible, ValorNoValido
from modelo.reparto import firma
from modelo.valores import Identidad
from tests.fabricas import Mesa, otro_taller, una_mesa


@pytest.fixture
def mesa(base_de_datos: str) -> Mesa:
    return una_mesa(crear_motor(base_de_datos))


def entran(mesa: Mesa, cuantas: int) -> list[Identidad]:
    return [mesa.entra(f"Persona {n}").identidad for n in range(cuantas)]


def ids(quienes: list[Identidad]) -> tuple[str, ...]:
    return tuple(q.participante_id or "" for q in quienes)


def reparte(mesa: Mesa, quienes: list[Identidad], de: int = 2, desde: str = "") -> dict[int, list[str]]:
    azar = random.Random(1)
    mesa.hacer(reparto.repartir_grupos, quien=mesa.facilita, de=de, personas=ids(quienes), desde=desde, azar=azar)
    return por_id(mesa)


def por_id(mesa: Mesa) -> dict[int, list[str]]:
    hechos = lecturas.grupos(mesa.motor, mesa.creado.taller_id)
    return {numero: [p.id for p in miembros] for numero, miembros in hechos.items()}


def la_firma(mesa: Mesa) -> str:
    return firma({p: numero for numero, miembros in por_id(mesa).items() for p in miembros})


def a_la_vista(mesa: Mesa) -> bool:
    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    return visto.con_grupos_a_la_vista


def test_repartir_deja_a_cada_cual_en_un_grupo_y_volver_a_repartir_los_rehace(mesa: Mesa) -> None:
    gente = entran(mesa, 7)
    primero = reparte(mesa, gente)
    segundo = reparte(mesa, gente[:4], de=4, desde=la_firma(mesa))

    assert sorted(len(g) for g in primero.values()) == [2, 2, 3]
    assert sorted(p for g in primero.values() for p in g) == sorted(ids(gente))
    assert {n: sorted(g) for n, g in segundo.items()} == {1: sorted(ids(gente[:4]))}


def test_dos_consolas_que_reparten_a_la_vez_no_se_pisan(mesa: Mesa) -> None:
    gente = entran(mesa, 4)
    hechos = reparte(mesa, gente)

    with pytest.raises(TransicionNoPosible):
        reparte(mesa, gente, desde="")
    assert por_id(mesa) == hechos


def test_hacen_falta_dos_personas_que_sigan_en_la_sala_y_una_medida_que_valga(mesa: Mesa) -> None:
    gente = entran(mesa, 3)
    ajena = una_mesa(mesa.motor, titulo="Otra", azar=mesa.azar).entra("Leo").identidad
    mesa.hacer(entrada.expulsar, quien=mesa.facilita, participante_id=gente[2].participante_id)
    with pytest.raises(ValorNoValido):
        reparte(mesa, [gente[0], gente[0]])
    for de in (1, 13):
        with pytest.raises(ValorNoValido):
            reparte(mesa, gente[:2], de=de)
    for otra in (ajena, gente[2]):
        with pytest.raises(ObjetoNoEncontrado):
            reparte(mesa, [*gente[:2], otra])

    assert por_id(mesa) == {}


def test_se_mueve_a_alguien_a_mano_y_quien_llega_tarde_entra_en_uno(mesa: Mesa) -> None:
    gente = entran(mesa, 4)
    hechos = reparte(mesa, gente)
    tarde = mesa.entra("Tarde").identidad.participante_id or ""
    movida = hechos[1][0]
    for persona in (movida, tarde):
        mesa.hacer(reparto.mover_de_grupo, quien=mesa.facilita, participante_id=persona, grupo=2)

    assert {n: set(g) for n, g in por_id(mesa).items()} == {1: {hechos[1][1]}, 2: {*hechos[2], movida, tarde}}
    mesa.hacer(reparto.mover_de_grupo, quien=mesa.facilita, participante_id=tarde, grupo=0)
    assert lecturas.mi_grupo(mesa.motor, mesa.creado.taller_id, tarde) == (0, [])
    with pytest.raises(ObjetoNoEncontrado):
        mesa.hacer(reparto.mover_de_grupo, quien=mesa.facilita, participante_id=tarde, grupo=3)


def test_se_ensenan_mientras_dura_la_fase_y_no_reviven_al_volver_a_ella(mesa: Mesa) -> None:
    with pytest.raises(TransicionNoPosible):
        mesa.hacer(reparto.ensenar_grupos, quien=mesa.facilita)
    reparte(mesa, entran(mesa, 4))
    vistos = [a_la_vista(mesa)]
    for caso in (
        *(reparto.ensenar_grupos, reparto.retirar_grupos, reparto.ensenar_grupos),
        *(agenda.avanzar, agenda.volver, reparto.ensenar_grupos, agenda.terminar, agenda.reabrir),
        *(reparto.ensenar_grupos, reparto.deshacer_grupos),
    ):
        mesa.hacer(caso, quien=mesa.facilita)
        vistos.append(a_la_vista(mesa))

    assert vistos == [False, True, False, True, False, False, True, False, False, True, False]
    assert por_id(mesa) == {}


def test_a_quien_se_retira_no_se_le_ve_en_ningun_grupo_y_si_vuelve_sigue_en_el_suyo(mesa: Mesa) -> None:
    gente = entran(mesa, 4)
    hechos = reparte(mesa, gente)
    quitada, suya = hechos[1]
    mesa.hacer(entrada.expulsar, quien=mesa.facilita, participante_id=quitada)
    sin_ella = por_id(mesa), lecturas.mi_grupo(mesa.motor, mesa.creado.taller_id, suya)
    mesa.hacer(entrada.readmitir, quien=mesa.facilita, participante_id=quitada)

    assert sin_ella == (hechos | {1: [suya]}, (1, []))
    assert por_id(mesa) == hechos


def test_quien_borra_lo_suyo_sale_de_su_grupo_y_el_numero_de_su_grupo_se_lo_puede_llevar(mesa: Mesa) -> None:
    gente = entran(mesa, 4)
    hechos = reparte(mesa, gente)
    suyo = propio.lo_mio(mesa.motor, hechos[1][0], mesa.reloj.ahora)
    mesa.hacer(privado.borrar_lo_mio, quien=next(q for q in gente if q.participante_id == hechos[1][0]))

    assert suyo["talleres"][0]["grupo"] == [{"grupo": 1}]
    assert filas(mesa.motor) == 3


def test_los_grupos_son_de_un_taller_y_se_van_con_el(mesa: Mesa) -> None:
    gente = entran(mesa, 4)
    reparte(mesa, gente)
    mesa.hacer(sala.crear_taller, **otro_taller(mesa), quien=mesa.facilita)
    reparte(mesa, gente)
    assert filas(mesa.motor) == 8
    mesa.hacer(sala.borrar_taller, quien=mesa.facilita)

    assert filas(mesa.motor) == 0


def filas(motor: sa.Engine) -> int:
    with motor.connect() as conexion:
        return int(conexion.exec_driver_sql("select count(*) from agrupado").scalar() or 0)
