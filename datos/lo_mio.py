"""Lo de una persona en una fase, en una sola lectura: es lo que cuesta dibujar su página.

Las consultas se escriben una vez y se leen todas en la misma foto: cada una por su lado costaba más que el resto del
dibujo (``docs/medidas.md``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from datos.lectura import TABLAS, por_llegada
from datos.vistas import ClienteVisto, LoMio

_MIO = ("taller_id", "participante_id")


def _elegir(tabla: str, columnas: tuple[str, ...], *iguales: str) -> sa.Select[Any]:
    t = TABLAS[tabla].c
    return sa.select(*(t[c] for c in columnas)).where(*(t[c] == sa.bindparam(c) for c in iguales))


_LISTO = _elegir("listo", ("participante_id",), *_MIO, "fase")
_RESPUESTAS = _elegir("respuesta", ("campo", "valor"), *_MIO, "fase")
_BORRADORES = _elegir("borrador", ("tipo", "objeto_id", "campo", "valor"), *_MIO)
_VALORACIONES = _elegir("valoracion", ("cliente_id", "ronda", "afirmacion", "valor", "no_sabe"), *_MIO)
_JUSTIFICACIONES = _elegir("justificacion", ("cliente_id", "ronda", "palanca", "texto"), *_MIO)


@lru_cache(maxsize=4)
def _clientes(motor: sa.Engine) -> sa.Select[Any]:
    elegidos = _elegir("cliente", tuple(ClienteVisto.__dataclass_fields__), "participante_id")
    return elegidos.order_by(*por_llegada(motor, "cliente"))


def lo_mio(motor: sa.Engine, taller_id: str, participante_id: str, fase: str, *, valora: bool) -> LoMio:
    """Todo lo que esa persona necesita ver en esa fase, de una misma foto de la base.

    ``valora``: en la fase se valora, y hace falta lo valorado en vez de los campos sueltos.
    """
    mio = {"taller_id": taller_id, "participante_id": participante_id, "fase": fase}
    with motor.connect() as conexion:

        def leer(consulta: sa.Select[Any], *, hace_falta: bool = True) -> list[Any]:
            return list(conexion.execute(consulta, mio)) if hace_falta else []

        return LoMio(
            listo=bool(leer(_LISTO)),
            clientes=[ClienteVisto(*fila) for fila in leer(_clientes(motor))],
            respuestas={f.campo: f.valor for f in leer(_RESPUESTAS, hace_falta=not valora)},
            borradores={(f.tipo, f.objeto_id, f.campo): f.valor for f in leer(_BORRADORES)},
            valoraciones=_por_cliente(
                (f.cliente_id, f.ronda, f.afirmacion, "ns" if f.no_sabe else f.valor)
                for f in leer(_VALORACIONES, hace_falta=valora)
            ),
            justificaciones=_por_cliente(leer(_JUSTIFICACIONES, hace_falta=valora)),
        )


def _por_cliente(filas: Any) -> dict[tuple[str, int], dict[str, Any]]:
    hecho: dict[tuple[str, int], dict[str, Any]] = {}
    for cliente, ronda, clave, valor in filas:
        hecho.setdefault((cliente, ronda), {})[clave] = valor
    return hecho
