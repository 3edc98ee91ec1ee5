"""Nombres de archivo, tipos y lo que va alrededor de cualquier documento. Nada de aquí dice de quién es."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from typing import TypeVar

D = TypeVar("D")
_NO_ES_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INSTANTE = re.compile(rb"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
PRODUCTO = "Palancas"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PDF, ZIP, JSON, ICS = "application/pdf", "application/zip", "application/json", "text/calendar; charset=utf-8"


def depurado(dato: D) -> D:
    """Lo mismo, sin los caracteres que XML no admite: uno solo dejaría ilegible un documento de oficina."""
    if isinstance(dato, str):
        return _NO_ES_XML.sub("", dato)  # type: ignore[return-value]
    if isinstance(dato, tuple):
        return tuple(depurado(parte) for parte in dato)  # type: ignore[return-value]
    if is_dataclass(dato) and not isinstance(dato, type):
        return replace(dato, **{f.name: depurado(getattr(dato, f.name)) for f in fields(dato)})
    return dato


def nombre(que: str, fecha: str, extension: str) -> str:
    """«palancas-informe-2026-11-24.pdf»: sin título, organización ni código, que podrían señalar a alguien."""
    return f"palancas-{que}-{fecha}.{extension}"


def medianoche(fecha: str) -> datetime:
    """El día del informe, sin hora: la hora diría cuándo estaba delante quien lo pidió."""
    dia = date.fromisoformat(fecha)
    return datetime(dia.year, dia.month, dia.day)  # noqa: DTZ001 — los formatos de oficina no llevan zona


def comprimir(archivos: Mapping[str, bytes], fecha: str) -> bytes:
    """Un zip con esos archivos, todos con la misma fecha."""
    salida = io.BytesIO()
    dia = date.fromisoformat(fecha)
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as cerrado:
        for ruta, datos in archivos.items():
            entrada = zipfile.ZipInfo(ruta, (max(1980, dia.year), dia.month, dia.day, 0, 0, 0))
            entrada.compress_type = zipfile.ZIP_DEFLATED
            cerrado.writestr(entrada, datos)
    return salida.getvalue()


def sin_hora(documento: bytes, fecha: str) -> bytes:
    """El mismo documento de oficina con solo el día en sus fechas, también en los libros que lleve incrustados."""
    dentro: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(documento)) as abierto:
        for ruta in abierto.namelist():
            contenido = abierto.read(ruta)
            if contenido[:2] == b"PK":
                contenido = sin_hora(contenido, fecha)
            elif ruta == "docProps/core.xml":
                contenido = _INSTANTE.sub(f"{fecha}T00:00:00Z".encode(), contenido)
            dentro[ruta] = contenido
    return comprimir(dentro, fecha)
