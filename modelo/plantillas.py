"""Una plantilla de taller como dato: fases, textos, minutos y palancas. Aquí solo está su forma."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

LARGO_DE_VERSION = 12
LARGO_DE_NOMBRE_CORTO = 14
POR_PALANCA = 3
# Las que hay que contestar para que la palanca puntúe.
MINIMO_POR_PALANCA = 2
AMBITOS = ("entorno", "interaccion", "ambos")
# El orden en que el método encadena los tipos de fase. Una pausa va donde se quiera: de partida, tras lo que haya.
RITMO = (
    "bienvenida",
    "compromisos",
    "mapa",
    "historico",
    "entorno",
    "interaccion",
    "salida",
    "retomar",
    "descubrir",
    "valoracion",
    "comparacion",
    "radar",
    "perfil",
    "estrategias",
    "plan",
    "cierre",
)
# Lo que una fase necesita antes para tener algo que enseñar.
NECESITA = {
    "historico": ("mapa",),
    "entorno": ("historico",),
    "interaccion": ("historico",),
    "descubrir": ("historico", "interaccion"),
    "radar": ("valoracion",),
    "comparacion": ("valoracion",),
}


@dataclass(frozen=True, slots=True)
class Afirmacion:
    """Un ítem que se valora de 1 a 5: clave («P1a») y texto."""

    clave: str
    texto: str


@dataclass(frozen=True, slots=True)
class Palanca:
    """Un factor de confianza sobre el que se puede actuar, con sus tres afirmaciones y sus anclas 1 · 3 · 5."""

    clave: str
    nombre: str
    nombre_corto: str
    ambito: str
    que_es: str
    afirmaciones: tuple[Afirmacion, ...]
    anclas: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.afirmaciones) != POR_PALANCA or len(self.anclas) != POR_PALANCA:
            raise ValueError(f"{self.clave}: una palanca lleva {POR_PALANCA} afirmaciones y {POR_PALANCA} anclas")

    def a_datos(self) -> dict[str, Any]:
        """La palanca como diccionario que cabe en JSON."""
        return {
            "clave": self.clave,
            "nombre": self.nombre,
            "nombre_corto": self.nombre_corto,
            "ambito": self.ambito,
            "que_es": self.que_es,
            "afirmaciones": [asdict(a) for a in self.afirmaciones],
            "anclas": list(self.anclas),
        }

    @classmethod
    def de_datos(cls, datos: Mapping[str, Any]) -> Palanca:
        """La palanca que dio ``a_datos``. Lanza ``ValueError`` si no trae tres afirmaciones y tres anclas."""
        return cls(
            clave=datos["clave"],
            nombre=datos["nombre"],
            nombre_corto=datos["nombre_corto"],
            ambito=datos["ambito"],
            que_es=datos["que_es"],
            afirmaciones=tuple(Afirmacion(a["clave"], a["texto"]) for a in datos["afirmaciones"]),
            anclas=tuple(datos["anclas"]),
        )


@dataclass(frozen=True, slots=True)
class FasePlantilla:
    """Un paso de la agenda tal como viene de serie, antes de que ningún taller lo cambie.

    ``consigna`` es lo que lee quien participa al entrar; ``guion``, lo que dice quien facilita; ``ayuda``, qué mirar
    y qué preguntar; ``se_proyecta``, qué verá el grupo al revelar; ``quien_ve``, quién ve qué, dicho a quien escribe.
    """

    clave: str
    tipo: str
    sesion: int
    titulo: str
    objetivo: str
    guion: str
    consigna: str
    minutos: int
    anonima: bool
    se_proyecta: str
    quien_ve: str
    ayuda: str

    def a_datos(self) -> dict[str, Any]:
        """La fase como diccionario que cabe en JSON."""
        return asdict(self)

    @classmethod
    def de_datos(cls, datos: Mapping[str, Any]) -> FasePlantilla:
        """La fase que dio ``a_datos``. Una clave de más o de menos es un ``TypeError``."""
        return cls(**datos)


@dataclass(frozen=True, slots=True)
class Plantilla:
    """Un taller de serie: cuánto dura, en cuántas sesiones, con qué fases y con qué palancas."""

    clave: str
    nombre: str
    descripcion: str
    duracion_min: int
    sesiones: int
    fases: tuple[FasePlantilla, ...]
    palancas: tuple[Palanca, ...]

    def a_datos(self) -> dict[str, Any]:
        """La plantilla entera como diccionario que cabe en JSON."""
        return {
            "clave": self.clave,
            "nombre": self.nombre,
            "descripcion": self.descripcion,
            "duracion_min": self.duracion_min,
            "sesiones": self.sesiones,
            "fases": [f.a_datos() for f in self.fases],
            "palancas": [p.a_datos() for p in self.palancas],
        }

    @classmethod
    def de_datos(cls, datos: Mapping[str, Any]) -> Plantilla:
        """La plantilla que dio ``a_datos``."""
        return cls(
            clave=datos["clave"],
            nombre=datos["nombre"],
            descripcion=datos["descripcion"],
            duracion_min=datos["duracion_min"],
            sesiones=datos["sesiones"],
            fases=tuple(FasePlantilla.de_datos(f) for f in datos["fases"]),
            palancas=tuple(Palanca.de_datos(p) for p in datos["palancas"]),
        )


def donde_va(agenda: Sequence[tuple[str, int]], tipo: str, sesion: int) -> int:
    """El puesto de una fase nueva en una agenda de (tipo, sesión): dentro de su sesión y tras lo que la precede."""
    suyos = [puesto for puesto, (_, otra) in enumerate(agenda) if otra == sesion]
    if not suyos:
        return len(agenda)
    if tipo not in RITMO:
        return suyos[len(suyos) // 2]
    previas = [p for p in suyos if agenda[p][0] in RITMO and RITMO.index(agenda[p][0]) <= RITMO.index(tipo)]
    return max(previas) + 1 if previas else suyos[0]


def reparos(tipos: Sequence[str]) -> list[tuple[str, str]]:
    """Parejas (fase, lo que le falta antes) de una agenda que no daría nada que enseñar."""
    return [
        (tipo, previo)
        for puesto, tipo in enumerate(tipos)
        for previo in NECESITA.get(tipo, ())
        if previo not in tipos[:puesto]
    ]


def version_de_palancas(palancas: Iterable[Palanca]) -> str:
    """Huella corta de lo que se pregunta: dos talleres solo se comparan si la comparten.

    Depende de las claves y del texto de las afirmaciones, no del orden ni de los nombres: cambiar un título no
    impide comparar.
    """
    preguntas = sorted((p.clave, a.clave, _normal(a.texto)) for p in palancas for a in p.afirmaciones)
    return hashlib.sha256(json.dumps(preguntas).encode()).hexdigest()[:LARGO_DE_VERSION]


def _normal(texto: str) -> str:
    # La misma frase tecleada en otro aparato puede traer las tildes descompuestas o un espacio de más.
    return " ".join(unicodedata.normalize("NFC", texto).split())
