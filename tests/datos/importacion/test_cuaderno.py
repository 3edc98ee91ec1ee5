"""El cuaderno en papel: pregunta lo mismo que la plantilla, solo lo de la agenda, y se imprime en pocas hojas."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader

from datos import consultas, importacion
from datos.importacion.forma import hojas
from modelo.casos.preparar import quitar_fase
from tests.fabricas import Mesa

HOY = "2026-11-28"
CARAS = 15


def junto(texto: str) -> str:
    """Sin espacios, guiones ni puntos volados: en papel los rótulos se parten y las opciones se separan."""
    return re.sub(r"[\s·\u00ad\u2010-]+", "", texto)


def cuaderno(mesa: Mesa) -> PdfReader:
    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    return PdfReader(io.BytesIO(importacion.cuaderno(mesa.motor, visto, HOY).datos))


def leido(mesa: Mesa) -> str:
    return junto(" ".join(pagina.extract_text() for pagina in cuaderno(mesa).pages))


def test_pregunta_todo_lo_que_se_importa_y_dice_que_se_puede_contestar(mesa: Mesa) -> None:
    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    dicho = leido(mesa)
    forma = hojas(visto, consultas.palancas(mesa.motor, visto.id))
    faltan = [
        c.rotulo
        for h in forma
        for c in h.columnas
        if c.campo not in ("persona", "ronda") and junto(c.rotulo) not in dicho
    ]
    assert faltan == []
    opciones = {o for h in forma for c in h.columnas for o in c.ofrece if c.tipo and "palanca" not in c.campo}
    assert [o for o in opciones if junto(o) not in dicho] == []


def test_de_lo_que_no_esta_en_la_agenda_no_se_pregunta_nada(mesa: Mesa) -> None:
    assert "Compromisos" in leido(mesa)
    mesa.hacer(quitar_fase, quien=mesa.facilita, clave="plan")
    assert "Compromisos" not in leido(mesa)


def test_no_lleva_el_nombre_ni_lo_escrito_de_nadie(mesa: Mesa) -> None:
    ana = mesa.entra("Ana de Prueba")
    mesa.salta("mapa")
    mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Faro del Norte")
    dicho = leido(mesa)
    assert "AnadePrueba" not in dicho
    assert "FarodelNorte" not in dicho


def test_es_un_pdf_accesible_y_cabe_en_pocas_hojas(mesa: Mesa) -> None:
    pdf = cuaderno(mesa)
    assert len(pdf.pages) <= CARAS
    assert "pdfuaid" in str(pdf.xmp_metadata.stream.get_data())
