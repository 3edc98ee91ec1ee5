"""Lo de cada cual se descarga y se borra desde su pantalla, y a ninguna persona se la deja a medio camino."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from modelo.casos import agenda, entrada, respuestas
from modelo.casos.asuntos import ASUNTO
from modelo.codigos import nuevo_id
from modelo.errores import ParticipanteExpulsado
from modelo.valores import Objeto
from paginas.comun import caja, privacidad
from tests.paginas.puerta import DELICADO, MesaViva, abrir, mesa_delicada, todo
from tests.paginas.recuerdo import recuerdo
from tests.reglas import RAIZ


@pytest.fixture
def mesa(base_de_datos: str) -> MesaViva:
    return mesa_delicada(base_de_datos)


def test_borrar_lo_mio_pide_confirmacion_y_saca_de_la_sala(mesa: MesaViva) -> None:
    eva = mesa.entra("Eva").identidad
    at = abrir("mio", mesa.creado.codigo, eva)
    assert at.button(key="mio_borrar").disabled
    at.checkbox(key="mio_borrar_seguro").check().run()
    at.button(key="mio_borrar").click().run()

    assert "Hemos borrado todo lo tuyo" in at.success[0].value
    with mesa.motor.connect() as conexion:
        assert conexion.exec_driver_sql("select alias from participante").scalars().all() == ["Anastasia"]


def test_lo_que_se_descarga_es_lo_de_quien_lo_pide_y_deja_de_darse_si_la_retiran(mesa: MesaViva) -> None:
    eva = mesa.entra("Eva").identidad
    mesa.guarda(eva, Objeto("respuesta", "bienvenida"), "palabra", "ganas")

    todo_lo_suyo = json.loads(privacidad._descarga(eva))
    assert todo_lo_suyo["tu"]["alias"] == "Eva"
    assert todo_lo_suyo["talleres"][0]["respuestas"][0]["valor"] == "ganas"
    assert [d for d in DELICADO[2:] if d in json.dumps(todo_lo_suyo)] == []
    mesa.hacer(entrada.expulsar, quien=mesa.facilita, participante_id=eva.participante_id)
    with pytest.raises(ParticipanteExpulsado):
        privacidad._descarga(eva)


def test_expurgar_una_fase_desde_la_consola_pide_confirmacion(mesa: MesaViva) -> None:
    at = abrir("conducir", mesa.creado.codigo, mesa.facilita)
    at.selectbox(key="expurgo_fase").select("bienvenida").run()
    assert at.button(key="expurgo_borrar").disabled
    at.checkbox(key="expurgo_seguro_bienvenida").check().run()
    at.button(key="expurgo_borrar").click().run()

    assert not at.exception
    assert "se han borrado" in at.success[0].value
    with mesa.motor.connect() as conexion:
        assert conexion.exec_driver_sql("select count(*) from respuesta").scalar() == 0


def test_si_un_aviso_corta_el_dibujo_antes_de_cambiar_de_pagina_el_siguiente_acaba_de_llevar(mesa: MesaViva) -> None:
    at = AppTest.from_file(RAIZ / "paginas" / "marco.py", default_timeout=60)
    at.run()
    recuerdo(at).update(destino=json.dumps(["inicio", ""]), noticia_arriba=("Hemos borrado todo lo tuyo.", 0.0))
    at.query_params["sala"] = mesa.creado.codigo
    at.switch_page("mio.py").run()

    assert at.success[0].value == "Hemos borrado todo lo tuyo."
    assert "Aquí hace falta entrar" not in todo(at)


def test_lo_que_fallo_se_dice_hasta_que_un_dibujo_llega_al_final(mesa: MesaViva) -> None:
    at = abrir("mio", mesa.creado.codigo, mesa.entra("Eva").identidad)
    recuerdo(at)["aviso"] = ("No se ha podido guardar.", True)  # lo dijo un dibujo que no llegó a acabar
    at.run()
    assert at.error[0].value == "No se ha podido guardar."

    at.run()
    assert not at.error


def test_tras_borrar_nada_puede_cortar_el_gesto_antes_de_decirlo(
    mesa: MesaViva, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = abrir("mio", mesa.creado.codigo, mesa.entra("Eva").identidad)
    at.checkbox(key="mio_borrar_seguro").check().run()
    borrar = privacidad.borrar

    def y_llega_un_redibujo(*args: Any, **kw: Any) -> None:
        borrar(*args, **kw)
        # A partir de aquí, pedir algo a la plataforma cortaría el gesto.
        monkeypatch.setattr(caja, "_de_la_plataforma", lambda: pytest.fail("el gesto se corta a medias"))

    monkeypatch.setattr(privacidad, "borrar", y_llega_un_redibujo)
    at.button(key="mio_borrar").click().run()

    assert "Hemos borrado todo lo tuyo" in at.success[0].value


def test_lo_tecleado_con_la_fase_cerrada_se_lee_en_lo_mio_y_solo_ahi(mesa: MesaViva) -> None:
    eva, otra = mesa.entra("Eva").identidad, mesa.entra("Otra").identidad
    antes = todo(abrir("mio", mesa.creado.codigo, eva))
    mesa.hacer(agenda.cerrar_fase, quien=mesa.facilita, clave="bienvenida")
    for objeto, campo, dicho in (
        (Objeto("respuesta", "bienvenida"), "palabra", "*a medio decir*"),
        (Objeto("respuesta", "bienvenida"), "energia", "4"),
        (Objeto(ASUNTO, nuevo_id()), "texto", "sin mandar"),
    ):
        mesa.hacer(respuestas.guardar_borrador, quien=eva, objeto=objeto, campo=campo, valor=dicho)
    suyo = todo(abrir("mio", mesa.creado.codigo, eva))

    assert "Escrito y sin entrar" not in antes
    assert "**Cómo llegué:** *a medio decir*" in suyo
    assert "**Aparcamiento:** sin mandar" in suyo
    assert "Mi energía" not in suyo
    assert "a medio decir" not in todo(abrir("mio", mesa.creado.codigo, otra))


def test_el_calendario_se_ofrece_cuando_algun_compromiso_tiene_fecha(mesa: MesaViva) -> None:
    eva = mesa.entra("Eva").identidad
    mesa.hacer(agenda.saltar, quien=mesa.facilita, clave="plan")
    rotulo = "Mis compromisos en el calendario"
    sin_plan = abrir("mio", mesa.creado.codigo, eva)
    compromiso = mesa.crea(eva, "compromiso", accion="llamaré yo")
    sin_fecha = abrir("mio", mesa.creado.codigo, eva)
    mesa.guarda(eva, compromiso, "antes_de", (mesa.reloj.ahora.date() + timedelta(days=9)).isoformat())
    con_fecha = abrir("mio", mesa.creado.codigo, eva)

    descargas = [[d.proto.label for d in at.get("download_button")] for at in (sin_plan, sin_fecha, con_fecha)]
    assert [rotulo in rotulos for rotulos in descargas] == [False, False, True]
    assert ["Pon fecha a un compromiso" in todo(at) for at in (sin_plan, sin_fecha, con_fecha)] == [False, True, False]
