"""Entrar, volver y salir de una sala, sin cuenta."""

from __future__ import annotations

import random
import secrets
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from modelo import codigos
from modelo.campos import alias_de_persona
from modelo.casos.idioma import lengua_valida
from modelo.casos.permisos import (
    anotar,
    exigir_facilitador,
    exigir_persona,
    por_que_no_vale,
    sala_de,
    sigue_vigente,
    sin_caducar,
    taller_en_curso,
)
from modelo.casos.sala import emitir_ficha, emitir_pase
from modelo.entidades import Ficha, Participante, Pase, Sala
from modelo.errores import (
    CodigoPersonalNoValido,
    ErrorDelTaller,
    ObjetoNoEncontrado,
    ParticipanteExpulsado,
    PaseNoValido,
    SalaBorrada,
    SalaLlena,
    SalaNoEncontrada,
)
from modelo.frenos import Intento
from modelo.lenguas import ESPANOL
from modelo.puertos import Unidad
from modelo.valores import Entrada, Identidad, Papel

AFORO = 300
# Se comprueba en cada dibujo de cada persona: todo de una vez, y sin hacer de ello objetos.
_PUERTA = (
    sa.select(
        *(Sala.__table__.c[c] for c in ("codigo", "borrada_en")),  # type: ignore[attr-defined]
        *(Ficha.__table__.c[c] for c in ("papel", "sala_id", "participante_id", "revocada_en", "caduca_en")),  # type: ignore[attr-defined]
        Participante.__table__.c.sala_id.label("sala_de_la_persona"),  # type: ignore[attr-defined]
        *(Participante.__table__.c[c] for c in ("expulsado_en", "idioma")),  # type: ignore[attr-defined]
    )
    .select_from(Sala)
    .outerjoin(Ficha, Ficha.huella == sa.bindparam("ficha"))  # type: ignore[arg-type]
    .outerjoin(Participante, Participante.id == sa.bindparam("persona"))  # type: ignore[arg-type]
    .where(Sala.__table__.c.id == sa.bindparam("sala"))  # type: ignore[attr-defined]
)


def _sala(unidad: Unidad, codigo: str, ahora: datetime, intento: Intento | None) -> Sala:
    with _limite(intento, "sala", "", ahora, SalaNoEncontrada):
        sala = unidad.uno(Sala, codigo=codigos.normalizar_codigo_de_sala(codigo))
        if sala is None:
            raise SalaNoEncontrada(codigo[: codigos.LARGO_DE_SALA])
        if sala.borrada_en is not None:
            raise SalaBorrada(sala.codigo)
        return sala


def _limite(
    intento: Intento | None, freno: str, sala: str, ahora: datetime, fallo: type[ErrorDelTaller]
) -> AbstractContextManager[None]:
    """Sin ``intento`` no hay límite: lo llaman las órdenes y los robots, no la red."""
    if intento is None:
        return nullcontext()
    return intento.probando(getattr(intento.frenos, freno), sala, ahora, fallo)


def comprobar_sala(unidad: Unidad, *, codigo: str, ahora: datetime, intento: Intento | None = None) -> None:
    """``SalaNoEncontrada`` o ``SalaBorrada`` si con ese código no se puede entrar. Fallar tiene un límite."""
    _sala(unidad, codigo, ahora, intento)


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


def entrar(
    unidad: Unidad,
    *,
    codigo: str,
    alias: str,
    ahora: datetime,
    azar: random.Random | None = None,
    intento: Intento | None = None,
    idioma: str = ESPANOL,
) -> Entrada:
    """Da de alta a una persona en la sala. Un alias repetido no impide entrar: se le añade un número."""
    sala = _sala(unidad, codigo, ahora, intento)
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
        idioma=lengua_valida(idioma),
    )
    unidad.agregar(persona)
    unidad.asentar()
    if sala.taller_id:
        unidad.subir_actividad(sala.taller_id)
    return _dentro(unidad, sala, persona, ahora)


def reanudar(
    unidad: Unidad, *, codigo: str, codigo_personal: str, ahora: datetime, intento: Intento | None = None
) -> Entrada:
    """Vuelve a la misma identidad desde cualquier aparato, con el código personal. Fallar tiene un límite."""
    sala = _sala(unidad, codigo, ahora, intento)
    with _limite(intento, "personal", sala.id, ahora, CodigoPersonalNoValido):
        buscado = codigos.normalizar_codigo_personal(codigo_personal)
        persona = unidad.uno(Participante, sala_id=sala.id, codigo_personal=buscado)
        if persona is None:
            raise CodigoPersonalNoValido(sala.codigo)
    if persona.expulsado_en is not None:
        raise ParticipanteExpulsado(persona.id)
    return _dentro(unidad, sala, persona, ahora)


def canjear_pase(
    unidad: Unidad, *, pase: str, ahora: datetime, fichas: tuple[str, ...] = ()
) -> tuple[Identidad, str, str]:
    """Cambia un pase por una ficha duradera. Devuelve la identidad, el código de la sala y la ficha.

    Si entre las ``fichas`` que ya tenía el navegador hay una de la misma persona, sigue con ella: al salir se anula en
    todas sus pestañas.
    """
    fila = unidad.uno(Pase, huella=codigos.huella(pase))
    if fila is None or fila.caduca_en < ahora:
        raise PaseNoValido
    identidad = Identidad(Papel(fila.papel), fila.sala_id, fila.participante_id)
    unidad.borrar(fila)
    sala = sala_de(unidad, fila.sala_id)
    suya = next((f for f in fichas if _es_de(unidad, f, identidad)), None)
    return identidad, sala.codigo, suya or emitir_ficha(unidad, identidad, ahora)


