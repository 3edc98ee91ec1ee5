"""El grupo repartido por cuadrantes del perfil: cuántas personas hay en cada uno, y nada de quiénes."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from datos.idiomas import _, rotulos
from datos.lecturas.formato import contar, entero, filas, numero
from modelo.perfil import CUADRANTES
from paginas.comun.graficos.plantilla import EJE, TEXTO, letra, lienzo, nota, pequena, rotulo, vacia

# La cruz del centro es la frontera: lo que ocupa de cada eje, que va de 0 a 1.
FRONTERA = (0.43, 0.57)
DE_LA_FRONTERA = "rgba(138,100,0,0.13)"
VERDE = "15,92,92"
# Del tinte más claro al más oscuro: sobre los dos se lee la letra.
TINTES = (0.05, 0.32)


def cuadrantes(df: pd.DataFrame, *, n: int, grande: bool = False) -> go.Figure:
    """Los cuatro cuadrantes en su sitio, eficacia en horizontal y eficiencia en vertical, con su recuento.

    `df`: rotulo, n. Un cuadrante que no está no se distingue de uno sin nadie: los dos van sin cifra.
    """
    cuenta = {str(f["rotulo"]): v for f in filas(df) if (v := numero(f["n"])) is not None}
    if not cuenta:
        return vacia(grande=grande)
    fig = lienzo(560 if grande else 330, grande=grande)
    ejes = {"range": [0, 1], "showgrid": False, "showticklabels": False, "showline": True, "linecolor": EJE}
    fig.update_layout(xaxis={**ejes, "title_text": _("Eficacia →")}, yaxis={**ejes, "title_text": _("Eficiencia →")})
    nombres = [rotulos.CUADRANTES[clave].nombre for clave in CUADRANTES.values()]
    mayor = max(cuenta.values())
    centros = [
        _fondo(fig, *donde, (cuenta.get(nombre) or 0) / mayor)
        for donde, nombre in zip(CUADRANTES, nombres, strict=True)
    ]
    cifras = [cuenta.get(nombre) for nombre in nombres]
    dichos = [_dicho(nombre, cuantas) for nombre, cuantas in zip(nombres, cifras, strict=True)]
    _textos(fig, centros, nombres, dichos, "top center", letra(grande))
    escritas = ["—" if cuantas is None else f"<b>{entero(cuantas)}</b>" for cuantas in cifras]
    _textos(fig, centros, escritas, dichos, "bottom center", 50 if grande else 28)
    _frontera(fig, cuenta.get(rotulos.EN_LA_FRONTERA.capitalize()), grande)
    nota(fig, f"n = {n}", grande=grande)
    return fig


def _fondo(fig: go.Figure, eficaz: bool, eficiente: bool, parte: float) -> tuple[float, float]:
    """Pinta un cuadrante, más oscuro cuanta más gente hay, y devuelve su centro."""
    (x0, x1), (y0, y1) = ((FRONTERA[1], 1.0) if alto else (0.0, FRONTERA[0]) for alto in (eficaz, eficiente))
    color = f"rgba({VERDE},{TINTES[0] + (TINTES[1] - TINTES[0]) * parte:.3f})"
    fig.add_shape(type="rect", x0=x0, x1=x1, y0=y0, y1=y1, layer="below", fillcolor=color, line={"width": 0})
    return (x0 + x1) / 2, (y0 + y1) / 2


def _textos(
    fig: go.Figure,
    sitios: Sequence[tuple[float, float]],
    textos: Sequence[str],
    dichos: Sequence[str],
    donde: str,
    cuerpo: int,
) -> None:
    fig.add_trace(
        go.Scatter(
            x=[x for x, _y in sitios],
            y=[y for _x, y in sitios],
            mode="text",
            text=textos,
            textposition=donde,
            textfont={"size": cuerpo, "color": TEXTO},
            customdata=dichos,
            hovertemplate="%{customdata}<extra></extra>",
        )
    )


def _dicho(nombre: str, cuantas: float | None) -> str:
    return f"{nombre}: {rotulos.SIN_DATO if cuantas is None else contar(int(cuantas), 'persona')}"


def _frontera(fig: go.Figure, cuantas: float | None, grande: bool) -> None:
    for eje, otro in (("x", "y"), ("y", "x")):
        lados = {f"{eje}0": FRONTERA[0], f"{eje}1": FRONTERA[1], f"{otro}0": 0, f"{otro}1": 1}
        fig.add_shape(type="rect", layer="below", fillcolor=DE_LA_FRONTERA, line={"width": 0}, **lados)
    cifra = "—" if cuantas is None else f"<b>{entero(cuantas)}</b>"
    cuerpo = letra(grande) if grande else pequena(grande)
    texto = f"{rotulos.EN_LA_FRONTERA.capitalize()}: {cifra}"
    rotulo(fig, texto, 0.5, 0.5, grande=grande, font={"size": cuerpo, "color": TEXTO})
