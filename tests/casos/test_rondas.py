"""Cada ronda se escribe en su fase, y en la segunda solo lo que se ha llevado a debate."""

from __future__ import annotations

import pytest

from datos import consultas
from datos.motor import crear_motor
from modelo.casos import agenda
from modelo.errores import FaseCerrada, ValorNoValido
from modelo.valores import Identidad, Objeto
from tests.fabricas import Mesa, una_mesa

CASOS = pytest.mark.parametrize(("tipo", "campo", "valor"), [("valoracion", "P4a", 1), ("justificacion", "P4", "otro")])


@pytest.fixture
def mesa(base_de_datos: str) -> Mesa:
    return una_mesa(crear_motor(base_de_datos))


def en_el_radar(mesa: Mesa, *debate: str) -> tuple[Identidad, Objeto]:
    """Ana con su cliente, la valoración cerrada y el radar abierto con esas palancas a debate."""
    ana = mesa.entra().identidad
    mesa.salta("mapa")
    faro = mesa.crea(ana, "cliente", tipo="cliente", alias="Faro")
    mesa.salta("valoracion")
    mesa.salta("radar")
    mesa.hacer(agenda.cerrar_fase, quien=mesa.facilita, clave="valoracion")
    mesa.hacer(agenda.fijar_debate, quien=mesa.facilita, palancas=debate)
    return ana, faro


@CASOS
def test_la_primera_ronda_no_cambia_con_la_valoracion_cerrada_y_el_radar_abierto(
    mesa: Mesa, tipo: str, campo: str, valor: object
) -> None:
    ana, faro = en_el_radar(mesa, "P4")

    with pytest.raises(FaseCerrada):
        mesa.guarda(ana, Objeto(tipo, f"{faro.id}:1"), campo, valor)
    mesa.guarda(ana, Objeto(tipo, f"{faro.id}:2"), campo, valor)


def test_el_papel_de_un_cliente_tampoco_se_cambia_desde_el_radar(mesa: Mesa) -> None:
    ana, faro = en_el_radar(mesa)

    with pytest.raises(FaseCerrada):
        mesa.guarda(ana, faro, "papel", "estable")


@CASOS
def test_la_segunda_ronda_no_se_escribe_con_el_radar_cerrado(mesa: Mesa, tipo: str, campo: str, valor: object) -> None:
    ana, faro = en_el_radar(mesa, "P4")
    mesa.hacer(agenda.cerrar_fase, quien=mesa.facilita, clave="radar")
    mesa.hacer(agenda.abrir_fase, quien=mesa.facilita, clave="valoracion")

    with pytest.raises(FaseCerrada):
        mesa.guarda(ana, Objeto(tipo, f"{faro.id}:2"), campo, valor)
    mesa.guarda(ana, Objeto(tipo, f"{faro.id}:1"), campo, valor)


@CASOS
def test_en_la_segunda_ronda_solo_se_valora_lo_que_esta_a_debate(
    mesa: Mesa, tipo: str, campo: str, valor: object
) -> None:
    ana, faro = en_el_radar(mesa, "P7")

    with pytest.raises(ValorNoValido, match="a debate"):
        mesa.guarda(ana, Objeto(tipo, f"{faro.id}:2"), campo, valor)
    yo = ana.participante_id or ""
    assert consultas.valoraciones_de(mesa.motor, mesa.creado.taller_id, yo, faro.id, 2) == {}
