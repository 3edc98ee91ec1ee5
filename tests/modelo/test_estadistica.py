"""Garantías de las medidas de grupo."""

import math
import statistics

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelo.estadistica import (
    Resumen,
    a_cien,
    con_mas_dispersion,
    contestados,
    cuantil_t,
    diferencia_independiente,
    diferencia_pareada,
    error_de_welch,
    porcentaje_bajo,
    puntuacion_palanca,
    repartidas,
    resumen,
)

likert = st.integers(1, 5).map(float)
respuestas = st.lists(st.one_of(st.none(), st.just(math.nan), likert), max_size=40)

# Valores críticos publicados (dos colas): NIST/SEMATECH e-Handbook, 1.3.6.7.2, con tres decimales.
TABLA_T = [
    (0.95, 1, 12.706),
    (0.95, 2, 4.303),
    (0.95, 3, 3.182),
    (0.95, 4, 2.776),
    (0.95, 5, 2.571),
    (0.95, 9, 2.262),
    (0.95, 10, 2.228),
    (0.95, 11, 2.201),
    (0.95, 20, 2.086),
    (0.95, 30, 2.042),
    (0.95, 100, 1.984),
    (0.90, 1, 6.314),
    (0.90, 5, 2.015),
    (0.90, 30, 1.697),
    (0.99, 1, 63.657),
    (0.99, 2, 9.925),
    (0.99, 10, 3.169),
    (0.99, 30, 2.750),
]


def test_ni_lo_vacio_ni_lo_que_no_es_un_numero_cuenta():
    assert contestados([1, None, math.nan, pd.NA, 5]) == [1, 5]


def test_el_resumen_de_un_caso_hecho_a_mano():
    r = resumen([1, 2, None, 4, 5, math.nan, 5])

    assert (r.n, r.media, r.mediana, r.minimo, r.maximo) == (5, 3.4, 4, 1, 5)
    assert r.ad == pytest.approx((3 + 2 + 0 + 1 + 1) / 5)
    assert r.desviacion == pytest.approx(math.sqrt(13.2 / 4))


def test_el_resumen_de_nada_no_inventa_cifras():
    assert resumen([None, math.nan]) == Resumen(0, None, None, None, None, None, None)


def test_con_un_solo_valor_no_hay_desviacion_muestral():
    assert resumen([3]) == Resumen(1, 3, 3, None, 0, 3, 3)


@given(respuestas)
def test_los_huecos_no_cambian_el_resumen(valores):
    assert resumen(valores) == resumen(contestados(valores))


@given(respuestas.filter(contestados))
def test_las_medidas_del_resumen_guardan_su_orden(valores):
    r = resumen(valores)

    assert r.minimo <= r.mediana <= r.maximo
    assert r.minimo - 1e-9 <= r.media <= r.maximo + 1e-9
    assert 0 <= r.ad <= (r.maximo - r.minimo) / 2 + 1e-9


@given(respuestas.filter(contestados))
def test_dar_la_vuelta_a_la_escala_conserva_la_dispersion(valores):
    """En una escala 1–5, x ↦ 6 − x."""
    directo, inverso = resumen(valores), resumen(6 - x for x in contestados(valores))

    assert inverso.ad == pytest.approx(directo.ad)
    assert inverso.media == pytest.approx(6 - directo.media)
    assert inverso.mediana == 6 - directo.mediana


@pytest.mark.parametrize(("confianza", "grados", "publicado"), TABLA_T)
def test_el_cuantil_t_coincide_con_las_tablas(confianza, grados, publicado):
    assert round(cuantil_t(confianza, grados), 3) == publicado


@pytest.mark.parametrize("confianza", [0.5, 0.9, 0.95, 0.99, 0.999])
def test_el_cuantil_t_coincide_con_las_formulas_exactas_de_uno_y_dos_grados(confianza):
    un_grado = math.tan(math.pi * confianza / 2)
    dos_grados = confianza * math.sqrt(2 / (1 - confianza**2))

    assert cuantil_t(confianza, 1) == pytest.approx(un_grado, rel=1e-9)
    assert cuantil_t(confianza, 2) == pytest.approx(dos_grados, rel=1e-9)


def test_con_muchos_grados_el_cuantil_t_es_el_de_la_normal():
    assert cuantil_t(0.95, 20_000) == pytest.approx(statistics.NormalDist().inv_cdf(0.975), abs=2e-4)


