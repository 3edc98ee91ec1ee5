"""Una hoja de Excel: título, apartados con su frase y su tabla, tipos, anchos y filtros."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from datos.exportacion.tipos import MES, NUMEROS, PARTE, Columna, Seccion, Tabla, Valor
from datos.formulas import es_ejecutable
from modelo import paleta

ANCHO_MINIMO, ANCHO_MAXIMO = 10, 60
ANCHO_DE_SERIE = 8.43
COLUMNAS_DE_FRASE = 6
ALTO_DE_LINEA = 15.5


@dataclass
class Estilos:
    """Los formatos del libro, cada uno creado una vez."""

    libro: Workbook

    def __post_init__(self) -> None:
        self._hechos: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, **propiedades: Any) -> Format:
        """El formato con esas propiedades."""
        clave = tuple(sorted(propiedades.items()))
        if clave not in self._hechos:
            self._hechos[clave] = self.libro.add_format(dict(propiedades))
        return self._hechos[clave]

    @property
    def titulo(self) -> Format:
        """El nombre de la hoja."""
        return self(bold=True, font_size=18, font_color=paleta.MARCA)

    @property
    def apartado(self) -> Format:
        """El nombre de un apartado."""
        return self(bold=True, font_size=13, font_color=paleta.MARCA)

    @property
    def frase(self) -> Format:
        """Lo que dice el dato."""
        return self(text_wrap=True, valign="top", font_color=paleta.TINTA)

    @property
    def nota(self) -> Format:
        """Una salvedad."""
        return self(text_wrap=True, valign="top", italic=True, font_color=paleta.TENUE)

    def cabecera(self, columna: Columna) -> Format:
        """El nombre de una columna, alineado como lo que encabeza."""
        lado = {"align": "right"} if columna.tipo in (*NUMEROS, MES) else {"align": "left", "indent": 1}
        return self(bold=True, font_color="#FFFFFF", bg_color=paleta.MARCA, text_wrap=True, valign="vcenter", **lado)

    def texto(self, texto: str) -> Format:
        """Una celda de texto. Si se pudiera tomar por fórmula al editarla, lleva la marca de «esto es texto»."""
        comun: dict[str, Any] = {"text_wrap": True, "valign": "top", "align": "left", "indent": 1}
        return self(**comun, quote_prefix=True) if es_ejecutable(texto) else self(**comun)

    def numero(self, columna: Columna) -> Format:
        """Una celda de número con las cifras y el signo de su columna."""
        cifras = "0" if columna.tipo not in ("decimal",) or not columna.cifras else "0." + "0" * columna.cifras
        if columna.tipo == PARTE:
            cifras = "0 %"
        formato = f"+{cifras};−{cifras};{cifras}" if columna.signo else cifras
        return self(num_format=formato, valign="top", align="right")


class Hoja:
    """Se escribe de arriba abajo; ``fila`` es la primera libre."""

    def __init__(self, libro: Workbook, estilos: Estilos, nombre: str, titulo: str, bajo: str = "") -> None:
        self.nombre, self.estilos = nombre, estilos
        self.hoja: Worksheet = libro.add_worksheet(nombre)
        self.hoja.hide_gridlines(2)
        self.hoja.set_landscape()
        self.hoja.set_paper(9)
        self.hoja.fit_to_pages(1, 0)
        self.hoja.set_footer("&L&8Palancas&R&8Página &P de &N")
        self.anchos: dict[int, float] = {}
        self.fila = 0
        self.tablas: list[tuple[int, int]] = []
        self.largos: dict[int, dict[int, int]] = {}
        self.lineas: dict[int, int] = {}
        self.linea(titulo, estilos.titulo, alto=26)
        if bajo:
            self.linea(bajo, estilos.nota)

    def linea(self, texto: str, formato: Format, *, alto: float | None = None) -> None:
        """Una línea de texto que no parte la columna en la que está."""
        if alto is None:
            self.lineas[self.fila] = len(texto)
            self.hoja.merge_range(self.fila, 0, self.fila, COLUMNAS_DE_FRASE - 1, "", formato)
        else:
            self.hoja.set_row(self.fila, alto)
        self.hoja.write_string(self.fila, 0, texto, formato)
        self.fila += 1

    def apartado(self, seccion: Seccion, tabla: Tabla | None) -> int:
        """El apartado entero. Devuelve la fila de la cabecera de su tabla."""
        self.fila += 1
        self.linea(seccion.titulo, self.estilos.apartado, alto=20)
        if seccion.espera:
            self.linea(f"{seccion.espera}.", self.estilos.nota)
        if seccion.frase:
            self.linea(seccion.frase, self.estilos.frase)
        for nota in seccion.notas:
            self.linea(nota, self.estilos.nota)
        return self.tabla(tabla) if tabla is not None else self.fila

    def tabla(self, tabla: Tabla) -> int:
        """Una tabla de Excel, con filtros. Devuelve la fila de la cabecera."""
        cabecera = self.fila
        ultima = cabecera + max(1, len(tabla.filas))
        nombres = [{"header": c.nombre, "header_format": self.estilos.cabecera(c)} for c in tabla.columnas]
        self.hoja.add_table(
            cabecera, 0, ultima, len(tabla.columnas) - 1, {"columns": nombres, "style": "Table Style Light 1"}
        )
        for puesto, columna in enumerate(tabla.columnas):
            self._columna(cabecera, puesto, columna, [fila[puesto] for fila in tabla.filas])
        self.tablas.append((cabecera, ultima))
        self.fila = ultima + 1
        return cabecera

    def _columna(self, cabecera: int, puesto: int, columna: Columna, valores: Sequence[Valor]) -> None:
        largo = max([len(columna.nombre) + 4, *(len(columna.texto(v)) + 2 for v in valores)])
        ancho = min(ANCHO_MAXIMO, max(ANCHO_MINIMO, largo))
        self.anchos[puesto] = max(self.anchos.get(puesto, 0), ancho)
        for numero, valor in enumerate(valores, start=cabecera + 1):
            self._celda(numero, puesto, columna, valor)
            self.largos.setdefault(numero, {})[puesto] = len(columna.texto(valor))

    def _celda(self, fila: int, puesto: int, columna: Columna, valor: Valor) -> None:
        if valor is None:
            return
        if columna.tipo in NUMEROS and not isinstance(valor, str):
            self.hoja.write_number(fila, puesto, valor, self.estilos.numero(columna))
        elif columna.tipo == MES and valor != "oculto":
            dia = date.fromisoformat(str(valor))
            formato = self.estilos(num_format="mmm yyyy", valign="top", align="right")
            self.hoja.write_datetime(fila, puesto, datetime(dia.year, dia.month, dia.day), formato)  # noqa: DTZ001
        elif columna.tipo in NUMEROS:
            self.hoja.write_string(fila, puesto, str(valor), self.estilos(align="right", font_color=paleta.TENUE))
        else:
            self.hoja.write_string(fila, puesto, str(valor), self.estilos.texto(str(valor)))

    def cerrar(self) -> None:
        """Fija anchos, cabecera e impresión."""
        for puesto, ancho in self.anchos.items():
            self.hoja.set_column(puesto, puesto, ancho)
        self._altos()
        if len(self.tablas) == 1:
            cabecera, _ = self.tablas[0]
            self.hoja.freeze_panes(cabecera + 1, 0)
            self.hoja.repeat_rows(cabecera)
        else:
            self.hoja.freeze_panes(1, 0)

    def _altos(self) -> None:
        """El alto de cada fila según lo que ocupa: no todos los programas lo ajustan al abrir."""
        de_frase = sum(self.anchos.get(puesto, ANCHO_DE_SERIE) for puesto in range(COLUMNAS_DE_FRASE))
        for fila, largo in self.lineas.items():
            self.hoja.set_row(fila, ALTO_DE_LINEA * ceil(max(1, largo) / de_frase))
        for fila, largos in self.largos.items():
            lineas = max(ceil(max(1, largo) / (self.anchos[puesto] - 2)) for puesto, largo in largos.items())
            if lineas > 1:
                self.hoja.set_row(fila, ALTO_DE_LINEA * lineas)
