"""Cómo se escriben los números y las enumeraciones que se leen."""

import pandas as pd
import pytest

from datos.lecturas import formato


@pytest.mark.parametrize(
    ("valor", "escrito"),
    [
        (3.5, "3,5"),
        (-0.04, "0,0"),
        (-1.25, "−1,3"),
        (None, "sin dato"),
        (float("nan"), "sin dato"),
        (pd.NA, "sin dato"),
    ],
)
def test_los_numeros_se_escriben_en_espanol(valor: float | None, escrito: str) -> None:
    assert formato.decimal(valor) == escrito


def test_las_enumeraciones_cambian_la_y_ante_i() -> None:
    assert formato.enumerar(["norte", "Interior"]) == "norte e Interior"
    assert formato.enumerar(["agua", "hielo"]) == "agua y hielo"
    assert formato.enumerar(["a", "b", "c"]) == "a, b y c"


def test_lo_que_se_cuenta_dice_de_cuantas_personas_sale() -> None:
    assert formato.de_personas(56, "interacción", "interacciones", 12) == "56 interacciones de 12 personas (n = 12)"
    assert formato.de_personas(1, "cliente", None, 1) == "1 cliente de 1 persona (n = 1)"