@given(st.floats(0.5, 0.999), st.integers(1, 200))
def test_el_cuantil_t_baja_con_los_grados_y_sube_con_la_confianza(confianza, grados):
    assert cuantil_t(confianza, grados + 1) < cuantil_t(confianza, grados)
    assert cuantil_t(confianza + 0.0005, grados) > cuantil_t(confianza, grados)


@pytest.mark.parametrize(("confianza", "grados"), [(0, 5), (1, 5), (0.95, 0)])
def test_no_hay_cuantil_t_para_parametros_imposibles(confianza, grados):
    with pytest.raises(ValueError, match="sin cuantil t"):
        cuantil_t(confianza, grados)


def test_la_diferencia_pareada_de_un_caso_hecho_a_mano():
    """Cambios 1, 2, 0, 1, 1: media 1, desviación √0,5; con 4 grados t = 2,776."""
    d = diferencia_pareada([1, 2, 3, 2, 4], [2, 4, 3, 3, 5])

    assert (d.n, d.media) == (5, 1)
    assert d.inferior == pytest.approx(1 - 2.776445 * math.sqrt(0.5 / 5), abs=1e-5)
    assert d.superior == pytest.approx(1 + 2.776445 * math.sqrt(0.5 / 5), abs=1e-5)
    assert d.distinguible


def test_solo_cuenta_quien_contesto_las_dos_veces():
    d = diferencia_pareada([1, None, 3, 2, math.nan, 5], [2, 4, None, 4, 3, math.nan])

    assert (d.n, d.media) == (2, 1.5)


def test_si_el_intervalo_cruza_el_cero_no_se_distingue_un_cambio():
    d = diferencia_pareada([3, 3, 3, 3], [4, 2, 4, 3])

    assert d.inferior < 0 < d.superior
    assert not d.distinguible


def test_si_nadie_cambia_no_se_distingue_un_cambio():
    d = diferencia_pareada([3, 4, 5], [3, 4, 5])

    assert (d.inferior, d.superior, d.distinguible) == (0, 0, False)


@pytest.mark.parametrize(("antes", "despues", "n", "media"), [([], [], 0, None), ([2, None], [5, 1], 1, 3)])
def test_con_menos_de_dos_parejas_no_hay_intervalo(antes, despues, n, media):
    d = diferencia_pareada(antes, despues)

    assert (d.n, d.media, d.inferior, d.superior, d.distinguible) == (n, media, None, None, False)


def test_dos_series_de_distinto_largo_no_se_emparejan():
    with pytest.raises(ValueError, match="zip"):
        diferencia_pareada([1, 2], [1])


@given(st.lists(st.tuples(likert, likert), min_size=2, max_size=30))
def test_cambiar_antes_por_despues_refleja_el_intervalo(parejas):
    antes, despues = zip(*parejas, strict=True)
    ida, vuelta = diferencia_pareada(antes, despues), diferencia_pareada(despues, antes)

    assert vuelta.inferior == pytest.approx(-ida.superior)
    assert vuelta.distinguible == ida.distinguible


@given(st.lists(st.tuples(likert, likert), min_size=2, max_size=30))
def test_con_mas_confianza_el_intervalo_no_se_estrecha(parejas):
    antes, despues = zip(*parejas, strict=True)
    estrecho, ancho = diferencia_pareada(antes, despues, 0.9), diferencia_pareada(antes, despues, 0.99)

    assert ancho.inferior <= estrecho.inferior <= estrecho.superior <= ancho.superior


@pytest.mark.parametrize(
    ("valores", "puntuacion"),
    [([4, 5, 3], 4), ([4, None, 3], 3.5), ([4, None, None], None), ([4, math.nan, None], None), ([], None)],
)
def test_una_palanca_pide_dos_afirmaciones_contestadas(valores, puntuacion):
    assert puntuacion_palanca(valores) == puntuacion


@pytest.mark.parametrize(("media", "de_cien"), [(1, 0), (3, 50), (5, 100), (None, None)])
def test_la_escala_de_cien_va_de_1_a_5(media, de_cien):
    assert a_cien(media) == de_cien


@pytest.mark.parametrize(("ad", "esperado"), [(0.83, False), (0.8301, True), (0, False), (None, False)])
def test_las_opiniones_estan_repartidas_por_encima_de_083(ad, esperado):
    assert repartidas(ad) is esperado


