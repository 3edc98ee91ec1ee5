"""Las secciones de los resultados: de qué fases salen, qué pregunta contestan y cómo se dibujan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from datos import agregados, lecturas
from datos.agregados import Filtrado
from datos.agregados.comparables import DE_VALORACIONES
from datos.idiomas import _, por_traducir
from modelo.valores import TallerVisto
from paginas.comun import graficos
from paginas.comun.literal import literal
from paginas.comun.resultados.lienzo import LienzoDeResultados
from paginas.comun.revelado import clientes, grupo
from paginas.comun.revelado import palancas as del_radar

SOLO_DIFERENCIAS = por_traducir(
    "Se enseña solo la diferencia: con las medias de las dos, restando de las del radar, se sabría qué puso quien no "
    "contestó en ambas."
)


@dataclass(frozen=True)
class Seccion:
    """Una parte de los resultados. Se ofrece si la agenda tiene alguna fase de ``tipos``."""

    clave: str
    titulo: str
    pregunta: str
    tipos: tuple[str, ...]
    pintar: Callable[[LienzoDeResultados], None]


def _palancas(z: LienzoDeResultados) -> None:
    dato = agregados.radar(z.pedido)
    if dato.espera:
        z.espera(dato.espera)
        return
    izquierda, derecha = st.columns(2, gap="large")
    with izquierda:
        st.subheader(_("La forma"), anchor=False)
        del_radar.forma(z, dato)
        st.subheader(_("Todas las medidas"), anchor=False)
        tabla = lecturas.tabla_medidas(list(dato.nombres.values()), [dato.medidas[p] for p in dato.nombres])
        with st.container(key=f"tabla_de_medidas_{z.fase.clave}"):
            st.table(tabla.map(literal), hide_index=True, border="horizontal", alt=_("Medidas de grupo por palanca"))
        st.caption(
            _(
                "AD es la desviación absoluta media respecto a la mediana: por encima de 0,83, opiniones repartidas. "
                "Las afirmaciones son redacción propia, sin validar."
            )
        )
        z.descarga(tabla, "medidas")
    with derecha:
        st.subheader(_("Cada persona, un punto"), anchor=False)
        orden = list(dato.nombres)
        z.grafica(
            graficos.puntos_por_palanca(dato.puntos, orden, n=dato.n),
            lecturas.frase_puntos_por_palanca(dato.puntos, orden, n=dato.n),
            lecturas.tabla_puntos_por_palanca(dato.puntos, orden),
            "puntos",
        )


def _contraste(z: LienzoDeResultados) -> None:
    dato = agregados.radar(z.pedido).contraste
    if z.se_ve(dato):
        del_radar.contraste(z, dato)
        _aviso_de_medias(dato, "estable")


def _rondas(z: LienzoDeResultados) -> None:
    dato = agregados.radar(z.pedido).rondas
    if not dato.espera and dato.filas.empty:
        st.info(
            _("Nadie ha valorado por segunda vez. La ronda 2 se abre en «Radar y debate»."), icon=":material/replay:"
        )
    elif z.se_ve(dato):
        del_radar.rondas(z, dato)
        _aviso_de_medias(dato, "ronda1")


def _aviso_de_medias(dato: Filtrado, media: str) -> None:
    if bool(dato.filas[media].isna().all()):
        st.caption(_(SOLO_DIFERENCIAS))


def _plan(z: LienzoDeResultados) -> None:
    (grupo.seguimiento if z.fase.tipo == "compromisos" else grupo.plan)(z)


def _voces(z: LienzoDeResultados) -> None:
    st.subheader(literal(z.fase.titulo), anchor=False)
    pintores = {
        "bienvenida": grupo.bienvenida,
        "salida": grupo.salida,
        "retomar": grupo.retomar,
        "comparacion": del_radar.comparacion,
    }
    pintores.get(z.fase.tipo, grupo.frases)(z)


SECCIONES = (
    Seccion("palancas", por_traducir("Palancas"),
            por_traducir("¿Qué forma tiene la confianza en este grupo, y dónde no se coincide?"),
            DE_VALORACIONES, _palancas),
    Seccion("contraste", por_traducir("Estable y perdido"),
            por_traducir("¿Qué separa al cliente que se queda del que se fue?"),
            DE_VALORACIONES, _contraste),
    Seccion("rondas", por_traducir("Rondas"),
            por_traducir("¿Qué movió el debate?"),
            ("radar",), _rondas),
    Seccion("hechos", por_traducir("Hechos"),
            por_traducir("¿En qué palancas se apoya lo que de verdad pasó?"),
            ("descubrir",), del_radar.descubrir),
    Seccion("mapa", por_traducir("Mapa"),
            por_traducir("¿Con quién se trabaja, y pesa más el corto o el largo?"),
            ("mapa",), clientes.mapa),
    Seccion("historico", por_traducir("Histórico"),
            por_traducir("¿Se parece lo que se intuye a lo que pasó?"),
            ("historico",), clientes.historico),
    Seccion("entorno", por_traducir("Entorno"),
            por_traducir("¿Quién decide en casa del cliente, y se le trata?"),
            ("entorno",), clientes.entorno),
    Seccion("interaccion", por_traducir("Interacción"),
            por_traducir("¿Para qué se habla, quién empieza y cada cuánto?"),
            ("interaccion",), clientes.interaccion),
    Seccion("perfil", por_traducir("Perfil"),
            por_traducir("¿Cuántas personas hay en cada cuadrante?"),
            ("perfil",), del_radar.perfil),
    Seccion("aportaciones", por_traducir("Aportaciones"),
            por_traducir("¿Qué ha propuesto el grupo, y qué ha votado?"),
            ("estrategias",), grupo.estrategias),
    Seccion("plan", por_traducir("Plan"),
            por_traducir("¿Con qué palancas se compromete la gente, y cómo va?"),
            ("compromisos", "plan"), _plan),
    Seccion("voces", por_traducir("Voces"),
            por_traducir("¿Cómo se llegó y qué se lleva cada cual?"),
            ("bienvenida", "salida", "retomar", "comparacion"), _voces),
    Seccion("cierre", por_traducir("Cierre"),
            por_traducir("¿Valió el tiempo, y qué quedó por tratar?"),
            ("cierre",), grupo.cierre),
)  # fmt: skip


def del_taller(taller: TallerVisto) -> dict[str, Seccion]:
    """Las secciones que tienen fase en la agenda de ese taller, por clave y en su orden."""
    hay = {f.tipo for f in taller.fases}
    return {s.clave: s for s in SECCIONES if hay & set(s.tipos)}
