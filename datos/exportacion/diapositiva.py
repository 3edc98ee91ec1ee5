"""Las piezas de la presentación: la plantilla de la casa, cajas de texto, listas y gráficas nativas editables."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from math import ceil, floor
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu, Inches, Pt

from modelo import paleta

ANCHO, ALTO = 13.333, 7.5
MARGEN, ARRIBA = 0.65, 1.55
# Las letras de la casa no están en la máquina de quien proyecta; estas, en todas las que tienen Office.
LETRA_DE_TITULOS, LETRA = "Trebuchet MS", "Calibri"
PORTADA, SOLO_TITULO = 0, 5
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TEMA = {
    "dk1": paleta.TINTA, "lt1": paleta.SUPERFICIE, "dk2": paleta.MARCA, "lt2": paleta.FONDO,
    **{f"accent{n}": color for n, color in enumerate(paleta.SERIES[:6], start=1)},
    "hlink": paleta.ENTORNO, "folHlink": paleta.AMBOS,
}  # fmt: skip
_MARCAS = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE)


def rgb(color: str) -> Any:
    """El color de la paleta como lo pide la biblioteca."""
    return RGBColor.from_string(color.removeprefix("#"))


def en_blanco() -> Any:
    """Una presentación 16:9 con los colores y letras de la casa, sin diapositivas."""
    p = Presentation()
    p.slide_width, p.slide_height = Inches(ANCHO), Inches(ALTO)
    for plantilla in [x for n, x in enumerate(p.slide_layouts) if n not in (PORTADA, SOLO_TITULO)]:
        p.slide_layouts.remove(plantilla)
    _vestir(p.slide_master)
    for plantilla in p.slide_layouts:
        for hueco in plantilla.placeholders:
            _colocar_titulo(hueco) if hueco.placeholder_format.type in (1, 3) else hueco._element.getparent().remove(
                hueco._element
            )
    _sin_miniatura(p)
    return p


def _vestir(maestra: Any) -> None:
    maestra.background.fill.solid()
    maestra.background.fill.fore_color.rgb = rgb(paleta.FONDO)
    for hueco in list(maestra.placeholders):
        if hueco.placeholder_format.type == 1:
            _colocar_titulo(hueco)
        elif hueco.placeholder_format.type != 2:
            hueco._element.getparent().remove(hueco._element)
        else:
            hueco.left, hueco.top = Inches(MARGEN), Inches(ARRIBA)
            hueco.width, hueco.height = Inches(ANCHO - 2 * MARGEN), Inches(5)
    nivel = maestra._element.find(f".//{{*}}titleStyle/{_A}lvl1pPr")
    nivel.set("algn", "l")
    propiedades = nivel.find(f"{_A}defRPr")
    propiedades.set("sz", "3000")
    propiedades.set("b", "1")
    color = propiedades.find(f"{_A}solidFill")
    color.clear()
    etree.SubElement(color, f"{_A}schemeClr", val="tx2")
    tema = maestra.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    tema._blob = _tema(tema.blob)


def _colocar_titulo(hueco: Any) -> None:
    hueco.left, hueco.top = Inches(MARGEN), Inches(0.4)
    hueco.width, hueco.height = Inches(ANCHO - 2 * MARGEN), Inches(0.95)
    hueco.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _tema(xml: bytes) -> bytes:
    raiz = etree.fromstring(xml)
    raiz.set("name", "Palancas")
    for clave, color in _TEMA.items():
        nodo = raiz.find(f".//{_A}clrScheme/{_A}{clave}")
        nodo.clear()
        etree.SubElement(nodo, f"{_A}srgbClr", val=color.removeprefix("#"))
    for grupo, letra in (("majorFont", LETRA_DE_TITULOS), ("minorFont", LETRA)):
        raiz.find(f".//{_A}{grupo}/{_A}latin").set("typeface", letra)
    escrito: bytes = etree.tostring(raiz, xml_declaration=True, encoding="UTF-8", standalone=True)
    return escrito


def _sin_miniatura(p: Any) -> None:
    """La de serie es la de otra presentación."""
    paquete = p.part.package
    for clave, relacion in list(paquete._rels.items()):
        if relacion.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            paquete._rels.pop(clave)


def caja(
    hoja: Any, donde: tuple[float, float, float, float], texto: str, *, cuerpo: float = 18, color: str = paleta.TINTA,
    negrita: bool = False,
) -> Any:  # fmt: skip
    """Una caja de texto; ``donde``: izquierda, arriba, ancho y alto en pulgadas."""
    forma = hoja.shapes.add_textbox(*(Inches(x) for x in donde))
    forma.text_frame.word_wrap = True
    _escribir(forma.text_frame.paragraphs[0], texto, cuerpo, color, negrita)
    return forma


def _escribir(parrafo: Any, texto: str, cuerpo: float, color: str, negrita: bool = False) -> None:
    tramo = parrafo.add_run()
    tramo.text = texto
    tramo.font.size, tramo.font.bold, tramo.font.color.rgb = Pt(cuerpo), negrita, rgb(color)


def lista(
    hoja: Any, donde: tuple[float, float, float, float], puntos: Sequence[tuple[str, str]], *, cuerpo: float = 18
) -> None:
    """Un párrafo por punto: lo que se lee y, debajo y más pequeño, de dónde sale."""
    forma = hoja.shapes.add_textbox(*(Inches(x) for x in donde))
    marco = forma.text_frame
    marco.word_wrap = True
    for numero, (texto, bajo) in enumerate(puntos):
        parrafo = marco.paragraphs[0] if numero == 0 else marco.add_paragraph()
        parrafo.space_before = Pt(0 if numero == 0 else cuerpo * 0.55)
        _escribir(parrafo, texto, cuerpo, paleta.TINTA)
        if bajo:
            menor = marco.add_paragraph()
            _escribir(menor, bajo, max(12, cuerpo - 6), paleta.TENUE)


def tabla(hoja: Any, donde: tuple[float, float, float, float], filas: Sequence[tuple[str, str]], ancho: float) -> None:
    """Una tabla de dos columnas sin cabecera de color: el nombre, en negrita, y lo que se lee."""
    marco = hoja.shapes.add_table(len(filas), 2, *(Inches(x) for x in donde))
    cuerpo = marco.table
    cuerpo.first_row = cuerpo.horz_banding = False
    cuerpo.first_col = True
    cuerpo.columns[0].width, cuerpo.columns[1].width = Inches(ancho), Inches(donde[2] - ancho)
    for fila, textos in enumerate(filas):
        for columna, texto in enumerate(textos):
            celda = cuerpo.cell(fila, columna)
            celda.fill.solid()
            celda.fill.fore_color.rgb = rgb(paleta.SUPERFICIE if fila % 2 else paleta.MARCA_SUAVE)
            celda.vertical_anchor = MSO_ANCHOR.MIDDLE
            color = paleta.TINTA if columna else paleta.MARCA
            _escribir(celda.text_frame.paragraphs[0], texto, 16, color, negrita=not columna)


def _grafica(hoja: Any, tipo: Any, donde: tuple[float, float, float, float], datos: Any, descripcion: str) -> Any:
    marco = hoja.shapes.add_chart(tipo, *(Inches(x) for x in donde), datos)
    propiedades = marco._element.nvGraphicFramePr.cNvPr
    propiedades.set("descr", descripcion)
    grafica = marco.chart
    grafica.has_title = False
    grafica.font.size, grafica.font.color.rgb = Pt(14), rgb(paleta.TINTA)
    return grafica


def _datos(categorias: Sequence[str], series: Mapping[str, Sequence[float | None]], formato: str) -> Any:
    datos = CategoryChartData(number_format=formato)
    datos.categories = list(categorias)
    for nombre, valores in series.items():
        datos.add_series(nombre, valores)
    return datos


def _leyenda(grafica: Any, series: Mapping[str, Any]) -> None:
    grafica.has_legend = len(series) > 1
    if grafica.has_legend:
        grafica.legend.position = XL_LEGEND_POSITION.BOTTOM
        grafica.legend.include_in_layout = False


def radar(
    hoja: Any,
    donde: tuple[float, float, float, float],
    categorias: Sequence[str],
    series: Mapping[str, Sequence[float | None]],
    colores: Sequence[str],
    descripcion: str,
) -> None:
    """Un radar nativo, de 1 a 5."""
    datos = _datos(categorias, series, "0.0")
    grafica = _grafica(hoja, XL_CHART_TYPE.RADAR_MARKERS, donde, datos, descripcion)
    eje = grafica.value_axis
    eje.minimum_scale, eje.maximum_scale, eje.major_unit = 1, 5, 1
    eje.major_gridlines.format.line.color.rgb = rgb(paleta.FILETE)
    eje.tick_labels.font.size = Pt(11)
    eje.format.line.color.rgb = rgb(paleta.FILETE)
    for puesto, (serie, color) in enumerate(zip(grafica.plots[0].series, colores, strict=True)):
        serie.format.line.color.rgb, serie.format.line.width = rgb(color), Pt(3)
        serie.format.line.dash_style = MSO_LINE.DASH if puesto else MSO_LINE.SOLID
        serie.smooth = False
        serie.marker.style, serie.marker.size = _MARCAS[puesto % 2], 9
        serie.marker.format.fill.solid()
        serie.marker.format.fill.fore_color.rgb = rgb(color)
        serie.marker.format.line.color.rgb = rgb(color)
    _leyenda(grafica, series)


def barras(
    hoja: Any,
    donde: tuple[float, float, float, float],
    categorias: Sequence[str],
    series: Mapping[str, Sequence[float | None]],
    colores: Sequence[str],
    descripcion: str,
    *,
    formato: str = "0",
    limites: tuple[float, float | None] | None = (0, None),
) -> None:
    """Barras horizontales nativas, la primera categoría arriba, con su número al lado. Sin límites, desde el cero."""
    tipo = XL_CHART_TYPE.BAR_CLUSTERED
    grafica = _grafica(hoja, tipo, donde, _datos(categorias, series, formato), descripcion)
    grafica.category_axis.reverse_order = True
    grafica.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    grafica.category_axis.format.line.color.rgb = rgb(paleta.BORDE)
    eje = grafica.value_axis
    eje.visible = eje.has_major_gridlines = False
    eje.minimum_scale, eje.maximum_scale = limites or _desde_el_cero(series)
    dibujo = grafica.plots[0]
    dibujo.gap_width, dibujo.overlap = 55, -5
    dibujo.has_data_labels = True
    rotulos = dibujo.data_labels
    rotulos.number_format, rotulos.number_format_is_linked = formato, False
    rotulos.position, rotulos.font.size = XL_LABEL_POSITION.OUTSIDE_END, Pt(14)
    for serie, color in zip(dibujo.series, colores, strict=True):
        serie.format.fill.solid()
        serie.format.fill.fore_color.rgb = rgb(color)
        serie.invert_if_negative = False
    _leyenda(grafica, series)


def _desde_el_cero(series: Mapping[str, Sequence[float | None]]) -> tuple[float, float]:
    """Los límites enteros que abarcan los datos y el cero: una barra cortada exageraría lo que enseña."""
    valores = [v for suyos in series.values() for v in suyos if v is not None]
    return float(min(0, *map(floor, valores), 0)), float(max(1, *map(ceil, valores), 1))


def pie(hoja: Any, texto: str) -> None:
    """Al pie, de qué taller es y el número de la diapositiva, que se actualiza solo."""
    caja(hoja, (MARGEN, ALTO - 0.5, 10, 0.35), texto, cuerpo=11, color=paleta.TENUE)
    forma = hoja.shapes.add_textbox(Inches(ANCHO - MARGEN - 1), Inches(ALTO - 0.5), Inches(1), Inches(0.35))
    parrafo = forma.text_frame.paragraphs[0]
    parrafo.alignment = PP_ALIGN.RIGHT
    campo = etree.SubElement(parrafo._p, f"{_A}fld", id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
    propiedades = etree.SubElement(campo, f"{_A}rPr", lang="es-ES", sz="1100")
    etree.SubElement(
        etree.SubElement(propiedades, f"{_A}solidFill"), f"{_A}srgbClr", val=paleta.TENUE.removeprefix("#")
    )
    etree.SubElement(campo, f"{_A}t").text = "#"


def guardar(p: Any) -> bytes:
    """La presentación en bytes."""
    salida = io.BytesIO()
    p.save(salida)
    return salida.getvalue()


def franja(hoja: Any, color: str) -> None:
    """Un fondo de color para toda la diapositiva."""
    hoja.background.fill.solid()
    hoja.background.fill.fore_color.rgb = rgb(color)


def al_fondo(hoja: Any, color: str, donde: tuple[float, float, float, float]) -> None:
    """Un filete de color que solo adorna."""
    forma = hoja.shapes.add_shape(1, *(Emu(int(Inches(x))) for x in donde))
    forma.fill.solid()
    forma.fill.fore_color.rgb = rgb(color)
    forma.line.fill.background()
    forma.name = "Adorno"
