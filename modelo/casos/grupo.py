"""Lo que se hace de cara al grupo: votar, decir «Listo» y aparcar asuntos."""

from __future__ import annotations

from datetime import datetime
from math import sqrt

from modelo.campos import texto as texto_valido
from modelo.casos.asuntos import ASUNTO
from modelo.casos.permisos import anotar, exigir_facilitador, fase_escribible, participante_de, taller_en_curso
from modelo.casos.respuestas import unica
from modelo.codigos import es_id
from modelo.entidades import Aparcado, Aportacion, Borrador, Fase, Listo, Participante, Taller, Voto
from modelo.errores import FaseNoEncontrada, ObjetoNoEncontrado, ValorNoValido, VotosAgotados
from modelo.puertos import Unidad
from modelo.valores import Identidad, Papel

MAXIMO_APARCADO = 50
SOBRE_ASUNTOS = ("resolver_aparcado", "devolver_aparcado")
"""Acciones cuya traza lleva el id de un asunto aparcado."""


def maximo_de_votos(aportaciones: int) -> int:
    """Votos por persona: raíz del número de aportaciones, redondeada, y 2 como mínimo."""
    return max(2, round(sqrt(aportaciones)))


def votar(unidad: Unidad, *, quien: Identidad, aportacion_id: str, ahora: datetime) -> None:
    """Un voto a una aportación que el grupo ya pueda leer. Dos a la misma cuentan uno; sin votos, ``VotosAgotados``."""
    taller = taller_en_curso(unidad, quien)
    persona = participante_de(unidad, quien)
    _exigir_votacion(unidad, taller, ahora)
    a_la_vista = _a_la_vista(unidad, taller)
    visibles = {a.id for a in a_la_vista}
    if aportacion_id not in visibles:
        raise ObjetoNoEncontrado("aportacion")
    emitidos = unidad.todos(Voto, taller_id=taller.id, participante_id=persona.id)
    # El que se dio a algo que ya no se ve no gasta: tampoco se podría retirar.
    suyos = [v for v in emitidos if v.aportacion_id in visibles]
    if any(v.aportacion_id == aportacion_id for v in suyos):
        return
    maximo = maximo_de_votos(len(a_la_vista))
    if len(suyos) >= maximo:
        raise VotosAgotados(maximo)
    unidad.agregar(Voto(taller_id=taller.id, participante_id=persona.id, aportacion_id=aportacion_id))
    unidad.subir_actividad(taller.id)


def _exigir_votacion(unidad: Unidad, taller: Taller, ahora: datetime) -> None:
    """Que el grupo esté en la fase, y abierta: en cuanto sigue, los totales se ven y votar mirándolos no vale."""
    fase_escribible(unidad, taller, ("estrategias",), ahora)
    actual = unidad.uno(Fase, taller_id=taller.id, clave=taller.fase_actual)
    if actual is None or actual.tipo != "estrategias" or taller.terminado_en is not None:
        raise ValorNoValido("voto", "la votación acabó cuando el grupo siguió adelante")


def _a_la_vista(unidad: Unidad, taller: Taller) -> list[Aportacion]:
    """Las aportaciones reveladas al grupo: las mismas que se enseñan para votar. Si aún no hay, ``ValorNoValido``."""
    fases = [f for f in unidad.todos(Fase, taller_id=taller.id) if f.tipo == "estrategias" and f.revelada]
    if not fases:
        raise ValorNoValido("voto", "se vota cuando se revelan las aportaciones")
    fuera = {p.id for p in unidad.todos(Participante, sala_id=taller.sala_id) if p.expulsado_en is not None}
    escritas = [a for a in unidad.todos(Aportacion, taller_id=taller.id) if a.texto and a.participante_id not in fuera]
    # Con alias se ve lo que haya; en una fase anónima, la lista solo sale con bastantes autores.
    if all(f.anonima for f in fases) and len({a.participante_id for a in escritas}) < taller.umbral:
        raise ValorNoValido("voto", "se vota cuando hayan aportado {n} personas", n=taller.umbral)
    return escritas


