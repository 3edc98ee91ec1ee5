"""Crear, enlazar y borrar talleres."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from modelo import codigos
from modelo.campos import texto
from modelo.casos.permisos import anotar, exigir_facilitador, exigir_vigente, sala_de, taller_en_curso
from modelo.entidades import Fase, Ficha, InformeImportado, Participante, Pase, Sala, Taller
from modelo.errores import SinPermiso, ValorNoValido
from modelo.frenos import Llave
from modelo.plantillas import FasePlantilla, Plantilla, version_de_palancas
from modelo.puertos import Unidad
from modelo.valores import Borrado, EstadoDeFase, Identidad, Papel, TallerCreado

DIAS_HASTA_BORRAR = 180
UMBRAL_MINIMO, UMBRAL_MAXIMO = 3, 10
VIDA_DEL_PASE = timedelta(seconds=60)


def emitir_ficha(unidad: Unidad, identidad: Identidad, ahora: datetime) -> str:
    """Una ficha nueva para ese papel. Devuelve el secreto; en la base queda su huella."""
    secreto = codigos.ficha()
    unidad.agregar(
        Ficha(
            huella=codigos.huella(secreto),
            papel=identidad.papel,
            sala_id=identidad.sala_id,
            participante_id=identidad.participante_id,
            creada_en=ahora,
        )
    )
    return secreto


def emitir_pase(unidad: Unidad, identidad: Identidad, ahora: datetime) -> str:
    """Un pase de un uso y 60 segundos para que el navegador reciba su cookie."""
    secreto = codigos.ficha()
    unidad.agregar(
        Pase(
            huella=codigos.huella(secreto),
            papel=identidad.papel,
            sala_id=identidad.sala_id,
            participante_id=identidad.participante_id,
            caduca_en=ahora + VIDA_DEL_PASE,
        )
    )
    return secreto


def _sala_nueva(unidad: Unidad, azar: random.Random) -> Sala:
    codigo = codigos.codigo_de_sala(azar)
    while unidad.uno(Sala, codigo=codigo) is not None:
        codigo = codigos.codigo_de_sala(azar)
    sala = Sala(codigo=codigo)
    unidad.agregar(sala)
    unidad.asentar()
    return sala


def fases_de_serie(taller_id: str, fases: Iterable[FasePlantilla]) -> list[Fase]:
    """Las fases de un taller por empezar: la primera, abierta y sin reloj; las demás, por abrir."""
    filas = [Fase(taller_id=taller_id, orden=orden, **f.a_datos()) for orden, f in enumerate(fases)]
    filas[0].estado = EstadoDeFase.ABIERTA
    return filas


def _exigir_que_facilite(unidad: Unidad, quien: Identidad | None, sala_id: str) -> None:
    if quien is None:
        raise SinPermiso("facilita")
    exigir_facilitador(quien)
    exigir_vigente(unidad, quien)
    if quien.sala_id != sala_id:
        raise SinPermiso("facilita")


def crear_taller(
    unidad: Unidad,
    *,
    plantilla: Plantilla,
    titulo: str,
    organizacion: str,
    umbral: int,
    borrar_el: date,
    ahora: datetime,
    sala_id: str | None = None,
    quien: Identidad | None = None,
    ensayo: bool = False,
    azar: random.Random | None = None,
    llave: Llave | None = None,
) -> TallerCreado:
    """Crea un taller, con su sala o en una que ya existe, con su primera fase abierta y el reloj por empezar.

    En una sala que ya existe hace falta ``quien``: solo quien la facilita puede poner en ella otro taller. Quien
    llega por la red trae su ``llave``; sin ella, es la propia instalación la que crea (órdenes y pruebas).
    """
    if llave is not None:
        llave.comprobar(ahora)
    if sala_id is not None:
        _exigir_que_facilite(unidad, quien, sala_id)
    hoy = ahora.date()
    if not UMBRAL_MINIMO <= umbral <= UMBRAL_MAXIMO:
        raise ValorNoValido("umbral", f"tiene que estar entre {UMBRAL_MINIMO} y {UMBRAL_MAXIMO}")
    if borrar_el <= hoy:
        raise ValorNoValido("borrar_el", "la fecha de borrado tiene que ser posterior a hoy")
    azar = azar or secrets.SystemRandom()
    sala = sala_de(unidad, sala_id) if sala_id is not None else _sala_nueva(unidad, azar)
    anterior = unidad.buscar(Taller, sala.taller_id or "")
    taller = Taller(
        sala_id=sala.id,
        titulo=texto(120, obligatorio=True)("titulo", titulo, hoy),
        organizacion=texto(120)("organizacion", organizacion, hoy),
        plantilla=plantilla.clave,
        palancas=[p.a_datos() for p in plantilla.palancas],
        palancas_version=version_de_palancas(plantilla.palancas),
        umbral=umbral,
        borrar_el=borrar_el.isoformat(),
        # El siguiente taller de un ensayo también lo es: sus personas son las mismas.
        ensayo=ensayo or (anterior is not None and anterior.ensayo),
        fase_actual=plantilla.fases[0].clave,
        # Las pantallas de la sala solo miran la versión: con la misma no sabrían que el taller es otro.
        version=anterior.version + 1 if anterior else 1,
        creado_en=ahora,
    )
    unidad.agregar(taller)
    unidad.asentar()
    for fase in fases_de_serie(taller.id, plantilla.fases):
        unidad.agregar(fase)
    sala.taller_id = taller.id
    anotar(unidad, taller, "crear", ahora)
    facilita = Identidad(Papel.FACILITA, sala.id)
    return TallerCreado(
        codigo=sala.codigo,
        taller_id=taller.id,
        sala_id=sala.id,
        ficha_facilitar=emitir_ficha(unidad, facilita, ahora),
        ficha_proyectar=emitir_ficha(unidad, Identidad(Papel.PROYECTA, sala.id), ahora),
        pase=emitir_pase(unidad, facilita, ahora),
    )


def crear_enlace(unidad: Unidad, *, quien: Identidad, papel: Papel, ahora: datetime) -> str:
    """Una ficha más para cofacilitar o proyectar desde otro aparato. Las anteriores siguen valiendo."""
    exigir_facilitador(quien)
    if papel not in (Papel.FACILITA, Papel.PROYECTA):
        raise ValorNoValido("papel", "este enlace es para facilitar o para proyectar")
    taller = taller_en_curso(unidad, quien)
    anotar(unidad, taller, "crear_enlace", ahora, detalle=papel)
    return emitir_ficha(unidad, Identidad(papel, quien.sala_id), ahora)


def borrar_taller(unidad: Unidad, *, quien: Identidad, ahora: datetime) -> Borrado:
    """Borra el taller con todo lo escrito y sus participantes. La sala queda como lápida de su código."""
    exigir_facilitador(quien)
    sala = sala_de(unidad, quien.sala_id)
    exigir_vigente(unidad, quien)
    vaciar_sala(unidad, sala, ahora)
    return Borrado(salas=(sala.id,))


def vaciar_sala(unidad: Unidad, sala: Sala, ahora: datetime) -> None:
    """Quita de la base todo lo de una sala. Solo queda su código, para explicar que se borró."""
    for taller in unidad.todos(Taller, sala_id=sala.id):
        unidad.borrar(taller)
    for persona in unidad.todos(Participante, sala_id=sala.id):
        unidad.borrar(persona)
    for clase in (Ficha, Pase, InformeImportado):
        unidad.quitar(clase, sala_id=sala.id)
    sala.taller_id = None
    sala.borrada_en = ahora
