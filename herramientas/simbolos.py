"""Hace paginas/static/simbolos.woff2, la letra de iconos con solo los que se usan: ``python -m herramientas.simbolos``.

La de la plataforma trae cuatro mil y es la tercera parte de la primera carga. Se repite al usar un icono nuevo: si
falta alguno lo dice una prueba, porque en pantalla saldría su nombre.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import streamlit
from fontTools import subset
from fontTools.ttLib import TTFont

RAIZ = Path(__file__).resolve().parent.parent
DESTINO = RAIZ / "paginas" / "static" / "simbolos.woff2"
PLATAFORMA = Path(streamlit.__file__).parent
ICONO = re.compile(r":material/([a-z0-9_]+):")
LETRAS = "abcdefghijklmnopqrstuvwxyz0123456789_"


def original() -> Path:
    """La letra de iconos que trae la plataforma."""
    (letra,) = (PLATAFORMA / "static" / "static" / "media").glob("MaterialSymbols-Rounded.*.woff2")
    return letra


def nombres() -> set[str]:
    """Los iconos que dicen el código de la casa y el de la plataforma que corre en el navegador."""
    propios = (p for sitio in ("paginas", "modelo", "datos") for p in (RAIZ / sitio).rglob("*.py"))
    ajenos = (PLATAFORMA / "static" / "static" / "js").glob("*.js")
    return {n for p in (*propios, *ajenos) for n in ICONO.findall(p.read_text(encoding="utf-8", errors="ignore"))}


def ligaduras(letra: TTFont) -> dict[str, str]:
    """Qué dibujo sale de cada nombre escrito con esa letra."""
    de_dibujo = {dibujo: chr(codigo) for codigo, dibujo in letra.getBestCmap().items()}
    return {
        "".join(de_dibujo.get(parte, "?") for parte in (primera, *una.Component)): una.LigGlyph
        for primera, suyas in _todas(letra)
        for una in suyas
    }


def _todas(letra: TTFont) -> Iterator[tuple[str, list[object]]]:
    for consulta in letra["GSUB"].table.LookupList.Lookup:
        for tabla in consulta.SubTable:
            yield from getattr(tabla, "ExtSubTable", tabla).ligatures.items()


def hacer() -> bytes:
    """La letra recortada."""
    letra = TTFont(original())
    dibujos = ligaduras(letra)
    suyos = {dibujos[nombre] for nombre in nombres() if nombre in dibujos}
    opciones = subset.Options(flavor="woff2", layout_closure=False, notdef_outline=True)
    recorte = subset.Subsetter(opciones)
    recorte.populate(glyphs=sorted(suyos), text=LETRAS)
    recorte.subset(letra)
    subset.save_font(letra, str(DESTINO), opciones)
    return DESTINO.read_bytes()


if __name__ == "__main__":
    hacer()