def quitar_voto(unidad: Unidad, *, quien: Identidad, aportacion_id: str, ahora: datetime) -> None:
    """Retira un voto propio."""
    taller = taller_en_curso(unidad, quien)
    persona = participante_de(unidad, quien)
    _exigir_votacion(unidad, taller, ahora)
    voto = unidad.uno(Voto, participante_id=persona.id, aportacion_id=aportacion_id)
    if voto is not None:
        unidad.borrar(voto)
        unidad.subir_actividad(taller.id)


def marcar_listo(unidad: Unidad, *, quien: Identidad, fase: str, ahora: datetime) -> None:
    """Avisa a quien facilita de que ha terminado esa fase. Se puede retirar."""
    taller = taller_en_curso(unidad, quien)
    persona = participante_de(unidad, quien)
    if unidad.uno(Fase, taller_id=taller.id, clave=fase) is None:
        raise FaseNoEncontrada(fase)
    unica(unidad, Listo, taller_id=taller.id, fase=fase, participante_id=persona.id)
    unidad.subir_actividad(taller.id)


def quitar_listo(unidad: Unidad, *, quien: Identidad, fase: str, ahora: datetime) -> None:
    """Retira el «Listo»."""
    taller = taller_en_curso(unidad, quien)
    persona = participante_de(unidad, quien)
    fila = unidad.uno(Listo, taller_id=taller.id, fase=fase, participante_id=persona.id)
    if fila is not None:
        unidad.borrar(fila)
        unidad.subir_actividad(taller.id)


def aparcar(unidad: Unidad, *, quien: Identidad, texto: str, id: str, ahora: datetime) -> None:
    """Deja un asunto para el cierre. Lo puede hacer cualquiera, en cualquier fase."""
    taller = taller_en_curso(unidad, quien)
    autor = participante_de(unidad, quien).id if quien.papel == Papel.PARTICIPA else None
    if autor is None:
        exigir_facilitador(quien)
    if not es_id(id):
        raise ObjetoNoEncontrado("aparcado")
    if unidad.buscar(Aparcado, id) is None:
        if len(unidad.todos(Aparcado, taller_id=taller.id, participante_id=autor)) >= MAXIMO_APARCADO:
            raise ValorNoValido("aparcamiento", "como mucho {n} asuntos por persona", n=MAXIMO_APARCADO)
        limpio = texto_valido(600, obligatorio=True)("aparcamiento", texto, ahora.date())
        orden = len(unidad.todos(Aparcado, taller_id=taller.id))
        unidad.agregar(Aparcado(id=id, taller_id=taller.id, participante_id=autor, orden=orden, texto=limpio))
        if autor is not None:
            unidad.quitar(Borrador, taller_id=taller.id, participante_id=autor, tipo=ASUNTO, objeto_id=id)
        else:
            anotar(unidad, taller, "aparcar", ahora, detalle=limpio[:80])
        unidad.subir_actividad(taller.id)


def resolver_aparcado(unidad: Unidad, *, quien: Identidad, id: str, resuelto: bool, ahora: datetime) -> None:
    """Marca un asunto aparcado como tratado, o lo devuelve a pendiente."""
    exigir_facilitador(quien)
    taller = taller_en_curso(unidad, quien)
    fila = unidad.buscar(Aparcado, id)
    if fila is None or fila.taller_id != taller.id:
        raise ObjetoNoEncontrado("aparcado")
    fila.resuelto = resuelto
    # El id y no el texto: si su autor borra lo suyo, en la traza tampoco queda.
    anotar(unidad, taller, "resolver_aparcado" if resuelto else "devolver_aparcado", ahora, detalle=fila.id)
    unidad.subir_actividad(taller.id)
