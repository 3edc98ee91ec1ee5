import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from openpyxl.cell.cell import Cell

from datos import agregados, exportacion
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Aportacion, Taller
from tests.datos.exportacion.apoyo import con_fases, pedir
from tests.ensayo import motor, sembrado, ver

__all__ = ["motor", "sembrado"]


def abrir(motor: sa.Engine, **cambios: Any) -> openpyxl.Workbook:
    datos = exportacion.generar("xlsx", pedir(motor, **cambios)).datos
    return openpyxl.load_workbook(io.BytesIO(datos))


def todas(libro: openpyxl.Workbook) -> Iterator[Cell]:
    for hoja in libro.worksheets:
        for fila in hoja.iter_rows():
            yield from (c for c in fila if isinstance(c, Cell) and c.value is not None)


def celdas_de(libro: openpyxl.Workbook, texto: str) -> list[Cell]:
    return [c for c in todas(libro) if c.value == texto]


def test_hay_una_hoja_por_fase_y_la_primera_explica_las_columnas(motor: sa.Engine) -> None:
    libro = abrir(motor)

    assert libro.sheetnames[:2] == ["Léeme", "Resumen"]
    titulos = {f.titulo for f in ver(motor).fases if f.tipo != "pausa"}
    assert {hoja["A1"].value for hoja in libro.worksheets} >= titulos
    leeme = libro["Léeme"]
    cabeceras = {c.value for fila in leeme.iter_rows() for c in fila}
    assert {"Hoja", "Columna", "Qué es", "Unidades", "Rango", "Fase", "Estado"} <= cabeceras
    explicadas = {c.value for c in leeme["B"]}
    for hoja in libro.worksheets[2:]:
        for tabla in hoja.tables.values():
            assert {columna.name for columna in tabla.tableColumns} <= explicadas


def test_cada_tabla_lleva_filtros_y_las_sueltas_cabecera_fija(motor: sa.Engine) -> None:
    libro = abrir(motor)
    con_tabla = [h for h in libro.worksheets if h.tables]

    assert len(con_tabla) > 10
    assert all(t.autoFilter is not None for h in con_tabla for t in h.tables.values())
    for hoja in (h for h in con_tabla if len(h.tables) == 1):
        cabecera = int(next(iter(hoja.tables.values())).ref.split(":")[0].strip("ABCDEFGH"))
        assert hoja.freeze_panes == f"A{cabecera + 1}"


def test_los_numeros_son_numeros_y_los_textos_textos(motor: sa.Engine) -> None:
    libro = abrir(motor)
    hoja = next(h for h in libro.worksheets if h["A1"].value == "Radar y debate" and len(h.tables) > 2)
    fila = next(f for f in hoja.iter_rows() if f[0].value == "Cumplimiento y solvencia")

    assert [c.data_type for c in fila[:5]] == ["s", "n", "n", "n", "n"]
    assert fila[2].number_format == "0.0"
    negativos = [c for c in todas(libro) if isinstance(c.value, float) and c.value < 0]
    assert negativos
    assert {c.number_format for c in negativos} == {"+0.0;−0.0;0.0"}
    assert any(c.is_date for c in todas(libro))


def test_los_anchos_dejan_leer_lo_que_hay(motor: sa.Engine) -> None:
    for hoja in abrir(motor).worksheets:
        for tabla in hoja.tables.values():
            primera = tabla.ref.split(":")[0].strip("0123456789")
            assert hoja.column_dimensions[primera].width >= 10


def test_el_radar_es_nativo_y_sale_de_las_celdas(motor: sa.Engine) -> None:
    libro = abrir(motor)
    graficas = [g for hoja in libro.worksheets for g in hoja._charts]

    # En el ensayo las medias del contraste se callan: de él no hay radar (test_medias_calladas).
    assert [type(g).__name__ for g in graficas] == ["RadarChart"]
    valores = graficas[0].series[0].val.numRef.f
    hoja, rango = valores.rsplit("!", 1)
    medias = [fila[0].value for fila in libro[hoja.strip("'")][rango.replace("$", "")]]
    assert len(medias) == 8
    assert all(1 <= m <= 5 for m in medias)
    assert graficas[0].y_axis.scaling.min == 1


def test_los_metadatos_no_llevan_autor_personal(motor: sa.Engine) -> None:
    propiedades = abrir(motor).properties

    assert propiedades.creator == "Palancas"
    assert propiedades.lastModifiedBy in (None, "Palancas")
    assert "Informe del taller" in propiedades.title


@pytest.mark.parametrize("veneno", ["=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1"])
def test_ningun_texto_ajeno_se_vuelve_formula(motor: sa.Engine, veneno: str) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        unidad.todos(Taller)[0].titulo = veneno
        for fila in unidad.todos(Aportacion)[:3]:
            fila.texto = veneno
        unidad.confirmar()
    agregados.olvidar()

    libro = abrir(motor)

    assert [c.coordinate for c in todas(libro) if c.data_type == "f"] == []
    puestas = [c for c in todas(libro) if isinstance(c.value, str) and c.value.endswith(veneno.strip())]
    assert len(puestas) >= 3
    assert any(c.quotePrefix for c in puestas)


def test_un_texto_legitimo_queda_como_se_escribio(motor: sa.Engine) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        unidad.todos(Aportacion)[0].texto = "-2 días"
        unidad.confirmar()
    agregados.olvidar()

    puestas = celdas_de(abrir(motor), "-2 días")

    assert puestas
    assert not any(c.quotePrefix for c in puestas)


def test_una_fase_sin_revelar_no_tiene_hoja_y_el_indice_dice_por_que(motor: sa.Engine) -> None:
    libro = abrir(motor, taller=con_fases(ver(motor), revelada=False))

    assert libro.sheetnames == ["Léeme", "Resumen"]
    assert any("Sin revelar" in str(c.value) for c in todas(libro))


def test_dos_fases_con_el_mismo_titulo_imposible_de_hoja_no_chocan(motor: sa.Engine) -> None:
    libro = abrir(motor, taller=con_fases(ver(motor), titulo="[Fase]: con/barras*y?más de treinta y un caracteres"))

    assert len(set(libro.sheetnames)) == len(libro.sheetnames)
    assert all(len(nombre) <= 31 for nombre in libro.sheetnames)
