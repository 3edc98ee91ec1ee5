"""En una fase con alias se sabe de quién es cada texto; en una anónima y ante quien revisa, nunca."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from datos import agregados, consultas
from datos.agregados import Filtrado, Pedido
from tests.ensayo import motor, pedir, sembrado, ver

__all__ = ["motor", "sembrado"]

FIRMADOS = {"salida": agregados.frases, "retomar": agregados.frases, "estrategias": agregados.estrategias}


def visto(tipo: str, pedido: Pedido) -> Filtrado:
    dato = FIRMADOS[tipo](pedido)
    assert dato.visible
    return dato


@pytest.mark.parametrize("tipo", FIRMADOS)
def test_en_una_fase_con_alias_cada_texto_lleva_el_de_su_autor(motor: sa.Engine, tipo: str) -> None:
    dato = visto(tipo, pedir(motor, tipo, anonima=False))

    gente = {p.alias for p in consultas.participantes(motor, ver(motor).sala_id)}
    assert set(dato.filas["alias"]) <= gente
    assert len(set(dato.filas["alias"])) == dato.n


@pytest.mark.parametrize("tipo", FIRMADOS)
def test_en_una_fase_anonima_ningun_texto_lleva_alias(motor: sa.Engine, tipo: str) -> None:
    assert "alias" not in visto(tipo, pedir(motor, tipo, anonima=True)).filas


@pytest.mark.parametrize("tipo", FIRMADOS)
def test_quien_revisa_no_ve_ningun_alias_tampoco_en_una_fase_que_los_lleva(motor: sa.Engine, tipo: str) -> None:
    pedido = pedir(motor, tipo, anonima=False)
    pedido = replace(pedido, mirada=replace(pedido.mirada, papel="revisa")).en(pedido.fase)

    dato = FIRMADOS[tipo](pedido)
    assert not dato.espera
    assert "alias" not in dato.filas
