"""Quién puede qué: las comprobaciones que todo caso hace antes de tocar nada."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import select

from modelo import fases
from modelo.entidades import Fase, Ficha, Participante, Sala, Taller, Traza
from modelo.errores import FaseCerrada, ParticipanteExpulsado, SalaBorrada, SalaNoEncontrada, SinPermiso
from modelo.puertos import Unidad
from modelo.valores import EstadoDeFase, Identidad, Papel


def sala_de(unidad: Unidad, sala_id: str) -> Sala:
    """La sala, si existe y no se ha borrado."""
    sala = unidad.buscar(Sala, sala_id)
    if sala is None:
        raise SalaNoEncontrada(sala_id)
    if sala.borrada_en is not None:
        raise SalaBorrada(sala.codigo)
    return sala


def exigir_vigente(unidad: Unidad, quien: Identidad) -> None:
    """``SinPermiso`` si la ficha con la que entró se ha revocado: vale también para las pestañas ya abiertas."""
    if not quien.huella:
        return
    ficha = unidad.buscar(Ficha, quien.huella)
    if ficha is None or (ficha.papel, ficha.sala_id) != (quien.papel, quien.sala_id):
        raise SinPermiso(quien.papel)
    if ficha.revocada_en is not None and not _por_expulsion(unidad, ficha):
        raise SinPermiso(quien.papel)


def _por_expulsion(unidad: Unidad, ficha: Ficha) -> bool:
    """Si se revocó al retirar a su persona: vuelve a valer si se la readmite, y mientras tanto se le explica."""
    persona = unidad.buscar(Participante, ficha.participante_id or "")
    return persona is not None and persona.expulsado_en is not None and persona.expulsado_en == ficha.revocada_en


def taller_en_curso(unidad: Unidad, quien: Identidad) -> Taller:
    """El taller al que apunta la sala de quien lo pide, si su ficha sigue valiendo."""
    sala = sala_de(unidad, quien.sala_id)
    exigir_vigente(unidad, quien)
    taller = unidad.buscar(Taller, sala.taller_id or "")
    if taller is None:
        raise SalaBorrada(sala.codigo)
    return taller


def exigir_facilitador(quien: Identidad) -> None:
    """``SinPermiso`` si no es quien facilita."""
    if quien.papel != Papel.FACILITA:
        raise SinPermiso("facilita")


def participante_de(unidad: Unidad, quien: Identidad) -> Participante:
    """El participante que lo pide; expulsado o de otra sala no pasa."""
    persona = unidad.buscar(Participante, quien.participante_id or "")
    if quien.papel != Papel.PARTICIPA or persona is None or persona.sala_id != quien.sala_id:
        raise SinPermiso("participa")
    if persona.expulsado_en is not None:
        raise ParticipanteExpulsado(persona.id)
    return persona


def fase_escribible(unidad: Unidad, taller: Taller, tipos: tuple[str, ...], ahora: datetime, clave: str = "") -> Fase:
    """Una fase abierta de esos tipos (o esa en concreto); si no hay ninguna, ``FaseCerrada``."""
    consulta = select(Fase).where(Fase.taller_id == taller.id).order_by(Fase.orden)  # type: ignore[arg-type]
    del_tipo = [f for f in unidad.sesion.exec(consulta) if f.tipo in tipos and (not clave or f.clave == clave)]
    for fase in del_tipo:
        if fases.puede_escribir(EstadoDeFase(fase.estado), fase.abierta_hasta, ahora):
            return fase
    raise FaseCerrada(del_tipo[0].titulo if del_tipo else clave or tipos[0])


def anotar(unidad: Unidad, taller: Taller, accion: str, ahora: datetime, *, fase: str = "", detalle: str = "") -> None:
    """Deja constancia, con hora, de lo que hizo quien facilita."""
    orden = len(unidad.todos(Traza, taller_id=taller.id))
    unidad.agregar(Traza(taller_id=taller.id, orden=orden, en=ahora, accion=accion, fase=fase, detalle=detalle))
