"""Comparar talleres: medias a la vista, cambio emparejado donde se puede y misma versión de palancas."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from datos import agregados, consultas
from datos.agregados.comparables import Comparable
from datos.unidad import UnidadDeTrabajo
from herramientas.medir_resultados import SECCIONES, medir, multiplicar
from modelo.entidades import Sala, Taller, Valoracion
from tests.datos.test_agregados import seguimiento
from tests.ensayo import motor, pedir, sembrado, ver

__all__ = ["motor", "sembrado"]


def de_la_sala(motor: sa.Engine) -> list[Comparable]:
    return [replace(c, revelado=True) for c in agregados.comparables(motor, [ver(motor).sala_id])]


def sin_no_se(motor: sa.Engine) -> None:
    """Todo el mundo contesta a todo: en los dos talleres están las mismas personas en todas las palancas."""
    with UnidadDeTrabajo(motor) as unidad:
        for fila in unidad.todos(Valoracion):
            fila.valor, fila.no_sabe = fila.valor or 3, False
        unidad.confirmar()
    agregados.olvidar()


def test_las_mismas_personas_se_comparan_consigo_mismas(motor: sa.Engine) -> None:
    sin_no_se(motor)
    seguimiento(motor, valores={"P4": 5})

    dato = agregados.comparar(pedir(motor, "comparacion"), de_la_sala(motor))

    cambios = dato.cambio.filas.set_index("palanca")
    assert dato.misma_sala
    assert cambios["emparejada"].all()
    assert bool(cambios.loc["P4", "distinguible"])
    assert cambios.loc["P4", "despues"] == 5
    assert not bool(cambios.loc["P1", "distinguible"])


def test_el_cambio_va_del_taller_mas_antiguo_al_mas_reciente_se_elijan_como_se_elijan(motor: sa.Engine) -> None:
    sin_no_se(motor)
    seguimiento(motor, valores={"P4": 5})

    al_reves = agregados.comparar(pedir(motor, "comparacion"), de_la_sala(motor)[::-1])

    assert [m.taller.creado_en for m in al_reves.medidos] == sorted(m.taller.creado_en for m in al_reves.medidos)
    assert al_reves.cambio.filas.set_index("palanca").loc["P4", "diferencia"] > 0


def test_dos_versiones_de_palancas_se_explican_y_no_se_comparan(motor: sa.Engine) -> None:
    seguimiento(motor, valores={}, version="otra")

    dato = agregados.comparar(pedir(motor, "comparacion"), de_la_sala(motor))

    assert "no usan las mismas palancas" in dato.motivo
    assert dato.medidos == ()
    assert dato.cambio.filas.empty


def test_dos_salas_se_comparan_como_grupos_distintos(motor: sa.Engine) -> None:
    sin_no_se(motor)
    seguimiento(motor, valores={"P4": 5})
    uno, otro = de_la_sala(motor)

    dato = agregados.comparar(pedir(motor, "comparacion"), [uno, replace(otro, sala_id="otra")])

    assert not dato.misma_sala
    assert not dato.cambio.filas["emparejada"].any()
    assert bool(dato.cambio.filas.set_index("palanca").loc["P4", "distinguible"])


def test_se_sabe_que_talleres_han_revelado_sus_valoraciones(motor: sa.Engine) -> None:
    seguimiento(motor, valores={})

    assert [c.revelado for c in agregados.comparables(motor, [ver(motor).sala_id])] == [True, False]


def test_los_talleres_de_una_sala_borrada_no_se_ofrecen(motor: sa.Engine) -> None:
    taller = ver(motor)
    with UnidadDeTrabajo(motor) as unidad:
        sala = unidad.buscar(Sala, taller.sala_id)
        assert sala is not None
        sala.borrada_en = taller.creado_en
        unidad.confirmar()

    assert agregados.comparables(motor, [taller.sala_id]) == []


@pytest.mark.parametrize("seccion", ["radar", "mapa", "historico", "entorno", "interaccion", "perfil"])
def test_las_consultas_no_crecen_con_la_gente(motor: sa.Engine, seccion: str) -> None:

    pedido = pedir(motor, seccion)
    *_, antes = medir(lambda: SECCIONES[seccion](pedido), motor)
    multiplicar(motor, 3)
    *_, despues = medir(lambda: SECCIONES[seccion](pedido), motor)

    assert antes == despues <= 12


def test_un_taller_ya_terminado_de_la_sala_se_sigue_pudiendo_mirar(motor: sa.Engine) -> None:

    seguimiento(motor, valores={})
    with UnidadDeTrabajo(motor) as unidad:
        viejo = min(unidad.todos(Taller), key=lambda t: t.creado_en)
    codigo = ver(motor).codigo

    visto = consultas.taller_visto(motor, codigo, viejo.id)

    assert visto is not None
    assert (visto.id, visto.titulo) == (viejo.id, viejo.titulo)
    assert consultas.taller_visto(motor, "OTRA22", viejo.id) is None
