"""Piezas de los agregados: qué se pide, qué se obtiene y la memoria que evita calcularlo dos veces."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import wraps
from threading import Lock
from typing import Any, TypeVar

import pandas as pd
import sqlalchemy as sa

from datos import consultas
from modelo import privacidad
from modelo.privacidad import PERSONA, Grupos, Mirada, Vista
from modelo.valores import FaseVista, TallerVisto

T = TypeVar("T")
TOPE = 256
OTRAS = "otras_respuestas"


@dataclass(frozen=True)
class Pedido:
    """Qué fase se mira, quién y en qué momento del taller. ``actividad`` y ``hoy`` son los de ahora."""

    motor: sa.Engine
    taller: TallerVisto
    fase: FaseVista
    mirada: Mirada
    actividad: int
    hoy: date

    @property
    def clave(self) -> tuple[Hashable, ...]:
        """Lo que, si no cambia, da el mismo resultado. No entra quién mira: a todo el grupo le sale lo mismo."""
        m, t = self.mirada, self.taller
        condiciones = (m.papel, m.umbral, m.revelada, m.anonima)
        return (str(self.motor.url), t.id, t.version, self.actividad, self.fase.clave, *condiciones, self.hoy)

    def en(self, fase: FaseVista) -> Pedido:
        """El mismo pedido sobre otra fase, con lo que esa fase deja ver."""
        mirada = replace(self.mirada, revelada=fase.revelada, anonima=fase.anonima)
        return replace(self, fase=fase, mirada=mirada)


def pedir(
    motor: sa.Engine, taller: TallerVisto, fase: FaseVista, mirada: Mirada, *, actividad: int, hoy: date
) -> Pedido:
    """El pedido de una fase. Una fase sin revelar no se ve aunque la mirada diga otra cosa."""
    segura = replace(mirada, participante=None, revelada=mirada.revelada and fase.revelada)
    return Pedido(motor, taller, fase, segura, actividad, hoy)


@dataclass(frozen=True, eq=False)
class Filtrado:
    """Una tabla que ya ha pasado por ``modelo.privacidad``. Con ``espera`` va vacía y dice por qué.

    ``n`` son las personas que hay detrás.
    """

    espera: str
    n: int
    filas: pd.DataFrame

    @property
    def visible(self) -> bool:
        """Si hay algo que enseñar."""
        return not self.espera and not self.filas.empty


@dataclass
class _Celda:
    cerrojo: Lock = field(default_factory=Lock)
    lleno: bool = False
    valor: Any = None


_cerrojo = Lock()
_memoria: OrderedDict[tuple[Hashable, ...], _Celda] = OrderedDict()


def recordado(calcular: Callable[[Pedido], T]) -> Callable[[Pedido], T]:
    """Comparte entre todas las sesiones lo calculado para un pedido; quien llega a la vez espera al primero."""

    @wraps(calcular)
    def dar(pedido: Pedido) -> T:
        celda = _celda((calcular.__module__, calcular.__name__, *pedido.clave))
        with celda.cerrojo:
            if not celda.lleno:
                celda.valor = calcular(pedido)
                celda.lleno = True
            valor: T = celda.valor
            return valor

    return dar


def _celda(clave: tuple[Hashable, ...]) -> _Celda:
    with _cerrojo:
        celda = _memoria.setdefault(clave, _Celda())
        _memoria.move_to_end(clave)
        while len(_memoria) > TOPE:
            _memoria.popitem(last=False)
        return celda


def olvidar() -> None:
    """Vacía la memoria."""
    with _cerrojo:
        _memoria.clear()


def en_espera(vista: Vista | Grupos, mirada: Mirada) -> Filtrado:
    """Lo que se enseña cuando aún no se puede enseñar nada."""
    return Filtrado(privacidad.texto_de_espera(vista, mirada.umbral), vista.n, pd.DataFrame())


def agregado(pedido: Pedido, filas: pd.DataFrame) -> Filtrado:
    """Las filas que se pueden agregar, sin identidad."""
    vista = privacidad.agregado(filas, pedido.mirada)
    return en_espera(vista, pedido.mirada) if vista.motivo else Filtrado("", vista.n, vista.filas)


def por_grupos_visibles(pedido: Pedido, filas: pd.DataFrame, grupo: str) -> Filtrado:
    """Como ``agregado``, pero solo con los grupos que se pueden enseñar por separado."""
    grupos = privacidad.por_grupos(filas, grupo, pedido.mirada)
    if grupos.motivo:
        return en_espera(grupos, pedido.mirada)
    return agregado(pedido, filas[filas[grupo].isin(grupos.visibles)])


def ofrecido(pedido: Pedido, filas: pd.DataFrame, *, con_linea: bool = False) -> Filtrado:
    """Lo que cada cual ofrece al grupo."""
    vista = privacidad.ofrecido(filas, pedido.mirada, con_linea=con_linea)
    return en_espera(vista, pedido.mirada) if vista.motivo else Filtrado("", vista.n, vista.filas)


def contestadas(filas: pd.DataFrame, columna: str) -> pd.DataFrame:
    """Las filas con algo en esa columna."""
    return filas[filas[columna].notna() & (filas[columna] != "")]


def con_clave(filas: pd.DataFrame, columna: str, rotulos: Mapping[str, str]) -> pd.DataFrame:
    """Solo persona y clave. Lo que no está en la lista va junto: un texto libre señalaría a quien lo escribió."""
    dichas = contestadas(filas, columna)[[PERSONA, columna]]
    return dichas.assign(**{columna: dichas[columna].where(dichas[columna].isin(list(rotulos)), OTRAS)})


def recuento(pedido: Pedido, filas: pd.DataFrame, columna: str, rotulos: Mapping[str, str]) -> Filtrado:
    """Personas por respuesta (``clave, rotulo, n``), con supresión complementaria; ``n`` vacío es «oculto»."""
    grupos = privacidad.por_grupos(con_clave(filas, columna, rotulos), columna, pedido.mirada, todos=tuple(rotulos))
    if grupos.motivo:
        return en_espera(grupos, pedido.mirada)
    nombres = {**rotulos, OTRAS: "Otras respuestas"}
    salida = [{"clave": c, "rotulo": nombres[c], "n": n} for c, n in grupos.recuentos.items()]
    return Filtrado("", grupos.n, pd.DataFrame(salida))


def reparto(pedido: Pedido, filas: pd.DataFrame, columna: str, rotulos: Mapping[str, str]) -> Filtrado:
    """Qué parte de las filas da cada respuesta (``rotulo, parte, n``); oculta la de quien es poca gente."""
    claves = con_clave(filas, columna, rotulos)
    grupos = privacidad.por_grupos(claves, columna, pedido.mirada, todos=tuple(rotulos))
    if grupos.motivo:
        return en_espera(grupos, pedido.mirada)
    cuantas = claves[columna].value_counts()
    nombres = {**rotulos, OTRAS: "Otras respuestas"}
    salida = []
    for clave, personas in grupos.recuentos.items():
        n = None if personas is None else int(cuantas.get(clave, 0))
        parte = None if n is None else n / len(claves)
        salida.append({"rotulo": nombres[clave], "parte": parte, "n": n})
    return Filtrado("", grupos.n, pd.DataFrame(salida))


def nombres_de_palancas(pedido: Pedido) -> dict[str, str]:
    """Clave → nombre de las palancas del taller."""
    return {p.clave: p.nombre for p in consultas.palancas(pedido.motor, pedido.taller.id)}
