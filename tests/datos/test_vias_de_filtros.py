"""Ninguna vía de los resultados deja ver a una persona ni un agregado por debajo del umbral.

Se juega con 4, 5 y 6 personas, y con partes que suman el total: presencial y remota, y relaciones de tres tramos.
"""

from __future__ import annotations

from itertools import product

import pytest
import sqlalchemy as sa

from datos import agregados
from datos.agregados import Filtro
from datos.unidad import UnidadDeTrabajo
from modelo import rotulos
from modelo.entidades import Cliente, Participante
from tests.datos.vias import (
    FILTROS,
    NUMERICAS,
    UMBRAL,
    con_filtro,
    filtrados,
    personas,
    repartir,
)
from tests.ensayo import motor, pedir, quedan, sembrado, tablas

__all__ = ["motor", "sembrado"]


@pytest.mark.parametrize("papel", ["facilita", "participa", "proyecta", "revisa"])
@pytest.mark.parametrize("tipo", NUMERICAS)
def test_con_cuatro_personas_no_hay_cifras_para_nadie(motor: sa.Engine, tipo: str, papel: str) -> None:
    quedan(motor, 4)

    dato = NUMERICAS[tipo](con_filtro(motor, tipo, Filtro(), papel))

    assert all(tabla.empty for tabla in tablas(dato))


@pytest.mark.parametrize("n", [5, 6])
@pytest.mark.parametrize("tipo", sorted(set(NUMERICAS) - {"perfil", "cierre"}))
def test_ningun_recuento_visible_esta_entre_uno_y_el_umbral(motor: sa.Engine, tipo: str, n: int) -> None:
    """Con ningún filtro y con todos, solos y cruzados. Los interlocutores y las filas no son personas."""
    repartir(motor, (n - 2, "presencial"), (2, "remota"))

    for filtro in FILTROS:
        dato = NUMERICAS[tipo](con_filtro(motor, tipo, filtro))
        for f in filtrados(dato):
            if "clave" in f.filas:
                assert not f.filas["n"].dropna().between(1, UMBRAL - 1).any(), filtro
            assert not f.visible or f.n >= UMBRAL, filtro


@pytest.mark.parametrize(("dentro", "fuera"), [(4, 1), (5, 1), (1, 5), (4, 4), (3, 5), (5, 4)])
@pytest.mark.parametrize("tipo", ["mapa", "historico", "entorno", "interaccion", "descubrir", "radar"])
def test_un_filtro_que_aislaria_a_pocas_personas_no_se_ensena(
    motor: sa.Engine, tipo: str, dentro: int, fuera: int
) -> None:
    repartir(motor, (dentro, "presencial"), (fuera, "remota"))

    for modalidad in ("presencial", "remota"):
        dato = NUMERICAS[tipo](con_filtro(motor, tipo, Filtro(modalidad=modalidad)))
        assert all(t.empty or t["n"].isna().all() for t in tablas(dato) if len(t.columns)), modalidad


@pytest.mark.parametrize(("dentro", "fuera"), [(5, 5), (6, 5), (5, 7), (6, 6)])
def test_las_partes_que_suman_y_llegan_al_umbral_se_ven_las_dos(motor: sa.Engine, dentro: int, fuera: int) -> None:
    repartir(motor, (dentro, "presencial"), (fuera, "remota"))
    vistos = [agregados.radar(con_filtro(motor, "radar", Filtro(modalidad=m))) for m in ("presencial", "remota")]

    assert [v.n for v in vistos] == [dentro, fuera]


@pytest.mark.parametrize("modos", [((5, "presencial"), (5, "remota"), (2, "mixta")), ((6, "presencial"), (6, "mixta"))])
def test_lo_ofrecido_para_filtrar_es_lo_que_se_puede_ver(motor: sa.Engine, modos: tuple[tuple[int, str], ...]) -> None:
    repartir(motor, *modos)
    posibles = agregados.partes(pedir(motor, "radar"))["modalidad"]

    for modalidad in rotulos.MODALIDADES:
        visto = agregados.radar(con_filtro(motor, "radar", Filtro(modalidad=modalidad)))
        assert (not visto.espera) == (modalidad in posibles)


def test_ninguna_resta_entre_filtros_del_radar_llega_a_menos_gente_que_el_umbral(motor: sa.Engine) -> None:
    """Los puntos de cada vista son un conjunto de personas: se restan, se cruzan y se suman todos con todos."""
    repartir(motor, (6, "presencial"), (5, "remota"), (1, "mixta"))
    todos = personas(con_filtro(motor, "radar", Filtro()), dentro=False) | personas(
        con_filtro(motor, "radar", Filtro())
    )
    vistos = {"todo": todos}
    for modalidad in rotulos.MODALIDADES:
        pedido = con_filtro(motor, "radar", Filtro(modalidad=modalidad))
        if not agregados.radar(pedido).espera:
            vistos[modalidad] = personas(pedido)

    for una, otra in product(vistos.values(), repeat=2):
        for resto in (una - otra, una & otra, todos - (una | otra)):
            assert len(resto) == 0 or len(resto) >= UMBRAL


def test_el_filtro_mira_al_cliente_que_se_valoro_y_no_al_que_hoy_tiene_ese_papel(motor: sa.Engine) -> None:
    repartir(motor, (6, "presencial"), (5, "remota"))
    presencial = Filtro(modalidad="presencial")
    antes = agregados.radar(con_filtro(motor, "radar", presencial))
    with UnidadDeTrabajo(motor) as unidad:
        for persona in unidad.todos(Participante):
            suyos = unidad.todos(Cliente, participante_id=persona.id)
            valorado = next(c for c in suyos if c.papel == "estable")
            otro = next(c for c in suyos if not c.papel)
            valorado.papel, otro.papel, otro.modalidad = "", "estable", "mixta"
        unidad.confirmar()
    agregados.olvidar()

    despues = agregados.radar(con_filtro(motor, "radar", presencial))

    assert antes.n == despues.n == 6
    assert sorted(despues.puntos["valor"]) == sorted(antes.puntos["valor"])
    assert agregados.partes(pedir(motor, "radar"))["modalidad"] == ("presencial", "remota")