def test_a_debate_van_las_tres_mas_dispersas_y_de_mas_a_menos():
    ads = {"P1": 0.2, "P2": 1.1, "P3": 0.9, "P4": None, "P5": 1.3, "P6": 0.1}

    assert con_mas_dispersion(ads) == ("P5", "P2", "P3")


def test_si_la_tercera_empata_con_la_cuarta_salen_las_dos():
    """0,1 + 0,2 no es 0,3 en coma flotante, pero es la misma dispersión."""
    ads = {"P1": 0.3, "P2": 1.0, "P3": 0.1 + 0.2, "P4": 2.0, "P5": 0.29}

    assert con_mas_dispersion(ads) == ("P4", "P2", "P1", "P3")


def test_lo_que_nadie_discute_no_va_a_debate():
    assert con_mas_dispersion({"P1": 0.0, "P2": 0.5, "P3": 0.0}) == ("P2",)
    assert con_mas_dispersion({"P1": 0.0, "P2": None}) == ()
    assert con_mas_dispersion({"P1": 1.0}, cuantas=0) == ()


@given(st.dictionaries(st.sampled_from([f"P{i}" for i in range(1, 9)]), st.one_of(st.none(), st.floats(0, 2))))
def test_ninguna_palanca_fuera_del_debate_es_mas_dispersa_que_una_de_dentro(ads):
    dentro = con_mas_dispersion(ads)
    fuera = [ad for palanca, ad in ads.items() if palanca not in dentro and ad is not None]

    assert len(dentro) >= min(3, sum(ad is not None and ad > 1e-9 for ad in ads.values()))
    assert all(ads[palanca] > ad - 1e-8 for palanca in dentro for ad in fuera)


@pytest.mark.parametrize(("valores", "porcentaje"), [([1, 2, 3, 5, None], 50), ([3], 0), ([None, math.nan], None)])
def test_el_porcentaje_bajo_se_calcula_sobre_lo_contestado(valores, porcentaje):
    assert porcentaje_bajo(valores) == porcentaje


def un_resumen(n: int, media: float, desviacion: float | None) -> Resumen:
    return Resumen(n, media, None, desviacion, None, None, None)


EE_UU, JAPON = un_resumen(249, 20.14458, 6.41470), un_resumen(79, 30.48101, 6.10771)


def test_la_t_de_welch_es_la_del_ejemplo_publicado():
    """NIST/SEMATECH e-Handbook, 1.3.5.3: t = −12,94627 con 136,8750 grados."""
    error, grados = error_de_welch(EE_UU, JAPON)
    d = diferencia_independiente(EE_UU, JAPON)

    assert (EE_UU.media - JAPON.media) / error == pytest.approx(-12.94627, abs=1e-4)
    assert grados == pytest.approx(136.8750, abs=1e-3)
    assert d.distinguible
    assert (d.inferior, d.superior) == pytest.approx((8.75746, 11.91540), abs=1e-3)


grupos = st.lists(st.floats(1, 5), min_size=2, max_size=30)


@given(grupos, grupos)
def test_la_diferencia_entre_grupos_cambia_de_signo_al_darles_la_vuelta(unos, otros):
    ida = diferencia_independiente(resumen(unos), resumen(otros))
    vuelta = diferencia_independiente(resumen(otros), resumen(unos))

    assert vuelta.media == pytest.approx(-ida.media)
    assert (vuelta.inferior, vuelta.superior) == pytest.approx((-ida.superior, -ida.inferior))
    assert vuelta.distinguible == ida.distinguible


@given(grupos, grupos)
def test_los_grados_de_welch_estan_entre_los_del_menor_y_los_de_juntarlos(unos, otros):
    _, grados = error_de_welch(resumen(unos), resumen(otros))

    assert min(len(unos), len(otros)) - 1 - 1e-6 <= grados <= len(unos) + len(otros) - 2 + 1e-6


@given(grupos)
def test_un_grupo_comparado_consigo_no_se_distingue(unos):
    d = diferencia_independiente(resumen(unos), resumen(unos))

    assert (d.media, d.distinguible, d.n) == (0, False, len(unos))


def test_con_una_persona_o_ninguna_no_hay_intervalo_entre_grupos():
    una, ninguna = resumen([3]), resumen([])

    assert diferencia_independiente(una, resumen([4, 5])).inferior is None
    assert diferencia_independiente(ninguna, resumen([4, 5])).media is None
    assert not diferencia_independiente(una, resumen([4, 5])).distinguible
