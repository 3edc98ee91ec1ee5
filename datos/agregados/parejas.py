"""Dos medidas de las mismas personas, palanca a palanca, sin que la resta delate a quien solo dio una.

Si la media de un lado se enseña también en otro sitio con todo el mundo (el radar lo hace con el cliente estable), la
media de las parejas deja deducir la de quienes no tienen pareja. Cuando son menos que el umbral no se enseñan las
medias de las parejas; y si los dos lados se enseñan enteros en otro sitio, tampoco la diferencia emparejada.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from datos.agregados import base
from datos.agregados.base import Filtrado, Pedido
from datos.idiomas import _
from modelo import estadistica
from modelo.cortes import CORTES
from modelo.estadistica import Resumen
from modelo.privacidad import PERSONA

COLUMNAS = ("diferencia", "inferior", "superior", "n", "distinguible")


def contraste(
    pedido: Pedido, antes: pd.DataFrame, despues: pd.DataFrame, nombres: dict[str, str], columnas: tuple[str, str],
    *, publicas: tuple[bool, bool],
) -> Filtrado:  # fmt: skip
    """Por palanca, la diferencia en quienes tienen las dos medidas, con su intervalo.

    ``antes`` y ``despues`` traen persona, palanca y valor; ``publicas`` dice qué lados se enseñan enteros en otro
    sitio. Las dos medias (``columnas``) van vacías en todas las palancas si en alguna dejarían deducir a poca gente.
    La palanca que no llega al umbral no figura.
    """
    pares = _pares(antes, despues)
    filas, callar = [], False
    for palanca, nombre in nombres.items():
        suyas = pares[pares["palanca"] == palanca]
        vista = base.agregado(pedido, base.columnas(suyas, PERSONA, "antes", "despues"))
        if vista.visible:
            callar = callar or any(
                publica and not _sin_restos(pedido, lado[lado["palanca"] == palanca], suyas)
                for lado, publica in ((antes, publicas[0]), (despues, publicas[1]))
            )
            filas.append({"palanca": palanca, "nombre": nombre} | _emparejada(vista, columnas))
    todas = base.agregado(pedido, base.columnas(pares, PERSONA))
    espera = todas.espera or ("" if filas else _("Se mostrará cuando haya parejas suficientes en alguna palanca"))
    salida = pd.DataFrame(filas)
    if callar:
        salida[list(columnas)] = None
    return Filtrado(espera, todas.n, salida)


def cambio(
    pedido: Pedido, antes: pd.DataFrame, despues: pd.DataFrame, nombres: dict[str, str], *, mismas: bool = True
) -> Filtrado:
    """Por palanca, cuánto va de un momento a otro cuando los dos se enseñan enteros en otro sitio.

    Con ``mismas``, ``antes`` y ``despues`` son de las mismas personas y se emparejan siempre que no delate a nadie;
    si no se puede, o si son grupos distintos, la diferencia sale de las dos medias a la vista (``emparejada`` falso).
    """
    filas = []
    for palanca, nombre in nombres.items():
        a, b = (lado[lado["palanca"] == palanca] for lado in (antes, despues))
        fila = (_segura(pedido, a, b) if mismas else None) or _independiente(pedido, a, b)
        if fila is not None:
            filas.append({"palanca": palanca, "nombre": nombre} | fila)
    lados = [base.agregado(pedido, lado[[PERSONA]]) for lado in (antes, despues)]
    espera = next((lado.espera for lado in lados if lado.espera), "")
    espera = espera or ("" if filas else _("Se mostrará cuando haya respuestas suficientes en alguna palanca"))
    return Filtrado(espera, min(lado.n for lado in lados), pd.DataFrame(filas))


def entre_grupos(antes: Mapping[str, Resumen], despues: Mapping[str, Resumen], nombres: Mapping[str, str]) -> Filtrado:
    """Por palanca, cuánto va de un grupo a otro cuando solo se conocen sus cifras, ya filtradas. Sin emparejar."""
    filas = [
        {"palanca": palanca, "nombre": nombre} | _de_resumenes(antes[palanca], despues[palanca])
        for palanca, nombre in nombres.items()
        if antes[palanca].media is not None and despues[palanca].media is not None
    ]
    espera = "" if filas else _("Se mostrará cuando haya respuestas suficientes en alguna palanca")
    n = max((min(antes[p].n, despues[p].n) for p in nombres), default=0)
    return Filtrado(espera, n, pd.DataFrame(filas))


def _pares(antes: pd.DataFrame, despues: pd.DataFrame) -> pd.DataFrame:
    clave = [PERSONA, "palanca", *(c for c in CORTES if c in antes)]
    juntas = antes.rename(columns={"valor": "antes"}).merge(despues.rename(columns={"valor": "despues"}), on=clave)
    return juntas[[*clave, "antes", "despues"]]


def _sin_restos(pedido: Pedido, todas: pd.DataFrame, pares: pd.DataFrame) -> bool:
    """Si quienes no tienen pareja son nadie o tantas personas como pide el umbral, en la parte que se mira."""
    personas = [set(_dentro(pedido, filas)[PERSONA]) for filas in (todas, pares)]
    restan = len(personas[0] - personas[1])
    return restan == 0 or restan >= pedido.mirada.umbral


def _dentro(pedido: Pedido, filas: pd.DataFrame) -> pd.DataFrame:
    for columna, valor in pedido.filtro.corte.items():
        filas = filas[filas[columna] == valor] if columna in filas else filas
    return filas


def _emparejada(vista: Filtrado, columnas: tuple[str, str]) -> dict[str, Any]:
    a, b = list(vista.filas["antes"]), list(vista.filas["despues"])
    d = estadistica.diferencia_pareada(a, b)
    medias = {columnas[0]: sum(a) / len(a), columnas[1]: sum(b) / len(b)}
    return medias | {c: getattr(d, "media" if c == "diferencia" else c) for c in COLUMNAS}


def _segura(pedido: Pedido, a: pd.DataFrame, b: pd.DataFrame) -> dict[str, Any] | None:
    pares = _pares(a, b)
    vista = base.agregado(pedido, pares[[PERSONA, "antes", "despues"]])
    if not vista.visible or not all(_sin_restos(pedido, lado, pares) for lado in (a, b)):
        return None
    fila = _emparejada(vista, ("antes", "despues"))
    return fila | {"n_antes": fila["n"], "n_despues": fila["n"], "emparejada": True}


def _independiente(pedido: Pedido, a: pd.DataFrame, b: pd.DataFrame) -> dict[str, Any] | None:
    vistas = [base.agregado(pedido, lado[[PERSONA, "valor"]]) for lado in (a, b)]
    if not all(v.visible for v in vistas):
        return None
    antes, despues = (estadistica.resumen(list(v.filas["valor"])) for v in vistas)
    return _de_resumenes(antes, despues)


def _de_resumenes(antes: Resumen, despues: Resumen) -> dict[str, Any]:
    d = estadistica.diferencia_independiente(antes, despues)
    return {
        "antes": antes.media, "despues": despues.media, "diferencia": d.media, "inferior": d.inferior,
        "superior": d.superior, "n": min(antes.n, despues.n), "distinguible": d.distinguible, "n_antes": antes.n,
        "n_despues": despues.n, "emparejada": False,
    }  # fmt: skip
