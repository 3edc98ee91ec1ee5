"""Con quién trabaja cada cual: repartir a la gente en grupos, retocarlos y enseñarlos."""

from __future__ import annotations

import random
import secrets
from datetime import datetime

from modelo import reparto as reglas
from modelo.casos.permisos import anotar, exigir_facilitador, taller_en_curso
from modelo.entidades import Agrupado, Participante, Taller
from modelo.errores import ObjetoNoEncontrado, TransicionNoPosible, ValorNoValido
from modelo.puertos import Unidad
from modelo.valores import Identidad


def _taller(unidad: Unidad, quien: Identidad) -> Taller:
    exigir_facilitador(quien)
    return taller_en_curso(unidad, quien)


def _en_la_sala(unidad: Unidad, taller: Taller) -> set[str]:
    return {p.id for p in unidad.todos(Participante, sala_id=taller.sala_id) if p.expulsado_en is None}


def _agrupados(unidad: Unidad, taller: Taller) -> dict[str, int]:
    """El grupo de cada persona que sigue en la sala."""
    estan = _en_la_sala(unidad, taller)
    filas = unidad.todos(Agrupado, taller_id=taller.id)
    return {f.participante_id: f.grupo for f in filas if f.participante_id in estan}


def repartir_grupos(
    unidad: Unidad,
    *,
    quien: Identidad,
    de: int,
    personas: tuple[str, ...],
    ahora: datetime,
    desde: str = "",
    azar: random.Random | None = None,
) -> None:
    """Reparte al azar a esas personas en grupos de ``de``; los que hubiera se deshacen.

    ``desde`` es la ``firma`` de los grupos que veía quien lo pide: si entretanto han cambiado, no se pisan.
    """
    taller = _taller(unidad, quien)
    if not reglas.MINIMO <= de <= reglas.MAXIMO:
        raise ValorNoValido("grupos", f"los grupos son de entre {reglas.MINIMO} y {reglas.MAXIMO} personas")
    elegidas = list(dict.fromkeys(personas))
    if set(elegidas) - _en_la_sala(unidad, taller):
        raise ObjetoNoEncontrado("participante")
    if len(elegidas) < reglas.MINIMO:
        raise ValorNoValido("grupos", "hacen falta al menos dos personas")
    if desde != reglas.firma(_agrupados(unidad, taller)):
        raise TransicionNoPosible("los grupos acaban de cambiar en otra consola. Míralos y, si hace falta, repite")
    unidad.quitar(Agrupado, taller_id=taller.id)
    hechos = reglas.repartir(elegidas, de, azar or secrets.SystemRandom())
    for numero, miembros in enumerate(hechos, start=1):
        for persona in miembros:
            unidad.agregar(Agrupado(taller_id=taller.id, participante_id=persona, grupo=numero))
    anotar(unidad, taller, "repartir_grupos", ahora, detalle=str(len(hechos)))
    unidad.subir_version(taller.id)


def mover_de_grupo(unidad: Unidad, *, quien: Identidad, participante_id: str, grupo: int, ahora: datetime) -> None:
    """Pone a una persona en uno de los grupos que hay, esté ya en otro o en ninguno. Con 0, la saca del suyo."""
    taller = _taller(unidad, quien)
    if participante_id not in _en_la_sala(unidad, taller):
        raise ObjetoNoEncontrado("participante")
    hay = _agrupados(unidad, taller)
    if grupo == 0:
        unidad.quitar(Agrupado, taller_id=taller.id, participante_id=participante_id)
    elif grupo in hay.values():
        unidad.poner(Agrupado, {"taller_id": taller.id, "participante_id": participante_id}, grupo=grupo)
    else:
        raise ObjetoNoEncontrado("grupo")
    if hay.get(participante_id, 0) != grupo:
        unidad.subir_version(taller.id)


def ensenar_grupos(unidad: Unidad, *, quien: Identidad, ahora: datetime) -> None:
    """Cada cual ve con quién trabaja, y la pantalla que se proyecta, todos los grupos, mientras dure la fase."""
    taller = _taller(unidad, quien)
    if not _agrupados(unidad, taller):
        raise TransicionNoPosible("todavía no hay grupos que enseñar")
    if taller.grupos_en != taller.fase_actual:
        taller.grupos_en = taller.fase_actual
        anotar(unidad, taller, "ensenar_grupos", ahora)
        unidad.subir_version(taller.id)


def retirar_grupos(unidad: Unidad, *, quien: Identidad, ahora: datetime) -> None:
    """Los grupos dejan de verse; siguen hechos."""
    taller = _taller(unidad, quien)
    if taller.grupos_en:
        taller.grupos_en = ""
        anotar(unidad, taller, "retirar_grupos", ahora)
        unidad.subir_version(taller.id)


def deshacer_grupos(unidad: Unidad, *, quien: Identidad, ahora: datetime) -> None:
    """Nadie está en ningún grupo."""
    taller = _taller(unidad, quien)
    if unidad.todos(Agrupado, taller_id=taller.id):
        unidad.quitar(Agrupado, taller_id=taller.id)
        taller.grupos_en = ""
        anotar(unidad, taller, "deshacer_grupos", ahora)
        unidad.subir_version(taller.id)
