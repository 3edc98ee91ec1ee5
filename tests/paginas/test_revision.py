"""Revisar: el enlace que deja de valer lo dice, y los comentarios se cuentan, se corrigen de una vez y se confirman."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from datos import comentarios
from modelo.casos import revision
from modelo.codigos import huella, nuevo_id
from modelo.valores import Identidad, Papel
from tests.paginas.puerta import DELICADO, MesaViva, abrir, mesa_delicada, todo


@pytest.fixture
def mesa(base_de_datos: str) -> MesaViva:
    return mesa_delicada(base_de_datos)


def _revisa(mesa: MesaViva) -> Identidad:
    enlace = str(mesa.hacer(revision.crear_enlace, quien=mesa.facilita, rotulo="Equipo", dias=7))
    return Identidad(Papel.REVISA, mesa.creado.sala_id, None, huella(enlace))


def _comenta(mesa: MesaViva, texto: str, *, oculto: bool = False) -> None:
    id = nuevo_id()
    mesa.hacer(revision.comentar, quien=mesa.facilita, id=id, palanca="", alias="Lía", texto=texto)
    if oculto:
        mesa.hacer(revision.ocultar_comentario, quien=mesa.facilita, id=id, oculto=True)


def _en_comentarios(mesa: MesaViva, quien: Identidad) -> AppTest:
    at = abrir("revisar", mesa.creado.codigo, quien)
    at.session_state["revisar_parte"] = "comentarios"
    at.run()
    assert not at.exception
    return at


def test_al_cortar_el_enlace_se_dice_y_se_devuelve_el_comentario_a_medias(mesa: MesaViva) -> None:
    quien = _revisa(mesa)
    at = _en_comentarios(mesa, quien)
    at.text_area[0].set_value("Lo que iba a decir").run()
    mesa.hacer(revision.revocar_enlace, quien=mesa.facilita, huella=quien.huella)
    at.run()

    assert "Este enlace de revisión se ha cortado. Pide otro a quien facilita." in todo(at)
    assert "Lo que iba a decir" in todo(at)
    assert "Entrar en la sala" not in [b.label for b in at.button]
    assert [d for d in DELICADO if d in todo(at)] == []


def test_un_enlace_cortado_no_cierra_la_pagina_a_quien_ademas_facilita(mesa: MesaViva) -> None:
    quien = _revisa(mesa)
    mesa.hacer(revision.revocar_enlace, quien=mesa.facilita, huella=quien.huella)
    at = abrir("revisar", mesa.creado.codigo, quien, mesa.facilita)

    assert "se ha cortado" not in todo(at)
    assert "Crear enlace de revisión" in [b.label for b in at.button]


def test_lo_que_falta_en_un_comentario_se_dice_todo_a_la_vez(mesa: MesaViva) -> None:
    at = _en_comentarios(mesa, _revisa(mesa))
    at.button(key="comentar_boton").click().run()

    assert [e.value for e in at.error] == ["Escribe tu comentario.", "Falta la firma: un nombre o un alias."]


def test_al_dejar_un_comentario_se_confirma_y_los_campos_quedan_vacios(mesa: MesaViva) -> None:
    at = _en_comentarios(mesa, _revisa(mesa))
    at.text_area[0].set_value("Buen plan")
    at.text_input[0].set_value("Lía")
    at.button(key="comentar_boton").click().run()

    assert not at.error
    assert "Comentario enviado." in [s.value for s in at.success]
    assert (at.text_area[0].value, at.text_input[0].value) == ("", "")
    assert "En general" in [h.value for h in at.header]


def test_quien_facilita_ve_cuantos_comentarios_hay_y_quien_revisa_solo_cuenta_los_que_lee(mesa: MesaViva) -> None:
    revisa = _revisa(mesa)
    assert "Revisión" in [b.label for b in abrir("resultados", mesa.creado.codigo, mesa.facilita).button]
    _comenta(mesa, "Uno")
    _comenta(mesa, "Otro", oculto=True)

    assert "Revisión (2)" in [b.label for b in abrir("resultados", mesa.creado.codigo, mesa.facilita).button]
    assert "Comentarios (2)" in abrir("revisar", mesa.creado.codigo, mesa.facilita).button_group[0].options
    assert "Comentarios (1)" in abrir("revisar", mesa.creado.codigo, revisa).button_group[0].options


def test_a_quien_participa_no_se_le_cuentan_los_comentarios(mesa: MesaViva, monkeypatch: pytest.MonkeyPatch) -> None:
    def prohibido(*_datos: object, **_mas: object) -> int:
        raise AssertionError("se han contado los comentarios")

    monkeypatch.setattr(comentarios, "cuantos", prohibido)
    abrir("resultados", mesa.creado.codigo, mesa.entra("Eva").identidad)
