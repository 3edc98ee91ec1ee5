"""Abrir lo que suba quien facilita: cualquier CSV, cualquier Excel y lo que no lo es."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datos.importacion import archivo
from datos.importacion.archivo import FILAS, Hoja, Ilegible, leer, letra
from modelo.errores import ArchivoNoValido
from tests.datos.importacion.apoyo import en_csv, en_excel

TABLA = [["Persona", "Cliente", "Qué hago"], ["Begoña", "Peñón; el viejo", "di «sí», ayer"], ["Íñigo", "", "a\nb"]]


def filas(datos: bytes, nombre: str = "lista.csv") -> list[list[object]]:
    (hoja,) = leer(datos, nombre)
    return [list(f) for f in hoja.filas]


@pytest.mark.parametrize("separador", [";", ",", "\t", "|"])
@pytest.mark.parametrize("codigo", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
def test_el_separador_y_las_tildes_se_reconocen_solos(separador: str, codigo: str) -> None:
    assert filas(en_csv(TABLA, separador, codigo)) == TABLA


def test_la_primera_linea_puede_decir_el_separador() -> None:
    (hoja,) = leer(b"sep=|\r\nPersona|a;b;c\r\nAna|1", "x.csv")
    assert hoja.filas[1:] == (("Persona", "a;b;c"), ("Ana", "1"))


def test_las_filas_vacias_cuentan_para_numerar_y_las_del_final_sobran() -> None:
    assert filas(b"Persona\n\n\nAna\n\n\n") == [["Persona"], [], [], ["Ana"]]


@pytest.mark.parametrize(
    ("datos", "nombre", "dice"),
    [
        (b"", "a.csv", "vacío"),
        (b"  \n ", "a.csv", "vacío"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1resto", "a.xls", "Excel antiguo"),
        (b"<html>no</html>", "a.xlsx", "no lo es"),
        (b"PK\x03\x04 y luego nada", "a.xlsx", "dañado"),
        (b"\x89PNG\r\n\x00\x00\x00", "a.csv", "No es un CSV"),
        (b'Persona;Cliente\nAna;"sin cerrar\n', "a.csv", "comillas"),
        (b'Persona;Cliente\nAna;"bien" mal\n', "a.csv", "línea 2"),
        (b"a" * (archivo.TOPE + 1), "a.csv", "pesa 5 MB y caben 5"),
        (b"Persona\n" + b"Ana\n" * FILAS, "a.csv", f"más de {FILAS} filas"),
        (b";" * 200, "a.csv", "más de 120 columnas"),
        (b"Persona\n" + b'"' + b"a" * 200_000 + b'"', "a.csv", "línea 2"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_lo_que_no_se_puede_leer_dice_que_es(datos: bytes, nombre: str, dice: str) -> None:
    with pytest.raises(ArchivoNoValido) as fallo:
        leer(datos, nombre)

    assert dice in str(fallo.value)


def _zip(**dentro: bytes) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as cerrado:
        for nombre, contenido in dentro.items():
            cerrado.writestr(nombre.replace("__", "/").replace("_", "."), contenido)
    return salida.getvalue()


@pytest.mark.parametrize(
    ("datos", "dice"),
    [
        (_zip(content_xml=b"<office/>"), "No es un Excel .xlsx"),
        (_zip(xl__workbook_xml=b"<no"), "dañado"),
        (_zip(xl__workbook_xml=b"<a/>", xl__bomba_xml=b"0" * (archivo.TOPE_ABIERTO + 1)), "ocupa demasiado"),
    ],
    ids=["una hoja de LibreOffice", "un libro roto", "una bomba"],
)
def test_un_zip_que_no_es_un_excel_sano_se_rechaza_sin_abrirlo_entero(datos: bytes, dice: str) -> None:
    with pytest.raises(ArchivoNoValido) as fallo:
        leer(datos, "a.xlsx")

    assert dice in str(fallo.value)


def test_un_excel_cortado_a_la_mitad_se_rechaza() -> None:
    entero = en_excel(TABLA)
    for corte in range(4, len(entero), len(entero) // 12):
        with pytest.raises(ArchivoNoValido):
            leer(entero[:corte], "a.xlsx")


def test_una_formula_y_un_error_no_se_calculan() -> None:
    (hoja,) = leer(en_excel([["Persona", "Peso", "Otro"], ["Ana", "=1+1", "#N/A"]]), "a.xlsx")

    assert isinstance(hoja.filas[1][1], Ilegible)
    assert "fórmula" in hoja.filas[1][1].motivo
    assert isinstance(hoja.filas[1][2], Ilegible)


def test_de_un_excel_salen_todas_sus_hojas_y_cuales_estan_ocultas() -> None:
    libro = openpyxl.Workbook()
    libro.create_sheet("Escondida").sheet_state = "hidden"
    libro.worksheets[0].append(["Ana", 3, 2.5, True, datetime(2024, 3, 1)])  # noqa: DTZ001
    salida = io.BytesIO()
    libro.save(salida)

    una, otra = leer(salida.getvalue(), "a.xlsx")

    assert una == Hoja("Sheet", (("Ana", 3, 2.5, True, datetime(2024, 3, 1)),))  # noqa: DTZ001
    assert (otra.nombre, otra.oculta, otra.filas) == ("Escondida", True, ())


def test_las_columnas_se_nombran_como_en_una_hoja_de_calculo() -> None:
    assert [letra(c) for c in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a.txt"]))
def test_unos_bytes_cualesquiera_se_leen_o_se_explican(datos: bytes, nombre: str) -> None:
    with suppress(ArchivoNoValido):
        assert len(leer(datos, nombre)) == 1
