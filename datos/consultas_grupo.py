"""Lecturas de lo que ha escrito el grupo. Salen con ``participante_id``: antes de enseñarse, ``modelo.privacidad``.

Los números que pueden faltar llegan como ``float64`` con NaN, también si no hay ninguna fila. Lo de quien ha sido
expulsado no sale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from datos.lectura import TABLAS, en_sala, leer, por_llegada, votos_contados

if TYPE_CHECKING:
    from pandas import DataFrame


def _df(motor: sa.Engine, pedido: sa.Select[Any]) -> DataFrame:
    # pandas tarda en cargar lo que tarda una página: quien solo escribe no lo necesita.
    import pandas as pd

    nombres = [c.name for c in pedido.selected_columns]
    df = pd.DataFrame([tuple(f) for f in leer(motor, pedido)], columns=nombres)
    enteras = {c.name: _entera(c) for c in pedido.selected_columns if isinstance(c.type, sa.Integer)}
    return df.astype(enteras)


def _entera(columna: sa.ColumnElement[Any]) -> str:
    return "float64" if getattr(columna, "nullable", False) else "int64"


def _columnas(tabla: str, *menos: str) -> list[sa.Column[Any]]:
    return [c for c in TABLAS[tabla].c if c.name not in menos]


def df_respuestas(motor: sa.Engine, taller_id: str, fase: str) -> DataFrame:
    """``participante_id, campo, valor`` de los campos sueltos de una fase."""
    t = TABLAS["respuesta"].c
    pedido = sa.select(t.participante_id, t.campo, t.valor)
    return _df(motor, pedido.where(t.taller_id == taller_id, t.fase == fase, en_sala(t.participante_id)))


def _de_la_sala(sala_id: str) -> sa.ColumnElement[bool]:
    c, p = TABLAS["cliente"].c, TABLAS["participante"].c
    return c.participante_id.in_(sa.select(p.id).where(p.sala_id == sala_id, p.expulsado_en.is_(None)))


def df_clientes(motor: sa.Engine, sala_id: str) -> DataFrame:
    """Los clientes de la sala: las columnas de ``Cliente``, con su id como ``cliente_id``."""
    c = TABLAS["cliente"].c
    pedido = sa.select(c.id.label("cliente_id"), *_columnas("cliente", "id")).where(_de_la_sala(sala_id))
    return _df(motor, pedido.order_by(*por_llegada(motor, "cliente")))


def _df_hijos(motor: sa.Engine, tabla: str, sala_id: str) -> DataFrame:
    t, c = TABLAS[tabla], TABLAS["cliente"]
    del_cliente = (c.c.participante_id, c.c.papel, c.c.tipo.label("tipo_de_cliente"), c.c.alias.label("cliente"))
    pedido = sa.select(*del_cliente, *_columnas(tabla)).join_from(t, c, t.c.cliente_id == c.c.id)
    return _df(motor, pedido.where(_de_la_sala(sala_id)).order_by(*por_llegada(motor, tabla)))


def df_hitos(motor: sa.Engine, sala_id: str) -> DataFrame:
    """Las columnas de ``Hito`` con ``participante_id`` y, del cliente, ``papel, tipo_de_cliente, cliente`` (alias)."""
    return _df_hijos(motor, "hito", sala_id)


def df_interlocutores(motor: sa.Engine, sala_id: str) -> DataFrame:
    """Las columnas de ``Interlocutor`` con las mismas del cliente que ``df_hitos``."""
    return _df_hijos(motor, "interlocutor", sala_id)


def df_interacciones(motor: sa.Engine, sala_id: str) -> DataFrame:
    """Las columnas de ``Interaccion`` con las mismas del cliente que ``df_hitos``."""
    return _df_hijos(motor, "interaccion", sala_id)


def df_valoraciones(motor: sa.Engine, taller_id: str) -> DataFrame:
    """``participante_id, cliente_id, papel, ronda, afirmacion, valor, no_sabe``.

    ``papel`` es el que el cliente tenía en ese taller, no el de hoy.
    """
    v = TABLAS["valoracion"].c
    pedido = sa.select(v.participante_id, v.cliente_id, v.papel, v.ronda, v.afirmacion, v.valor, v.no_sabe)
    return _df(motor, pedido.where(v.taller_id == taller_id, en_sala(v.participante_id)))


def _del_taller(motor: sa.Engine, tabla: str, taller_id: str, *mas: sa.ColumnElement[Any]) -> DataFrame:
    t = TABLAS[tabla].c
    pedido = sa.select(*_columnas(tabla, "taller_id"), *mas)
    donde = pedido.where(t.taller_id == taller_id, en_sala(t.participante_id))
    return _df(motor, donde.order_by(*por_llegada(motor, tabla)))


def df_perfil(motor: sa.Engine, taller_id: str) -> DataFrame:
    """``id, participante_id, palanca, eficacia, eficiencia, hecho``."""
    return _del_taller(motor, "perfil_palanca", taller_id)


def df_aportaciones(motor: sa.Engine, taller_id: str) -> DataFrame:
    """``id, participante_id, orden, tipo, palanca, texto, votos``, con los votos contados ahora."""
    return _del_taller(motor, "aportacion", taller_id, votos_contados().label("votos"))


def df_compromisos(motor: sa.Engine, taller_id: str) -> DataFrame:
    """Las columnas de ``Compromiso`` menos ``taller_id``."""
    return _del_taller(motor, "compromiso", taller_id)


def df_compromisos_revelados(motor: sa.Engine, sala_id: str) -> DataFrame:
    """Las columnas de ``Compromiso`` de los talleres de la sala cuyo plan se ha revelado.

    Revelar el seguimiento de un taller enseña los compromisos de antes, no los de su plan nuevo.
    """
    c, t, f = TABLAS["compromiso"], TABLAS["taller"], TABLAS["fase"].c
    talleres = sa.select(t.c.id).join_from(t, TABLAS["fase"], f.taller_id == t.c.id)
    revelados = talleres.where(t.c.sala_id == sala_id, f.revelada, f.tipo == "plan")
    pedido = sa.select(*_columnas("compromiso")).where(c.c.taller_id.in_(revelados), en_sala(c.c.participante_id))
    return _df(motor, pedido.order_by(*por_llegada(motor, "compromiso")))


def df_aparcados(motor: sa.Engine, taller_id: str) -> DataFrame:
    """``participante_id, texto`` de lo aparcado sin tratar; lo de quien facilita va sin participante."""
    t = TABLAS["aparcado"].c
    suyo = sa.or_(t.participante_id.is_(None), en_sala(t.participante_id))
    return _df(motor, sa.select(t.participante_id, t.texto).where(t.taller_id == taller_id, ~t.resuelto, suyo))
