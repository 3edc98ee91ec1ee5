"""Lo que un archivo trae a una sala, fila a fila, y qué pasaría al traerlo. Valores inmutables, sin base de datos."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PERSONA, RESPUESTA = "persona", "respuesta"


@dataclass(frozen=True, slots=True)
class Apunte:
    """Una cosa que el archivo dice de una persona: ella misma, una respuesta suelta o un objeto de ``modelo.campos``.

    ``persona`` y ``cliente`` son alias. ``clave`` es la fase de una respuesta o la ronda de una valoración. Los
    valores llegan como los pide ``modelo.campos`` y se validan allí. ``hoja`` y ``fila`` dicen de dónde sale.
    """

    tipo: str
    persona: str
    valores: Mapping[str, Any] = field(default_factory=dict)
    cliente: str = ""
    clave: str = ""
    hoja: str = ""
    fila: int = 0


@dataclass(frozen=True, slots=True)
class Reparo:
    """Algo del archivo que no vale, o que no se cambia, y por qué. ``campo`` vacío: toda la fila o todo el archivo."""

    hoja: str
    fila: int
    campo: str
    motivo: str
    tipo: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """Qué pasa, o pasaría, al importar.

    ``nuevos`` cuenta por tipo lo que se crea y ``ya_estaban``, las filas que la sala ya tenía. ``rellenados`` son los
    campos vacíos que se completan; ``corregidos``, los que cambian algo importado antes de alguien que no ha entrado, y
    ``conservados``, los que se dejan porque ya hay otra cosa escrita. Con ``reparos`` no se importa nada.
    """

    nuevos: Mapping[str, int]
    rellenados: int = 0
    ya_estaban: int = 0
    conservados: tuple[Reparo, ...] = ()
    reparos: tuple[Reparo, ...] = ()
    corregidos: tuple[Reparo, ...] = ()

    @property
    def cambia_algo(self) -> bool:
        """Si importar dejaría la sala distinta."""
        return bool(self.rellenados or self.corregidos or any(self.nuevos.values()))
