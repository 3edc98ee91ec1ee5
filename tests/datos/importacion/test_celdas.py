"""Lo que una persona escribe en una celda, entendido; y lo que no se entiende, dicho."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datos.importacion import celdas
from datos.importacion.archivo import Ilegible
from modelo import rotulos
from modelo.errores import ValorNoValido


@pytest.mark.parametrize(
    ("celda", "numero"),
    [
        (7, 7), (7.0, 7), ("7", 7), (" 7 ", 7), ("7,0", 7), ("7.0", 7), ("7,5", 7.5), ("−2", -2), ("-2", -2),
        ("+2", 2), ("", None), (None, None), ("   ", None),
    ],
)  # fmt: skip
def test_un_numero_vale_con_coma_con_punto_y_con_signo(celda: Any, numero: Any) -> None:
    assert celdas.entero(celda) == numero


@pytest.mark.parametrize("celda", ["siete", "7/10", "1.000,5", "1e3", "nan", True, date(2024, 1, 1), "=1+1"])
def test_lo_que_no_es_un_numero_se_dice(celda: Any) -> None:
    with pytest.raises(ValorNoValido, match="número"):
        celdas.entero(celda)


@pytest.mark.parametrize(
    ("celda", "fecha"),
    [
        (datetime(2024, 3, 15), "2024-03-15"), (date(2024, 3, 1), "2024-03-01"), ("03/2024", "2024-03"),  # noqa: DTZ001
        ("3/2024", "2024-03"), ("2024-03", "2024-03"), ("15/03/2024", "2024-03-15"), ("15-3-2024", "2024-03-15"),
        ("2024-03-15", "2024-03-15"), ("2024-03-15 00:00:00", "2024-03-15"), ("marzo de 2024", "2024-03"),
        ("Mar 2024", "2024-03"), ("15 de marzo de 2024", "2024-03-15"), ("sept. 2024", "2024-09"), ("", ""),
        ("31/02/2024", "2024-02-31"), ("13/2024", "2024-13"),
    ],
)  # fmt: skip
def test_una_fecha_vale_de_muchas_maneras_y_la_imposible_llega_al_modelo(celda: Any, fecha: str) -> None:
    assert celdas.fecha(celda) == fecha


@pytest.mark.parametrize(
    ("celda", "hecho"),
    [("31/01/2027", "2027-01-31"), (date(2027, 1, 31), "2027-01-31"), ("", ""), ("01/2027", None), ("pronto", None)],
)
def test_un_plazo_pide_un_dia_entero_aunque_sea_futuro(celda: Any, hecho: str | None) -> None:
    if hecho is not None:
        assert celdas.dia(celda) == hecho
        return
    with pytest.raises(ValorNoValido, match="escríbelo entero, como 31/01/2027"):
        celdas.dia(celda)


@pytest.mark.parametrize("celda", ["2024", 2024, 45366, "hace un año", "03/24", "2024-03-15 10:30:00", "abr"])
def test_una_fecha_a_medias_pide_mes_y_ano(celda: Any) -> None:
    with pytest.raises(ValorNoValido, match="03/2024"):
        celdas.fecha(celda)


@pytest.mark.parametrize("celda", ["sí", "SI", "Sí ", "x", True, 1, "1", "s", "VERDADERO"])
def test_si(celda: Any) -> None:
    assert celdas.si_no(celda) is True


@pytest.mark.parametrize("celda", ["no", "NO", False, 0, "n", "falso"])
def test_no(celda: Any) -> None:
    assert celdas.si_no(celda) is False


def test_ni_si_ni_no() -> None:
    assert celdas.si_no("") is None
    with pytest.raises(ValorNoValido, match="sí o no"):
        celdas.si_no("quizá")


TODAS: list[dict[Any, str]] = [
    rotulos.TIPOS_DE_CLIENTE, rotulos.CAUSAS, rotulos.VALENCIAS, rotulos.ACTITUDES, rotulos.ESCALA_CON_NO_LO_SE,
    rotulos.DISTANCIAS, rotulos.PACTADA, rotulos.CANALES, rotulos.ROTI, rotulos.PAPELES,
]  # fmt: skip


@pytest.mark.parametrize("opciones", TODAS)
def test_cada_opcion_vale_como_se_ofrece_y_sin_tildes_ni_mayusculas(opciones: dict[Any, str]) -> None:
    leer = celdas.opcion(opciones)
    for clave, nombre in opciones.items():
        ofrecida = celdas.rotulo(clave, nombre)
        assert leer(ofrecida) == clave
        assert leer(ofrecida.upper().replace("Ó", "O").replace("É", "E")) == clave


@pytest.mark.parametrize(
    ("celda", "valor"), [(4, 4), ("4", 4), (4.0, 4), ("4 · Bastante cierto", 4), ("bastante cierto", 4), ("n/a", "ns")]
)
def test_una_afirmacion_se_valora_con_la_cifra_o_con_su_rotulo(celda: Any, valor: Any) -> None:
    assert celdas.opcion(rotulos.ESCALA_CON_NO_LO_SE, {"n/a": "ns"})(celda) == valor


@pytest.mark.parametrize("celda", [0, 6, "4,5", "4 · Nada cierto", "mucho", "44"])
def test_una_valoracion_que_no_existe_dice_cuales_valen(celda: Any) -> None:
    with pytest.raises(ValorNoValido, match="1 · Nada cierto; 2 · Poco cierto"):
        celdas.opcion(rotulos.ESCALA_CON_NO_LO_SE)(celda)


@pytest.mark.parametrize("leer", [celdas.texto, celdas.entero, celdas.fecha, celdas.si_no, celdas.opcion({1: "uno"})])
def test_una_formula_se_rechaza_en_cualquier_columna(leer: Any) -> None:
    with pytest.raises(ValorNoValido, match="fórmula"):
        leer(Ilegible("lleva una fórmula; pega su resultado como valor"))


def test_un_numero_en_una_columna_de_texto_es_texto() -> None:
    assert [celdas.texto(c) for c in (12, 12.0, 1.5, True, datetime(2024, 3, 1), None)] == [  # noqa: DTZ001
        "12", "12", "1,5", "sí", "01/03/2024", "",
    ]  # fmt: skip


@given(st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes()))
def test_cualquier_celda_se_entiende_o_se_explica(celda: Any) -> None:
    for leer in (celdas.texto, celdas.entero, celdas.fecha, celdas.si_no, celdas.opcion(rotulos.VALENCIAS)):
        with suppress(ValorNoValido):
            leer(celda)
