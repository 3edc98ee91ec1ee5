"""La nube de puntos cuadrada con diagonal: corto frente a largo."""

import pandas as pd
import plotly.graph_objects as go

from datos.idiomas import _, rotulos
from datos.lecturas.formato import contar, entero, nombrar
from datos.lecturas.historico import (
    puntos_corto_largo,
)
from paginas.comun.graficos.plantilla import (
    COLORES,
    EJE,
    ciclo,
    lienzo,
    marca,
    nota,
    pequena,
    rotulo,
    vacia,
)
from paginas.comun.literal import plotly_literal

SIMBOLO_TIPO = {"cliente": "circle", "no_cliente": "square", "cliente_perdido": "diamond"}
# Cuánto se aparta cada tipo cuando comparte punto con otro. Va en paralelo a la diagonal: así nadie cambia de lado.
APARTE = (-0.42, 0.0, 0.42, 0.0)


def _cuadrada(fig: go.Figure, rango: list[float], marcas: list[int], x: str, y: str) -> None:
    comun = {"range": rango, "tickvals": marcas, "constrain": "domain"}
    fig.update_layout(
        xaxis={**comun, "title_text": x}, yaxis={**comun, "title_text": y, "scaleanchor": "x", "scaleratio": 1}
    )
    fig.add_shape(
        type="line",
        x0=marcas[0],
        y0=marcas[0],
        x1=marcas[-1],
        y1=marcas[-1],
        layer="below",
        line={"color": EJE, "width": 1.5, "dash": "dash"},
    )


def corto_largo(df: pd.DataFrame, *, n: int, grande: bool = False) -> go.Figure:
    """Cada cliente según el peso del corto y del largo; el tamaño y la cifra dicen cuántos coinciden.

    `df`: corto_peso, largo_peso, tipo. Los tipos que comparten punto se apartan un poco, siempre igual.
    `n` son las personas de quienes son los clientes.
    """
    puntos = puntos_corto_largo(df)
    if not puntos:
        return vacia(grande=grande)
    tipos = list(dict.fromkeys(tipo for tipo, *_ in puntos))
    arriba = pequena(grande) + (14 if grande else 10)
    margen = {"t": (34 if grande else 26) + arriba}
    leyenda = [nombrar(rotulos.TIPOS_DE_CLIENTE, tipo) for tipo in tipos]
    fig = lienzo(660 if grande else 420, grande=grande, leyenda=leyenda, margin=margen)
    for tipo in tipos:
        _tipo(fig, tipo, puntos, grande)
    _cuadrada(fig, [-0.7, 10.7], [0, 2, 4, 6, 8, 10], _("Corto del objetivo"), _("Largo de la relación"))
    # Encima del cuadro y no dentro, donde taparían clientes; el triángulo dice qué mitad es cada una.
    for texto, lado, ancla in ((_("◤ pesa más el largo"), 0, "left"), (_("pesa más el corto ◢"), 1, "right")):
        rotulo(fig, texto, lado, 1, grande=grande, xref="x domain", yref="y domain", xanchor=ancla, yanchor="bottom",
               yshift=4)  # fmt: skip
    nota(fig, f"n = {n} · {contar(sum(veces for *_resto, veces in puntos), 'cliente')}", grande=grande)
    fig.layout.annotations[-1].update(yshift=arriba)
    return fig


def _tipo(fig: go.Figure, tipo: str, puntos: list[tuple[str, float, float, int]], grande: bool) -> None:
    tipos = list(rotulos.TIPOS_DE_CLIENTE)
    puesto = tipos.index(tipo) if tipo in tipos else len(tipos)
    suyos = [p for p in puntos if p[0] == tipo]
    ocupados = {(corto, largo) for otro, corto, largo, _ in puntos if otro != tipo}
    aparte = [APARTE[puesto] if (corto, largo) in ocupados else 0.0 for _, corto, largo, _ in suyos]
    color = ciclo(COLORES, puesto)
    fig.add_trace(
        go.Scatter(
            x=[p[1] + a for p, a in zip(suyos, aparte, strict=True)],
            y=[p[2] + a for p, a in zip(suyos, aparte, strict=True)],
            name=plotly_literal(nombrar(rotulos.TIPOS_DE_CLIENTE, tipo)),
            mode="markers+text",
            text=[str(p[3]) if p[3] > 1 else "" for p in suyos],
            textfont={"size": pequena(grande), "color": "#FFFFFF"},
            marker={
                "symbol": SIMBOLO_TIPO.get(tipo, "triangle-up"),
                "size": [marca(grande) + 4 * (p[3] - 1) ** 0.5 + (2 if p[3] > 1 else 0) for p in suyos],
                "sizemode": "diameter",
                "color": color,
                "opacity": 0.85,
                "line": {"color": "#FFFFFF", "width": 1},
            },
            customdata=[_coinciden(p) for p in suyos],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )


def _coinciden(punto: tuple[str, float, float, int]) -> str:
    tipo, corto, largo, veces = punto
    return _("{tipo}: corto {corto}, largo {largo} ({veces})").format(
        tipo=plotly_literal(nombrar(rotulos.TIPOS_DE_CLIENTE, tipo)),
        corto=entero(corto),
        largo=entero(largo),
        veces=veces,
    )
