"""La plantilla de respuestas de un taller, en Excel: para recogerlas en papel o sin conexión y subirlas después."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from datos.exportacion.hoja import Estilos
from datos.exportacion.sobre import PRODUCTO, depurado, medianoche
from datos.importacion.forma import CLIENTE, PERSONA, Columna, HojaDeForma, hojas
from datos.importacion.rellena import LISTAS, marca_de
from modelo import paleta
from modelo.plantillas import Palanca
from modelo.valores import TallerVisto

FILAS_PARA_RELLENAR = 600
PERSONAS = 300
CABECERA = 3
FILAS_DE_PAPEL, ANCHO_DE_PAGINA = 24, 190
ALTO_DE_LINEA = 15.5
ANCHO_DE_LEEME = 96
LETRAS_POR_LINEA = 100


def hacer(taller: TallerVisto, palancas: Sequence[Palanca], personas: Sequence[str], hoy: date) -> bytes:
    """El libro: «Léeme», una hoja por cada cosa que se pregunta y, escondidas, las listas. Sin fórmulas ni macros."""
    salida = io.BytesIO()
    libro = Workbook(
        salida,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_format_properties": {"font_name": "Calibri", "font_size": 11},
        },
    )
    titulo = depurado(taller.titulo)
    libro.set_properties(
        {"title": f"Plantilla de respuestas · {titulo}", "author": PRODUCTO, "created": medianoche(hoy.isoformat())}
    )
    _Plantilla(libro, hojas(taller, depurado(tuple(palancas)))).escribir(taller, titulo, personas)
    libro.close()
    return salida.getvalue()


class _Plantilla:
    def __init__(self, libro: Workbook, forma: Sequence[HojaDeForma]) -> None:
        self.libro, self.forma = libro, forma
        self.estilos = Estilos(libro)
        self.listas: dict[tuple[str, ...], str] = {}

    def escribir(self, taller: TallerVisto, titulo: str, personas: Sequence[str]) -> None:
        leeme = self.libro.add_worksheet("Léeme")
        paginas = [(self.libro.add_worksheet(h.nombre), h) for h in self.forma]
        self._listas(taller)
        self._leeme(leeme, titulo)
        for pagina, h in paginas:
            self._hoja(pagina, h)
        for fila, alias in enumerate(depurado(tuple(personas))[:PERSONAS], start=CABECERA + 1):
            paginas[0][0].write_string(fila, 0, alias, self._celda())
        leeme.activate()

    def _listas(self, taller: TallerVisto) -> None:
        """Las listas van en una hoja: escritas en la celda no admiten comas ni más de 255 letras."""
        hoja = self.libro.add_worksheet(LISTAS)
        hoja.hide()
        for columna, texto in enumerate(marca_de(taller)):
            hoja.write_string(0, columna, texto)
        distintas = dict.fromkeys(c.ofrece for h in self.forma for c in h.columnas if c.ofrece)
        for columna, opciones in enumerate(distintas):
            for fila, opcion in enumerate(opciones, start=1):
                hoja.write_string(fila, columna, opcion)
            letra = xl_col_to_name(columna)
            self.listas[opciones] = f"={LISTAS}!${letra}$2:${letra}${len(opciones) + 1}"

    def _celda(self) -> object:
        # Como texto: ni «03/2024» se convierte en fecha según el país de cada Excel ni «=…» en fórmula.
        return self.estilos(num_format="@", text_wrap=True, valign="top")

    def _leeme(self, hoja: Worksheet, titulo: str) -> None:
        hoja.hide_gridlines(2)
        hoja.set_column(0, 0, ANCHO_DE_LEEME)
        hoja.set_landscape()
        hoja.set_paper(9)
        hoja.fit_to_pages(1, 0)
        hoja.set_row(0, 28)
        hoja.write_string(0, 0, "Plantilla de respuestas", self.estilos.titulo)
        hoja.write_string(1, 0, titulo, self.estilos.apartado)
        fila = 3
        for texto, apartado in self._instrucciones():
            estilo = self.estilos.apartado if apartado else self.estilos.frase
            fila += apartado
            hoja.set_row(fila, ALTO_DE_LINEA * (1 if apartado else ceil(len(texto) / LETRAS_POR_LINEA)) + 4 * apartado)
            hoja.write_string(fila, 0, texto, estilo)
            fila += 1

    def _instrucciones(self) -> Iterator[tuple[str, bool]]:
        """Cada línea, y si es el título de un apartado."""
        dicho = tomllib.loads(Path(__file__).with_name("leeme.toml").read_text(encoding="utf-8"))
        for apartado in dicho["apartados"]:
            yield apartado["titulo"], True
            for texto in apartado["textos"]:
                yield texto, False
        yield "Las hojas", True
        for h in self.forma:
            yield f"«{h.nombre}»: {h.que[0].lower()}{h.que[1:]}", False
        yield "Qué se puede poner en cada columna", True
        for nombres, vale in self._lo_que_vale().items():
            yield f"{' · '.join(nombres)}: {vale}", False

    def _lo_que_vale(self) -> dict[tuple[str, ...], str]:
        """Las columnas que admiten lo mismo, y qué: para quien rellena en papel y no ve las listas."""
        iguales: dict[str, list[str]] = {}
        for h in self.forma:
            for c in h.columnas:
                vale = f"{'; '.join(c.ofrece)}." if c.ofrece else c.ayuda
                if vale and c not in (PERSONA, CLIENTE):
                    nombre = "Las afirmaciones de «Valoración»" if c.tipo == "valoracion" else f"«{c.rotulo}»"
                    iguales.setdefault(vale, []).append(nombre)
        return {tuple(dict.fromkeys(nombres)): vale for vale, nombres in iguales.items()}

    def _hoja(self, hoja: Worksheet, forma: HojaDeForma) -> None:
        # En papel hacen falta las rayas y un tamaño que se lea: las hojas anchas van en varias páginas.
        hoja.hide_gridlines(0)
        hoja.set_landscape()
        hoja.set_paper(9)
        hoja.fit_to_pages(ceil(sum(c.ancho for c in forma.columnas) / ANCHO_DE_PAGINA), 0)
        hoja.print_area(0, 0, CABECERA + FILAS_DE_PAPEL, len(forma.columnas) - 1)
        hoja.set_footer("&L&8Palancas · plantilla de respuestas&R&8Página &P de &N")
        fijas = sum(c in (PERSONA, CLIENTE) or (c.tipo, c.campo) == ("cliente", "alias") for c in forma.columnas)
        hoja.freeze_panes(CABECERA + 1, fijas)
        hoja.repeat_rows(0, CABECERA)
        hoja.repeat_columns(0, fijas - 1)
        hoja.set_row(0, 26)
        hoja.write_string(0, 0, forma.nombre, self.estilos.titulo)
        hoja.write_string(1, 0, forma.que, self.estilos(italic=True, font_color=paleta.TENUE))
        for fila in range(CABECERA + 1, CABECERA + FILAS_DE_PAPEL + 1):
            hoja.set_row(fila, 2 * ALTO_DE_LINEA)
        hoja.set_row(CABECERA, ALTO_DE_LINEA * max(ceil(len(c.rotulo) / (c.ancho - 4)) for c in forma.columnas) + 6)
        ultima = CABECERA + (PERSONAS if forma.nombre == "Personas" else FILAS_PARA_RELLENAR)
        for puesto, columna in enumerate(forma.columnas):
            self._columna(hoja, puesto, columna, ultima, de_personas=forma.nombre == "Personas")

    def _columna(self, hoja: Worksheet, puesto: int, columna: Columna, ultima: int, *, de_personas: bool) -> None:
        fondo = paleta.MARCA if columna.tipo else paleta.TINTA
        estilo = self.estilos(
            bold=True, font_color="#FFFFFF", bg_color=fondo, text_wrap=True, valign="vcenter", align="left", border=1,
            border_color="#FFFFFF",
        )  # fmt: skip
        hoja.set_column(puesto, puesto, columna.ancho, self._celda())
        hoja.write_string(CABECERA, puesto, columna.rotulo, estilo)
        regla = self._regla(columna, de_personas=de_personas)
        if regla:
            hoja.data_validation(CABECERA + 1, puesto, ultima, puesto, regla)

    def _regla(self, columna: Columna, *, de_personas: bool) -> dict[str, object]:
        aviso: dict[str, object] = (
            {"input_title": columna.rotulo[:32], "input_message": columna.ayuda[:255]} if columna.ayuda else {}
        )
        if columna.campo == "persona" and not columna.tipo and not de_personas:
            fuente = f"=Personas!$A${CABECERA + 2}:$A${CABECERA + 1 + PERSONAS}"
            return aviso | _de_lista(fuente, "Esa persona no está en «Personas». Escríbela allí con el mismo alias.")
        if columna.campo == "cliente" and not columna.tipo:
            fuente = f"=Clientes!$B${CABECERA + 2}:$B${CABECERA + 1 + FILAS_PARA_RELLENAR}"
            return aviso | _de_lista(fuente, "Ese cliente no está en «Clientes». Escríbelo allí con el mismo alias.")
        if columna.ofrece:
            fallo = {
                "error_title": "Elige de la lista",
                "error_message": "Abre la lista de la celda y elige una opción.",
            }
            return aviso | fallo | {"validate": "list", "source": self.listas[columna.ofrece]}
        return aviso | {"validate": "any"} if aviso else {}


def _de_lista(fuente: str, mensaje: str) -> dict[str, object]:
    comun: dict[str, object] = {"validate": "list", "source": fuente, "error_type": "warning"}
    return comun | {"error_title": "No está en la lista", "error_message": mensaje}
