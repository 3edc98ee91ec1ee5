"""Cómo se piden los resultados por cada vía, para comprobar que ninguna delata a nadie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from datos import agregados, consultas
from datos.agregados import Filtrado, Filtro, Pedido
from datos.unidad import UnidadDeTrabajo
from modelo import rotulos
from modelo.entidades import (
    Cliente,
    Participante,
)
from tests.ensayo import pedir, quedan

UMBRAL = 5
NUMERICAS = {
    "mapa": agregados.mapa,
    "historico": agregados.historico,
    "entorno": agregados.entorno,
    "interaccion": agregados.interaccion,
    "descubrir": agregados.descubrir,
    "radar": agregados.radar,
    "plan": agregados.plan,
    "perfil": agregados.perfil,
    "cierre": agregados.cierre,
}
DE_TEXTO = {
    "bienvenida": agregados.bienvenida,
    "historico": agregados.historico,
    "salida": agregados.frases,
    "retomar": agregados.frases,
    "estrategias": agregados.estrategias,
    "cierre": agregados.cierre,
}
FILTROS = [
    Filtro(),
    *(Filtro(tipo=t) for t in rotulos.TIPOS_DE_CLIENTE),
    *(Filtro(antiguedad=a) for a in rotulos.ANTIGUEDADES),
    *(Filtro(modalidad=m) for m in rotulos.MODALIDADES),
    Filtro(tipo="cliente", modalidad="presencial"),
    Filtro("cliente", "larga", "remota"),
]


def repartir(motor: sa.Engine, *partes: tuple[int, str]) -> None:
    """Deja a esas personas, todos sus clientes con la modalidad de su parte y sin fecha: nada más las parte."""
    modos = [modo for n, modo in partes for _ in range(n)]
    quedan(motor, len(modos))
    with UnidadDeTrabajo(motor) as unidad:
        for persona, modo in zip(unidad.todos(Participante), modos, strict=False):
            for cliente in unidad.todos(Cliente, participante_id=persona.id):
                cliente.modalidad, cliente.desde = modo, ""
        unidad.confirmar()
    agregados.olvidar()


def con_filtro(motor: sa.Engine, tipo: str, filtro: Filtro, papel: str = "facilita") -> Pedido:
    pedido = pedir(motor, tipo)
    return replace(pedido, filtro=filtro, mirada=replace(pedido.mirada, papel=papel, anonima=True))


def filtrados(dato: Any) -> Iterator[Filtrado]:
    if isinstance(dato, Filtrado):
        yield dato
    elif hasattr(dato, "__dataclass_fields__"):
        for campo in dato.__dataclass_fields__:
            yield from filtrados(getattr(dato, campo))


def personas(pedido: Pedido, dentro: bool = True) -> set[str]:
    """Quienes tienen el cliente estable dentro (o fuera) de lo que se filtra."""
    df = consultas.df_clientes(pedido.motor, pedido.taller.sala_id)
    df = df[df["papel"] == "estable"]
    casa = df["modalidad"] == pedido.filtro.modalidad
    return set(df[casa if dentro else ~casa]["participante_id"])
