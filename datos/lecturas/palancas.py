"""Lecturas de las valoraciones por palanca: radar y puntos."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from datos.idiomas import _, rotulos
from datos.lecturas.formato import (
    con_n,
    contar,
    decimal,
    enumerar,
    extremo,
    filas,
    numero,
    ordinal,
)
from modelo import estadistica

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
        return _("Aún no hay datos para dibujar el radar.")
    frase = _distancia(con_datos, conocidas) if len(con_datos) > 1 else _altibajo(conocidas[con_datos[0]], medida)
    presentes = {nombre for rotulo in con_datos for nombre, _valor in conocidas[rotulo]}
    faltan = [nombre for nombre in nombres if nombre not in presentes]
    return f"{frase}{con_n(n)}." + (_(" Sin dato en {palancas}.").format(palancas=enumerar(faltan)) if faltan else "")


def _altibajo(pares: Sequence[tuple[str, float]], medida: str) -> str:
    alto, bajo = extremo(pares, mayor=True), extremo(pares, mayor=False)
    iguales = _("todo lo valorado queda a la misma altura: {alto}")
    distintos = _("lo más alto: {alto}; lo más bajo: {bajo}")
    frase = (iguales if alto == bajo else distintos).format(alto=alto, bajo=bajo)
    return _("Por {medida}, {frase}").format(medida=medida, frase=frase) if medida else f"{frase[0].upper()}{frase[1:]}"


def _distancia(series: Sequence[str], conocidas: Mapping[str, list[tuple[str, float]]]) -> str:
    una, otra = dict(conocidas[series[0]]), dict(conocidas[series[1]])
    comunes = [nombre for nombre in una if nombre in otra]
    if not comunes:
        return _("{una} y {otra} no comparten ninguna palanca con dato").format(una=series[0], otra=series[1])
    lejos = max(comunes, key=lambda nombre: abs(una[nombre] - otra[nombre]))
    if decimal(una[lejos] - otra[lejos]) == decimal(0):
        return _("{una} y {otra} coinciden en todas las palancas").format(una=series[0], otra=series[1])
    frase = _("La mayor distancia entre {una} y {otra} está en {palanca}: {de} frente a {a}")
    return frase.format(una=series[0], otra=series[1], palanca=lejos, de=decimal(una[lejos]), a=decimal(otra[lejos]))


def tabla_radar(series: Mapping[str, Serie], nombres: Sequence[str], *, banda: Banda | None = None) -> pd.DataFrame:
    """Una fila por palanca y una columna por serie, con la banda si la hay."""
    tabla: dict[str, list[str]] = {_("Palanca"): list(nombres)}
    for rotulo, serie in series.items():
        tabla[rotulo] = [decimal(valor) for valor in serie]
    if banda is not None:
        tabla[_("Banda")] = [intervalo(bajo, alto) for bajo, alto in zip(*banda, strict=True)]
    return pd.DataFrame(tabla)


def intervalo(bajo: float | None, alto: float | None, *, signo: bool = False) -> str:
    """«de 1,5 a 3,0», o «sin dato» si falta algún extremo."""
    if numero(bajo) is None or numero(alto) is None:
        return rotulos.SIN_DATO
    return _("de {bajo} a {alto}").format(bajo=decimal(bajo, signo=signo), alto=decimal(alto, signo=signo))


def tabla_medidas(nombres: Sequence[str], medidas: Sequence[estadistica.Resumen]) -> pd.DataFrame:
    """Cada palanca con todas sus medidas de grupo."""
    return pd.DataFrame(
        {
            _("Palanca"): list(nombres),
            "n": [str(m.n) for m in medidas],
            _("Mediana"): [decimal(m.mediana) for m in medidas],
            _("Media"): [decimal(m.media) for m in medidas],
            _("Desv."): [decimal(m.desviacion) for m in medidas],
            _("Mín.–máx."): [
                rotulos.SIN_DATO if not m.n else f"{decimal(m.minimo)}–{decimal(m.maximo)}" for m in medidas
            ],
            "AD": [f"{decimal(m.ad, 2)}{_(' · repartidas') if estadistica.repartidas(m.ad) else ''}" for m in medidas],
        }
    )


def frase_puntos_por_palanca(df: pd.DataFrame, orden: Sequence[str], *, n: int) -> str:
    """Las tres palancas que van a debate por dispersión, con sus empates, y en cuántas hay opiniones repartidas."""
    lista = [d for d in dispersiones(df, orden) if d.ad is not None]
    if not lista:
        return _("Aún no hay datos: nadie ha valorado todavía.")
    debate = estadistica.con_mas_dispersion({d.palanca: d.ad for d in lista}, DEBATIDAS)
    if not debate:
        return _("Todas las respuestas coinciden en cada palanca (n = {n}).").format(n=n)
    nombradas = enumerar(f"{d.nombre} ({decimal(d.ad, 2)})" for d in lista if d.palanca in debate)
    empate = (
        _(", con empate en el puesto {puesto}").format(puesto=ordinal(DEBATIDAS)) if len(debate) > DEBATIDAS else ""
    )
    frase = _("Donde más difieren las respuestas (desviación respecto a la mediana): {palancas}{empate} (n = {n}).")
    repartidas = sum(d.repartida for d in lista)
    remate = _(" Opiniones repartidas en {n} de {palancas}.") if repartidas else ""
    dicha = frase.format(palancas=nombradas, empate=empate, n=n)
    return dicha + remate.format(n=repartidas, palancas=contar(len(lista), "palanca"))


def tabla_puntos_por_palanca(df: pd.DataFrame, orden: Sequence[str]) -> pd.DataFrame:
    """Cada palanca con n, mediana, AD y todas las valoraciones con las veces que sale cada una."""
    lista = dispersiones(df, orden)
    return pd.DataFrame(
        {
            _("Palanca"): [d.nombre for d in lista],
            "n": [str(len(d.valores)) for d in lista],
            _("Mediana"): [decimal(d.mediana) for d in lista],
            "AD": [decimal(d.ad, 2) for d in lista],
            _("Valoraciones"): [veces(d.valores) for d in lista],
            _("Lectura"): [rotulos.OPINIONES_REPARTIDAS if d.repartida else "" for d in lista],
        }
    )


def veces(valores: Sequence[float]) -> str:
    """Los valores en su orden, con las veces que sale cada uno: «3,0 ×2 · 3,5»."""
    cuenta: dict[str, int] = {}
    for valor in valores:
        cuenta[decimal(valor)] = cuenta.get(decimal(valor), 0) + 1
    return " · ".join(texto if veces == 1 else f"{texto} ×{veces}" for texto, veces in cuenta.items())
