"""Lo añadido y dejado en blanco no se lee ni se imprime como si dijera algo."""

from __future__ import annotations

import pytest

from modelo.casos import privado
from tests.paginas.pantalla import una_mesa_viva
from tests.paginas.puerta import abrir, todo


@pytest.mark.parametrize("pagina", ["mio", "seguimiento"])
def test_un_compromiso_en_blanco_no_sale_entre_los_propios(base_de_datos: str, pagina: str) -> None:
    mesa = una_mesa_viva(base_de_datos)
    ana = mesa.entra("Ana").identidad
    mesa.salta("plan")
    blanco = mesa.crea(ana, "compromiso")
    antes = todo(abrir(pagina, mesa.creado.codigo, ana))
    mesa.guarda(ana, blanco, "accion", "llamar sin motivo")
    despues = todo(abrir(pagina, mesa.creado.codigo, ana))

    assert "entonces haré" not in antes
    assert "llamar sin motivo" in despues


def test_un_compromiso_con_solo_la_nota_sigue_entre_los_propios(base_de_datos: str) -> None:
    """Al borrarse los textos de una fase, la nota del seguimiento se queda."""
    mesa = una_mesa_viva(base_de_datos)
    ana = mesa.entra("Ana").identidad
    mesa.salta("plan")
    suyo = mesa.crea(ana, "compromiso", accion="llamar sin motivo")
    mesa.guarda(ana, suyo, "nota", "lo intenté dos veces")
    mesa.hacer(privado.expurgar_fase, quien=mesa.facilita, clave="plan")
    visto = todo(abrir("mio", mesa.creado.codigo, ana))

    assert "llamar sin motivo" not in visto
    assert "entonces haré" in visto
