"""Cuando las medias emparejadas delatarían a alguien, los documentos dan la diferencia y lo dicen, nunca un cero."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from pptx import Presentation

from datos import agregados, exportacion
from datos.exportacion import dibujos
from datos.exportacion.de_palancas import MEDIAS_CALLADAS
from datos.exportacion.tipos import Informe, Seccion
from datos.unidad import UnidadDeTrabajo
from modelo.campos import AFIRMACIONES
from modelo.entidades import Cliente, Taller, Valoracion
from tests.datos.exportacion.apoyo import pedir, todo_lo_escrito
from tests.ensayo import motor, sembrado

__all__ = ["motor", "sembrado"]
CALLADAS = {"contraste": ("estable", "perdido"), "rondas": ("ronda1", "ronda2")}


@pytest.fixture
def con_una_sin_pareja(motor: sa.Engine) -> sa.Engine:
    """Una persona no valora al cliente perdido ni la segunda ronda: su media se deduciría restando."""
    with UnidadDeTrabajo(motor) as unidad:
        perdidos = {c.id: c.participante_id for c in unidad.todos(Cliente, papel="perdido")}
        todas = unidad.todos(Valoracion)
        quien = next(v.participante_id for v in todas if v.cliente_id in perdidos)
        for v in todas:
            if v.participante_id == quien and (v.cliente_id in perdidos or v.ronda == 2):
                unidad.borrar(v)
        unidad.confirmar()
    agregados.olvidar()
    return motor


def seccion(motor: sa.Engine, clave: str) -> tuple[Informe, Seccion]:
    informe = exportacion.informe_de_grupo(pedir(motor))
    hallada = informe.buscar(clave)
    assert hallada is not None
    return informe, hallada


@pytest.mark.parametrize("clave", CALLADAS)
def test_la_tabla_trae_solo_la_diferencia_y_dice_por_que(con_una_sin_pareja: sa.Engine, clave: str) -> None:
    radar = agregados.radar(pedir(con_una_sin_pareja).en(_fase(con_una_sin_pareja)))
    assert getattr(radar, clave).filas[list(CALLADAS[clave])].isna().all(axis=None)

    _, s = seccion(con_una_sin_pareja, clave)
    assert s.tabla is not None
    assert [c.clave for c in s.tabla.columnas] == ["palanca", "diferencia", "inferior", "superior", "n", "lectura"]
    assert MEDIAS_CALLADAS in s.notas
    assert None not in s.tabla.columna("diferencia")


def _completar(motor: sa.Engine) -> None:
    """Todo el mundo valora a sus dos clientes en la primera ronda, y al estable también en la segunda."""
    with UnidadDeTrabajo(motor) as unidad:
        estables = {c.participante_id: c for c in unidad.todos(Cliente, papel="estable")}
        perdidos = {c.participante_id: c for c in unidad.todos(Cliente, papel="perdido")}
        taller = unidad.todos(Taller)[0].id
        for persona, estable in estables.items():
            perdido = perdidos.get(persona) or Cliente(participante_id=persona, papel="perdido", tipo="cliente_perdido")
            unidad.agregar(perdido)
            unidad.asentar()
            for cliente, ronda in ((estable, 1), (perdido, 1), (estable, 2)):
                for afirmacion in AFIRMACIONES:
                    clave = {"taller_id": taller, "participante_id": persona, "cliente_id": cliente.id, "ronda": ronda}
                    dicho = {"papel": cliente.papel, "valor": ronda + 1, "no_sabe": False}
                    unidad.poner(Valoracion, clave | {"afirmacion": afirmacion}, **dicho)
        unidad.confirmar()
    agregados.olvidar()


def _fase(motor: sa.Engine) -> Any:
    return next(f for f in pedir(motor).taller.fases if f.tipo == "radar")


@pytest.mark.parametrize("clave", CALLADAS)
def test_con_todo_el_mundo_en_los_dos_lados_las_medias_siguen_saliendo(motor: sa.Engine, clave: str) -> None:
    _completar(motor)
    _, s = seccion(motor, clave)

    assert s.tabla is not None
    assert set(CALLADAS[clave]) <= {c.clave for c in s.tabla.columnas}
    assert MEDIAS_CALLADAS not in s.notas


@pytest.mark.parametrize("clave", CALLADAS)
def test_en_pdf_se_dibujan_las_diferencias_y_ninguna_media_en_el_cero(
    con_una_sin_pareja: sa.Engine, clave: str
) -> None:
    informe, s = seccion(con_una_sin_pareja, clave)
    grafica, _ = dibujos.dibujar(s, informe)

    assert grafica is not None
    assert "diferencias" in grafica["alt"]
    assert "Cliente perdido" not in grafica["svg"]
    assert exportacion.generar("pdf", pedir(con_una_sin_pareja)).datos.startswith(b"%PDF-")


def test_en_excel_no_hay_radar_de_lo_callado_ni_columna_vacia(con_una_sin_pareja: sa.Engine) -> None:
    datos = exportacion.generar("xlsx", pedir(con_una_sin_pareja)).datos
    libro = openpyxl.load_workbook(io.BytesIO(datos))
    textos = [str(c.value) for hoja in libro for fila in hoja.iter_rows() for c in fila if c.value is not None]

    assert MEDIAS_CALLADAS in textos
    assert "Estable" not in textos
    with zipfile.ZipFile(io.BytesIO(datos)) as cerrado:
        graficas = [n for n in cerrado.namelist() if n.startswith("xl/charts/chart")]
    assert len(graficas) == 1


def test_en_powerpoint_las_barras_son_de_la_diferencia(con_una_sin_pareja: sa.Engine) -> None:
    deck = Presentation(io.BytesIO(exportacion.generar("pptx", pedir(con_una_sin_pareja)).datos))
    graficas = {
        h.shapes.title.text if h.shapes.title is not None else "": f.chart
        for h in deck.slides
        for f in h.shapes
        if f.has_chart
    }
    series = [[s.name for s in g.plots[0].series] for g in graficas.values()]

    assert ["Diferencia"] in series
    assert not any("Cliente perdido" in nombre for una in series for nombre in una)
    notas = " ".join(h.notes_slide.notes_text_frame.text for h in deck.slides if h.has_notes_slide)
    assert MEDIAS_CALLADAS in notas


def test_en_csv_y_json_la_media_callada_no_es_un_cero(con_una_sin_pareja: sa.Engine) -> None:
    with zipfile.ZipFile(io.BytesIO(exportacion.generar("csv", pedir(con_una_sin_pareja)).datos)) as cerrado:
        nombre = next(n for n in cerrado.namelist() if n.endswith("-contraste.csv"))
        cabecera, *filas = csv.reader(io.StringIO(cerrado.read(nombre).decode("utf-8-sig")), delimiter=";")
    assert cabecera[:2] == ["Palanca", "Diferencia"]
    assert all(len(f) == len(cabecera) for f in filas)
    datos = exportacion.exportar_json(pedir(con_una_sin_pareja))
    assert exportacion.leer_informe(datos) == exportacion.informe_de_grupo(pedir(con_una_sin_pareja))
    assert "estable" not in {c["clave"] for c in _columnas(json.loads(datos), "contraste")}


def _columnas(datos: Any, clave: str) -> list[dict[str, Any]]:
    secciones = [s for c in datos["informe"]["capitulos"] for s in c["secciones"]]
    return list(next(s for s in secciones if s["clave"] == clave)["tabla"]["columnas"])


@pytest.mark.parametrize("formato", ["xlsx", "pptx", "pdf", "csv"])
def test_todo_formato_explica_por_que_faltan_las_medias(con_una_sin_pareja: sa.Engine, formato: str) -> None:
    escrito = todo_lo_escrito(exportacion.generar(formato, pedir(con_una_sin_pareja)).datos)

    assert "Las dos medias no salen" in " ".join(escrito.split())
