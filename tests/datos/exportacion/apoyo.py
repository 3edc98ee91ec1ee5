"""Cómo se pide una exportación y cómo se lee todo lo que lleva dentro un documento."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from re import DOTALL, finditer
from typing import Any

import sqlalchemy as sa
from pypdf import PdfReader

from datos import agregados, consultas
from modelo.privacidad import Mirada
from modelo.valores import FaseVista, Identidad, Papel, TallerVisto
from tests.ensayo import HOY, ver

AHORA = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)


def con_fases(taller: TallerVisto, **cambios: Any) -> TallerVisto:
    """El mismo taller con algo cambiado en todas sus fases."""
    fases: tuple[FaseVista, ...] = tuple(replace(f, **cambios) if f.tipo != "pausa" else f for f in taller.fases)
    return replace(taller, fases=fases)


def pedir(motor: sa.Engine, papel: str = "facilita", taller: TallerVisto | None = None) -> agregados.Pedido:
    """El pedido de todo el taller. De serie, con todas sus fases reveladas."""
    taller = taller or ver(motor)
    mirada = Mirada(papel, taller.umbral, True, taller.fases[0].anonima)
    return agregados.pedir(motor, taller, taller.fases[0], mirada, actividad=taller.actividad, hoy=HOY)


def participa(motor: sa.Engine, puesto: int = 0) -> Identidad:
    """Una de las personas del ensayo."""
    taller = ver(motor)
    return Identidad(Papel.PARTICIPA, taller.sala_id, consultas.participantes(motor, taller.sala_id)[puesto].id)


def facilita(motor: sa.Engine) -> Identidad:
    return Identidad(Papel.FACILITA, ver(motor).sala_id)


def _miembros(datos: bytes) -> Iterator[bytes]:
    """Todo lo que hay en un zip, también en los que lleve dentro, con sus nombres."""
    with zipfile.ZipFile(io.BytesIO(datos)) as abierto:
        for miembro in abierto.infolist():
            yield miembro.filename.encode()
            contenido = abierto.read(miembro)
            if contenido[:2] == b"PK":
                yield from _miembros(contenido)
            else:
                yield contenido


def _del_pdf(datos: bytes) -> Iterator[bytes]:
    yield datos
    for flujo in finditer(rb"stream\r?\n(.*?)\r?\nendstream", datos, DOTALL):
        try:
            yield zlib.decompress(flujo.group(1))
        except zlib.error:
            yield flujo.group(1)
    lector = PdfReader(io.BytesIO(datos))
    yield "\n".join(pagina.extract_text() for pagina in lector.pages).encode()
    yield str(lector.metadata).encode()
    yield str([o.title for o in _marcadores(lector.outline)]).encode()


def _marcadores(esquema: list[Any]) -> Iterator[Any]:
    for parte in esquema:
        if isinstance(parte, list):
            yield from _marcadores(parte)
        else:
            yield parte


def todo_lo_escrito(datos: bytes) -> str:
    """El documento entero como texto: contenido, metadatos, XML crudo, libros incrustados y nombres internos."""
    if datos[:2] == b"PK":
        partes = list(_miembros(datos))
    elif datos[:4] == b"%PDF":
        partes = list(_del_pdf(datos))
    else:
        partes = [datos]
    return "\n".join(parte.decode("utf-8", "replace") for parte in partes)
