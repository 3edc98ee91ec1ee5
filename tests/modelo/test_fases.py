"""La máquina de fases: todo se puede deshacer y nada se cierra solo."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelo import fases
from modelo.errores import AnonimatoNoReducible, FaseNoEncontrada, TransicionNoPosible
from modelo.fases import Agenda, Paso
from modelo.valores import EstadoDeFase

AHORA = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def una_agenda(n: int = 4) -> Agenda:
    agenda = Agenda(tuple(Paso(f"f{i}", 10) for i in range(n)), "f0")
    return fases.empezar(fases.ir(agenda, "f0", AHORA), AHORA)


def dos_sesiones(*, minutos: int = 10) -> Agenda:
    """Dos sesiones de dos fases, con el taller recién creado."""
    pasos = tuple(Paso(f"f{i}", minutos, sesion=1 + i // 2) for i in range(4))
    return fases.ir(Agenda(pasos, "f0"), "f0", AHORA)


def test_avanzar_abre_la_siguiente_y_no_cierra_la_que_se_deja() -> None:
    agenda = fases.avanzar(una_agenda(), AHORA)

    assert agenda.actual == "f1"
    assert [p.estado for p in agenda.pasos[:3]] == ["abierta", "abierta", "pendiente"]


def test_desde_la_ultima_fase_no_se_avanza_ni_se_vuelve_desde_la_primera() -> None:
    with pytest.raises(TransicionNoPosible):
        fases.avanzar(una_agenda(1), AHORA)
    with pytest.raises(TransicionNoPosible):
        fases.volver(una_agenda(1), AHORA)


@given(st.lists(st.sampled_from(["avanzar", "volver"]), max_size=20))
def test_avanzar_y_volver_se_anulan_y_nunca_se_sale_de_la_agenda(ordenes: list[str]) -> None:
    agenda = una_agenda()
    for orden in ordenes:
        try:
            nueva = getattr(fases, orden)(agenda, AHORA)
        except TransicionNoPosible:
            continue
        contraria = fases.volver if orden == "avanzar" else fases.avanzar
        assert contraria(nueva, AHORA).actual == agenda.actual
        agenda = nueva
    assert agenda.actual in {p.clave for p in agenda.pasos}


def test_volver_a_una_fase_no_reinicia_su_reloj() -> None:
    ida = fases.avanzar(una_agenda(), AHORA)
    vuelta = fases.avanzar(fases.volver(ida, AHORA + timedelta(minutes=3)), AHORA + timedelta(minutes=4))

    assert vuelta.paso("f1").termina_en == ida.paso("f1").termina_en


def test_revelar_y_ocultar_se_deshacen_y_no_se_revela_lo_que_no_se_ha_abierto() -> None:
    agenda = una_agenda()

    assert fases.ocultar(fases.revelar(agenda, "f0"), "f0") == agenda
    with pytest.raises(TransicionNoPosible):
        fases.revelar(agenda, "f2")


def test_una_fase_abierta_hasta_una_fecha_admite_cambios_hasta_ese_instante() -> None:
    hasta = AHORA + timedelta(days=2)
    paso = fases.abrir(una_agenda(), "f2", hasta, AHORA).paso("f2")

    assert fases.puede_escribir(paso.estado, paso.abierta_hasta, hasta)
    assert not fases.puede_escribir(paso.estado, paso.abierta_hasta, hasta + timedelta(seconds=1))
    with pytest.raises(TransicionNoPosible):
        fases.abrir(una_agenda(), "f2", AHORA, AHORA)


def test_sumar_minutos_con_el_tiempo_agotado_cuenta_desde_ahora() -> None:
    tarde = AHORA + timedelta(minutes=25)

    assert fases.sumar_minutos(una_agenda(), 5, tarde).paso("f0").termina_en == tarde + timedelta(minutes=5)


def test_pausar_y_reanudar_conserva_lo_que_quedaba() -> None:
    pausada = fases.pausar(una_agenda(), AHORA + timedelta(minutes=4))
    seguida = fases.reanudar(pausada, AHORA + timedelta(minutes=30))

    assert pausada.paso("f0").termina_en is None
    assert seguida.paso("f0").termina_en == AHORA + timedelta(minutes=36)


def test_terminar_cierra_lo_abierto_salvo_lo_asincrono_y_reabrir_lo_deshace() -> None:
    agenda = fases.abrir(fases.avanzar(una_agenda(), AHORA), "f3", AHORA + timedelta(days=1), AHORA)
    terminada = fases.terminar(agenda, AHORA)

    assert [p.estado for p in terminada.pasos] == ["cerrada", "cerrada", "pendiente", "abierta"]
    assert fases.reabrir(terminada, AHORA).paso("f1").estado == EstadoDeFase.ABIERTA
    assert not fases.reabrir(terminada, AHORA).terminada


@given(st.lists(st.sampled_from(["abrir", "cerrar", "avanzar", "asincrona"]), max_size=12), st.data())
def test_reabrir_deja_abierto_lo_mismo_que_antes_de_terminar(ordenes: list[str], datos: st.DataObject) -> None:
    agenda, hasta = una_agenda(), AHORA + timedelta(days=1)
    for orden in ordenes:
        clave = datos.draw(st.sampled_from([p.clave for p in agenda.pasos]))
        agenda = {
            "abrir": lambda a, c: fases.abrir(a, c, None, AHORA),
            "cerrar": lambda a, c: a if c == a.actual else fases.cerrar(a, c),
            "avanzar": lambda a, c: fases.ir(a, c, AHORA),
            "asincrona": lambda a, c: fases.abrir(a, c, hasta, AHORA),
        }[orden](agenda, clave)
    fin, luego = AHORA + timedelta(hours=2), AHORA + timedelta(hours=3)

    terminada = fases.terminar(fases.terminar(agenda, fin), luego)

    assert fases.reabrir(terminada, luego).pasos == agenda.pasos


def test_lo_que_se_cierra_a_mano_tras_terminar_no_se_abre_al_reabrir() -> None:
    terminada = fases.terminar(fases.avanzar(una_agenda(), AHORA), AHORA + timedelta(hours=1))
    a_mano = fases.cerrar(fases.abrir(terminada, "f0", None, AHORA), "f0")

    reabierta = fases.reabrir(a_mano, AHORA + timedelta(hours=2))

    assert [p.estado for p in reabierta.pasos[:2]] == ["cerrada", "abierta"]


def test_el_anonimato_de_una_fase_abierta_solo_se_endurece() -> None:
    agenda = fases.endurecer(una_agenda(), "f0", True)

    assert agenda.paso("f0").anonima
    with pytest.raises(AnonimatoNoReducible):
        fases.endurecer(agenda, "f0", False)
    assert not fases.endurecer(fases.endurecer(agenda, "f3", True), "f3", False).paso("f3").anonima


def test_una_fase_que_no_esta_se_dice() -> None:
    with pytest.raises(FaseNoEncontrada):
        fases.ir(una_agenda(), "otra", AHORA)


def test_el_retraso_suma_lo_que_se_pasaron_las_fases_anteriores_y_la_actual() -> None:
    agenda = fases.avanzar(una_agenda(), AHORA + timedelta(minutes=14))

    assert fases.retraso(agenda, AHORA + timedelta(minutes=20)) == timedelta(minutes=4)
    assert fases.retraso(agenda, AHORA + timedelta(minutes=27)) == timedelta(minutes=7)


def test_avanzar_antes_de_tiempo_va_por_delante_del_plan() -> None:
    agenda = fases.avanzar(una_agenda(), AHORA + timedelta(minutes=7))

    assert fases.retraso(agenda, AHORA + timedelta(minutes=8)) == timedelta(minutes=-3)


def test_saltar_una_fase_adelanta_lo_que_iba_a_durar() -> None:
    agenda = fases.ir(una_agenda(), "f2", AHORA + timedelta(minutes=10))

    assert fases.retraso(agenda, AHORA + timedelta(minutes=15)) == timedelta(minutes=-10)
    assert fases.retraso(agenda, AHORA + timedelta(minutes=23)) == timedelta(minutes=-7)


@given(st.integers(0, 60 * 24 * 90))
def test_por_dias_que_pasen_sin_empezar_no_hay_reloj_ni_retraso(espera: int) -> None:
    agenda, luego = dos_sesiones(), AHORA + timedelta(minutes=espera)

    assert agenda.sin_empezar
    assert agenda.paso("f0").termina_en is None
    assert fases.retraso(agenda, luego) == timedelta()
    assert fases.empezar(agenda, luego).paso("f0").termina_en == luego + timedelta(minutes=10)


def test_avanzar_sin_haber_empezado_pone_en_marcha_la_fase_a_la_que_se_llega() -> None:
    agenda = fases.avanzar(dos_sesiones(), AHORA + timedelta(days=3))

    assert not agenda.sin_empezar
    assert agenda.paso("f0").inicia_en is None
    assert fases.retraso(agenda, AHORA + timedelta(days=3, minutes=9)) == timedelta()


@given(st.integers(0, 60 * 24 * 30), st.integers(0, 300))
def test_la_segunda_sesion_espera_a_que_se_empiece_y_no_hereda_retraso(descanso: int, gastado: int) -> None:
    fin = AHORA + timedelta(minutes=gastado)
    primera = fases.avanzar(fases.empezar(dos_sesiones(), AHORA), fin)
    llegada = fases.avanzar(primera, fin)
    otro_dia = fin + timedelta(minutes=descanso)

    assert llegada.actual == "f2"
    assert llegada.sin_empezar
    assert fases.retraso(llegada, otro_dia) == timedelta()
    assert fases.retraso(fases.empezar(llegada, otro_dia), otro_dia + timedelta(minutes=12)) == timedelta(minutes=2)


def test_empezar_dos_veces_no_reinicia_el_reloj() -> None:
    una = fases.empezar(dos_sesiones(), AHORA)

    assert fases.empezar(una, AHORA + timedelta(minutes=5)) == una


@given(st.sampled_from(["f0", "f1", "f2", "f3"]))
def test_empezar_se_deshace(clave: str) -> None:
    agenda = fases.quitar_reloj(fases.ir(dos_sesiones(), clave, AHORA))

    assert agenda.sin_empezar
    assert fases.quitar_reloj(fases.empezar(agenda, AHORA)) == agenda


@given(st.integers(1, 60), st.integers(0, 9))
def test_sumar_minutos_se_deshace_mientras_queda_tiempo(minutos: int, pasan: int) -> None:
    agenda, luego = una_agenda(), AHORA + timedelta(minutes=pasan)

    assert fases.sumar_minutos(fases.sumar_minutos(agenda, minutos, luego), -minutos, luego) == agenda


def test_sumar_minutos_sin_haber_empezado_empieza() -> None:
    paso = fases.sumar_minutos(dos_sesiones(), 5, AHORA).paso("f0")

    assert (paso.inicia_en, paso.termina_en) == (AHORA, AHORA + timedelta(minutes=15))


def test_llegar_a_una_fase_cuya_fecha_ya_paso_la_deja_escribible() -> None:
    hasta = AHORA + timedelta(days=2)
    abierta = fases.abrir(dos_sesiones(), "f3", hasta, AHORA)
    antes, despues = hasta - timedelta(days=1), hasta + timedelta(days=1)

    assert fases.ir(abierta, "f3", antes).paso("f3").abierta_hasta == hasta
    llegada = fases.ir(abierta, "f3", despues).paso("f3")
    assert fases.puede_escribir(llegada.estado, llegada.abierta_hasta, despues)


def test_lo_gastado_en_una_fase_llega_hasta_que_empezo_la_siguiente() -> None:
    agenda = fases.avanzar(una_agenda(), AHORA + timedelta(minutes=14))
    luego = AHORA + timedelta(minutes=20)

    gastados = [fases.gastado(agenda, p.clave, luego) for p in agenda.pasos]
    assert gastados == [timedelta(minutes=14), timedelta(minutes=6), None, None]


def test_lo_gastado_en_la_ultima_fase_de_una_sesion_no_cuenta_los_dias_hasta_la_otra() -> None:
    primera = fases.avanzar(fases.empezar(dos_sesiones(), AHORA), AHORA + timedelta(minutes=10))
    otro_dia = AHORA + timedelta(days=7)
    agenda = fases.empezar(fases.avanzar(primera, otro_dia), otro_dia)

    assert fases.gastado(agenda, "f1", otro_dia) is None


def test_alargar_la_fase_actual_retrasa_la_sesion_en_cuanto_se_alarga() -> None:
    alargada = fases.sumar_minutos(una_agenda(), 6, AHORA + timedelta(minutes=2))

    assert fases.retraso(alargada, AHORA + timedelta(minutes=2)) == timedelta(minutes=6)
    assert fases.retraso(alargada, AHORA + timedelta(minutes=14)) == timedelta(minutes=6)


def test_acortar_la_fase_actual_adelanta_la_sesion() -> None:
    acortada = fases.sumar_minutos(una_agenda(), -4, AHORA + timedelta(minutes=2))

    assert fases.retraso(acortada, AHORA + timedelta(minutes=2)) == timedelta(minutes=-4)


def test_en_pausa_el_retraso_crece_con_lo_que_dura() -> None:
    pausada = fases.pausar(una_agenda(), AHORA + timedelta(minutes=4))

    assert fases.retraso(pausada, AHORA + timedelta(minutes=4)) == timedelta()
    assert fases.retraso(pausada, AHORA + timedelta(minutes=9)) == timedelta(minutes=5)


def test_volver_a_una_fase_no_le_carga_lo_que_duraron_las_demas() -> None:
    agenda = fases.avanzar(una_agenda(), AHORA + timedelta(minutes=4))
    vuelta = fases.volver(agenda, AHORA + timedelta(minutes=20))
    otra_vez = fases.avanzar(vuelta, AHORA + timedelta(minutes=25))

    assert fases.gastado(vuelta, vuelta.actual, AHORA + timedelta(minutes=25)) is None
    assert fases.gastado(otra_vez, "f0", AHORA + timedelta(minutes=26)) == timedelta(minutes=4)
