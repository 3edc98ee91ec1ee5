"""Lo que el grupo comparte: palabras, frases, aportaciones, compromisos y cierre."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from datos import consultas
from modelo import privacidad, rotulos
from paginas.comun import contexto, graficos, lecturas
from paginas.comun.literal import literal
from paginas.comun.revelado.lienzo import Lienzo

FRASES = {"salida": "me_llevo", "retomar": "he_visto", "comparacion": "que_ha_cambiado"}


def _campo(z: Lienzo, campo: str) -> pd.DataFrame:
    df = consultas.df_respuestas(z.motor, z.taller.id, z.fase.clave)
    return df[(df["campo"] == campo) & df["valor"].notna() & (df["valor"] != "")]


def bienvenida(z: Lienzo) -> None:
    """Las palabras de llegada y la energía."""
    palabras = z.ofrecido(_campo(z, "palabra")[["participante_id", "valor"]])
    if palabras is not None and len(palabras):
        cuenta = palabras["valor"].str.lower().value_counts()
        st.markdown(" · ".join(f"**{literal(p)}**" + (f" ×{n}" if n > 1 else "") for p, n in cuenta.items()))
        st.caption(f"n = {len(palabras)}")
    energia = z.agregado(_campo(z, "energia"))
    if energia is not None:
        media = lecturas.formato.decimal(pd.to_numeric(energia["valor"]).mean())
        st.markdown(f"Energía media del grupo: **{media}** de 5 (n = {len(energia)}).")


def frases(z: Lienzo) -> None:
    """Lo que cada cual se lleva o ha visto."""
    textos = z.ofrecido(_campo(z, FRASES[z.fase.tipo])[["participante_id", "valor"]])
    for texto in [] if textos is None else textos["valor"]:
        st.markdown(f"> {literal(texto)}")


def estrategias(z: Lienzo) -> None:
    """Las aportaciones por votos."""
    df = consultas.df_aportaciones(z.motor, z.taller.id)
    vista = z.ofrecido(df[df["texto"] != ""])
    if vista is None or not len(vista):
        return
    nombres = {p.clave: p.nombre for p in contexto.palancas(z.taller)}
    tabla = pd.DataFrame(
        {
            "texto": vista["texto"],
            "palanca": vista["palanca"].map(lambda p: nombres.get(p, "Sin palanca")),
            "tipo": vista["tipo"].map(lambda t: rotulos.TIPOS_DE_APORTACION.get(t, "")),
            "votos": vista["votos"],
        }
    )
    z.grafica(graficos.votos(tabla, grande=z.grande), lecturas.frase_votos(tabla), lecturas.tabla_votos(tabla), "votos")


def plan(z: Lienzo) -> None:
    """Cuántas personas se comprometen con cada palanca."""
    df = consultas.df_compromisos(z.motor, z.taller.id)
    nombres = {p.clave: p.nombre for p in contexto.palancas(z.taller)}
    z.recuento(df, "palanca", nombres, "Compromisos por palanca")


def seguimiento(z: Lienzo) -> None:
    """En qué estado están los compromisos anteriores de la sala."""
    otros = [t.id for t in consultas.talleres_de(z.motor, z.taller.sala_id) if t.id != z.taller.id]
    partes = [consultas.df_compromisos(z.motor, t) for t in otros]
    if partes:
        z.recuento(pd.concat(partes), "estado", dict(rotulos.ESTADOS_DE_COMPROMISO), "Cómo van los compromisos")
    else:
        st.caption("No hay un taller anterior en esta sala.")


def cierre(z: Lienzo) -> None:
    """¿Valió el tiempo? y lo que quedó aparcado."""
    notas = _campo(z, "roti")
    notas = notas.assign(valor=notas["valor"].astype(str))
    vista = privacidad.por_grupos(notas, "valor", z.mirada, todos=tuple("12345"))
    if vista.motivo is not None:
        st.info(privacidad.texto_de_espera(vista, z.mirada.umbral), icon=":material/hourglass_top:")
    else:
        df = pd.DataFrame([{"valor": int(v), "n": n} for v, n in vista.recuentos.items()])
        z.grafica(graficos.roti(df, grande=z.grande), lecturas.frase_roti(df), lecturas.tabla_roti(df), "roti")
    asuntos = [a for a in consultas.aparcados(z.motor, z.taller.id) if not a.resuelto]
    if asuntos:
        st.subheader("Aparcamiento", anchor=False)
        st.markdown("\n".join(f"- {literal(a.texto)}" for a in asuntos))
