"""Las letras de la casa, listas para el PDF, y qué caracteres se pueden escribir con ellas.

Las pantallas las sirven como woff2; typst las quiere en ttf. Se desenvuelven una vez por proceso (un cuarto de
segundo), en una carpeta temporal que se borra al acabar.
"""

from __future__ import annotations

import tempfile
import unicodedata
from functools import cache
from pathlib import Path
from threading import Lock

from fontTools.ttLib import TTFont

ESTATICOS = Path(__file__).resolve().parents[2] / "paginas" / "static"
ARCHIVOS = ("atkinson", "atkinson-cursiva", "bricolage")
TEXTO, TITULOS = "Atkinson Hyperlegible Next", "Bricolage Grotesque 96pt"
FALTA = "\u25a1"
# Lo que cubren las letras que typst lleva dentro, para nombres y signos que no están en las de la casa.
_DE_RESERVA = ((0x0100, 0x017F), (0x0386, 0x03CE), (0x0410, 0x044F), (0x2190, 0x2193), (0x25A0, 0x25A1))
_NO_CUBIERTOS = frozenset({0x0387, 0x038B, 0x038D, 0x03A2, 0x0149})

_turno = Lock()


def carpeta() -> Path:
    """La carpeta con las letras en ttf."""
    # Dos informes a la vez no las desenvuelven dos veces.
    with _turno:
        return Path(_desenvueltas().name)


@cache
def _desenvueltas() -> tempfile.TemporaryDirectory[str]:
    temporal = tempfile.TemporaryDirectory(prefix="palancas-letras-")
    for archivo in ARCHIVOS:
        letra = TTFont(ESTATICOS / f"{archivo}.woff2")
        letra.flavor = None
        letra.save(Path(temporal.name) / f"{archivo}.ttf")
    return temporal


@cache
def cubiertos() -> frozenset[int]:
    """Los caracteres que el PDF sabe escribir."""
    # Los títulos van en otra letra: solo cuenta lo que está en las dos.
    propios = [set(TTFont(carpeta() / f"{archivo}.ttf").getBestCmap()) for archivo in ARCHIVOS]
    comunes = set.intersection(*propios)
    reserva = {c for desde, hasta in _DE_RESERVA for c in range(desde, hasta + 1)} - _NO_CUBIERTOS
    return frozenset((comunes | reserva | {ord("\n")}) - {ord("\u00ad")})


def escribible(texto: str) -> str:
    """El texto con «□» donde hay un carácter sin letra: el PDF accesible no admite huecos mudos."""
    compuesto = unicodedata.normalize("NFC", texto).replace("\t", " ").replace("\r", "")
    return "".join(c if ord(c) in cubiertos() else _suplente(c) for c in compuesto)


def _suplente(caracter: str) -> str:
    """Nada, si solo modificaba al anterior o no se ve; si no, el hueco."""
    if unicodedata.category(caracter) in ("Mn", "Me", "Cf", "Cc", "Cs") or caracter == "\ufe0f":
        return ""
    return " " if unicodedata.category(caracter) in ("Zs", "Zl", "Zp") else FALTA
