"""La forma común de lo que se exporta: un informe con capítulos, secciones y tablas con columnas explicadas.

Todo son valores simples e inmutables: dos informes iguales se comparan con ``==``, y cualquier formato dice lo mismo
porque parte de aquí.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from math import isfinite

from datos.lecturas.formato import decimal, entero, mes, porcentaje
from modelo.plantillas import Palanca
from modelo.rotulos import SIN_DATO

OCULTO = "oculto"
TEXTO, ENTERO, DECIMAL, PARTE, MES = "texto", "entero", "decimal", "parte", "mes"
TIPOS = (TEXTO, ENTERO, DECIMAL, PARTE, MES)
NUMEROS = (ENTERO, DECIMAL, PARTE)
MAS_CIFRAS = 6
_FECHA = re.compile(r"\d{4}-\d{2}-\d{2}")

Valor = str | int | float | None
"""Una celda: ``None`` es «sin dato» y ``OCULTO``, un recuento que señalaría a alguien. Los meses van «AAAA-MM-DD»."""


def es_fecha(texto: str) -> bool:
    """Si es un día que existe, escrito «AAAA-MM-DD»."""
    try:
        return bool(_FECHA.fullmatch(texto)) and date.fromisoformat(texto) is not None
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Columna:
    """Qué hay en una columna: su nombre, qué es, en qué se mide y entre qué valores."""

    clave: str
    nombre: str
    que_es: str
    tipo: str = TEXTO
    unidades: str = ""
    rango: str = ""
    cifras: int = 1
    signo: bool = False

    def __post_init__(self) -> None:
        if self.tipo not in TIPOS:
            raise ValueError(f"no hay columnas de tipo «{self.tipo}»")
        if not 0 <= self.cifras <= MAS_CIFRAS:
            raise ValueError(f"las cifras van de 0 a {MAS_CIFRAS}")

    def admite(self, valor: Valor) -> bool:
        """Si ese valor puede estar en la columna."""
        if valor is None or valor == OCULTO:
            return True
        if self.tipo == MES:
            return isinstance(valor, str) and es_fecha(valor)
        if self.tipo == TEXTO:
            return isinstance(valor, str)
        return isinstance(valor, int) or (isinstance(valor, float) and self.tipo != ENTERO and isfinite(valor))

    def texto(self, valor: Valor) -> str:
        """La celda como se lee en pantalla, con coma decimal y «sin dato» u «oculto» donde toque."""
        if valor is None:
            return SIN_DATO if self.tipo != TEXTO else ""
        if isinstance(valor, str):
            return mes(date.fromisoformat(valor)) if self.tipo == MES and valor != OCULTO else valor
        if self.tipo == PARTE:
            return porcentaje(valor)
        return entero(valor, signo=self.signo) if self.tipo == ENTERO else decimal(valor, self.cifras, signo=self.signo)


@dataclass(frozen=True, slots=True)
class Tabla:
    """Columnas y filas. Cada fila tiene tantas celdas como columnas."""

    columnas: tuple[Columna, ...]
    filas: tuple[tuple[Valor, ...], ...]

    def __post_init__(self) -> None:
        if any(len(fila) != len(self.columnas) for fila in self.filas):
            raise ValueError("una fila no tiene tantas celdas como columnas")
        for numero, fila in enumerate(self.filas, start=1):
            for columna, valor in zip(self.columnas, fila, strict=True):
                if not columna.admite(valor):
                    raise ValueError(
                        f"fila {numero}, columna «{columna.nombre}»: {valor!r} no es de tipo {columna.tipo}"
                    )

    def columna(self, clave: str) -> list[Valor]:
        """Las celdas de una columna."""
        puesto = [c.clave for c in self.columnas].index(clave)
        return [fila[puesto] for fila in self.filas]

    def textos(self) -> list[list[str]]:
        """Las filas como se leen."""
        return [[c.texto(v) for c, v in zip(self.columnas, fila, strict=True)] for fila in self.filas]


@dataclass(frozen=True, slots=True)
class Seccion:
    """Algo que se lee: una frase calculada de los datos, su tabla y cuántas personas hay detrás.

    Con ``espera`` no hay nada más: dice por qué no sale. ``resumida`` es la tabla para leer en papel cuando la
    completa es larga. ``notas`` son las salvedades.
    """

    clave: str
    titulo: str
    n: int | None = None
    frase: str = ""
    espera: str = ""
    tabla: Tabla | None = None
    resumida: Tabla | None = None
    notas: tuple[str, ...] = ()

    @property
    def para_leer(self) -> Tabla | None:
        """La tabla que cabe en una página."""
        return self.resumida or self.tabla


@dataclass(frozen=True, slots=True)
class Capitulo:
    """Lo que sale de una fase. Con ``espera`` no sale nada de ella, y dice por qué."""

    clave: str
    tipo: str
    titulo: str
    objetivo: str
    sesion: int
    anonima: bool
    espera: str = ""
    secciones: tuple[Seccion, ...] = ()


@dataclass(frozen=True, slots=True)
class FraseConRegla:
    """Una frase del resumen y la regla que la produce."""

    texto: str
    regla: str


@dataclass(frozen=True, slots=True)
class Informe:
    """Lo revelado de un taller, sin nada que diga de quién es. ``fecha`` es el día en que se generó."""

    titulo: str
    organizacion: str
    fecha: str
    plantilla: str
    umbral: int
    ensayo: bool
    palancas_version: str
    palancas: tuple[Palanca, ...]
    resumen: tuple[FraseConRegla, ...] = ()
    capitulos: tuple[Capitulo, ...] = ()

    def __post_init__(self) -> None:
        if not es_fecha(self.fecha):
            raise ValueError(f"«{self.fecha}» no es una fecha AAAA-MM-DD")

    def secciones(self) -> Iterator[tuple[Capitulo, Seccion]]:
        """Cada sección con su capítulo, en el orden de la agenda."""
        for capitulo in self.capitulos:
            for seccion in capitulo.secciones:
                yield capitulo, seccion

    def buscar(self, clave: str) -> Seccion | None:
        """La primera sección con esa clave que tiene algo que enseñar, o ``None``."""
        return next((s for _, s in self.secciones() if s.clave == clave and s.tabla is not None), None)

    @property
    def personas(self) -> int:
        """El mayor número de personas que hay detrás de una sección."""
        return max((s.n or 0 for _, s in self.secciones()), default=0)


@dataclass(frozen=True, slots=True)
class Archivo:
    """Un documento listo para descargar. Su nombre no dice nada de nadie."""

    nombre: str
    tipo_mime: str
    datos: bytes = field(repr=False)
