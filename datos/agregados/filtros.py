"""Por qué partes se puede mirar cada fase sin dejar a nadie a la vista."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from datos import consultas
from datos.agregados import base, cortes, palancas
from datos.agregados.base import SIN_FILTRO, Filtro, Pedido
from modelo import privacidad
from modelo.cortes import CORTES

CON_AMBITO = ("radar", "comparacion", "descubrir", "plan", "estrategias")


def _clientes(pedido: Pedido) -> pd.DataFrame:
    df = consultas.df_clientes(pedido.motor, pedido.taller.sala_id)
    return df[df["alias"] != ""]


def _con_papel(pedido: Pedido) -> pd.DataFrame:
    df = _clientes(pedido)
    return df[df["papel"] != ""].dropna(subset=["intuicion"])


def _valorados(pedido: Pedido) -> pd.DataFrame:
    dichas = palancas.estables(pedido, pedido.taller.id)[["participante_id"]].drop_duplicates()
    return dichas.merge(palancas.clientes_estables(pedido), on="participante_id")


def _con_hechos(pedido: Pedido) -> pd.DataFrame:
    sala = pedido.taller.sala_id
    partes = [df(pedido.motor, sala) for df in (consultas.df_hitos, consultas.df_interacciones)]
    hechos = pd.concat([p[["participante_id", "cliente_id", "palancas"]] for p in partes], ignore_index=True)
    # Sin filas, lo que da ``map`` no es una máscara y pandas lo tomaría por nombres de columna.
    return hechos[hechos["palancas"].map(bool).astype(bool)]


def _compromisos(pedido: Pedido) -> pd.DataFrame:
    return base.contestadas(consultas.df_compromisos(pedido.motor, pedido.taller.id), "accion")


_BASE_DE: dict[str, Callable[[Pedido], pd.DataFrame]] = {
    "mapa": _clientes,
    "historico": _con_papel,
    "entorno": lambda p: consultas.df_interlocutores(p.motor, p.taller.sala_id),
    "interaccion": lambda p: consultas.df_interacciones(p.motor, p.taller.sala_id),
    "descubrir": _con_hechos,
    "radar": _valorados,
    "comparacion": _valorados,
    "plan": _compromisos,
}


@base.recordado
def partes(pedido: Pedido) -> dict[str, tuple[str, ...]]:
    """Por campo de ``Filtro`` que tiene sentido en la fase, los valores por los que hoy se puede filtrar.

    Una gráfica con más detalle puede no admitir alguno: entonces lo dice ella.
    """
    hechas: dict[str, tuple[str, ...]] = {}
    cargar = _BASE_DE.get(pedido.fase.tipo)
    if cargar is not None:
        con_cortes = replace(pedido, filtro=Filtro(tipo="*"))
        filas = cortes.con_cortes(con_cortes, cargar(replace(pedido, filtro=SIN_FILTRO)))
        # Un corte con todas las filas dentro no parte nada.
        posibles = {(c, v) for c, v in privacidad.cortes(filas, pedido.mirada) if not (filas[c] == v).all()}
        for campo, columna in zip(("tipo", "antiguedad", "modalidad"), CORTES, strict=True):
            hechas[campo] = tuple(sorted(valor for c, valor in posibles if c == columna))
    if pedido.fase.tipo in CON_AMBITO:
        hechas["ambito"] = ("entorno", "interaccion")
    return hechas
