"""El radar: la forma de las ocho palancas de un vistazo."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from datos.idiomas import _
from datos.lecturas.formato import decimal, numero
from datos.lecturas.palancas import Banda, Serie
from paginas.comun.graficos.plantilla import (
    COLORES,
    EJE,
    MARCAS,
    REJILLA,
    TENUE,
    TEXTO,
    TRAZOS,
    ciclo,
    letra,
    lienzo,
    marca,
    nota,
    pequena,
    vacia,
)
from paginas.comun.graficos.texto import partir
from paginas.comun.literal import plotly_literal

RELLENO = "rgba(15,92,92,0.14)"


def radar(
    series: Mapping[str, Serie],
    nombres: Sequence[str],
    *,
    banda: Banda | None = None,
    rotulo_banda: str = "",
    colores: Mapping[str, str] | None = None,
    n: int | None = None,
    grande: bool = False,
) -> go.Figure:
    """El polígono de cada serie en escala fija 1–5, en sentido horario desde arriba.

    Lo que no tiene dato deja un hueco: ni se une ni se imputa. `banda` es (inferior, superior). `colores`, por serie;
    sin ellos, el que le toca por su puesto.
    """
    if not any(numero(valor) is not None for serie in series.values() for valor in serie):
        return vacia(grande=grande)
    rotulo_banda = rotulo_banda or _("Media ± desviación")
    ejes = [str(puesto) for puesto in range(1, len(nombres) + 1)]
    lado = {"l": 92, "r": 92, "t": 66, "b": 40} if grande else {"l": 80, "r": 80, "t": 56, "b": 36}
    leyenda = [plotly_literal(rotulo) for rotulo in series] + ([rotulo_banda] if banda else [])
    fig = lienzo(640 if grande else 330, grande=grande, leyenda=leyenda if len(leyenda) > 1 else (), margin=lado)
    if banda is not None:
        _sombrear(fig, banda, ejes, rotulo_banda)
    for puesto, (rotulo, serie) in enumerate(series.items()):
        color = (colores or {}).get(rotulo) or ciclo(COLORES, puesto)
        _trazar(fig, plotly_literal(rotulo), [numero(valor) for valor in serie], nombres, ejes, (puesto, color), grande)
    _ejes(fig, nombres, ejes, grande)
    if n is not None:
        nota(fig, f"n = {n}", grande=grande)
        # Junto al borde de la figura y no del polígono, donde taparía el nombre de una palanca.
        fig.layout.annotations[-1].update(xshift=lado["r"] - 8, yshift=lado["t"] - (34 if grande else 24))
    return fig


def _ejes(fig: go.Figure, nombres: Sequence[str], ejes: list[str], grande: bool) -> None:
    fig.update_layout(
        polar={
            "gridshape": "linear",
            "radialaxis": {
                "range": [1, 5],
                "tickvals": [1, 2, 3, 4, 5],
                "angle": 90,
                "tickangle": 90,
                "tickfont": {"size": pequena(grande) - 1, "color": TENUE},
                "gridcolor": REJILLA,
                "linecolor": EJE,
                "ticks": "",
            },
            "angularaxis": {
                "direction": "clockwise",
                "rotation": 90,
                "type": "category",
                "categoryarray": ejes,
                "tickvals": ejes,
                "ticktext": _etiquetas(nombres, grande),
                "tickfont": {"size": letra(grande) - (1 if grande else 2), "color": TEXTO},
                "gridcolor": REJILLA,
                "linecolor": EJE,
                "ticks": "",
            },
        }
    )


def _etiquetas(nombres: Sequence[str], grande: bool) -> list[str]:
    textos = [partir(nombre, 15 if grande else 14, 3) for nombre in nombres]
    # La primera deja una línea libre debajo: ahí cae el 5 de la escala.
    return [f"{textos[0]}<br>\u00a0", *textos[1:]]


def _trazar(
    fig: go.Figure,
    rotulo: str,
    valores: list[float | None],
    nombres: Sequence[str],
    ejes: list[str],
    traza: tuple[int, str],
    grande: bool,
) -> None:
    puesto, color = traza
    textos = [f"{partir(nombre, 28, 2)}<br>{rotulo}: {decimal(v)}" for nombre, v in zip(nombres, valores, strict=True)]
    fig.add_trace(
        go.Scatterpolar(
            r=[*valores, valores[0]],
            theta=[*ejes, ejes[0]],
            name=rotulo,
            mode="lines+markers",
            connectgaps=False,
            line={"color": color, "width": 4 if grande else 2.5, "dash": ciclo(TRAZOS, puesto)},
            marker={
                "symbol": ciclo(MARCAS, puesto),
                "size": marca(grande) - 2,
                "color": color,
                "line": {"width": 2, "color": color},
            },
            customdata=[*textos, textos[0]],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )


def _sombrear(fig: go.Figure, banda: Banda, ejes: list[str], rotulo: str) -> None:
    """La banda por tramos entre ejes vecinos: donde a uno le falta dato, no hay sombra que lo sugiera."""
    bajos = [_dentro(valor) for valor in banda[0]]
    altos = [_dentro(valor) for valor in banda[1]]
    r: list[float | None] = []
    theta: list[str | None] = []
    for uno in range(len(ejes)):
        otro = (uno + 1) % len(ejes)
        esquinas = [bajos[uno], altos[uno], altos[otro], bajos[otro], bajos[uno]]
        if None not in esquinas:
            r += [*esquinas, None]
            theta += [ejes[uno], ejes[uno], ejes[otro], ejes[otro], ejes[uno], None]
    fig.add_trace(
        go.Scatterpolar(
            r=r,
            theta=theta,
            name=plotly_literal(rotulo),
            mode="lines",
            line={"width": 0},
            fill="toself",
            fillcolor=RELLENO,
            hoverinfo="skip",
        )
    )


def _dentro(valor: float | None) -> float | None:
    """Una banda de media ± desviación puede salirse de la escala; el dibujo, no."""
    dato = numero(valor)
    return None if dato is None else min(5.0, max(1.0, dato))
