"""Gráficas del entorno: influencia y actitud de los interlocutores, y rasgos del contexto."""

from math import sqrt
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from datos.lecturas.clientes import con_gente
from datos.lecturas.formato import decimal, entero, filas, numero, suma
from modelo.rotulos import ACTITUDES
from paginas.comun.graficos.plantilla import (
    COLORES,
    EJE,
    REJILLA,
    TEXTO,
    alto_de_filas,
    letra,
    lienzo,
    marca,
    nota,
    pequena,
    rotulo,
    vacia,
)
from paginas.comun.graficos.texto import partir
from paginas.comun.literal import plotly_literal

APARTE = 0.26
POLO = 20


def influencia_actitud(df: pd.DataFrame, *, grande: bool = False) -> go.Figure:
    """Burbujas con cuánta gente hay en cada cruce; llenas si hay trato directo, huecas si no.

    `df`: influencia (1–5), actitud (−2…+2), trato_directo, n.
    """
    lista = con_gente(df)
    if not lista:
        return vacia(grande=grande)
    leyenda = ("Con trato directo", "Sin trato directo")
    fig = lienzo(600 if grande else 370, grande=grande, leyenda=leyenda)
    mayor = max(numero(fila["n"]) or 0 for fila in lista)
    for trato, nombre in zip((True, False), leyenda, strict=True):
        _burbujas(fig, [f for f in lista if bool(f["trato_directo"]) is trato], nombre, lista, mayor, grande)
    fig.update_xaxes(range=[-2.5, 2.5], tickvals=list(ACTITUDES), ticktext=_marcas_de_actitud(grande))
    fig.update_xaxes(title_text="Actitud", zeroline=True, zerolinecolor=EJE)
    fig.update_yaxes(range=[0.45, 5.55], tickvals=[1, 2, 3, 4, 5], title_text="Influencia")
    nota(fig, f"n = {suma(lista, 'n')}", grande=grande)
    return fig


def _marcas_de_actitud(grande: bool) -> list[str]:
    """De cerca solo caben los rótulos de los extremos."""
    con_rotulo = ACTITUDES if grande else (min(ACTITUDES), max(ACTITUDES))
    ancho = 16 if grande else 9
    return [
        f"{entero(actitud, signo=True)}<br>{partir(nombre, ancho) if actitud in con_rotulo else ''}"
        for actitud, nombre in ACTITUDES.items()
    ]


def _burbujas(
    fig: go.Figure, suyas: list[dict[str, Any]], nombre: str, todas: list[dict[str, Any]], mayor: float, grande: bool
) -> None:
    directo = nombre.startswith("Con")
    color = COLORES[0] if directo else COLORES[1]
    ocupados = {(f["actitud"], f["influencia"]) for f in todas if bool(f["trato_directo"]) is not directo}
    lado = -APARTE if directo else APARTE
    fig.add_trace(
        go.Scatter(
            x=[f["actitud"] + lado * ((f["actitud"], f["influencia"]) in ocupados) for f in suyas],
            y=[f["influencia"] for f in suyas],
            name=nombre,
            mode="markers+text",
            text=[entero(f["n"]) for f in suyas],
            textfont={"size": pequena(grande), "color": "#FFFFFF" if directo else TEXTO},
            marker={
                "symbol": "circle",
                "size": [_diametro(numero(f["n"]) or 0, mayor, grande) for f in suyas],
                "opacity": 1,
                "color": color if directo else "#FFFFFF",
                "line": {"color": color, "width": 2.5},
            },
            customdata=[_gente(f) for f in suyas],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )


def _diametro(n: float, mayor: float, grande: bool) -> float:
    """El área crece con n, pero la menor burbuja siempre deja leer su cifra."""
    minimo, maximo = (30, 66) if grande else (20, 38)
    return minimo + (maximo - minimo) * sqrt((n - 1) / max(1.0, mayor - 1))


def _gente(fila: dict[str, Any]) -> str:
    trato = "con" if fila["trato_directo"] else "sin"
    return (
        f"Influencia {entero(fila['influencia'])}, actitud {entero(fila['actitud'], signo=True)}, "
        f"{trato} trato directo: {entero(fila['n'])}"
    )


def rasgos(df: pd.DataFrame, *, grande: bool = False) -> go.Figure:
    """El diferencial de cada rasgo entre sus dos polos, de −2 a +2. `df`: rasgo, izquierda, derecha, media, n."""
    lista = filas(df)
    conocidas = [(puesto, fila) for puesto, fila in enumerate(lista) if numero(fila["media"]) is not None]
    if not conocidas:
        return vacia(grande=grande)
    fig = lienzo(alto_de_filas(len(lista), grande=grande), grande=grande)
    for puesto, fila in enumerate(lista):
        _polos(fig, puesto, fila, grande)
    fig.add_trace(
        go.Scatter(
            x=[numero(fila["media"]) for _, fila in conocidas],
            y=[puesto for puesto, _ in conocidas],
            mode="markers+text",
            text=[f"<b>{decimal(fila['media'], signo=True)}</b>" for _, fila in conocidas],
            textposition="bottom center",
            textfont={"size": pequena(grande), "color": TEXTO},
            marker={"symbol": "diamond", "size": marca(grande) + 4, "color": COLORES[0]},
            customdata=[_media(fila) for _, fila in conocidas],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )
    marcas = list(ACTITUDES)
    fig.update_xaxes(range=[-2.15, 2.15], tickvals=marcas, ticktext=[entero(m, signo=True) for m in marcas])
    fig.update_xaxes(zeroline=True, zerolinecolor=EJE)
    fig.update_yaxes(range=[len(lista) - 0.4, -0.62], visible=False)
    nota(fig, f"n = {max(int(numero(fila['n']) or 0) for _, fila in conocidas)}", grande=grande)
    return fig


def _media(fila: dict[str, Any]) -> str:
    return f"{plotly_literal(fila['rasgo'])}: {decimal(fila['media'], signo=True)} (n = {entero(fila['n'])})"


def _polos(fig: go.Figure, puesto: int, fila: dict[str, Any], grande: bool) -> None:
    fig.add_shape(type="line", x0=-2, x1=2, y0=puesto, y1=puesto, line={"color": REJILLA, "width": 4}, layer="below")
    for texto, lado, ancla in ((fila["izquierda"], 0, "left"), (fila["derecha"], 1, "right")):
        rotulo(
            fig,
            plotly_literal(texto, 36 if grande else POLO),
            lado,
            puesto,
            grande=grande,
            xref="paper",
            yref="y",
            xanchor=ancla,
            yanchor="bottom",
            yshift=14 if grande else 10,
            font={"size": letra(grande), "color": TEXTO},
        )
