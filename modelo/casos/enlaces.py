"""Las llaves de una sala: abrir un enlace, salir en un navegador, anular los enlaces y tirar lo caducado."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col, select

from modelo import codigos
from modelo.casos.entrada import sigue_dentro
from modelo.casos.permisos import anotar, exigir_facilitador, sala_de, taller_en_curso
from modelo.casos.sala import emitir_ficha, emitir_pase
from modelo.entidades import Ficha, Pase
from modelo.errores import SinPermiso
from modelo.puertos import Unidad
from modelo.valores import EnlacesNuevos, Identidad, Papel

_PROPIOS_DE_LA_FICHA = {"huella", "creada_en", "revocada_en"}


def abrir_enlace(unidad: Unidad, *, ficha: str, papel: Papel, ahora: datetime) -> tuple[Identidad, str, str]:
    """Cambia un enlace por la ficha de un navegador. Devuelve la identidad, el código de la sala y esa ficha.

    Cada navegador tiene la suya: salir en uno no anula el enlace con el que facilitan los demás.
    """
    enlace = unidad.buscar(Ficha, codigos.huella(ficha))
    if papel == Papel.REVISA or enlace is None or enlace.papel != papel or enlace.participante_id is not None:
        raise SinPermiso(papel)
    if not sigue_dentro(unidad, Identidad(papel, enlace.sala_id, None, enlace.huella)):
        raise SinPermiso(papel)
    secreto = codigos.ficha()
    suya = Ficha(**enlace.model_dump(exclude=_PROPIOS_DE_LA_FICHA), huella=codigos.huella(secreto), creada_en=ahora)
    unidad.agregar(suya)
    codigo = sala_de(unidad, enlace.sala_id).codigo
    return Identidad(papel, suya.sala_id, None, suya.huella), codigo, secreto


def salir(unidad: Unidad, *, ficha: str, ahora: datetime) -> None:
    """Esa ficha deja de valer. Una que no existe o ya no valía no es un fallo: salir siempre se puede."""
    fila = unidad.buscar(Ficha, codigos.huella(ficha))
    if fila is not None and fila.revocada_en is None:
        fila.revocada_en = ahora


def revocar_enlaces(unidad: Unidad, *, quien: Identidad, ahora: datetime) -> EnlacesNuevos:
    """Anula todos los enlaces para facilitar y proyectar, y lo que se abrió con ellos, y da otros nuevos.

    Quien los anula sigue dentro con el pase que se le devuelve; lo demás tiene que entrar con los enlaces nuevos.
    """
    exigir_facilitador(quien)
    taller = taller_en_curso(unidad, quien)
    for papel in (Papel.FACILITA, Papel.PROYECTA):
        for ficha in unidad.todos(Ficha, sala_id=quien.sala_id, papel=papel, revocada_en=None):
            ficha.revocada_en = ahora
        for pase in unidad.todos(Pase, sala_id=quien.sala_id, papel=papel):
            unidad.borrar(pase)
    facilita = Identidad(Papel.FACILITA, quien.sala_id)
    anotar(unidad, taller, "revocar_enlaces", ahora)
    unidad.subir_version(taller.id)
    return EnlacesNuevos(
        ficha_facilitar=emitir_ficha(unidad, facilita, ahora),
        ficha_proyectar=emitir_ficha(unidad, Identidad(Papel.PROYECTA, quien.sala_id), ahora),
        pase=emitir_pase(unidad, facilita, ahora),
    )


def tirar_caducados(unidad: Unidad, *, ahora: datetime) -> int:
    """Quita los pases que nadie canjeó a tiempo. Devuelve cuántos eran.

    Queda el de quien no tiene ninguna llave: es lo único que dice que ha entrado, y caducado no abre nada.
    """
    con_llave = select(Ficha.participante_id).where(col(Ficha.participante_id).is_not(None))
    sobra = col(Pase.participante_id).is_(None) | col(Pase.participante_id).in_(con_llave)
    viejos = list(unidad.sesion.exec(select(Pase).where(col(Pase.caduca_en) < ahora, sobra)))
    for pase in viejos:
        unidad.borrar(pase)
    return len(viejos)
