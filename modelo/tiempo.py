"""El tiempo que queda de una sesión: a qué hora se acabaría y cómo repartirlo para acabar a la prevista.

El reparto es proporcional a los minutos de cada fase, en minutos enteros y por restos mayores: la suma es exacta y
una fase más larga nunca queda con menos que otra más corta de su clase. Nada baja de ``minimo``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from modelo.fases import Agenda, Paso, retraso

MINUTO = timedelta(minutes=1)
MINUTOS_MAXIMOS = 240
MINIMO = 2
APRECIABLE = 2


@dataclass(frozen=True, slots=True)
class Tramo:
    """Una fase por venir: los minutos que tiene y de los que no se baja."""

    clave: str
    minutos: int
    minimo: int


@dataclass(frozen=True, slots=True)
class Propuesta:
    """Los minutos que tendría cada fase por venir y los que faltan aun así para acabar a la hora."""

    minutos: Mapping[str, int]
    faltan: int = 0


def minimo(minutos: int, *, pausa: bool) -> int:
    """Lo menos que puede durar una fase que en el plan tiene esos minutos: 2, o 1 si ya era de 1; la pausa, la mitad.

    La mitad se redondea hacia arriba.
    """
    return max(min(minutos, MINIMO), -(-minutos // 2) if pausa else 0)


def por_venir(agenda: Agenda) -> tuple[Paso, ...]:
    """Las fases de la sesión en curso que van detrás de la actual."""
    de_hoy = agenda.paso(agenda.actual).sesion
    return tuple(p for p in agenda.pasos[agenda.indice + 1 :] if p.sesion == de_hoy)


def acabaria(agenda: Agenda, ahora: datetime) -> datetime:
    """A qué hora acabaría la sesión si cada fase por venir dura sus minutos."""
    actual = agenda.paso(agenda.actual)
    en_pausa = timedelta(seconds=max(0.0, actual.restante_en_pausa or 0.0))
    return max(actual.termina_en or ahora, ahora) + en_pausa + sum(p.minutos for p in por_venir(agenda)) * MINUTO


def minutos_de_retraso(agenda: Agenda, ahora: datetime) -> int:
    """El retraso en minutos enteros, como se dice en pantalla; negativo, adelanto."""
    return round(retraso(agenda, ahora) / MINUTO)


def proponer(agenda: Agenda, ahora: datetime) -> Propuesta | None:
    """Cómo quedaría lo que falta para acabar a la hora prevista; ``None`` si se va bien o ya no falta ninguna fase."""
    de_mas = minutos_de_retraso(agenda, ahora)
    tramos = [Tramo(p.clave, p.minutos, min(p.minutos, minimo(p.del_plan, pausa=p.pausa))) for p in por_venir(agenda)]
    if abs(de_mas) < APRECIABLE or not tramos:
        return None
    propuesta = repartir(tramos, sum(t.minutos for t in tramos) - de_mas)
    return propuesta if max(propuesta.minutos.values()) <= MINUTOS_MAXIMOS else None


def repartir(tramos: Sequence[Tramo], total: int) -> Propuesta:
    """Reparte ``total`` minutos. Si no llega ni para los mínimos, da los mínimos y dice cuántos faltan."""
    puestos = {t.clave: t.minimo for t in tramos}
    faltan = sum(puestos.values()) - total
    if faltan >= 0:
        return Propuesta(puestos, faltan)
    libres, quedan = list(tramos), total
    while True:
        parte = Fraction(quedan, sum(t.minutos for t in libres))
        justos = [t for t in libres if t.minutos * parte < t.minimo]
        if not justos:
            break
        libres = [t for t in libres if t not in justos]
        quedan -= sum(t.minimo for t in justos)
    cuotas = {t.clave: t.minutos * parte for t in libres}
    puestos |= {clave: int(cuota) for clave, cuota in cuotas.items()}
    # El minuto suelto, a quien más cerca se quedó; a igualdad, a la fase más larga.
    orden = sorted(libres, key=lambda t: (int(cuotas[t.clave]) - cuotas[t.clave], -t.minutos))
    for t in orden[: total - sum(puestos.values())]:
        puestos[t.clave] += 1
    return Propuesta(puestos)


def firma(agenda: Agenda) -> str:
    """Lo que distingue un momento del plan de otro: dónde está el grupo, su reloj y los minutos de lo que falta."""
    actual = agenda.paso(agenda.actual)
    reloj = [f"{en.timestamp():.0f}" if en else "" for en in (actual.inicia_en, actual.termina_en)]
    faltan = [f"{p.clave}:{p.minutos}" for p in por_venir(agenda)]
    escrito = " ".join([actual.clave, *reloj, str(actual.restante_en_pausa), *faltan])
    return hashlib.sha256(escrito.encode()).hexdigest()[:16]
