"""La plantilla única de las gráficas: letra, colores, trazos, ejes y las piezas que comparten."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import plotly.graph_objects as go

from datos.idiomas import _, lengua
from datos.lecturas.formato import SIN_DATOS
from modelo.lenguas import ESPANOL
from paginas.comun.graficos.texto import partir
from paginas.comun.literal import plotly_literal

LETRA = "Atkinson Hyperlegible Next, sans-serif"
TEXTO = "#1F2A2E"
TENUE = "#56605F"
EJE = "#8C8577"
REJILLA = "#E2DCCF"
PAPEL = "#FFFFFF"
COLORES = (
    "#0F5C5C",
    "#C4511C",
    "#6B4FA0",
    "#8A6400",
    "#2E6FB7",
    "#A23B5A",
    "#3F7D20",
    "#7A4B2B",
    "#4A5568",
    "#9C2F8E",
)

# Cada serie se distingue también sin color: por su trazo, su marca y su trama.
TRAZOS = ("solid", "dash", "dot", "dashdot")
MARCAS = ("circle", "square-open", "diamond", "triangle-up-open")
SIGNOS = ("●", "□", "◆", "△")
TRAMAS = ("", "/", ".", "x", "-")

ESCALA = [0.75, 5.25]
MARGEN = 10


def letra(grande: bool) -> int:
    """El cuerpo del texto: de lectura de cerca, o para leerse desde el fondo."""
    return 20 if grande else 14


def pequena(grande: bool) -> int:
    """El cuerpo de las notas y las marcas de eje."""
    return 17 if grande else 12


def marca(grande: bool) -> int:
    """El diámetro de una marca corriente."""
    return 16 if grande else 11


def ciclo(catalogo: Sequence[str], puesto: int) -> str:
    """El elemento que toca a una serie; se repite si hay más series que elementos."""
    return catalogo[puesto % len(catalogo)]


@cache
def _base(grande: bool, signos: str) -> go.layout.Template:
    eje = {
        "fixedrange": True,
        "zeroline": False,
        "showline": False,
        "gridcolor": REJILLA,
        "linecolor": EJE,
        "tickcolor": EJE,
        "automargin": True,
        "tickfont": {"color": TENUE},
        "title": {"font": {"color": TEXTO, "size": letra(grande)}, "standoff": 8},
    }
    return go.layout.Template(
        layout={
            "font": {"family": LETRA, "color": TEXTO},
            "colorway": list(COLORES),
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "separators": signos,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": PAPEL,
                "bordercolor": EJE,
                "font": {"family": LETRA, "color": TEXTO},
                "align": "left",
                "namelength": -1,
            },
            "xaxis": eje,
            "yaxis": eje,
            "polar": {"bgcolor": "rgba(0,0,0,0)"},
        }
    )


def lienzo(alto: int, *, grande: bool, leyenda: Sequence[str] = (), **disposicion: Any) -> go.Figure:
    """Una figura vacía con la plantilla y `alto` píxeles; `leyenda` reserva abajo lo que ocupan esos rótulos."""
    margen = {"l": MARGEN, "r": MARGEN, "t": 34 if grande else 26, "b": 44 if grande else 34}
    margen.update(disposicion.pop("margin", {}))
    reserva = round(_lineas(leyenda, grande) * letra(grande) * 1.75)
    margen["b"] += reserva
    return go.Figure(
        layout={
            "template": _base(grande, ",." if lengua() == ESPANOL else ".,"),
            "height": alto + reserva,
            "autosize": True,
            "font": {"size": letra(grande)},
            "hoverlabel": {"font": {"size": letra(grande)}},
            "margin": margen,
            "showlegend": bool(leyenda),
            "legend": {
                "orientation": "h",
                "yref": "container",
                "y": 0,
                "yanchor": "bottom",
                "x": 0,
                "xanchor": "left",
                "itemclick": False,
                "itemdoubleclick": False,
                "font": {"size": letra(grande)},
            },
            **disposicion,
        }
    )


def _lineas(rotulos: Sequence[str], grande: bool) -> int:
    """Cuántas líneas ocupa la leyenda en lo más estrecho que se espera: un móvil, o un proyector."""
    ancho, caracter = (1000, 11) if grande else (310, 8)
    lineas, usado = bool(rotulos) * 1, 0
    for texto in rotulos:
        mide = len(texto) * caracter + 50
        if usado and usado + mide > ancho:
            lineas, usado = lineas + 1, 0
        usado += mide
    return lineas


def vacia(*, grande: bool, mensaje: str = SIN_DATOS) -> go.Figure:
    """La figura de cuando no hay nada que dibujar: solo el mensaje."""
    fig = lienzo(280 if grande else 160, grande=grande)
    fig.update_xaxes(visible=False)
    fig.update_yaxes(visible=False)
    fig.add_annotation(
        text=_(mensaje), x=0.5, y=0.5, xref="paper", yref="paper", showarrow=False, font={"color": TENUE}
    )
    return fig


def nota(fig: go.Figure, texto: str, *, grande: bool) -> None:
    """Una nota arriba a la derecha: el n de la gráfica."""
    fig.add_annotation(
        text=texto,
        x=1,
        y=1,
        xref="paper",
        yref="paper",
        xanchor="right",
        yanchor="bottom",
        yshift=6 if grande else 4,
        showarrow=False,
        font={"size": pequena(grande), "color": TENUE},
    )


def rotulo(fig: go.Figure, texto: str, x: Any, y: Any, *, grande: bool, **opciones: Any) -> None:
    """Un texto dentro de la gráfica, en coordenadas de los datos salvo que `opciones` diga otra cosa."""
    fuente = {"size": pequena(grande), "color": TENUE, **opciones.pop("font", {})}
    fig.add_annotation(text=texto, x=x, y=y, showarrow=False, font=fuente, **opciones)


def franja(grande: bool) -> int:
    """Los píxeles de una fila de dibujo, sin contar su rótulo."""
    return 78 if grande else 26


def alto_de_fila(grande: bool, dibujo: int = 0, *, parrafo: bool = False) -> int:
    """Los píxeles de una fila con su rótulo, si el dibujo de la fila ocupa `dibujo` o lo corriente."""
    rotulado = 8 if grande else 64 if parrafo else 36
    return max(dibujo, franja(grande)) + rotulado


def alto_de_filas(cuantas: int, *, grande: bool, dibujo: int = 0, parrafo: bool = False) -> int:
    """El alto de una figura de filas rotuladas, con sus márgenes."""
    return cuantas * alto_de_fila(grande, dibujo, parrafo=parrafo) + (84 if grande else 64)


def filas_rotuladas(
    fig: go.Figure, rotulos: Sequence[tuple[str, str]], *, grande: bool, dibujo: int = 0, parrafo: bool = False
) -> None:
    """Pone el eje y en filas 0, 1, 2… de arriba abajo, con (nombre, detalle) por fila.

    De cerca, el rótulo va encima de su fila para que el dibujo use todo el ancho del móvil; al proyectar, a la
    izquierda, donde sobra sitio. Con `parrafo`, el nombre ocupa hasta dos líneas y el detalle va debajo.
    """
    centro = max(dibujo, franja(grande)) / 2
    abajo = centro / alto_de_fila(grande, dibujo, parrafo=parrafo)
    fig.update_yaxes(range=[len(rotulos) - 1 + abajo, abajo - 1], showgrid=False, showticklabels=False)
    if grande:
        textos = [_en_lineas(nombre, detalle, 40 if parrafo else 26) for nombre, detalle in rotulos]
        fig.update_layout(yaxis={"showticklabels": True, "tickvals": list(range(len(rotulos))), "ticktext": textos})
        fig.update_layout(yaxis_tickfont={"size": letra(grande), "color": TEXTO})
        return
    for puesto, (nombre, detalle) in enumerate(rotulos):
        encima: dict[str, Any] = {"xref": "paper", "yref": "y", "yanchor": "bottom", "yshift": centro, "grande": grande}
        suyo: dict[str, Any] = {"xanchor": "left", "align": "left", "font": {"size": 13, "color": TEXTO}, **encima}
        if parrafo:
            debajo = f"<br><span style='font-size:11px;color:{TENUE}'>{detalle}</span>" if detalle else ""
            rotulo(fig, f"{partir(nombre, 48, 2)}{debajo}", 0, puesto, **{**suyo, "yshift": 8})
            continue
        # Lo que deja el detalle en los 320 píxeles de un móvil, a unos 6,6 por letra del nombre y 5,8 del detalle.
        cabe = int((320 - 5.8 * len(detalle)) / 6.6)
        rotulo(fig, plotly_literal(nombre, cabe), 0, puesto, **suyo)
        if detalle:
            rotulo(fig, detalle, 1, puesto, xanchor="right", **{**encima, "font": {"size": 11}})


def lineas_de_fila(fig: go.Figure, cuantas: int, eje: str = "") -> None:
    """Una guía horizontal por fila, a lo ancho del eje x indicado («», «2»…)."""
    for fila in range(cuantas):
        fig.add_shape(
            type="line",
            xref=f"x{eje} domain",
            x0=0,
            x1=1,
            yref="y",
            y0=fila,
            y1=fila,
            line={"color": REJILLA, "width": 1},
            layer="below",
        )


def _en_lineas(nombre: str, detalle: str, ancho: int) -> str:
    texto = partir(nombre, ancho, 2)
    completo = f"{texto}<br><span style='font-size:16px;color:{TENUE}'>{detalle}</span>" if detalle else texto
    # plotly alinea a la derecha pegado al eje: el espacio duro separa cada línea.
    return "<br>".join(f"{linea}\u00a0\u00a0" for linea in completo.split("<br>"))


def config_plotly(estatica: bool) -> dict[str, Any]:
    """La configuración para `st.plotly_chart`; `estatica` en el móvil, donde el dedo tiene que desplazar la página."""
    return {
        "displayModeBar": False,
        "staticPlot": estatica,
        "responsive": True,
        "scrollZoom": False,
        "doubleClick": False,
        "showTips": False,
        "locale": lengua(),
    }
