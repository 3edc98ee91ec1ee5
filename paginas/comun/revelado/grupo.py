"""Lo que el grupo comparte: palabras, frases, aportaciones, compromisos y cierre."""

from __future__ import annotations

import streamlit as st

from datos import agregados, lecturas
from datos.lecturas.formato import decimal
from paginas.comun import graficos
from paginas.comun.literal import literal
from paginas.comun.revelado.lienzo import Lienzo


def bienvenida(z: Lienzo) -> None:
    """Las palabras de llegada y la energía."""
    dato = agregados.bienvenida(z.pedido)
    if z.se_ve(dato.palabras):
        pares = zip(dato.palabras.filas["rotulo"], dato.palabras.filas["n"], strict=True)
        st.markdown(" · ".join(f"**{literal(p)}**" + (f" ×{n}" if n > 1 else "") for p, n in pares))
        st.caption(f"n = {dato.palabras.n}")
    if dato.espera_de_energia:
        z.espera(dato.espera_de_energia)
    elif dato.energia is not None:
        st.markdown(f"Energía media del grupo: **{decimal(dato.energia)}** de 5 (n = {dato.n_energia}).")


def frases(z: Lienzo) -> None:
    """Lo que cada cual se lleva o ha visto."""
    dato = agregados.frases(z.pedido)
    if z.se_ve(dato):
        st.markdown("\n".join(f"- {literal(texto)}" for texto in dato.filas["texto"]))
        st.caption(f"n = {dato.n}")


def salida(z: Lienzo) -> None:
    """La sesión en cifras y lo que cada cual se lleva."""
    cifras = agregados.en_cifras(z.pedido)
    if cifras.visible:
        with st.container(horizontal=True, key=f"cifras_{z.mirada.papel}_{z.fase.clave}"):
            for fila in cifras.filas.to_dict("records"):
                st.metric(fila["rotulo"], str(fila["n"]), border=True)
        st.caption(f"Lo que el grupo ha puesto hasta ahora (n = {cifras.n}).")
    frases(z)


def estrategias(z: Lienzo) -> None:
    """Las aportaciones por votos."""
    dato = agregados.estrategias(z.pedido)
    if z.se_ve(dato):
        df = dato.filas
        z.grafica(graficos.votos(df, grande=z.grande), lecturas.frase_votos(df), lecturas.tabla_votos(df), "votos")


def plan(z: Lienzo) -> None:
    """Cuántas personas se comprometen con cada palanca."""
    z.recuento(agregados.plan(z.pedido), "Compromisos por palanca", "palanca")


def seguimiento(z: Lienzo) -> None:
    """En qué estado están los compromisos anteriores de la sala."""
    dato = agregados.seguimiento(z.pedido)
    if dato is None:
        st.caption("No hay un taller anterior en esta sala.")
    else:
        z.recuento(dato, "Cómo van los compromisos", "estado")


def cierre(z: Lienzo) -> None:
    """¿Valió el tiempo? y lo que quedó aparcado."""
    dato = agregados.cierre(z.pedido)
    if dato.media is not None:
        st.metric("¿Valió el tiempo? Media de 1 a 5", decimal(dato.media), border=True)
        st.caption(f"n = {dato.reparto.n}. El reparto no se muestra: hay respuestas de muy poca gente.")
    elif z.se_ve(dato.reparto):
        df = dato.reparto.filas
        z.grafica(graficos.roti(df, grande=z.grande), lecturas.frase_roti(df), lecturas.tabla_roti(df), "roti")
    if dato.aparcado:
        st.subheader("Aparcamiento", anchor=False)
        st.markdown("\n".join(f"- {literal(texto)}" for texto in dato.aparcado))
