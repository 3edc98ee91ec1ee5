"""Título, organización y umbral: se guardan al salir de cada campo, y cada uno responde de lo suyo."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from datos import consultas
from datos.unidad import UnidadDeTrabajo
from modelo.casos import preparar
from modelo.valores import Objeto, TallerVisto
from tests.paginas.pantalla import MesaViva, una_mesa_viva
from tests.paginas.puerta import abrir


@pytest.fixture
def mesa(base_de_datos: str) -> MesaViva:
    return una_mesa_viva(base_de_datos)


@pytest.fixture
def at(mesa: MesaViva) -> AppTest:
    return en_los_datos(mesa)


def en_los_datos(mesa: MesaViva) -> AppTest:
    """La página de preparar, en los datos del taller."""
    at = abrir("preparar", mesa.creado.codigo, mesa.facilita)
    at.session_state["preparar_parte"] = "Datos del taller"
    at.run()
    return at


def ver(mesa: MesaViva) -> TallerVisto:
    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    return visto


def test_los_datos_del_taller_se_guardan_al_salir_del_campo(mesa: MesaViva, at: AppTest) -> None:
    at.text_input(key="preparar_taller_titulo").set_value("Otro título").run()
    at.number_input(key="preparar_taller_umbral").set_value(4).run()

    assert (ver(mesa).titulo, ver(mesa).umbral) == ("Otro título", 4)


def test_un_dato_no_pisa_los_que_ha_cambiado_otro_proceso(mesa: MesaViva, at: AppTest) -> None:
    with UnidadDeTrabajo(mesa.motor) as unidad:
        de_otra = {"titulo": "El de la otra consola", "organizacion": "Ventas"}
        preparar.editar_taller(unidad, quien=mesa.facilita, ahora=mesa.reloj.ahora, **de_otra)
        unidad.confirmar()
    at.number_input(key="preparar_taller_umbral").set_value(3).run()

    assert (ver(mesa).titulo, ver(mesa).organizacion, ver(mesa).umbral) == ("El de la otra consola", "Ventas", 3)


def test_los_campos_ensenan_lo_que_ha_cambiado_otra_consola(mesa: MesaViva, at: AppTest) -> None:
    mesa.hacer(preparar.editar_taller, quien=mesa.facilita, titulo="El de la otra consola", umbral=4)
    at.run()

    assert at.text_input(key="preparar_taller_titulo").value == "El de la otra consola"
    assert at.number_input(key="preparar_taller_umbral").value == 4


def test_si_la_primera_respuesta_llega_al_bajar_el_umbral_el_motivo_se_va_cuando_el_campo_vuelve_a_lo_guardado(
    mesa: MesaViva, at: AppTest
) -> None:
    mesa.guarda(mesa.entra().identidad, Objeto("respuesta", "bienvenida"), "palabra", "curiosa")
    at.number_input(key="preparar_taller_umbral").set_value(3).run()
    at.run()

    assert (at.number_input(key="preparar_taller_umbral").value, ver(mesa).umbral) == (5, 5)
    assert [e.value for e in at.error] == []


def test_con_respuestas_el_umbral_se_sube_con_un_boton_que_avisa_y_no_se_baja(mesa: MesaViva) -> None:
    ana = mesa.entra().identidad
    mesa.guarda(ana, Objeto("respuesta", "bienvenida"), "palabra", "curiosa")
    at = en_los_datos(mesa)
    campo = at.number_input(key="preparar_taller_umbral")
    campo.set_value(6).run()
    sin_pulsar, dicho = ver(mesa).umbral, [c.value for c in at.caption]
    at.button(key="preparar_taller_umbral_subir").click().run()

    assert campo.min == 5
    assert sin_pulsar == 5
    assert "Ya hay respuestas: una vez subido, no se puede bajar." in dicho
    assert ver(mesa).umbral == 6
    assert at.number_input(key="preparar_taller_umbral").min == 6


def test_lo_que_no_vale_lo_dice_junto_a_su_campo_y_deja_lo_de_antes(mesa: MesaViva, at: AppTest) -> None:
    antes = ver(mesa).titulo
    at.text_input(key="preparar_taller_titulo").set_value("").run()
    at.run()
    dicho = [e.value for e in at.error]
    sigue = ver(mesa).titulo
    at.text_input(key="preparar_taller_titulo").set_value("Otro").run()

    assert len(dicho) == 1
    assert dicho[0].startswith("No se ha guardado: ")
    assert sigue == antes
    assert not at.error
    assert ver(mesa).titulo == "Otro"


def test_un_redibujo_no_pone_otra_vez_lo_guardado_y_no_borra_lo_que_se_teclea(at: AppTest) -> None:
    at.run()

    assert not at.text_input(key="preparar_taller_titulo").proto.set_value
    assert not at.number_input(key="preparar_taller_umbral").proto.set_value
