"""Gráficas de lo que cambia: diferencias con su intervalo, y la evolución de varias veces."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from datos.idiomas import _
from datos.lecturas.cambios import Diferencia, Trayectoria, diferencias, trayectorias
from datos.lecturas.formato import decimal, n_de
from paginas.comun.graficos.plantilla import (
    COLORES,
    EJE,
    REJILLA,
    TENUE,
    TEXTO,
    alto_de_filas,
    filas_rotuladas,
    lienzo,
    lineas_de_fila,
    marca,
    nota,
    pequena,
    vacia,
)
from paginas.comun.graficos.texto import partir
from paginas.comun.literal import plotly_literal

# Lo que sube o baja una línea dentro de su fila, de 1 a 5, en filas.
AMPLITUD = 0.36


def cambios(df: pd.DataFrame, *, titulo: str = "", grande: bool = False) -> go.Figure:
    """Una fila por palanca con su diferencia y su intervalo del 95 %; la mayor, arriba.

    `df`: nombre, diferencia, inferior, superior, n. El rombo hueco es «no se distingue».
    """
    lista = diferencias(df)
    if not lista:
        return vacia(grande=grande)
    leyenda = (_("Se distingue de cero"), _("No se distingue"))
    fig = lienzo(alto_de_filas(len(lista), grande=grande) + 24, grande=grande, leyenda=leyenda)
    lineas_de_fila(fig, len(lista))
    for claro, nombre in zip((True, False), leyenda, strict=True):
        _rombos(fig, [(fila, d) for fila, d in enumerate(lista) if d.distinguible is claro], nombre, grande)
    fig.add_vline(x=0, line={"color": TEXTO, "width": 1.5})
    tope = max([1.0, *(abs(v) for d in lista for v in (d.media, d.inferior, d.superior) if v is not None)])
    marcas = [m for m in (-4, -3, -2, -1, 0, 1, 2, 3, 4) if abs(m) <= tope * 1.1]
    fig.update_xaxes(
        range=[-tope * 1.12, tope * 1.12], tickvals=marcas, ticktext=[decimal(m, 0, signo=True) for m in marcas],
        title_text=titulo or _("Diferencia (1–5)"),
    )  # fmt: skip
    filas_rotuladas(fig, [(d.nombre, _detalle(d)) for d in lista], grande=grande)
    nota(fig, n_de([d.n for d in lista]), grande=grande)
    return fig


def _detalle(d: Diferencia) -> str:
    cifra = decimal(d.media, signo=True)
    return cifra if d.distinguible else _("{cifra} · no se distingue").format(cifra=cifra)


def _rombos(fig: go.Figure, filas: Sequence[tuple[int, Diferencia]], nombre: str, grande: bool) -> None:
    claro = nombre == _("Se distingue de cero")
    color = COLORES[0] if claro else EJE
    fig.add_trace(
        go.Scatter(
            x=[d.media for _, d in filas],
            y=[fila for fila, _ in filas],
            name=nombre,
            mode="markers",
            showlegend=True,
            marker={
                "symbol": "diamond" if claro else "diamond-open",
                "size": marca(grande) + 2,
                "color": color,
                "line": {"width": 2, "color": color},
            },
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [(d.superior if d.superior is not None else d.media) - d.media for _, d in filas],
                "arrayminus": [d.media - (d.inferior if d.inferior is not None else d.media) for _, d in filas],
                "color": color,
                "thickness": 3 if grande else 2,
                "width": 7 if grande else 4,
            },
            customdata=[_detalle(d) for _, d in filas],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )


def evolucion(df: pd.DataFrame, momentos: Sequence[str], *, grande: bool = False) -> go.Figure:
    """Una línea por palanca en su propia fila, con la media de cada momento en la escala fija 1–5.

    `df`: nombre, momento, media, n. Donde falta la media la línea se corta: ni se une ni se imputa.
    """
    lista = trayectorias(df, momentos)
    if not any(m is not None for t in lista for m in t.medias):
        return vacia(grande=grande)
    dibujo = 104 if grande else 72
    fig = lienzo(alto_de_filas(len(lista), grande=grande, dibujo=dibujo), grande=grande)
    for fila, t in enumerate(lista):
        for valor in (1, 3, 5):
            y = _altura(fila, valor)
            fig.add_shape(
                type="line", xref="x domain", x0=0, x1=1, y0=y, y1=y, layer="below",
                line={"color": REJILLA, "width": 1, "dash": "solid" if valor == 3 else "dot"},
            )  # fmt: skip
        _linea(fig, fila, t, momentos, grande)
    borde = 0.35
    fig.update_xaxes(
        range=[-borde, len(momentos) - 1 + borde], tickvals=list(range(len(momentos))), showgrid=False,
        ticktext=[partir(m, 20 if grande else 12, 2) for m in momentos], tickfont={"color": TEXTO},
    )  # fmt: skip
    filas_rotuladas(fig, [(t.nombre, _personas(t)) for t in lista], grande=grande, dibujo=dibujo)
    nota(fig, _("de 1 (abajo) a 5 (arriba)"), grande=grande)
    return fig


def _personas(t: Trayectoria) -> str:
    """«n = 12», o el de cada momento si cambia."""
    distintos = list(dict.fromkeys(t.personas))
    return f"n = {' · '.join(map(str, t.personas if len(distintos) > 1 else distintos))}"


def _altura(fila: int, valor: float | None) -> float | None:
    return None if valor is None else fila - (valor - 3) / 2 * AMPLITUD


def _linea(fig: go.Figure, fila: int, t: Trayectoria, momentos: Sequence[str], grande: bool) -> None:
    fig.add_trace(
        go.Scatter(
            x=list(range(len(momentos))),
            y=[_altura(fila, m) for m in t.medias],
            mode="lines+markers+text",
            connectgaps=False,
            text=["" if m is None else decimal(m) for m in t.medias],
            textposition="top center" if grande else "bottom center",
            textfont={"size": pequena(grande), "color": TENUE},
            line={"color": COLORES[0], "width": 4 if grande else 2.5},
            marker={"size": marca(grande) - 2, "color": COLORES[0]},
            customdata=[
                f"{plotly_literal(m)}: {decimal(v)} (n = {n})"
                for m, v, n in zip(momentos, t.medias, t.personas, strict=True)
            ],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
            showlegend=False,
        )
    )
