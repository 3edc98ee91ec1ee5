"""Gráficas del perfil propio: el mapa por palanca y el cuadrante. Solo las ve su dueño."""

from collections.abc import Sequence

import plotly.graph_objects as go

from datos.idiomas import _, por_traducir, rotulos
from datos.lecturas.formato import contar, decimal, numero
from datos.lecturas.perfil import lectura_cuadrante
from modelo.perfil import CORTE, FRONTERA, PALANCAS, calcular
from paginas.comun.graficos.plantilla import (
    COLORES,
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

RANGO = [0.45, 5.55]
# En las esquinas ha de caber el rótulo de la zona y, sin pisarlo, la marca de quien está en el 1 o en el 5.
RANGO_DEL_MAPA = [0.15, 5.85]
SOMBRA = "rgba(138,100,0,0.13)"
# Eficacia en horizontal y eficiencia en vertical: (x, y, anclas) de cada esquina.
ESQUINAS = (
    (1.0, 1.0, "right", "top"),
    (1.0, 0.0, "right", "bottom"),
    (0.0, 1.0, "left", "top"),
    (0.0, 0.0, "left", "bottom"),
)


# Por cuántas palancas coinciden: cuántas caben en cada línea y el diámetro de su marca, de cerca. En el móvil, de un
# valor de la escala al siguiente hay unos 53 píxeles: dos marcas vecinas no llegan a tocarse.
_POR_LINEA = {1: 1, 2: 2, 3: 3, 4: 2}
_DIAMETROS = {1: 24, 2: 34, 3: 46, 4: 42}
_CON_MAS = (3, 54)


def agrupar(puntos: Sequence[tuple[int, float, float]]) -> list[tuple[tuple[str, ...], float, float]]:
    """Los números de las palancas que coinciden en cada sitio: (("2", "3"), 4, 4)."""
    sitios: dict[tuple[float, float], list[str]] = {}
    for puesto, x, y in puntos:
        sitios.setdefault((x, y), []).append(str(puesto))
    return [(tuple(numeros), x, y) for (x, y), numeros in sitios.items()]


def _en_lineas(numeros: Sequence[str]) -> str:
    caben = _POR_LINEA.get(len(numeros), _CON_MAS[0])
    lineas = ("·".join(numeros[i : i + caben]) for i in range(0, len(numeros), caben))
    return f"<b>{'<br>'.join(lineas)}</b>"


def _diametro(cuantas: int, grande: bool) -> float:
    return _DIAMETROS.get(cuantas, _CON_MAS[1]) * (1.5 if grande else 1)


def mapa_de_perfil(
    eficacia: Sequence[float | None],
    eficiencia: Sequence[float | None],
    nombres: Sequence[str],
    media_x: float | None,
    media_y: float | None,
    *,
    grande: bool = False,
) -> go.Figure:
    """Cada palanca numerada, con eficacia en horizontal y eficiencia en vertical, y las medias propias como ejes.

    `media_x` es la media de eficacia y `media_y` la de eficiencia. Los números son los de `tabla_mapa_de_perfil`.
    """
    conocidas = [
        (puesto, x, y)
        for puesto, (a, b) in enumerate(zip(eficacia, eficiencia, strict=True), start=1)
        if (x := numero(a)) is not None and (y := numero(b)) is not None
    ]
    if not conocidas:
        return vacia(grande=grande)
    clave = round(len(nombres) * letra(grande) * 1.35) + 8
    lado = {"r": 400} if grande else {"b": 56 + clave}
    fig = lienzo(620 if grande else 390 + clave, grande=grande, margin=lado)
    _puntos(fig, agrupar(conocidas), grande)
    _ejes(fig, RANGO_DEL_MAPA)
    _esquinas(fig, list(rotulos.ZONAS_DEL_MAPA.values()), grande)
    for media, eje in ((media_x, "x"), (media_y, "y")):
        _linea(fig, numero(media), eje, "dash")
    _clave(fig, nombres, {puesto for puesto, _, _ in conocidas}, grande)
    nota(fig, f"n = {contar(len(conocidas), 'palanca')}", grande=grande)
    return fig


def _puntos(fig: go.Figure, sitios: Sequence[tuple[tuple[str, ...], float, float]], grande: bool) -> None:
    """Una marca por sitio con sus números dentro: por fuera, los de un sitio pisarían los del vecino."""
    fig.add_trace(
        go.Scatter(
            x=[x for _, x, _ in sitios],
            y=[y for *_, y in sitios],
            mode="markers+text",
            text=[_en_lineas(numeros) for numeros, _, _ in sitios],
            textfont={"color": "#FFFFFF", "size": pequena(grande)},
            marker={
                "symbol": "circle",
                "size": [_diametro(len(numeros), grande) for numeros, _, _ in sitios],
                "color": COLORES[0],
                "opacity": 1,
                "line": {"color": "#FFFFFF", "width": 1},
            },
            customdata=[
                _("{palancas}: eficacia {x}, eficiencia {y}").format(
                    palancas=", ".join(numeros), x=decimal(x), y=decimal(y)
                )
                for numeros, x, y in sitios
            ],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )


def _clave(fig: go.Figure, nombres: Sequence[str], con_dato: set[int], grande: bool) -> None:
    """Qué palanca es cada número: al proyectar, a la derecha; de cerca, debajo."""
    lineas = [
        f"<b>{puesto}</b>  {plotly_literal(nombre, 34)}{'' if puesto in con_dato else f' ({rotulos.SIN_DATO})'}"
        for puesto, nombre in enumerate(nombres, start=1)
    ]
    sitio = {"x": 1, "y": 1, "xshift": 24} if grande else {"x": 0, "y": 0, "yshift": -54}
    rotulo(
        fig,
        "<br>".join(lineas),
        sitio.pop("x"),
        sitio.pop("y"),
        grande=grande,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="top",
        align="left",
        font={"size": letra(grande), "color": TEXTO},
        **sitio,
    )


def _ejes(fig: go.Figure, rango: Sequence[float]) -> None:
    comun = {"range": list(rango), "tickvals": [1, 2, 3, 4, 5], "showgrid": False, "showline": True}
    fig.update_layout(xaxis={**comun, "title_text": _("Eficacia →")}, yaxis={**comun, "title_text": _("Eficiencia →")})


def _esquinas(fig: go.Figure, textos: Sequence[str], grande: bool) -> None:
    for texto, (x, y, xancla, yancla) in zip(textos, ESQUINAS, strict=True):
        rotulo(fig, texto, x, y, grande=grande, xref="paper", yref="paper", xanchor=xancla, yanchor=yancla)


def _linea(fig: go.Figure, valor: float | None, eje: str, trazo: str) -> None:
    if valor is None:
        return
    otro = "y" if eje == "x" else "x"
    fig.add_shape(
        type="line",
        layer="below",
        line={"color": TENUE, "width": 1.5, "dash": trazo},
        **{f"{eje}0": valor, f"{eje}1": valor, f"{otro}0": 0, f"{otro}1": 1, f"{otro}ref": f"{otro} domain"},
    )


def cuadrante(eficacia: float | None, eficiencia: float | None, *, grande: bool = False) -> go.Figure:
    """Dónde cae una persona con el corte en 3,5 y su zona frontera de ±0,3 sombreada.

    Recibe las medias de la persona en cada eje; si falta una, no hay punto que poner.
    """
    x, y = numero(eficacia), numero(eficiencia)
    if x is None or y is None:
        return vacia(grande=grande, mensaje=por_traducir("Aún no hay datos suficientes"))
    fig = lienzo(600 if grande else 340, grande=grande)
    for eje, otro in (("x", "y"), ("y", "x")):
        fig.add_shape(
            type="rect",
            layer="below",
            fillcolor=SOMBRA,
            line={"width": 0},
            **{
                f"{eje}0": CORTE - FRONTERA,
                f"{eje}1": CORTE + FRONTERA,
                f"{otro}0": 0,
                f"{otro}1": 1,
                f"{otro}ref": f"{otro} domain",
            },
        )
        _linea(fig, CORTE, eje, "solid")
    frontera = calcular([x] * PALANCAS, [y] * PALANCAS).frontera
    fig.add_trace(
        go.Scatter(
            x=[x],
            y=[y],
            mode="markers",
            marker={
                "symbol": "diamond-open" if frontera else "diamond",
                "size": marca(grande) + 8,
                "color": COLORES[0],
                "line": {"width": 3},
            },
            customdata=[
                _("Eficacia {x}, eficiencia {y}: {lectura}").format(
                    x=decimal(x), y=decimal(y), lectura=lectura_cuadrante(x, y)
                )
            ],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )
    _ejes(fig, RANGO)
    _esquinas(fig, [cuadrante.nombre for cuadrante in rotulos.CUADRANTES.values()], grande)
    nota(fig, _("zona sombreada: en la frontera"), grande=grande)
    return fig
