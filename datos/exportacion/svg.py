"""Gráficas vectoriales propias para el PDF: mismo trazo que en pantalla, sin navegador ni biblioteca de dibujo.

Una unidad es un punto tipográfico. Cada serie se distingue también sin color, por su trazo y su marca.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from datos.exportacion.fuentes import TEXTO, escribible
from datos.lecturas.palancas import Serie
from modelo import paleta

ANCHO = 470.0
MINIMO, MAXIMO = 1, 5
TRAZOS = ("", "6 4", "2 3")
LADO = 300.0
RADIO = 98.0
# Un disco más pequeño desaparecería bajo su borde blanco.
CON_BORDE = 1.8


@dataclass
class Lamina:
    """Un dibujo que se va llenando. ``svg`` lo cierra."""

    ancho: float
    alto: float
    piezas: list[str] = field(default_factory=list)

    def linea(self, x: float, y: float, a: float, b: float, color: str, grosor: float = 0.6, trazo: str = "") -> None:
        """Un segmento."""
        rayas = f' stroke-dasharray="{trazo}"' if trazo else ""
        self.piezas.append(
            f'<line x1="{x:.2f}" y1="{y:.2f}" x2="{a:.2f}" y2="{b:.2f}" stroke="{color}" '
            f'stroke-width="{grosor}"{rayas}/>'
        )

    def poligono(
        self, puntos: Sequence[tuple[float, float]], color: str, *, relleno: str = "none", opaco: float = 1.0,
        grosor: float = 0.6, trazo: str = "", abierto: bool = False,
    ) -> None:  # fmt: skip
        """Un polígono, o una quebrada si es ``abierto``."""
        rayas = f' stroke-dasharray="{trazo}"' if trazo else ""
        pares = " ".join(f"{x:.2f},{y:.2f}" for x, y in puntos)
        figura = "polyline" if abierto else "polygon"
        self.piezas.append(
            f'<{figura} points="{pares}" fill="{relleno}" fill-opacity="{opaco}" stroke="{color}" '
            f'stroke-width="{grosor}" stroke-linejoin="round"{rayas}/>'
        )

    def marca(self, x: float, y: float, serie: int, color: str, *, lado: float = 3.0, opaco: float = 1.0) -> None:
        """La marca de una serie: disco, cuadrado hueco o rombo."""
        if serie == 0:
            self.piezas.append(
                f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{lado:.2f}" fill="{color}" fill-opacity="{opaco}" '
                f'stroke="#FFFFFF" stroke-width="{0.5 if lado > CON_BORDE else 0}"/>'
            )
            return
        esquinas = [(-1, -1), (1, -1), (1, 1), (-1, 1)] if serie == 1 else [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)]
        hueco = "#FFFFFF" if serie == 1 else color
        self.poligono([(x + lado * a, y + lado * b) for a, b in esquinas], color, relleno=hueco, grosor=1.2)

    def texto(self, x: float, y: float, texto: str, *, lado: str = "start", cuerpo: float = 9, color: str = "") -> None:
        """Una línea de texto apoyada en ``y``."""
        self.piezas.append(
            f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{lado}" font-size="{cuerpo}" '
            f'fill="{color or paleta.TINTA}">{escape(escribible(texto))}</text>'
        )

    def rectangulo(self, x: float, y: float, ancho: float, alto: float, color: str) -> None:
        """Un rectángulo lleno."""
        self.piezas.append(
            f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(0.0, ancho):.2f}" height="{alto:.2f}" fill="{color}"/>'
        )

    def leyenda(self, series: Mapping[str, str], x: float, y: float, *, con_linea: bool = True) -> None:
        """El nombre de cada serie con su trazo y su marca."""
        for puesto, (rotulo, color) in enumerate(series.items()):
            if con_linea:
                self.linea(x, y - 3, x + 18, y - 3, color, 1.8, TRAZOS[puesto % len(TRAZOS)])
            self.marca(x + 9, y - 3, puesto, color, lado=2.6)
            self.texto(x + 24, y, rotulo)
            x += 36 + len(rotulo) * 4.9

    def svg(self) -> str:
        """El dibujo como documento SVG."""
        cabecera = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.ancho:g} {self.alto:g}" '
            f'width="{self.ancho:g}" height="{self.alto:g}" font-family="{TEXTO}">'
        )
        return cabecera + "".join(self.piezas) + "</svg>"


def radar(series: Mapping[str, Serie], ejes: Sequence[str], colores: Mapping[str, str]) -> str:
    """El polígono de cada serie de 1 a 5, en sentido horario desde arriba. Lo que falta deja un hueco."""
    alto = LADO + (16 if len(series) > 1 else 0)
    lam = Lamina(LADO + 90, alto)
    centro = (lam.ancho / 2, LADO / 2 + 4)

    def en(eje: int, valor: float) -> tuple[float, float]:
        angulo = 2 * math.pi * eje / len(ejes)
        lejos = RADIO * (valor - MINIMO) / (MAXIMO - MINIMO)
        return centro[0] + lejos * math.sin(angulo), centro[1] - lejos * math.cos(angulo)

    for nivel in range(MAXIMO, MINIMO, -1):
        fuera = nivel == MAXIMO
        relleno = paleta.FONDO if fuera else "none"
        lam.poligono(
            [en(e, nivel) for e in range(len(ejes))], paleta.BORDE if fuera else paleta.FILETE, relleno=relleno
        )
    for e, nombre in enumerate(ejes):
        lam.linea(*centro, *en(e, MAXIMO), paleta.FILETE)
        _rotulo_de_eje(lam, nombre, en(e, MAXIMO + 0.35), centro)
    for puesto, (rotulo, serie) in enumerate(series.items()):
        _serie(lam, [None if v is None else en(e, v) for e, v in enumerate(serie)], puesto, colores[rotulo])
    for nivel in range(MINIMO, MAXIMO + 1):
        x, y = en(0, nivel)
        lam.texto(x + 3, y + 3, str(nivel), cuerpo=7, color=paleta.TENUE)
    if len(series) > 1:
        largo = sum(36 + len(r) * 4.9 for r in series)
        lam.leyenda({r: colores[r] for r in series}, (lam.ancho - largo) / 2, alto - 4)
    return lam.svg()


def _rotulo_de_eje(lam: Lamina, nombre: str, donde: tuple[float, float], centro: tuple[float, float]) -> None:
    x, y = donde
    lado = "middle" if abs(x - centro[0]) < 5 else "start" if x > centro[0] else "end"
    lam.texto(x, y + (3 if lado != "middle" else (0 if y < centro[1] else 6)), nombre, lado=lado, cuerpo=8.5)


def _serie(lam: Lamina, puntos: Sequence[tuple[float, float] | None], puesto: int, color: str) -> None:
    conocidos = [p for p in puntos if p is not None]
    trazo = TRAZOS[puesto % len(TRAZOS)]
    if len(conocidos) == len(puntos):
        opaco = 0.16 if puesto == 0 else 0.0
        lam.poligono(conocidos, color, relleno=color, opaco=opaco, grosor=1.8, trazo=trazo)
    else:
        for uno, otro in zip(puntos, [*puntos[1:], puntos[0]], strict=True):
            if uno is not None and otro is not None:
                lam.linea(*uno, *otro, color, 1.8, trazo)
    for x, y in conocidos:
        lam.marca(x, y, puesto, color, lado=2.8)
