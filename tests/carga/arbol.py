"""El árbol de elementos que un navegador compone con lo que Streamlit le va mandando."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

BLOQUE = "bloque"
RAICES = range(4)  # principal, lateral, sucesos y pie

_TEXTO_DE: dict[str, Callable[[Any], str]] = {
    "markdown": lambda e: e.body,
    "heading": lambda e: e.body,
    "alert": lambda e: e.body,
    "html": lambda e: e.body,
    "progress": lambda e: e.text,
    "exception": lambda e: f"{e.type}: {e.message}",
}


@dataclass(slots=True)
class Nodo:
    """Un bloque (con ``hijos``) o un elemento (sin ellos; ``clase`` es su tipo en el protocolo)."""

    clase: str
    proto: Any = None
    pasada: str = ""
    fragmento: str = ""
    guion: str = ""
    hijos: dict[int, Nodo] | None = None

    def recorrer(self) -> Iterator[Nodo]:
        """Este nodo y todo lo que cuelga de él, en el orden en que se ve."""
        yield self
        for indice in sorted(self.hijos or {}):
            yield from (self.hijos or {})[indice].recorrer()

    @property
    def texto(self) -> str:
        """Lo que lee una persona en este elemento."""
        leer = _TEXTO_DE.get(self.clase)
        return leer(self.proto) if leer else ""


class Arbol:
    """Lo que hay en pantalla. Cada pasada del guion lo cambia delta a delta y al acabar quita lo que no repitió."""

    def __init__(self) -> None:
        self.raices = {i: _raiz() for i in RAICES}

    def nodos(self) -> Iterator[Nodo]:
        """Todos los nodos en pantalla."""
        for raiz in self.raices.values():
            yield from raiz.recorrer()

    def poner(self, ruta: tuple[int, ...], delta: Any, pasada: str, guion: str) -> Nodo | None:
        """Aplica un delta en su ruta. Devuelve el elemento puesto; ``None`` si era un bloque o un hueco."""
        padre = self.raices[ruta[0]]
        padre.pasada = pasada
        for paso in ruta[1:-1]:
            padre = (padre.hijos or {})[paso]
            padre.pasada = pasada
        hermanos = padre.hijos if padre.hijos is not None else {}
        if delta.WhichOneof("type") == "add_block":
            antes = hermanos.get(ruta[-1])
            sigue = antes is not None and _mismo_bloque(antes, delta.add_block)
            hijos = antes.hijos if antes is not None and sigue else {}
            hermanos[ruta[-1]] = Nodo(BLOQUE, delta.add_block, pasada, delta.fragment_id, guion, hijos)
            return None
        clase = delta.new_element.WhichOneof("type")
        if clase is None:
            hermanos.pop(ruta[-1], None)
            return None
        proto = getattr(delta.new_element, clase)
        nodo = hermanos[ruta[-1]] = Nodo(clase, proto, pasada, delta.fragment_id, guion)
        return nodo

    def quitar_lo_viejo(self, pasada: str, fragmentos: tuple[str, ...]) -> None:
        """Acabada una pasada, fuera lo que no ha vuelto a mandar (en una de fragmento, solo dentro de él)."""
        for raiz in self.raices.values():
            raiz.pasada = pasada
            _queda(raiz, pasada, fragmentos, None)

    def cambiar_de_pagina(self, marco: str) -> None:
        """Conserva solo lo que dibujó el guion de entrada."""
        for raiz in self.raices.values():
            _del_marco(raiz, marco)


def _raiz() -> Nodo:
    return Nodo(BLOQUE, hijos={})


def _mismo_bloque(nodo: Nodo, nuevo: Any) -> bool:
    if nodo.hijos is None or nodo.proto is None:
        return False
    return bool(nodo.proto.WhichOneof("type") == nuevo.WhichOneof("type"))


def _del_marco(nodo: Nodo, marco: str) -> bool:
    if nodo.hijos is None:
        return nodo.guion == marco
    nodo.hijos = {i: hijo for i, hijo in nodo.hijos.items() if _del_marco(hijo, marco)}
    return bool(nodo.hijos) or nodo.guion == marco


def _queda(nodo: Nodo, pasada: str, fragmentos: tuple[str, ...], dentro: str | None) -> bool:
    if nodo.hijos is None:
        return nodo.pasada == pasada or (bool(fragmentos) and not (nodo.fragmento and dentro))
    if fragmentos:
        if dentro and nodo.pasada != pasada:
            return False
        if nodo.fragmento in fragmentos and nodo.pasada == pasada:
            dentro = nodo.fragmento
    elif nodo.pasada != pasada:
        return False
    nodo.hijos = {i: h for i, h in nodo.hijos.items() if _queda(h, pasada, fragmentos, dentro)}
    return True
