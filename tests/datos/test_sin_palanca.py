"""Los compromisos sin palanca se cuentan aparte, y la puerta los guarda como a los demás."""

from __future__ import annotations

import pytest

from datos import agregados, consultas
from datos.motor import crear_motor
from modelo.casos import agenda
from modelo.privacidad import Mirada
from tests.fabricas import Mesa, una_mesa


@pytest.fixture
def mesa(base_de_datos: str) -> Mesa:
    """Un taller vacío, con umbral 5, en su fase «Plan»."""
    mesa = una_mesa(crear_motor(base_de_datos))
    mesa.salta("plan")
    return mesa


def comprometerse(mesa: Mesa, con: int, sin: int) -> None:
    """Esas personas escriben su compromiso, con una palanca o sin ella, y se revela el plan."""
    for numero in range(con + sin):
        quien = mesa.entra(f"Persona {numero}").identidad
        palanca = {"palanca": "P1"} if numero < con else {}
        mesa.crea(quien, "compromiso", accion="llamar", **palanca)
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="plan")


def pedido(mesa: Mesa) -> agregados.Pedido:
    taller = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert taller is not None
    fase = next(f for f in taller.fases if f.tipo == "plan")
    mirada = Mirada("participa", taller.umbral, revelada=True, anonima=True)
    return agregados.pedir(mesa.motor, taller, fase, mirada, actividad=taller.actividad, hoy=mesa.reloj.ahora.date())


def por_rotulo(dato: agregados.Filtrado) -> dict[str, int | None]:
    """Cada rótulo con su recuento; ``None``, si está oculto."""
    return {f["rotulo"]: None if f["n"] != f["n"] else int(f["n"]) for f in dato.filas.to_dict("records")}


def test_los_compromisos_sin_palanca_cuentan_aparte_en_el_plan_y_en_su_avance(mesa: Mesa) -> None:
    comprometerse(mesa, con=5, sin=6)

    plan, avance = agregados.plan(pedido(mesa)), agregados.avance(pedido(mesa)).palanca

    for dato in (plan, avance):
        assert dato.n == 11
        assert list(dato.filas["rotulo"])[-1] == "Sin palanca"
        assert por_rotulo(dato)["Sin palanca"] == 6


def test_si_todos_tienen_palanca_no_hay_renglon_sin_ella(mesa: Mesa) -> None:
    comprometerse(mesa, con=6, sin=0)

    assert "Sin palanca" not in por_rotulo(agregados.plan(pedido(mesa)))


def test_pocas_personas_sin_palanca_no_se_ven_ni_se_deducen_restando(mesa: Mesa) -> None:
    comprometerse(mesa, con=8, sin=2)

    vistos = por_rotulo(agregados.plan(pedido(mesa)))

    assert vistos["Sin palanca"] is None
    assert list(vistos.values()).count(None) == 2


def test_con_todos_sin_palanca_se_dice_cuantos_son(mesa: Mesa) -> None:
    comprometerse(mesa, con=0, sin=5)

    dato = agregados.plan(pedido(mesa))

    assert dato.visible
    assert por_rotulo(dato)["Sin palanca"] == 5
