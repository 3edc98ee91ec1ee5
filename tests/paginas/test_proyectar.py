"""Lo que se proyecta dice lo que hace falta en cada momento y nada privado."""

from __future__ import annotations

from datetime import UTC, datetime

from datos.demostracion import sembrar_ensayo
from modelo.casos import agenda
from modelo.valores import Identidad, Papel
from paginas.comun.ejecucion import ejecutar, motor_de
from tests.paginas.puerta import abrir, mesa_delicada, todo


def test_con_las_palabras_reveladas_se_sigue_viendo_como_entrar(base_de_datos: str) -> None:
    mesa = mesa_delicada(base_de_datos)
    proyecta = Identidad(Papel.PROYECTA, mesa.creado.sala_id)

    bienvenida = todo(abrir("proyectar", mesa.creado.codigo, proyecta))
    mesa.hacer(agenda.avanzar, quien=mesa.facilita)
    mapa = todo(abrir("proyectar", mesa.creado.codigo, proyecta))

    assert "palabra delicada" in bienvenida
    assert "Escanea el QR" in bienvenida
    assert "Escanea el QR" not in mapa


def test_a_debate_sale_lo_que_ha_elegido_quien_facilita_y_nada_si_no_ha_elegido(base_de_datos: str) -> None:
    motor = motor_de(base_de_datos)
    creado = sembrar_ensayo(motor)
    facilita = Identidad(Papel.FACILITA, creado.sala_id)
    dicho = []
    for palancas in (("P8",), ()):
        ejecutar(motor, agenda.fijar_debate, quien=facilita, palancas=palancas, ahora=datetime.now(UTC))
        visto = todo(abrir("proyectar", creado.codigo, Identidad(Papel.PROYECTA, creado.sala_id)))
        dicho.append([linea for linea in visto.splitlines() if "A debate" in linea])

    assert dicho == [["**A debate**: Reciprocidad"], []]
