"""Cuántas veces se pregunta a la base por dibujo: un número fijo, que no crece con la sala ni con lo escrito."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from modelo.valores import Identidad, Objeto
from paginas.comun import tablon
from tests.fabricas import Mesa
from tests.paginas.recuerdo import ya_entro

MARCO = Path(__file__).resolve().parents[2] / "paginas" / "marco.py"
# Lo de la persona, en una sola lectura.
DE_PARTICIPAR = 2

Contador = Callable[[Callable[[], Any]], int]


@pytest.fixture
def consultas_de(mesa: Mesa) -> Contador:
    """Cuenta las consultas que hace algo."""

    def contar(hacer: Callable[[], Any]) -> int:
        ordenes: list[str] = []

        def apuntar(_c: Any, _cursor: Any, orden: str, *_resto: Any) -> None:
            ordenes.append(orden)

        event.listen(mesa.motor, "before_cursor_execute", apuntar)
        hacer()
        event.remove(mesa.motor, "before_cursor_execute", apuntar)
        return len([orden for orden in ordenes if orden.startswith("SELECT")])

    return contar


def abrir(mesa: Mesa, quien: Identidad) -> AppTest:
    pagina = AppTest.from_file(str(MARCO), default_timeout=30)
    codigo = mesa.creado.codigo
    ya_entro(pagina, codigo, quien)
    pagina.query_params["sala"] = codigo
    pagina.run()
    pagina.switch_page("participar.py").run()
    assert not pagina.exception
    assert "Listo" in [boton.label for boton in pagina.button]
    return pagina


def _valora(mesa: Mesa, quien: Identidad, cuantos: int) -> None:
    mesa.salta("mapa")
    clientes = [mesa.crea(quien, "cliente", alias=f"Cliente {n}", tipo="cliente") for n in range(cuantos)]
    mesa.salta("valoracion")
    for cliente in clientes:
        mesa.guarda(quien, Objeto("valoracion", f"{cliente.id}:1"), "P1a", 4)


def test_dibujar_la_pagina_cuesta_lo_mismo_con_la_sala_llena(
    mesa: Mesa, consultas_de: Contador, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Lo que se escribe desde aquí es de otro proceso: que se relea cuando toca y no a mitad de la cuenta.
    monkeypatch.setattr(tablon, "RELEER_CADA", 3600.0)
    sola = mesa.entra("Ana").identidad
    _valora(mesa, sola, 1)
    pagina = abrir(mesa, sola)
    assert consultas_de(pagina.run) <= DE_PARTICIPAR + 1

    for numero in range(6):
        _valora(mesa, mesa.entra(f"Persona {numero}").identidad, 5)
    _valora(mesa, sola, 5)
    tablon.olvidar_sala(mesa.creado.codigo)
    pagina.run()

    assert consultas_de(pagina.run) <= DE_PARTICIPAR + 1


def test_un_pulso_sin_cambios_no_pregunta_nada(
    mesa: Mesa, consultas_de: Contador, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tablon, "reloj", lambda: 5000.0)
    codigo = mesa.creado.codigo
    tablon.leer(codigo, mesa.motor)

    assert consultas_de(lambda: [tablon.leer(codigo, mesa.motor) for _ in range(300)]) == 0


def test_la_pagina_lleva_una_sola_pieza_propia(mesa: Mesa) -> None:
    pagina = abrir(mesa, mesa.entra("Ana").identidad)

    assert len(pagina.get("bidi_component")) == 1


def test_el_campo_de_aparcar_esta_aunque_nadie_lo_abra_y_sin_red_se_puede_escribir_en_el(mesa: Mesa) -> None:
    pagina = abrir(mesa, mesa.entra("Ana").identidad)

    assert "¿Qué dejamos para el cierre?" in [campo.label for campo in pagina.text_area]
