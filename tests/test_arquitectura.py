"""La forma de la casa, comprobada: quién importa a quién, quién toca qué y cuánto ocupa cada archivo."""

import ast
from collections.abc import Callable, Iterator

import pytest

from tests import reglas

LINEAS_POR_ARCHIVO = 300
LINEAS_POR_PAGINA = 99

# Archivos que pueden pasar de 300 líneas, y por qué.
MAS_LARGOS = {
    "modelo/entidades.py": "todas las tablas comparten registro y van en un archivo para recargarse juntas",
}

# Módulos que pueden tocar st.session_state, y por qué.
CON_SESION = {
    "paginas/comun/caja.py": "guarda en una sola entrada todo lo de la casa",
    "paginas/comun/sesion.py": "da nombre y tipo a lo guardado, y lee lo que hay en los campos",
    "paginas/comun/formularios.py": "siembra y lee las claves de los campos que él mismo dibuja",
}

NO_IMPORTAN = [
    ("modelo", ("app", "datos", "paginas", "streamlit", "tests")),
    ("datos", ("app", "paginas", "streamlit", "tests")),
    ("paginas", ("app", "tests")),
    ("paginas/comun/graficos", ("streamlit",)),
    ("datos/lecturas", ("streamlit",)),
]

Regla = Callable[[ast.AST], Iterator[int]]


def _incumplen(regla: Regla, *carpetas: str, salvo: dict[str, str] | None = None) -> list[str]:
    return [
        f"{reglas.relativo(archivo)}:{linea}"
        for archivo in reglas.archivos(*carpetas)
        if reglas.relativo(archivo) not in (salvo or {})
        for linea in regla(reglas.arbol(archivo))
    ]


def _lineas(ruta: str) -> int:
    return len((reglas.RAIZ / ruta).read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(("carpeta", "prohibidos"), NO_IMPORTAN, ids=[carpeta for carpeta, _ in NO_IMPORTAN])
def test_las_flechas_de_importacion_van_en_un_solo_sentido(carpeta: str, prohibidos: tuple[str, ...]) -> None:
    assert reglas.archivos(carpeta), f"{carpeta} está vacía: la regla no vigila nada"

    assert _incumplen(lambda codigo: reglas.importaciones(codigo, *prohibidos), carpeta) == []


def test_nadie_se_traga_los_cortes_de_guion_de_streamlit() -> None:
    assert _incumplen(reglas.excepciones_sin_nombre) == []


def test_el_estado_de_sesion_solo_se_toca_desde_sus_puertas() -> None:
    assert _incumplen(reglas.usos_de_la_sesion, "paginas", "datos", "modelo", salvo=CON_SESION) == []


def test_el_modelo_recibe_el_reloj_y_el_azar() -> None:
    assert _incumplen(reglas.relojes_y_azares, "modelo") == []


def test_ningun_archivo_pasa_de_trescientas_lineas() -> None:
    rutas = [reglas.relativo(archivo) for archivo in reglas.archivos() if "versiones" not in archivo.parts]

    assert {
        ruta: _lineas(ruta) for ruta in rutas if _lineas(ruta) > LINEAS_POR_ARCHIVO and ruta not in MAS_LARGOS
    } == {}


def test_cada_pagina_es_un_guion_de_menos_de_cien_lineas() -> None:
    rutas = [reglas.relativo(archivo) for archivo in (reglas.RAIZ / "paginas").glob("*.py")]

    assert {ruta: _lineas(ruta) for ruta in rutas if _lineas(ruta) > LINEAS_POR_PAGINA} == {}


def test_las_excepciones_a_las_reglas_siguen_haciendo_falta() -> None:
    de_mas = [ruta for ruta in MAS_LARGOS if _lineas(ruta) <= LINEAS_POR_ARCHIVO]
    de_mas += [ruta for ruta in CON_SESION if not list(reglas.usos_de_la_sesion(reglas.arbol(reglas.RAIZ / ruta)))]

    assert de_mas == []


@pytest.mark.parametrize(
    "codigo",
    [
        "import streamlit",
        "import streamlit as st",
        "import json, streamlit.components",
        "from streamlit import session_state",
        "from streamlit.testing.v1 import AppTest",
        "def tarde():\n    import streamlit",
        "if TYPE_CHECKING:\n    from streamlit.delta_generator import DeltaGenerator",
    ],
)
def test_la_regla_de_importacion_ve_todas_las_formas_de_importar(codigo: str) -> None:
    assert list(reglas.importaciones(ast.parse(codigo), "streamlit"))


@pytest.mark.parametrize("codigo", ["import streamlit_x", "from datos.streamlit import x", "st = 'import streamlit'"])
def test_la_regla_de_importacion_no_se_confunde_de_paquete(codigo: str) -> None:
    assert not list(reglas.importaciones(ast.parse(codigo), "streamlit"))


@pytest.mark.parametrize("clausula", ["", " BaseException", " (ValueError, BaseException)", " builtins.BaseException"])
def test_la_regla_de_excepciones_ve_las_que_lo_tragan_todo(clausula: str) -> None:
    assert list(reglas.excepciones_sin_nombre(ast.parse(f"try:\n    x()\nexcept{clausula}:\n    pass")))


@pytest.mark.parametrize("clausula", [" ValueError", " (OSError, ValueError)", " Exception"])
def test_la_regla_de_excepciones_deja_las_que_tienen_nombre(clausula: str) -> None:
    assert not list(reglas.excepciones_sin_nombre(ast.parse(f"try:\n    x()\nexcept{clausula}:\n    pass")))


@pytest.mark.parametrize(
    "codigo",
    [
        "st.session_state['a'] = 1",
        "x = st.session_state.a",
        "from streamlit import session_state",
        "f(st.session_state)",
    ],
)
def test_la_regla_de_sesion_ve_todos_los_usos(codigo: str) -> None:
    assert list(reglas.usos_de_la_sesion(ast.parse(codigo)))


@pytest.mark.parametrize(
    "codigo",
    [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "date.today()",
        "Field(default_factory=datetime.now)",
        "time.time()",
        "from time import monotonic",
        "random.choice(lista)",
        "random.seed(1)",
        "from random import shuffle",
    ],
)
def test_la_regla_del_reloj_ve_la_hora_y_el_azar_propios(codigo: str) -> None:
    assert list(reglas.relojes_y_azares(ast.parse(codigo)))


@pytest.mark.parametrize(
    "codigo",
    [
        "def f(ahora: datetime, azar: random.Random): return ahora.date()",
        "from random import Random",
        "datetime(2026, 1, 1)",
        "hoy.today",
    ],
)
def test_la_regla_del_reloj_deja_recibirlos(codigo: str) -> None:
    assert not list(reglas.relojes_y_azares(ast.parse(codigo)))
