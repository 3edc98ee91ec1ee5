"""Quien llega antes escribe antes, nadie se queda sin turno y el turno nunca se pierde."""

from __future__ import annotations

import threading
import time

import pytest
import sqlalchemy as sa

from datos import motor as base
from datos.turno import Cola
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Sala
from modelo.errores import BaseOcupada


def test_el_turno_llega_en_el_orden_en_que_se_pidio() -> None:
    cola, orden = Cola(), list[int]()
    assert cola.tomar(1)
    hilos = []
    for numero in range(10):
        hilos.append(threading.Thread(target=lambda n=numero: (cola.tomar(5), orden.append(n), cola.soltar())))
        hilos[-1].start()
        while len(cola._esperan) < numero + 1:
            time.sleep(0.001)

    cola.soltar()
    for hilo in hilos:
        hilo.join()

    assert orden == list(range(10))
    assert cola.tomar(0)


def test_quien_se_cansa_de_esperar_no_se_queda_con_el_turno_de_nadie() -> None:
    cola = Cola()
    assert cola.tomar(0)

    assert not cola.tomar(0.01)
    cola.soltar()

    assert cola.tomar(0)


def test_en_una_unidad_que_falla_o_no_confirma_el_turno_pasa_al_siguiente(motor: sa.Engine) -> None:
    def falla() -> None:
        with UnidadDeTrabajo(motor) as unidad:
            unidad.agregar(Sala(codigo="A"))
            raise RuntimeError

    for _ in range(3):
        with pytest.raises(RuntimeError):
            falla()
        with UnidadDeTrabajo(motor):
            pass

    with UnidadDeTrabajo(motor) as unidad:
        assert unidad.todos(Sala) == []


@pytest.mark.archivo
def test_si_sqlite_niega_el_turno_la_cola_no_se_atasca(motor: sa.Engine) -> None:
    otra = base.crear_motor(str(motor.url))
    sa.event.listen(motor, "checkout", lambda directa, *_: directa.execute("PRAGMA busy_timeout=20"))

    with UnidadDeTrabajo(otra):
        for _ in range(3):
            with pytest.raises(sa.exc.OperationalError, match="locked"), UnidadDeTrabajo(motor):
                pass
    with UnidadDeTrabajo(motor) as unidad:
        unidad.confirmar()
    otra.dispose()


def test_dos_unidades_anidadas_se_dicen_en_vez_de_quedarse_colgadas(
    motor: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "COLA_S", 0.05)

    with UnidadDeTrabajo(motor), pytest.raises(BaseOcupada), UnidadDeTrabajo(motor):
        pass
    with UnidadDeTrabajo(motor) as unidad:
        unidad.confirmar()


def test_una_conexion_que_se_da_por_perdida_suelta_su_turno(motor: sa.Engine) -> None:
    with motor.execution_options(escritura=True).connect() as conexion:
        conexion.execute(sa.text("SELECT 1"))
        conexion.invalidate()

    with UnidadDeTrabajo(motor) as unidad:
        unidad.confirmar()
