"""Garantías del índice de predisposición."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from modelo.errores import HitoNoValido, ValorNoValido
from modelo.predisposicion import VALENCIAS, calcular, solo_indice

HOY = date(2026, 11, 21)
EJEMPLO = [
    (date(2021, 3, 1), 2),
    (date(2022, 6, 15), 1),
    (date(2023, 10, 1), 2),
    (date(2025, 2, 10), -2),
    (date(2025, 5, 5), 1),
    (date(2026, 3, 20), 1),
]

fechas = st.dates(min_value=date(1996, 1, 1), max_value=HOY)
hitos = st.tuples(fechas, st.sampled_from(VALENCIAS))
historias = st.lists(hitos, max_size=12)


def cerca(valor, margen=1e-9):
    return pytest.approx(valor, abs=margen)


def test_el_ejemplo_del_metodo_sale_literal():
    p = calcular(EJEMPLO, HOY)

    assert p.positivo == cerca(2.540, 0.0005)
    assert p.negativo == cerca(1.621, 0.0005)
    assert round(p.indice, 1) == 57.5
    assert p.masa == cerca(4.16, 0.005)
    assert p.solidez == "media"
    assert [round(a, 1) for a in p.aportes] == [2.0, 1.5, 5.2, -20.5, 4.5, 6.3]
    assert round(p.indice - p.tendencia, 1) == 57.9
    assert p.concluyente


def test_la_robustez_del_ejemplo_sale_literal():
    robustez = calcular(EJEMPLO, HOY).robustez

    assert {celda: round(indice, 1) for celda, indice in robustez.items()} == {
        (12, 1): 59.0,
        (12, 1.5): 54.9,
        (12, 2): 51.3,
        (24, 1): 63.0,
        (24, 1.5): 57.5,
        (24, 2): 52.8,
        (36, 1): 65.5,
        (36, 1.5): 59.6,
        (36, 2): 54.7,
    }


def test_sin_historia_el_indice_es_50_y_no_concluye_nada():
    p = calcular([], HOY)

    assert (p.indice, p.tendencia, p.aportes, p.solidez) == (50, 0, [], "escasa")
    assert not p.concluyente
    assert p.meses_de_silencio is None


def test_una_celda_en_50_justo_impide_concluir():
    """+2 y −1 del mismo día empatan con el peso 2; con pesos menores el índice pasa de 50."""
    dia = date(2025, 1, 1)
    p = calcular([(dia, 2), (dia, -1)], HOY)

    assert p.robustez[24, 2] == cerca(50)
    assert p.robustez[24, 1] > 50
    assert not p.concluyente


def test_celdas_a_los_dos_lados_de_50_impiden_concluir():
    p = calcular([(date(2025, 1, 1), 1), (date(2025, 2, 1), -1), (date(2020, 1, 1), 2)], HOY)

    assert min(p.robustez.values()) < 50 < max(p.robustez.values())
    assert not p.concluyente


@pytest.mark.parametrize(
    ("valencias", "solidez"), [([1], "escasa"), ([2], "media"), ([2, 2, 2], "media"), ([2, 2, 2, 1], "alta")]
)
def test_la_solidez_es_media_en_las_dos_cotas(valencias, solidez):
    assert calcular([(HOY, v) for v in valencias], HOY).solidez == solidez


def test_un_hito_de_hoy_se_acepta():
    assert calcular([(HOY, 1)], HOY).indice == cerca(100 * 2 / 3)


def test_un_hito_futuro_se_rechaza_y_el_mensaje_dice_su_fecha():
    with pytest.raises(HitoNoValido, match="22/11/2026 es posterior a hoy"):
        calcular([*EJEMPLO, (HOY + timedelta(days=1), 1)], HOY)


@pytest.mark.parametrize("valencia", [0, 3, -3, 1.5, True, None, "1", float("nan")])
def test_una_valencia_fuera_de_las_cuatro_se_rechaza(valencia):
    with pytest.raises(HitoNoValido, match="valencia"):
        calcular([(HOY, valencia)], HOY)


@pytest.mark.parametrize("fecha", [None, "2026-01-01", pd.NaT])
def test_un_hito_sin_fecha_se_rechaza(fecha):
    with pytest.raises(HitoNoValido, match="necesita una fecha"):
        calcular([(fecha, 1)], HOY)


def test_una_fecha_con_hora_cuenta_por_su_dia():
    con_hora = [(datetime(f.year, f.month, f.day, 23, 59, tzinfo=UTC), v) for f, v in EJEMPLO]

    assert calcular(con_hora, datetime(2026, 11, 21, tzinfo=UTC)) == calcular(EJEMPLO, HOY)


@pytest.mark.parametrize("parametros", [{"vida_media": 0}, {"vida_media": float("nan")}, {"peso_negativo": -1}])
def test_los_parametros_imposibles_se_rechazan(parametros):
    with pytest.raises(ValorNoValido):
        calcular(EJEMPLO, HOY, **parametros)


def test_los_hitos_se_pueden_dar_en_un_iterador():
    assert calcular(iter(EJEMPLO), HOY) == calcular(EJEMPLO, HOY)


def test_la_tendencia_ignora_los_hitos_que_entonces_no_habian_ocurrido():
    p = calcular([(date(2026, 5, 22), 2)], HOY)

    assert p.indice - p.tendencia == cerca(50)


def test_la_tendencia_cuenta_el_hito_ocurrido_aquel_mismo_dia():
    p = calcular([(date(2026, 5, 21), 2)], HOY)

    assert p.indice - p.tendencia == cerca(75)


def test_seis_meses_antes_del_31_de_agosto_es_el_ultimo_dia_de_febrero():
    p = calcular([(date(2026, 2, 28), 2)], date(2026, 8, 31))

    assert p.indice - p.tendencia == cerca(75)


@pytest.mark.parametrize(
    ("ultimo", "meses"), [(HOY, 0), (date(2026, 10, 22), 0), (date(2026, 10, 21), 1), (date(2025, 9, 1), 14)]
)
def test_el_silencio_son_los_meses_cumplidos_desde_el_ultimo_hito(ultimo, meses):
    assert calcular([(ultimo, 1), (date(2020, 1, 1), -1)], HOY).meses_de_silencio == meses


@given(historias)
def test_el_indice_esta_entre_0_y_100_en_todas_las_celdas(historia):
    p = calcular(historia, HOY)

    assert all(0 < indice < 100 for indice in [p.indice, *p.robustez.values()])


@given(historias)
def test_la_celda_central_de_la_robustez_es_el_indice(historia):
    p = calcular(historia, HOY)

    assert len(p.robustez) == 9
    assert p.robustez[24, 1.5] == p.indice


@given(historias, fechas, st.sampled_from(VALENCIAS))
def test_anadir_un_hito_positivo_no_baja_el_indice_ni_uno_negativo_lo_sube(historia, fecha, valencia):
    cambio = calcular([*historia, (fecha, valencia)], HOY).indice - calcular(historia, HOY).indice

    assert cambio * valencia >= -1e-9


@given(historias)
def test_el_aporte_de_cada_hito_tiene_su_signo(historia):
    aportes = calcular(historia, HOY).aportes

    assert len(aportes) == len(historia)
    assert all(aporte * valencia >= -1e-9 for aporte, (_, valencia) in zip(aportes, historia, strict=True))


@given(historias)
def test_con_peso_1_cambiar_todos_los_signos_refleja_el_indice(historia):
    espejo = [(fecha, -valencia) for fecha, valencia in historia]

    suma = calcular(historia, HOY, peso_negativo=1).indice + calcular(espejo, HOY, peso_negativo=1).indice

    assert suma == cerca(100)


@given(historias, st.randoms(use_true_random=False))
def test_el_orden_de_los_hitos_no_cambia_nada(historia, azar):
    barajada = azar.sample(historia, len(historia))

    assert calcular(barajada, HOY).indice == cerca(calcular(historia, HOY).indice)


@given(historias, st.floats(0, 5), st.floats(0, 5))
def test_dar_mas_peso_a_lo_negativo_no_sube_el_indice(historia, un_peso, otro_peso):
    menor, mayor = sorted([un_peso, otro_peso])

    indice = calcular(historia, HOY, peso_negativo=mayor).indice

    assert indice <= calcular(historia, HOY, peso_negativo=menor).indice + 1e-9


@given(fechas, fechas, st.sampled_from(VALENCIAS))
def test_de_dos_hitos_iguales_pesa_mas_el_reciente(una_fecha, otra_fecha, valencia):
    assume(una_fecha != otra_fecha)
    antiguo, reciente = sorted([una_fecha, otra_fecha])

    aporte_antiguo = calcular([(antiguo, valencia)], HOY).aportes[0]
    aporte_reciente = calcular([(reciente, valencia)], HOY).aportes[0]

    assert abs(aporte_reciente) > abs(aporte_antiguo)


@given(historias)
def test_el_indice_solo_es_el_mismo_que_el_completo(historia):
    assert solo_indice(historia, HOY) == calcular(historia, HOY).indice
