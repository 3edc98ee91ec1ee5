"""Piezas de los agregados: qué se pide, qué se obtiene y la memoria que evita calcularlo dos veces."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import wraps
from threading import Lock
from typing import Any, TypeVar

import pandas as pd
import sqlalchemy as sa

from datos import consultas
from datos.idiomas import _, lengua, por_traducir
from datos.idiomas.contenidos import palancas_traducidas
from modelo import privacidad
from modelo.casos.revision import huella_de_texto
from modelo.cortes import CORTES
from modelo.plantillas import Palanca
from modelo.privacidad import PERSONA, Grupos, Mirada, Vista
from modelo.valores import FaseVista, TallerVisto

T = TypeVar("T")
C = TypeVar("C")
TOPE = 256
OTRAS = "otras_respuestas"
SIN_PALANCA = "sin_palanca"
RESTARIA = por_traducir("No se enseña: por separado, o restando, se sabría lo de menos de {umbral} personas")


@dataclass(frozen=True)
class Filtro:
    """Qué parte se mira; vacío es todo. ``ambito`` elige palancas; lo demás, clientes."""

    tipo: str = ""
    antiguedad: str = ""
    modalidad: str = ""
    ambito: str = ""

    @property
    def corte(self) -> dict[str, str]:
        """Los valores que se piden de las columnas de corte."""
        valores = (self.tipo, self.antiguedad, self.modalidad)
        return {columna: valor for columna, valor in zip(CORTES, valores, strict=True) if valor}


SIN_FILTRO = Filtro()


@dataclass(frozen=True)
class Pedido:
    """Qué fase se mira, quién, en qué momento y qué parte. ``actividad`` y ``hoy`` son los de ahora."""

    motor: sa.Engine
    taller: TallerVisto
    fase: FaseVista
    mirada: Mirada
    actividad: int
    hoy: date
    filtro: Filtro = SIN_FILTRO

    @property
    def clave(self) -> tuple[Hashable, ...]:
        """Lo que, si no cambia, da el mismo resultado. De quien mira solo entra su lengua: a todos les sale igual."""
        m, t = self.mirada, self.taller
        momento = (str(self.motor.url), t.id, t.version, self.actividad, self.fase.clave)
        return (*momento, m.papel, m.umbral, m.revelada, m.anonima, self.hoy, self.filtro, lengua())

    def en(self, fase: FaseVista) -> Pedido:
        """El mismo pedido sobre otra fase, con lo que esa fase deja ver."""
        anonima = fase.anonima or self.mirada.papel == "revisa"
        mirada = replace(self.mirada, revelada=fase.revelada, anonima=anonima)
        return replace(self, fase=fase, mirada=mirada)


def pedir(
    motor: sa.Engine,
    taller: TallerVisto,
    fase: FaseVista,
    mirada: Mirada,
    *,
    actividad: int,
    hoy: date,
    filtro: Filtro = SIN_FILTRO,
) -> Pedido:
    """El pedido de una fase. Una fase sin revelar no se ve aunque la mirada diga otra cosa.

    A quien revisa todo le llega como anónimo.
    """
    anonima = mirada.anonima or mirada.papel == "revisa"
    segura = replace(mirada, participante=None, revelada=mirada.revelada and fase.revelada, anonima=anonima)
    return Pedido(motor, taller, fase, segura, actividad, hoy, filtro)


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
        return recordar((calcular.__module__, calcular.__name__, *pedido.clave), lambda: calcular(pedido))

    return dar


def recordar(clave: tuple[Hashable, ...], calcular: Callable[[], T]) -> T:
    """Lo calculado para esa clave, que lo recuerda para todas las sesiones."""
    celda = _celda(clave)
    with celda.cerrojo:
        if not celda.lleno:
            celda.valor = calcular()
            celda.lleno = True
        valor: T = celda.valor
        return valor


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
    texto = privacidad.texto_de_espera(vista, mirada.umbral, _) or _(RESTARIA).format(umbral=mirada.umbral)
    return Filtrado(texto, vista.n, pd.DataFrame())


def columnas(filas: pd.DataFrame, *pedidas: str) -> pd.DataFrame:
    """Esas columnas y, si las hay, las de corte."""
    return filas[[*pedidas, *(c for c in CORTES if c in filas)]]


def para_revision(pedido: Pedido, tipo: str, cosas: Sequence[C], texto: Callable[[C], str] = str) -> list[C]:
    """A quien revisa, solo los textos que quien facilita ha dejado ver; a los demás, todos."""
    if pedido.mirada.papel != "revisa":
        return list(cosas)
    moderados = consultas.moderados(pedido.motor, pedido.taller.id)
    return [cosa for cosa in cosas if (tipo, huella_de_texto(texto(cosa))) in moderados]


def agregado(pedido: Pedido, filas: pd.DataFrame) -> Filtrado:
    """Las filas que se pueden agregar, sin identidad."""
    vista = privacidad.agregado(filas, pedido.mirada, corte=pedido.filtro.corte)
    return en_espera(vista, pedido.mirada) if vista.motivo else Filtrado("", vista.n, vista.filas)


def por_grupos_visibles(pedido: Pedido, filas: pd.DataFrame, grupo: str) -> Filtrado:
    """Como ``agregado``, pero solo con los grupos que se pueden enseñar por separado."""
    grupos = privacidad.por_grupos(filas, grupo, pedido.mirada, corte=pedido.filtro.corte)
    if grupos.motivo or not grupos.visibles:
        return en_espera(grupos, pedido.mirada)
    return agregado(pedido, filas[filas[grupo].isin(grupos.visibles)])


def ofrecido(pedido: Pedido, filas: pd.DataFrame, *, con_linea: bool = False, con_id: bool = False) -> Filtrado:
    """Lo que cada cual ofrece al grupo."""
    corte = pedido.filtro.corte
    vista = privacidad.ofrecido(filas, pedido.mirada, con_id=con_id, con_linea=con_linea, corte=corte)
    return en_espera(vista, pedido.mirada) if vista.motivo else Filtrado("", vista.n, vista.filas)


def contestadas(filas: pd.DataFrame, columna: str) -> pd.DataFrame:
    """Las filas con algo en esa columna."""
    return filas[filas[columna].notna() & (filas[columna] != "")]


def con_clave(filas: pd.DataFrame, columna: str, rotulos: Mapping[str, str]) -> pd.DataFrame:
    """Solo persona, clave y cortes. Lo que no está en la lista va junto: un texto libre señalaría a su autor."""
    dichas = contestadas(filas, columna)
    dichas = columnas(dichas, PERSONA, columna)
    return dichas.assign(**{columna: dichas[columna].where(dichas[columna].isin(list(rotulos)), OTRAS)})


@dataclass(frozen=True, eq=False)
class _Contadas:
    """Lo que la puerta deja decir de cada respuesta, y cuántas filas la dan en la parte que se mira."""

    grupos: privacidad.Grupos
    nombres: Mapping[str, str]
    filas: Mapping[str, int | None]
    total: int


def _contar(pedido: Pedido, filas: pd.DataFrame, columna: str, rotulos: Mapping[str, str]) -> _Contadas:
    claves = con_clave(filas, columna, rotulos)
    corte = pedido.filtro.corte
    grupos = privacidad.por_grupos(claves, columna, pedido.mirada, todos=tuple(rotulos), corte=corte)
    # La puerta ya ha dicho si ese corte se puede enseñar.
    suyas = claves
    for de_corte, valor in corte.items():
        suyas = suyas[suyas[de_corte] == valor] if de_corte in suyas else suyas
    cuantas = suyas[columna].value_counts()
    vistas = {c: None if personas is None else int(cuantas.get(c, 0)) for c, personas in grupos.recuentos.items()}
    return _Contadas(grupos, {**rotulos, OTRAS: _("Otras respuestas")}, vistas, len(suyas))


def recuento(pedido: Pedido, filas: pd.DataFrame, columna: str, rotulos: Mapping[str, str]) -> Filtrado:
    """Personas por respuesta (``clave, rotulo, n``), con supresión complementaria; ``n`` vacío es «oculto»."""
    hecho = _contar(pedido, filas, columna, rotulos)
    return _por_respuesta(pedido, hecho, hecho.grupos.recuentos)


def cuenta(pedido: Pedido, filas: pd.DataFrame, columna: str, rotulos: Mapping[str, str]) -> Filtrado:
    """Como ``recuento``, pero ``n`` son las filas (hechos, compromisos); oculta las que son de poca gente."""
    hecho = _contar(pedido, filas, columna, rotulos)
    return _por_respuesta(pedido, hecho, hecho.filas)


def _por_respuesta(pedido: Pedido, hecho: _Contadas, recuentos: Mapping[str, int | None]) -> Filtrado:
    if hecho.grupos.motivo:
        return en_espera(hecho.grupos, pedido.mirada)
    salida = [{"clave": c, "rotulo": hecho.nombres[c], "n": n} for c, n in recuentos.items()]
    return Filtrado("", hecho.grupos.n, pd.DataFrame(salida))


def reparto(pedido: Pedido, filas: pd.DataFrame, columna: str, rotulos: Mapping[str, str]) -> Filtrado:
    """Qué parte de las filas da cada respuesta (``rotulo, parte, n``); oculta la de quien es poca gente.

    Una parte dice el total, y con él cuántas filas quedan ocultas: solo se dan las que dejan fuera a nadie o a tantas
    personas como pide el umbral.
    """
    hecho = _contar(pedido, filas, columna, rotulos)
    if hecho.grupos.motivo or not hecho.grupos.visibles:
        return en_espera(hecho.grupos, pedido.mirada)
    dadas = {c: n if c in hecho.grupos.visibles or n == 0 else None for c, n in hecho.filas.items()}
    salida = [
        {"rotulo": hecho.nombres[c], "parte": None if n is None else n / hecho.total, "n": n} for c, n in dadas.items()
    ]
    return Filtrado("", hecho.grupos.n, pd.DataFrame(salida))


def palancas_de(pedido: Pedido, taller_id: str = "") -> tuple[Palanca, ...]:
    """Las palancas del taller, o las de otro."""
    return palancas_traducidas(consultas.palancas(pedido.motor, taller_id or pedido.taller.id))


def palancas_del_ambito(pedido: Pedido) -> tuple[Palanca, ...]:
    """Las palancas del taller que tocan el ámbito pedido, en su orden."""
    pedidas = (pedido.filtro.ambito, "ambos") if pedido.filtro.ambito else ()
    return tuple(p for p in palancas_de(pedido) if not pedidas or p.ambito in pedidas)


def nombres_de_palancas(pedido: Pedido) -> dict[str, str]:
    """Clave → nombre de las palancas del taller."""
    return {p.clave: p.nombre for p in palancas_de(pedido)}


def cuenta_por_palanca(pedido: Pedido, filas: pd.DataFrame) -> Filtrado:
    """Como ``cuenta``, por palanca; lo que no tiene ninguna, si lo hay, se cuenta al final y no se pierde."""
    dichas = filas["palanca"].replace("", SIN_PALANCA)
    sin_ella = {SIN_PALANCA: _("Sin palanca")} if (dichas == SIN_PALANCA).any() else {}
    return cuenta(pedido, filas.assign(palanca=dichas), "palanca", nombres_de_palancas(pedido) | sin_ella)


def solo_del_ambito(pedido: Pedido, cuenta: Filtrado) -> Filtrado:
    """Las palancas del ámbito de un recuento que ya ha pasado por la puerta: elegir filas no destapa ninguna."""
    if not pedido.filtro.ambito or not cuenta.visible:
        return cuenta
    suyas = {p.clave for p in palancas_del_ambito(pedido)}
    return Filtrado(cuenta.espera, cuenta.n, cuenta.filas[cuenta.filas["clave"].isin(suyas)].reset_index(drop=True))
