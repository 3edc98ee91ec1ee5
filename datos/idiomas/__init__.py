"""En qué lengua se le habla a quien mira, y el catálogo de lo que se dice en ella.

El código se escribe en español y cada texto es su propia clave. Las demás lenguas están en un catálogo gettext de esta
carpeta, que lee Babel una vez por proceso. ``python -m herramientas.textos`` lo pone al día.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelo import rotulos as de_la_casa
from modelo.lenguas import ESPANOL, LENGUAS

CARPETA = Path(__file__).parent
DE_SERIE = "taller"
"""El contexto, en el catálogo, de los textos que trae un taller de serie: quien facilita los puede cambiar."""


@dataclass(frozen=True, eq=False)
class Catalogo:
    """Los textos de una lengua por el texto español. El del español va vacío: cada texto es el suyo."""

    lengua: str
    textos: Mapping[str, str] = field(default_factory=dict)
    plurales: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    de_serie: Mapping[str, str] = field(default_factory=dict)


_EN_ESPANOL = Catalogo(ESPANOL)
_ahora: ContextVar[Catalogo | None] = ContextVar("lengua", default=None)
_quien_mira: list[Callable[[], str]] = []


def catalogo(lengua: str) -> Catalogo:
    """El de esa lengua; el español si no hay otro."""
    # Antes de la memoria: la lengua puede venir de una petición, y solo se recuerdan las que hay.
    return _leido(lengua) if lengua != ESPANOL and lengua in LENGUAS else _EN_ESPANOL


@cache
def _leido(lengua: str) -> Catalogo:
    from babel.messages.pofile import read_po

    textos: dict[str, str] = {}
    plurales: dict[str, tuple[str, str]] = {}
    de_serie: dict[str, str] = {}
    with (CARPETA / f"{lengua}.po").open("rb") as archivo:
        leido = read_po(archivo, locale=lengua)
    for m in leido:
        if isinstance(m.id, tuple) and isinstance(m.string, tuple):
            plurales[m.id[0]] = (m.string[0], m.string[1])
        elif m.string and isinstance(m.id, str) and m.id:
            clave = m.id if m.context in (None, DE_SERIE) else f"{m.context}\x04{m.id}"
            (de_serie if m.context == DE_SERIE else textos)[clave] = str(m.string)
    return Catalogo(lengua, textos, plurales, de_serie)


def preguntar_a(quien_mira: Callable[[], str]) -> None:
    """Cómo saber la lengua donde nadie la ha dicho: un *callback* o un trozo de página llegan en un hilo nuevo."""
    _quien_mira[:] = [quien_mira]


def hablar(lengua: str) -> None:
    """Lo que se diga desde aquí en este hilo va en esa lengua."""
    _ahora.set(catalogo(lengua))


@contextmanager
def hablando(lengua: str) -> Iterator[None]:
    """Dentro, en esa lengua: para lo que se prepara fuera del hilo de la página, como un documento."""
    antes = _ahora.set(catalogo(lengua))
    try:
        yield
    finally:
        _ahora.reset(antes)


def _actual() -> Catalogo:
    dicho = _ahora.get()
    return dicho if dicho is not None else catalogo(_quien_mira[0]()) if _quien_mira else _EN_ESPANOL


def lengua() -> str:
    """La lengua en que se habla ahora. Lo que se guarde en memoria con textos dentro la lleva en su clave."""
    return _actual().lengua


def _(texto: str) -> str:
    """El texto en la lengua de quien mira. Los datos se ponen después, con ``format``."""
    return _actual().textos.get(texto, texto)


def en_contexto(contexto: str, texto: str) -> str:
    """Como ``_``, para una palabra que en otra lengua depende de qué se hable."""
    return _actual().textos.get(f"{contexto}\x04{texto}", texto)


def plural(uno: str, varios: str, n: int) -> str:
    """La forma que toca con esa cantidad, en la lengua de quien mira."""
    formas = _actual().plurales.get(uno, (uno, varios))
    return formas[0 if n == 1 else 1]


def por_traducir(texto: str) -> str:
    """Marca un texto que se traduce más tarde, con ``_``: las constantes se leen antes de saber quién mira."""
    return texto


def por_contar(uno: str, varios: str) -> tuple[str, str]:
    """Marca cómo se llama lo que se cuenta, en singular y en plural, para traducirlo más tarde con ``plural``."""
    return uno, varios


def viene_de_serie(texto: str) -> str:
    """Marca un texto que trae un taller nuevo, para traducirlo más tarde con ``de_serie``."""
    return texto


def de_serie(texto: str) -> str:
    """Un texto del taller, traducido si es el de serie; si quien facilita lo cambió, tal cual."""
    return _actual().de_serie.get(texto, texto)


def traducido(valor: Any) -> Any:
    """Un texto, o una estructura de textos, en la lengua de quien mira. Las claves de un diccionario no se tocan."""
    return valor if lengua() == ESPANOL else _por_dentro(valor, _)


def _por_dentro(valor: Any, cambiar: Callable[[str], str]) -> Any:
    if isinstance(valor, str):
        return cambiar(valor)
    if isinstance(valor, dict):
        return {clave: _por_dentro(suyo, cambiar) for clave, suyo in valor.items()}
    if isinstance(valor, tuple):
        partes = [_por_dentro(suyo, cambiar) for suyo in valor]
        return type(valor)(*partes) if hasattr(valor, "_fields") else tuple(partes)
    return valor


def _de_la_lista(lista: str, texto: str) -> str:
    return _actual().textos.get(f"{lista}\x04{texto}") or _(texto)


class _Rotulos:
    """``modelo.rotulos`` en la lengua de quien mira. Cada rótulo se traduce una vez por lengua."""

    def __init__(self) -> None:
        self._hechos: dict[tuple[str, str], Any] = {}

    def __getattr__(self, nombre: str) -> Any:
        cual = lengua()
        if cual == ESPANOL:
            return getattr(de_la_casa, nombre)
        if (cual, nombre) not in self._hechos:
            # La misma palabra puede decirse de otra manera en una sola lista: entonces va con el nombre de la lista.
            self._hechos[cual, nombre] = _por_dentro(
                getattr(de_la_casa, nombre), lambda texto: _de_la_lista(nombre, texto)
            )
        return self._hechos[cual, nombre]


if TYPE_CHECKING:
    from modelo import rotulos as rotulos
else:
    rotulos = _Rotulos()
