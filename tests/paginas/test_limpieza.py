"""Lo que vence se borra solo, y un fallo de la base no para al servidor ni cuenta nada de nadie."""

from __future__ import annotations

import asyncio
import logging
from datetime import date, timedelta

import pytest

from datos import consultas
from modelo.errores import BaseOcupada
from paginas.comun.ejecucion import motor_de
from paginas.http import limpieza
from tests.fabricas import Mesa, una_mesa


@pytest.fixture
def vencida(base_de_datos: str) -> Mesa:
    """Un taller que vence hoy, con alguien dentro."""
    mesa = una_mesa(motor_de(base_de_datos), borrar_el=date(2026, 11, 25))
    mesa.entra("Anastasia")
    mesa.reloj.pasan(days=1)
    return mesa


def test_una_pasada_borra_lo_vencido_y_los_pases_caducados(vencida: Mesa, base_de_datos: str) -> None:
    viva = una_mesa(vencida.motor, titulo="Otro", azar=vencida.azar)

    limpieza.limpiar(base_de_datos, vencida.reloj.ahora)

    assert consultas.taller_visto(vencida.motor, vencida.creado.codigo) is None
    assert consultas.taller_visto(vencida.motor, viva.creado.codigo) is not None
    with vencida.motor.connect() as conexion:
        assert conexion.exec_driver_sql("select count(*) from pase").scalar() == 0
        assert conexion.exec_driver_sql("select count(*) from participante").scalar() == 0


def test_si_la_base_falla_se_registra_sin_nombres_y_la_siguiente_pasada_acaba(
    vencida: Mesa, base_de_datos: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def falla(*_: object, **__: object) -> None:
        raise BaseOcupada("Anastasia")

    with monkeypatch.context() as mientras, caplog.at_level(logging.INFO, "palancas"):
        mientras.setattr(limpieza, "ejecutar", falla)
        limpieza.limpiar(base_de_datos, vencida.reloj.ahora)

    assert "BaseOcupada" in caplog.text
    assert "Anastasia" not in caplog.text
    limpieza.limpiar(base_de_datos, vencida.reloj.ahora + timedelta(hours=1))
    assert consultas.taller_visto(vencida.motor, vencida.creado.codigo) is None


def test_al_arrancar_se_limpia_sin_esperar_una_hora_y_al_parar_no_queda_nada_en_marcha(
    vencida: Mesa, monkeypatch: pytest.MonkeyPatch
) -> None:
    pasadas: list[object] = []
    monkeypatch.setattr(limpieza, "limpiar", lambda url, ahora: pasadas.append(url))
    monkeypatch.setattr(limpieza, "CADA", 0.01)

    async def servir() -> int:
        async with limpieza.cada_hora():
            while len(pasadas) < 3:
                await asyncio.sleep(0.01)
        return len(asyncio.all_tasks())

    assert asyncio.run(servir()) == 1
