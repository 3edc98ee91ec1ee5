"""El JSON va y vuelve sin pérdida, y uno malo dice dónde y no deja nada a medias."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datos import exportacion
from datos.exportacion import esquema
from datos.exportacion.tipos import (
    DECIMAL,
    ENTERO,
    MES,
    OCULTO,
    PARTE,
    TEXTO,
    Capitulo,
    Columna,
    FraseConRegla,
    Informe,
    Seccion,
    Tabla,
)
from datos.plantillas import palancas
from datos.unidad import UnidadDeTrabajo
from modelo.casos import informes, sala
from modelo.entidades import InformeImportado
from modelo.errores import InformeNoValido, SalaNoEncontrada, SinPermiso
from paginas.comun.mensajes import mensaje
from tests.datos.exportacion.apoyo import AHORA, facilita, participa, pedir
from tests.ensayo import motor, sembrado

__all__ = ["motor", "sembrado"]

TEXTOS = st.text(st.characters(codec="utf-8"), max_size=20)
FECHAS = st.dates().map(lambda d: d.isoformat())
ENTEROS = st.integers(-(2**53), 2**53)
DECIMALES = st.floats(allow_nan=False, allow_infinity=False)
CIFRAS = st.integers(0, 6)
CELDAS: dict[str, st.SearchStrategy[Any]] = {
    TEXTO: TEXTOS,
    ENTERO: ENTEROS | st.just(OCULTO),
    DECIMAL: DECIMALES | ENTEROS,
    PARTE: DECIMALES | st.just(OCULTO),
    MES: FECHAS,
}


@st.composite
def tablas(draw: st.DrawFn) -> Tabla:
    columnas = draw(
        st.lists(
            st.builds(
                Columna,
                TEXTOS,
                TEXTOS,
                TEXTOS,
                st.sampled_from(list(CELDAS)),
                TEXTOS,
                TEXTOS,
                st.integers(0, 6),
                st.booleans(),
            ),
            min_size=1,
            max_size=3,
        )
    )
    fila = st.tuples(*(st.none() | CELDAS[c.tipo] for c in columnas))
    return Tabla(tuple(columnas), tuple(draw(st.lists(fila, max_size=3))))


SECCIONES = st.builds(
    Seccion,
    TEXTOS,
    TEXTOS,
    st.none() | st.integers(0, 300),
    TEXTOS,
    TEXTOS,
    st.none() | tablas(),
    st.none() | tablas(),
    st.lists(TEXTOS, max_size=2).map(tuple),
)
CAPITULOS = st.builds(
    Capitulo, TEXTOS, TEXTOS, TEXTOS, TEXTOS, st.integers(1, 2), st.booleans(), TEXTOS,
    st.lists(SECCIONES, max_size=2).map(tuple),
)  # fmt: skip
INFORMES = st.builds(
    Informe, TEXTOS, TEXTOS, FECHAS, TEXTOS, st.integers(3, 10), st.booleans(), TEXTOS, st.just(palancas()),
    st.lists(st.builds(FraseConRegla, TEXTOS, TEXTOS), max_size=2).map(tuple),
    st.lists(CAPITULOS, max_size=2).map(tuple),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(INFORMES)
def test_lo_que_se_exporta_se_importa_igual(informe: Informe) -> None:
    datos = esquema.escribir(informe)

    leido = esquema.leer(datos)

    assert leido == informe
    # También los tipos: 3 y 3.0 son iguales y no se escriben igual.
    assert esquema.escribir(leido) == datos


def test_el_ensayo_va_y_vuelve_por_la_base_sin_perder_nada(motor: sa.Engine) -> None:
    pedido, quien = pedir(motor), facilita(motor)
    datos = exportacion.exportar_json(pedido)

    traido = exportacion.importar_json(motor, datos, quien=quien, ahora=AHORA)

    assert exportacion.importado(motor, quien.sala_id, traido) == exportacion.informe_de_grupo(pedido)
    assert [i.id for i in exportacion.importados(motor, quien.sala_id)] == [traido]
    assert exportacion.importar_json(motor, datos, quien=quien, ahora=AHORA) == traido
    assert len(exportacion.importados(motor, quien.sala_id)) == 1
    assert exportacion.importado(motor, "otra sala", traido) is None


def _en(ruta: str, cambio: Callable[[Any, Any], None]) -> Callable[[dict[str, Any]], None]:
    def aplicar(datos: dict[str, Any]) -> None:
        *camino, ultimo = [int(p) if p.isdigit() else p for p in ruta.split("/")]
        donde: Any = datos
        for paso in camino:
            donde = donde[paso]
        cambio(donde, ultimo)

    return aplicar


def _poner(valor: Any) -> Callable[[Any, Any], None]:
    def poner(donde: Any, ultimo: Any) -> None:
        donde[ultimo] = valor

    return poner


def _quitar(donde: Any, ultimo: Any) -> None:
    del donde[ultimo]


PRIMERA = "informe/capitulos/1/secciones/0/tabla"
MALOS = {
    "otra versión mayor": (_en("version", _poner("2.0")), "version"),
    "una versión posterior": (_en("version", _poner("1.9")), "version"),
    "una versión que no lo es": (_en("version", _poner("1.0.0")), "version"),
    "otro esquema": (_en("esquema", _poner("otra/cosa")), "no es un informe de Palancas"),
    "sin esquema": (_en("esquema", _quitar), "no es un informe de Palancas"),
    "una clave de más arriba": (_en("extra", _poner(1)), "extra"),
    "una clave de más dentro": (_en("informe/capitulos/2/autor", _poner("Ana")), "informe.capitulos[2].autor"),
    "una clave que falta": (_en("informe/titulo", _quitar), "informe.titulo"),
    "sin versión": (_en("version", _quitar), "version"),
    "un texto donde va un número": (_en("informe/umbral", _poner("cinco")), "informe.umbral"),
    "una fecha imposible": (_en("informe/fecha", _poner("2026-02-31")), "2026-02-31"),
    "una fila corta": (_en(f"{PRIMERA}/filas/0", _poner(["Cliente"])), "informe.capitulos[1].secciones[0].tabla"),
    "una celda que no es de su tipo": (_en(f"{PRIMERA}/filas/0/1", _poner("doce")), "fila 1, columna «Personas»"),
    "una celda que es una lista": (_en(f"{PRIMERA}/filas/0/1", _poner([1])), "filas[0][1]"),
    "una palanca coja": (_en("informe/palancas/0/anclas", _poner(["una"])), "informe.palancas[0]"),
}


@pytest.mark.parametrize("caso", MALOS)
def test_un_archivo_cambiado_dice_donde_y_no_deja_nada(motor: sa.Engine, caso: str) -> None:
    cambiar, donde = MALOS[caso]
    datos = json.loads(exportacion.exportar_json(pedir(motor)))
    cambiar(datos)

    with pytest.raises(InformeNoValido) as error:
        exportacion.importar_json(motor, json.dumps(datos).encode(), quien=facilita(motor), ahora=AHORA)

    assert donde in str(error.value)
    assert mensaje(error.value).startswith("No se ha importado nada.")
    assert exportacion.importados(motor, facilita(motor).sala_id) == []


@pytest.mark.parametrize(
    ("datos", "donde"),
    [
        (b"", "línea 1, columna 1"),
        (b'{"esquema": "palancas/informe",\n "ver', "línea 2"),
        (b"[1, 2]", "no es un informe de Palancas"),
        (b'{"a": 1, "a": 2}', "«a»"),
        (b"\xff\xfe", "byte 0"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": ' + b"9" * 5000 + b"}", "desmedido"),
        (b"[" * 100_000, "niveles"),
        (b" " * (200 * 2**20), "200 MB"),
    ],
    ids=["vacío", "truncado", "lista", "repetida", "no es UTF-8", "NaN", "número enorme", "anidado", "200 MB"],
)
def test_lo_que_no_es_un_informe_se_rechaza_diciendo_donde(datos: bytes, donde: str) -> None:
    with pytest.raises(InformeNoValido) as error:
        esquema.leer(datos)

    assert donde in str(error.value)


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.binary(max_size=3))
def test_ningun_destrozo_da_otra_cosa_que_el_error_previsto(sitio: int, metralla: bytes) -> None:
    datos = esquema.escribir(Informe("t", "", "2026-01-01", "c", 5, False, "v", palancas()))
    roto = datos[: sitio % len(datos)] + metralla + datos[sitio % len(datos) + 2 :]

    try:
        esquema.leer(roto)
    except InformeNoValido as error:
        assert str(error)  # noqa: PT017 — vale que se lea o que se rechace así; nada más


def test_solo_quien_facilita_trae_y_quita_informes(motor: sa.Engine) -> None:
    datos = exportacion.exportar_json(pedir(motor))
    with pytest.raises(SinPermiso):
        exportacion.importar_json(motor, datos, quien=participa(motor), ahora=AHORA)
    quien = facilita(motor)
    traido = exportacion.importar_json(motor, datos, quien=quien, ahora=AHORA)

    with UnidadDeTrabajo(motor) as unidad:
        with pytest.raises(SalaNoEncontrada):
            informes.quitar_importado(unidad, quien=replace(quien, sala_id="otra"), id=traido, ahora=AHORA)
        informes.quitar_importado(unidad, quien=quien, id=traido, ahora=AHORA)
        unidad.confirmar()

    assert exportacion.importados(motor, quien.sala_id) == []


def test_borrar_el_taller_se_lleva_los_informes_importados(motor: sa.Engine) -> None:
    quien = facilita(motor)
    exportacion.importar_json(motor, exportacion.exportar_json(pedir(motor)), quien=quien, ahora=AHORA)

    with UnidadDeTrabajo(motor) as unidad:
        sala.borrar_taller(unidad, quien=quien, ahora=AHORA)
        unidad.confirmar()
        assert unidad.todos(InformeImportado) == []
