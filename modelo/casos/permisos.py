"""Quién puede qué: las comprobaciones que todo caso hace antes de tocar nada."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import select

from modelo import fases
from modelo.entidades import Fase, Ficha, Participante, Sala, Taller, Traza
from modelo.errores import (
    EnlaceCaducado,
    EnlaceCortado,
    FaseCerrada,
    ObjetoNoEncontrado,
    ParticipanteExpulsado,
    SalaBorrada,
    SalaNoEncontrada,
    SinPermiso,
)
from modelo.puertos import Unidad
from modelo.valores import EstadoDeFase, Identidad, Papel

# Se comprueba en cada gesto de cada persona: solo lo que hace falta, y la consulta escrita una vez.
_AGENDA = (
    sa.select(*(Fase.__table__.c[c] for c in ("clave", "tipo", "titulo", "estado", "abierta_hasta")))  # type: ignore[attr-defined]
    .where(Fase.__table__.c.taller_id == sa.bindparam("taller"))  # type: ignore[attr-defined]
    .order_by(Fase.__table__.c.orden)  # type: ignore[attr-defined]
)
_QUIEN = (
    select(Sala, Taller, Participante, Ficha)
    .outerjoin(Taller, Taller.id == Sala.taller_id)  # type: ignore[arg-type]
    .outerjoin(Participante, Participante.id == sa.bindparam("persona"))  # type: ignore[arg-type]
    .outerjoin(Ficha, Ficha.huella == sa.bindparam("ficha"))  # type: ignore[arg-type]
    .where(Sala.id == sa.bindparam("sala"))
)


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
    if ficha is None or not sigue_vigente(ficha, quien, _expulsion_de(unidad, ficha)):
        raise por_que_no_vale(ficha, quien)


def por_que_no_vale(ficha: Any, quien: Identidad) -> SinPermiso:
    """El error de esa ficha (o sus columnas), que no abre: si era un enlace de revisión, dice qué le ha pasado."""
    de_revision = ficha is not None and quien.papel == Papel.REVISA == ficha.papel and ficha.sala_id == quien.sala_id
    if not de_revision:
        return SinPermiso(quien.papel)
    return EnlaceCaducado(quien.papel) if ficha.revocada_en is None else EnlaceCortado(quien.papel)


def _expulsion_de(unidad: Unidad, ficha: Ficha) -> datetime | None:
    """Cuándo se retiró a la persona de una ficha revocada. Si no lo está, no hace falta saberlo."""
    if ficha.revocada_en is None:
        return None
    persona = unidad.buscar(Participante, ficha.participante_id or "")
    return persona.expulsado_en if persona is not None else None


def sigue_vigente(ficha: Any, quien: Identidad, expulsado_en: datetime | None) -> bool:
    """Si esa ficha (o sus columnas) es la de quien la enseña y no se ha revocado. ``expulsado_en``: el de su persona.

    La que se revocó al retirarla vuelve a valer si se la readmite: mientras tanto pasa, y se le explica.
    """
    suya = (ficha.papel, ficha.sala_id, ficha.participante_id)
    if suya != (quien.papel, quien.sala_id, quien.participante_id):
        return False
    return ficha.revocada_en is None or ficha.revocada_en == expulsado_en


def taller_en_curso(unidad: Unidad, quien: Identidad) -> Taller:
    """El taller al que apunta la sala de quien lo pide, si su ficha sigue valiendo."""
    sala = sala_de(unidad, quien.sala_id)
    exigir_vigente(unidad, quien)
    taller = unidad.buscar(Taller, sala.taller_id or "")
    if taller is None:
        raise SalaBorrada(sala.codigo)
    return taller


def taller_de(unidad: Unidad, quien: Identidad, taller_id: str) -> Taller:
    """Ese taller de la sala de quien lo pide; sin decir cuál, el que está en curso."""
    if not taller_id:
        return taller_en_curso(unidad, quien)
    sala_de(unidad, quien.sala_id)
    exigir_vigente(unidad, quien)
    taller = unidad.buscar(Taller, taller_id)
    if taller is None or taller.sala_id != quien.sala_id:
        raise ObjetoNoEncontrado("taller")
    return taller


def taller_y_persona(unidad: Unidad, quien: Identidad) -> tuple[Taller, Participante]:
    """Lo que dan ``taller_en_curso`` y ``participante_de``, traído de una vez: se pide en cada gesto."""
    suyo = {"sala": quien.sala_id, "persona": quien.participante_id, "ficha": quien.huella}
    en_la_mano = unidad.sesion.exec(_QUIEN, params=suyo).first()
    hallados = taller_en_curso(unidad, quien), participante_de(unidad, quien)
    del en_la_mano  # hasta aquí: la sesión olvida lo que nadie sostiene, y las de arriba lo pedirían otra vez
    return hallados


def exigir_facilitador(quien: Identidad) -> None:
    """``SinPermiso`` si no es quien facilita."""
    if quien.papel != Papel.FACILITA:
        raise SinPermiso("facilita")


def ficha_vale(ficha: Ficha | None, ahora: datetime | None) -> bool:
    """Si esa ficha abre la puerta. La de revisión solo vale con caducidad, y sin saber la hora no vale."""
    return ficha is not None and ficha.revocada_en is None and sin_caducar(ficha, ahora)


def sin_caducar(ficha: Any, ahora: datetime | None) -> bool:
    """Si a esa hora no se le ha pasado el plazo. Sin saber la hora, se le ha pasado a toda la que caduca."""
    if ficha.papel != Papel.REVISA and ficha.caduca_en is None:
        return True
    return ficha.caduca_en is not None and ahora is not None and ahora < ficha.caduca_en


def exigir_revision(unidad: Unidad, quien: Identidad, ahora: datetime) -> None:
    """``SinPermiso`` si no revisa con un enlace que siga valiendo en su sala."""
    ficha = unidad.buscar(Ficha, quien.huella)
    if quien.papel != Papel.REVISA or ficha is None or ficha.papel != Papel.REVISA or ficha.sala_id != quien.sala_id:
        raise SinPermiso("revisa")
    if not ficha_vale(ficha, ahora):
        raise por_que_no_vale(ficha, quien)


def exigir_vista(unidad: Unidad, quien: Identidad, ahora: datetime) -> None:
    """``SinPermiso`` si no puede ver los resultados de su sala: expulsado, o con un enlace que ya no vale."""
    sala_de(unidad, quien.sala_id)
    exigir_vigente(unidad, quien)
    if quien.papel == Papel.PARTICIPA:
        participante_de(unidad, quien)
    elif quien.papel == Papel.REVISA:
        exigir_revision(unidad, quien, ahora)


def exigir_persona(quien: Identidad, sala_id: str | None, expulsado_en: datetime | None) -> None:
    """Que quien lo pide participe en su sala y no la hayan retirado. Lo dado es de la fila de su persona."""
    if quien.papel != Papel.PARTICIPA or sala_id != quien.sala_id:
        raise SinPermiso("participa")
    if expulsado_en is not None:
        raise ParticipanteExpulsado(quien.participante_id or "")


def participante_de(unidad: Unidad, quien: Identidad) -> Participante:
    """El participante que lo pide; expulsado o de otra sala no pasa."""
    persona = unidad.buscar(Participante, quien.participante_id or "")
    if persona is None:
        raise SinPermiso("participa")
    exigir_persona(quien, persona.sala_id, persona.expulsado_en)
    return persona


def fase_escribible(unidad: Unidad, taller: Taller, tipos: tuple[str, ...], ahora: datetime, clave: str = "") -> None:
    """Exige una fase abierta de esos tipos (o esa en concreto); si no hay ninguna, ``FaseCerrada``."""
    agenda = unidad.sesion.connection().execute(_AGENDA, {"taller": taller.id})
    del_tipo = [f for f in agenda if f.tipo in tipos and (not clave or f.clave == clave)]
    if not any(fases.puede_escribir(EstadoDeFase(f.estado), f.abierta_hasta, ahora) for f in del_tipo):
        raise FaseCerrada(del_tipo[0].titulo if del_tipo else clave or tipos[0])


def anotar(unidad: Unidad, taller: Taller, accion: str, ahora: datetime, *, fase: str = "", detalle: str = "") -> None:
    """Deja constancia, con hora, de lo que hizo quien facilita."""
    orden = len(unidad.todos(Traza, taller_id=taller.id))
    unidad.agregar(Traza(taller_id=taller.id, orden=orden, en=ahora, accion=accion, fase=fase, detalle=detalle))
