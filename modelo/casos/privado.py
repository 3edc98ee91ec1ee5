"""Quitar de verdad: lo de una persona, los textos de una fase y los talleres que han llegado a su fecha.

Cada caso dice qué ha desaparecido, para que quien guarda los datos lo quite también de sus copias.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from modelo.campos import OBJETOS, RESPUESTAS, RONDA_DE, Validador
from modelo.casos.permisos import anotar, exigir_facilitador, participante_de, taller_en_curso
from modelo.casos.respuestas import DE_CLIENTE, PROPIOS
from modelo.casos.sala import vaciar_sala
from modelo.entidades import (
    Borrador,
    Cliente,
    Fase,
    Justificacion,
    NotaDeCompromiso,
    Participante,
    PerfilPalanca,
    Respuesta,
    Sala,
    Tabla,
    Taller,
    Traza,
)
from modelo.errores import ErrorDelTaller, FaseNoEncontrada
from modelo.puertos import Unidad
from modelo.valores import Borrado, Identidad

_CON_ALIAS = ("expulsar", "readmitir")
_DEL_TALLER: dict[str, type[Tabla]] = {
    "aportacion": PROPIOS["aportacion"],
    "compromiso": PROPIOS["compromiso"],
    "perfil": PerfilPalanca,
}


def borrar_lo_mio(unidad: Unidad, *, quien: Identidad, ahora: datetime) -> Borrado:
    """Borra a quien lo pide con todo lo que ha escrito en la sala, en cualquiera de sus talleres, y lo saca de ella."""
    taller = taller_en_curso(unidad, quien)
    persona = participante_de(unidad, quien)
    for otro in unidad.todos(Taller, sala_id=persona.sala_id):
        for hecho in unidad.todos(Traza, taller_id=otro.id, detalle=persona.alias):
            if hecho.accion in _CON_ALIAS:
                hecho.detalle = ""
    borrado = Borrado(participantes=(persona.id,))
    unidad.borrar(persona)
    anotar(unidad, taller, "borrar_lo_suyo", ahora)
    unidad.subir_version(taller.id)
    return borrado


def caducar(unidad: Unidad, *, ahora: datetime) -> Borrado:
    """Borra los talleres cuyo día ha llegado; si era el último de su sala, también a sus participantes."""
    hoy = ahora.date().isoformat()
    vencidos = list(unidad.sesion.exec(select(Taller).where(Taller.borrar_el != "", col(Taller.borrar_el) <= hoy)))
    salas: list[str] = []
    for sala_id in dict.fromkeys(t.sala_id for t in vencidos):
        sala = unidad.buscar(Sala, sala_id)
        quedan = [t for t in unidad.todos(Taller, sala_id=sala_id) if t not in vencidos]
        if sala is not None and not quedan:
            vaciar_sala(unidad, sala, ahora)
            salas.append(sala_id)
        elif sala is not None and sala.taller_id not in {t.id for t in quedan}:
            sala.taller_id = max(quedan, key=lambda t: t.creado_en).id
    for taller in vencidos:
        if taller.sala_id not in salas:
            unidad.borrar(taller)
    return Borrado(salas=tuple(salas), talleres=tuple(t.id for t in vencidos if t.sala_id not in salas))


def expurgar_fase(unidad: Unidad, *, quien: Identidad, clave: str, ahora: datetime) -> Borrado:
    """Borra los textos que el grupo escribió en una fase; las cifras y las opciones elegidas se quedan. Deja traza."""
    exigir_facilitador(quien)
    taller = taller_en_curso(unidad, quien)
    fase = unidad.uno(Fase, taller_id=taller.id, clave=clave)
    if fase is None:
        raise FaseNoEncontrada(clave)
    for respuesta in unidad.todos(Respuesta, taller_id=taller.id, fase=clave):
        validar = RESPUESTAS.get(fase.tipo, {}).get(respuesta.campo)
        if validar is None or es_texto_libre(validar):
            unidad.borrar(respuesta)
    if fase.tipo in RONDA_DE:
        for hecho in unidad.todos(Justificacion, taller_id=taller.id, ronda=RONDA_DE[fase.tipo]):
            unidad.borrar(hecho)
    _vaciar_objetos(unidad, taller, fase.tipo)
    for borrador in unidad.todos(Borrador, taller_id=taller.id):
        if borrador.objeto_id == clave or borrador.campo in textos_de(fase.tipo, borrador.tipo):
            unidad.borrar(borrador)
    anotar(unidad, taller, "expurgar", ahora, fase=clave)
    unidad.subir_version(taller.id)
    return Borrado(salas=(taller.sala_id,))


def textos_de(tipo_de_fase: str, tipo_de_objeto: str) -> tuple[str, ...]:
    """Los campos de texto libre de un objeto que son de esa fase: los que se escriben en ella antes que en otra."""
    if tipo_de_objeto == "justificacion":
        return tuple(OBJETOS[tipo_de_objeto]) if tipo_de_fase in RONDA_DE else ()
    return tuple(
        nombre
        for nombre, campo in OBJETOS.get(tipo_de_objeto, {}).items()
        if campo.fases[0] == tipo_de_fase and not nombre.endswith("_id") and es_texto_libre(campo.validar)
    )


def es_texto_libre(validar: Validador) -> bool:
    """Si en ese campo cabe cualquier frase."""
    try:
        return bool(validar("campo", "Una frase", date.min) == "Una frase")
    except ErrorDelTaller:
        return False


def _vaciar_objetos(unidad: Unidad, taller: Taller, tipo_de_fase: str) -> None:
    for tipo in OBJETOS:
        textos = textos_de(tipo_de_fase, tipo)
        for fila in _filas(unidad, taller, tipo) if textos else ():
            if tipo == "aportacion":
                # Sin su texto no es nada, y ocuparía sitio en la votación.
                unidad.borrar(fila)
                continue
            for campo in textos:
                setattr(fila, campo, "")
            if tipo == "compromiso":
                # Hablan de un texto que ya no está.
                unidad.quitar(NotaDeCompromiso, compromiso_id=fila.id)


def _filas(unidad: Unidad, taller: Taller, tipo: str) -> Iterator[Any]:
    if tipo in _DEL_TALLER:
        yield from unidad.todos(_DEL_TALLER[tipo], taller_id=taller.id)
        return
    for persona in unidad.todos(Participante, sala_id=taller.sala_id):
        for cliente in unidad.todos(Cliente, participante_id=persona.id):
            if tipo == "cliente":
                yield cliente
            elif tipo in DE_CLIENTE:
                yield from unidad.todos(DE_CLIENTE[tipo], cliente_id=cliente.id)
