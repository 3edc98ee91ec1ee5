"""Perfil de una persona: eficacia por eficiencia.

Sale de dos preguntas directas por palanca, de 1 a 5. Es un espejo de lo que cada cual dice de sí, no una medida
para comparar personas: por eso el corte lleva una zona frontera en la que se nombran los cuadrantes vecinos.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from modelo.estadistica import contestados

PALANCAS = 8
MINIMO_CONTESTADAS = 6
CORTE = 3.5
FRONTERA = 0.3
EN_LA_FRONTERA = "frontera"
OTROS = "otros"
MINIMO_DE_GRUPO = 5
# Un recuento por debajo de este señala a personas concretas.
MINIMO_POR_CUADRANTE = 3

# (eficacia alta, eficiencia alta) → nombre, en el orden en que se citan.
CUADRANTES = {
    (True, True): "propietario",
    (True, False): "artesano",
    (False, True): "operador",
    (False, False): "explorador",
}
ZONAS_DEL_MAPA = {
    (True, True): "dominada",
    (True, False): "heroica",
    (False, True): "en piloto automático",
    (False, False): "pendiente",
}

# Holgura para que 3,8 − 3,5 sea 0,3 aunque la coma flotante dé 0,29999… o 0,30000…04.
_RUIDO = 1e-9


@dataclass(frozen=True)
class Perfil:
    """Dónde cae una persona. Sin seis palancas contestadas en un eje, ese eje y el cuadrante son ``None``.

    ``cuadrante`` se decide con el corte aunque se esté en la frontera, y allí no debe mostrarse solo:
    ``vecinos`` nombra todos los que se tocan, incluido él. Fuera de la frontera ``vecinos`` va vacío.
    """

    eficacia: float | None
    eficiencia: float | None
    cuadrante: str | None
    frontera: bool
    vecinos: tuple[str, ...]

    @property
    def rotulo(self) -> str | None:
        """Lo que se muestra y se cuenta: el cuadrante, «frontera», o ``None`` sin dato."""
        return EN_LA_FRONTERA if self.frontera else self.cuadrante


def calcular(eficacia: Sequence[float | None], eficiencia: Sequence[float | None]) -> Perfil:
    """Devuelve el perfil de quien ha puntuado así sus ocho palancas en cada eje."""
    x, y = _media(eficacia), _media(eficiencia)
    if x is None or y is None:
        return Perfil(x, y, None, frontera=False, vecinos=())
    frontera = _en_frontera(x) or _en_frontera(y)
    lados_x, lados_y = _lados(x), _lados(y)
    vecinos = tuple(nombre for (a, b), nombre in CUADRANTES.items() if a in lados_x and b in lados_y)
    return Perfil(x, y, CUADRANTES[_alta(x), _alta(y)], frontera, vecinos if frontera else ())


def mapa(eficacia: Sequence[float | None], eficiencia: Sequence[float | None]) -> tuple[str | None, ...]:
    """Devuelve la zona de cada palanca comparada con las medias de la propia persona.

    Una palanca justo en la media se decide con el corte del perfil: así, quien puntúa todo igual de bajo no las ve
    todas dominadas. Sin dato en la palanca o sin media en un eje, ``None``.
    """
    x, y = _media(eficacia), _media(eficiencia)
    return tuple(_zona(a, x, b, y) for a, b in zip(eficacia, eficiencia, strict=True))


def recuentos_de_grupo(cuadrantes: Iterable[str | None], umbral: int = MINIMO_DE_GRUPO) -> dict[str, int] | None:
    """Devuelve cuántas personas hay en cada cuadrante, o ``None`` si con dato no llegan al umbral (mínimo cinco).

    Los cuadrantes con una o dos personas se funden en «otros»; si aun así se podría averiguar cuántas hay en cada
    uno, también el siguiente menor. Los que no tienen a nadie no
    figuran, así que tampoco se sabe cuáles son.
    """
    recuentos = Counter(cuadrante for cuadrante in cuadrantes if cuadrante is not None)
    if recuentos.total() < max(umbral, MINIMO_DE_GRUPO):
        return None
    corte = _fundir_hasta(sorted(recuentos.values()))
    visibles = {cuadrante: n for cuadrante, n in recuentos.items() if n > corte}
    resto = recuentos.total() - sum(visibles.values())
    return {**visibles, OTROS: resto} if resto else visibles


def _fundir_hasta(recuentos: Sequence[int]) -> int:
    """Devuelve el mayor recuento que va a «otros», de una lista ordenada de menor a mayor; 0 si no va ninguno."""
    pequenos = [n for n in recuentos if n < MINIMO_POR_CUADRANTE]
    if not pequenos:
        return 0
    # Un solo pequeño, o todos de uno, o todos de dos, se deducen de la suma; mezclados, no se sabe cuál es cuál.
    # Los empatados van juntos para que tampoco lo diga el nombre.
    ambiguo = len(set(pequenos)) > 1
    return pequenos[-1] if ambiguo else recuentos[: len(pequenos) + 1][-1]


def _media(valores: Sequence[float | None]) -> float | None:
    if len(valores) != PALANCAS:
        raise ValueError(f"un perfil sale de {PALANCAS} palancas y han llegado {len(valores)}")
    xs = contestados(valores)
    return fmean(xs) if len(xs) >= MINIMO_CONTESTADAS else None


def _alta(media: float) -> bool:
    return media >= CORTE - _RUIDO


def _en_frontera(media: float) -> bool:
    return abs(media - CORTE) <= FRONTERA + _RUIDO


def _lados(media: float) -> set[bool]:
    return {True, False} if _en_frontera(media) else {_alta(media)}


def _zona(eficacia: float | None, eje_x: float | None, eficiencia: float | None, eje_y: float | None) -> str | None:
    x, y = _sobre_la_media(eficacia, eje_x), _sobre_la_media(eficiencia, eje_y)
    return None if x is None or y is None else ZONAS_DEL_MAPA[x, y]


def _sobre_la_media(valor: float | None, media: float | None) -> bool | None:
    xs = contestados([valor])
    if media is None or not xs:
        return None
    return _alta(xs[0]) if abs(xs[0] - media) <= _RUIDO else xs[0] > media
