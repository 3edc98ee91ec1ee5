"""Las lecturas de lo que cambia y la descarga: dicen lo mismo que la gráfica, con n y coma decimal."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datos import lecturas
from datos.formulas import neutralizar
from datos.lecturas.descarga import csv_de

CAMBIOS = pd.DataFrame(
    [
        ("Red de vínculos", 0.5, 0.1, 0.9, 10, 3.0, 3.5, True),
        ("Canales", -0.75, -1.5, 0.02, 9, 4.0, 3.25, True),
        ("Propósito", 0.04, None, None, 11, 3.96, 4.0, False),
    ],
    columns=["nombre", "diferencia", "inferior", "superior", "n", "antes", "despues", "emparejada"],
).assign(n_antes=12, n_despues=11)
MOMENTOS = ["ago 2026", "nov 2026", "feb 2027"]
EVOLUCION = pd.DataFrame(
    [("Red", m, v, 12) for m, v in zip(MOMENTOS, (3.0, 3.4, 3.9), strict=True)]
    + [("Canales", m, v, n) for m, v, n in zip(MOMENTOS, (4.0, None, 3.5), (12, 0, 9), strict=True)],
    columns=["nombre", "momento", "media", "n"],
)


def test_la_frase_nombra_lo_que_se_distingue_y_cuenta_lo_que_no() -> None:
    frase = lecturas.frase_diferencias(CAMBIOS)

    assert frase == (
        "Se distingue un cambio al 95\u00a0% en Red de vínculos, +0,5 (de +0,10 a +0,90) (n de 9 a 11). "
        "En 2 palancas no se distingue un cambio."
    )


def test_si_nada_se_distingue_lo_dice_con_cuantas_personas() -> None:
    frase = lecturas.frase_diferencias(CAMBIOS[1:])

    assert frase == "No se distingue un cambio con entre 9 y 11 personas en ninguna palanca."


def test_se_dice_donde_no_se_ha_podido_emparejar() -> None:
    juntas, sueltas = CAMBIOS.assign(emparejada=True), CAMBIOS.assign(emparejada=False)

    assert lecturas.como_se_compara(juntas) == "Se compara a cada persona consigo misma."
    assert lecturas.como_se_compara(sueltas).startswith("Se comparan los dos grupos enteros")
    assert lecturas.como_se_compara(CAMBIOS).startswith("En Propósito se comparan los dos grupos enteros")


def test_las_palancas_sin_cambio_se_dicen_juntas_con_las_personas_de_todas() -> None:
    assert lecturas.frase_sin_cambio([("Red", 11), ("Canales", 11)]) == (
        "No se distingue un cambio con 11 personas en Red y Canales."
    )
    assert lecturas.frase_sin_cambio([]) == ""


def test_un_intervalo_que_cruza_el_cero_por_poco_no_se_lee_como_distinguible() -> None:
    tabla = lecturas.tabla_diferencias(CAMBIOS).set_index("Palanca")

    assert tabla.loc["Canales", "Intervalo del 95 %"] == "de −1,50 a +0,02"
    assert tabla.loc["Canales", "Lectura"] == "No se distingue un cambio con 9 personas"
    assert tabla.loc["Red de vínculos", "Lectura"] == "se distingue"


def test_la_tabla_de_cambios_dice_como_se_ha_comparado_cada_palanca() -> None:
    tabla = lecturas.tabla_cambios(CAMBIOS, "ago 2026", "nov 2026")

    assert list(tabla["Cómo"]) == ["mismas personas", "mismas personas", "grupos enteros"]
    assert tabla["ago 2026"][0] == "3,0 (n = 12)"


def test_la_evolucion_nombra_la_que_mas_sube_y_la_que_mas_baja() -> None:
    frase = lecturas.frase_evolucion(EVOLUCION, MOMENTOS)

    assert (
        frase
        == "La que más sube es Red (+0,9); la que más baja, Canales (−0,5), de ago 2026 a feb 2027 (n de hasta 12)."
    )


def test_donde_no_se_puede_ensenar_la_evolucion_dice_sin_dato() -> None:
    assert lecturas.tabla_evolucion(EVOLUCION, MOMENTOS)["nov 2026"][1] == "sin dato"


@pytest.mark.parametrize("leer", [lecturas.frase_diferencias, lambda df: lecturas.frase_evolucion(df, MOMENTOS)])
def test_sin_datos_se_dice(leer) -> None:
    assert leer(pd.DataFrame()).startswith("Aún no hay datos")


@pytest.mark.parametrize("celda", ["=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUMA(A1)", "\t=1", "\r=1", "-", "+=1"])
def test_lo_que_una_hoja_ejecutaria_va_con_apostrofo(celda: str) -> None:
    assert neutralizar(celda) == f"'{celda}"


@pytest.mark.parametrize("celda", ["−0,4", "-3", "+0,3", "-2.5", "+2 Nos defiende", "-1 Con reservas", "Ana", ""])
def test_un_dato_legitimo_queda_igual(celda: str) -> None:
    assert neutralizar(celda) == celda


@given(st.lists(st.lists(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00")), min_size=2,
                         max_size=2), max_size=5))  # fmt: skip
def test_el_csv_devuelve_las_mismas_celdas(filas: list[list[str]]) -> None:
    tabla = pd.DataFrame(filas, columns=["Palanca", "n"], dtype=object)

    texto = csv_de(tabla).decode("utf-8-sig")
    leidas = list(csv.reader(io.StringIO(texto, newline=""), delimiter=";"))

    assert leidas[0] == ["Palanca", "n"]
    assert leidas[1:] == [[neutralizar(celda) for celda in fila] for fila in filas]
