"""Piezas de la página de comparar: qué talleres hay, cuáles se eligen y qué se ve de ellos."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from datos import agregados, exportacion, lecturas
from datos.agregados import Comparable, Comparados, Medido
from datos.agregados.comparar import TOPE_DE_TALLERES
from datos.idiomas import _
from datos.idiomas.contenidos import titulo_traducido
from datos.idiomas.escritura import fecha
from datos.lecturas.formato import enumerar
from modelo.casos import comparar as caso
from modelo.valores import Identidad, Papel, TallerVisto
from paginas.comun import contexto, graficos, guardas
from paginas.comun.literal import literal, plotly_literal
from paginas.comun.resultados.lienzo import LienzoDeResultados, lienzo

# Con sus comillas y su n, cabe en la leyenda de una gráfica.
TITULO_CORTO = 16


def candidatos(quien: Identidad) -> tuple[list[Comparable], list[Identidad]]:
    """Los talleres que este navegador puede poner juntos, y con qué identidades."""
    otras = [q for q in guardas.salas_que_facilita().values() if q.sala_id != quien.sala_id]
    quienes = [quien, *otras] if quien.papel == "facilita" else [quien]
    return agregados.comparables(contexto.motor(), [q.sala_id for q in quienes]), quienes


def traidos(quien: Identidad) -> list[Medido]:
    """Los informes de otra parte con los que puede comparar quien facilita la sala que los tiene."""
    return exportacion.medidos(contexto.motor(), quien.sala_id) if quien.papel == "facilita" else []


def nombres_de(talleres: Sequence[Comparable], aqui: str) -> dict[str, str]:
    """Cómo se llama cada taller: título y fecha, y la sala si no es esta o que es un informe traído."""
    nombres = {}
    for t in talleres:
        # Lo de fuera solo lo ve quien facilita, que lee en español.
        fuera = "" if t.sala_id == aqui else f" · sala {t.codigo}" if t.codigo else " · informe traído"
        nombres[t.id] = f"{titulo_traducido(t.titulo)} · {fecha(_dia(t))}{fuera}"
    return nombres


def _dia(t: Comparable) -> date:
    # Un informe solo dice el día: no tiene hora que pasar a otra zona.
    return t.creado_en.astimezone(contexto.zona()).date() if t.codigo else t.creado_en.date()


def elegir(talleres: Sequence[Comparable], nombres: dict[str, str], quien: Identidad) -> list[Comparable]:
    """Los que se quieren comparar, de dos a cuatro. Los que no se han revelado se nombran y no se ofrecen.

    Salen puestos los de esa sala y, si no hay dos, los informes traídos: el de otra sala (un ensayo) se elige adrede.
    """
    posibles = [t for t in talleres if t.revelado]
    ocultos = [literal(nombres[t.id]) for t in talleres if not t.revelado]
    de_aqui = [t.id for t in posibles if t.codigo and t.sala_id == quien.sala_id]
    informes = [t.id for t in posibles if not t.codigo]
    aviso = _que_falta(quien, hay=len(posibles), de_aqui=len(de_aqui), informes=len(informes))
    if aviso:
        st.info(aviso, icon=":material/compare_arrows:")
    if ocultos:
        st.caption(_("Sin revelar sus valoraciones, no se comparan: {talleres}.").format(talleres=enumerar(ocultos)))
    if len(posibles) < 2:
        return []
    elegidos = st.multiselect(
        _("Talleres que se comparan"), [t.id for t in posibles],
        default=de_aqui[-2:] if len(de_aqui) > 1 else [*de_aqui, *informes][:2],
        format_func=lambda i: nombres.get(i, ""), max_selections=TOPE_DE_TALLERES, key="comparar_talleres",
        placeholder=_("Elige dos o más"),
    )  # fmt: skip
    if len(elegidos) < 2:
        st.caption(_("Elige al menos dos, y como mucho {tope}.").format(tope=TOPE_DE_TALLERES))
        return []
    if set(elegidos) <= set(informes):
        if not aviso:
            st.caption("Elige al menos un taller que no sea un informe traído.")
        return []
    return [t for t in posibles if t.id in elegidos]


def _que_falta(quien: Identidad, *, hay: int, de_aqui: int, informes: int) -> str:
    """Lo que ha de pasar para que haya qué comparar; vacío si ya lo hay."""
    if informes and not de_aqui:
        return (
            "Revela el radar de este taller para compararlo con el informe. Hasta entonces, sus valoraciones no las "
            "ve nadie, tampoco aquí."
        )
    if hay > 1:
        return ""
    if quien.papel != Papel.FACILITA:
        return _(
            "Se podrá comparar cuando en esta sala haya un taller de seguimiento, que vuelve a valorar las mismas "
            "palancas, y se hayan revelado las valoraciones de los dos."
        )
    return (
        "Para comparar hacen falta dos talleres con el radar revelado. Crea el de seguimiento en esta misma sala, en "
        "la página «Seguimiento», y las mismas personas volverán a valorar las mismas palancas. Puedes comparar "
        "también con el informe de un taller hecho en otra parte."
    )


def autorizado(quienes: Sequence[Identidad], talleres: Sequence[Comparable]) -> bool:
    """Si el caso de uso lo permite; si no, lo dice."""
    permitidos: list[Comparable] = []
    with contexto.con_aviso(pintar=True):
        contexto.ejecutar(
            caso.autorizar,
            quienes=list(quienes),
            talleres=[t.id for t in talleres if t.codigo],
            informes=[exportacion.id_de_informe(t) for t in talleres if not t.codigo],
        )
        permitidos = list(talleres)
    return bool(permitidos)


def dibujar(
    taller: TallerVisto, quien: Identidad, elegidos: Sequence[Comparable], ajenos: Sequence[Medido] = ()
) -> None:
    """Radar superpuesto, cambio con su intervalo y, con tres o más, la evolución."""
    z = lienzo(taller, taller.fases[0], quien)
    ids = {t.id for t in elegidos}
    suyos = [t for t in elegidos if t.codigo]
    dato = agregados.comparar(z.pedido, suyos, [a for a in ajenos if a.taller.id in ids])
    if dato.motivo:
        st.warning(dato.motivo, icon=":material/difference:")
        return
    momentos = _momentos(dato)
    for momento, m in zip(momentos, dato.medidos, strict=True):
        if m.espera:
            st.info(f"**{literal(momento)}.** {m.espera}.", icon=":material/hourglass_top:")
    izquierda, derecha = st.columns(2, gap="large")
    # Siete columnas no se leen en media pantalla.
    debajo = st.container()
    with izquierda:
        st.header(_("Los radares, superpuestos"), anchor=False)
        _radar(z, dato, momentos)
    with derecha:
        st.header(literal(_de_a(momentos)), anchor=False)
        _cambio(z, dato, momentos, debajo)
    if len(dato.medidos) > 2:
        st.header(_("La evolución"), anchor=False)
        df = _largo(dato, momentos)
        z.grafica(
            graficos.evolucion(df, momentos), f"{lecturas.frase_evolucion(df, momentos)}{_si_es_azar(dato)}",
            lecturas.tabla_evolucion(df, momentos), "evolucion",
        )  # fmt: skip


def _momentos(dato: Comparados) -> list[str]:
    """Un nombre corto por taller: el mes; si coinciden, el título, y si también, el mes con un número detrás."""
    salas = {m.taller.codigo for m in dato.medidos}
    meses = [lecturas.mes(_dia(m.taller)) for m in dato.medidos]
    if len(salas) > 1:
        donde = [m.taller.codigo or "informe" for m in dato.medidos]
        meses = [f"{mes} ({sala})" for mes, sala in zip(meses, donde, strict=True)]
    if len(set(meses)) == len(meses):
        return meses
    titulos = [_corto(m.taller) for m in dato.medidos]
    if len(set(titulos)) == len(titulos):
        return titulos
    return [
        mes if meses.count(mes) == 1 else _("{mes}, {n}.º").format(mes=mes, n=meses[: i + 1].count(mes))
        for i, mes in enumerate(meses)
    ]


def _corto(taller: Comparable) -> str:
    """El título entre comillas, cortado por una palabra si no cabe."""
    titulo = " ".join(titulo_traducido(taller.titulo).split())
    if len(titulo) > TITULO_CORTO:
        palabras = textwrap.wrap(titulo, TITULO_CORTO)[0].rstrip(" ·:;,.-–—")
        titulo = f"{palabras or titulo[:TITULO_CORTO]}…"
    return _("«{texto}»").format(texto=titulo)


def _radar(z: LienzoDeResultados, dato: Comparados, momentos: Sequence[str]) -> None:
    claves = list(dato.nombres)
    vistos = [(momento, m) for momento, m in zip(momentos, dato.medidos, strict=True) if not m.espera]
    series = {f"{momento} (n = {m.n})": [m.medias[c] for c in claves] for momento, m in vistos}
    nombres = list(dato.nombres.values())
    # De un momento a otro solo se dice lo que se distingue, y eso va con el cambio.
    frase = ""
    if vistos:
        ultimo, m = vistos[-1]
        medida = _("la media de {momento}").format(momento=ultimo)
        frase = lecturas.frase_radar({ultimo: [m.medias[c] for c in claves]}, nombres, n=m.n, medida=medida)
    # El último, con el primer color: es el que lleva lo de ahora en la fase «Comparación».
    del_ultimo_al_primero = dict(reversed(series.items()))
    figura = graficos.radar(del_ultimo_al_primero, list(dato.cortos.values()))
    z.grafica(figura, frase, lecturas.tabla_radar(series, nombres), "radares")


def _cambio(z: LienzoDeResultados, dato: Comparados, momentos: Sequence[str], debajo: Any) -> None:
    if not z.se_ve(dato.cambio):
        return
    df = dato.cambio.filas
    antes, despues = (plotly_literal(m) for m in (momentos[0], momentos[-1]))
    frase = lecturas.frase_diferencias(df)
    titulo = _("{despues} menos {antes}").format(antes=antes, despues=despues)
    z.figura(graficos.cambios(df, titulo=titulo), frase, "cambio")
    st.markdown(literal(frase))
    st.caption(_como(dato))
    with debajo:
        z.tabla(frase, _sin_lo_que_sobra(df, momentos), "cambio", _("Ver la tabla del cambio"))


def _sin_lo_que_sobra(df: pd.DataFrame, momentos: Sequence[str]) -> pd.DataFrame:
    """La tabla del cambio, para que quepa en el móvil: la diferencia con su intervalo, que ya dice si se distingue.

    Cómo se compara solo va por palanca si no es igual en todas.
    """
    tabla = lecturas.tabla_cambios(df, momentos[0], momentos[-1])
    medias = zip(tabla[momentos[0]], tabla[momentos[-1]], strict=True)
    diferencias = zip(tabla[_("Diferencia")], tabla[_("Intervalo del 95 %")], strict=True)
    columnas: dict[str, Any] = {
        _("Palanca"): tabla[_("Palanca")],
        _de_a(momentos): [f"{antes} → {despues}" for antes, despues in medias],
        _("Diferencia (95 %)"): [f"{diferencia} ({intervalo})" for diferencia, intervalo in diferencias],
    }
    return pd.DataFrame(columnas if df["emparejada"].nunique() == 1 else columnas | {_("Cómo"): tabla[_("Cómo")]})


def _de_a(momentos: Sequence[str]) -> str:
    return _("De {antes} a {despues}").format(antes=momentos[0], despues=momentos[-1])


def _como(dato: Comparados) -> str:
    intervalo = _("Cada rombo lleva su intervalo del 95 %: si cruza el cero, no se puede decir que haya cambiado.")
    if not dato.misma_sala:
        # Solo lo ve quien facilita.
        return f"{intervalo} Son grupos distintos: se comparan sus medias con la t de Welch, sin emparejar a nadie."
    juntas = dato.cambio.filas["emparejada"]
    if bool(juntas.all()):
        return f"{intervalo} {_('Se compara a cada persona consigo misma.')}"
    enteros = _(
        "Si son muy pocas las personas que están en un solo taller, emparejar dejaría deducir lo suyo: entonces se "
        "comparan los dos grupos enteros, con la t de Welch."
    )
    donde = _(" En la tabla, la columna «Cómo» dice en qué palancas.") if bool(juntas.any()) else ""
    return f"{intervalo} {enteros}{donde}"


def _si_es_azar(dato: Comparados) -> str:
    """Lo que se mueve entre dos medias no es un cambio si el intervalo no lo distingue."""
    claros = dato.cambio.visible and bool(dato.cambio.filas["distinguible"].any())
    return "" if claros else _(" Puede ser azar: de la primera a la última no se distingue un cambio.")


def _largo(dato: Comparados, momentos: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"nombre": nombre, "momento": momento, "media": m.medias[clave], "n": m.personas[clave]}
            for clave, nombre in dato.nombres.items()
            for momento, m in zip(momentos, dato.medidos, strict=True)
        ]
    )
