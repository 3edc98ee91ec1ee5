"""Lo que se trae a una sala desde un archivo: entran bytes, salen apuntes para ``modelo.casos.importar``.

- ``abrir(datos, nombre)``: las hojas de un CSV o de un Excel.
- ``columnas_de_lista``, ``cabecera``, ``emparejar`` y ``leer_tabla``: una lista de personas y clientes, con las
  columnas que traiga.
- ``cuaderno(…)``: lo mismo que pregunta la plantilla, en un PDF para imprimir.
- ``plantilla(…)`` y ``leer_plantilla(…)``: el Excel de respuestas propio de cada taller, en blanco y ya relleno.

Lo que no se puede leer es ``ArchivoNoValido``; lo que no se entiende de una celda va en ``Lectura.reparos``.
"""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from datos import consultas
from datos.exportacion.sobre import PDF, XLSX
from datos.exportacion.tipos import Archivo
from datos.importacion import archivo, forma, rellena
from datos.importacion.archivo import TOPE, Hoja
from datos.importacion.filas import Lectura
from datos.importacion.forma import Columna
from datos.importacion.tabla import Cabecera, cabecera, clave_de, emparejar, leer_tabla
from modelo.valores import TallerVisto

__all__ = [
    "TOPE",
    "Cabecera",
    "Columna",
    "Hoja",
    "Lectura",
    "abrir",
    "cabecera",
    "clave_de",
    "columnas_de_lista",
    "cuaderno",
    "emparejar",
    "leer_plantilla",
    "leer_tabla",
    "plantilla",
]


def abrir(datos: bytes, nombre: str) -> tuple[Hoja, ...]:
    """Las hojas del archivo, también las ocultas."""
    return archivo.leer(datos, nombre)


def columnas_de_lista(taller: TallerVisto) -> tuple[Columna, ...]:
    """Lo que se puede traer en una lista de personas y clientes."""
    return forma.lista(taller)


def plantilla(motor: sa.Engine, taller: TallerVisto, hoy: str) -> Archivo:
    """El Excel para recoger fuera las respuestas de ese taller, con quienes ya están en la sala."""
    from datos.importacion import en_blanco

    personas = [p.alias for p in consultas.participantes(motor, taller.sala_id) if not p.expulsado]
    datos = en_blanco.hacer(taller, consultas.palancas(motor, taller.id), personas, date.fromisoformat(hoy))
    return Archivo(f"palancas-plantilla-{hoy}.xlsx", XLSX, datos)


def cuaderno(motor: sa.Engine, taller: TallerVisto, hoy: str) -> Archivo:
    """El PDF en blanco para contestar en papel a lo que ese taller pregunta: un ejemplar por persona."""
    from datos.importacion import en_papel

    datos = en_papel.hacer(taller, consultas.palancas(motor, taller.id), hoy)
    return Archivo(f"palancas-cuaderno-{hoy}.pdf", PDF, datos)


def leer_plantilla(motor: sa.Engine, taller: TallerVisto, datos: bytes, nombre: str) -> Lectura:
    """Lo que dice una plantilla rellena de ese taller."""
    return rellena.leer_rellena(abrir(datos, nombre), taller, consultas.palancas(motor, taller.id))
