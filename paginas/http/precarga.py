"""Los guiones de la plataforma que harán falta en cuanto se vea la página: se piden mientras se espera al servidor.

La página los pediría al recibir el primer dibujo, y con una red lenta son dos segundos más de espera.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit

PLATAFORMA = Path(streamlit.__file__).parent / "static"
# Lo que hay en la página de entrar; la marca de la casa es una imagen. Pedir además lo de participar no gana tiempo: lo
# quita de aquí y lo pone al pulsar «Entrar». El campo de texto largo, porque quien se queda sin red al entrar no podría
# pedirlo al abrir el aparcamiento.
PIEZAS = ("TextInput", "ImageList", "TextArea")
_DE_OTRO = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""")
_DEL_HTML = re.compile(r"/static/js/([\w.-]+\.js)")


@cache
def guiones() -> tuple[str, ...]:
    """Los archivos de esas piezas y los que ellas piden, menos los que ya pide la página."""
    carpeta = PLATAFORMA / "static" / "js"
    vistos = set(_DEL_HTML.findall((PLATAFORMA / "index.html").read_text(encoding="utf-8")))
    salida: list[str] = []
    cola = [archivo.name for pieza in PIEZAS for archivo in sorted(carpeta.glob(f"{pieza}.*.js"))]
    while cola:
        nombre = cola.pop(0)
        if nombre not in vistos:
            vistos.add(nombre)
            salida.append(nombre)
            cola += _DE_OTRO.findall((carpeta / nombre).read_text(encoding="utf-8"))
    return tuple(salida)


def enlaces(nombres: Iterable[str]) -> str:
    """Los enlaces que van en la página. Son de la menor prioridad: no compiten con lo que hace falta para verla."""
    return "".join(f'<link rel="prefetch" as="script" href="/static/js/{nombre}" />' for nombre in nombres)
