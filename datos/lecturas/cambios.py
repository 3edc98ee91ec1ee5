"""Lecturas de lo que cambia: diferencias con su intervalo, y la evolución de varias veces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from datos.lecturas.formato import (
    SIN_DATOS,
    contar,
    decimal,
    entero,
    enumerar,
    filas,
    n_de,
    numero,
    personas_de,
    porcentaje,
)
from modelo.rotulos import SIN_CAMBIO_DISTINGUIBLE, SIN_DATO


@dataclass(frozen=True)
class Diferencia:
    """Cuánto va de una medida a otra en una palanca, con su intervalo."""

    nombre: str
    media: float
    inferior: float | None
    superior: float | None
    n: int

    @property
    def distinguible(self) -> bool:
        """Si el intervalo existe y deja fuera el cero."""
        if self.inferior is None or self.superior is None:
            return False
        return self.inferior > 0 or self.superior < 0


@dataclass(frozen=True)
class Trayectoria:
    """Una palanca en cada momento: media y personas, o ``None`` donde no se puede enseñar."""

    nombre: str
    medias: tuple[float | None, ...]
    personas: tuple[int, ...]


def diferencias(df: pd.DataFrame) -> list[Diferencia]:
    """Las palancas con diferencia, de la mayor a la menor sin mirar el signo."""
    lista = [
        Diferencia(str(f["nombre"]), media, numero(f["inferior"]), numero(f["superior"]), int(numero(f["n"]) or 0))
        for f in filas(df)
        if (media := numero(f["diferencia"])) is not None
    ]
    return sorted(lista, key=lambda d: -abs(d.media))


def trayectorias(df: pd.DataFrame, momentos: Sequence[str]) -> list[Trayectoria]:
    """Una por palanca, en el orden recibido. `df`: nombre, momento, media, n."""
    dadas: dict[str, dict[str, dict[str, Any]]] = {}
    for fila in filas(df):
        dadas.setdefault(str(fila["nombre"]), {})[str(fila["momento"])] = fila
    return [
        Trayectoria(
            nombre,
            tuple(numero(suyas[m]["media"]) if m in suyas else None for m in momentos),
            tuple(int(numero(suyas[m]["n"]) or 0) if m in suyas else 0 for m in momentos),
        )
        for nombre, suyas in dadas.items()
    ]


def frase_diferencias(df: pd.DataFrame) -> str:
    """En qué palancas se distingue un cambio, de cuánto y con qué intervalo; o que no se distingue ninguno."""
    lista = diferencias(df)
    if not lista:
        return f"{SIN_DATOS} para comparar."
    personas = [d.n for d in lista]
    claras = [d for d in lista if d.distinguible]
    if not claras:
        return f"{sin_cambio(personas)} en ninguna palanca."
    tramos = (f"{d.nombre}, {decimal(d.media, signo=True)} ({_intervalo(d)})" for d in claras)
    resto = len(lista) - len(claras)
    remate = f" En {contar(resto, 'palanca')} no se distingue un cambio." if resto else ""
    return f"Se distingue un cambio al {porcentaje(0.95)} en {enumerar(tramos)} ({n_de(personas)}).{remate}"


def sin_cambio(personas: Sequence[int]) -> str:
    """«No se distingue un cambio con 11 personas», o «con 9 a 11 personas»: las de cada palanca."""
    return SIN_CAMBIO_DISTINGUIBLE.replace("{n} personas", personas_de(personas))


def frase_sin_cambio(pares: Sequence[tuple[str, int]]) -> str:
    """En qué palancas no se distingue un cambio, todas en una frase; vacía si no hay ninguna."""
    if not pares:
        return ""
    return f"{sin_cambio([n for _, n in pares])} en {enumerar(nombre for nombre, _ in pares)}."


def _intervalo(d: Diferencia) -> str:
    if d.inferior is None or d.superior is None:
        return SIN_DATO
    # Con una sola cifra, un extremo que no llega a cero se leería como cero.
    return f"de {decimal(d.inferior, 2, signo=True)} a {decimal(d.superior, 2, signo=True)}"


def lectura_de(d: Diferencia) -> str:
    """«se distingue», o con cuántas personas no se puede decir."""
    return "se distingue" if d.distinguible else SIN_CAMBIO_DISTINGUIBLE.format(n=d.n)


def como_se_compara(df: pd.DataFrame) -> str:
    """Si se compara a cada persona consigo misma o, en qué palancas, a los dos grupos enteros."""
    enteros = [str(f["nombre"]) for f in filas(df) if not f["emparejada"]]
    if not enteros:
        return "Se compara a cada persona consigo misma."
    donde = "" if len(enteros) == len(df) else f"En {enumerar(enteros)} s"
    return (
        f"{donde or 'S'}e comparan los dos grupos enteros, con la t de Welch: emparejar dejaría deducir lo de quienes "
        "estuvieron una sola vez."
    )


def tabla_diferencias(df: pd.DataFrame) -> pd.DataFrame:
    """Cada palanca con su diferencia, el intervalo, n y si se distingue."""
    lista = diferencias(df)
    return pd.DataFrame(
        {
            "Palanca": [d.nombre for d in lista],
            "Diferencia": [decimal(d.media, signo=True) for d in lista],
            "Intervalo del 95 %": [_intervalo(d) for d in lista],
            "n": [str(d.n) for d in lista],
            "Lectura": [lectura_de(d) for d in lista],
        }
    )


def tabla_cambios(df: pd.DataFrame, antes: str, despues: str) -> pd.DataFrame:
    """Cada palanca con sus dos medias y sus n, la diferencia, el intervalo y cómo se ha calculado."""
    lista = filas(df)
    hechas = {d.nombre: d for d in diferencias(df)}
    return pd.DataFrame(
        {
            "Palanca": [str(f["nombre"]) for f in lista],
            antes: [f"{decimal(f['antes'])} (n = {entero(f['n_antes'])})" for f in lista],
            despues: [f"{decimal(f['despues'])} (n = {entero(f['n_despues'])})" for f in lista],
            "Diferencia": [decimal(f["diferencia"], signo=True) for f in lista],
            "Intervalo del 95 %": [_intervalo(hechas[str(f["nombre"])]) for f in lista],
            "Cómo": ["mismas personas" if f["emparejada"] else "grupos enteros" for f in lista],
            "Lectura": [lectura_de(hechas[str(f["nombre"])]) for f in lista],
        }
    )


def frase_evolucion(df: pd.DataFrame, momentos: Sequence[str]) -> str:
    """La palanca que más sube y la que más baja del primer momento al último."""
    lista = [t for t in trayectorias(df, momentos) if None not in (t.medias[0], t.medias[-1])]
    if not lista:
        return f"{SIN_DATOS} del primer momento y del último."
    cambios = [(t.nombre, (t.medias[-1] or 0) - (t.medias[0] or 0)) for t in lista]
    sube, baja = max(cambios, key=lambda c: c[1]), min(cambios, key=lambda c: c[1])
    partes = [f"La que más sube es {sube[0]} ({decimal(sube[1], signo=True)})"] if sube[1] > 0 else []
    partes += [f"la que más baja, {baja[0]} ({decimal(baja[1], signo=True)})"] if baja[1] < 0 else []
    frase = "; ".join(partes) or "Ninguna palanca se mueve"
    personas = max(n for t in lista for n in t.personas)
    return f"{frase[0].upper()}{frase[1:]}, de {momentos[0]} a {momentos[-1]} (n de hasta {personas})."


def tabla_evolucion(df: pd.DataFrame, momentos: Sequence[str]) -> pd.DataFrame:
    """Cada palanca con su media y su n en cada momento."""
    lista = trayectorias(df, momentos)
    tabla: dict[str, list[str]] = {"Palanca": [t.nombre for t in lista]}
    for puesto, momento in enumerate(momentos):
        tabla[momento] = [
            SIN_DATO if t.medias[puesto] is None else f"{decimal(t.medias[puesto])} (n = {t.personas[puesto]})"
            for t in lista
        ]
    return pd.DataFrame(tabla)
