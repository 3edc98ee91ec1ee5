"""Los talleres de una sala, con lo que hace falta para juntar lo de varios: umbral y si se vieron sus valoraciones."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from datos.agregados.base import Pedido
from datos.lectura import TABLAS, leer

# Las fases en que se enseñan las valoraciones del grupo.
DE_VALORACIONES = ("radar", "comparacion")


@dataclass(frozen=True, slots=True)
class Comparable:
    """Un taller que se puede elegir para comparar. ``revelado``: sus valoraciones ya se han enseñado a su grupo."""

    id: str
    sala_id: str
    codigo: str
    titulo: str
    umbral: int
    palancas_version: str
    creado_en: datetime
    version: int
    actividad: int
    revelado: bool


def comparables(motor: sa.Engine, salas: Sequence[str]) -> list[Comparable]:
    """Los talleres de esas salas, del más antiguo al más reciente."""
    t, s, f = TABLAS["taller"], TABLAS["sala"], TABLAS["fase"].c
    revelada = sa.select(sa.literal(1)).where(f.taller_id == t.c.id, f.revelada, f.tipo.in_(DE_VALORACIONES)).exists()
    propias = [t.c[c] for c in Comparable.__dataclass_fields__ if c not in ("codigo", "revelado")]
    pedido = sa.select(*propias, s.c.codigo, revelada.label("revelado")).join_from(t, s, t.c.sala_id == s.c.id)
    donde = pedido.where(t.c.sala_id.in_(list(salas)), s.c.borrada_en.is_(None))
    return [Comparable(**fila._mapping) for fila in leer(motor, donde.order_by(t.c.creado_en, t.c.id))]


def anteriores(pedido: Pedido) -> tuple[Comparable, ...]:
    """Los talleres de la sala anteriores al que se mira, del más antiguo al más reciente."""
    de_la_sala = comparables(pedido.motor, [pedido.taller.sala_id])
    return tuple(t for t in de_la_sala if t.id != pedido.taller.id and t.creado_en < pedido.taller.creado_en)


def huella(talleres: Iterable[Comparable]) -> tuple[Hashable, ...]:
    """Lo que, si no cambia, deja igual lo calculado con esos talleres: también ocultar cambia su versión."""
    return tuple((t.id, t.version, t.actividad) for t in talleres)
