"""Las frases que leen recuentos con partes ocultas."""

import pandas as pd

from datos import lecturas


def test_el_reparto_cuenta_tambien_las_partes_ocultas_y_lo_dice() -> None:
    df = pd.DataFrame([("Objetivo", 0.5, 28), ("Relación", None, None)], columns=["rotulo", "parte", "n"])

    assert lecturas.frase_reparto(df, n=12, umbral=6) == (
        "De 56 respuestas de 12 personas (n = 12): Objetivo 50\u00a0%. "
        "Oculto: grupos de menos de 6 o que permitirían deducirlos."
    )


def test_lo_completo_se_lee_por_lo_que_falta() -> None:
    df = pd.DataFrame([("Mapa", 12), ("Histórico", 9), ("Entorno", None)], columns=["rotulo", "n"])

    assert lecturas.frase_completo(df, n=12).startswith(
        "Lo más completo: Mapa (12 de 12). Lo que más falta: Histórico (9 de 12) (n = 12). Oculto"
    )
    assert "las mismas: 9 de 12" in lecturas.frase_completo(df[1:2], n=12)


def test_lo_que_no_se_detalla_va_al_final_y_no_empata_con_nadie() -> None:
    df = pd.DataFrame({"rotulo": ["Propietario/a", "En la frontera", "Otros"], "n": [3, 4, 5]})

    assert lecturas.frase_cuadrantes(df, n=12) == (
        "De 12 personas (n = 12): 4 en la frontera y 3 en Propietario/a. "
        "Las otras 5 no se detallan: por separado señalarían a alguien."
    )
