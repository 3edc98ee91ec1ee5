"""El taller y sus palancas en la lengua de quien mira: lo que viene de serie se traduce; lo que se cambió, no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from datos.idiomas import de_serie, lengua, viene_de_serie
from modelo.lenguas import ESPANOL
from modelo.plantillas import Palanca
from modelo.valores import FaseVista, TallerVisto

DE_SEGUIMIENTO = viene_de_serie("Seguimiento · ")
"""Lo que lleva delante del título de un taller el de su seguimiento, si no se le pone otro."""


def titulo_traducido(titulo: str) -> str:
    """El título de un taller: lo que viene de serie se traduce, también si es el seguimiento de otro."""
    if titulo.startswith(DE_SEGUIMIENTO):
        return f"{de_serie(DE_SEGUIMIENTO)}{titulo_traducido(titulo.removeprefix(DE_SEGUIMIENTO))}"
    return de_serie(titulo)


def taller_traducido(visto: TallerVisto) -> TallerVisto:
    """El mismo taller, con lo que lee quien participa en cada fase traducido. En español es el mismo objeto."""
    cual = lengua()
    return visto if cual == ESPANOL else _taller(visto, cual)


# Se pide en cada dibujo. Un taller visto no cambia: cada versión es otro.
@lru_cache(maxsize=64)
def _taller(visto: TallerVisto, lengua: str) -> TallerVisto:
    return replace(visto, titulo=titulo_traducido(visto.titulo), fases=tuple(_fase(f) for f in visto.fases))


def _fase(f: FaseVista) -> FaseVista:
    return replace(f, titulo=de_serie(f.titulo), consigna=de_serie(f.consigna), quien_ve=de_serie(f.quien_ve))


def palancas_traducidas(palancas: Sequence[Palanca]) -> tuple[Palanca, ...]:
    """Las mismas palancas, con sus textos de serie traducidos."""
    return tuple(palancas) if lengua() == ESPANOL else tuple(_palanca(p) for p in palancas)


def _palanca(p: Palanca) -> Palanca:
    return replace(
        p,
        nombre=de_serie(p.nombre),
        nombre_corto=de_serie(p.nombre_corto),
        que_es=de_serie(p.que_es),
        afirmaciones=tuple(replace(a, texto=de_serie(a.texto)) for a in p.afirmaciones),
        anclas=tuple(de_serie(a) for a in p.anclas),
    )
