"""Otro taller como este: misma agenda, mismos textos y mismas palancas, en una sala nueva y sin nada de nadie."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import date, datetime

from modelo.casos.permisos import exigir_facilitador, taller_en_curso
from modelo.casos.sala import crear_taller
from modelo.entidades import Fase
from modelo.frenos import Llave
from modelo.plantillas import FasePlantilla, Palanca, Plantilla
from modelo.puertos import Unidad
from modelo.valores import Identidad, TallerCreado

_TEXTOS = tuple(f.name for f in fields(FasePlantilla))


def duplicar_taller(
    unidad: Unidad,
    *,
    quien: Identidad,
    titulo: str,
    borrar_el: date,
    ahora: datetime,
    azar: random.Random | None = None,
    llave: Llave | None = None,
    con_notas: bool = False,
) -> TallerCreado:
    """Crea en una sala nueva un taller con la agenda, los textos, las palancas y el umbral del que está.

    No lleva personas, respuestas, aparcamiento ni traza: empieza de cero. ``con_notas``, las privadas de cada fase: lo
    que digan de alguien sobrevive entonces al borrado de este taller.
    """
    exigir_facilitador(quien)
    taller = taller_en_curso(unidad, quien)
    filas = unidad.todos(Fase, taller_id=taller.id)
    # Lo que se apretó aquel día para acabar a la hora no es la agenda.
    suyas = tuple(
        replace(FasePlantilla(**{c: getattr(f, c) for c in _TEXTOS}), minutos=f.minutos_previstos or f.minutos)
        for f in filas
    )
    base = Plantilla(
        clave=taller.plantilla,
        nombre=taller.titulo,
        descripcion="",
        duracion_min=sum(f.minutos for f in suyas),
        sesiones=max(f.sesion for f in filas),
        fases=suyas,
        palancas=tuple(Palanca.de_datos(p) for p in taller.palancas),
    )
    creado = crear_taller(
        unidad, plantilla=base, titulo=titulo, organizacion=taller.organizacion, umbral=taller.umbral,
        borrar_el=borrar_el, ahora=ahora, azar=azar, llave=llave,
    )  # fmt: skip
    if con_notas:
        notas = {f.clave: f.notas for f in filas}
        for fila in unidad.todos(Fase, taller_id=creado.taller_id):
            fila.notas = notas[fila.clave]
    return creado
