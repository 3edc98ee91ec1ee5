"""Índice de predisposición de un cliente a partir de los hitos de la relación.

Es el estimador de reputación beta con olvido (Jøsang e Ismail, 2002) con más peso a lo negativo: cada hito vale
la mitad al cabo de una vida media, y sin historia el índice es 50. La vida media y el peso son convenciones, por
eso se da también la robustez: el mismo índice con otras nueve combinaciones razonables.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import fsum
from typing import Any

from modelo.errores import HitoNoValido, ValorNoValido

VALENCIAS = (-2, -1, 1, 2)
DIAS_POR_MES = 30.4375
MESES_DE_TENDENCIA = 6
VIDA_MEDIA = 24
PESO_NEGATIVO = 1.5
VIDAS_MEDIAS = (12, 24, 36)
PESOS_NEGATIVOS = (1, 1.5, 2)

# Por debajo de esto, la distancia a 50 es ruido de coma flotante.
_RUIDO = 1e-9

Hito = tuple[date, int]


@dataclass(frozen=True)
class Predisposicion:
    """Lo que la historia dice de un cliente, listo para la pantalla.

    ``solidez`` es la palabra («escasa», «media», «alta») y ``masa`` el número del que sale (P + N).
    ``aportes`` va en el orden de entrada: lo que sube o baja el índice cada hito. ``tendencia`` es el índice de
    hoy menos el de hace seis meses con los hitos de entonces (50 si no había ninguno). ``robustez`` da el índice
    por (vida media, peso). ``concluyente`` es falso si alguna de sus nueve celdas cae en 50 justo o al otro
    lado que las demás; sin hitos, todas valen 50. ``meses_de_silencio`` cuenta los meses cumplidos desde el
    último hito, y es ``None`` si no hay hitos.
    """

    indice: float
    positivo: float
    negativo: float
    masa: float
    solidez: str
    tendencia: float
    aportes: list[float]
    robustez: dict[tuple[float, float], float]
    concluyente: bool
    meses_de_silencio: int | None


def calcular(
    hitos: Iterable[tuple[date, int]],
    hoy: date,
    *,
    vida_media: float = VIDA_MEDIA,
    peso_negativo: float = PESO_NEGATIVO,
) -> Predisposicion:
    """Devuelve la predisposición a día de hoy de quien ha vivido esos ``hitos``: parejas (fecha, valencia).

    La vida media va en meses. Lanza ``HitoNoValido`` si un hito es posterior a ``hoy`` o su valencia no es
    −2, −1, +1 ni +2, y ``ValorNoValido`` si la vida media no es positiva o el peso es negativo.
    """
    _exigir_parametros(vida_media, peso_negativo)
    hoy = _dia(hoy)
    historia = [_validado(fecha, valencia, hoy) for fecha, valencia in hitos]
    positivo, negativo = _sumas(historia, hoy, vida_media, peso_negativo)
    indice = _indice(historia, hoy, vida_media, peso_negativo)
    robustez: dict[tuple[float, float], float] = {
        (h, p): _indice(historia, hoy, h, p) for h in VIDAS_MEDIAS for p in PESOS_NEGATIVOS
    }
    return Predisposicion(
        indice=indice,
        positivo=positivo,
        negativo=negativo,
        masa=positivo + negativo,
        solidez=_solidez(positivo + negativo),
        tendencia=indice - _indice_de_entonces(historia, hoy, vida_media, peso_negativo),
        aportes=_aportes(historia, hoy, vida_media, peso_negativo),
        robustez=robustez,
        concluyente=_mismo_lado(robustez.values()),
        meses_de_silencio=min((_meses_cumplidos(fecha, hoy) for fecha, _ in historia), default=None),
    )


def solo_indice(hitos: Iterable[tuple[date, int]], hoy: date) -> float:
    """Devuelve el ``indice`` de ``calcular`` y nada más, para cuando hay cientos de historias que resumir."""
    hoy = _dia(hoy)
    return _indice([_validado(fecha, valencia, hoy) for fecha, valencia in hitos], hoy, VIDA_MEDIA, PESO_NEGATIVO)


def _exigir_parametros(vida_media: float, peso_negativo: float) -> None:
    if not vida_media > 0:
        raise ValorNoValido("vida_media", "la vida media ha de ser mayor que cero")
    if not peso_negativo >= 0:
        raise ValorNoValido("peso_negativo", "el peso de lo negativo no puede ser menor que cero")


def _dia(fecha: date) -> date:
    # Un datetime (o un Timestamp) también es una date, pero no se compara con ella.
    return fecha.date() if isinstance(fecha, datetime) else fecha


def _validado(fecha: Any, valencia: Any, hoy: date) -> Hito:
    if isinstance(valencia, bool) or valencia not in VALENCIAS:
        raise HitoNoValido(f"La valencia de un hito es −2, −1, +1 o +2, y esta es {valencia!r}.")
    # NaT es una date que no es igual a sí misma.
    if not isinstance(fecha, date) or fecha != fecha:
        raise HitoNoValido("Un hito necesita una fecha: mes y año bastan.")
    dia = _dia(fecha)
    if dia > hoy:
        raise HitoNoValido(
            f"El hito del {dia:%d/%m/%Y} es posterior a hoy ({hoy:%d/%m/%Y}): solo cuenta lo que ya ha ocurrido."
        )
    return dia, int(valencia)


def _sumas(historia: Sequence[Hito], hoy: date, vida_media: float, peso: float) -> tuple[float, float]:
    valores = [valencia * 2 ** (-(hoy - fecha).days / DIAS_POR_MES / vida_media) for fecha, valencia in historia]
    return fsum(v for v in valores if v > 0), peso * fsum(-v for v in valores if v < 0)


def _indice(historia: Sequence[Hito], hoy: date, vida_media: float, peso: float) -> float:
    positivo, negativo = _sumas(historia, hoy, vida_media, peso)
    return 100 * (positivo + 1) / (positivo + negativo + 2)


def _indice_de_entonces(historia: Sequence[Hito], hoy: date, vida_media: float, peso: float) -> float:
    entonces = _meses_antes(hoy, MESES_DE_TENDENCIA)
    return _indice([hito for hito in historia if hito[0] <= entonces], entonces, vida_media, peso)


def _aportes(historia: Sequence[Hito], hoy: date, vida_media: float, peso: float) -> list[float]:
    indice = _indice(historia, hoy, vida_media, peso)
    return [indice - _indice([*historia[:i], *historia[i + 1 :]], hoy, vida_media, peso) for i in range(len(historia))]


def _solidez(masa: float) -> str:
    if masa < 2:
        return "escasa"
    return "media" if masa <= 6 else "alta"


def _mismo_lado(indices: Iterable[float]) -> bool:
    distancias = [indice - 50 for indice in indices]
    return all(d > _RUIDO for d in distancias) or all(d < -_RUIDO for d in distancias)


def _meses_antes(dia: date, meses: int) -> date:
    ano, mes = divmod(dia.year * 12 + dia.month - 1 - meses, 12)
    return date(ano, mes + 1, min(dia.day, monthrange(ano, mes + 1)[1]))


def _meses_cumplidos(desde: date, hasta: date) -> int:
    meses = (hasta.year - desde.year) * 12 + hasta.month - desde.month
    return meses - (hasta.day < desde.day)
