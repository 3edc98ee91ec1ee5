"""Repartir a la gente en parejas, tríos o grupos, al azar y sin dejar a nadie solo.

``azar`` se sustituye en las pruebas.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from random import Random

MINIMO, MAXIMO = 2, 12

Grupos = tuple[tuple[str, ...], ...]


def cuantos_grupos(personas: int, de: int) -> int:
    """Cuántos grupos salen: los que más se acercan a ``de`` personas sin que nadie se quede solo. A igualdad, menos.

    Si sobra una persona, hay un grupo de una más.
    """
    posibles = range(1, max(1, personas // MINIMO) + 1)
    return min(posibles, key=lambda k: (abs(personas / k - de), k))


def repartir(personas: Sequence[str], de: int, azar: Random) -> Grupos:
    """Los grupos, con todas las personas una vez y, como mucho, una de diferencia entre el mayor y el menor."""
    orden = azar.sample(list(personas), len(personas))
    cuantos = cuantos_grupos(len(orden), de)
    return tuple(tuple(orden[k::cuantos]) for k in range(cuantos))


def el_mas_pequeno(grupos: Mapping[int, Collection[object]]) -> int:
    """El grupo al que conviene que vaya quien llega tarde; entre iguales, el de número más bajo."""
    return min(grupos, key=lambda numero: (len(grupos[numero]), numero))


def firma(grupos: Mapping[str, int]) -> str:
    """Lo que distingue un reparto (persona → grupo) de otro; vacía si no hay ninguno."""
    if not grupos:
        return ""
    escrito = " ".join(f"{persona}:{numero}" for persona, numero in sorted(grupos.items()))
    return hashlib.sha256(escrito.encode()).hexdigest()[:16]
