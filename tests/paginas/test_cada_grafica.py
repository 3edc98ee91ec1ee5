"""En los resultados, cada figura lleva al lado lo que dice, su tabla y la descarga de esa tabla; también filtrada."""

from __future__ import annotations

from typing import Any

import pytest

from datos import consultas
from datos.demostracion import sembrar_ensayo
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Fase
from modelo.valores import Identidad, Papel, TallerCreado
from paginas.comun.ejecucion import motor_de
from paginas.comun.resultados.secciones import del_taller
from tests.paginas.pantalla import Pantalla


@pytest.fixture
def ensayo(base_de_datos: str) -> TallerCreado:
    """El ensayo con todo revelado."""
    motor = motor_de(base_de_datos)
    creado = sembrar_ensayo(motor)
    with UnidadDeTrabajo(motor) as unidad:
        for fase in unidad.todos(Fase, taller_id=creado.taller_id):
            fase.revelada = fase.tipo != "pausa"
        unidad.subir_version(creado.taller_id)
        unidad.confirmar()
    return creado


def secciones(base: str, creado: TallerCreado) -> list[str]:
    taller = consultas.taller_visto(motor_de(base), creado.codigo)
    assert taller is not None
    return [s.titulo for s in del_taller(taller).values()]


def sin_compania(pantalla: Pantalla) -> tuple[int, list[str]]:
    """Cuántas figuras hay, y las que no llevan frase, tabla o descarga."""
    nodos = list(_por_orden(pantalla.at.main))
    figuras = [puesto for puesto, n in enumerate(nodos) if n.type == "plotly_chart" or _es_nube(n)]
    solas = []
    for puesto in figuras:
        siguiente = next((otra for otra in figuras if otra > puesto), len(nodos))
        tramo = nodos[puesto + 1 : siguiente]
        tipos = {n.type for n in tramo}
        descargas = [n for n in tramo if n.type == "download_button" and "tabla" in n.proto.label]
        if {"markdown", "table"} - tipos or not descargas:
            solas.append(f"{nodos[puesto].type} {puesto}: {sorted(tipos)}")
    return len(figuras), solas


def _es_nube(nodo: Any) -> bool:
    return nodo.type == "html" and "class='nube'" in nodo.proto.body


def _por_orden(bloque: Any) -> Any:
    for hijo in bloque.children.values():
        if hasattr(hijo, "children"):
            yield from _por_orden(hijo)
        else:
            yield hijo


def abrir(base: str, creado: TallerCreado, papel: Papel) -> Pantalla:
    persona = consultas.participantes(motor_de(base), creado.sala_id)[0].id
    quien = Identidad(papel, creado.sala_id, persona if papel == Papel.PARTICIPA else None)
    return Pantalla().como(creado.codigo, quien).va("resultados", creado.codigo)


@pytest.mark.parametrize("papel", [Papel.FACILITA, Papel.PARTICIPA])
def test_toda_figura_de_los_resultados_lleva_frase_tabla_y_descarga(
    base_de_datos: str, ensayo: TallerCreado, papel: Papel
) -> None:
    pantalla = abrir(base_de_datos, ensayo, papel)
    vistas, solas = 0, []
    for titulo in secciones(base_de_datos, ensayo):
        cuantas, sin_todo = sin_compania(pantalla.elige("Sección", titulo))
        vistas += cuantas
        solas += [f"{titulo}: {s}" for s in sin_todo]

    assert solas == []
    assert vistas > 20


def test_tambien_las_figuras_de_una_parte_llevan_frase_tabla_y_descarga(
    base_de_datos: str, ensayo: TallerCreado
) -> None:
    pantalla = abrir(base_de_datos, ensayo, Papel.FACILITA)
    vistas, solas = 0, []
    for titulo in secciones(base_de_datos, ensayo):
        pantalla.elige("Sección", titulo)
        for filtro in [s for s in pantalla.at.selectbox if s.key.startswith("filtro_") and not s.disabled]:
            for opcion in filtro.options[1:]:
                cuantas, sin_todo = sin_compania(pantalla.elige(filtro.label, opcion))
                vistas += cuantas
                solas += [f"{titulo} · {opcion}: {s}" for s in sin_todo]
            pantalla.elige(filtro.label, filtro.options[0])

    assert solas == []
    assert vistas > 5
