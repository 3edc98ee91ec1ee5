"""Cada ataque en cada campo de texto del catálogo, en cada documento: se lee como se escribió y no hace nada."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial

import icalendar
import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from datos import consultas, exportacion
from datos.exportacion.sobre import depurado
from datos.formulas import es_ejecutable
from datos.motor import cerrar, preparar
from modelo.campos import limpio
from modelo.privacidad import Mirada
from modelo.valores import Identidad
from tests import hostil
from tests.datos.exportacion.apoyo import AHORA, HOY, agregados, todo_lo_escrito
from tests.fabricas import Mesa, una_mesa
from tests.hostil import CAMPOS, DE_CAMPO, con_todo, marca_de

# De cada ataque, el entero y uno que cabe en cualquier campo.
ATAQUES = {
    "html": ("<img src=http://ajeno.example/a.png onerror=alert(1)><script>alert(1)</script>", "<b>b</b><img>"),
    "fórmula": ('=HYPERLINK("http://ajeno.example","pulsa")', "=1+1"),
    "arroba": ("@SUM(1)*cmd|' /C calc'!A0", "@SUM(1)"),
    "marcado": (
        "![x](http://ajeno.example/x) [p](javascript:alert(1)) $\\frac{1}{2}$ :red[x] :smile:",
        "**n** :red[r]",
    ),
    "typst": ('#read("/etc/passwd") #link("http://ajeno.example")[x] $sqrt(2)$ @cita <aqui> \\', "#eval($x$) @a"),
    "ics": ("fin\r\nATTACH:http://ajeno.example/x\r\nEND:VEVENT\r\nBEGIN:VALARM;,\\n", "a\r\nURL:x;y,z"),
    "xml": ("]]> & &#x41; &lt; <?xml ?> <!ENTITY x SYSTEM 'file:///x'> \ufffe", "]]>&amp;<!--"),
    "invisibles": ("a\0b \u202eodar\u202c \u2066x\u2069 \x1b[31m \ud83d é", "a\0b\u202ec\x07"),
    "compuestos": ("👩‍👩‍👧‍👦🏳️‍🌈 Z̸̢̛͓ 👩🏽‍💻", "👩🏽‍💻Z̸"),
}
# Se ve en la página y está en «Descargar lo mío», que es la base tal cual; ningún documento lo lleva.
SIN_DOCUMENTO = {"interaccion.dificultad"}
NUNCA = "\0\x07\x1b\u202e\u202c\u2066\u2069"


def ataques(cual: str, tipo: str, campo: str) -> Iterable[str]:
    """Ese ataque, con la marca del campo, entero o en corto."""
    return [texto + marca_de(tipo, campo) for texto in ATAQUES[cual]]


class Sala:
    """Un taller revelado en que cada persona ha escrito un ataque distinto en todos los campos."""

    def __init__(self, mesa: Mesa) -> None:
        self.mesa = mesa
        self.gente: dict[str, Identidad] = {cual: mesa.entra(textos[1]).identidad for cual, textos in ATAQUES.items()}
        hostil.revelar_todo(mesa)
        for cual, quien in self.gente.items():
            hostil.escribe(mesa, quien, partial(ataques, cual))

    def pedido(self) -> agregados.Pedido:
        taller = consultas.taller_visto(self.mesa.motor, self.mesa.creado.codigo)
        assert taller is not None
        mirada = Mirada("facilita", taller.umbral, True, taller.fases[0].anonima)
        return agregados.pedir(self.mesa.motor, taller, taller.fases[0], mirada, actividad=taller.actividad, hoy=HOY)


@pytest.fixture(scope="module")
def sala(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sala]:
    motor = preparar(f"sqlite:///{tmp_path_factory.mktemp('hostil') / 'palancas.db'}")
    agregados.olvidar()
    yield Sala(una_mesa(motor, plantilla=con_todo(), titulo=ATAQUES["marcado"][1], organizacion=ATAQUES["xml"][1]))
    cerrar(motor)


@pytest.fixture(scope="module")
def documentos(sala: Sala) -> dict[str, bytes]:
    """Todos, por su nombre: los cinco de grupo y los dos de cada persona."""
    pedido = sala.pedido()
    hechos = {f.clave: exportacion.generar(f.clave, pedido).datos for f in exportacion.formatos("facilita")}
    for cual, quien in sala.gente.items():
        hechos[f"{cual}.pdf"] = exportacion.informe_personal(pedido, quien).datos
        hechos[f"{cual}.ics"] = exportacion.calendario_personal(pedido, quien, AHORA).datos
    return hechos


def _de_json(dato: object) -> Iterator[str]:
    if isinstance(dato, str):
        yield dato
    elif isinstance(dato, dict | list):
        for parte in dato.values() if isinstance(dato, dict) else dato:
            yield from _de_json(parte)


def textos(nombre: str, datos: bytes) -> list[str]:
    """Lo que lee quien abre ese documento con su programa, pieza a pieza."""
    formato = nombre.rsplit(".", 1)[-1]
    if formato == "json":
        return list(_de_json(json.loads(datos)))
    if formato == "xlsx":
        libro = openpyxl.load_workbook(io.BytesIO(datos))
        return [str(c.value) for hoja in libro for fila in hoja.iter_rows() for c in fila if c.value is not None]
    if formato == "csv":
        with zipfile.ZipFile(io.BytesIO(datos)) as abierto:
            tablas = [abierto.read(n).decode("utf-8-sig") for n in abierto.namelist() if n.endswith(".csv")]
        return [
            celda for t in tablas for fila in csv.reader(io.StringIO(t, newline=""), delimiter=";") for celda in fila
        ]
    if formato == "pptx":
        formas = [forma for hoja in Presentation(io.BytesIO(datos)).slides for forma in hoja.shapes]
        sueltos = [forma.text_frame.text for forma in formas if forma.has_text_frame]
        return sueltos + [c.text_frame.text for f in formas if f.has_table for r in f.table.rows for c in r.cells]
    if formato == "ics":
        return [str(v) for e in icalendar.Calendar.from_ical(datos).walk() for _, v in e.property_items()]
    return ["".join(p.extract_text() for p in PdfReader(io.BytesIO(datos)).pages)]


def pegado(texto: str) -> str:
    """Sin espacios, guiones de partir ni mayúsculas: un documento corta donde quiere, y las palabras se agrupan."""
    return re.sub(r"[\s\u00ad\u200b]+", "", texto).casefold()


def vistos(nombre: str, datos: bytes) -> set[str]:
    return {CAMPOS[int(n)] for t in textos(nombre, datos) for n in DE_CAMPO.findall(pegado(t)) if int(n) < len(CAMPOS)}


def test_todo_campo_de_texto_sale_en_algun_documento(documentos: dict[str, bytes]) -> None:
    salen = set().union(*(vistos(nombre, datos) for nombre, datos in documentos.items()))

    assert set(CAMPOS) - salen == SIN_DOCUMENTO


def test_en_cada_documento_cada_ataque_se_lee_como_se_escribio(documentos: dict[str, bytes]) -> None:
    """Salvo en el PDF, que no tiene dibujo para todo, y lo que el CSV neutraliza con un apóstrofo delante."""
    escritos = {pegado(limpio(t)) for par in ATAQUES.values() for t in par} | {pegado(t) for t in ATAQUES["xml"]}
    reparos = []
    for nombre, datos in documentos.items():
        for texto in map(pegado, [] if nombre.endswith("pdf") else textos(nombre, datos)):
            for marca in DE_CAMPO.finditer(texto):
                antes = depurado(texto[: marca.start()])
                if not antes.endswith(tuple(pegado(depurado(e)) for e in escritos)):
                    reparos.append(f"{nombre}: {antes[-90:]!r}")

    assert reparos == []


def test_el_pdf_escribe_los_ataques_letra_a_letra(documentos: dict[str, bytes]) -> None:
    for cual in ("html", "fórmula", "arroba", "marcado", "typst"):
        (leido,) = textos(".pdf", documentos[f"{cual}.pdf"])
        assert pegado(ATAQUES[cual][0]) in pegado(leido), cual


@pytest.mark.parametrize("formato", ["json", "xlsx", "csv", "pptx", "pdf", "ics"])
def test_ningun_documento_lleva_caracteres_que_falseen_lo_que_se_lee(
    documentos: dict[str, bytes], formato: str
) -> None:
    for nombre, datos in documentos.items():
        if nombre.endswith(formato):
            leido = "".join(textos(nombre, datos))
            assert DE_CAMPO.search(pegado(leido)), nombre
            assert not set(leido) & set(NUNCA), nombre


def test_los_libros_no_llevan_formulas_ni_enlaces_ni_nada_de_fuera(documentos: dict[str, bytes]) -> None:
    libro = openpyxl.load_workbook(io.BytesIO(documentos["xlsx"]))
    celdas = [c for hoja in libro for fila in hoja.iter_rows() for c in fila]

    assert [c.value for c in celdas if c.data_type == "f" and "ajeno" in str(c.value)] == []
    assert [c.value for c in celdas if c.data_type == "f" and DE_CAMPO.search(str(c.value))] == []
    assert [c.hyperlink.target for c in celdas if c.hyperlink and "ajeno" in str(c.hyperlink.target)] == []
    for nombre in ("xlsx", "pptx"):
        with zipfile.ZipFile(io.BytesIO(documentos[nombre])) as abierto:
            relaciones = [abierto.read(n).decode() for n in abierto.namelist() if n.endswith(".rels")]
        assert not any('TargetMode="External"' in r or "ajeno" in r for r in relaciones), nombre


def test_ninguna_celda_del_csv_se_ejecuta(documentos: dict[str, bytes]) -> None:
    assert [celda for celda in textos("csv", documentos["csv"]) if es_ejecutable(celda)] == []


def test_ningun_pdf_lleva_enlaces_guiones_ni_adjuntos(documentos: dict[str, bytes]) -> None:
    for nombre, datos in documentos.items():
        if nombre.endswith("pdf"):
            crudo = todo_lo_escrito(datos)
            assert [a for a in ("/URI", "/JavaScript", "/JS", "/Launch", "/EmbeddedFile") if f"{a} " in crudo] == [], (
                nombre
            )


def test_un_texto_no_anade_propiedades_ni_avisos_a_la_agenda(documentos: dict[str, bytes]) -> None:
    de_siempre = None
    for nombre in [n for n in documentos if n.endswith("ics")]:
        piezas = [
            (pieza.name, sorted(pieza.keys())) for pieza in icalendar.Calendar.from_ical(documentos[nombre]).walk()
        ]
        de_siempre = de_siempre or piezas
        assert piezas == de_siempre, nombre
        assert [p for p, _ in piezas] == ["VCALENDAR", "VEVENT", "VALARM"]
        assert not re.search(rb"(?m)^(ATTACH|URL)", documentos[nombre])
