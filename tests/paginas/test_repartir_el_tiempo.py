"""La consola con retraso o con adelanto: cómo repartir lo que falta, aplicarlo de un toque y volver atrás."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from datos import consultas
from modelo.casos import agenda
from modelo.valores import TallerVisto
from tests.fabricas import Reloj
from tests.paginas.pantalla import MesaViva, Pantalla, una_mesa_viva

DESPLEGABLE = "repartir_el_tiempo"
FRASE = re.compile(r"(Vas (?:al día|(\d+) min por (detrás|delante) del plan))\. La sesión acabaría a las (\d\d:\d\d)\.")


@pytest.fixture
def mesa(base_de_datos: str) -> MesaViva:
    return una_mesa_viva(base_de_datos)


def llega(mesa: MesaViva, clave: str, tras: float) -> None:
    """El grupo acaba de llegar a esa fase, a los ``tras`` minutos de empezar la sesión."""
    ahora = datetime.now(UTC)
    mesa.reloj = Reloj(ahora - timedelta(minutes=tras))
    mesa.hacer(agenda.empezar, quien=mesa.facilita)
    mesa.reloj = Reloj(ahora)
    mesa.salta(clave)


def consola(mesa: MesaViva) -> Pantalla:
    return Pantalla().como(mesa.creado.codigo, mesa.facilita).va("conducir", mesa.creado.codigo)


def desplegada(mesa: MesaViva) -> Pantalla:
    pantalla = consola(mesa)
    pantalla.at.session_state[DESPLEGABLE] = True
    return pantalla.mira()


def plan(pantalla: Pantalla) -> tuple[int, int]:
    """Lo que dice la consola: minutos de retraso, y la hora de acabar en minutos del día."""
    hallada = FRASE.search(pantalla.lee())
    assert hallada is not None, pantalla.lee()
    _, cuantos, lado, hora = hallada.groups()
    horas, minutos = hora.split(":")
    return int(cuantos or 0) * (-1 if lado == "delante" else 1), int(horas) * 60 + int(minutos)


def ver(mesa: MesaViva) -> TallerVisto:
    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    return visto


def minutos(mesa: MesaViva) -> dict[str, int]:
    visto = ver(mesa)
    return {f.titulo: f.minutos for f in visto.fases if f.sesion == 1 and f.orden > visto.actual.orden}


def tabla(pantalla: Pantalla) -> list[list[str]]:
    """Las filas de la tabla: fase y los minutos de sus dos columnas."""
    (hecha,) = pantalla.at.table
    return [[fase, *(re.sub(r"\D", "", c) for c in celdas)] for fase, *celdas in hecha.value.values.tolist()]


@pytest.mark.parametrize(("tras", "de_mas"), [(45.8, 6), (35.7, -4)])
def test_tras_repartir_y_tras_deshacer_cuadran_el_retraso_y_la_hora_de_acabar(
    mesa: MesaViva, tras: float, de_mas: int
) -> None:
    llega(mesa, "historico", tras)
    antes, pantalla = minutos(mesa), desplegada(mesa)
    retraso, acababa = plan(pantalla)
    propuestos = [int(fila[2]) for fila in tabla(pantalla)]
    assert retraso == de_mas
    assert [int(fila[1]) for fila in tabla(pantalla)] == list(antes.values())
    assert sum(propuestos) == sum(antes.values()) - de_mas

    pantalla.pulsa("Repartir")
    assert list(minutos(mesa).values()) == propuestos
    retraso, acaba = plan(pantalla)
    assert retraso == 0
    # La hora se corta en el minuto: entre dos dibujos puede pasar uno.
    assert (acababa - acaba) % 1440 in {(de_mas + margen) % 1440 for margen in (-1, 0, 1)}
    assert "Repartir" not in pantalla.botones()

    pantalla.pulsa("Deshacer el reparto")
    assert minutos(mesa) == antes
    retraso, acaba = plan(pantalla)
    assert retraso == de_mas
    assert (acaba - acababa) % 1440 in (0, 1)
    assert "Deshacer el reparto" not in pantalla.botones()


def test_si_ni_con_lo_minimo_se_llega_se_dice_la_hora_y_se_puede_dejar_en_lo_minimo(mesa: MesaViva) -> None:
    llega(mesa, "entorno", 8 + 32 + 30 + 5 + 27.7)
    pantalla = desplegada(mesa)
    assert "Ni con lo mínimo se llega a las" in pantalla.lee()
    assert [fila[2] for fila in tabla(pantalla)] == ["2", "2"]

    pantalla.pulsa("Dejar lo mínimo")
    assert set(minutos(mesa).values()) == {2}
    assert plan(pantalla)[0] == 28 - (17 + 8 - 4)
    assert "Todo está ya en lo mínimo" in pantalla.lee()
    assert {"Repartir", "Dejar lo mínimo"}.isdisjoint(pantalla.botones())
    assert "Deshacer el reparto" in pantalla.botones()


def test_un_minuto_arriba_o_abajo_no_ofrece_repartir(mesa: MesaViva) -> None:
    llega(mesa, "historico", 40.7)
    pantalla = desplegada(mesa)

    assert plan(pantalla)[0] == 1
    assert "Repartir" not in pantalla.botones()


def test_en_la_ultima_fase_de_la_sesion_no_hay_entre_que_repartir(mesa: MesaViva) -> None:
    llega(mesa, "salida", 8 + 32 + 30 + 5 + 20 + 17 + 8.7)
    pantalla = desplegada(mesa)

    assert plan(pantalla)[0] == 9
    assert "Repartir" not in pantalla.botones()


def test_dos_consolas_reparten_una_vez_y_la_segunda_se_entera(mesa: MesaViva) -> None:
    llega(mesa, "historico", 45.8)
    una, otra, suma = desplegada(mesa), desplegada(mesa), sum(minutos(mesa).values())
    una.pulsa("Repartir")
    otra.pulsa("Repartir")
    assert sum(minutos(mesa).values()) == suma - 6
    assert plan(otra)[0] == 0

    otra.pulsa("+5 min")
    una.pulsa("Deshacer el reparto")
    assert any("acaba de cambiar en otra consola" in aviso for aviso in una.avisos())
    assert sum(minutos(mesa).values()) == suma - 6


def test_la_traza_cuenta_el_reparto_y_su_vuelta_atras(mesa: MesaViva) -> None:
    llega(mesa, "historico", 45.8)
    pantalla = desplegada(mesa).pulsa("Repartir").pulsa("Deshacer el reparto")
    pantalla.at.session_state["traza"] = True
    dicho = pantalla.mira().lee()

    assert "Quitaste 6 min, repartidos entre lo que quedaba" in dicho
    assert "Deshiciste el reparto del tiempo" in dicho


def test_al_volver_a_una_fase_ya_dejada_no_se_reparte_nada(mesa: MesaViva) -> None:
    llega(mesa, "historico", 45.8)
    mesa.hacer(agenda.saltar, quien=mesa.facilita, clave="bienvenida")
    pantalla = desplegada(mesa)

    assert "Habéis vuelto a esta fase." in pantalla.lee()
    assert {"Repartir", "Deshacer el reparto"}.isdisjoint(pantalla.botones())
