"""Gráficas de dos medidas por palanca: cliente estable frente a perdido y ronda 1 frente a ronda 2."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from datos.idiomas import _, rotulos
from datos.lecturas.contrastes import Contraste, contrastes, cuantas, pendientes, solo_diferencias
from datos.lecturas.formato import decimal, n_de
from paginas.comun.graficos.cambios import cambios
from paginas.comun.graficos.plantilla import (
    COLORES,
    EJE,
    ESCALA,
    MARCAS,
    SIGNOS,
    TEXTO,
    TRAZOS,
    alto_de_filas,
    ciclo,
    filas_rotuladas,
    letra,
    lienzo,
    lineas_de_fila,
    marca,
    nota,
    rotulo,
    vacia,
)
from paginas.comun.graficos.texto import partir
from paginas.comun.literal import plotly_literal

COLUMNAS = ((0.0, 0.6), (0.67, 1.0))


def estable_perdido(df: pd.DataFrame, *, n: int | None = None, grande: bool = False) -> go.Figure:
    """A la izquierda, las dos medidas de cada palanca; a la derecha, su diferencia con el intervalo del 95 %.

    `df`: palanca, nombre, estable, perdido, diferencia, inferior, superior. El mayor contraste, arriba. Si las medias
    no se pueden enseñar, solo las diferencias.
    """
    lista = contrastes(df)
    if solo_diferencias(lista):
        return cambios(df, titulo=_("Estable menos perdido"), grande=grande)
    if all(c.antes is None and c.despues is None for c in lista):
        return vacia(grande=grande)
    leyenda = (_("Cliente estable"), _("Cliente perdido"), _("Diferencia (95 %)"))
    fig = lienzo(alto_de_filas(len(lista), grande=grande) + 24, grande=grande, leyenda=leyenda)
    fig.update_layout(xaxis_domain=COLUMNAS[0], xaxis2={"domain": COLUMNAS[1], "anchor": "y"})
    lineas_de_fila(fig, len(lista))
    lineas_de_fila(fig, len(lista), "2")
    _barras_entre(fig, lista, grande)
    _extremos(fig, _("Cliente estable"), 0, [c.despues for c in lista], grande)
    _extremos(fig, _("Cliente perdido"), 1, [c.antes for c in lista], grande)
    _diferencias(fig, lista, grande)
    filas_rotuladas(fig, [(c.nombre, _lectura(c)) for c in lista], grande=grande)
    _ejes_de_contraste(fig, lista)
    _nota_de_personas(fig, lista, n, grande)
    return fig


def _nota_de_personas(fig: go.Figure, lista: Sequence[Contraste], n: int | None, grande: bool) -> None:
    hay = cuantas(lista) or ([] if n is None else [n])
    if hay:
        nota(fig, n_de(hay), grande=grande)


def _lectura(c: Contraste) -> str:
    if c.diferencia is None:
        return rotulos.SIN_DATO
    return (
        decimal(c.diferencia, signo=True)
        if c.distinguible
        else _("{cifra} · no se distingue").format(cifra=decimal(c.diferencia, signo=True))
    )


def _barras_entre(fig: go.Figure, lista: Sequence[Contraste], grande: bool) -> None:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for fila, c in enumerate(lista):
        if c.antes is not None and c.despues is not None:
            xs += [c.antes, c.despues, None]
            ys += [fila, fila, None]
    trazo = {"color": EJE, "width": 5 if grande else 3}
    fig.add_trace(go.Scatter(x=xs, y=ys, mode="lines", line=trazo, hoverinfo="skip", showlegend=False))


def _extremos(fig: go.Figure, nombre: str, puesto: int, valores: Sequence[float | None], grande: bool) -> None:
    color = COLORES[puesto]
    fig.add_trace(
        go.Scatter(
            x=list(valores),
            y=list(range(len(valores))),
            name=nombre,
            mode="markers",
            marker={
                "symbol": "circle" if puesto == 0 else "square",
                "size": marca(grande) + 2,
                # El hueco lleva relleno blanco: la barra que lo une no debe verse a través.
                "color": color if puesto == 0 else "#FFFFFF",
                "line": {"color": color, "width": 3},
            },
            customdata=[f"{nombre}: {decimal(valor)}" for valor in valores],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )


def _diferencias(fig: go.Figure, lista: Sequence[Contraste], grande: bool) -> None:
    filas = [(fila, c) for fila, c in enumerate(lista) if c.diferencia is not None]
    fig.add_trace(
        go.Scatter(
            x=[c.diferencia for _fila, c in filas],
            y=[fila for fila, _ in filas],
            xaxis="x2",
            name=_("Diferencia (95 %)"),
            mode="markers",
            marker={
                "symbol": ["diamond" if c.distinguible else "diamond-open" for _fila, c in filas],
                "size": marca(grande),
                "color": COLORES[2],
                "line": {"width": 2, "color": COLORES[2]},
            },
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [_tramo(c.superior, c.diferencia) for _fila, c in filas],
                "arrayminus": [_tramo(c.diferencia, c.inferior) for _fila, c in filas],
                "color": COLORES[2],
                "thickness": 3 if grande else 2,
                "width": 7 if grande else 4,
            },
            customdata=[_lectura(c) for _fila, c in filas],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )


def _tramo(mayor: float | None, menor: float | None) -> float:
    return 0.0 if mayor is None or menor is None else mayor - menor


def _ejes_de_contraste(fig: go.Figure, lista: Sequence[Contraste]) -> None:
    for fila in range(len(lista)):
        fig.add_shape(
            type="line", xref="x2", x0=0, x1=0, y0=fila - 0.2, y1=fila + 0.2, line={"color": TEXTO, "width": 2}
        )
    tope = max([2.0, *(abs(v) for c in lista for v in (c.diferencia, c.inferior, c.superior) if v is not None)])
    marcas = [-2, 0, 2] if tope < 4 else [-4, 0, 4]
    fig.update_layout(
        xaxis={"range": ESCALA, "tickvals": [1, 2, 3, 4, 5], "title_text": _("Valoración (1–5)")},
        xaxis2={
            "range": [-tope * 1.12, tope * 1.12],
            "tickvals": marcas,
            "ticktext": [decimal(m, 0, signo=True) for m in marcas],
            "title_text": _("Diferencia"),
        },
    )


def separar(alturas: Sequence[float], minimo: float, tope: float) -> list[float]:
    """Las mismas alturas, apartadas lo justo para que entre dos haya al menos `minimo`, en su orden y bajo `tope`."""
    orden = sorted(range(len(alturas)), key=lambda i: alturas[i])
    puestas = [alturas[i] for i in orden]
    for i in range(1, len(puestas)):
        puestas[i] = max(puestas[i], puestas[i - 1] + minimo)
    # Al empujar solo hacia arriba el conjunto se sube: se devuelve a su centro, sin pasarse del tope.
    sobra = max((sum(puestas) - sum(alturas)) / max(1, len(puestas)), puestas[-1] - tope if puestas else 0)
    resultado = [0.0] * len(alturas)
    for lugar, i in enumerate(orden):
        resultado[i] = puestas[lugar] - sobra
    return resultado


def rondas(df: pd.DataFrame, *, n: int | None = None, grande: bool = False) -> go.Figure:
    """Una línea por palanca debatida, de la ronda 1 a la ronda 2, rotulada en su extremo.

    `df`: palanca, nombre, ronda1, ronda2. Si las medias no se pueden enseñar, solo el cambio de cada palanca.
    """
    if solo_diferencias(pendientes(df)):
        return cambios(df, titulo=_("Ronda 2 menos ronda 1"), grande=grande)
    lista = [c for c in pendientes(df) if c.antes is not None or c.despues is not None]
    if not lista:
        return vacia(grande=grande)
    lado = {"r": 310 if grande else 138, "l": 70 if grande else 40}
    # Cada rótulo ocupa hasta tres líneas; si son muchos, crece la figura y no se pisan.
    linea = 3 * letra(grande) * 1.3
    alto = max(420 if grande else 260, len(lista) * linea * 1.15)
    fig = lienzo(round(alto) + 80, grande=grande, margin=lado)
    finales = [c.despues if c.despues is not None else c.antes or 0.0 for c in lista]
    alturas = separar(finales, linea * (ESCALA[1] - ESCALA[0]) / alto, 5.0)
    for puesto, (c, altura) in enumerate(zip(lista, alturas, strict=True)):
        _pendiente(fig, c, puesto, altura, grande)
    fig.update_xaxes(range=[-0.08, 1.02], tickvals=[0, 1], ticktext=[_("Ronda 1"), _("Ronda 2")], showgrid=True)
    fig.update_xaxes(tickfont={"size": letra(grande), "color": TEXTO})
    fig.update_yaxes(range=ESCALA, tickvals=[1, 2, 3, 4, 5])
    _nota_de_personas(fig, lista, n, grande)
    return fig


def _pendiente(fig: go.Figure, c: Contraste, puesto: int, altura: float, grande: bool) -> None:
    color = ciclo(COLORES, puesto)
    nombre: Any = plotly_literal(c.nombre, 44)
    fig.add_trace(
        go.Scatter(
            x=[0, 1],
            y=[c.antes, c.despues],
            name=nombre,
            mode="lines+markers",
            line={"color": color, "width": 4 if grande else 3, "dash": ciclo(TRAZOS, puesto)},
            marker={
                "symbol": ciclo(MARCAS, puesto),
                "size": marca(grande) + 2,
                "color": color,
                "line": {"width": 2, "color": color},
            },
            customdata=[
                _("{nombre}, ronda {ronda}: {valor}").format(nombre=nombre, ronda=ronda, valor=decimal(valor))
                for ronda, valor in ((1, c.antes), (2, c.despues))
            ],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )
    cambio = f"<b>{decimal(c.antes)} → {decimal(c.despues)}</b>"
    rotulo(
        fig,
        f"{ciclo(SIGNOS, puesto)} {partir(c.nombre, 26 if grande else 16, 2)}<br>{cambio}",
        1.02,
        altura,
        grande=grande,
        xanchor="left",
        align="left",
        xshift=6,
        font={"size": letra(grande) - 1, "color": color},
    )
