"""En qué grupo está cada cual. Lo de quien ha sido expulsado no sale."""

from __future__ import annotations

import sqlalchemy as sa

from datos.lectura import TABLAS, leer, por_llegada
from modelo.valores import ParticipanteVisto


def grupos(motor: sa.Engine, taller_id: str) -> dict[int, list[ParticipanteVisto]]:
    """Por número de grupo, quienes lo forman, por llegada a la sala."""
    a, p = TABLAS["agrupado"], TABLAS["participante"]
    pedido = (
        sa.select(a.c.grupo, p.c.id, p.c.alias, p.c.codigo_personal)
        .join_from(a, p, a.c.participante_id == p.c.id)
        .where(a.c.taller_id == taller_id, p.c.expulsado_en.is_(None))
        .order_by(a.c.grupo, p.c.entro_en, *por_llegada(motor, "participante"))
    )
    hechos: dict[int, list[ParticipanteVisto]] = {}
    for f in leer(motor, pedido):
        hechos.setdefault(f.grupo, []).append(ParticipanteVisto(f.id, f.alias, f.codigo_personal, False))
    return hechos


def mi_grupo(motor: sa.Engine, taller_id: str, participante_id: str) -> tuple[int, list[str]]:
    """El número de su grupo y el alias de quienes lo forman con esa persona; 0 si no está en ninguno."""
    a, p = TABLAS["agrupado"], TABLAS["participante"]
    suyo = sa.select(a.c.grupo).where(a.c.taller_id == taller_id, a.c.participante_id == participante_id)
    pedido = (
        sa.select(a.c.grupo, p.c.id, p.c.alias)
        .join_from(a, p, a.c.participante_id == p.c.id)
        .where(a.c.taller_id == taller_id, a.c.grupo == suyo.scalar_subquery(), p.c.expulsado_en.is_(None))
        .order_by(p.c.entro_en, *por_llegada(motor, "participante"))
    )
    filas = leer(motor, pedido)
    return (filas[0].grupo if filas else 0), [f.alias for f in filas if f.id != participante_id]
