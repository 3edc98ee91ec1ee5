"""Garantías de la supresión de recuentos pequeños."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelo.errores import ValorNoValido
from modelo.privacidad import Mirada, por_grupos, suprimir

umbrales = st.integers(3, 10)
recuentos = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 20))


def una_mirada(umbral=5):
    return Mirada("proyecta", umbral, revelada=True, anonima=True)


def test_se_oculta_el_pequeno_y_tambien_el_siguiente_menor():
    assert suprimir({"a": 10, "b": 2, "c": 7}) == {"a": 10, "b": None, "c": None}


def test_con_dos_pequenos_no_hace_falta_ocultar_mas():
    assert suprimir({"a": 10, "b": 2, "c": 4, "d": 5}) == {"a": 10, "b": None, "c": None, "d": 5}


def test_un_cero_hace_de_complemento():
    assert suprimir({"a": 10, "b": 2, "c": 0}) == {"a": 10, "b": None, "c": None}


def test_un_cero_se_ve_si_nada_obliga_a_ocultarlo():
    assert suprimir({"a": 10, "b": 0, "c": 5}) == {"a": 10, "b": 0, "c": 5}
    assert suprimir({"a": 1, "b": 1, "c": 0}) == {"a": None, "b": None, "c": 0}


def test_si_los_siguientes_empatan_se_oculta_el_primero():
    assert suprimir({"a": 7, "b": 6, "c": 6, "d": 1}) == {"a": 7, "b": None, "c": 6, "d": None}


def test_una_unica_parte_pequena_se_oculta_sin_complemento():
    assert suprimir({"a": 3}) == {"a": None}
    assert suprimir({}) == {}


def test_el_umbral_justo_se_ve():
    assert suprimir({"a": 3, "b": 4}, umbral=3) == {"a": 3, "b": 4}


@pytest.mark.parametrize("umbral", [-1, 0, 2, 11, 5.5, None, "5"])
def test_un_umbral_fuera_de_3_a_10_se_rechaza(umbral):
    with pytest.raises(ValorNoValido):
        suprimir({"a": 10}, umbral)


def test_un_recuento_negativo_se_rechaza():
    with pytest.raises(ValueError, match="negativo"):
        suprimir({"a": -1})


@given(recuentos, umbrales)
def test_ningun_recuento_oculto_se_deduce_restando_del_total(partes, umbral):
    """Dos incógnitas o más con una suma positiva admiten varios repartos; una sola, no."""
    resultado = suprimir(partes, umbral)
    ocultas = [parte for parte, recuento in resultado.items() if recuento is None]

    assert len(ocultas) != 1 or len(partes) == 1
    assert not ocultas or sum(partes[parte] for parte in ocultas) > 0


@given(recuentos, umbrales)
def test_lo_visible_es_lo_que_habia_y_nunca_esta_entre_1_y_el_umbral(partes, umbral):
    resultado = suprimir(partes, umbral)

    assert list(resultado) == list(partes)
    assert all(recuento in (None, partes[parte]) for parte, recuento in resultado.items())
    assert not any(recuento is not None and 1 <= recuento < umbral for recuento in resultado.values())


@given(recuentos, umbrales)
def test_se_oculta_como_mucho_una_parte_de_mas(partes, umbral):
    de_mas = [p for p, r in suprimir(partes, umbral).items() if r is None and not 1 <= partes[p] < umbral]

    assert len(de_mas) <= 1


@given(recuentos, umbrales)
def test_suprimir_lo_que_ya_se_ve_entero_no_cambia_nada(partes, umbral):
    visibles = {parte: recuento for parte, recuento in suprimir(partes, umbral).items() if recuento is not None}

    assert suprimir(visibles, umbral) == visibles


# por_grupos


def grupos(**personas):
    """Una tabla con tantas personas en cada grupo."""
    etiquetas = [grupo for grupo, n in personas.items() for _ in range(n)]
    return pd.DataFrame({"participante_id": [f"p{i}" for i in range(len(etiquetas))], "grupo": etiquetas})


def test_por_grupos_cuenta_personas_y_no_filas():
    tabla = pd.concat([grupos(a=6, b=5)] * 3)

    vista = por_grupos(tabla, "grupo", una_mirada())

    assert (vista.recuentos, vista.visibles, vista.n) == ({"a": 6, "b": 5}, ("a", "b"), 11)


def test_por_grupos_suprime_el_pequeno_y_su_complemento():
    vista = por_grupos(grupos(a=10, b=2, c=7), "grupo", una_mirada())

    assert vista.recuentos == {"a": 10, "b": None, "c": None}
    assert vista.visibles == ("a",)


def test_un_grupo_sin_nadie_figura_con_cero_si_se_pide_y_no_tiene_nada_que_ensenar():
    vista = por_grupos(grupos(a=6, b=5), "grupo", una_mirada(), todos=["z", "b", "a"])

    assert vista.recuentos == {"z": 0, "b": 5, "a": 6}
    assert vista.visibles == ("b", "a")


def test_si_restando_se_aislaria_a_pocas_personas_se_ensena_un_grupo_menos():
    """El recuento de «b» se ve; sus respuestas no, porque el total menos «a» y «b» dejaría las de dos personas."""
    vista = por_grupos(grupos(a=10, b=6, c=1, d=1), "grupo", una_mirada())

    assert vista.recuentos == {"a": 10, "b": 6, "c": None, "d": None}
    assert vista.visibles == ("a",)


def test_sin_umbral_en_el_total_no_hay_recuentos_por_grupo():
    vista = por_grupos(grupos(a=3, b=1), "grupo", una_mirada())

    assert (vista.recuentos, vista.visibles, vista.n, vista.motivo) == ({}, (), 4, "pocas_respuestas")


def test_las_filas_sin_grupo_no_cuentan():
    tabla = grupos(a=6, b=2)
    tabla.loc[tabla["grupo"] == "b", "grupo"] = None

    assert por_grupos(tabla, "grupo", una_mirada()).recuentos == {"a": 6}


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from("abcd")), max_size=60), umbrales)
def test_lo_que_queda_al_restar_los_grupos_visibles_es_de_nadie_o_de_bastantes(parejas, umbral):
    """También cuando una persona está en varios grupos."""
    tabla = pd.DataFrame(parejas, columns=["participante_id", "grupo"], dtype=object).astype(str)

    vista = por_grupos(tabla, "grupo", una_mirada(umbral=umbral))

    for grupo in vista.visibles:
        assert tabla[tabla["grupo"] == grupo]["participante_id"].nunique() >= umbral
    resto = tabla[~tabla["grupo"].isin(vista.visibles)]["participante_id"].nunique()
    assert not vista.visibles or resto == 0 or resto >= umbral
