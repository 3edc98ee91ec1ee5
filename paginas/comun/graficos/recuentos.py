"""Gráficas de recuentos: barras, reparto al 100 %, «¿valió el tiempo?» y votos."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from datos.idiomas import _, rotulos
from datos.lecturas.formato import contar, decimal, entero, filas, nombrar, numero, porcentaje, suma, texto
from datos.lecturas.recuentos import (
    OCULTO,
    RESPUESTAS,
    Unidad,
    media_roti,
    ordenadas,
    recuento_roti,
    total_repartido,
)
from paginas.comun.graficos.plantilla import (
    COLORES,
    EJE,
    TENUE,
    TEXTO,
    TRAMAS,
    alto_de_filas,
    ciclo,
    filas_rotuladas,
    letra,
    lienzo,
    nota,
    pequena,
    vacia,
)
from paginas.comun.graficos.texto import partir
from paginas.comun.literal import plotly_literal

GROSOR = 0.4
GROSOR_BAJO_PARRAFO = 0.22
# Por debajo de esta parte, la cifra no cabe dentro de su tramo y queda solo en la leyenda.
CABE = 0.14


def recuento(df: pd.DataFrame, *, n: int, ordenar: bool = True, grande: bool = False) -> go.Figure:
    """Una barra horizontal por rótulo, de más a menos salvo que el orden recibido importe (`ordenar=False`).

    `df`: rotulo, n. Un `n` que falta está suprimido: se dice «oculto», no se dibuja barra y la frase dice por qué. El
    argumento `n` son las personas que hay detrás, que no son la suma: alguien puede estar en dos grupos.
    """
    lista = ordenadas(df, "n") if ordenar else filas(df)
    if not lista:
        return vacia(grande=grande)
    fig = _barras([(texto(f["rotulo"]), "", numero(f["n"])) for f in lista], grande)
    nota(fig, f"n = {n}", grande=grande)
    return fig


def _barras(lista: list[tuple[str, str, float | None]], grande: bool, *, parrafo: bool = False) -> go.Figure:
    """Barras de (rótulo, detalle, valor) con la cifra en la punta; sin valor, «oculto» y sin barra.

    Con ``parrafo``, el rótulo es un texto de varias líneas con el detalle debajo.
    """
    fig = lienzo(alto_de_filas(len(lista), grande=grande, parrafo=parrafo) - 8, grande=grande)
    fig.add_trace(
        go.Bar(
            x=[valor or 0 for *_, valor in lista],
            y=list(range(len(lista))),
            orientation="h",
            width=GROSOR_BAJO_PARRAFO if parrafo and not grande else GROSOR,
            marker={"color": COLORES[0], "line": {"width": 0}},
            text=[_(OCULTO) if valor is None else entero(valor) for *_resto, valor in lista],
            textposition="outside",
            textfont={"size": letra(grande), "color": [TENUE if v is None else TEXTO for *_, v in lista]},
            cliponaxis=False,
            customdata=[f"{plotly_literal(r, 44)}: {_(OCULTO) if v is None else entero(v)}" for r, _color, v in lista],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    tope = max([1.0, *(valor for *_, valor in lista if valor is not None)])
    fig.update_xaxes(range=[0, tope * 1.18], visible=False)
    filas_rotuladas(fig, [(nombre, detalle) for nombre, detalle, _ in lista], grande=grande, parrafo=parrafo)
    fig.add_vline(x=0, line={"color": EJE, "width": 1})
    return fig


def reparto(df: pd.DataFrame, *, n: int, unidad: Unidad = RESPUESTAS, grande: bool = False) -> go.Figure:
    """Una sola barra al 100 % con una trama por parte. `df`: rotulo, parte (0–1), n.

    El argumento `n` son las personas que hay detrás de todas las `unidad` que se reparten.
    """
    lista = [fila for fila in filas(df) if numero(fila["parte"]) is not None]
    if not lista or not suma(lista, "n"):
        return vacia(grande=grande)
    leyenda = [_parte(fila) for fila in lista]
    fig = lienzo(190 if grande else 118, grande=grande, leyenda=leyenda, barmode="stack", margin={"b": 16})
    for puesto, fila in enumerate(lista):
        _tramo(fig, fila, puesto, grande)
    fig.update_layout(legend={"traceorder": "normal"})
    fig.update_xaxes(range=[0, 1], visible=False)
    fig.update_yaxes(visible=False, range=[-0.5, 0.5])
    nota(fig, f"n = {n} · {contar(total_repartido(df), *unidad)}", grande=grande)
    return fig


def _parte(fila: dict[str, Any]) -> str:
    return f"{plotly_literal(fila['rotulo'])}: {porcentaje(fila['parte'])} ({entero(fila['n'])})"


def _tramo(fig: go.Figure, fila: dict[str, Any], puesto: int, grande: bool) -> None:
    parte = numero(fila["parte"]) or 0.0
    trama = ciclo(TRAMAS, puesto)
    fig.add_trace(
        go.Bar(
            x=[parte],
            y=[0],
            orientation="h",
            width=0.9,
            name=_parte(fila),
            marker={
                "color": ciclo(COLORES, puesto),
                "line": {"color": "#FFFFFF", "width": 2},
                "pattern": {
                    "shape": trama,
                    "fillmode": "overlay",
                    "fgcolor": "rgba(255,255,255,0.28)",
                    "size": 9,
                    "solidity": 0.25,
                },
            },
            text=[f"<b>{porcentaje(parte)}</b>" if parte >= CABE else ""],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": "#FFFFFF", "size": letra(grande) + 1},
            customdata=[_parte(fila)],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )


def roti(df: pd.DataFrame, *, grande: bool = False) -> go.Figure:
    """Cuántas personas dieron cada valor de 1 a 5 a «¿valió el tiempo?». `df`: valor, n."""
    cuenta = recuento_roti(df)
    total = sum(n or 0 for n in cuenta.values())
    if not total and None not in cuenta.values():
        return vacia(grande=grande)
    fig = lienzo(460 if grande else 250, grande=grande, margin={"b": 76 if grande else 52})
    fig.add_trace(
        go.Bar(
            x=list(cuenta),
            y=[n or 0 for n in cuenta.values()],
            width=0.62,
            marker={"color": COLORES[0]},
            text=[_(OCULTO) if n is None else str(n) for n in cuenta.values()],
            textposition="outside",
            textfont={"size": letra(grande), "color": TEXTO},
            cliponaxis=False,
            customdata=[
                f"{valor} · {rotulos.ROTI[valor]}: {_(OCULTO) if n is None else n}" for valor, n in cuenta.items()
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    tope = max([1, *(n for n in cuenta.values() if n is not None)])
    fig.update_yaxes(range=[0, tope * 1.2], visible=False)
    fig.update_xaxes(range=[0.4, 5.6], tickvals=list(rotulos.ROTI), showgrid=False, showline=True)
    fig.update_xaxes(
        ticktext=[f"{valor}<br>{partir(rotulo, 14 if grande else 8, 2)}" for valor, rotulo in rotulos.ROTI.items()],
        tickfont={"size": pequena(grande), "color": TEXTO},
    )
    media = media_roti(cuenta)
    nota(fig, _("media {media} · n = {n}").format(media=decimal(media), n=total), grande=grande)
    return fig


def votos(df: pd.DataFrame, *, n: int, emitidos: int | None = None, grande: bool = False) -> go.Figure:
    """Las aportaciones de más a menos votadas, con su palanca; las muy largas, recortadas: enteras van en la tabla.

    `df`: texto, palanca, tipo, votos y, si se dice de quién es cada una, alias. `n` son las personas que han aportado;
    `emitidos`, los votos de todas las aportaciones si aquí solo van algunas.
    """
    lista = ordenadas(df, "votos")
    if not lista:
        return vacia(grande=grande)
    contadas = [(texto(f["texto"]), _de_que(f), numero(f["votos"])) for f in lista]
    fig = _barras(contadas, grande, parrafo=True)
    total = suma(lista, "votos") if emitidos is None else emitidos
    nota(fig, f"n = {n} · {contar(total, 'voto')}", grande=grande)
    return fig


def _de_que(fila: dict[str, Any]) -> str:
    partes = (texto(fila["palanca"]), nombrar(rotulos.TIPOS_DE_APORTACION, fila["tipo"]), texto(fila.get("alias")))
    return " · ".join(plotly_literal(p, 30) for p in partes if p)
