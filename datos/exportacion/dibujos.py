"""Qué gráfica vectorial acompaña a cada sección del PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from datos.agregados import curva
from datos.exportacion import svg, svg_planos
from datos.exportacion.tipos import Informe, Seccion, Tabla, Valor
from datos.lecturas.clientes import apartados
from modelo import paleta
from modelo.rotulos import MEDIA_DEL_GRUPO, TIPOS_DE_CLIENTE

ANCHO_DE_RADAR = 94
# Las que se dibujan en papel; en la tabla de Excel y CSV van todas.
LINEAS_DIBUJADAS = 24
SIN_CONTESTAR = "Trato sin contestar"


@dataclass(frozen=True)
class Grupo:
    """Una parte de una sección con su propia gráfica y su tabla."""

    titulo: str
    grafica: dict[str, Any]
    tabla: Tabla


def grafica(dibujo: str, alternativo: str, ancho: int = 100) -> dict[str, Any]:
    """La gráfica como la pide la plantilla. El texto alternativo es la frase que la lee."""
    return {"svg": dibujo, "alt": alternativo, "ancho": ancho}


def dibujar(s: Seccion, informe: Informe) -> tuple[dict[str, Any] | None, list[Grupo]]:
    """La gráfica de la sección y, si va por partes, las de cada una."""
    if s.tabla is None:
        return None, []
    if s.clave == "lineas":
        return None, _lineas(s.tabla, informe.fecha)
    dibujante = _DIBUJANTES.get(s.clave)
    return (None if dibujante is None else dibujante(s, s.tabla, informe)), []


def _num(valor: Valor) -> float | None:
    return None if valor is None or isinstance(valor, str) else float(valor)


def _cortos(informe: Informe) -> dict[str, str]:
    return {p.nombre: p.nombre_corto for p in informe.palancas}


def _radar(s: Seccion, t: Tabla, informe: Informe) -> dict[str, Any]:
    cortos = _cortos(informe)
    ejes = [cortos.get(str(nombre), str(nombre)) for nombre in t.columna("palanca")]
    series = {MEDIA_DEL_GRUPO: [_num(v) for v in t.columna("media")]}
    dibujo = svg.radar(series, ejes, {MEDIA_DEL_GRUPO: paleta.MARCA})
    return grafica(dibujo, f"Radar de grupo. {s.frase}", ANCHO_DE_RADAR)


def _comparacion(s: Seccion, t: Tabla, informe: Informe) -> dict[str, Any]:
    return _dos(s, t, ("ahora", "antes"), ("Esta vez", "La vez anterior"))


def _puntos(s: Seccion, t: Tabla, informe: Informe) -> dict[str, Any]:
    medianas = (
        dict(zip(s.resumida.columna("palanca"), s.resumida.columna("mediana"), strict=True)) if s.resumida else {}
    )
    por_palanca: dict[str, list[tuple[float, int]]] = {}
    for palanca, valor, veces in t.filas:
        por_palanca.setdefault(str(palanca), []).append((_num(valor) or 0.0, int(_num(veces) or 0)))
    filas = [(nombre, valores, _num(medianas.get(nombre))) for nombre, valores in por_palanca.items()]
    return grafica(svg_planos.puntos(filas), f"Puntos por palanca. {s.frase}")


def _contraste(s: Seccion, t: Tabla, informe: Informe) -> dict[str, Any]:
    return _dos(s, t, ("estable", "perdido"), ("Cliente estable", "Cliente perdido"))


def _rondas(s: Seccion, t: Tabla, informe: Informe) -> dict[str, Any]:
    return _dos(s, t, ("ronda2", "ronda1"), ("Después del debate", "Antes del debate"))


def _dos(s: Seccion, t: Tabla, claves: tuple[str, str], rotulos: tuple[str, str]) -> dict[str, Any]:
    claras = t.columna("lectura")
    if not set(claves) <= {c.clave for c in t.columnas}:
        return grafica(svg_planos.diferencias(_diferencias(t)), f"{s.titulo}: diferencias. {s.frase}")
    una, otra = (t.columna(c) for c in claves)
    filas = [
        (str(nombre), _num(a) or 0.0, _num(b) or 0.0, clara == "se distingue")
        for nombre, a, b, clara in zip(t.columna("palanca"), una, otra, claras, strict=True)
    ]
    return grafica(svg_planos.contraste(filas, rotulos), f"{s.titulo}. {s.frase}")


def _diferencias(t: Tabla) -> list[tuple[str, float, float | None, float | None, bool]]:
    columnas = (t.columna(c) for c in ("palanca", "diferencia", "inferior", "superior", "lectura"))
    return [
        (str(nombre), d, _num(bajo), _num(alto), clara == "se distingue")
        for nombre, media, bajo, alto, clara in zip(*columnas, strict=True)
        if (d := _num(media)) is not None
    ]


def _corto_largo(s: Seccion, t: Tabla, informe: Informe) -> dict[str, Any]:
    colores = (paleta.MARCA, paleta.ACENTO, paleta.AMBOS)
    series = dict(zip(TIPOS_DE_CLIENTE.values(), colores, strict=True))
    puntos = [(str(tipo), _num(x) or 0.0, _num(y) or 0.0, int(_num(n) or 0)) for tipo, x, y, n in t.filas]
    dibujo = svg_planos.dispersion(
        puntos, series, ("Corto del objetivo", "Largo"), ((0, 5, 10), (0, 5, 10)), diagonal=True
    )
    return grafica(dibujo, f"Corto frente a largo. {s.frase}")


def _intuicion(s: Seccion, t: Tabla, informe: Informe) -> dict[str, Any]:
    por_medida: dict[str, list[tuple[float, int]]] = {}
    for medida, valor, veces in t.filas:
        por_medida.setdefault(str(medida), []).append((_num(valor) or 0.0, int(_num(veces) or 0)))
    filas = [
        (nombre, valores, median([v for v, veces in valores for _ in range(veces)]))
        for nombre, valores in por_medida.items()
    ]
    dibujo = svg_planos.puntos(filas, range(0, 101, 25), "Una relación")
    return grafica(dibujo, f"Intuición e índice. {s.frase}")


def _influencia(s: Seccion, t: Tabla, informe: Informe) -> dict[str, Any]:
    series = {"Con trato directo": paleta.MARCA, "Sin trato directo": paleta.ACENTO}
    tratos = dict(zip(("sí", "no"), series, strict=True))
    if any(f[4] not in tratos for f in t.filas):
        series[SIN_CONTESTAR] = paleta.AMBOS
    directo = {"sí": True, "no": False}
    cruces = [{"influencia": f[0], "actitud": f[2], "trato_directo": directo.get(str(f[4]))} for f in t.filas]
    puntos = [
        (
            tratos.get(str(f[4]), SIN_CONTESTAR),
            (_num(f[2]) or 0.0) + dx,
            (_num(f[0]) or 0.0) + dy,
            int(_num(f[5]) or 0),
        )
        for f, (dx, dy) in zip(t.filas, apartados(cruces), strict=True)
    ]
    dibujo = svg_planos.dispersion(
        puntos, series, ("Actitud", "Influencia"), (range(-2, 3), range(1, 6)), casillas=True
    )
    return grafica(dibujo, f"Influencia y actitud. {s.frase}")


def curva_hasta(hitos: Sequence[tuple[str, int]], hoy: str) -> list[tuple[str, float]]:
    """El índice el día de cada hito y hoy. Las fechas, «AAAA-MM-DD»."""
    df = curva([(date.fromisoformat(f), valencia) for f, valencia in hitos], date.fromisoformat(hoy))
    return [(f"{dia:%Y-%m-%d}", float(indice)) for dia, indice in zip(df["fecha"], df["indice"], strict=True)]


def _lineas(t: Tabla, hoy: str) -> list[Grupo]:
    grupos = []
    por_titulo: dict[str, list[tuple[Valor, ...]]] = {}
    for fila in t.filas:
        por_titulo.setdefault(str(fila[0]), []).append(fila)
    for titulo, filas in list(por_titulo.items())[:LINEAS_DIBUJADAS]:
        hitos = [(str(f[2]), int(_num(f[3]) or 0)) for f in filas]
        trazado = curva_hasta(hitos, hoy)
        suya = Tabla(t.columnas[1:3] + t.columnas[4:], tuple(f[1:3] + f[4:] for f in filas))
        dibujo = grafica(svg_planos.linea(trazado, hitos, hoy), f"Línea de tiempo de {titulo}, con su índice.")
        grupos.append(Grupo(titulo, dibujo, suya))
    return grupos


Dibujante = Callable[[Seccion, Tabla, Informe], dict[str, Any]]
_DIBUJANTES: dict[str, Dibujante] = {
    "radar": _radar,
    "puntos": _puntos,
    "contraste": _contraste,
    "rondas": _rondas,
    "comparacion": _comparacion,
    "corto_largo": _corto_largo,
    "intuicion": _intuicion,
    "influencia": _influencia,
}
