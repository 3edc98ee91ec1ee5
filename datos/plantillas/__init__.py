"""Los talleres de serie, leídos de los TOML de esta carpeta una sola vez y comprobados al leer."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from modelo.errores import ValorNoValido
from modelo.plantillas import AMBITOS, LARGO_DE_NOMBRE_CORTO, FasePlantilla, Palanca, Plantilla, version_de_palancas

CLAVES = ("completo", "expres", "seguimiento")
MINUTOS_POR_SESION = {"completo": (120, 120), "expres": (90,), "seguimiento": (60,)}
CARPETA = Path(__file__).parent

_TEXTOS = ("titulo", "objetivo", "guion", "consigna", "se_proyecta", "quien_ve", "ayuda")


@cache
def plantillas() -> tuple[Plantilla, ...]:
    """Las plantillas de serie: el taller completo, el exprés y el de seguimiento."""
    return tuple(_leer(clave) for clave in CLAVES)


def plantilla(clave: str) -> Plantilla:
    """La plantilla con esa clave; si no hay ninguna, ``ValorNoValido``."""
    for una in plantillas():
        if una.clave == clave:
            return una
    raise ValorNoValido("plantilla", "esa plantilla no existe")


@cache
def palancas() -> tuple[Palanca, ...]:
    """Las ocho palancas de la casa, en el orden del radar. Las comparten todas las plantillas."""
    leidas = tuple(Palanca.de_datos(datos) for datos in _toml("palancas")["palancas"])
    for una in leidas:
        _exigir(len(una.nombre_corto) <= LARGO_DE_NOMBRE_CORTO, f"{una.clave}: el nombre corto no cabe en el radar")
        _exigir(una.ambito in AMBITOS, f"{una.clave}: ámbito desconocido")
        _exigir(
            [a.clave for a in una.afirmaciones] == [f"{una.clave}{letra}" for letra in "abc"],
            f"{una.clave}: las afirmaciones se llaman {una.clave}a, {una.clave}b y {una.clave}c",
        )
    _exigir([p.clave for p in leidas] == [f"P{i}" for i in range(1, 9)], "las palancas van de P1 a P8")
    return leidas


@cache
def version_de_serie() -> str:
    """La huella de las palancas de la casa: la que comparten los talleres que no las han cambiado."""
    return version_de_palancas(palancas())


def _leer(clave: str) -> Plantilla:
    datos = _toml(clave)
    fases = tuple(FasePlantilla.de_datos(fase) for fase in datos["fases"])
    leida = Plantilla(
        clave=datos["clave"],
        nombre=datos["nombre"],
        descripcion=datos["descripcion"],
        duracion_min=datos["duracion_min"],
        sesiones=datos["sesiones"],
        fases=fases,
        palancas=palancas(),
    )
    _exigir(leida.clave == clave, f"{clave}: el archivo dice ser «{leida.clave}»")
    _exigir(minutos_por_sesion(leida) == MINUTOS_POR_SESION[clave], f"{clave}: los minutos no suman los del método")
    _exigir(leida.duracion_min == sum(MINUTOS_POR_SESION[clave]), f"{clave}: la duración no es la suma de las fases")
    _exigir(leida.sesiones == len(MINUTOS_POR_SESION[clave]), f"{clave}: el número de sesiones no cuadra")
    _exigir_fases(clave, fases)
    return leida


def minutos_por_sesion(plantilla: Plantilla) -> tuple[int, ...]:
    """Minutos que suman las fases de cada sesión, de la primera a la última."""
    sesiones = sorted({f.sesion for f in plantilla.fases})
    return tuple(sum(f.minutos for f in plantilla.fases if f.sesion == sesion) for sesion in sesiones)


def _exigir_fases(plantilla: str, fases: Sequence[FasePlantilla]) -> None:
    claves = [f.clave for f in fases]
    _exigir(len(set(claves)) == len(claves), f"{plantilla}: dos fases con la misma clave")
    _exigir([f.sesion for f in fases] == sorted(f.sesion for f in fases), f"{plantilla}: sesiones desordenadas")
    for fase in fases:
        # Los campos de una fase se buscan por lo que hay en su clave antes del guion bajo.
        _exigir(fase.clave.split("_")[0] == fase.tipo, f"{plantilla}: «{fase.clave}» no es una clave de {fase.tipo}")
        vacios = [campo for campo in _TEXTOS if not getattr(fase, campo).strip()]
        _exigir(not vacios, f"{plantilla}: a {fase.clave} le falta {', '.join(vacios)}")


def _toml(nombre: str) -> dict[str, Any]:
    return tomllib.loads((CARPETA / f"{nombre}.toml").read_text(encoding="utf-8"))


def _exigir(cierto: bool, motivo: str) -> None:
    if not cierto:
        raise ValueError(motivo)
