"""Lo que se proyecta dice lo que hace falta en cada momento y nada privado."""

from __future__ import annotations

from modelo.casos import agenda
from modelo.valores import Identidad, Papel
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
