"""El reparto del tiempo que queda: suma exacta, mínimos que se cumplen y la hora prevista, que no se mueve."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from modelo import fases, tiempo
from modelo.fases import Agenda, Paso
from modelo.tiempo import MINUTO, Tramo, minimo, repartir

AHORA = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@st.composite
def tramos(draw: st.DrawFn) -> list[Tramo]:
    fases_ = draw(st.lists(st.tuples(st.integers(1, 60), st.booleans()), min_size=1, max_size=9))
    return [Tramo(f"f{i}", m, minimo(m, pausa=pausa)) for i, (m, pausa) in enumerate(fases_)]


def agenda_de(pasos: list[tuple[int, bool]]) -> Agenda:
    """Una sesión empezada en ``AHORA`` y otra detrás, que es otro día."""
    sesion = tuple(Paso(f"f{i}", m, pausa=pausa) for i, (m, pausa) in enumerate(pasos))
    agenda = Agenda((*sesion, Paso("otro_dia", 30, sesion=2)), "f0")
    return fases.empezar(fases.ir(agenda, "f0", AHORA), AHORA)


def aplicada(agenda: Agenda, minutos: dict[str, int]) -> Agenda:
    """La agenda con esos minutos y el recuerdo de los del plan, como los deja el caso de uso."""
    pasos = tuple(
        replace(p, minutos=minutos[p.clave], minutos_previstos=p.del_plan) if p.clave in minutos else p
        for p in agenda.pasos
    )
    return replace(agenda, pasos=pasos)


SESIONES = st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=2, max_size=8)


def test_seis_minutos_de_retraso_salen_de_cada_fase_en_proporcion_a_lo_que_dura() -> None:
    quedan = [Tramo("historico", 30, 2), Tramo("pausa", 5, 3), Tramo("entorno", 20, 2), Tramo("salida", 8, 2)]

    assert repartir(quedan, 57) == tiempo.Propuesta({"historico": 27, "pausa": 5, "entorno": 18, "salida": 7})


def test_una_fase_no_baja_de_dos_minutos_ni_la_pausa_de_la_mitad() -> None:
    assert [minimo(m, pausa=False) for m in (1, 2, 30)] == [1, 2, 2]
    assert [minimo(m, pausa=True) for m in (1, 2, 5, 10)] == [1, 2, 3, 5]


def test_si_no_cabe_quedan_los_minimos_y_se_dice_cuanto_falta() -> None:
    quedan = [Tramo("pausa", 5, 3), Tramo("salida", 8, 2)]

    assert repartir(quedan, 1) == tiempo.Propuesta({"pausa": 3, "salida": 2}, faltan=4)
    assert repartir(quedan, 5) == tiempo.Propuesta({"pausa": 3, "salida": 2})


@given(tramos(), st.integers(-60, 600))
def test_la_suma_es_exacta_o_se_dice_lo_que_falta(quedan: list[Tramo], total: int) -> None:
    propuesta = repartir(quedan, total)

    assert sum(propuesta.minutos.values()) - propuesta.faltan == total
    assert propuesta.faltan >= 0
    assert list(propuesta.minutos) == [t.clave for t in quedan]


@given(tramos(), st.integers(-60, 600))
def test_nada_baja_de_su_minimo_y_solo_se_quita_si_sobra_o_se_da_si_falta(quedan: list[Tramo], total: int) -> None:
    antes, propuesta = sum(t.minutos for t in quedan), repartir(quedan, total)

    for t in quedan:
        nuevos = propuesta.minutos[t.clave]
        assert nuevos >= t.minimo
        assert nuevos <= t.minutos or total > antes
        assert nuevos >= t.minutos or total < antes


@given(tramos(), st.integers(-60, 600))
def test_una_fase_mas_larga_nunca_queda_con_menos_que_otra_mas_corta(quedan: list[Tramo], total: int) -> None:
    minutos = repartir(quedan, total).minutos

    for una in quedan:
        for otra in quedan:
            if una.minutos > otra.minutos and una.minimo >= otra.minimo:
                assert minutos[una.clave] >= minutos[otra.clave]


@given(SESIONES, st.integers(0, 90 * 60))
def test_tras_repartir_se_acaba_a_la_hora_prevista_y_tras_deshacer_como_antes(
    sesion: list[tuple[int, bool]], segundos: int
) -> None:
    luego = AHORA + timedelta(seconds=segundos)
    agenda = fases.avanzar(agenda_de(sesion), luego)
    prevista = AHORA + sum(m for m, _ in sesion) * MINUTO
    propuesta = tiempo.proponer(agenda, luego)
    if propuesta is None:
        return
    hecha = aplicada(agenda, dict(propuesta.minutos))
    vuelta = aplicada(hecha, {p.clave: p.del_plan for p in tiempo.por_venir(hecha)})

    for una in (agenda, hecha, vuelta):
        assert tiempo.acabaria(una, luego) - fases.retraso(una, luego) == prevista
    assert tiempo.minutos_de_retraso(hecha, luego) == propuesta.faltan
    assert fases.retraso(vuelta, luego) == fases.retraso(agenda, luego)
    assert set(propuesta.minutos) == {f"f{i}" for i in range(2, len(sesion))}


@given(SESIONES, st.integers(-5, 20), st.integers(0, 30))
def test_al_seguir_con_lo_repartido_la_hora_prevista_es_la_misma(
    sesion: list[tuple[int, bool]], de_mas: int, despues: int
) -> None:
    prevista = AHORA + sum(m for m, _ in sesion) * MINUTO
    agenda, luego = agenda_de(sesion), AHORA + max(0, sesion[0][0] + de_mas) * MINUTO
    for clave in [p.clave for p in agenda.pasos[1 : len(sesion)]]:
        agenda = fases.ir(agenda, clave, luego)
        propuesta = tiempo.proponer(agenda, luego)
        if propuesta is not None:
            agenda = aplicada(agenda, dict(propuesta.minutos))
        luego += despues * MINUTO

        assert tiempo.acabaria(agenda, luego) - fases.retraso(agenda, luego) == prevista


def test_repartir_dos_veces_no_parte_la_pausa_por_la_mitad_otra_vez() -> None:
    agenda = agenda_de([(10, False), (10, False), (10, True)])
    agenda = fases.avanzar(agenda, AHORA + 40 * MINUTO)
    hecha = aplicada(agenda, {"f2": 5})
    otra = tiempo.proponer(hecha, AHORA + 70 * MINUTO)

    assert otra is not None
    assert otra.minutos == {"f2": 5}


def test_si_se_va_casi_al_dia_o_no_falta_ninguna_fase_no_se_propone_nada() -> None:
    agenda = agenda_de([(10, False), (10, False), (10, False)])

    assert tiempo.proponer(agenda, AHORA + 11 * MINUTO) is None
    assert tiempo.proponer(agenda, AHORA + 12 * MINUTO) is not None
    assert tiempo.proponer(fases.ir(agenda, "f2", AHORA + 40 * MINUTO), AHORA + 40 * MINUTO) is None


def test_la_firma_cambia_con_los_minutos_el_reloj_y_la_fase_y_no_con_el_paso_del_tiempo() -> None:
    agenda = agenda_de([(10, False), (10, False), (10, False)])
    otras = [
        fases.sumar_minutos(agenda, 1, AHORA),
        fases.pausar(agenda, AHORA),
        fases.avanzar(agenda, AHORA),
        aplicada(agenda, {"f2": 9}),
    ]

    assert len({tiempo.firma(a) for a in (agenda, *otras)}) == 5
    assert tiempo.firma(fases.reanudar(otras[1], AHORA)) == tiempo.firma(agenda)
