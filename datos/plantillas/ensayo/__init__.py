"""Los doce participantes ficticios del taller de ensayo, un TOML por persona.

Las fechas van en meses hacia atrás (``meses_atras``, ``meses_desde``) y los plazos en días (``en_dias``): el ensayo
es siempre reciente. Nadie de aquí existe, ni sus clientes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

CARPETA = Path(__file__).parent
LISTAS_DE_CLIENTE = ("hitos", "interlocutores", "interacciones")

# Cada bloque de valoraciones, con el cliente y la ronda a los que pertenece.
_BLOQUES = {"estable": ("estable", 1), "perdido": ("perdido", 1), "estable_ronda_2": ("estable", 2)}


class Valorada(NamedTuple):
    """Una respuesta a una afirmación: ``valor`` de 1 a 5 o ``"ns"``. Lo que no se contestó no figura."""

    papel: str
    ronda: int
    afirmacion: str
    valor: int | str


class Justificada(NamedTuple):
    """El hecho con que alguien sostiene su valoración de una palanca, en la ronda 1."""

    papel: str
    palanca: str
    texto: str


class EnPerfil(NamedTuple):
    """Eficacia y eficiencia que alguien se da en una palanca, con su hecho o sin él."""

    palanca: str
    eficacia: int
    eficiencia: int
    hecho: str


@cache
def participantes() -> tuple[dict[str, Any], ...]:
    """Las doce personas, siempre en el mismo orden.

    Cada una trae ``alias``, ``respuestas`` {fase: {campo: valor}}, ``clientes``, ``aportaciones``, ``compromisos``,
    ``votos`` (claves de aportación) y ``aparcamiento`` (textos); lo que dejó sin hacer viene vacío. Clientes y
    aportaciones llevan una ``clave`` para enlazarlos. No se modifican: son las mismas en cada llamada.
    """
    return tuple(_completa(tomllib.loads(a.read_text(encoding="utf-8"))) for a in sorted(CARPETA.glob("*.toml")))


def _completa(persona: dict[str, Any]) -> dict[str, Any]:
    vacia: dict[str, Any] = {"respuestas": {}} | {
        clave: [] for clave in ("clientes", "aportaciones", "compromisos", "votos", "aparcamiento")
    }
    clientes = [dict.fromkeys(LISTAS_DE_CLIENTE, ()) | cliente for cliente in persona["clientes"]]
    return vacia | persona | {"clientes": clientes}


def campos_de_cliente(cliente: Mapping[str, Any], hoy: date) -> dict[str, Any]:
    """Los campos guardables de un cliente, sin lo que cuelga de él."""
    fuera = {"clave", "meses_desde", *LISTAS_DE_CLIENTE}
    campos = {campo: valor for campo, valor in cliente.items() if campo not in fuera}
    if "meses_desde" in cliente:
        campos["desde"] = mes_de_hace(cliente["meses_desde"], hoy)
    return campos


def campos_de_hito(hito: Mapping[str, Any], hoy: date) -> dict[str, Any]:
    """Los campos guardables de un hito, con su fecha («AAAA-MM-01»)."""
    campos = {campo: valor for campo, valor in hito.items() if campo != "meses_atras"}
    return campos | {"fecha": f"{mes_de_hace(hito['meses_atras'], hoy)}-01"}


def campos_de_compromiso(compromiso: Mapping[str, Any], hoy: date) -> dict[str, Any]:
    """Los campos guardables de un compromiso, con su día. Falta ``cliente_id``: sale de la clave ``cliente``."""
    campos = {campo: valor for campo, valor in compromiso.items() if campo not in ("en_dias", "cliente")}
    return campos | {"antes_de": (hoy + timedelta(days=compromiso["en_dias"])).isoformat()}


def valoraciones(persona: Mapping[str, Any]) -> Iterator[Valorada]:
    """Todo lo que una persona valoró, en las dos rondas."""
    for bloque, por_palanca in persona.get("valoraciones", {}).items():
        papel, ronda = _BLOQUES[bloque]
        for palanca, valores in por_palanca.items():
            for letra, valor in zip("abc", valores, strict=True):
                if valor != "":
                    yield Valorada(papel, ronda, f"{palanca}{letra}", valor)


def justificaciones(persona: Mapping[str, Any]) -> Iterator[Justificada]:
    """Los hechos con que una persona justificó sus valoraciones."""
    for papel, por_palanca in persona.get("justificaciones", {}).items():
        for palanca, texto in por_palanca.items():
            yield Justificada(papel, palanca, texto)


def perfil(persona: Mapping[str, Any]) -> Iterator[EnPerfil]:
    """Lo que una persona dice de sí, palanca a palanca; solo las que contestó."""
    for palanca, (eficacia, eficiencia, *hecho) in persona.get("perfil", {}).items():
        yield EnPerfil(palanca, eficacia, eficiencia, hecho[0] if hecho else "")


def mes_de_hace(meses: int, hoy: date) -> str:
    """El mes («AAAA-MM») que fue hace tantos meses."""
    ano, mes = divmod(hoy.year * 12 + hoy.month - 1 - meses, 12)
    return f"{ano:04d}-{mes + 1:02d}"
