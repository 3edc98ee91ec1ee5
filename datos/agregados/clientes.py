"""Agregados sobre los clientes: mapa, histórico, entorno e interacción."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import Any

import pandas as pd

from datos import consultas
from datos.agregados import base, cortes
from datos.agregados.base import Filtrado, Pedido
from datos.idiomas import _, por_traducir, rotulos
from modelo import predisposicion
from modelo.privacidad import PERSONA

# Hasta esta distancia, intuición e índice dicen lo mismo a efectos de conversación.
CERCA = 10
_CRUCE = ["influencia", "actitud", "trato_directo"]
_DE_UN_HITO = ["fecha", "valencia", "que_paso", "ambito"]
_HILOS = {
    "unico": por_traducir("Con algún cliente de hilo único"),
    "varios": por_traducir("Con algún cliente de varios hilos"),
}


@dataclass(frozen=True, eq=False)
class Mapa:
    """Personas con cada tipo de cliente, peso del corto y del largo por tipo, y causas."""

    tipos: Filtrado
    pesos: Filtrado
    causas: Filtrado


@dataclass(frozen=True, eq=False)
class Linea:
    """La historia que alguien ofrece: sus hitos (fecha, valencia, que_paso, ambito) y la curva de su índice."""

    titulo: str
    hitos: pd.DataFrame
    hoy: date

    @cached_property
    def huella(self) -> str:
        """Lo que la distingue de las demás, salga en el puesto que salga: si cambia lo que cuenta, es otra."""
        filas = pd.util.hash_pandas_object(self.hitos, index=False).to_numpy()
        return blake2b(filas.tobytes(), digest_size=6).hexdigest()

    @cached_property
    def curva(self) -> pd.DataFrame:
        """El índice de su cliente con el paso del tiempo. Se calcula al mirarla: puede haber cientos de líneas."""
        return curva([(f.date(), int(v)) for f, v in _por_filas(self.hitos, "fecha", "valencia")], self.hoy)


@dataclass(frozen=True, eq=False)
class Historico:
    """Lo intuido y lo calculado por papel del cliente, cuánto se separan, y las líneas de quien las ofrece.

    ``intuida`` son dos distribuciones sueltas (``papel, medida, valor``), cada una por orden de su valor: una línea
    ofrecida lleva alias y acaba en su índice, y si intuición e índice salieran emparejados diría también la intuición.
    ``distancias`` es el reparto de las relaciones por tramos.
    """

    intuida: Filtrado
    distancias: Filtrado
    lineas: tuple[Linea, ...]
    espera_de_lineas: str


@dataclass(frozen=True, eq=False)
class Entorno:
    """Influencia por actitud y trato (vacío: sin contestar), personas con hilo único, y media de cada rasgo."""

    influencia: Filtrado
    hilo: Filtrado
    rasgos: Filtrado


@dataclass(frozen=True, eq=False)
class Interaccion:
    """Repartos de finalidad e iniciativa, y personas por canal y por ritmo."""

    para_que: Filtrado
    iniciativa: Filtrado
    canal: Filtrado
    frecuencia: Filtrado


@base.recordado
def mapa(pedido: Pedido) -> Mapa:
    """Lo revelado del mapa."""
    df = cortes.con_cortes(pedido, consultas.df_clientes(pedido.motor, pedido.taller.sala_id))
    df = df[df["alias"] != ""]
    pesos = base.columnas(df.dropna(subset=["corto_peso", "largo_peso"]), PERSONA, "tipo", "corto_peso", "largo_peso")
    return Mapa(
        base.recuento(pedido, df, "tipo", rotulos.TIPOS_DE_CLIENTE),
        base.por_grupos_visibles(pedido, pesos, "tipo"),
        base.recuento(pedido, df[df["amplia"].eq(False)], "causa", rotulos.CAUSAS),
    )


def _pares(hitos: pd.DataFrame) -> list[tuple[date, int]]:
    return [(date.fromisoformat(f), int(v)) for f, v in _por_filas(hitos, "fecha", "valencia")]


def _por_filas(filas: pd.DataFrame, *columnas: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(filas[c] for c in columnas), strict=True)


@base.recordado
def historico(pedido: Pedido) -> Historico:
    """Lo revelado del histórico."""
    clientes = cortes.con_cortes(pedido, consultas.df_clientes(pedido.motor, pedido.taller.sala_id))
    hitos = consultas.df_hitos(pedido.motor, pedido.taller.sala_id)
    hitos = hitos[(hitos["fecha"] != "") & (hitos["fecha"] <= pedido.hoy.isoformat()) & hitos["valencia"].notna()]
    indices = {c: predisposicion.solo_indice(_pares(g), pedido.hoy) for c, g in hitos.groupby("cliente_id")}
    clientes = clientes.assign(indice=clientes["cliente_id"].map(indices).astype(float))
    pares = clientes[clientes["papel"] != ""].dropna(subset=["intuicion", "indice"])
    intuida = base.por_grupos_visibles(pedido, base.columnas(pares, PERSONA, "papel", "intuicion", "indice"), "papel")
    distancias = _distancias(pedido, pares[pares["papel"].isin(intuida.filas["papel"])]) if intuida.visible else intuida
    ofrecen = clientes.loc[clientes["ofrece_linea"].astype(bool), "cliente_id"]
    lineas, espera = _lineas(pedido, cortes.con_cortes(pedido, hitos[hitos["cliente_id"].isin(ofrecen)]))
    return Historico(_sueltas(intuida), distancias, lineas, espera)


def _sueltas(intuida: Filtrado) -> Filtrado:
    if not intuida.visible:
        return intuida
    largas = intuida.filas.melt("papel", list(rotulos.MEDIDAS_DE_PREDISPOSICION), var_name="medida", value_name="valor")
    orden = {clave: puesto for puesto, clave in enumerate((*rotulos.PAPELES, *rotulos.MEDIDAS_DE_PREDISPOSICION))}
    largas["valor"] = largas["valor"].astype(float)
    return Filtrado(
        "",
        intuida.n,
        largas.sort_values(
            ["papel", "medida", "valor"], key=lambda c: c.map(orden) if c.name != "valor" else c
        ).reset_index(drop=True),
    )


def _distancias(pedido: Pedido, pares: pd.DataFrame) -> Filtrado:
    """El reparto por tramos; si señalaría a alguien, sin decir de qué lado se separan."""
    lejos = pares["intuicion"] - pares["indice"]
    tramos = lejos.map(lambda d: "encima" if d > CERCA else "debajo" if d < -CERCA else "a_la_par").astype(object)
    por_lado = base.reparto(pedido, pares.assign(tramo=tramos), "tramo", rotulos.DISTANCIAS_DE_INTUICION)
    if por_lado.visible and por_lado.filas["n"].notna().all():
        return por_lado
    sin_lado = pares.assign(tramo=tramos.where(tramos == "a_la_par", "lejos"))
    return base.reparto(pedido, sin_lado, "tramo", rotulos.SIN_DECIR_EL_LADO)


def _lineas(pedido: Pedido, hitos: pd.DataFrame) -> tuple[tuple[Linea, ...], str]:
    if hitos.empty:
        return (), ""
    vista = base.ofrecido(pedido, hitos, con_linea=True)
    if vista.espera:
        return (), vista.espera
    # Todas a la vez y no línea a línea: con cientos, convertir y ordenar cada una pasaría de un segundo.
    todas = vista.filas.assign(fecha=pd.to_datetime(vista.filas["fecha"], format="%Y-%m-%d"))
    todas = todas.sort_values(["linea", "fecha"], kind="stable")
    # En una fase anónima la puerta ha quitado el alias.
    alias = dict(_por_filas(todas, "linea", "cliente")) if "cliente" in todas else {}
    lineas = [
        Linea(str(alias.get(numero) or _("Línea {n}").format(n=numero)), suyos.reset_index(drop=True), pedido.hoy)
        for numero, suyos in todas.set_index("linea")[_DE_UN_HITO].groupby("linea")
    ]
    return tuple(base.para_revision(pedido, "linea", lineas, texto_de_linea)), ""


def texto_de_linea(linea: Linea) -> str:
    """Lo que se lee en una línea de tiempo: es lo que se modera."""
    # Ordenados por su contenido: así es el mismo texto con alias y sin ellos.
    pares = sorted(zip(linea.hitos["fecha"], linea.hitos["que_paso"], strict=True))
    return " · ".join(f"{fecha:%m/%Y} {que_paso}" for fecha, que_paso in pares)


def curva(pares: list[tuple[date, int]], hoy: date) -> pd.DataFrame:
    """El índice el día de cada hito, con los hitos de entonces, y hoy: ``fecha, indice``."""
    dias = list(dict.fromkeys([*sorted(f for f, _ in pares), hoy]))
    valores = [predisposicion.solo_indice([p for p in pares if p[0] <= d], d) for d in dias]
    return pd.DataFrame({"fecha": pd.to_datetime(pd.Series(dias)), "indice": valores})


@base.recordado
def entorno(pedido: Pedido) -> Entorno:
    """Lo revelado del entorno."""
    gente = cortes.con_cortes(pedido, consultas.df_interlocutores(pedido.motor, pedido.taller.sala_id))
    gente = consultas.con_algo(gente, "interlocutor")
    puestos = gente.dropna(subset=["influencia", "actitud"])
    influencia = base.agregado(pedido, base.columnas(puestos, PERSONA, *_CRUCE))
    if influencia.visible:
        cruces = influencia.filas.groupby(_CRUCE, dropna=False).size().reset_index(name="n")
        influencia = Filtrado("", influencia.n, cruces)
    por_cliente = gente.groupby([PERSONA, "cliente_id"]).size().rename("cuantos").reset_index()
    por_cliente["hilo"] = por_cliente["cuantos"].map(lambda n: "unico" if n == 1 else "varios").astype(object)
    hilo = base.recuento(
        pedido, cortes.con_cortes(pedido, por_cliente), "hilo", {clave: _(nombre) for clave, nombre in _HILOS.items()}
    )
    return Entorno(influencia, hilo, _rasgos(pedido))


def _rasgos(pedido: Pedido) -> Filtrado:
    campos = list(rotulos.RASGOS)
    clientes = cortes.con_cortes(pedido, consultas.df_clientes(pedido.motor, pedido.taller.sala_id))
    todos = base.agregado(pedido, base.columnas(clientes.dropna(how="all", subset=campos), PERSONA, *campos))
    if not todos.visible:
        return todos
    filas = []
    for campo, rasgo in rotulos.RASGOS.items():
        # El umbral rige también dentro de cada rasgo: no todo el mundo contesta los tres.
        suyo = base.agregado(pedido, base.columnas(clientes.dropna(subset=[campo]), PERSONA, campo))
        media = float(suyo.filas[campo].mean()) if suyo.visible else None
        polos = {"rasgo": rasgo.nombre, "izquierda": rasgo.izquierda, "derecha": rasgo.derecha}
        filas.append(polos | {"media": media, "n": suyo.n if suyo.visible else 0})
    return Filtrado("", todos.n, pd.DataFrame(filas))


@base.recordado
def interaccion(pedido: Pedido) -> Interaccion:
    """Lo revelado de la interacción."""
    df = cortes.con_cortes(pedido, consultas.df_interacciones(pedido.motor, pedido.taller.sala_id))
    return Interaccion(
        base.reparto(pedido, df, "para_que", rotulos.PARA_QUE),
        base.reparto(pedido, df, "iniciativa", rotulos.INICIATIVAS),
        base.recuento(pedido, df, "canal", rotulos.CANALES),
        base.recuento(pedido, df, "frecuencia", rotulos.FRECUENCIAS),
    )
