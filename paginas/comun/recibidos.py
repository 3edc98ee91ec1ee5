"""Lo que el navegador ha mandado guardar sin redibujar la página: lo último de cada campo y si ya está en la base."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from modelo.valores import Identidad, Objeto

RECORDADOS = 20_000
Clave = tuple[str | None, ...]
Caso = Callable[..., Any]
# El orden y lo escrito, y el caso con que entró, vacío mientras no esté confirmado.
_ultimo: OrderedDict[Clave, tuple[float, int, Caso | None]] = OrderedDict()
_cerrojo = Lock()


def clave_de_envio(quien: Identidad, objeto: Objeto, campo: str, puesto: str) -> Clave:
    """De quién, de qué campo y de qué pestaña.

    La pestaña cuenta porque el orden sale del reloj de cada aparato, y entre aparatos manda lo último que llega.
    """
    return (quien.participante_id, objeto.tipo, objeto.id, campo, puesto)


def ultimo(clave: Clave, orden: float) -> tuple[float, int, Caso | None]:
    """El orden, la huella y el caso de lo último que llegó; si no ha llegado nada, como si fuera ese ``orden``."""
    return _ultimo.get(clave, (orden, 0, None))


def recordar(clave: Clave, orden: float, valor: Any, con: Caso | None) -> None:
    """Ha llegado ``valor``; ``con``, el caso con que ya está confirmado en la base, o nada si aún no lo está."""
    huella = hash(valor)
    with _cerrojo:
        if con is not None and _ultimo.get(clave, (orden, huella))[:2] != (orden, huella):
            return  # entre tanto ha entrado otro posterior
        _ultimo[clave] = (orden, huella, con)
        _ultimo.move_to_end(clave)
        if len(_ultimo) > RECORDADOS:
            _ultimo.popitem(last=False)


def ya_llego(clave: Clave) -> bool:
    """Si esa pestaña ha mandado ese campo por su cuenta: lo que quede por mandar, también lo mandará ella."""
    return clave in _ultimo


def con_que_entro(clave: Clave) -> Caso | None:
    """El caso con que está en la base lo último que mandó; nada si aún no lo está."""
    return _ultimo[clave][2] if clave in _ultimo else None
