"""Agregados sobre las palancas: hechos, radar, contraste, rondas, comparación con la vez anterior y perfil."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from datos import consultas
from datos.agregados import base, cortes, parejas
from datos.agregados.base import Filtrado, Pedido
from datos.agregados.comparables import Comparable, anteriores, huella
from datos.idiomas import _, rotulos
from modelo import estadistica, privacidad
from modelo import perfil as reglas_de_perfil
from modelo.estadistica import Resumen
from modelo.plantillas import MINIMO_POR_PALANCA
from modelo.privacidad import PERSONA

_CLAVE = [PERSONA, "papel", "ronda", "palanca"]
_PAR = [PERSONA, "palanca", "valor"]
_NOTAS = (PERSONA, "palanca", "eficacia", "eficiencia")
_SIN_NOTA = (None, None)


@dataclass(frozen=True, eq=False)
class Descubrir:
    """Hechos en cada palanca, y los nombres de las que no tienen ninguno. Un hecho puede estar en dos."""

    hechos: Filtrado
    sin_hechos: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Recibidas:
    """Cuántas personas han valorado, y por qué no se ve más si aún no se puede."""

    n: int
    espera: str


@dataclass(frozen=True, eq=False)
class Radar:
    """El grupo ante las palancas. ``medidas`` va por clave, en el orden de la agenda; ``puntos`` no dice de quién.

    ``dispersas`` son las que se llevan a debate, con empates. ``bajo`` es el porcentaje de respuestas ≤ 2.
    ``contraste`` y ``rondas`` emparejan por persona: palanca, nombre, dos medias, diferencia e intervalo.
    """

    espera: str
    n: int
    nombres: dict[str, str]
    cortos: dict[str, str]
    medidas: dict[str, Resumen]
    puntos: pd.DataFrame
    dispersas: tuple[str, ...]
    bajo: float | None
    contraste: Filtrado
    rondas: Filtrado


@dataclass(frozen=True, eq=False)
class Comparacion:
    """La vez anterior y esta, emparejadas por persona. ``motivo`` dice por qué no se puede comparar."""

    motivo: str
    pares: Filtrado


@base.recordado
def descubrir(pedido: Pedido) -> Descubrir:
    """Lo revelado del reparto de hechos entre palancas."""
    columnas = [PERSONA, "cliente_id", "palancas"]
    sala = pedido.taller.sala_id
    hechos = [df(pedido.motor, sala)[columnas] for df in (consultas.df_hitos, consultas.df_interacciones)]
    todos = cortes.con_cortes(pedido, pd.concat(hechos, ignore_index=True).explode("palancas"))
    cuenta = base.cuenta(pedido, todos, "palancas", base.nombres_de_palancas(pedido))
    cuenta = base.solo_del_ambito(pedido, cuenta)
    vacias = cuenta.filas.loc[cuenta.filas["n"] == 0, "rotulo"] if cuenta.visible else ()
    return Descubrir(cuenta, tuple(str(v) for v in vacias))


@base.recordado
def valoracion(pedido: Pedido) -> Recibidas:
    """Cuántas personas han valorado."""
    df = _valoraciones(pedido, pedido.taller.id)
    vista = privacidad.agregado(df.loc[(df["ronda"] == 1) & df["contestada"], [PERSONA]], pedido.mirada)
    return Recibidas(vista.n, privacidad.texto_de_espera(vista, pedido.mirada.umbral, _))


def _valoraciones(pedido: Pedido, taller_id: str) -> pd.DataFrame:
    df = consultas.df_valoraciones(pedido.motor, taller_id)
    no_sabe = df["no_sabe"].astype(bool)
    valor = pd.to_numeric(df["valor"]).where(~no_sabe)
    return df.assign(palanca=df["afirmacion"].str[:2], valor=valor, contestada=valor.notna() | no_sabe)


def puntuaciones(valoraciones: pd.DataFrame) -> pd.DataFrame:
    """Una fila por persona, papel, ronda y palanca con la regla de ``estadistica.puntuacion_palanca``."""
    dichas = valoraciones[valoraciones["valor"].notna()]
    cifras = dichas.groupby(_CLAVE)["valor"].agg(["mean", "count"]).reset_index()
    bastan = cifras[cifras["count"] >= MINIMO_POR_PALANCA]
    return bastan[[*_CLAVE, "mean"]].rename(columns={"mean": "valor"})


@base.recordado
def radar(pedido: Pedido) -> Radar:
    """Lo revelado del radar: primera ronda sobre el cliente estable, contraste con el perdido y segunda ronda."""
    palancas = base.palancas_del_ambito(pedido)
    nombres = {p.clave: p.nombre for p in palancas}
    cortos = {p.clave: p.nombre_corto for p in palancas}
    dichas = _valoraciones(pedido, pedido.taller.id)
    todas = _con_cortes(pedido, puntuaciones(dichas))
    primera = todas[(todas["ronda"] == 1) & (todas["papel"] == "estable")]
    vista = base.agregado(pedido, base.columnas(primera, PERSONA))
    puntos = pd.concat([_de_palanca(pedido, primera, p, nombre) for p, nombre in nombres.items()], ignore_index=True)
    medidas = {p: estadistica.resumen(list(puntos.loc[puntos["palanca"] == p, "valor"])) for p in nombres}
    contraste, rondas = _contraste(pedido, todas, nombres), _rondas(pedido, todas, nombres)
    dispersas = estadistica.con_mas_dispersion({p: m.ad for p, m in medidas.items()})
    return Radar(
        vista.espera, vista.n, nombres, cortos, medidas, puntos, dispersas, _bajo(pedido, dichas), contraste, rondas
    )


def _con_cortes(pedido: Pedido, filas: pd.DataFrame) -> pd.DataFrame:
    """Lo que dijo cada persona, con los cortes de su cliente estable, que es al que se refiere todo el radar."""
    if not pedido.filtro.corte:
        return filas
    suyos = cortes.con_cortes(pedido, clientes_estables(pedido)).drop(columns="cliente_id")
    return filas.merge(suyos, how="left", on=PERSONA)


def clientes_estables(pedido: Pedido) -> pd.DataFrame:
    """Por persona, el cliente que valoró como estable en este taller, aunque hoy tenga otro papel."""
    dichas = consultas.df_valoraciones(pedido.motor, pedido.taller.id)
    return dichas.loc[dichas["papel"] == "estable", [PERSONA, "cliente_id"]].drop_duplicates(PERSONA)


def _de_palanca(pedido: Pedido, primera: pd.DataFrame, palanca: str, nombre: str) -> pd.DataFrame:
    # El umbral rige también dentro de cada palanca: quien contestó «no lo sé» no cuenta en ella.
    suya = base.agregado(pedido, base.columnas(primera[primera["palanca"] == palanca], PERSONA, "valor"))
    valores = list(suya.filas["valor"]) if suya.visible else []
    return pd.DataFrame({"palanca": palanca, "nombre": nombre, "valor": pd.Series(valores, dtype=float)})


def _bajo(pedido: Pedido, dichas: pd.DataFrame) -> float | None:
    primera = dichas[(dichas["ronda"] == 1) & (dichas["papel"] == "estable") & dichas["valor"].notna()]
    vista = base.agregado(pedido, base.columnas(_con_cortes(pedido, primera), PERSONA, "valor"))
    return estadistica.porcentaje_bajo(list(vista.filas["valor"])) if vista.visible else None


def _contraste(pedido: Pedido, todas: pd.DataFrame, nombres: dict[str, str]) -> Filtrado:
    primera = todas[todas["ronda"] == 1]
    perdido, estable = (base.columnas(primera[primera["papel"] == p], *_PAR) for p in ("perdido", "estable"))
    # Del cliente perdido no se enseña en ningún sitio la media de todo el mundo.
    columnas = ("perdido", "estable")
    return parejas.contraste(pedido, perdido, estable, nombres, columnas, publicas=(False, True))


def _rondas(pedido: Pedido, todas: pd.DataFrame, nombres: dict[str, str]) -> Filtrado:
    estable = todas[todas["papel"] == "estable"]
    una, dos = (base.columnas(estable[estable["ronda"] == r], *_PAR) for r in (1, 2))
    tocadas = {p: n for p, n in nombres.items() if p in set(dos["palanca"])}
    return parejas.contraste(pedido, una, dos, tocadas, ("ronda1", "ronda2"), publicas=(True, False))


def comparacion(pedido: Pedido) -> Comparacion:
    """Esta vez frente al último taller de la sala que enseñó sus valoraciones, sobre el cliente estable.

    Rige el umbral más exigente de los dos: lo de entonces se dijo con el de entonces.
    """
    antes = anteriores(pedido)
    return base.recordar(("comparacion", *pedido.clave, huella(antes)), lambda: _comparacion(pedido, antes))


@dataclass(frozen=True)
class Repiten:
    """Cuántas personas que valoraron la vez anterior faltan por valorar esta, y cuántas valoran por primera vez."""

    faltan: int
    nuevas: int


def repiten(pedido: Pedido) -> Repiten | None:
    """Quién se podrá comparar consigo mismo, en recuentos de asistencia; ``None`` si no hay con qué comparar."""
    revelados = [t for t in anteriores(pedido) if t.revelado]
    # El mismo con el que compara ``comparacion``, y con las mismas palancas.
    if not revelados or revelados[-1].palancas_version != pedido.taller.palancas_version:
        return None
    anterior = revelados[-1]
    return base.recordar(("repiten", *pedido.clave, huella([anterior])), lambda: _repiten(pedido, anterior.id))


def _repiten(pedido: Pedido, anterior: str) -> Repiten:
    entonces, ahora = (set(estables(pedido, t)[PERSONA]) for t in (anterior, pedido.taller.id))
    return Repiten(len(entonces - ahora), len(ahora - entonces))


def _comparacion(pedido: Pedido, antes: Sequence[Comparable]) -> Comparacion:
    nada = Filtrado("", 0, pd.DataFrame())
    if not antes:
        return Comparacion(_("No hay un taller anterior en esta sala con el que comparar."), nada)
    revelados = [t for t in antes if t.revelado]
    if not revelados:
        return Comparacion(_("Las valoraciones del taller anterior no se revelaron a su grupo: no se comparan."), nada)
    anterior = revelados[-1]
    if anterior.palancas_version != pedido.taller.palancas_version:
        return Comparacion(_("El taller anterior usó otra versión de las palancas: no se comparan."), nada)
    umbral = max(pedido.mirada.umbral, anterior.umbral)
    junto = replace(pedido, mirada=replace(pedido.mirada, umbral=umbral))
    entonces, ahora = (estables(junto, t) for t in (anterior.id, pedido.taller.id))
    return Comparacion("", parejas.cambio(junto, entonces, ahora, base.nombres_de_palancas(junto)))


def estables(pedido: Pedido, taller_id: str) -> pd.DataFrame:
    """Persona, palanca y puntuación de la primera ronda sobre el cliente estable. Aún sin pasar por la puerta."""
    todas = puntuaciones(_valoraciones(pedido, taller_id))
    return todas.loc[(todas["papel"] == "estable") & (todas["ronda"] == 1), _PAR]


@base.recordado
def perfil(pedido: Pedido) -> Filtrado:
    """Cuántas personas hay en cada cuadrante (``rotulo, n``): nada más sale del perfil."""
    df = consultas.df_perfil(pedido.motor, pedido.taller.id)
    claves = list(base.nombres_de_palancas(pedido))
    # A mano y no fila a fila con pandas: con trescientas personas, de dos segundos a nada.
    notas: dict[str, dict[str, tuple[float | None, float | None]]] = {}
    for persona, palanca, eficacia, eficiencia in zip(*(df[c] for c in _NOTAS), strict=True):
        notas.setdefault(persona, {})[palanca] = (eficacia, eficiencia)
    hallados = {
        persona: reglas_de_perfil.calcular(*([suyas.get(p, _SIN_NOTA)[eje] for p in claves] for eje in (0, 1))).rotulo
        for persona, suyas in notas.items()
    }
    con_dato = pd.DataFrame({PERSONA: [p for p, r in hallados.items() if r is not None]}, dtype=object)
    minimo = max(pedido.mirada.umbral, reglas_de_perfil.MINIMO_DE_GRUPO)
    vista = privacidad.agregado(con_dato, pedido.mirada)
    cuenta = reglas_de_perfil.recuentos_de_grupo(hallados.values(), minimo)
    if vista.motivo or cuenta is None:
        insuficiente = privacidad.Vista(vista.filas, vista.n, vista.motivo or privacidad.POCAS_RESPUESTAS)
        return Filtrado(privacidad.texto_de_espera(insuficiente, minimo, _), vista.n, pd.DataFrame())
    nombres = {c: q.nombre for c, q in rotulos.CUADRANTES.items()} | {
        reglas_de_perfil.EN_LA_FRONTERA: rotulos.EN_LA_FRONTERA.capitalize(),
        reglas_de_perfil.OTROS: rotulos.OTROS_CUADRANTES.capitalize(),
    }
    # En el orden del catálogo: el de aparición depende de quién va primero en la base.
    filas = [{"rotulo": nombre, "n": cuenta[c]} for c, nombre in nombres.items() if c in cuenta]
    return Filtrado("", vista.n, pd.DataFrame(filas))