def _es_de(unidad: Unidad, ficha: str, quien: Identidad) -> bool:
    suya = identificar(unidad, ficha=ficha)
    return suya is not None and replace(suya, huella="") == quien


def identificar(unidad: Unidad, *, ficha: str, ahora: datetime | None = None) -> Identidad | None:
    """De quién es una ficha, o ``None`` si no vale: revocada, caducada, de sala borrada o de alguien expulsado.

    Sin ``ahora`` no vale ninguna que caduque.
    """
    quien = portador(unidad, ficha)
    return quien if quien is not None and sigue_dentro(unidad, quien, ahora=ahora) else None


def portador(unidad: Unidad, ficha: str) -> Identidad | None:
    """De quién es una ficha, valga todavía o no: lo dice ``exigir_dentro``."""
    fila = unidad.buscar(Ficha, codigos.huella(ficha))
    return None if fila is None else Identidad(Papel(fila.papel), fila.sala_id, fila.participante_id, fila.huella)


def de_la_llave(unidad: Unidad, huella: str) -> tuple[Identidad, str] | None:
    """De quién es la ficha con esa huella, y el código de su sala. La huella no es la ficha: con ella no se entra."""
    fila = unidad.buscar(Ficha, huella)
    sala = unidad.buscar(Sala, fila.sala_id) if fila is not None else None
    if fila is None or sala is None:
        return None
    return Identidad(Papel(fila.papel), fila.sala_id, fila.participante_id, fila.huella), sala.codigo


def exigir_dentro(unidad: Unidad, quien: Identidad, *, ahora: datetime | None = None) -> str:
    """Que esa identidad todavía abre la puerta; si no, por qué no. Devuelve en qué lengua se le habla.

    ``SalaBorrada`` o ``SalaNoEncontrada``, ``SinPermiso`` con la ficha revocada o caducada (sin ``ahora``, lo está toda
    la que caduca; si era un enlace de revisión, ``EnlaceCortado`` o ``EnlaceCaducado``), ``ParticipanteExpulsado`` si
    la han retirado.
    """
    fila = unidad.fila(_PUERTA, sala=quien.sala_id, ficha=quien.huella, persona=quien.participante_id)
    if fila is None:
        raise SalaNoEncontrada(quien.sala_id)
    if fila.borrada_en is not None:
        raise SalaBorrada(fila.codigo)
    if quien.huella and not (sigue_vigente(fila, quien, fila.expulsado_en) and sin_caducar(fila, ahora)):
        raise por_que_no_vale(fila, quien)
    if quien.papel == Papel.PARTICIPA:
        exigir_persona(quien, fila.sala_de_la_persona, fila.expulsado_en)
    return str(fila.idioma or ESPANOL)


def sigue_dentro(unidad: Unidad, quien: Identidad, *, ahora: datetime | None = None) -> bool:
    """Si ``exigir_dentro`` la deja pasar."""
    try:
        exigir_dentro(unidad, quien, ahora=ahora)
    except ErrorDelTaller:
        return False
    return True


def _de_la_sala(unidad: Unidad, quien: Identidad, participante_id: str) -> Participante:
    persona = unidad.buscar(Participante, participante_id)
    if persona is None or persona.sala_id != quien.sala_id:
        raise ObjetoNoEncontrado(participante_id)
    return persona


def expulsar(unidad: Unidad, *, quien: Identidad, participante_id: str, ahora: datetime) -> None:
    """Retira a una persona: deja de contar y de poder entrar, y sus fichas se revocan. Lo suyo se conserva."""
    exigir_facilitador(quien)
    taller = taller_en_curso(unidad, quien)
    persona = _de_la_sala(unidad, quien, participante_id)
    if persona.expulsado_en is not None:
        return
    persona.expulsado_en = ahora
    for ficha in unidad.todos(Ficha, participante_id=persona.id, revocada_en=None):
        ficha.revocada_en = ahora
    for pase in unidad.todos(Pase, participante_id=persona.id):
        unidad.borrar(pase)
    anotar(unidad, taller, "expulsar", ahora, detalle=persona.alias)
    unidad.subir_version(taller.id)


def readmitir(unidad: Unidad, *, quien: Identidad, participante_id: str, ahora: datetime) -> None:
    """Deshace ``expulsar``: la persona vuelve con todo lo que había escrito, y los aparatos en que estaba también."""
    exigir_facilitador(quien)
    taller = taller_en_curso(unidad, quien)
    persona = _de_la_sala(unidad, quien, participante_id)
    if persona.expulsado_en is None:
        return
    for ficha in unidad.todos(Ficha, participante_id=persona.id, revocada_en=persona.expulsado_en):
        ficha.revocada_en = None
    persona.expulsado_en = None
    anotar(unidad, taller, "readmitir", ahora, detalle=persona.alias)
    unidad.subir_version(taller.id)
