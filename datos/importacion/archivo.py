"""Los bytes de un CSV o de un Excel, como hojas de celdas. Lo que no se puede leer dice qué es y qué hacer.

Se mira lo que el archivo es, no cómo se llama. Las filas se numeran como las ve quien abre la hoja.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from modelo.errores import ArchivoNoValido

TOPE = 5 * 2**20
TOPE_ABIERTO = 80 * 2**20
FILAS, COLUMNAS, HOJAS = 5_000, 120, 30
FILAS_RECORRIDAS = 20_000
SEPARADORES = (";", ",", "\t", "|")
_EXCEL_ANTIGUO = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Lo que openpyxl deja salir ante un libro dañado o que no es un libro.
_LIBRO_ROTO = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError, SyntaxError, RuntimeError,
    NotImplementedError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ilegible:
    """Una celda que no trae un dato: una fórmula o un error de la hoja de cálculo."""

    motivo: str


Celda = str | int | float | bool | date | datetime | time | Ilegible | None


@dataclass(frozen=True, slots=True)
class Hoja:
    """Una hoja con sus filas desde la primera; las vacías cuentan y las del final no están."""

    nombre: str
    filas: tuple[tuple[Celda, ...], ...]
    oculta: bool = False


def letra(columna: int) -> str:
    """«A», «B»… «AA»: cómo se llama esa columna, contando desde 0, en una hoja de cálculo."""
    nombre = ""
    columna += 1
    while columna:
        columna, resto = divmod(columna - 1, 26)
        nombre = chr(65 + resto) + nombre
    return nombre


def vacia(celda: Celda) -> bool:
    """Si no hay nada escrito en ella."""
    return celda is None or (isinstance(celda, str) and not celda.strip())


def leer(datos: bytes, nombre: str) -> tuple[Hoja, ...]:
    """Las hojas del archivo. Un CSV es una sola, sin nombre. Lo que no se entiende es ``ArchivoNoValido``."""
    if len(datos) > TOPE:
        raise ArchivoNoValido(
            f"El archivo pesa {len(datos) / 2**20:.0f} MB y caben {TOPE // 2**20}. Quita lo que no sean datos o "
            "divídelo en varios"
        )
    if datos.startswith(_EXCEL_ANTIGUO):
        raise ArchivoNoValido("Es un Excel antiguo (.xls) o con contraseña. Guárdalo como .xlsx sin contraseña")
    if datos.startswith(b"PK"):
        return _libro(datos)
    if nombre.lower().endswith((".xlsx", ".xlsm", ".xls")):
        raise ArchivoNoValido(
            "Se llama como un Excel, pero no lo es. Ábrelo en tu hoja de cálculo y guárdalo como .xlsx"
        )
    if not datos.strip():
        raise ArchivoNoValido("El archivo está vacío")
    return (Hoja("", _filas_de_csv(_texto(datos))),)


# ---- CSV ----


def _texto(datos: bytes) -> str:
    """El texto en UTF-8, con marca o sin ella; si no lo es, en el Latín-1 de Windows; UTF-16 si lo dice su marca."""
    if datos.startswith((b"\xff\xfe", b"\xfe\xff")):
        codigos: tuple[str, ...] = ("utf-16",)
    else:
        codigos = ("utf-8-sig", "cp1252", "latin-1")
    for codigo in codigos:
        try:
            texto = datos.decode(codigo)
        except UnicodeDecodeError:
            continue
        if "\x00" not in texto:
            return texto
    raise ArchivoNoValido("No es un CSV ni un Excel. Guárdalo como .xlsx o como CSV y súbelo otra vez")


def separador_de(texto: str) -> str:
    """El signo que separa las celdas: el que más se repite, fuera de comillas, en la primera línea con algo."""
    sin_comillas = re.sub(r'"[^"]*"', "", texto)
    primera = next((linea for linea in sin_comillas.splitlines() if linea.strip()), "")
    return max(SEPARADORES, key=lambda s: (primera.count(s), -SEPARADORES.index(s)))


def _filas_de_csv(texto: str) -> tuple[tuple[Celda, ...], ...]:
    # Excel admite que la primera línea diga el separador.
    dicho = re.match(r"sep=(.)\r?\n", texto, re.IGNORECASE)
    separador = dicho[1] if dicho else separador_de(texto)
    lector = csv.reader(io.StringIO(texto, newline=""), delimiter=separador, strict=True)
    filas: list[tuple[Celda, ...]] = []
    try:
        for fila in lector:
            _caben(len(filas) + 1, len(fila), "")
            filas.append(tuple(fila))
    except csv.Error as error:
        raise ArchivoNoValido(
            f"En la línea {lector.line_num} hay unas comillas sin cerrar o mal puestas. Corrígelas y súbelo otra vez"
        ) from error
    if dicho and filas:
        filas[0] = ()
    return _sin_cola(filas)


def _caben(filas: int, columnas: int, hoja: str) -> None:
    donde = f"La hoja «{hoja}»" if hoja else "El archivo"
    if filas > FILAS:
        raise ArchivoNoValido(f"{donde} tiene más de {FILAS} filas. Deja solo las del taller o divídelo en varios")
    if columnas > COLUMNAS:
        raise ArchivoNoValido(f"{donde} tiene más de {COLUMNAS} columnas. Deja solo las que se importan")


def _sin_cola(filas: list[tuple[Celda, ...]]) -> tuple[tuple[Celda, ...], ...]:
    while filas and all(vacia(c) for c in filas[-1]):
        filas.pop()
    return tuple(filas)


# ---- Excel ----


def _libro(datos: bytes) -> tuple[Hoja, ...]:
    # Tarda en cargarse y solo hace falta al importar.
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(datos)) as cerrado:
            dentro = cerrado.infolist()
        if sum(i.file_size for i in dentro) > TOPE_ABIERTO:
            raise ArchivoNoValido("El archivo ocupa demasiado al abrirlo. Copia los datos a un libro nuevo y súbelo")
        if not any(i.filename == "xl/workbook.xml" for i in dentro):
            raise ArchivoNoValido("No es un Excel .xlsx. Ábrelo en tu hoja de cálculo y guárdalo como .xlsx")
        libro = load_workbook(io.BytesIO(datos), read_only=True, keep_links=False)
        if len(libro.worksheets) > HOJAS:
            raise ArchivoNoValido(f"El libro tiene más de {HOJAS} hojas. Deja solo las que se importan")
        return tuple(Hoja(h.title, _filas(h), h.sheet_state != "visible") for h in libro.worksheets)
    except _LIBRO_ROTO as error:
        raise ArchivoNoValido("El Excel está dañado y no se puede leer. Ábrelo, guárdalo otra vez y súbelo") from error


def _filas(hoja: Any) -> tuple[tuple[Celda, ...], ...]:
    # El tamaño que la hoja dice de sí misma puede no ser verdad.
    hoja.reset_dimensions()
    filas: list[tuple[Celda, ...]] = []
    for numero, fila in enumerate(hoja.iter_rows(), start=1):
        celdas = tuple(_celda(c) for c in fila)
        while celdas and vacia(celdas[-1]):
            celdas = celdas[:-1]
        if celdas:
            _caben(numero, len(celdas), hoja.title)
        if numero > FILAS_RECORRIDAS:
            raise ArchivoNoValido(
                f"La hoja «{hoja.title}» tiene miles de filas vacías con formato. Copia los datos a una hoja nueva"
            )
        filas.append(celdas)
    return _sin_cola(filas)


def _celda(celda: Any) -> Celda:
    tipo = getattr(celda, "data_type", "n")
    if tipo == "f":
        return Ilegible("lleva una fórmula; pega su resultado como valor")
    if tipo == "e":
        return Ilegible(f"lleva un error de la hoja de cálculo ({str(celda.value)[:20]})")
    valor: Celda = celda.value
    return valor if isinstance(valor, str | int | float | bool | date | time) or valor is None else str(valor)
