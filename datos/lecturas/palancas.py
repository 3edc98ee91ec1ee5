"""Lecturas de las valoraciones por palanca: radar y puntos."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from datos.lecturas.formato import (
    SIN_DATOS,
    con_n,
    contar,
    decimal,
    enumerar,
    extremo,
    filas,
    numero,
)
from modelo import estadistica
from modelo.rotulos import OPINIONES_REPARTIDAS, SIN_DATO

DEBATIDAS = 3

Serie = Sequence[float | None]
Banda = tuple[Serie, Serie]


@dataclass(frozen=True)
class Dispersion:
    """Una palanca con las valoraciones de todas las personas, sin decir de quién es cada una."""

    palanca: str
    nombre: str
    valores: tuple[float, ...]
    mediana: float | None
    ad: float | None

    @property
    def repartida(self) -> bool:
        """Si la desviación respecto a la mediana pide el rótulo «opiniones repartidas»."""
        return estadistica.repartidas(self.ad)


def dispersiones(df: pd.DataFrame, orden: Sequence[str]) -> list[Dispersion]:
    """Las palancas de mayor a menor dispersión; empates por `orden`, sin dato al final."""
    nombres: dict[str, str] = {}
    valores: dict[str, list[float]] = {}
    for fila in filas(df):
        palanca = str(fila["palanca"])
        nombres.setdefault(palanca, str(fila["nombre"]))
        valor = numero(fila["valor"])
        valores.setdefault(palanca, []).extend([] if valor is None else [valor])
    puesto = {palanca: lugar for lugar, palanca in enumerate(orden)}
    lista = [dispersion(clave, nombres[clave], sorted(valores[clave])) for clave in nombres]
    return sorted(lista, key=lambda d: (-round(-1 if d.ad is None else d.ad, 9), puesto.get(d.palanca, len(puesto))))


def dispersion(palanca: str, nombre: str, valores: Sequence[float]) -> Dispersion:
    """Las medidas de esos valores."""
    resumen = estadistica.resumen(valores)
    return Dispersion(palanca, nombre, tuple(valores), resumen.mediana, resumen.ad)


def frase_radar(series: Mapping[str, Serie], nombres: Sequence[str], *, n: int | None = None, medida: str = "") -> str:
    """Lo más alto y lo más bajo de una serie, o la mayor distancia entre las dos primeras, y lo que falta.

    ``medida`` es de qué son las cifras («la media»), si se dibuja una sola serie.
    """
    conocidas = {
        rotulo: [
            (nombre, valor) for nombre, dato in zip(nombres, serie, strict=True) if (valor := numero(dato)) is not None
        ]
        for rotulo, serie in series.items()
    }
    con_datos = [rotulo for rotulo, pares in conocidas.items() if pares]
    if not con_datos:
        return f"{SIN_DATOS} para dibujar el radar."
    frase = _distancia(con_datos, conocidas) if len(con_datos) > 1 else _altibajo(conocidas[con_datos[0]], medida)
    presentes = {nombre for rotulo in con_datos for nombre, _ in conocidas[rotulo]}
    faltan = [nombre for nombre in nombres if nombre not in presentes]
    return f"{frase}{con_n(n)}." + (f" Sin dato en {enumerar(faltan)}." if faltan else "")


def _altibajo(pares: Sequence[tuple[str, float]], medida: str) -> str:
    alto, bajo = extremo(pares, mayor=True), extremo(pares, mayor=False)
    iguales = f"todo lo valorado queda a la misma altura: {alto}"
    frase = iguales if alto == bajo else f"lo más alto: {alto}; lo más bajo: {bajo}"
    return f"Por {medida}, {frase}" if medida else f"{frase[0].upper()}{frase[1:]}"


def _distancia(rotulos: Sequence[str], conocidas: Mapping[str, list[tuple[str, float]]]) -> str:
    una, otra = dict(conocidas[rotulos[0]]), dict(conocidas[rotulos[1]])
    comunes = [nombre for nombre in una if nombre in otra]
    if not comunes:
        return f"{rotulos[0]} y {rotulos[1]} no comparten ninguna palanca con dato"
    lejos = max(comunes, key=lambda nombre: abs(una[nombre] - otra[nombre]))
    if decimal(una[lejos] - otra[lejos]) == decimal(0):
        return f"{rotulos[0]} y {rotulos[1]} coinciden en todas las palancas"
    return (
        f"La mayor distancia entre {rotulos[0]} y {rotulos[1]} está en {lejos}: "
        f"{decimal(una[lejos])} frente a {decimal(otra[lejos])}"
    )


def tabla_radar(series: Mapping[str, Serie], nombres: Sequence[str], *, banda: Banda | None = None) -> pd.DataFrame:
    """Una fila por palanca y una columna por serie, con la banda si la hay."""
    tabla: dict[str, list[str]] = {"Palanca": list(nombres)}
    for rotulo, serie in series.items():
        tabla[rotulo] = [decimal(valor) for valor in serie]
    if banda is not None:
        tabla["Banda"] = [intervalo(bajo, alto) for bajo, alto in zip(*banda, strict=True)]
    return pd.DataFrame(tabla)


def intervalo(bajo: float | None, alto: float | None, *, signo: bool = False) -> str:
    """«de 1,5 a 3,0», o «sin dato» si falta algún extremo."""
    if numero(bajo) is None or numero(alto) is None:
        return SIN_DATO
    return f"de {decimal(bajo, signo=signo)} a {decimal(alto, signo=signo)}"


def tabla_medidas(nombres: Sequence[str], medidas: Sequence[estadistica.Resumen]) -> pd.DataFrame:
    """Cada palanca con todas sus medidas de grupo."""
    return pd.DataFrame(
        {
            "Palanca": list(nombres),
            "n": [str(m.n) for m in medidas],
            "Mediana": [decimal(m.mediana) for m in medidas],
            "Media": [decimal(m.media) for m in medidas],
            "Desv.": [decimal(m.desviacion) for m in medidas],
            "Mín.–máx.": [SIN_DATO if not m.n else f"{decimal(m.minimo)}–{decimal(m.maximo)}" for m in medidas],
            "AD": [f"{decimal(m.ad, 2)}{' · repartidas' if estadistica.repartidas(m.ad) else ''}" for m in medidas],
        }
    )


def frase_puntos_por_palanca(df: pd.DataFrame, orden: Sequence[str], *, n: int) -> str:
    """Las tres palancas que van a debate por dispersión, con sus empates, y en cuántas hay opiniones repartidas."""
    lista = [d for d in dispersiones(df, orden) if d.ad is not None]
    if not lista:
        return f"{SIN_DATOS}: nadie ha valorado todavía."
    debate = estadistica.con_mas_dispersion({d.palanca: d.ad for d in lista}, DEBATIDAS)
    if not debate:
        return f"Todas las respuestas coinciden en cada palanca (n = {n})."
    nombradas = enumerar(f"{d.nombre} ({decimal(d.ad, 2)})" for d in lista if d.palanca in debate)
    empate = f", con empate en el puesto {DEBATIDAS}" if len(debate) > DEBATIDAS else ""
    repartidas = sum(d.repartida for d in lista)
    remate = (
        f"{OPINIONES_REPARTIDAS.capitalize()} en {repartidas} de {contar(len(lista), 'palanca')}." if repartidas else ""
    )
    medida = "desviación respecto a la mediana"
    return f"Donde más difieren las respuestas ({medida}): {nombradas}{empate} (n = {n}). {remate}".strip()


def tabla_puntos_por_palanca(df: pd.DataFrame, orden: Sequence[str]) -> pd.DataFrame:
    """Cada palanca con n, mediana, AD y todas las valoraciones con las veces que sale cada una."""
    lista = dispersiones(df, orden)
    return pd.DataFrame(
        {
            "Palanca": [d.nombre for d in lista],
            "n": [str(len(d.valores)) for d in lista],
            "Mediana": [decimal(d.mediana) for d in lista],
            "AD": [decimal(d.ad, 2) for d in lista],
            "Valoraciones": [veces(d.valores) for d in lista],
            "Lectura": [OPINIONES_REPARTIDAS if d.repartida else "" for d in lista],
        }
    )


def veces(valores: Sequence[float]) -> str:
    """Los valores en su orden, con las veces que sale cada uno: «3,0 ×2 · 3,5»."""
    cuenta: dict[str, int] = {}
    for valor in valores:
        cuenta[decimal(valor)] = cuenta.get(decimal(valor), 0) + 1
    return " · ".join(texto if veces == 1 else f"{texto} ×{veces}" for texto, veces in cuenta.items())
