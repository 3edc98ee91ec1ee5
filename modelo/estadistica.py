"""Medidas de grupo: resúmenes, diferencias pareadas y las lecturas que salen de ellas.

En todo el módulo ``None`` y ``NaN`` significan «no contestado» y no cuentan; nada se imputa.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin, sqrt, tan
from statistics import fmean, median, stdev

import pandas as pd

from modelo.plantillas import MINIMO_POR_PALANCA

AD_REPARTIDA = 0.83
VALOR_BAJO = 2

# Dos dispersiones que difieren en menos que esto son la misma, calculada por otro camino.
_RUIDO = 1e-9


@dataclass(frozen=True)
class Resumen:
    """Un conjunto de valores en cifras; ``None`` lo que no se puede calcular con ``n`` valores.

    ``desviacion`` es la típica muestral (pide dos valores) y ``ad`` la desviación absoluta media respecto a la
    mediana.
    """

    n: int
    media: float | None
    mediana: float | None
    desviacion: float | None
    ad: float | None
    minimo: float | None
    maximo: float | None


@dataclass(frozen=True)
class Diferencia:
    """Cuánto cambia el mismo grupo entre dos momentos: ``media`` de las diferencias y su intervalo.

    Con menos de dos parejas no hay intervalo. ``distinguible`` es cierto solo si el intervalo deja fuera el cero.
    """

    n: int
    media: float | None
    inferior: float | None
    superior: float | None
    distinguible: bool


def contestados(valores: Iterable[float | None]) -> list[float]:
    """Devuelve los valores que cuentan, en su orden."""
    return [float(valor) for valor in valores if valor is not None and not pd.isna(valor)]


def resumen(valores: Iterable[float | None]) -> Resumen:
    """Devuelve las cifras de grupo de unos valores."""
    xs = contestados(valores)
    if not xs:
        return Resumen(0, None, None, None, None, None, None)
    mediana = median(xs)
    return Resumen(
        n=len(xs),
        media=fmean(xs),
        mediana=mediana,
        desviacion=stdev(xs) if len(xs) > 1 else None,
        ad=fmean(abs(x - mediana) for x in xs),
        minimo=min(xs),
        maximo=max(xs),
    )


def diferencia_pareada(
    antes: Iterable[float | None], despues: Iterable[float | None], confianza: float = 0.95
) -> Diferencia:
    """Devuelve el cambio medio de ``antes`` a ``despues`` y su intervalo con t de Student.

    Las dos series van en el mismo orden de personas y solo cuenta quien contestó en ambas. Lanza ``ValueError``
    si no miden lo mismo.
    """
    parejas = [contestados(pareja) for pareja in zip(antes, despues, strict=True)]
    cambios = [pareja[1] - pareja[0] for pareja in parejas if len(pareja) == 2]
    n = len(cambios)
    media = fmean(cambios) if cambios else None
    if media is None or n < 2:
        return Diferencia(n, media, None, None, distinguible=False)
    margen = cuantil_t(confianza, n - 1) * stdev(cambios) / sqrt(n)
    inferior, superior = media - margen, media + margen
    return Diferencia(n, media, inferior, superior, distinguible=inferior > 0 or superior < 0)


def diferencia_independiente(antes: Resumen, despues: Resumen, confianza: float = 0.95) -> Diferencia:
    """Devuelve la diferencia de medias entre dos grupos de personas distintas y su intervalo, con la t de Welch.

    Sale solo de los resúmenes, sin suponer que los dos grupos varíen igual. Los grados de libertad son los de
    Satterthwaite redondeados hacia abajo, que ensancha el intervalo. ``n`` es el del grupo menor; con menos de dos
    en alguno no hay intervalo.

    Fuente: Welch, «The generalization of Student's problem when several different population variances are
    involved», Biometrika 34 (1947), y NIST/SEMATECH e-Handbook, 1.3.5.3, de donde es el ejemplo: coches de EE. UU.
    (249; media 20,14458; desviación 6,41470) y de Japón (79; 30,48101; 6,10771), en millas por galón; t = −12,946
    con 136,875 grados.
    """
    n = min(antes.n, despues.n)
    if antes.media is None or despues.media is None:
        return Diferencia(n, None, None, None, distinguible=False)
    media = despues.media - antes.media
    if antes.desviacion is None or despues.desviacion is None:
        return Diferencia(n, media, None, None, distinguible=False)
    error, grados = error_de_welch(antes, despues)
    margen = cuantil_t(confianza, max(1, int(grados))) * error
    inferior, superior = media - margen, media + margen
    return Diferencia(n, media, inferior, superior, distinguible=inferior > 0 or superior < 0)


def error_de_welch(antes: Resumen, despues: Resumen) -> tuple[float, float]:
    """Devuelve el error típico de la diferencia de medias y sus grados de libertad, sin redondear.

    Si ningún grupo varía, el error es cero y los grados, los de juntar los dos.
    """
    partes = [(resumen.desviacion or 0.0) ** 2 / resumen.n for resumen in (antes, despues)]
    total = sum(partes)
    if total == 0:
        return 0.0, antes.n + despues.n - 2.0
    # Dividir antes de elevar: con desviaciones muy pequeñas, el cuadrado del total se iría a cero.
    pesos = [parte / total for parte in partes]
    restos = (pesos[0] ** 2 / (antes.n - 1)) + (pesos[1] ** 2 / (despues.n - 1))
    return sqrt(total), 1 / restos


@lru_cache(maxsize=512)
def cuantil_t(confianza: float, grados: int) -> float:
    """Devuelve el t que deja entre −t y +t una probabilidad ``confianza`` con esos grados de libertad."""
    if not 0 < confianza < 1 or grados < 1:
        raise ValueError(f"sin cuantil t para confianza {confianza} y {grados} grados de libertad")
    # Se busca el ángulo y no t porque el ángulo está acotado: la bisección no necesita punto de partida.
    menor, mayor = 0.0, pi / 2
    while menor < (medio := (menor + mayor) / 2) < mayor:
        if _probabilidad_central(medio, grados) < confianza:
            menor = medio
        else:
            mayor = medio
    return sqrt(grados) * tan(mayor)


def _probabilidad_central(angulo: float, grados: int) -> float:
    """Devuelve P(|T| < √grados · tan(ángulo)).

    Con grados enteros, que son los únicos de una muestra pareada, la distribución es una suma finita de términos
    positivos: Abramowitz y Stegun, «Handbook of Mathematical Functions», 26.7.3 y 26.7.4.
    """
    seno, coseno = sin(angulo), cos(angulo)
    impar = grados % 2
    termino = coseno if impar else 1.0
    suma = 0.0
    for k in range(1 + impar, grados, 2):
        suma += termino
        termino *= coseno * coseno * k / (k + 1)
    return 2 / pi * (angulo + seno * suma) if impar else seno * suma


def puntuacion_palanca(valores: Iterable[float | None]) -> float | None:
    """Devuelve la media de las afirmaciones contestadas de una palanca, o ``None`` si son menos de dos."""
    xs = contestados(valores)
    return fmean(xs) if len(xs) >= MINIMO_POR_PALANCA else None


def a_cien(media: float | None) -> float | None:
    """Pasa una media de la escala 1–5 a la de 0–100; sin dato sigue siendo sin dato."""
    return None if media is None else (media - 1) / 4 * 100


def repartidas(ad: float | None) -> bool:
    """Dice si una palanca con esa desviación absoluta se rotula «opiniones repartidas»."""
    return ad is not None and ad > AD_REPARTIDA


def con_mas_dispersion(ads: Mapping[str, float | None], cuantas: int = 3) -> tuple[str, ...]:
    """Devuelve las palancas que se llevan a debate, de más a menos dispersa.

    Son ``cuantas``, o más si la última empata con las siguientes. Las que nadie discute (dispersión cero) y las
    que no tienen dato no entran, aunque salgan menos.
    """
    dispersas = {palanca: ad for palanca, ad in ads.items() if ad is not None and ad > _RUIDO}
    orden = sorted(dispersas, key=lambda palanca: -round(dispersas[palanca], 9))
    if cuantas < 1 or not orden:
        return ()
    corte = dispersas[orden[min(cuantas, len(orden)) - 1]]
    return tuple(palanca for palanca in orden if dispersas[palanca] >= corte - _RUIDO)


def porcentaje_bajo(valores: Iterable[float | None]) -> float | None:
    """Devuelve el porcentaje de valores contestados que no pasan de 2, o ``None`` si no hay ninguno."""
    xs = contestados(valores)
    return 100 * sum(x <= VALOR_BAJO for x in xs) / len(xs) if xs else None
