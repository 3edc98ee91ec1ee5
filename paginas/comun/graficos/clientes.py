"""Gráficas del entorno: influencia y actitud de los interlocutores, y rasgos del contexto."""

from math import sqrt
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from datos.lecturas.clientes import con_gente
from datos.lecturas.formato import contar, decimal, entero, filas, numero, suma
from modelo.rotulos import ACTITUDES
from paginas.comun.graficos.plantilla import (
    COLORES,
    EJE,
    REJILLA,
    TENUE,
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
# En el orden en que se ponen de izquierda a derecha cuando comparten cruce.
TRATOS: dict[bool | None, str] = {
    True: "Con trato directo", None: "Trato sin contestar", False: "Sin trato directo",
}  # fmt: skip
POLO = 20


def influencia_actitud(df: pd.DataFrame, *, n: int, grande: bool = False) -> go.Figure:
    """Burbujas con cuánta gente hay en cada cruce; llenas si hay trato directo, huecas si no, cuadradas si no consta.

    `df`: influencia (1–5), actitud (−2…+2), trato_directo (vacío si no se ha contestado), n. El argumento `n` son las
    personas que la han puesto.
    """
    lista = con_gente(df)
    if not lista:
        return vacia(grande=grande)
    hay = {f["trato_directo"] for f in lista}
    tratos = [t for t in TRATOS if t in hay or t is not None]
    fig = lienzo(600 if grande else 370, grande=grande, leyenda=[TRATOS[t] for t in tratos])
    mayor = max(numero(fila["n"]) or 0 for fila in lista)
    for trato in tratos:
        _burbujas(fig, trato, lista, mayor, grande)
    fig.update_xaxes(range=[-2.5, 2.5], tickvals=list(ACTITUDES), ticktext=_marcas_de_actitud(grande))
    fig.update_xaxes(title_text="Actitud", zeroline=True, zerolinecolor=EJE)
    fig.update_yaxes(range=[0.45, 5.55], tickvals=[1, 2, 3, 4, 5], title_text="Influencia")
    nota(fig, f"n = {n} · {contar(suma(lista, 'n'), 'interlocutor', 'interlocutores')}", grande=grande)
    return fig


def _marcas_de_actitud(grande: bool) -> list[str]:
    """De cerca solo caben los rótulos de los extremos."""
    con_rotulo = ACTITUDES if grande else (min(ACTITUDES), max(ACTITUDES))
    ancho = 16 if grande else 9
    return [
        f"{entero(actitud, signo=True)}<br>{partir(nombre, ancho) if actitud in con_rotulo else ''}"
        for actitud, nombre in ACTITUDES.items()
    ]


def _burbujas(fig: go.Figure, trato: bool | None, todas: list[dict[str, Any]], mayor: float, grande: bool) -> None:
    color = {True: COLORES[0], False: COLORES[1], None: TENUE}[trato]
    suyas = [f for f in todas if f["trato_directo"] is trato]
    fig.add_trace(
        go.Scatter(
            x=[f["actitud"] + _aparte(f, todas) for f in suyas],
            y=[f["influencia"] for f in suyas],
            name=TRATOS[trato],
            mode="markers+text",
            text=[entero(f["n"]) for f in suyas],
            textfont={"size": pequena(grande), "color": "#FFFFFF" if trato else TEXTO},
            marker={
                "symbol": "square" if trato is None else "circle",
                "size": [_diametro(numero(f["n"]) or 0, mayor, grande) for f in suyas],
                "opacity": 1,
                "color": color if trato else "#FFFFFF",
                "line": {"color": color, "width": 2.5},
            },
            customdata=[_gente(f) for f in suyas],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )


def _aparte(fila: dict[str, Any], todas: list[dict[str, Any]]) -> float:
    """Cuánto se aparta de su cruce si lo comparte con otro trato, para que ninguno se tape."""
    cruce = (fila["actitud"], fila["influencia"])
    en_el = {f["trato_directo"] for f in todas if (f["actitud"], f["influencia"]) == cruce}
    puestos = [trato for trato in TRATOS if trato in en_el]
    centrado = puestos.index(fila["trato_directo"]) - (len(puestos) - 1) / 2
    return centrado * (2 * APARTE if len(puestos) == 2 else 1.3 * APARTE)


def _diametro(n: float, mayor: float, grande: bool) -> float:
    """El área crece con n, pero la menor burbuja siempre deja leer su cifra."""
    minimo, maximo = (30, 66) if grande else (20, 38)
    return minimo + (maximo - minimo) * sqrt((n - 1) / max(1.0, mayor - 1))


def _gente(fila: dict[str, Any]) -> str:
    return (
        f"Influencia {entero(fila['influencia'])}, actitud {entero(fila['actitud'], signo=True)}, "
        f"{TRATOS[fila['trato_directo']].lower()}: {entero(fila['n'])}"
    )


def rasgos(df: pd.DataFrame, *, n: int, grande: bool = False) -> go.Figure:
    """El diferencial de cada rasgo entre sus dos polos, de −2 a +2. `df`: rasgo, izquierda, derecha, media, n.

    El argumento `n` son las personas que han contestado alguno.
    """
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
    nota(fig, f"n = {n}", grande=grande)
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
