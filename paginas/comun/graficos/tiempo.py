"""La línea de tiempo de una relación: sus hitos y el índice que sale de ellos."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from datos.idiomas import _, por_traducir, rotulos
from datos.lecturas.formato import decimal, entero, filas, mes, nombrar, numero, texto
from datos.lecturas.historico import (
    NEUTRO,
    hitos_en_orden,
)
from paginas.comun.graficos.plantilla import (
    COLORES,
    EJE,
    TENUE,
    TEXTO,
    letra,
    lienzo,
    marca,
    nota,
    pequena,
    rotulo,
    vacia,
)
from paginas.comun.literal import plotly_literal

SIMBOLO_AMBITO = {"entorno": "circle", "interaccion": "square", "ambos": "diamond"}
# Dos hitos de la misma valencia más juntos que esta fracción del tiempo dibujado se taparían.
JUNTOS = 0.07
SIN_AMBITO = por_traducir("Sin decir el ámbito")
NIVELES = (0.0, 0.62, -0.62)


def linea_de_tiempo(hitos: pd.DataFrame, indice: pd.DataFrame, titulo: str = "", *, grande: bool = False) -> go.Figure:
    """Arriba, los hitos numerados según su valencia, con una forma por ámbito; debajo, la curva del índice.

    `hitos`: fecha, valencia, que_paso, ambito. `indice`: fecha, indice. El número de cada hito es su fila en
    `tabla_linea_de_tiempo`: en el móvil no hay sitio para contar qué pasó.
    """
    lista = hitos_en_orden(hitos)
    if not lista:
        return vacia(grande=grande)
    curva = filas(indice)
    dias = [pd.Timestamp(fila["fecha"]) for fila in [*lista, *curva]]
    ambitos = list(dict.fromkeys(_nombre(texto(fila["ambito"])) for fila in lista))
    leyenda = [*ambitos, _("Índice")]
    fig = lienzo(660 if grande else 450, grande=grande, leyenda=leyenda, margin={"t": 64 if grande else 48})
    alturas = _alturas(lista, (max(dias) - min(dias)).days)
    _tallos(fig, lista, alturas)
    for ambito in dict.fromkeys(texto(fila["ambito"]) for fila in lista):
        _hitos(
            fig, ambito, [(f, y) for f, y in zip(lista, alturas, strict=True) if texto(f["ambito"]) == ambito], grande
        )
        # Lo que nadie ha dicho no es un ámbito: solo hay que nombrarlo junto a otros.
        if ambito or len(ambitos) > 1:
            _en_la_leyenda(fig, ambito, grande)
    _curva(fig, curva, grande)
    _ejes_del_tiempo(fig, min(dias), max(dias), grande)
    if titulo:
        fuente = {"size": letra(grande) + 2, "color": TEXTO}
        rotulo(
            fig,
            f"<b>{plotly_literal(titulo)}</b>",
            0,
            1,
            grande=grande,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            yshift=6,
            font=fuente,
        )
    nota(fig, f"n = {len(lista)}", grande=grande)
    return fig


def _alturas(lista: list[dict[str, Any]], dias: int) -> list[float]:
    """La valencia de cada hito, apartada lo justo si otro de la misma queda encima."""
    alturas: list[float] = []
    ultimo: dict[int, tuple[pd.Timestamp, int]] = {}
    for fila in lista:
        fecha, valencia = pd.Timestamp(fila["fecha"]), int(fila["valencia"])
        anterior, nivel = ultimo.get(valencia, (fecha, -1))
        nivel = (nivel + 1) % len(NIVELES) if (fecha - anterior).days <= dias * JUNTOS else 0
        ultimo[valencia] = (fecha, nivel)
        alturas.append(valencia + NIVELES[nivel])
    return alturas


def _tallos(fig: go.Figure, lista: list[dict[str, Any]], alturas: list[float]) -> None:
    xs: list[Any] = []
    ys: list[float | None] = []
    for fila, altura in zip(lista, alturas, strict=True):
        xs += [pd.Timestamp(fila["fecha"]), pd.Timestamp(fila["fecha"]), None]
        ys += [0, altura, None]
    trazo = {"color": EJE, "width": 1.5}
    fig.add_trace(go.Scatter(x=xs, y=ys, yaxis="y2", mode="lines", line=trazo, hoverinfo="skip", showlegend=False))


def _nombre(ambito: str) -> str:
    return plotly_literal(nombrar(rotulos.AMBITOS, ambito)) if ambito else _(SIN_AMBITO)


def _hitos(fig: go.Figure, ambito: str, puntos: list[tuple[dict[str, Any], float]], grande: bool) -> None:
    fig.add_trace(
        go.Scatter(
            x=[pd.Timestamp(fila["fecha"]) for fila, _ in puntos],
            y=[altura for _, altura in puntos],
            yaxis="y2",
            name=_nombre(ambito),
            showlegend=False,
            mode="markers+text",
            text=[str(fila["numero"]) for fila, _ in puntos],
            textfont={"color": "#FFFFFF", "size": pequena(grande)},
            marker={
                "symbol": SIMBOLO_AMBITO.get(ambito, "hexagon"),
                "size": (marca(grande) + 14) if ambito == "ambos" else marca(grande) + 10,
                "color": [COLORES[0] if fila["valencia"] > 0 else COLORES[1] for fila, _ in puntos],
                "line": {"color": "#FFFFFF", "width": 1},
            },
            customdata=[_cuenta(fila) for fila, _ in puntos],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )


def _en_la_leyenda(fig: go.Figure, ambito: str, grande: bool) -> None:
    """La forma del ámbito, en gris: el color dice si el hito sumó o restó, y del ámbito no dice nada."""
    fig.add_trace(
        go.Scatter(
            x=[None],
            y=[None],
            yaxis="y2",
            name=_nombre(ambito),
            mode="markers",
            marker={"symbol": SIMBOLO_AMBITO.get(ambito, "hexagon"), "size": marca(grande), "color": TENUE},
            hoverinfo="skip",
        )
    )


def _cuenta(fila: dict[str, Any]) -> str:
    valencia = int(fila["valencia"])
    rotulo_valencia = f"{entero(valencia, signo=True)} {rotulos.VALENCIAS.get(valencia, '').lower()}"
    return f"{mes(pd.Timestamp(fila['fecha']))} · {rotulo_valencia}<br>{plotly_literal(texto(fila['que_paso']))}"


def _curva(fig: go.Figure, curva: list[dict[str, Any]], grande: bool) -> None:
    fig.add_trace(
        go.Scatter(
            x=[pd.Timestamp(fila["fecha"]) for fila in curva],
            y=[numero(fila["indice"]) for fila in curva],
            name=_("Índice"),
            mode="lines",
            connectgaps=False,
            line={"color": COLORES[4], "width": 4 if grande else 2.5},
            customdata=[f"{mes(pd.Timestamp(f['fecha']))}: {decimal(f['indice'])}" for f in curva],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )


def _ejes_del_tiempo(fig: go.Figure, desde: pd.Timestamp, hasta: pd.Timestamp, grande: bool) -> None:
    holgura = max(pd.Timedelta(days=20), (hasta - desde) * 0.05)
    fechas, textos = _marcas_de_tiempo(desde, hasta)
    fig.update_layout(
        xaxis={
            "type": "date",
            "range": [desde - holgura, hasta + holgura],
            "tickvals": fechas,
            "ticktext": textos,
            "anchor": "y",
        },
        yaxis={"domain": [0, 0.34], "range": [-5, 105], "tickvals": [0, NEUTRO, 100], "title_text": _("Índice")},
        yaxis2={
            "domain": [0.41, 1],
            "range": [-2.95, 2.95],
            "tickvals": list(rotulos.VALENCIAS),
            "ticktext": [_marca_valencia(v, grande) for v in rotulos.VALENCIAS],
            "zeroline": True,
            "zerolinecolor": EJE,
            "anchor": "x",
            "title_text": "" if grande else _("Hitos"),
        },
    )
    fig.add_hline(y=NEUTRO, yref="y", line={"color": TENUE, "width": 1, "dash": "dot"})


def _marca_valencia(valencia: int, grande: bool) -> str:
    cifra = entero(valencia, signo=True)
    return f"{cifra} {rotulos.VALENCIAS[valencia].lower()}" if grande else cifra


def _marcas_de_tiempo(desde: pd.Timestamp, hasta: pd.Timestamp) -> tuple[list[pd.Timestamp], list[str]]:
    """Años si hay al menos tres; si no, meses: plotly los pondría en inglés."""
    if (hasta - desde).days > 3 * 365:
        salto = 1 + (hasta.year - desde.year) // 7
        anios = list(range(desde.year, hasta.year + 2, salto))
        return [pd.Timestamp(year=anio, month=1, day=1) for anio in anios], [str(anio) for anio in anios]
    total = (hasta.year - desde.year) * 12 + hasta.month - desde.month
    salto = max(1, -(-(total + 1) // 4))
    inicio = desde.replace(day=1)
    fechas = [inicio + pd.DateOffset(months=m) for m in range(0, total + 1, salto)]
    return fechas, [mes(fecha) for fecha in fechas]
