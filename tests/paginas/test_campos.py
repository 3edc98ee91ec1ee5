"""Lo que se escribe en un campo se guarda o se queda en él, con el motivo al lado."""

from __future__ import annotations

import time
from typing import Any

import pytest
import streamlit as st

from datos import consultas
from modelo.casos import agenda, respuestas
from modelo.errores import BaseOcupada
from modelo.valores import Objeto
from paginas.comun import formularios, guardado, pendientes, sesion
from tests import averias
from tests.fabricas import Mesa
from tests.paginas.aparato import Pantalla, en, hacer


def test_una_fecha_imposible_sigue_en_su_campo_con_el_motivo_al_lado_hasta_que_vale(mesa: Mesa) -> None:
    pantalla, ana = en(mesa, "mapa")
    pantalla.pulsa("Añadir cliente").escribe("Desde cuándo", "13/2099")

    assert pantalla.campo("Desde cuándo").value == "13/2099"
    assert pantalla.errores() == ["No se ha guardado: esa fecha no existe; escribe mes y año, como 03/2024."]
    assert Pantalla(mesa, "participar", ana).campo("Desde cuándo").value == "13/2099"
    assert pantalla.escribe("Desde cuándo", "marzo de 2024").errores() == []
    (cliente,) = consultas.clientes_de(mesa.motor, ana.identidad.participante_id or "")
    assert cliente.desde == "2024-03"


