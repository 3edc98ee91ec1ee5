"""Lecturas del perfil propio: mapa por palanca y cuadrante. Son un espejo privado, no un examen."""

from collections.abc import Sequence

import pandas as pd

from datos.idiomas import _, rotulos
from datos.lecturas.formato import contar, decimal, enumerar, numero
from modelo import perfil


def zona_escrita(zona: str) -> str:
    """El nombre de una zona del mapa dentro de una frase."""
    return rotulos.ZONAS_DEL_MAPA[zona].lower()


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
            tramos.append(f"{zona_escrita(nombre_zona)}: {enumerar(dentro)}")
    if not tramos:
        return _("Aún no hay datos: hacen falta al menos 6 de las 8 palancas en cada eje.")
    conocidas = sum(z is not None for z in zonas)
    texto = "; ".join(tramos)
    frase = _("{zonas} (n = {palancas} de {total}). Tus medias: eficacia {eficacia}, eficiencia {eficiencia}.")
    return frase.format(
        zonas=f"{texto[0].upper()}{texto[1:]}",
        palancas=contar(conocidas, "palanca"),
        total=len(nombres),
        eficacia=decimal(media_x),
        eficiencia=decimal(media_y),
    )


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
            _("N.º"): [str(puesto) for puesto in range(1, len(nombres) + 1)],
            _("Palanca"): list(nombres),
            _("Eficacia"): [decimal(x) for x, _ in pares],
            _("Eficiencia"): [decimal(y) for _, y in pares],
            _("Zona"): [zona_escrita(zona) if zona else rotulos.SIN_DATO for zona in perfil.mapa(eficacia, eficiencia)],
        }
    )


def lectura_cuadrante(eficacia: float | None, eficiencia: float | None) -> str:
    """El cuadrante, «en la frontera entre…» o «sin dato»."""
    x, y = numero(eficacia), numero(eficiencia)
    hallado = perfil.calcular([x] * perfil.PALANCAS, [y] * perfil.PALANCAS)
    if hallado.cuadrante is None:
        return rotulos.SIN_DATO
    if hallado.frontera:
        vecinos = enumerar(rotulos.CUADRANTES[vecino].nombre for vecino in hallado.vecinos)
        return _("en la frontera entre {vecinos}").format(vecinos=vecinos)
    return rotulos.CUADRANTES[hallado.cuadrante].nombre


def frase_cuadrante(eficacia: float | None, eficiencia: float | None) -> str:
    """Dónde cae la persona, con sus dos medias."""
    lectura = lectura_cuadrante(eficacia, eficiencia)
    if lectura == rotulos.SIN_DATO:
        return _("Aún no hay datos suficientes: hacen falta al menos 6 de las 8 palancas en cada eje.")
    frase = _("Eficacia {eficacia} y eficiencia {eficiencia} (n = 1, solo tú): {lectura}.")
    return frase.format(eficacia=decimal(eficacia), eficiencia=decimal(eficiencia), lectura=lectura)


def tabla_cuadrante(eficacia: float | None, eficiencia: float | None) -> pd.DataFrame:
    """Las dos medias y la lectura, en una fila."""
    return pd.DataFrame(
        {
            _("Eficacia"): [decimal(eficacia)],
            _("Eficiencia"): [decimal(eficiencia)],
            _("Lectura"): [lectura_cuadrante(eficacia, eficiencia)],
        }
    )


def frase_cuadrantes(df: pd.DataFrame, *, n: int) -> str:
    """Cuántas de las ``n`` personas hay en cada cuadrante, de más a menos, y cuántas no se detallan.

    ``df``: rotulo, n. Lo que se junta por ser de poca gente no es un cuadrante: va al final y dicho aparte.
    """
    otros, frontera = rotulos.OTROS_CUADRANTES.capitalize(), rotulos.EN_LA_FRONTERA.capitalize()
    cuenta = {str(f["rotulo"]): int(f["n"]) for f in df.to_dict("records")}
    juntas = cuenta.pop(otros, 0)
    if not cuenta:
        frase = _("Hay {n} perfiles, en cuadrantes de tan poca gente que por separado señalarían a alguien (n = {n}).")
        return frase.format(n=n)
    donde = {frontera: _("{n} en la frontera")}
    partes = [
        donde.get(cual, _("{n} en {cuadrante}")).format(n=k, cuadrante=cual)
        for cual, k in sorted(cuenta.items(), key=lambda par: -par[1])
    ]
    frase = _("De {n} personas (n = {n}): {partes}.").format(n=n, partes=enumerar(partes))
    if not juntas:
        return frase
    return f"{frase} {_('Las otras {n} no se detallan: por separado señalarían a alguien.').format(n=juntas)}"
