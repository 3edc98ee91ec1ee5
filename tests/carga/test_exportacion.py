"""Los bancos de exportación y de resultados repiten al grupo y lo recorren entero. Aquí no se comprueban tiempos."""

from __future__ import annotations

from pathlib import Path

from datos import consultas, exportacion
from datos.motor import preparar
from tests.carga import exportacion as banco
from tests.carga import resultados


def test_el_banco_repite_al_grupo_entero_y_lo_exporta(tmp_path: Path) -> None:
    motor = preparar(f"sqlite:///{tmp_path / 'grande.db'}")
    pedido = banco.pedir(motor, banco.sembrar(motor, 20))

    assert len(consultas.participantes(motor, pedido.taller.sala_id)) == 24
    assert exportacion.informe_de_grupo(pedido).personas == 24
    assert banco._medida("json", lambda: exportacion.generar("json", pedido)).tamano > 1000
    motor.dispose()


def test_el_banco_de_resultados_abre_la_pagina_y_todas_sus_secciones(base_de_datos: str) -> None:
    medidas = resultados.medir(base_de_datos, 12)

    assert {resultados.ABRIR, "Palancas", "Histórico", "Aportaciones", "Cierre"} <= set(medidas)
    assert all(reloj > 0 for _, reloj in medidas.values())
