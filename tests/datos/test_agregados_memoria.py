import threading
from dataclasses import replace

import pytest
import sqlalchemy as sa

from datos import agregados
from datos.agregados import base
from tests.ensayo import motor, pedir, sembrado, ver

__all__ = ["motor", "sembrado"]


def test_lo_mismo_no_se_calcula_dos_veces_y_un_cambio_si_se_ve(motor: sa.Engine) -> None:
    taller = ver(motor)
    primera = agregados.mapa(pedir(motor, "mapa", taller=taller))
    cambiado = replace(taller, actividad=taller.actividad + 1)

    assert agregados.mapa(pedir(motor, "mapa", taller=taller)) is primera
    assert agregados.mapa(pedir(motor, "mapa", taller=cambiado)) is not primera


def test_quienes_llegan_a_la_vez_comparten_un_solo_calculo(motor: sa.Engine) -> None:
    veces = []
    salida = threading.Barrier(6)

    @base.recordado
    def lento(pedido: agregados.Pedido) -> object:
        veces.append(pedido.fase.clave)
        return object()

    pedido = pedir(motor, "mapa")
    vistos: list[object] = []

    def mirar() -> None:
        salida.wait(10)
        vistos.append(lento(pedido))

    hilos = [threading.Thread(target=mirar) for _ in range(6)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join(10)

    assert len(veces) == 1
    assert len(vistos) == 6
    assert len(set(map(id, vistos))) == 1


def test_un_calculo_que_falla_se_vuelve_a_intentar(motor: sa.Engine) -> None:
    intentos = []

    @base.recordado
    def caprichoso(pedido: agregados.Pedido) -> str:
        intentos.append(1)
        if len(intentos) == 1:
            raise OSError("la base no contesta")
        return "hecho"

    with pytest.raises(OSError, match="no contesta"):
        caprichoso(pedir(motor, "mapa"))

    assert caprichoso(pedir(motor, "mapa")) == "hecho"


def test_la_memoria_no_crece_sin_tope(motor: sa.Engine) -> None:
    taller = ver(motor)
    contar = base.recordado(lambda pedido: pedido.actividad)

    for n in range(base.TOPE + 20):
        contar(pedir(motor, "mapa", taller=replace(taller, actividad=n)))

    assert len(base._memoria) == base.TOPE
