"""Distribuciones en filas de puntos: por palanca, una marca por persona; y lo intuido junto al índice."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from datos.idiomas import _, por_traducir, rotulos
from datos.lecturas.formato import contar, decimal
from datos.lecturas.historico import predisposiciones
from datos.lecturas.palancas import Dispersion, dispersiones
from paginas.comun.graficos.plantilla import (
    COLORES,
    ESCALA,
    alto_de_fila,
    alto_de_filas,
    filas_rotuladas,
    lienzo,
    lineas_de_fila,
    marca,
    nota,
    vacia,
)
from paginas.comun.literal import plotly_literal

JUNTOS = 4
DE_RELACION = (por_traducir("Una relación"), por_traducir("Mediana"))


def apilar(valores: Sequence[float], paso: float, franja: float) -> list[float]:
    """Cuánto se separa de su fila cada valor para que los iguales no se tapen: centrados y siempre igual.

    Si son tantos que no caben en la franja, se aprietan.
    """
    total: dict[float, int] = {}
    for valor in valores:
        total[round(valor, 2)] = total.get(round(valor, 2), 0) + 1
    puestos: dict[float, int] = {}
    separaciones = []
    for valor in valores:
        clave = round(valor, 2)
        veces = total[clave]
        junto = min(paso, franja / (veces - 1)) if veces > 1 else 0.0
        separaciones.append((puestos.get(clave, 0) - (veces - 1) / 2) * junto)
        puestos[clave] = puestos.get(clave, 0) + 1
    return separaciones


def puntos_por_palanca(
    df: pd.DataFrame, orden: Sequence[str], *, n: int, grande: bool = False, alto: int | None = None
) -> go.Figure:
    """Una marca por persona, sin nombre, y la mediana; las palancas más discutidas, arriba.

    `df`: palanca, nombre, valor (una fila por persona y palanca). Cualquier otra columna se ignora. `n` son las
    personas que han valorado: en una palanca puede haber menos. Con `alto`, la figura mide eso y las pilas se
    aprietan para caber.
    """
    lista = dispersiones(df, orden)
    if not any(d.valores for d in lista):
        return vacia(grande=grande)
    dibujo = _alto_de_pila(lista, grande)
    natural = alto_de_filas(len(lista), grande=grande, dibujo=dibujo) + 20
    fig = lienzo(natural, grande=grande, leyenda=(_("Una persona"), _("Mediana")))
    fila = alto_de_fila(grande, dibujo)
    if alto is not None:
        fila = (alto - (fig.layout.height - fila * len(lista))) // len(lista)
        dibujo = min(dibujo, fila - 4)
        fig.update_layout(height=alto)
    lineas_de_fila(fig, len(lista))
    _puntos(fig, lista, dibujo, fila, grande)
    _medianas(fig, lista, grande)
    fig.update_xaxes(range=ESCALA, tickvals=[1, 2, 3, 4, 5], title_text=_("Valoración media de cada persona (1–5)"))
    filas_rotuladas(fig, [(d.nombre, _detalle(d)) for d in lista], grande=grande, dibujo=dibujo)
    nota(fig, f"n = {n}", grande=grande)
    return fig


def intuida_frente_a_calculada(df: pd.DataFrame, *, n: int, grande: bool = False) -> go.Figure:
    """Por papel, una fila con lo intuido y otra con el índice: una marca por relación, y la mediana.

    `df`: papel, medida («intuicion» o «indice»), valor de 0 a 100. No dice qué índice es de qué intuición. `n` son las
    personas de quienes son las relaciones.
    """
    lista = predisposiciones(df)
    if not lista:
        return vacia(grande=grande)
    # Lo que se taparía en el móvil se apila: dos marcas necesitan unos cuatro puntos de cien para verse enteras.
    juntas = [replace(d, valores=tuple(round(v / JUNTOS) * JUNTOS for v in d.valores)) for d in lista]
    dibujo = _alto_de_pila(juntas, grande)
    fig = lienzo(
        alto_de_filas(len(lista), grande=grande, dibujo=dibujo) + 20, grande=grande, leyenda=[_(r) for r in DE_RELACION]
    )
    lineas_de_fila(fig, len(lista))
    _puntos(fig, lista, dibujo, alto_de_fila(grande, dibujo), grande, nombre=_(DE_RELACION[0]), pilas=juntas)
    _medianas(fig, lista, grande)
    fig.update_xaxes(range=[-3, 103], tickvals=[0, 25, 50, 75, 100], title_text=_("Predisposición (0–100)"))
    filas_rotuladas(fig, [(d.nombre, "") for d in lista], grande=grande, dibujo=dibujo)
    relaciones = sum(len(d.valores) for d in lista if d.palanca.endswith("indice"))
    nota(fig, f"n = {n} · {contar(relaciones, 'relación', 'relaciones')}", grande=grande)
    return fig


def _alto_de_pila(lista: Sequence[Dispersion], grande: bool) -> int:
    """Los píxeles de la pila más alta, hasta un tope a partir del cual las marcas se aprietan."""
    mayor = max(max(Counter(round(v, 2) for v in d.valores).values(), default=0) for d in lista)
    return min(mayor * marca(grande) + 4, 130 if grande else 90)


def _detalle(d: Dispersion) -> str:
    if not d.valores:
        return rotulos.SIN_DATO
    return rotulos.OPINIONES_REPARTIDAS if d.repartida else ""


def _puntos(
    fig: go.Figure, lista: Sequence[Dispersion], dibujo: int, alto: int, grande: bool,
    *, nombre: str = "", pilas: Sequence[Dispersion] = (),
) -> None:  # fmt: skip
    xs: list[float] = []
    ys: list[float] = []
    textos: list[str] = []
    paso, franja = (marca(grande) - 1) / alto, (dibujo - marca(grande)) / alto
    for fila, (d, pila) in enumerate(zip(lista, pilas or lista, strict=True)):
        xs += d.valores
        ys += [fila + separacion for separacion in apilar(pila.valores, paso, franja)]
        textos += [f"{plotly_literal(d.nombre, 44)}: {decimal(valor)}" for valor in d.valores]
    fig.add_trace(
        go.Scatter(
            x=xs,
            y=ys,
            name=nombre or _("Una persona"),
            mode="markers",
            marker={
                "size": marca(grande) - 1,
                "color": COLORES[0],
                "opacity": 0.8,
                "line": {"color": "#FFFFFF", "width": 1},
            },
            customdata=textos,
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )


def _medianas(fig: go.Figure, lista: Sequence[Dispersion], grande: bool) -> None:
    filas = [(fila, d) for fila, d in enumerate(lista) if d.mediana is not None]
    fig.add_trace(
        go.Scatter(
            x=[d.mediana for _fila, d in filas],
            y=[fila for fila, _d in filas],
            name=_("Mediana"),
            mode="markers",
            marker={
                "symbol": "line-ns",
                "size": 22 if grande else 15,
                "line": {"width": 5 if grande else 4, "color": COLORES[1]},
            },
            customdata=[_("Mediana: {valor}").format(valor=decimal(d.mediana)) for _fila, d in filas],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )
