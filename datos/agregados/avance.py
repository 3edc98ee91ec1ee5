"""Cómo va el plan de toda la sala, en recuentos: por estado, por palanca, por horizonte y por vencimiento."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from datos import consultas
from datos.agregados import base
from datos.agregados.base import SIN_FILTRO, Filtrado, Pedido
from modelo import rotulos
from modelo.privacidad import PERSONA

VENCIMIENTOS = {"vencido": "Con alguno vencido", "a_tiempo": "Con alguno sin vencer"}
POR_CERRAR = ("pendiente", "en_marcha")


@dataclass(frozen=True, eq=False)
class Avance:
    """Personas por estado, palanca, horizonte y vencimiento. ``espera`` dice por qué no se ve nada."""

    espera: str
    n: int
    estado: Filtrado
    palanca: Filtrado
    horizonte: Filtrado
    vencimiento: Filtrado


def vencido(antes_de: str, estado: str, hoy: str) -> bool:
    """Si la fecha («AAAA-MM-DD») ha pasado y aún está por cerrar."""
    return bool(antes_de) and antes_de < hoy and estado in POR_CERRAR


@base.recordado
def avance(pedido: Pedido) -> Avance:
    """Los recuentos de la sala, contando solo los talleres cuyo plan se ha revelado.

    Junto a la lista de lo que la gente comparte con su alias, los recuentos dejarían deducir lo de quien no comparte
    si son pocas personas: entonces se callan.
    """
    df = consultas.df_compromisos_revelados(pedido.motor, pedido.taller.sala_id)
    df = base.contestadas(df, "accion")
    junto = replace(pedido, filtro=SIN_FILTRO, mirada=replace(pedido.mirada, revelada=True, anonima=True))
    todos = base.agregado(junto, df[[PERSONA]])
    espera = todos.espera or _si_delata(junto, df)
    if espera:
        nada = Filtrado(espera, todos.n, pd.DataFrame())
        return Avance(espera, todos.n, nada, nada, nada, nada)
    hoy = pedido.hoy.isoformat()
    pasados = [vencido(a, e, hoy) for a, e in zip(df["antes_de"], df["estado"], strict=True)]
    df = df.assign(vence=["vencido" if p else "a_tiempo" for p in pasados])
    return Avance(
        "",
        todos.n,
        base.recuento(junto, df, "estado", rotulos.ESTADOS_DE_COMPROMISO),
        base.recuento(junto, df, "palanca", base.nombres_de_palancas(junto)),
        base.recuento(junto, df, "horizonte", rotulos.HORIZONTES),
        base.recuento(junto, df, "vence", VENCIMIENTOS),
    )


def _si_delata(pedido: Pedido, df: pd.DataFrame) -> str:
    if not df["compartido"].astype(bool).any():
        return ""
    callan = int(df.loc[~df["compartido"].astype(bool), PERSONA].nunique())
    if callan == 0 or callan >= pedido.mirada.umbral:
        return ""
    return "No se enseñan los recuentos: muy pocas personas han preferido no compartir, y restando se sabría lo suyo"
