"""Entrar, volver y salir de una sala, sin cuenta."""

from __future__ import annotations

import random
import secrets
from datetime import datetime

from modelo import codigos
from modelo.campos import alias_de_persona
from modelo.casos.permisos import anotar, exigir_facilitador, ficha_vale, taller_en_curso
from modelo.casos.sala import emitir_ficha, emitir_pase
from modelo.entidades import Ficha, Participante, Pase, Sala
from modelo.errores import (
    CodigoPersonalNoValido,
    ObjetoNoEncontrado,
    ParticipanteExpulsado,
    PaseNoValido,
    SalaBorrada,
    SalaLlena,
    SalaNoEncontrada,
)
from modelo.puertos import Unidad
from modelo.valores import Entrada, Identidad, Papel

AFORO = 300


def _sala(unidad: Unidad, codigo: str) -> Sala:
    sala = unidad.uno(Sala, codigo=codigos.normalizar_codigo_de_sala(codigo))
    if sala is None:
        raise SalaNoEncontrada(codigo)
    if sala.borrada_en is not None:
        raise SalaBorrada(codigo)
    return sala


def comprobar_sala(unidad: Unidad, *, codigo: str) -> None:
    """``SalaNoEncontrada`` o ``SalaBorrada`` si con ese código no se puede entrar."""
    _sala(unidad, codigo)


def _dentro(unidad: Unidad, sala: Sala, persona: Participante, ahora: datetime) -> Entrada:
    identidad = Identidad(Papel.PARTICIPA, sala.id, persona.id)
    return Entrada(
        identidad, sala.codigo, emitir_pase(unidad, identidad, ahora), persona.codigo_personal, persona.alias
    )


def _alias_libre(alias: str, ocupados: set[str]) -> str:
    """El alias, o el alias con un número si ya hay otra persona que se llama igual."""
    if alias.casefold() not in ocupados:
        return alias
    numero = 2
    while f"{alias[:36]} {numero}".casefold() in ocupados:
        numero += 1
    return f"{alias[:36]} {numero}"


def entrar(unidad: Unidad, *, codigo: str, alias: str, ahora: datetime, azar: random.Random | None = None) -> Entrada:
    """Da de alta a una persona en la sala. Un alias repetido no impide entrar: se le añade un número."""
    sala = _sala(unidad, codigo)
    nombre = alias_de_persona(alias)
    personas = unidad.todos(Participante, sala_id=sala.id)
    if sum(p.expulsado_en is None for p in personas) >= AFORO:
        raise SalaLlena(str(AFORO))
    azar = azar or secrets.SystemRandom()
    usados = {p.codigo_personal for p in personas}
    personal = codigos.codigo_personal(azar)
    while personal in usados:
        personal = codigos.codigo_personal(azar)
    persona = Participante(
        sala_id=sala.id,
        alias=_alias_libre(nombre, {p.alias.casefold() for p in personas}),
        codigo_personal=personal,
        entro_en=ahora,
    )
    unidad.agregar(persona)
    unidad.asentar()
    if sala.taller_id:
        unidad.subir_actividad(sala.taller_id)
    return _dentro(unidad, sala, persona, ahora)


def reanudar(unidad: Unidad, *, codigo: str, codigo_personal: str, ahora: datetime) -> Entrada:
    """Vuelve a la misma identidad desde cualquier aparato, con el código personal."""
    sala = _sala(unidad, codigo)
    buscado = codigos.normalizar_codigo_personal(codigo_personal)
    persona = unidad.uno(Participante, sala_id=sala.id, codigo_personal=buscado)
    if persona is None:
        raise CodigoPersonalNoValido(codigo)
    if persona.expulsado_en is not None:
        raise ParticipanteExpulsado(persona.alias)
    return _dentro(unidad, sala, persona, ahora)


def canjear_pase(unidad: Unidad, *, pase: str, ahora: datetime) -> tuple[Identidad, str, str]:
    """Cambia un pase por una ficha duradera. Devuelve la identidad, el código de la sala y la ficha."""
    fila = unidad.uno(Pase, huella=codigos.huella(pase))
    if fila is None or fila.caduca_en < ahora:
        raise PaseNoValido(pase[:4])
    identidad = Identidad(Papel(fila.papel), fila.sala_id, fila.participante_id)
    unidad.borrar(fila)
    sala = unidad.buscar(Sala, fila.sala_id)
    if sala is None:
        raise SalaNoEncontrada(fila.sala_id)
    return identidad, sala.codigo, emitir_ficha(unidad, identidad, ahora)


def identificar(
    unidad: Unidad, *, ficha: str, ahora: datetime | None = None, con_retirados: bool = False
) -> Identidad | None:
    """De quién es una ficha, o ``None`` si no vale: revocada, caducada, de sala borrada o de alguien expulsado.

    Sin ``ahora`` no vale ninguna que caduque; con ``con_retirados``, la de alguien expulsado sí vale.
    """
    fila = unidad.buscar(Ficha, codigos.huella(ficha))
    if fila is None or not ficha_vale(fila, ahora):
        return None
    sala = unidad.buscar(Sala, fila.sala_id)
    if sala is None or sala.borrada_en is not None:
        return None
    if fila.participante_id:
        persona = unidad.buscar(Participante, fila.participante_id)
        if persona is None or (persona.expulsado_en is not None and not con_retirados):
            return None
    huella = fila.huella if fila.papel == Papel.REVISA else ""
    return Identidad(Papel(fila.papel), fila.sala_id, fila.participante_id, huella)


def _de_la_sala(unidad: Unidad, quien: Identidad, participante_id: str) -> Participante:
    exigir_facilitador(quien)
    persona = unidad.buscar(Participante, participante_id)
    if persona is None or persona.sala_id != quien.sala_id:
        raise ObjetoNoEncontrado(participante_id)
    return persona


def expulsar(unidad: Unidad, *, quien: Identidad, participante_id: str, ahora: datetime) -> None:
    """Retira a una persona: deja de contar y de poder entrar. Lo suyo se conserva por si vuelve."""
    persona = _de_la_sala(unidad, quien, participante_id)
    persona.expulsado_en = ahora
    taller = taller_en_curso(unidad, quien)
    anotar(unidad, taller, "expulsar", ahora, detalle=persona.alias)
    unidad.subir_version(taller.id)


def readmitir(unidad: Unidad, *, quien: Identidad, participante_id: str, ahora: datetime) -> None:
    """Deshace ``expulsar``: la persona vuelve con todo lo que había escrito."""
    persona = _de_la_sala(unidad, quien, participante_id)
    persona.expulsado_en = None
    taller = taller_en_curso(unidad, quien)
    anotar(unidad, taller, "readmitir", ahora, detalle=persona.alias)
    unidad.subir_version(taller.id)
