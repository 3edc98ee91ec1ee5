"""Garantías de los códigos que se dictan y las fichas que se guardan."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelo import codigos

azares = st.randoms(use_true_random=False)


@given(azares)
def test_el_codigo_de_sala_tiene_seis_caracteres_sin_confundibles(azar):
    codigo = codigos.codigo_de_sala(azar)

    assert len(codigo) == 6
    assert codigo == codigo.upper()
    assert not set(codigo) & set("0O1IL")


@given(azares)
def test_el_codigo_de_sala_no_puede_formar_palabras(azar):
    assert not set(codigos.codigo_de_sala(azar)) & set("AEIOU")


def variantes(codigo, azar):
    separados = "".join(caracter + azar.choice(["", " ", "-", "–", " . "]) for caracter in codigo)
    return [codigo, codigo.lower(), f"  {codigo}\n", separados, separados.lower()]


@given(azares)
def test_el_codigo_de_sala_se_reconoce_como_quiera_que_se_teclee(azar):
    codigo = codigos.codigo_de_sala(azar)

    assert {codigos.normalizar_codigo_de_sala(v) for v in variantes(codigo, azar)} == {codigo}


@given(azares)
def test_el_codigo_personal_son_dos_palabras_distintas_y_dos_cifras(azar):
    primera, segunda, cifras = codigos.codigo_personal(azar).split("-")

    assert primera != segunda
    assert re.fullmatch("[1-9][0-9]", cifras)


@pytest.mark.parametrize(
    "tecleado",
    [
        "olivo-faro-27",
        "Olivo Faro 27",
        " OLIVO–FARO–27 ",
        "olivo faro27",
        "olivo_faro.27",
        "Olívo-faro-27",
        "olivo--faro  27",
    ],
)
def test_el_codigo_personal_se_reconoce_como_quiera_que_se_teclee(tecleado):
    assert codigos.normalizar_codigo_personal(tecleado) == "olivo-faro-27"


@given(st.text())
def test_normalizar_dos_veces_es_normalizar_una(texto):
    for normalizar in (codigos.normalizar_codigo_de_sala, codigos.normalizar_codigo_personal):
        assert normalizar(normalizar(texto)) == normalizar(texto)


@given(azares)
def test_un_codigo_recien_hecho_ya_esta_normalizado(azar):
    personal = codigos.codigo_personal(azar)

    assert codigos.normalizar_codigo_personal(personal) == personal


@given(st.integers())
def test_con_el_mismo_azar_salen_los_mismos_codigos(semilla):
    uno, otro = Random(semilla), Random(semilla)

    assert codigos.codigo_de_sala(uno) == codigos.codigo_de_sala(otro)
    assert codigos.codigo_personal(uno) == codigos.codigo_personal(otro)


def test_de_serie_dos_codigos_seguidos_no_coinciden():
    assert len({codigos.codigo_de_sala() for _ in range(20)}) == 20
    assert len({codigos.codigo_personal() for _ in range(20)}) >= 19


def test_las_fichas_no_se_repiten_y_caben_en_una_direccion():
    fichas = {codigos.ficha() for _ in range(100)}

    assert len(fichas) == 100
    assert all(re.fullmatch("[A-Za-z0-9_-]{43}", ficha) for ficha in fichas)


def test_la_huella_es_el_sha256_publicado():
    """Vector de prueba «abc» de FIPS 180."""
    assert codigos.huella("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_los_identificadores_son_32_cifras_hexadecimales_y_no_se_repiten():
    ids = {codigos.nuevo_id() for _ in range(100)}

    assert len(ids) == 100
    assert all(re.fullmatch("[0-9a-f]{32}", i) for i in ids)