def test_un_numero_fuera_de_rango_sigue_en_su_campo_y_un_toque_lo_cambia(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("mapa")
    mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Faro")
    pantalla, _ = en(mesa, "historico", ana)
    pantalla.escribe("Antes de escribir hitos", 999)

    assert pantalla.campo("Antes de escribir hitos").value == 999
    assert pantalla.errores() == ["No se ha guardado: tiene que estar entre 0 y 100."]
    assert not [b for b in pantalla.at.button if b.label == "Añadir hito"]
    next(g for g in pantalla.at.button_group if g.label == "Elige de diez en diez").set_value(70)
    pantalla.mira()
    assert (pantalla.campo("Antes de escribir hitos").value, pantalla.errores()) == (70, [])
    assert [b for b in pantalla.at.button if b.label == "Añadir hito"]


def test_un_numero_que_no_vale_vuelve_a_su_campo_al_abrir_la_pagina_otra_vez(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("mapa")
    mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Faro")
    en(mesa, "historico", ana)[0].escribe("Antes de escribir hitos", 999)

    otra = Pantalla(mesa, "participar", ana)

    assert otra.campo("Antes de escribir hitos").value == 999
    assert otra.errores() == ["Esto aún no está guardado: revísalo."]
    assert otra.escribe("Antes de escribir hitos", 99).errores() == []


@pytest.mark.parametrize("averia", [averias.ocupada, averias.solo_lectura])
def test_lo_elegido_con_la_base_averiada_se_repite_solo_cuando_vuelve(mesa: Mesa, averia: Any) -> None:
    pantalla, ana = en(mesa, "bienvenida")
    elegir = next(g for g in pantalla.at.button_group if g.label.startswith("¿Con cuánta energía"))
    with averia(mesa.motor):
        elegir.set_value(4)
        pantalla.mira()
        assert pantalla.errores()
    suyo = (mesa.motor, mesa.creado.taller_id, ana.identidad.participante_id or "", "bienvenida")
    assert consultas.respuestas_de(*suyo) == {}
    time.sleep(pendientes.ENTRE_INTENTOS)

    pantalla.mira()

    assert consultas.respuestas_de(*suyo) == {"energia": 4}
    assert pantalla.errores() == []
    elegir = next(g for g in pantalla.at.button_group if g.label.startswith("¿Con cuánta energía"))
    elegir.set_value(2)
    pantalla.mira()
    assert consultas.respuestas_de(*suyo) == {"energia": 2}


def test_lo_que_se_repite_no_se_guarda_como_de_otra_persona(mesa: Mesa, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, eva = mesa.entra("Ana").identidad, mesa.entra("Eva").identidad
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(pendientes, "ENTRE_INTENTOS", 0.0)
    pendientes.dejar(ana, "energia", Objeto("respuesta", "bienvenida"), "energia", 5)

    assert not pendientes.repetir(eva)
    assert pendientes.repetir(ana)
    yo = (ana.participante_id or "", "bienvenida")
    assert consultas.respuestas_de(mesa.motor, mesa.creado.taller_id, *yo) == {"energia": 5}
    assert not pendientes.repetir(ana)


def test_mientras_se_repite_no_se_repite_otra_vez_y_lo_que_se_cambia_entretanto_manda(
    mesa: Mesa, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, energia = mesa.entra("Ana").identidad, Objeto("respuesta", "bienvenida")
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(pendientes, "ENTRE_INTENTOS", 0.0)
    pendientes.dejar(ana, "energia", energia, "energia", 5)
    intentos: list[int] = []

    def ocupada(*_: Any, valor: int, **__: Any) -> None:
        intentos.append(valor)
        assert not pendientes.repetir(ana)
        # Mientras la base no contesta se elige otra cosa, que sí entra.
        pendientes.quitar("energia")
        raise BaseOcupada

    monkeypatch.setattr(pendientes.contexto, "ejecutar", ocupada)
    pendientes.repetir(ana)

    assert intentos == [5]
    assert not pendientes.hay(ana.participante_id)


def test_la_tarjeta_abierta_no_se_cierra_ni_cambia_de_sitio_al_escribir(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("historico")
    faro = mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Faro", intuicion=50)
    for mes in ("2022-01", "2024-01"):
        mesa.crea(ana.identidad, "hito", padre=faro.id, fecha=mes, valencia=1, que_paso=mes, ambito="ambos")
    pantalla, _ = en(mesa, "historico", ana)

    def titulos() -> list[str]:
        return [b.label.split("**")[1] for b in pantalla.at.button if (b.key or "").startswith("abrir_")]

    pantalla.pulsa("Añadir hito").escribe("Qué pasó", "Nos conocimos").escribe("Cuándo", "05/2020")
    assert titulos() == ["01/2022 · 2022-01", "01/2024 · 2024-01", "05/2020 · Nos conocimos"]
    assert pantalla.campo("Qué pasó").value == "Nos conocimos"
    pantalla.pulsa("Nos conocimos")
    assert titulos()[0] == "05/2020 · Nos conocimos"


def test_lo_que_llego_con_la_fase_cerrada_vuelve_a_su_campo_y_al_reabrir_queda_guardado(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    donde = Objeto("respuesta", "bienvenida")
    hacer(mesa, agenda.cerrar_fase, quien=mesa.facilita, clave="bienvenida")
    mesa.hacer(respuestas.guardar_borrador, quien=ana.identidad, objeto=donde, campo="palabra", valor="a medias")
    pantalla = Pantalla(mesa, "participar", ana)
    campo = pantalla.campo("¿Con qué palabra llegas?")
    assert (campo.value, campo.disabled) == ("a medias", True)
    hacer(mesa, agenda.abrir_fase, quien=mesa.facilita, clave="bienvenida")
    pantalla.mira()

    campo = pantalla.campo("¿Con qué palabra llegas?")
    assert (campo.value, campo.disabled, pantalla.errores()) == ("a medias", False, [])
    yo = ana.identidad.participante_id or ""
    assert consultas.respuestas_de(mesa.motor, mesa.creado.taller_id, yo, "bienvenida") == {"palabra": "a medias"}


def test_lo_que_el_navegador_repite_no_pisa_lo_que_se_guardo_desde_otro_aparato(
    mesa: Mesa, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, donde = mesa.entra("Ana").identidad, Objeto("respuesta", "bienvenida")
    clave = formularios.clave_de(donde, "energia", 1)
    monkeypatch.setattr(st, "session_state", {clave: 4})
    sesion.anotar_visto(clave, 4)
    mesa.guarda(ana, donde, "energia", 2)
    suyo = (mesa.motor, mesa.creado.taller_id, ana.participante_id or "", "bienvenida")
    guardado.al_cambiar(ana, donde, "energia", clave, lambda v: v)
    assert consultas.respuestas_de(*suyo) == {"energia": 2}
    st.session_state[clave] = 5
    guardado.al_cambiar(ana, donde, "energia", clave, lambda v: v)

    assert consultas.respuestas_de(*suyo) == {"energia": 5}
