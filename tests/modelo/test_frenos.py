"""El límite de intentos frena a quien prueba sin dejar fuera a los demás. El reloj solo anda cuando se le dice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from modelo.errores import BaseOcupada, ClaveNoValida, DemasiadosIntentos, SalaNoEncontrada
from modelo.frenos import Cubo, Freno, Frenos, Intento, Llave, frenos_de_serie
from tests.fabricas import Reloj

SEGUNDO = timedelta(seconds=1)


@pytest.fixture
def reloj() -> Reloj:
    return Reloj()


def un_freno(origen: int = 3, sala: int = 8, tope: int = 100) -> Freno:
    return Freno(Cubo(origen, 10 * SEGUNDO), Cubo(sala, 2 * SEGUNDO), tope)


def agotar(freno: Freno, reloj: Reloj, origen: str, sala: str = "A") -> int:
    """Falla hasta que el freno para. Devuelve cuántos fallos han pasado."""
    for hechos in range(1000):
        try:
            freno.tomar(sala, origen, reloj.ahora)
        except DemasiadosIntentos:
            return hechos
    raise AssertionError("el freno no para nunca")


def test_tras_varios_fallos_seguidos_hay_que_esperar_lo_que_se_dice(reloj: Reloj) -> None:
    freno = un_freno()
    assert agotar(freno, reloj, "uno") == 3

    with pytest.raises(DemasiadosIntentos) as parado:
        freno.tomar("A", "uno", reloj.ahora)
    reloj.pasan(seconds=parado.value.espera.total_seconds() - 1)
    with pytest.raises(DemasiadosIntentos):
        freno.tomar("A", "uno", reloj.ahora)
    reloj.pasan(seconds=1)
    freno.tomar("A", "uno", reloj.ahora)


def test_esperando_mucho_se_perdona_todo_y_no_mas(reloj: Reloj) -> None:
    freno = un_freno()
    agotar(freno, reloj, "uno")
    reloj.pasan(days=1)

    assert agotar(freno, reloj, "uno") == 3


def test_los_fallos_de_un_origen_no_frenan_a_otro_ni_a_otra_sala(reloj: Reloj) -> None:
    freno = un_freno()
    agotar(freno, reloj, "uno")

    freno.tomar("A", "otro", reloj.ahora)
    freno.tomar("B", "uno", reloj.ahora)


def test_quien_reparte_los_intentos_entre_muchos_origenes_topa_con_el_de_la_sala(reloj: Reloj) -> None:
    freno = un_freno()

    assert sum(agotar(freno, reloj, f"origen {n}") for n in range(50)) == 8


def test_quien_ya_estaba_en_la_sala_vuelve_aunque_otros_la_esten_atacando(reloj: Reloj) -> None:
    freno = un_freno()
    freno.tomar("A", "oficina", reloj.ahora)
    freno.acierto("A", "oficina", reloj.ahora)
    for n in range(50):
        agotar(freno, reloj, f"atacante {n}")

    freno.tomar("A", "oficina", reloj.ahora)


def test_acertar_no_gasta(reloj: Reloj) -> None:
    freno = un_freno(origen=1)
    for _ in range(100):
        freno.tomar("A", "uno", reloj.ahora)
        freno.acierto("A", "uno", reloj.ahora)

    assert agotar(freno, reloj, "uno") == 1


def test_un_reloj_que_se_atrasa_no_alarga_la_espera(reloj: Reloj) -> None:
    freno = un_freno()
    agotar(freno, reloj, "uno")
    reloj.pasan(hours=-1)

    with pytest.raises(DemasiadosIntentos) as parado:
        freno.tomar("A", "uno", reloj.ahora)
    assert parado.value.espera <= 10 * SEGUNDO


def test_la_memoria_no_crece_con_los_atacantes(reloj: Reloj) -> None:
    freno = un_freno(sala=10_000, tope=50)
    for n in range(500):
        freno.tomar(f"sala {n}", f"origen {n}", reloj.ahora)
        freno.acierto(f"sala {n}", f"origen {n}", reloj.ahora)

    assert len(freno._niveles) <= 50
    assert len(freno._conocidos) <= 50


def _intento(origen: str = "uno") -> Intento:
    return Intento(Frenos(*(un_freno() for _ in range(3))), origen)


def test_solo_cuentan_los_fallos_de_adivinar(reloj: Reloj) -> None:
    intento = _intento()
    for _ in range(20):
        with (
            pytest.raises(BaseOcupada),
            intento.probando(intento.frenos.sala, "A", reloj.ahora, SalaNoEncontrada),
        ):
            raise BaseOcupada

    assert agotar(intento.frenos.sala, reloj, "uno") == 3


def test_sin_clave_configurada_no_se_pide_ninguna(reloj: Reloj) -> None:
    Llave("", "lo que sea", _intento()).comprobar(reloj.ahora)


@pytest.mark.parametrize("dada", ["", "secret", "secreto2", "SECRETO", "\ud800", "s" * 1_000_000])
def test_una_clave_que_no_es_no_abre(reloj: Reloj, dada: str) -> None:
    with pytest.raises(ClaveNoValida):
        Llave("secreto", dada, _intento()).comprobar(reloj.ahora)
    Llave("secreto", " secreto\n", _intento()).comprobar(reloj.ahora)


def test_probar_claves_tiene_limite_aunque_al_final_se_acierte(reloj: Reloj) -> None:
    intento = _intento()
    for _ in range(3):
        with pytest.raises(ClaveNoValida):
            Llave("secreto", "otra", intento).comprobar(reloj.ahora)

    with pytest.raises(DemasiadosIntentos):
        Llave("secreto", "secreto", intento).comprobar(reloj.ahora)


def test_la_llave_no_se_lee_al_imprimirla() -> None:
    assert "secreto" not in repr(Llave("secreto", "secreto"))


def test_los_limites_de_serie_dejan_equivocarse_a_una_sala_y_no_recorrer_los_codigos(reloj: Reloj) -> None:
    personal = frenos_de_serie().personal
    assert agotar(personal, reloj, "oficina") >= 12

    probados = 0
    for _ in range(60):
        reloj.pasan(minutes=1)
        probados += agotar(personal, reloj, "oficina")
    assert probados <= 240
