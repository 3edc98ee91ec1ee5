"""Lo de una persona en una fase, en una sola lectura: es lo que cuesta dibujar su página.

Dos consultas, escritas una vez y leídas en la misma foto: lo que se mira en cada dibujo llega todo en una, porque cada
una por su lado costaba más que el resto del dibujo (``docs/medidas.md``).
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from datos.lectura import TABLAS, por_llegada
from datos.vistas import ClienteVisto, LoMio

_MIO = ("taller_id", "participante_id")
_VACIO = sa.literal("", sa.Text)
_NULO = sa.cast(sa.null(), sa.Integer)
_NO_SABE = -1


def _parte(
    de: str, *iguales: str, claves: tuple[Any, ...], ronda: Any = _NULO, numero: Any = _NULO, texto: Any = _VACIO
) -> sa.Select[Any]:
    """Las filas de una tabla con la forma común: de qué son, hasta tres claves, ronda, número y texto."""
    t = TABLAS[de].c
    a, b, c = (*claves, _VACIO, _VACIO)[:3]
    columnas = {"de": sa.literal(de, sa.Text), "a": a, "b": b, "c": c, "ronda": ronda, "numero": numero, "texto": texto}
    return sa.select(*(valor.label(nombre) for nombre, valor in columnas.items())).where(
        *(t[nombre] == sa.bindparam(nombre) for nombre in iguales)
    )


def _partes(*, valora: bool) -> sa.CompoundSelect[Any]:
    dicho, b, r = (TABLAS[t].c for t in ("listo", "borrador", "respuesta"))
    v, j = (TABLAS[t].c for t in ("valoracion", "justificacion"))
    siempre = [
        _parte("listo", *_MIO, "fase", claves=(dicho.participante_id,)),
        _parte("borrador", *_MIO, claves=(b.tipo, b.objeto_id, b.campo), texto=b.valor),
    ]
    if not valora:
        valor = sa.cast(r.valor, sa.Text)
        return sa.union_all(*siempre, _parte("respuesta", *_MIO, "fase", claves=(r.campo,), texto=valor))
    nota = sa.case((v.no_sabe, _NO_SABE), else_=v.valor)
    return sa.union_all(
        *siempre,
        _parte("valoracion", *_MIO, claves=(v.cliente_id, v.afirmacion), ronda=v.ronda, numero=nota),
        _parte("justificacion", *_MIO, claves=(j.cliente_id, j.palanca), ronda=j.ronda, texto=j.texto),
    )


_LO_DEMAS = {valora: _partes(valora=valora) for valora in (True, False)}


@lru_cache(maxsize=4)
def _clientes(motor: sa.Engine) -> sa.Select[Any]:
    t = TABLAS["cliente"].c
    elegidos = sa.select(*(t[c] for c in ClienteVisto.__dataclass_fields__))
    suyos = elegidos.where(t.participante_id == sa.bindparam("participante_id"))
    return suyos.order_by(*por_llegada(motor, "cliente"))


def lo_mio(motor: sa.Engine, taller_id: str, participante_id: str, fase: str, *, valora: bool) -> LoMio:
    """Todo lo que esa persona necesita ver en esa fase, de una misma foto de la base.

    ``valora``: en la fase se valora, y hace falta lo valorado en vez de los campos sueltos.
    """
    mio = {"taller_id": taller_id, "participante_id": participante_id, "fase": fase}
    with motor.connect() as conexion:
        clientes = [ClienteVisto(*fila) for fila in conexion.execute(_clientes(motor), mio)]
        filas = conexion.execute(_LO_DEMAS[valora], mio).all()
    por_tabla: dict[str, list[Any]] = {}
    for fila in filas:
        por_tabla.setdefault(fila.de, []).append(fila)
    return LoMio(
        listo="listo" in por_tabla,
        clientes=clientes,
        respuestas={f.a: json.loads(f.texto or "null") for f in por_tabla.get("respuesta", ())},
        borradores={(f.a, f.b, f.c): f.texto for f in por_tabla.get("borrador", ())},
        valoraciones=_por_cliente(
            (f, "ns" if f.numero == _NO_SABE else f.numero) for f in por_tabla.get("valoracion", ())
        ),
        justificaciones=_por_cliente((f, f.texto) for f in por_tabla.get("justificacion", ())),
    )


def _por_cliente(filas: Any) -> dict[tuple[str, int], dict[str, Any]]:
    hecho: dict[tuple[str, int], dict[str, Any]] = {}
    for fila, valor in filas:
        hecho.setdefault((fila.a, fila.ronda), {})[fila.b] = valor
    return hecho
