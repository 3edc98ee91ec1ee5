"""Los informes de otros talleres traídos a una sala para compararlos."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from datos.lectura import TABLAS, leer


def informes_importados(motor: sa.Engine, sala_id: str) -> Sequence[sa.Row[Any]]:
    """Los informes traídos a la sala, sin su contenido, del más reciente al más antiguo."""
    t = TABLAS["informe_importado"].c
    pedido = sa.select(t.id, t.titulo, t.fecha, t.palancas_version, t.huella).where(t.sala_id == sala_id)
    return leer(motor, pedido.order_by(t.fecha.desc(), t.titulo, t.id))


def contenido_importado(motor: sa.Engine, sala_id: str, id: str) -> str | None:
    """El informe traído a esa sala, tal como se guardó, o ``None``."""
    t = TABLAS["informe_importado"].c
    return next(
        (f.contenido for f in leer(motor, sa.select(t.contenido).where(t.sala_id == sala_id, t.id == id))), None
    )
