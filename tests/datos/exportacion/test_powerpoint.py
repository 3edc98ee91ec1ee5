import io
from typing import Any

import pytest
import sqlalchemy as sa
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from datos import agregados, exportacion
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Aportacion, Taller
from tests.datos.exportacion.apoyo import con_fases, pedir
from tests.ensayo import motor, sembrado, ver

__all__ = ["motor", "sembrado"]


def abrir(motor: sa.Engine, **cambios: Any) -> Any:
    return Presentation(io.BytesIO(exportacion.generar("pptx", pedir(motor, **cambios)).datos))


def graficas(p: Any) -> list[Any]:
    return [forma for hoja in p.slides for forma in hoja.shapes if forma.has_chart]


def hoja(p: Any, titulo: str) -> Any:
    return next(h for h in p.slides if h.shapes.title.text == titulo)


def textos(h: Any) -> str:
    sueltos = [f.text_frame.text for f in h.shapes if f.has_text_frame]
    celdas = [c.text for f in h.shapes if f.has_table for fila in f.table.rows for c in fila.cells]
    return "\n".join([*sueltos, *celdas])


def test_es_panoramica_y_cada_diapositiva_lleva_titulo_y_notas(motor: sa.Engine) -> None:
    p = abrir(motor)

    assert p.slide_width / p.slide_height == pytest.approx(16 / 9, abs=0.001)
    titulos = [h.shapes.title.text for h in p.slides]
    assert all(titulos)
    assert len(set(titulos)) == len(titulos)
    assert all(h.has_notes_slide and h.notes_slide.notes_text_frame.text for h in p.slides)
    assert len(p.slide_layouts) == 2


def test_el_radar_y_las_barras_son_nativos_y_editables(motor: sa.Engine) -> None:
    p = abrir(motor)
    tipos = [f.chart.chart_type for f in graficas(p)]

    assert XL_CHART_TYPE.RADAR_MARKERS in tipos
    assert tipos.count(XL_CHART_TYPE.BAR_CLUSTERED) >= 5
    radar = next(f.chart for f in graficas(p) if f.chart.chart_type == XL_CHART_TYPE.RADAR_MARKERS)
    assert len(list(radar.plots[0].categories)) == 8
    assert all(1 <= v <= 5 for v in radar.plots[0].series[0].values)
    assert radar.part.chart_workbook.xlsx_part.blob[:2] == b"PK"


def test_toda_grafica_tiene_texto_alternativo_y_sus_notas_la_leen(motor: sa.Engine) -> None:
    for h in abrir(motor).slides:
        for forma in h.shapes:
            if forma.has_chart:
                alternativo = forma._element.nvGraphicFramePr.cNvPr.get("descr")
                assert len(alternativo) > 20
                assert h.notes_slide.notes_text_frame.text.splitlines()[0] in alternativo


def test_hay_una_lectura_por_palanca(motor: sa.Engine) -> None:
    p = abrir(motor)
    leidas = textos(hoja(p, "Lectura de cada palanca (1)")) + textos(hoja(p, "Lectura de cada palanca (2)"))

    for nombre in ("Propósito compartido", "Red de vínculos", "Cumplimiento y solvencia", "Apertura y delegación"):
        assert nombre in leidas
    assert leidas.count("Mediana") == 8


def test_nada_se_sale_de_la_diapositiva(motor: sa.Engine) -> None:
    p = abrir(motor)

    for h in p.slides:
        for forma in h.shapes:
            assert forma.left >= 0
            assert forma.left + forma.width <= p.slide_width + 1
            assert forma.top + forma.height <= p.slide_height + 1


def test_los_metadatos_son_de_la_casa(motor: sa.Engine) -> None:
    propiedades = abrir(motor).core_properties

    assert (propiedades.author, propiedades.last_modified_by) == ("Palancas", "Palancas")
    assert propiedades.language == "es-ES"
    assert propiedades.created.hour == 0


def test_un_texto_con_signos_y_caracteres_imposibles_se_lee_tal_cual(motor: sa.Engine) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        unidad.todos(Taller)[0].titulo = 'A < B & "C" \ufffe\x01 <b>'
        for fila in unidad.todos(Aportacion):
            fila.texto = "]]> & <script>alert(1)</script>"
        unidad.confirmar()
    agregados.olvidar()

    p = abrir(motor)

    assert p.slides[0].shapes.title.text == 'A < B & "C"  <b>'
    assert "]]> & <script>" in textos(hoja(p, "Aportaciones más votadas"))


def test_lo_que_no_sale_se_dice_con_su_motivo(motor: sa.Engine) -> None:
    p = abrir(motor, taller=con_fases(ver(motor), revelada=False))

    assert graficas(p) == []
    assert "Sin revelar" in textos(hoja(p, "Lo que no sale, y por qué")) if p.slides else False
