"""Lecturas del perfil propio: mapa por palanca y cuadrante. Son un espejo privado, no un examen."""

from collections.abc import Sequence

import pandas as pd

from datos.lecturas.formato import SIN_DATOS, contar, decimal, enumerar, numero
from modelo import perfil
from modelo.rotulos import CUADRANTES, SIN_DATO


def frase_mapa_de_perfil(
    eficacia: Sequence[float | None],
    eficiencia: Sequence[float | None],
    nombres: Sequence[str],
    media_x: float | None,
    media_y: float | None,
) -> str:
    """Qué palancas caen en cada zona del mapa propio, y cuántas no tienen dato."""
    zonas = perfil.mapa(eficacia, eficiencia)
    tramos = []
    for nombre_zona in perfil.ZONAS_DEL_MAPA.values():
        dentro = [nombre for nombre, z in zip(nombres, zonas, strict=True) if z == nombre_zona]
        if dentro:
            tramos.append(f"{nombre_zona}: {enumerar(dentro)}")
    if not tramos:
        return f"{SIN_DATOS}: hacen falta al menos 6 de las 8 palancas en cada eje."
    conocidas = sum(z is not None for z in zonas)
    texto = "; ".join(tramos)
    medias = f"Tus medias: eficacia {decimal(media_x)}, eficiencia {decimal(media_y)}."
    return f"{texto[0].upper()}{texto[1:]} (n = {contar(conocidas, 'palanca')} de {len(nombres)}). {medias}"


def tabla_mapa_de_perfil(
    eficacia: Sequence[float | None],
    eficiencia: Sequence[float | None],
    nombres: Sequence[str],
    media_x: float | None,
    media_y: float | None,
) -> pd.DataFrame:
    """Cada palanca con su número en el mapa, sus dos valores y su zona."""
    pares = list(zip(eficacia, eficiencia, strict=True))
    return pd.DataFrame(
        {
            "N.º": [str(puesto) for puesto in range(1, len(nombres) + 1)],
            "Palanca": list(nombres),
            "Eficacia": [decimal(x) for x, _ in pares],
            "Eficiencia": [decimal(y) for _, y in pares],
            "Zona": [zona or SIN_DATO for zona in perfil.mapa(eficacia, eficiencia)],
        }
    )


def lectura_cuadrante(eficacia: float | None, eficiencia: float | None) -> str:
    """El cuadrante, «en la frontera entre…» o «sin dato»."""
    x, y = numero(eficacia), numero(eficiencia)
    hallado = perfil.calcular([x] * perfil.PALANCAS, [y] * perfil.PALANCAS)
    if hallado.cuadrante is None:
        return SIN_DATO
    if hallado.frontera:
        return f"en la frontera entre {enumerar(CUADRANTES[vecino].nombre for vecino in hallado.vecinos)}"
    return CUADRANTES[hallado.cuadrante].nombre


def frase_cuadrante(eficacia: float | None, eficiencia: float | None) -> str:
    """Dónde cae la persona, con sus dos medias."""
    lectura = lectura_cuadrante(eficacia, eficiencia)
    if lectura == SIN_DATO:
        return f"{SIN_DATOS} suficientes: hacen falta al menos 6 de las 8 palancas en cada eje."
    return f"Eficacia {decimal(eficacia)} y eficiencia {decimal(eficiencia)} (n = 1, solo tú): {lectura}."


def tabla_cuadrante(eficacia: float | None, eficiencia: float | None) -> pd.DataFrame:
    """Las dos medias y la lectura, en una fila."""
    return pd.DataFrame(
        {
            "Eficacia": [decimal(eficacia)],
            "Eficiencia": [decimal(eficiencia)],
            "Lectura": [lectura_cuadrante(eficacia, eficiencia)],
        }
    )
