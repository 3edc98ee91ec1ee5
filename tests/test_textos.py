"""El catálogo de cada lengua dice todo lo que hay que decir, y nada más."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator

import pytest

from datos import idiomas
from herramientas import textos
from herramientas.textos import Texto
from modelo.lenguas import ESPANOL, LENGUAS
from tests import reglas
from tests.espanol import espanol

OTRAS = [lengua for lengua in LENGUAS if lengua != ESPANOL]


def _catalogo(lengua: str) -> dict[tuple[object, str], object]:
    return {(m.id, m.context or ""): m.string for m in textos.leer(lengua) if m.id}


def _huecos(texto: str) -> set[str]:
    return {nombre for _, nombre, _, _ in string.Formatter().parse(texto) if nombre}


@pytest.mark.parametrize("lengua", OTRAS)
def test_no_falta_ni_sobra_ningun_texto(lengua: str) -> None:
    pedidos = {(t.clave, t.contexto) for t in textos.todos()}
    hay = set(_catalogo(lengua))

    assert pedidos - hay == set(), "faltan: python -m herramientas.textos"
    assert hay - pedidos == set(), "sobran: python -m herramientas.textos"


@pytest.mark.parametrize("lengua", OTRAS)
def test_ningun_texto_queda_sin_traducir(lengua: str) -> None:
    vacios = [clave for clave, dicho in _catalogo(lengua).items() if not all(_formas(dicho))]

    assert vacios == []


def _formas(dicho: object) -> tuple[str, ...]:
    return dicho if isinstance(dicho, tuple) else (str(dicho),)


@pytest.mark.parametrize("lengua", OTRAS)
def test_cada_traduccion_tiene_los_huecos_y_los_bordes_de_su_texto(lengua: str) -> None:
    """Un espacio de más o de menos al principio o al final pegaría dos frases."""
    malos = [
        clave
        for (clave, _), dicho in _catalogo(lengua).items()
        for uno in _formas(clave)[:1]
        for forma in _formas(dicho)
        if _huecos(forma) != _huecos(uno) or _bordes(forma) != _bordes(uno)
    ]

    assert malos == []


def _bordes(texto: str) -> tuple[str, str]:
    return texto[: len(texto) - len(texto.lstrip())], texto[len(texto.rstrip()) :]


# Lo que no se traduce: nombres propios y lo que ha de teclearse tal cual.
TAL_CUAL = re.compile(r"Jøsang|olivo-faro-27|datos\.copias --lista|--restaurar|PALANCAS_BD|Palancas")


@pytest.mark.parametrize("lengua", OTRAS)
def test_en_la_traduccion_no_queda_espanol(lengua: str) -> None:
    quedan = [
        forma for dicho in _catalogo(lengua).values() for forma in _formas(dicho) if espanol(TAL_CUAL.sub("", forma))
    ]

    assert quedan == []


def test_el_detector_de_espanol_lo_ve_y_no_confunde_el_ingles() -> None:
    assert espanol("Falta: alias") is False
    assert all(espanol(t) for t in ("Lo mío", "Quitar la nota", "¿Para qué?", "«otros»", "persona por persona"))
    assert not any(espanol(t) for t in ("Add a client", "{por} of {tu}", ":material/la_de:", "Tell us your plan"))


def test_la_lengua_de_serie_no_tiene_catalogo_y_dice_lo_que_pone_el_codigo() -> None:
    with idiomas.hablando(ESPANOL):
        assert idiomas._("Listo") == "Listo"
        assert idiomas.de_serie("Histórico") == "Histórico"
        assert idiomas.plural("persona", "personas", 2) == "personas"


def test_dentro_de_otra_lengua_se_dice_en_ella_y_al_salir_se_vuelve() -> None:
    with idiomas.hablando("en"):
        assert idiomas._("Listo") == "Ready"
        assert idiomas.plural("persona", "personas", 1) == "person"
        assert idiomas.rotulos.AMBITOS["entorno"] == "Environment"
        assert idiomas.en_contexto("compromisos", "Hechos") != idiomas._("Hechos")
    assert idiomas._("Listo") == "Listo"
    assert idiomas.rotulos.AMBITOS["entorno"] == "Entorno"


def test_lo_que_cambio_quien_facilita_no_se_traduce() -> None:
    with idiomas.hablando("en"):
        assert idiomas.de_serie("Histórico") == "Track record"
        assert idiomas.de_serie("Histórico de Faro") == "Histórico de Faro"
        # Un rótulo de la casa que alguien use de título no es un texto de serie.
        assert idiomas.de_serie("Listo") == "Listo"


@pytest.mark.parametrize(
    ("codigo", "textos_"),
    [
        ('_("hola")', [Texto("hola")]),
        ('_("uno" if x else "otro")', [Texto("uno"), Texto("otro")]),
        ('plural("{n} día", "{n} días", n)', [Texto("{n} día", "{n} días")]),
        ('contar(n, "voto")', [Texto("voto", "votos")]),
        ('en_contexto("plan", "Hechos")', [Texto("Hechos", contexto="plan")]),
        ('ValorNoValido(campo, "no cabe")', [Texto("no cabe")]),
        ("_(variable)", []),
    ],
)
def test_se_sacan_del_codigo_todas_las_formas_de_marcar(codigo: str, textos_: list[Texto]) -> None:
    assert list(textos.del_archivo(codigo)) == textos_


def test_un_texto_con_datos_dentro_no_se_puede_marcar() -> None:
    with pytest.raises(ValueError, match="con datos dentro"):
        list(textos.del_archivo('_(f"hola {nombre}")'))


def _funciones_que_pisan_la_marca(codigo: ast.AST) -> Iterator[int]:
    """Funciones que llaman a ``_`` y además la usan de variable: la llamada fallaría."""
    for funcion in ast.walk(codigo):
        if isinstance(funcion, ast.FunctionDef):
            propios = [n for n in _sin_lo_de_dentro(funcion) if isinstance(n, ast.Name) and n.id == "_"]
            if {type(n.ctx) for n in propios} >= {ast.Load, ast.Store}:
                yield funcion.lineno


def _sin_lo_de_dentro(funcion: ast.AST) -> Iterator[ast.AST]:
    aparte = (ast.FunctionDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    for hijo in ast.iter_child_nodes(funcion):
        if not isinstance(hijo, aparte):
            yield hijo
            yield from _sin_lo_de_dentro(hijo)


def test_nadie_usa_la_marca_como_variable_donde_la_llama() -> None:
    pisadas = [
        f"{reglas.relativo(archivo)}:{linea}"
        for archivo in reglas.archivos("paginas", "datos")
        for linea in _funciones_que_pisan_la_marca(reglas.arbol(archivo))
    ]

    assert pisadas == []
    assert list(_funciones_que_pisan_la_marca(ast.parse("def f():\n    for _ in x:\n        _('a')")))


def test_los_comprensivos_tampoco_la_pisan() -> None:
    pisadas = [
        f"{reglas.relativo(archivo)}:{nodo.lineno}"
        for archivo in reglas.archivos("paginas", "datos")
        for nodo in ast.walk(reglas.arbol(archivo))
        if isinstance(nodo, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp)
        and {type(n.ctx) for n in ast.walk(nodo) if isinstance(n, ast.Name) and n.id == "_"} >= {ast.Load, ast.Store}
    ]

    assert pisadas == []


def test_una_lengua_inventada_no_se_recuerda() -> None:
    antes = idiomas._leido.cache_info().currsize
    for n in range(50):
        assert idiomas.catalogo(f"inventada {n}").lengua == ESPANOL
    assert idiomas._leido.cache_info().currsize == antes
