"""Piezas de la página de comparar: qué talleres hay, cuáles se eligen y qué se ve de ellos."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from datos import agregados, exportacion, lecturas
from datos.agregados import Comparable, Comparados, Medido
from datos.agregados.comparar import TOPE_DE_TALLERES
from datos.lecturas.formato import enumerar
from modelo.casos import comparar as caso
from modelo.valores import Identidad, TallerVisto
from paginas.comun import contexto, graficos, guardas
from paginas.comun.literal import literal
from paginas.comun.resultados.lienzo import LienzoDeResultados, lienzo


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
        fuera = "" if t.sala_id == aqui else f" · sala {t.codigo}" if t.codigo else " · informe traído"
        nombres[t.id] = f"{t.titulo} · {_dia(t):%d/%m/%Y}{fuera}"
    return nombres


def _dia(t: Comparable) -> date:
    # Un informe solo dice el día: no tiene hora que pasar a otra zona.
    return t.creado_en.astimezone(contexto.zona()).date() if t.codigo else t.creado_en.date()


def elegir(talleres: Sequence[Comparable], nombres: dict[str, str], sala_id: str) -> list[Comparable]:
    """Los que se quieren comparar, de dos a cuatro. Los que no se han revelado se nombran y no se ofrecen.

    Salen puestos los de esa sala y, si no hay dos, los informes traídos: el de otra sala (un ensayo) se elige adrede.
    """
    posibles = [t for t in talleres if t.revelado]
    ocultos = [literal(nombres[t.id]) for t in talleres if not t.revelado]
    if len(posibles) < 2:
        st.info(
            "Para comparar hacen falta dos talleres con el radar revelado. Crea el de seguimiento en esta misma sala, "
            "en la página «Seguimiento», y las mismas personas volverán a valorar las mismas palancas. Quien "
            "facilita puede comparar también con el informe de un taller hecho en otra parte.",
            icon=":material/compare_arrows:",
        )
    if ocultos:
        st.caption(f"Sin revelar sus valoraciones, no se comparan: {enumerar(ocultos)}.")
    if len(posibles) < 2:
        return []
    ids = [t.id for t in posibles]
    propios = [t.id for t in posibles if t.codigo]
    de_aqui = [t.id for t in posibles if t.codigo and t.sala_id == sala_id]
    de_serie = de_aqui[-2:] if len(de_aqui) > 1 else [*de_aqui, *(i for i in ids if i not in propios)][:2]
    elegidos = st.multiselect(
        "Talleres que se comparan", ids, default=de_serie, format_func=lambda i: nombres.get(i, ""),
        max_selections=TOPE_DE_TALLERES, key="comparar_talleres", placeholder="Elige dos o más",
    )  # fmt: skip
    if len(elegidos) < 2:
        st.caption(f"Elige al menos dos, y como mucho {TOPE_DE_TALLERES}.")
        return []
    if not set(elegidos) & set(propios):
        st.caption("Elige al menos un taller que no sea un informe traído.")
        return []
    return [t for t in posibles if t.id in elegidos]


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
    with izquierda:
        st.header("Los radares, superpuestos", anchor=False)
        _radar(z, dato, momentos)
    with derecha:
        st.header(f"De {literal(momentos[0])} a {literal(momentos[-1])}", anchor=False)
        _cambio(z, dato, momentos)
    if len(dato.medidos) > 2:
        st.header("La evolución", anchor=False)
        df = _largo(dato, momentos)
        z.grafica(
            graficos.evolucion(df, momentos), lecturas.frase_evolucion(df, momentos),
            lecturas.tabla_evolucion(df, momentos), "evolucion",
        )  # fmt: skip


def _momentos(dato: Comparados) -> list[str]:
    """Un nombre corto por taller: el mes, y si coinciden, un número detrás."""
    meses = [lecturas.mes(_dia(m.taller)) for m in dato.medidos]
    salas = {m.taller.codigo for m in dato.medidos}
    base = [
        f"{mes} ({m.taller.codigo or 'informe'})" if len(salas) > 1 else mes
        for mes, m in zip(meses, dato.medidos, strict=True)
    ]  # fmt: skip
    return [b if base.count(b) == 1 else f"{b}, {base[: i + 1].count(b)}.º" for i, b in enumerate(base)]


def _radar(z: LienzoDeResultados, dato: Comparados, momentos: Sequence[str]) -> None:
    claves = list(dato.nombres)
    series = {
        f"{momento} (n = {m.n})": [m.medias[c] for c in claves]
        for momento, m in zip(momentos, dato.medidos, strict=True)
        if not m.espera
    }
    nombres = list(dato.nombres.values())
    z.grafica(
        graficos.radar(series, list(dato.cortos.values())), lecturas.frase_radar(_extremos(series), nombres),
        lecturas.tabla_radar(series, nombres), "radares",
    )  # fmt: skip


def _extremos(series: dict[str, list[float | None]]) -> dict[str, list[float | None]]:
    """El primero y el último, que son los que se comparan."""
    claves = list(series)
    return {c: series[c] for c in dict.fromkeys((*claves[:1], *claves[-1:]))}


def _cambio(z: LienzoDeResultados, dato: Comparados, momentos: Sequence[str]) -> None:
    if not z.se_ve(dato.cambio):
        return
    df = dato.cambio.filas
    z.grafica(
        graficos.cambios(df, titulo=f"{momentos[-1]} menos {momentos[0]}"), lecturas.frase_diferencias(df),
        lecturas.tabla_cambios(df, momentos[0], momentos[-1]), "cambio",
    )  # fmt: skip
    st.caption(_como(dato))


def _como(dato: Comparados) -> str:
    intervalo = "Cada rombo lleva su intervalo del 95 %: si cruza el cero, no se puede decir que haya cambiado."
    if not dato.misma_sala:
        return f"{intervalo} Son grupos distintos: se comparan sus medias con la t de Welch, sin emparejar a nadie."
    juntas = dato.cambio.filas["emparejada"]
    if bool(juntas.all()):
        return f"{intervalo} Se compara a cada persona consigo misma."
    donde = "" if not bool(juntas.any()) else " (columna «Cómo» de la tabla)"
    return (
        f"{intervalo} Si son muy pocas las personas que están en un solo taller, emparejar dejaría deducir lo suyo: "
        f"entonces se comparan los dos grupos enteros, con la t de Welch{donde}."
    )


def _largo(dato: Comparados, momentos: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"nombre": nombre, "momento": momento, "media": m.medias[clave], "n": m.personas[clave]}
            for clave, nombre in dato.nombres.items()
            for momento, m in zip(momentos, dato.medidos, strict=True)
        ]
    )
