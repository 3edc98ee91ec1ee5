"""Cada caso, con cada papel y en cada estado, hace lo que dice la tabla de permisos."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from datos.motor import crear_motor
from datos.unidad import UnidadDeTrabajo
from modelo.errores import ErrorDelTaller
from tests.bases import base_nueva
from tests.casos.escena import Escena
from tests.casos.fila import ESTADOS, SI, Fila
from tests.casos.tabla_permisos import TABLA, casos_publicos, documento, invocable
from tests.fabricas import Mesa, una_mesa
from tests.reglas import RAIZ

NEGATIVAS = {"SinPermiso", "ParticipanteExpulsado", "SalaBorrada"}
POR_PAPEL = [f for f in TABLA if not isinstance(f.quien, str)]
SIN_PAPEL = [f for f in TABLA if isinstance(f.quien, str)]


@pytest.fixture(scope="module")
def escenas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Escena]]:
    """El mismo taller en cada estado. Ninguna prueba confirma lo que hace: sirve para todas."""
    hechas = {}
    for estado in ESTADOS:
        motor = crear_motor(base_nueva(tmp_path_factory.mktemp("permisos") / "palancas.db"))
        mesa = una_mesa(motor)
        escena = Escena(mesa, una_mesa(motor, titulo="Otra sala", azar=mesa.azar))
        escena.pasar_a(estado)
        hechas[estado] = escena
    yield hechas
    for escena in hechas.values():
        escena.mesa.motor.dispose()


def intento(escena: Escena, fila: Fila, **quien: object) -> str:
    """«sí», o el nombre del error. Deshace lo hecho."""
    datos = fila.datos(escena) | quien
    with UnidadDeTrabajo(escena.mesa.motor) as unidad:
        try:
            invocable(fila)(unidad, ahora=escena.mesa.reloj.ahora, **datos)
        except ErrorDelTaller as error:
            return type(error).__name__
    return SI


@pytest.mark.parametrize("estado", ESTADOS)
@pytest.mark.parametrize("fila", POR_PAPEL, ids=lambda f: f.nombre)
def test_cada_papel_puede_lo_que_dice_la_tabla_y_nada_mas(escenas: dict[str, Escena], fila: Fila, estado: str) -> None:
    escena = escenas[estado]
    resultados = {papel: intento(escena, fila, quien=quien) for papel, quien in escena.identidades().items()}

    esperado = fila.en[ESTADOS.index(estado)]
    assert {papel: r for papel, r in resultados.items() if papel in fila.quien} == dict.fromkeys(fila.quien, esperado)
    assert {papel: r for papel, r in resultados.items() if papel not in fila.quien and r not in NEGATIVAS} == {}


@pytest.mark.parametrize("estado", ESTADOS)
@pytest.mark.parametrize("fila", SIN_PAPEL, ids=lambda f: f.nombre)
def test_lo_que_autoriza_un_secreto_da_lo_que_dice_la_tabla(
    escenas: dict[str, Escena], fila: Fila, estado: str
) -> None:
    assert intento(escenas[estado], fila) == fila.en[ESTADOS.index(estado)]


@pytest.mark.parametrize("fila", POR_PAPEL, ids=lambda f: f.nombre)
def test_desde_otra_sala_no_se_toca_nada_de_esta(escenas: dict[str, Escena], fila: Fila) -> None:
    """Quien manda o participa en otra sala solo puede obrar en la suya, aunque conozca los ids de aquí."""
    escena = escenas["en su fase"]
    for quien in (escena.otra.facilita, escena.ajena):
        antes = lo_de(escena.mesa)
        with UnidadDeTrabajo(escena.mesa.motor) as unidad:
            try:
                invocable(fila)(unidad, quien=quien, ahora=escena.mesa.reloj.ahora, **fila.datos(escena))
            except ErrorDelTaller:
                continue
            unidad.asentar()
            assert lo_de(escena.mesa, unidad) == antes


TABLAS_DE_LA_SALA = (
    "select * from sala where id = :sala",
    "select * from taller where sala_id = :sala",
    "select * from participante where sala_id = :sala",
    "select * from ficha where sala_id = :sala",
    "select * from pase where sala_id = :sala",
    "select f.* from fase f join taller t on t.id = f.taller_id where t.sala_id = :sala",
    "select c.* from cliente c join participante p on p.id = c.participante_id where p.sala_id = :sala",
    "select a.* from aportacion a join participante p on p.id = a.participante_id where p.sala_id = :sala",
    "select v.* from voto v join aportacion a on a.id = v.aportacion_id join taller t on t.id = a.taller_id"
    " where t.sala_id = :sala",
    "select a.* from aparcado a join taller t on t.id = a.taller_id where t.sala_id = :sala",
    "select l.* from listo l join taller t on t.id = l.taller_id where t.sala_id = :sala",
    "select b.* from borrador b join taller t on t.id = b.taller_id where t.sala_id = :sala",
    "select n.* from nota_de_compromiso n join compromiso c on c.id = n.compromiso_id join taller t"
    " on t.id = c.taller_id where t.sala_id = :sala",
    "select c.* from comentario c join taller t on t.id = c.taller_id where t.sala_id = :sala",
    "select m.* from moderado m join taller t on t.id = m.taller_id where t.sala_id = :sala",
    "select * from informe_importado where sala_id = :sala",
    "select x.* from traza x join taller t on t.id = x.taller_id where t.sala_id = :sala",
)


def lo_de(mesa: Mesa, unidad: UnidadDeTrabajo | None = None) -> list[object]:
    """Todas las filas de la sala de esa mesa, vistas desde dentro de la unidad si se da."""

    with mesa.motor.connect() as aparte:
        conexion = unidad.sesion.connection() if unidad else aparte
        sala = {"sala": mesa.creado.sala_id}
        return [tuple(fila) for orden in TABLAS_DE_LA_SALA for fila in conexion.execute(sa.text(orden), sala)]


def test_todo_caso_publico_esta_en_la_tabla_una_sola_vez() -> None:
    assert sorted(f.nombre for f in TABLA) == sorted(casos_publicos())


def test_el_documento_dice_lo_que_dice_la_tabla() -> None:
    """Si falla: ``python -m tests.casos.tabla_permisos`` lo vuelve a escribir."""
    assert (RAIZ / "docs" / "permisos.md").read_text(encoding="utf-8") == documento()
