"""Repartir en plena sesión el tiempo que queda entre las fases que faltan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from modelo import tiempo
from modelo.campos import entero
from modelo.casos.agenda import agenda_pura
from modelo.casos.permisos import anotar, exigir_facilitador, taller_en_curso
from modelo.entidades import Fase
from modelo.errores import FaseNoEncontrada, TransicionNoPosible
from modelo.puertos import Unidad
from modelo.valores import Identidad


def repartir_el_tiempo(
    unidad: Unidad, *, quien: Identidad, minutos: Mapping[str, int], ahora: datetime, desde: str = ""
) -> None:
    """Da de una vez esos minutos a esas fases por venir. La hora prevista de acabar la sesión no cambia.

    Con los minutos del plan, deshace lo repartido. ``desde`` es la ``firma`` del plan que veía quien lo pide: si
    entretanto ha cambiado, no se pisa. Repetirlo es inocuo.
    """
    exigir_facilitador(quien)
    taller = taller_en_curso(unidad, quien)
    filas = unidad.todos(Fase, taller_id=taller.id)
    agenda = agenda_pura(taller, filas)
    quedan = {p.clave: p for p in tiempo.por_venir(agenda)}
    if all(clave in quedan and quedan[clave].minutos == m for clave, m in minutos.items()):
        return
    if desde and desde != tiempo.firma(agenda):
        raise TransicionNoPosible("el plan acaba de cambiar en otra consola. Míralo y, si hace falta, repite")
    if ajenas := [clave for clave in minutos if clave not in quedan]:
        raise FaseNoEncontrada(ajenas[0])
    nuevos = {c: entero(1, tiempo.MINUTOS_MAXIMOS)("minutos", m, ahora.date()) for c, m in minutos.items()}
    cambian = {clave: m for clave, m in nuevos.items() if m != quedan[clave].minutos}
    de_mas = sum(m - quedan[clave].minutos for clave, m in cambian.items())
    for fila in filas:
        if fila.clave in cambian:
            plan = quedan[fila.clave].del_plan
            fila.minutos = cambian[fila.clave]
            fila.minutos_previstos = None if fila.minutos == plan else plan
    vuelve = all(f.minutos_previstos is None for f in filas if f.clave in quedan)
    anotar(unidad, taller, "deshacer_reparto" if vuelve else "repartir_el_tiempo", ahora, detalle=f"{de_mas:+d}")
    unidad.subir_version(taller.id)
