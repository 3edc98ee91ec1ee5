"""La guía de quien facilita nombra los mandos como se llaman en la pantalla."""

from __future__ import annotations

import re

import pytest

from modelo.valores import Identidad, Papel
from tests.paginas.puerta import abrir, mesa_delicada, todo

# Cada mando, y la página en la que se encuentra.
MANDOS = {
    "inicio": ("Empezar un ensayo",),
    "conducir": (
        "Preparar el taller", "Enlaces y QR", "Abrir la proyección", "Empezar", "Avanzar", "Ocultar", "Pantalla neutra",
        "Resultados", "Acciones", "Más", "Parejas y grupos", "Notas", "Duplicar el taller", "Atajos y sonido",
    ),
}  # fmt: skip


@pytest.mark.parametrize("pagina", MANDOS)
def test_los_mandos_que_nombra_la_guia_existen_con_ese_rotulo(base_de_datos: str, pagina: str) -> None:
    mesa = mesa_delicada(base_de_datos)
    guia = todo(abrir("guia"))
    vista = todo(abrir(pagina, mesa.creado.codigo, Identidad(Papel.FACILITA, mesa.creado.sala_id)))

    for mando in MANDOS[pagina]:
        assert f"«{mando}»" in guia
        assert re.search(rf"\b{mando}\b", vista)


def test_desde_la_puerta_se_llega_a_la_guia_sin_haber_entrado(base_de_datos: str) -> None:
    inicio = abrir("inicio")
    next(b for b in inicio.button if b.label == "Guía para facilitar").click()
    inicio._page_hash = ""
    inicio.run()

    assert [t.value for t in inicio.title] == ["Guía para facilitar"]
