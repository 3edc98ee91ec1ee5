"""Lo que cierra una sesión deja copia sin que nadie la pida, y quien facilita puede pedir una con nombre."""

from __future__ import annotations

from pathlib import Path

import pytest

from datos import consultas, copias
from datos.archivo import archivo_de
from datos.motor import crear_motor
from modelo.casos import agenda
from modelo.casos.copia import punto_de_control
from modelo.errores import SinPermiso, ValorNoValido
from modelo.valores import CopiaPedida
from paginas.comun.ejecucion import ejecutar
from tests.fabricas import Mesa, una_mesa


@pytest.fixture
def mesa(base_de_datos: str) -> Mesa:
    return una_mesa(crear_motor(base_de_datos))


def en_disco(base_de_datos: str) -> list[str]:
    archivo = archivo_de(base_de_datos)
    assert isinstance(archivo, Path)
    assert copias.esperar()
    return [copia.nombre for copia in copias.lista(archivo)]


def test_pasar_a_la_segunda_sesion_pide_copia_y_moverse_dentro_de_una_no(mesa: Mesa) -> None:
    pedidas = {}
    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    for fase in visto.fases[1:]:
        pedidas[fase.clave] = mesa.hacer(agenda.avanzar, quien=mesa.facilita)
    primera_de_la_segunda = next(f.clave for f in visto.fases if f.sesion == 2)

    assert {clave: p for clave, p in pedidas.items() if p} == {primera_de_la_segunda: CopiaPedida("fin de la sesión 1")}


def test_volver_y_repetir_un_clic_atrasado_no_piden_copia(mesa: Mesa) -> None:
    mesa.salta("retomar")

    assert mesa.hacer(agenda.avanzar, quien=mesa.facilita, desde="salida") is None
    assert mesa.hacer(agenda.volver, quien=mesa.facilita) is None


def test_saltar_a_la_otra_sesion_y_terminar_tambien_la_piden_y_una_sola_vez(mesa: Mesa) -> None:
    assert mesa.hacer(agenda.saltar, quien=mesa.facilita, clave="radar") == CopiaPedida("fin de la sesión 1")
    assert mesa.hacer(agenda.terminar, quien=mesa.facilita) == CopiaPedida("taller terminado")
    assert mesa.hacer(agenda.terminar, quien=mesa.facilita) is None


@pytest.mark.archivo
def test_la_aplicacion_hace_las_copias_que_los_casos_piden(mesa: Mesa, base_de_datos: str) -> None:
    comun = {"quien": mesa.facilita, "ahora": mesa.reloj.ahora}

    ejecutar(mesa.motor, agenda.saltar, clave="mapa", **comun)
    ejecutar(mesa.motor, agenda.saltar, clave="radar", **comun)
    ejecutar(mesa.motor, punto_de_control, nombre="Antes  del debate", **comun)
    ejecutar(mesa.motor, agenda.terminar, **comun)

    assert sorted(en_disco(base_de_datos)) == ["antes del debate", "fin de la sesion 1", "taller terminado"]
    assert consultas.traza(mesa.motor, mesa.creado.taller_id)[-2].detalle == "Antes del debate"


@pytest.mark.archivo
def test_un_caso_que_no_se_confirma_no_deja_copia(mesa: Mesa, base_de_datos: str) -> None:
    ana = mesa.entra().identidad

    with pytest.raises(SinPermiso):
        ejecutar(mesa.motor, agenda.terminar, quien=ana, ahora=mesa.reloj.ahora)
    with pytest.raises(SinPermiso):
        ejecutar(mesa.motor, punto_de_control, quien=ana, nombre="x", ahora=mesa.reloj.ahora)
    with pytest.raises(ValorNoValido):
        ejecutar(mesa.motor, punto_de_control, quien=mesa.facilita, nombre="  ", ahora=mesa.reloj.ahora)

    assert en_disco(base_de_datos) == []
