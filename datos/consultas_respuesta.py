"""Quién ha respondido en cada fase y cuánto lleva. Lo de quien ha sido expulsado no cuenta."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from datos.lectura import TABLAS, en_sala, leer
from modelo.plantillas import MINIMO_POR_PALANCA

if TYPE_CHECKING:
    from pandas import DataFrame


def _con_campo_suelto(motor: sa.Engine, taller_id: str, fase: str) -> set[str]:
    """Quienes tienen algún campo suelto con valor en esa fase."""
    t = TABLAS["respuesta"].c
    pedido = sa.select(t.participante_id, t.valor).filter_by(taller_id=taller_id, fase=fase)
    return {
        f.participante_id for f in leer(motor, pedido.where(en_sala(t.participante_id))) if f.valor not in (None, "")
    }


Pedido = Callable[[str], sa.Select[Any]]


def _con_cliente(tabla: str | None, *condiciones: sa.ColumnElement[bool]) -> Pedido:
    """Personas de la sala del taller con un cliente, o con algo de esa tabla en un cliente, que cumple."""
    c, p, t = TABLAS["cliente"], TABLAS["participante"], TABLAS["taller"]
    desde: sa.FromClause = c if tabla is None else c.join(TABLAS[tabla], TABLAS[tabla].c.cliente_id == c.c.id)

    def pedido(taller_id: str) -> sa.Select[Any]:
        sala = sa.select(t.c.sala_id).where(t.c.id == taller_id).scalar_subquery()
        de_la_sala = sa.select(p.c.id).where(p.c.sala_id == sala, p.c.expulsado_en.is_(None))
        consulta = sa.select(c.c.participante_id).distinct().select_from(desde)
        return consulta.where(c.c.participante_id.in_(de_la_sala), *condiciones)

    return pedido


def _en_taller(tabla: str, *condiciones: sa.ColumnElement[bool]) -> Pedido:
    """Personas con algo de esa tabla en el taller que cumple."""
    t = TABLAS[tabla].c

    def pedido(taller_id: str) -> sa.Select[Any]:
        consulta = sa.select(t.participante_id).distinct()
        return consulta.where(t.taller_id == taller_id, en_sala(t.participante_id), *condiciones)

    return pedido


def _contestada(ronda: int) -> sa.ColumnElement[bool]:
    v = TABLAS["valoracion"].c
    return sa.and_(v.ronda == ronda, sa.or_(v.valor.is_not(None), v.no_sabe))


def _algo(tabla: str, *campos: str) -> sa.ColumnElement[bool]:
    """Que en esa fila haya algo escrito, y no solo se haya añadido."""
    columnas = [TABLAS[tabla].c[campo] for campo in campos]
    return sa.or_(*(c.is_not(None) if c.nullable else c != "" for c in columnas))


def _o(*pedidos: Pedido) -> Pedido:
    """Personas de cualquiera de esos pedidos."""

    def pedido(taller_id: str) -> sa.Select[Any]:
        juntas = sa.union(*(uno(taller_id) for uno in pedidos)).subquery()
        return sa.select(juntas.c.participante_id)

    return pedido


def _con_palancas(tabla: str) -> Pedido:
    return _con_cliente(tabla, sa.cast(TABLAS[tabla].c.palancas, sa.String) != "[]")


def _perfil() -> sa.ColumnElement[bool]:
    t = TABLAS["perfil_palanca"].c
    return sa.or_(t.eficacia.is_not(None), t.eficiencia.is_not(None))


def _puestos_al_dia(taller_id: str) -> sa.Select[Any]:
    t, c = TABLAS["taller"], TABLAS["compromiso"].c
    sala = sa.select(t.c.sala_id).where(t.c.id == taller_id).scalar_subquery()
    de_la_sala = sa.select(t.c.id).where(t.c.sala_id == sala)
    tocado = sa.or_(c.estado != "pendiente", c.nota != "")
    pedido = sa.select(c.participante_id).distinct()
    return pedido.where(c.taller_id.in_(de_la_sala), tocado, en_sala(c.participante_id))


_DEL_ENTORNO = (
    "distancia", "cultura", "proveedores", "delega_controla", "reservado_abierto", "rigido_flexible", "exito",
)  # fmt: skip
# Con algo escrito en alguno, la fila cuenta: al añadirla aún no dice nada.
_DE_LA_FILA = {
    "hito": ("fecha", "valencia", "que_paso"),
    "interlocutor": ("alias", "area", "influencia", "actitud", "trato_directo"),
    "interaccion": ("canal", "frecuencia", "iniciativa", "para_que", "pactada", "calidad", "dificultad"),
}


def con_algo(filas: DataFrame, tabla: str) -> DataFrame:
    """De esas filas de hitos, interlocutores o interacciones, las que tienen algo escrito."""
    campos = filas[list(_DE_LA_FILA[tabla])]
    return filas[(campos.notna() & (campos != "")).any(axis=1)]


_PROPIO_DE: dict[str, Pedido] = {
    "mapa": _con_cliente(None, TABLAS["cliente"].c.alias != ""),
    "historico": _o(
        _con_cliente("hito", _algo("hito", *_DE_LA_FILA["hito"])),
        _con_cliente(None, _algo("cliente", "intuicion")),
    ),
    "entorno": _o(
        _con_cliente("interlocutor", _algo("interlocutor", *_DE_LA_FILA["interlocutor"])),
        _con_cliente(None, _algo("cliente", *_DEL_ENTORNO)),
    ),
    "interaccion": _con_cliente("interaccion", _algo("interaccion", *_DE_LA_FILA["interaccion"])),
    "descubrir": _o(_con_palancas("hito"), _con_palancas("interaccion")),
    "valoracion": _en_taller("valoracion", _contestada(1)),
    "radar": _en_taller("valoracion", _contestada(2)),
    "perfil": _en_taller("perfil_palanca", _perfil()),
    "estrategias": _en_taller("aportacion", TABLAS["aportacion"].c.texto != ""),
    "plan": _en_taller("compromiso", TABLAS["compromiso"].c.accion != ""),
    "compromisos": _puestos_al_dia,
}


def _tipo_de(motor: sa.Engine, taller_id: str, fase: str) -> str:
    f = TABLAS["fase"].c
    filas = leer(motor, sa.select(f.tipo).where(f.taller_id == taller_id, f.clave == fase))
    return filas[0].tipo if filas else ""


def quienes_respondieron(motor: sa.Engine, taller_id: str, fase: str) -> set[str]:
    """Los ids de las personas que tienen algo en esa fase: un campo suelto con valor o lo propio de su tipo."""
    sueltas = _con_campo_suelto(motor, taller_id, fase)
    propio = _PROPIO_DE.get(_tipo_de(motor, taller_id, fase))
    return sueltas if propio is None else sueltas | {f[0] for f in leer(motor, propio(taller_id))}


def respondieron(motor: sa.Engine, taller_id: str, fase: str) -> int:
    """Cuántas personas tienen algo en esa fase."""
    return len(quienes_respondieron(motor, taller_id, fase))


def contestadas(motor: sa.Engine, taller_id: str, tipo: str) -> dict[str, int]:
    """Por persona que ha empezado, cuántas preguntas lleva en las fases en que se contestan todas, palanca a palanca.

    Al valorar se cuentan las de su cliente estable. En los demás tipos de fase no hay nadie.
    """
    v, p = TABLAS["valoracion"].c, TABLAS["perfil_palanca"].c
    if tipo == "perfil":
        pedido = sa.select(
            p.participante_id, (sa.func.count(p.eficacia) + sa.func.count(p.eficiencia)).label("cuantas")
        )
        pedido = pedido.where(p.taller_id == taller_id, en_sala(p.participante_id)).group_by(p.participante_id)
    elif tipo == "valoracion":
        pedido = sa.select(v.participante_id, sa.func.count().label("cuantas"))
        pedido = pedido.where(
            v.taller_id == taller_id, v.papel == "estable", _contestada(1), en_sala(v.participante_id)
        )
        pedido = pedido.group_by(v.participante_id, v.cliente_id)
    else:
        return {}
    llevan: dict[str, int] = {}
    for fila in leer(motor, pedido):
        llevan[fila.participante_id] = max(fila.cuantas, llevan.get(fila.participante_id, 0))
    return {persona: cuantas for persona, cuantas in llevan.items() if cuantas}


def llenan_el_radar(motor: sa.Engine, taller_id: str, cuantas: int) -> bool:
    """Si ya son al menos ``cuantas`` las personas que cuentan en el radar del grupo.

    Son las de ``agregados.radar``: en la primera ronda y sobre su cliente estable, alguna palanca con las respuestas
    que pide ``estadistica.puntuacion_palanca``.
    """
    v = TABLAS["valoracion"].c
    por_palanca = (
        sa.select(v.participante_id)
        .where(v.taller_id == taller_id, v.ronda == 1, v.papel == "estable", ~v.no_sabe, v.valor.is_not(None))
        .where(en_sala(v.participante_id))
        .group_by(v.participante_id, sa.func.substr(v.afirmacion, 1, 2))
        .having(sa.func.count() >= MINIMO_POR_PALANCA)
        .subquery()
    )
    return len(leer(motor, sa.select(por_palanca.c.participante_id).distinct().limit(cuantas))) >= cuantas
