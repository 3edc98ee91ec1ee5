"""Gráficas del entorno: influencia y actitud de los interlocutores, y rasgos del contexto."""

from math import sqrt
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from datos.idiomas import _, por_traducir, rotulos
from datos.lecturas.clientes import apartados, con_gente
from datos.lecturas.formato import contar, decimal, entero, filas, numero, suma
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

TRATOS: dict[bool | None, str] = {
    True: por_traducir("Con trato directo"),
    None: por_traducir("Trato sin contestar"),
    False: por_traducir("Sin trato directo"),
}  # fmt: skip
POLO = 20


def influencia_actitud(df: pd.DataFrame, *, n: int, grande: bool = False) -> go.Figure:
    """Una casilla por influencia y actitud, y dentro cuánta gente hay: llenas con trato directo, huecas sin él.

    Cuadradas si no consta. `df`: influencia (1–5), actitud (−2…+2), trato_directo (vacío si no se ha contestado), n.
    El argumento `n` son las personas que la han puesto.
    """
    lista = con_gente(df)
    if not lista:
        return vacia(grande=grande)
    hay = {f["trato_directo"] for f in lista}
    tratos = [t for t in TRATOS if t in hay or t is not None]
    arriba = {"t": 58 if grande else 40}
    fig = lienzo(648 if grande else 424, grande=grande, leyenda=[_(TRATOS[t]) for t in tratos], margin=arriba)
    _casillas(fig)
    mayor = max(numero(fila["n"]) or 0 for fila in lista)
    puestas = list(zip(lista, apartados(lista), strict=True))
    for trato in tratos:
        _burbujas(fig, trato, [p for p in puestas if p[0]["trato_directo"] is trato], mayor, grande)
    _ejes_de_casillas(fig, grande)
    nota(fig, f"n = {n} · {contar(suma(lista, 'n'), 'interlocutor', 'interlocutores')}", grande=grande)
    return fig


def _casillas(fig: go.Figure) -> None:
    """Las líneas van entre casillas y no por su centro: así se ve de cuál es cada burbuja."""
    trazo = {"color": REJILLA, "width": 1.5}
    for puesto in range(6):
        x, y = -2.5 + puesto, 0.5 + puesto
        fig.add_shape(type="line", x0=x, x1=x, y0=0.5, y1=5.5, line=trazo, layer="below")
        fig.add_shape(type="line", x0=-2.5, x1=2.5, y0=y, y1=y, line=trazo, layer="below")


def _ejes_de_casillas(fig: go.Figure, grande: bool) -> None:
    ancho = 16 if grande else 9
    fuente = {"size": pequena(grande), "color": TEXTO}
    fig.update_xaxes(
        range=[-2.5, 2.5], showgrid=False, tickvals=list(rotulos.ACTITUDES), title_text=_("Actitud"), tickfont=fuente,
        ticktext=[f"{entero(a, signo=True)}<br>{partir(nombre, ancho)}" for a, nombre in rotulos.ACTITUDES.items()],
        tickangle=0,
    )  # fmt: skip
    fig.update_yaxes(
        range=[0.5, 5.5], showgrid=False, tickvals=list(rotulos.INFLUENCIAS), tickfont=fuente,
        ticktext=[f"{i}<br>{nombre}" for i, nombre in rotulos.INFLUENCIAS.items()],
        ticks="outside", ticklen=5, tickcolor="rgba(0,0,0,0)",
    )  # fmt: skip
    # Encima y no girado: al lado le quitaría a las casillas el sitio que no sobra en el móvil.
    rotulo(fig, _("Influencia"), 0, 1, grande=grande, xref="paper", yref="paper", xanchor="left", yanchor="bottom",
           yshift=6 if grande else 4, font={"size": letra(grande), "color": TEXTO})  # fmt: skip


def _burbujas(
    fig: go.Figure, trato: bool | None, suyas: list[tuple[dict[str, Any], tuple[float, float]]], mayor: float,
    grande: bool,
) -> None:  # fmt: skip
    color = {True: COLORES[0], False: COLORES[1], None: TENUE}[trato]
    fig.add_trace(
        go.Scatter(
            x=[f["actitud"] + dx for f, (dx, _) in suyas],
            y=[f["influencia"] + dy for f, (_, dy) in suyas],
            name=_(TRATOS[trato]),
            mode="markers+text",
            text=[entero(f["n"]) for f, _ in suyas],
            textfont={"size": pequena(grande), "color": "#FFFFFF" if trato else TEXTO},
            marker={
                "symbol": "square" if trato is None else "circle",
                "size": [_diametro(numero(f["n"]) or 0, mayor, grande) for f, _ in suyas],
                "opacity": 1,
                "color": color if trato else "#FFFFFF",
                "line": {"color": color, "width": 2.5},
            },
            customdata=[_gente(f) for f, _ in suyas],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )


def _diametro(n: float, mayor: float, grande: bool) -> float:
    """El área crece con n, pero la menor burbuja siempre deja leer su cifra."""
    # En el móvil, media casilla mide unos 26 píxeles.
    minimo, maximo = (30, 58) if grande else (20, 25)
    return minimo + (maximo - minimo) * sqrt((n - 1) / max(1.0, mayor - 1))


def _gente(fila: dict[str, Any]) -> str:
    return _("Influencia {influencia}, actitud {actitud}, {trato}: {n}").format(
        influencia=entero(fila["influencia"]),
        actitud=entero(fila["actitud"], signo=True),
        trato=_(TRATOS[fila["trato_directo"]]).lower(),
        n=entero(fila["n"]),
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
    marcas = list(rotulos.ACTITUDES)
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
