import io
import json
from typing import Any

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from datos import agregados, exportacion
from datos.exportacion import fuentes, pdf
from datos.exportacion.papel import comun
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Aportacion, Taller
from tests.datos.exportacion.apoyo import con_fases, participa, pedir, todo_lo_escrito
from tests.ensayo import motor, sembrado, ver

__all__ = ["motor", "sembrado"]


def abrir(motor: sa.Engine, **cambios: Any) -> PdfReader:
    return PdfReader(io.BytesIO(exportacion.generar("pdf", pedir(motor, **cambios)).datos))


def texto(lector: PdfReader) -> str:
    return " ".join("\n".join(p.extract_text() for p in lector.pages).split())


def test_el_texto_se_puede_seleccionar_y_cada_pagina_dice_cual_es(motor: sa.Engine) -> None:
    lector = abrir(motor)
    n = len(lector.pages)

    assert n > 5
    for numero, pagina in enumerate(lector.pages, start=1):
        assert f"Página {numero} de {n}" in " ".join(pagina.extract_text().split())
    for dicho in ("Radar de grupo", "Expectativas y medida", "opiniones repartidas", "Cómo leer este informe"):
        assert dicho in texto(lector)


def test_lleva_indice_marcadores_idioma_y_titulo(motor: sa.Engine) -> None:
    lector = abrir(motor)
    datos = lector.metadata
    assert datos is not None

    assert datos.title == f"Informe del taller · {ver(motor).titulo}"
    assert datos.author == "Palancas"
    raiz = lector.trailer["/Root"]
    assert str(raiz["/Lang"]).startswith("es")
    assert raiz["/MarkInfo"]["/Marked"]
    capitulos = [o.title for o in lector.outline if not isinstance(o, list)]
    assert {f.titulo for f in ver(motor).fases if f.tipo != "pausa"} <= set(capitulos)
    assert "Contenido" in lector.pages[0].extract_text()


def test_es_pdf_accesible_y_sus_graficas_tienen_texto_alternativo(motor: sa.Engine) -> None:
    escrito = todo_lo_escrito(exportacion.generar("pdf", pedir(motor)).datos)

    assert "pdfuaid" in escrito
    # Sin una sola imagen de mapa de bits: el radar es trazo, y se amplía sin perder.
    assert "/Subtype /Image" not in escrito.replace("/Subtype/Image", "/Subtype /Image")
    assert "/Alt" in escrito


def test_lo_que_escribe_la_gente_no_se_interpreta(motor: sa.Engine) -> None:
    ataque = '#let x = 1 *ataque* $x$ \\ "comillas" <b> #read("informe.typ") @ref // fin'
    with UnidadDeTrabajo(motor) as unidad:
        unidad.todos(Taller)[0].titulo = ataque
        for fila in unidad.todos(Aportacion)[:2]:
            fila.texto = ataque
        unidad.confirmar()
    agregados.olvidar()

    leido = texto(abrir(motor))

    assert leido.count('#read("informe.typ")') >= 3


# PostgreSQL no admite el carácter nulo, que tampoco deja entrar el modelo.
@pytest.mark.archivo
def test_un_emoji_o_una_letra_de_lejos_no_rompen_el_informe(motor: sa.Engine) -> None:
    raro = "Ñandú 😀 年 Łódź Ωμέγα Привет \u200f\u05d0 e\u0301 \u0000 fin"
    with UnidadDeTrabajo(motor) as unidad:
        for fila in unidad.todos(Aportacion):
            fila.texto = raro
        unidad.confirmar()
    agregados.olvidar()

    leido = texto(abrir(motor))

    assert "Ñandú □ □ Łód" in leido
    assert "Привет" in leido
    assert "fin" in leido


def test_todo_caracter_que_se_da_por_cubierto_lo_esta() -> None:
    """El PDF accesible rechaza un documento con un carácter sin letra, también en títulos y en cursiva."""
    todos = "".join(chr(c) for c in sorted(fuentes.cubiertos()))
    plantilla = "= Título\n#let t = d.todos\n#heading(level: 2, t)\n#t #emph(t) #strong(t)"
    fuente = "\n".join([(pdf.AQUI / "base.typ").read_text(encoding="utf-8"), plantilla])

    import typst

    hecho = typst.compile(
        fuente.encode(),
        font_paths=[str(fuentes.carpeta())],
        ignore_system_fonts=True,
        sys_inputs={"datos": json.dumps(comun("t", "p") | {"todos": todos})},
        pdf_standards=["ua-1"],
    )

    assert hecho.startswith(b"%PDF")


@pytest.mark.parametrize("sin", ["\u00ad", "\u0300x", "\x07", "\ue000"])
def test_lo_que_no_se_ve_no_deja_hueco_y_lo_que_no_tiene_letra_si(sin: str) -> None:
    escrito = fuentes.escribible(f"a{sin}b")

    assert escrito in ("ab", "àxb", "axb", f"a{fuentes.FALTA}b")
    assert all(ord(c) in fuentes.cubiertos() for c in escrito)


def test_sin_nada_revelado_el_informe_dice_por_que(motor: sa.Engine) -> None:
    leido = texto(abrir(motor, taller=con_fases(ver(motor), revelada=False)))

    assert "Sin revelar todavía" in leido
    assert leido.count("no se incluye hasta que quien facilita lo revele") >= 10


def test_mi_informe_lleva_lo_mio_y_el_grupo_solo_si_esta_revelado(motor: sa.Engine) -> None:
    yo = participa(motor)
    cerrado = con_fases(ver(motor), revelada=False)

    con_grupo = texto(PdfReader(io.BytesIO(exportacion.informe_personal(pedir(motor, "participa"), yo).datos)))
    sin_grupo = texto(PdfReader(io.BytesIO(exportacion.informe_personal(pedir(motor, "participa", cerrado), yo).datos)))

    for dicho in (
        "Mis clientes",
        "Índice de predisposición",
        "Robustez",
        "Aporte",
        "Mapa por palanca",
        "Mis compromisos",
    ):
        assert dicho in sin_grupo
    assert "Mi radar frente al grupo" in con_grupo
    assert "Mi radar" in sin_grupo
    assert "Grupo, cliente estable" not in sin_grupo


def test_mi_informe_no_lleva_el_alias_en_los_metadatos_ni_en_el_nombre(motor: sa.Engine) -> None:
    archivo = exportacion.informe_personal(pedir(motor, "participa"), participa(motor))
    lector = PdfReader(io.BytesIO(archivo.datos))
    alias = "Marina"

    assert alias in lector.pages[0].extract_text()
    assert alias not in str(lector.metadata)
    assert archivo.nombre == "palancas-mi-informe-2026-11-21.pdf"


def test_mi_informe_sin_nada_escrito_tambien_se_puede_descargar(motor: sa.Engine) -> None:
    with motor.begin() as conexion:
        for tabla in ("cliente", "respuesta", "perfil_palanca", "compromiso", "aportacion"):
            conexion.execute(sa.text(f"delete from {tabla}"))  # noqa: S608
    agregados.olvidar()

    leido = texto(
        PdfReader(io.BytesIO(exportacion.informe_personal(pedir(motor, "participa"), participa(motor)).datos))
    )

    assert "Todavía no has escrito nada" in leido
