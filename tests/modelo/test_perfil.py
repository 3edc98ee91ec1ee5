"""Garantías del perfil eficacia × eficiencia."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelo.perfil import CUADRANTES, OTROS, calcular, mapa, recuentos_de_grupo

puntos = st.one_of(st.none(), st.integers(1, 5).map(float))
ejes = st.lists(puntos, min_size=8, max_size=8)


@pytest.mark.parametrize(
    ("eficacia", "eficiencia", "cuadrante"),
    [(5, 5, "propietario"), (5, 1, "artesano"), (1, 5, "operador"), (1, 1, "explorador")],
)
def test_cada_esquina_tiene_su_cuadrante(eficacia, eficiencia, cuadrante):
    perfil = calcular([eficacia] * 8, [eficiencia] * 8)

    assert (perfil.cuadrante, perfil.frontera, perfil.vecinos) == (cuadrante, False, ())
    assert perfil.rotulo == cuadrante


def test_con_seis_contestadas_hay_media_y_sale_solo_de_ellas():
    perfil = calcular([5, 5, 5, 4, 4, 4, None, float("nan")], [2] * 8)

    assert perfil.eficacia == 4.5
    assert perfil.cuadrante == "artesano"


def test_con_cinco_contestadas_ese_eje_y_el_cuadrante_quedan_sin_dato():
    perfil = calcular([5, 5, 5, 5, 5, None, None, None], [2] * 8)

    assert (perfil.eficacia, perfil.eficiencia) == (None, 2)
    assert (perfil.cuadrante, perfil.frontera, perfil.vecinos, perfil.rotulo) == (None, False, (), None)


def test_sin_ocho_palancas_no_hay_perfil_que_calcular():
    with pytest.raises(ValueError, match="8 palancas"):
        calcular([5] * 7, [5] * 8)


@pytest.mark.parametrize(
    ("media", "en_frontera"), [(3.19, False), (3.2, True), (3.5, True), (3.8, True), (3.81, False)]
)
def test_la_frontera_incluye_sus_dos_bordes(media, en_frontera):
    """3,5 − 3,2 da 0,2999… y 3,8 − 3,5 da 0,2999… o 0,3000…, según cómo se sumen."""
    assert calcular([media] * 8, [5] * 8).frontera is en_frontera
    assert calcular([5] * 8, [media] * 8).frontera is en_frontera


def test_en_la_frontera_de_un_eje_los_vecinos_son_los_dos_que_se_tocan():
    assert calcular([3.6] * 8, [5] * 8).vecinos == ("propietario", "operador")
    assert calcular([1] * 8, [3.4] * 8).vecinos == ("operador", "explorador")


def test_en_la_frontera_de_los_dos_ejes_los_vecinos_son_los_cuatro():
    assert calcular([3.5] * 8, [3.5] * 8).vecinos == tuple(CUADRANTES.values())


def test_en_la_frontera_el_rotulo_no_es_el_cuadrante():
    perfil = calcular([3.5] * 8, [3.5] * 8)

    assert perfil.cuadrante == "propietario"
    assert perfil.rotulo == "frontera"


@given(ejes, ejes)
def test_el_cuadrante_es_siempre_uno_de_sus_vecinos_y_hay_vecinos_solo_en_la_frontera(eficacia, eficiencia):
    perfil = calcular(eficacia, eficiencia)

    assert perfil.frontera == bool(perfil.vecinos)
    assert len(perfil.vecinos) in (0, 2, 4)
    assert not perfil.frontera or perfil.cuadrante in perfil.vecinos


@given(ejes, ejes)
def test_cambiar_los_ejes_cambia_artesano_por_operador(eficacia, eficiencia):
    cambio = {"artesano": "operador", "operador": "artesano"}
    cuadrante = calcular(eficacia, eficiencia).cuadrante

    assert calcular(eficiencia, eficacia).cuadrante == cambio.get(cuadrante, cuadrante)


def test_el_mapa_compara_cada_palanca_con_las_medias_propias():
    eficacia = [5, 5, 1, 1, 3, None, 3, 3]
    eficiencia = [5, 1, 5, 1, 3, 5, 3, None]

    assert mapa(eficacia, eficiencia)[:4] == ("dominada", "heroica", "en piloto automático", "pendiente")
    assert mapa(eficacia, eficiencia)[5] is None
    assert mapa(eficacia, eficiencia)[7] is None


@pytest.mark.parametrize(("valor", "zona"), [(1, "pendiente"), (3, "pendiente"), (4, "dominada"), (5, "dominada")])
def test_quien_puntua_todo_igual_se_lee_por_el_corte(valor, zona):
    assert mapa([valor] * 8, [valor] * 8) == (zona,) * 8


@given(ejes)
def test_sin_media_en_un_eje_el_mapa_va_sin_dato(eficacia):
    assert mapa(eficacia, [5, 5, 5, 5, 5, None, None, None]) == (None,) * 8


def grupo(**recuentos):
    return [cuadrante for cuadrante, n in recuentos.items() for _ in range(n)]


def test_con_menos_de_cinco_perfiles_no_hay_recuento_y_los_sin_dato_no_suman():
    assert recuentos_de_grupo([*grupo(propietario=4), None, None]) is None


def test_el_umbral_del_taller_puede_subir_el_minimo_pero_no_bajarlo():
    assert recuentos_de_grupo(grupo(propietario=7), umbral=8) is None
    assert recuentos_de_grupo(grupo(propietario=4), umbral=3) is None


def test_los_cuadrantes_de_una_o_dos_personas_se_funden_en_otros():
    assert recuentos_de_grupo(grupo(propietario=5, artesano=2, operador=1)) == {"propietario": 5, OTROS: 3}


def test_sin_cuadrantes_pequenos_no_hay_otros():
    assert recuentos_de_grupo(grupo(propietario=4, artesano=3)) == {"propietario": 4, "artesano": 3}


def test_un_solo_cuadrante_pequeno_arrastra_al_siguiente_menor():
    assert recuentos_de_grupo(grupo(propietario=8, artesano=4, operador=1)) == {"propietario": 8, OTROS: 5}


def test_otros_no_deja_deducir_ningun_recuento_pequeno_ni_sabiendo_la_regla():
    """Para cada resultado visible se enumeran todos los grupos que lo producen."""
    cuadrantes = [*CUADRANTES.values(), "frontera"]
    origenes = defaultdict(list)
    for recuentos in product(range(10), repeat=len(cuadrantes)):
        if 5 <= sum(recuentos) <= 11:
            visto = recuentos_de_grupo(grupo(**dict(zip(cuadrantes, recuentos, strict=True))))
            origenes[tuple(sorted(visto.items()))].append(recuentos)

    for posibles in origenes.values():
        for de_un_cuadrante in zip(*posibles, strict=True):
            assert len(set(de_un_cuadrante)) > 1 or de_un_cuadrante[0] not in (1, 2)


@given(st.lists(st.sampled_from([*CUADRANTES.values(), "frontera", None]), max_size=40))
def test_el_recuento_de_grupo_suma_a_todos_los_que_tienen_dato(cuadrantes):
    con_dato = [c for c in cuadrantes if c is not None]
    recuentos = recuentos_de_grupo(cuadrantes)

    if len(con_dato) < 5:
        assert recuentos is None
    else:
        assert sum(recuentos.values()) == len(con_dato)
        assert min(recuentos.values()) >= 3
