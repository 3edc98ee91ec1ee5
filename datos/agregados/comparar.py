"""Varios talleres uno al lado del otro: sus medias por palanca y lo que cambia de uno a otro."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from datos.agregados import base, palancas, parejas
from datos.agregados.base import SIN_FILTRO, Filtrado, Pedido
from datos.agregados.comparables import Comparable, huella
from modelo import estadistica

TOPE_DE_TALLERES = 4
OTRA_VERSION = (
    "Estos talleres no usan las mismas palancas: cambiaron las afirmaciones entre uno y otro, y comparar respuestas a "
    "preguntas distintas no diría nada. Elige talleres con la misma versión."
)


@dataclass(frozen=True, eq=False)
class Medido:
    """Un taller con la media de cada palanca y las personas que hay detrás; ``espera`` dice por qué no se ve."""

    taller: Comparable
    espera: str
    n: int
    medias: dict[str, float | None]
    personas: dict[str, int]


@dataclass(frozen=True, eq=False)
class Comparados:
    """Los talleres, del más antiguo al más reciente, y el cambio del primero al último.

    ``motivo`` dice por qué no se comparan. ``misma_sala``: el cambio se empareja por persona donde no delata a nadie.
    """

    motivo: str
    nombres: dict[str, str]
    cortos: dict[str, str]
    medidos: tuple[Medido, ...]
    misma_sala: bool
    cambio: Filtrado


def comparar(pedido: Pedido, talleres: Sequence[Comparable]) -> Comparados:
    """La comparación de dos a cuatro talleres que quien mira puede ver juntos (``modelo.casos.comparar``)."""
    orden = sorted(talleres, key=lambda t: (t.creado_en, t.id))
    if len({t.palancas_version for t in orden}) > 1:
        return Comparados(OTRA_VERSION, {}, {}, (), misma_sala=False, cambio=Filtrado("", 0, pd.DataFrame()))
    clave = ("comparar", str(pedido.motor.url), pedido.mirada.papel, *huella(orden))
    return base.recordar(clave, lambda: _comparar(pedido, orden))


def _comparar(pedido: Pedido, orden: Sequence[Comparable]) -> Comparados:
    umbral = max(t.umbral for t in orden)
    mirada = replace(pedido.mirada, umbral=umbral, anonima=True, revelada=all(t.revelado for t in orden))
    junto = replace(pedido, mirada=mirada, filtro=SIN_FILTRO)
    leidas = {t.id: palancas.estables(junto, t.id) for t in orden}
    todas = base.palancas_de(junto, orden[-1].id)
    medidos = tuple(_medido(junto, t, leidas[t.id], [p.clave for p in todas]) for t in orden)
    nombres = {p.clave: p.nombre for p in todas}
    misma = len({t.sala_id for t in orden}) == 1
    cambio = parejas.cambio(junto, leidas[orden[0].id], leidas[orden[-1].id], nombres, mismas=misma)
    cortos = {p.clave: p.nombre_corto for p in todas}
    return Comparados("", nombres, cortos, medidos, misma, cambio)


def _medido(pedido: Pedido, taller: Comparable, valores: pd.DataFrame, claves: Sequence[str]) -> Medido:
    vista = base.agregado(pedido, valores[["participante_id"]])
    medias: dict[str, float | None] = {}
    personas: dict[str, int] = {}
    for clave in claves:
        suyas = base.agregado(pedido, valores.loc[valores["palanca"] == clave, ["participante_id", "valor"]])
        resumen = estadistica.resumen(list(suyas.filas["valor"]) if suyas.visible else [])
        medias[clave], personas[clave] = resumen.media, resumen.n
    return Medido(taller, vista.espera, vista.n, medias, personas)
