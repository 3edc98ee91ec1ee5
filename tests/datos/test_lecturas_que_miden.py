"""Cada frase dice qué mide y de cuántas personas, y lo que no da para una gráfica se queda en una frase."""

import pandas as pd
import pytest

from datos import lecturas
from tests.paginas import datos_de_graficas as datos


@pytest.mark.parametrize(("valores", "oculto"), [((None, 0), True), ((None, 5), False), ((0, 0), False)])
def test_solo_ceros_y_ocultos_no_dan_para_una_grafica(valores: tuple[int | None, ...], oculto: bool) -> None:
    assert lecturas.todo_oculto(pd.DataFrame({"rotulo": ["a", "b"], "n": valores})) is oculto


def test_el_contraste_dice_las_personas_de_su_palanca_y_las_que_hay_en_las_demas() -> None:
    df = datos.contrastes()[datos.contrastes()["diferencia"].notna()].assign(n=[9, 10])

    frase = lecturas.frase_estable_perdido(df)

    assert "a favor del cliente estable (n = 10); " in frase
    assert frase.endswith("Se distingue en 1 de 2 palancas, con n de 9 a 10 según la palanca.")


def test_por_que_se_mide_lo_mas_alto_y_lo_mas_bajo_va_delante_si_se_dice() -> None:
    frase = lecturas.frase_radar({"Media del grupo": [4.0, 3.0]}, datos.NOMBRES[:2], n=7, medida="la media")

    assert frase.startswith("Por la media, lo más alto: Propósito compartido (4,0); lo más bajo: ")
