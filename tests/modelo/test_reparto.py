"""El reparto en grupos: todo el mundo, una vez, y nadie solo."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelo.reparto import MAXIMO, MINIMO, cuantos_grupos, el_mas_pequeno, firma, repartir

personas = st.integers(MINIMO, 300).map(lambda n: [f"p{i}" for i in range(n)])
tamanos = st.integers(MINIMO, MAXIMO)


@given(personas, tamanos, st.integers())
def test_todas_las_personas_salen_una_vez_nadie_se_queda_solo_y_los_grupos_son_parejos(
    gente: list[str], de: int, semilla: int
) -> None:
    grupos = repartir(gente, de, Random(semilla))
    medidas = [len(g) for g in grupos]

    assert sorted(p for g in grupos for p in g) == sorted(gente)
    assert min(medidas) >= MINIMO
    assert max(medidas) - min(medidas) <= 1


@given(tamanos, st.integers(1, 40), st.integers())
def test_si_sobra_una_persona_un_grupo_lleva_una_mas_y_los_demas_las_pedidas(
    de: int, enteros: int, semilla: int
) -> None:
    gente = [f"p{i}" for i in range(de * enteros + 1)]

    assert sorted(map(len, repartir(gente, de, Random(semilla)))) == [de] * (enteros - 1) + [de + 1]


@pytest.mark.parametrize(
    ("gente", "de", "medidas"),
    [(12, 2, [2] * 6), (12, 5, [6, 6]), (8, 3, [2, 3, 3]), (3, 2, [3]), (2, 6, [2]), (11, 4, [3, 4, 4])],
)
def test_las_medidas_son_las_que_mas_se_acercan_a_lo_pedido(gente: int, de: int, medidas: list[int]) -> None:
    assert sorted(map(len, repartir([str(n) for n in range(gente)], de, Random(1)))) == medidas
    assert cuantos_grupos(gente, de) == len(medidas)


def test_el_mismo_azar_reparte_igual_y_otro_reparte_distinto() -> None:
    gente = [f"p{i}" for i in range(12)]

    assert repartir(gente, 3, Random(1)) == repartir(gente, 3, Random(1))
    assert len({repartir(gente, 3, Random(semilla)) for semilla in range(20)}) > 15


def test_quien_llega_tarde_va_al_grupo_mas_pequeno_y_entre_iguales_al_primero() -> None:
    assert el_mas_pequeno({1: "abc", 2: "de", 3: "fg"}) == 2


def test_la_firma_cambia_si_alguien_cambia_de_grupo_y_no_si_solo_cambia_el_orden() -> None:
    assert firma({}) == ""
    assert firma({"a": 1, "b": 2}) == firma({"b": 2, "a": 1}) != firma({"a": 2, "b": 1})
