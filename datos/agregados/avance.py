"""Cómo van los compromisos de la sala, en recuentos. Lo que se callan y por qué, en docs/decisiones/0006."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from datos import consultas
from datos.agregados import base
from datos.agregados.base import SIN_FILTRO, Filtrado, Pedido
from datos.agregados.comparables import Comparable, anteriores, comparables, huella
from datos.idiomas import _, por_traducir, rotulos
from modelo.privacidad import PERSONA

VENCIMIENTOS = {"vencido": por_traducir("Vencido"), "a_tiempo": por_traducir("Sin vencer")}
POR_CERRAR = ("pendiente", "en_marcha")
SIN_PLAN_REVELADO = por_traducir("El plan de los talleres anteriores no se reveló, o no tenía compromisos")


@dataclass(frozen=True, eq=False)
class Avance:
    """Compromisos por estado, palanca, horizonte y vencimiento. ``espera`` dice por qué no se ve nada."""

    espera: str
    n: int
    estado: Filtrado
    palanca: Filtrado
    horizonte: Filtrado
    vencimiento: Filtrado


def vencido(antes_de: str, estado: str, hoy: str) -> bool:
    """Si la fecha («AAAA-MM-DD») ha pasado y aún está por cerrar."""
    return bool(antes_de) and antes_de < hoy and estado in POR_CERRAR


@dataclass(frozen=True, eq=False)
class Seguimiento:
    """Compromisos de los talleres anteriores por estado y por palanca, y el umbral que se les aplica."""

    umbral: int
    estado: Filtrado
    palanca: Filtrado


def avance(pedido: Pedido) -> Avance:
    """Los recuentos de la sala, contando solo los talleres cuyo plan se ha revelado, con el umbral más exigente."""
    talleres = comparables(pedido.motor, [pedido.taller.sala_id])
    return base.recordar(("avance", *pedido.clave, huella(talleres)), lambda: _avance(pedido, talleres))


def _avance(pedido: Pedido, talleres: Sequence[Comparable]) -> Avance:
    df = _de(pedido, talleres)
    mirada = replace(pedido.mirada, revelada=True, anonima=True)
    junto = _con_umbral_de(replace(pedido, filtro=SIN_FILTRO, mirada=mirada), talleres, df)
    todos = base.agregado(junto, df[[PERSONA]])
    espera = todos.espera or si_delata(junto, df)
    if espera:
        nada = Filtrado(espera, todos.n, pd.DataFrame())
        return Avance(espera, todos.n, nada, nada, nada, nada)
    hoy = pedido.hoy.isoformat()
    pasados = [vencido(a, e, hoy) for a, e in zip(df["antes_de"], df["estado"], strict=True)]
    df = df.assign(vence=["vencido" if p else "a_tiempo" for p in pasados])
    return Avance(
        "",
        todos.n,
        base.cuenta(junto, df, "estado", rotulos.ESTADOS_DE_COMPROMISO),
        base.cuenta_por_palanca(junto, df),
        base.cuenta(junto, df, "horizonte", rotulos.HORIZONTES),
        base.cuenta(junto, df, "vence", {c: _(nombre) for c, nombre in VENCIMIENTOS.items()}),
    )


def seguimiento(pedido: Pedido) -> Seguimiento | None:
    """Cómo van los compromisos de los talleres anteriores cuyo plan se reveló, o ``None`` si no hay ninguno."""
    antes = anteriores(pedido)
    if not antes:
        return None
    return base.recordar(("seguimiento", *pedido.clave, huella(antes)), lambda: _seguimiento(pedido, antes))


def _seguimiento(pedido: Pedido, antes: Sequence[Comparable]) -> Seguimiento:
    df = _de(pedido, antes)
    junto = _con_umbral_de(pedido, antes, df)
    umbral, estado = junto.mirada.umbral, base.cuenta(junto, df, "estado", rotulos.ESTADOS_DE_COMPROMISO)
    espera = "" if len(df) or not junto.mirada.revelada else _(SIN_PLAN_REVELADO)
    espera = espera or (si_delata(junto, df) if estado.visible else "")
    if espera:
        nada = Filtrado(espera, estado.n, pd.DataFrame())
        return Seguimiento(umbral, nada, nada)
    return Seguimiento(umbral, estado, base.cuenta_por_palanca(junto, df))


def _de(pedido: Pedido, talleres: Sequence[Comparable]) -> pd.DataFrame:
    df = base.contestadas(consultas.df_compromisos_revelados(pedido.motor, pedido.taller.sala_id), "accion")
    return df[df["taller_id"].isin([t.id for t in talleres])]


def _con_umbral_de(pedido: Pedido, talleres: Sequence[Comparable], df: pd.DataFrame) -> Pedido:
    """El pedido con el umbral más exigente de los talleres de los que sale algo: se dijo con el de entonces."""
    con_algo = set(df["taller_id"])
    umbral = max([pedido.mirada.umbral, *(t.umbral for t in talleres if t.id in con_algo)])
    return replace(pedido, mirada=replace(pedido.mirada, umbral=umbral))


def si_delata(pedido: Pedido, df: pd.DataFrame) -> str:
    """Por qué se callan los recuentos de esos compromisos, o nada si se pueden enseñar.

    Junto a la lista de lo que la gente comparte con su alias, dejarían deducir lo de quien no comparte si son pocas
    personas.
    """
    if not df["compartido"].astype(bool).any():
        return ""
    callan = int(df.loc[~df["compartido"].astype(bool), PERSONA].nunique())
    if callan == 0 or callan >= pedido.mirada.umbral:
        return ""
    return _("No se enseñan los recuentos: muy pocas personas han preferido no compartir, y restando se sabría lo suyo")
