"""Solo se vota lo que el grupo ya puede leer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from datos.motor import crear_motor
from modelo.casos import agenda, entrada, grupo
from modelo.errores import FaseCerrada, ObjetoNoEncontrado, ValorNoValido, VotosAgotados
from modelo.valores import Objeto
from tests.fabricas import Mesa, una_mesa


@pytest.fixture
def mesa(base_de_datos: str) -> Mesa:
    return una_mesa(crear_motor(base_de_datos))


def test_no_se_vota_hasta_que_se_revelan_las_aportaciones_ni_con_la_votacion_cerrada(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    mesa.salta("estrategias")
    idea = mesa.crea(ana, "aportacion", texto="el acta, el mismo día").id
    fase = {"quien": mesa.facilita, "clave": "estrategias"}
    with pytest.raises(ValorNoValido, match="se vota cuando se revelan"):
        mesa.hacer(grupo.votar, quien=ana, aportacion_id=idea)

    mesa.hacer(agenda.revelar, **fase)
    mesa.hacer(grupo.votar, quien=ana, aportacion_id=idea)
    mesa.hacer(agenda.cerrar_fase, **fase)
    with pytest.raises(FaseCerrada):
        mesa.hacer(grupo.quitar_voto, quien=ana, aportacion_id=idea)


@pytest.mark.parametrize("caso", [grupo.votar, grupo.quitar_voto])
def test_cuando_el_grupo_sigue_adelante_y_los_totales_se_ven_ya_no_se_vota_aunque_la_fase_siga_abierta(
    mesa: Mesa, caso: Callable[..., None]
) -> None:
    ana = mesa.entra().identidad
    mesa.salta("estrategias")
    idea = mesa.crea(ana, "aportacion", texto="el acta, el mismo día").id
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="estrategias")
    mesa.hacer(agenda.avanzar, quien=mesa.facilita)
    mesa.guarda(ana, Objeto("aportacion", idea), "texto", "sigue abierta")

    with pytest.raises(ValorNoValido, match="la votación acabó"):
        mesa.hacer(caso, quien=ana, aportacion_id=idea)
    mesa.salta("estrategias")
    mesa.hacer(caso, quien=ana, aportacion_id=idea)


def test_en_una_fase_anonima_no_se_vota_hasta_que_aportan_bastantes_personas(mesa: Mesa) -> None:
    gente = [mesa.entra(f"Persona {n}").identidad for n in range(5)]
    mesa.salta("estrategias")
    mesa.hacer(agenda.endurecer_anonimato, quien=mesa.facilita, clave="estrategias", anonima=True)
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="estrategias")
    ideas = [mesa.crea(quien, "aportacion", texto="una idea").id for quien in gente[:4]]
    with pytest.raises(ValorNoValido, match="hayan aportado 5 personas"):
        mesa.hacer(grupo.votar, quien=gente[4], aportacion_id=ideas[0])

    mesa.crea(gente[4], "aportacion", texto="la quinta")
    mesa.hacer(grupo.votar, quien=gente[4], aportacion_id=ideas[0])


def test_lo_de_quien_se_ha_retirado_no_da_mas_votos(mesa: Mesa) -> None:
    ana, leo = mesa.entra("Ana").identidad, mesa.entra("Leo").identidad
    mesa.salta("estrategias")
    ideas = [mesa.crea(ana, "aportacion", texto=f"idea {n}").id for n in range(3)]
    for n in range(6):
        mesa.crea(leo, "aportacion", texto=f"de Leo {n}")
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="estrategias")
    mesa.hacer(entrada.expulsar, quien=mesa.facilita, participante_id=leo.participante_id)
    for idea in ideas[:2]:
        mesa.hacer(grupo.votar, quien=ana, aportacion_id=idea)

    with pytest.raises(VotosAgotados):
        mesa.hacer(grupo.votar, quien=ana, aportacion_id=ideas[2])


def test_no_se_vota_lo_que_ya_no_se_ve_ni_lo_que_se_le_dio_gasta(mesa: Mesa) -> None:
    ana, leo = mesa.entra("Ana").identidad, mesa.entra("Leo").identidad
    mesa.salta("estrategias")
    ideas = [mesa.crea(ana, "aportacion", texto=f"idea {n}").id for n in range(2)]
    de_leo, vacia = mesa.crea(leo, "aportacion", texto="de Leo").id, mesa.crea(ana, "aportacion", texto="").id
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="estrategias")
    mesa.hacer(grupo.votar, quien=ana, aportacion_id=de_leo)
    mesa.hacer(entrada.expulsar, quien=mesa.facilita, participante_id=leo.participante_id)

    for no_se_ve in (de_leo, vacia):
        with pytest.raises(ObjetoNoEncontrado):
            mesa.hacer(grupo.votar, quien=ana, aportacion_id=no_se_ve)
    for idea in ideas:
        mesa.hacer(grupo.votar, quien=ana, aportacion_id=idea)
