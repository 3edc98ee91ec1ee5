"""Lecturas de lo que cambia: diferencias con su intervalo, y la evolución de varias veces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from datos.idiomas import _, rotulos
from datos.lecturas.formato import (
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
        return _("Aún no hay datos para comparar.")
    personas = [d.n for d in lista]
    claras = [d for d in lista if d.distinguible]
    if not claras:
        return _("{sin_cambio} en ninguna palanca.").format(sin_cambio=sin_cambio(personas))
    tramos = (f"{d.nombre}, {decimal(d.media, signo=True)} ({_intervalo(d)})" for d in claras)
    resto = len(lista) - len(claras)
    frase = _("Se distingue un cambio al {confianza} en {palancas} ({n}).")
    remate = _(" En {palancas} no se distingue un cambio.").format(palancas=contar(resto, "palanca")) if resto else ""
    return frase.format(confianza=porcentaje(0.95), palancas=enumerar(tramos), n=n_de(personas)) + remate


def sin_cambio(personas: Sequence[int]) -> str:
    """«No se distingue un cambio con 11 personas», o «con 9 a 11 personas»: las de cada palanca."""
    return _("No se distingue un cambio con {personas}").format(personas=personas_de(personas))


def frase_sin_cambio(pares: Sequence[tuple[str, int]]) -> str:
    """En qué palancas no se distingue un cambio, todas en una frase; vacía si no hay ninguna."""
    if not pares:
        return ""
    donde = enumerar(nombre for nombre, _n in pares)
    return _("{sin_cambio} en {palancas}.").format(sin_cambio=sin_cambio([n for _nombre, n in pares]), palancas=donde)


def _intervalo(d: Diferencia) -> str:
    if d.inferior is None or d.superior is None:
        return rotulos.SIN_DATO
    # Con una sola cifra, un extremo que no llega a cero se leería como cero.
    bajo, alto = decimal(d.inferior, 2, signo=True), decimal(d.superior, 2, signo=True)
    return _("de {bajo} a {alto}").format(bajo=bajo, alto=alto)


def lectura_de(d: Diferencia) -> str:
    """«se distingue», o con cuántas personas no se puede decir."""
    return _("se distingue") if d.distinguible else rotulos.SIN_CAMBIO_DISTINGUIBLE.format(n=d.n)


def como_se_compara(df: pd.DataFrame) -> str:
    """Si se compara a cada persona consigo misma o, en qué palancas, a los dos grupos enteros."""
    enteros = [str(f["nombre"]) for f in filas(df) if not f["emparejada"]]
    if not enteros:
        return _("Se compara a cada persona consigo misma.")
    if len(enteros) == len(df):
        return _(
            "Se comparan los dos grupos enteros, con la t de Welch: emparejar dejaría deducir lo de quienes estuvieron "
            "una sola vez. Así solo se distinguen cambios grandes: que no se distinga no quiere decir que no lo haya."
        )
    frase = _(
        "En {palancas} se comparan los dos grupos enteros, con la t de Welch: emparejar dejaría deducir lo de quienes "
        "estuvieron una sola vez. Así solo se distinguen cambios grandes: que no se distinga no quiere decir que no lo "
        "haya."
    )
    return frase.format(palancas=enumerar(enteros))


def tabla_diferencias(df: pd.DataFrame) -> pd.DataFrame:
    """Cada palanca con su diferencia, el intervalo, n y si se distingue."""
    lista = diferencias(df)
    return pd.DataFrame(
        {
            _("Palanca"): [d.nombre for d in lista],
            _("Diferencia"): [decimal(d.media, signo=True) for d in lista],
            _("Intervalo del 95 %"): [_intervalo(d) for d in lista],
            "n": [str(d.n) for d in lista],
            _("Lectura"): [lectura_de(d) for d in lista],
        }
    )


def tabla_cambios(df: pd.DataFrame, antes: str, despues: str) -> pd.DataFrame:
    """Cada palanca con sus dos medias y sus n, la diferencia, el intervalo y cómo se ha calculado."""
    lista = filas(df)
    hechas = {d.nombre: d for d in diferencias(df)}
    return pd.DataFrame(
        {
            _("Palanca"): [str(f["nombre"]) for f in lista],
            antes: [f"{decimal(f['antes'])} (n = {entero(f['n_antes'])})" for f in lista],
            despues: [f"{decimal(f['despues'])} (n = {entero(f['n_despues'])})" for f in lista],
            _("Diferencia"): [decimal(f["diferencia"], signo=True) for f in lista],
            _("Intervalo del 95 %"): [_intervalo(hechas[str(f["nombre"])]) for f in lista],
            _("Cómo"): [_("mismas personas") if f["emparejada"] else _("grupos enteros") for f in lista],
            _("Lectura"): [lectura_de(hechas[str(f["nombre"])]) for f in lista],
        }
    )


def frase_evolucion(df: pd.DataFrame, momentos: Sequence[str]) -> str:
    """La palanca que más sube y la que más baja del primer momento al último."""
    lista = [t for t in trayectorias(df, momentos) if None not in (t.medias[0], t.medias[-1])]
    if not lista:
        return _("Aún no hay datos del primer momento y del último.")
    cambios = [(t.nombre, (t.medias[-1] or 0) - (t.medias[0] or 0)) for t in lista]
    sube, baja = max(cambios, key=lambda c: c[1]), min(cambios, key=lambda c: c[1])
    partes = (
        [_("La que más sube es {cual} ({cuanto})").format(cual=sube[0], cuanto=decimal(sube[1], signo=True))]
        if sube[1] > 0
        else []
    )
    partes += (
        [_("la que más baja, {cual} ({cuanto})").format(cual=baja[0], cuanto=decimal(baja[1], signo=True))]
        if baja[1] < 0
        else []
    )
    frase = "; ".join(partes) or _("Ninguna palanca se mueve")
    personas = max(n for t in lista for n in t.personas)
    remate = _(", de {antes} a {despues} (n de hasta {n}).").format(antes=momentos[0], despues=momentos[-1], n=personas)
    return f"{frase[0].upper()}{frase[1:]}{remate}"


def tabla_evolucion(df: pd.DataFrame, momentos: Sequence[str]) -> pd.DataFrame:
    """Cada palanca con su media y su n en cada momento."""
    lista = trayectorias(df, momentos)
    tabla: dict[str, list[str]] = {_("Palanca"): [t.nombre for t in lista]}
    for puesto, momento in enumerate(momentos):
        tabla[momento] = [
            rotulos.SIN_DATO if t.medias[puesto] is None else f"{decimal(t.medias[puesto])} (n = {t.personas[puesto]})"
            for t in lista
        ]
    return pd.DataFrame(tabla)
