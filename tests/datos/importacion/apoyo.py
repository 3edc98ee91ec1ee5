"""Archivos de prueba: una tabla como CSV o Excel, y la plantilla de un taller ya rellena."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from datos import consultas, importacion
from datos.importacion import Lectura
from datos.importacion.filas import juntas
from modelo.valores import TallerVisto
from modelo.volcado import Apunte
from tests.fabricas import Mesa

Fila = Sequence[Any]


def en_csv(filas: Sequence[Fila], separador: str = ";", codigo: str = "utf-8-sig") -> bytes:
    salida = io.StringIO()
    csv.writer(salida, delimiter=separador).writerows(filas)
    return salida.getvalue().encode(codigo)


def en_excel(filas: Sequence[Fila], hoja: str = "Hoja1") -> bytes:
    libro = openpyxl.Workbook()
    pagina = libro.active
    assert pagina is not None
    pagina.title = hoja
    for fila in filas:
        pagina.append(list(fila))
    return _bytes(libro)


def _bytes(libro: openpyxl.Workbook) -> bytes:
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def ver(mesa: Mesa) -> TallerVisto:
    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    return visto


def en_blanco(mesa: Mesa) -> bytes:
    return importacion.plantilla(mesa.motor, ver(mesa), "2026-11-24").datos


def rellenada(mesa: Mesa, **hojas: Sequence[Mapping[str, Any]]) -> bytes:
    """La plantilla de ese taller con esas filas: cada una, rótulo (o su comienzo) → valor."""
    libro = openpyxl.load_workbook(io.BytesIO(en_blanco(mesa)))
    for nombre, filas in hojas.items():
        pagina = libro["Valoración" if nombre == "Valoracion" else nombre]
        rotulos = [str(c.value) for c in pagina[4]]
        for numero, fila in enumerate(filas, start=5):
            for rotulo, valor in fila.items():
                puesto = next(p for p, r in enumerate(rotulos, start=1) if r.startswith(rotulo))
                pagina.cell(numero, puesto, valor)
    return _bytes(libro)


def retocada(datos: bytes, retoque: Any) -> bytes:
    """El mismo libro después de que alguien lo toque."""
    libro = openpyxl.load_workbook(io.BytesIO(datos))
    retoque(libro)
    return _bytes(libro)


def leida(mesa: Mesa, datos: bytes, nombre: str = "respuestas.xlsx") -> Lectura:
    return importacion.leer_plantilla(mesa.motor, ver(mesa), datos, nombre)


def lista(mesa: Mesa, datos: bytes, nombre: str = "gente.csv", **cambios: int | None) -> Lectura:
    """La lista leída con las columnas que se proponen, salvo las que se cambian («cliente_alias=3»)."""
    hoja = importacion.abrir(datos, nombre)[0]
    cabecera = importacion.cabecera(hoja)
    columnas = importacion.columnas_de_lista(ver(mesa))
    elegidas = importacion.emparejar(cabecera, columnas)
    elegidas |= {clave.replace("_", ".", 1).removeprefix("quien"): puesto for clave, puesto in cambios.items()}
    return importacion.leer_tabla(hoja, cabecera, columnas, elegidas)


def reparos(lectura: Lectura) -> list[tuple[int, str, str]]:
    return [(r.fila, lectura.donde(r), r.motivo) for r in lectura.reparos]


def por_tipo(lectura: Lectura, tipo: str) -> list[Apunte]:
    return [a for a in juntas([lectura]).apuntes if a.tipo == tipo]
