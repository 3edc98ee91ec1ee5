"""Qué pestañas escuchan los avisos de este proceso, y a quién hay que despertar cuando cambia una sala."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

# Cada escucha es una conexión abierta: por encima, quien llega se queda con el pulso.
TOPE = 2000
RECORDADOS = 5000

_cerrojo = Lock()
# Por sala, a quién despertar y si también le importa la actividad.
_por_sala: dict[str, dict[Callable[[], None], bool]] = {}
_abiertos: Counter[str] = Counter()
_confirmados: OrderedDict[str, None] = OrderedDict()
_parando = False


@contextmanager
def a_la_escucha(codigo: str, puesto: str, despertar: Callable[[], None], con_actividad: bool = True) -> Iterator[None]:
    """Mientras dura, ``despertar`` se llama cada vez que cambia la sala; si no, ``con_actividad``, solo su versión."""
    with _cerrojo:
        _por_sala.setdefault(codigo, {})[despertar] = con_actividad
        _abiertos[puesto] += 1
    try:
        yield
    finally:
        with _cerrojo:
            _por_sala[codigo].pop(despertar, None)
            if not _por_sala[codigo]:
                del _por_sala[codigo]
            _abiertos[puesto] -= 1
            if not _abiertos[puesto]:
                del _abiertos[puesto]


def despertar(codigo: str, *, solo_actividad: bool = False) -> None:
    """La sala ha cambiado: que lo miren quienes la escuchan.

    Con cientos de personas escribiendo, despertar a las que no les importa costaba más que guardar.
    """
    with _cerrojo:
        escuchan = _por_sala.get(codigo, {}).items()
        avisados = [avisar for avisar, con_actividad in escuchan if con_actividad or not solo_actividad]
    for avisar in avisados:
        avisar()


def confirmar(puesto: str, oye: bool) -> None:
    """Lo que dice la pestaña: le llegan los avisos, o ha dejado de recibirlos."""
    with _cerrojo:
        _confirmados.pop(puesto, None)
        if oye:
            _confirmados[puesto] = None
        while len(_confirmados) > RECORDADOS:
            _confirmados.popitem(last=False)


def oye(puesto: str) -> bool:
    """Si tiene la escucha abierta y ha dicho que le llega: un intermediario puede retener lo que se le manda."""
    return puesto in _confirmados and puesto in _abiertos


def salas() -> list[str]:
    """Las salas que alguien escucha."""
    with _cerrojo:
        return [*_por_sala]


def cuantos() -> int:
    """Cuántas escuchas hay abiertas."""
    return _abiertos.total()


def parar() -> None:
    """El servidor se va: que cada escucha se cierre, o esperaría por ellas."""
    global _parando
    _parando = True
    for codigo in salas():
        despertar(codigo)


def parando() -> bool:
    """Si el servidor se está yendo."""
    return _parando
