"""Lo revelado sobre las palancas: hechos, radar de grupo, contraste, rondas, comparación y perfil."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from datos import agregados, lecturas
from datos.agregados import Filtrado, Radar
from datos.lecturas.formato import decimal, enumerar
from modelo import rotulos
from modelo.estadistica import Resumen
from paginas.comun import graficos
from paginas.comun.literal import literal
from paginas.comun.revelado import grupo
from paginas.comun.revelado.lienzo import Lienzo


def descubrir(z: Lienzo) -> None:
    """Personas con algún hecho en cada palanca, y las palancas sin ninguno."""
    dato = agregados.descubrir(z.pedido)
    z.recuento(dato.hechos, "Personas con algún hecho en cada palanca", "palancas")
    if dato.sin_hechos:
        st.markdown(f"**Sin ningún hecho:** {literal(enumerar(dato.sin_hechos))}.")


def valoracion(z: Lienzo) -> None:
    """Solo cuántas valoraciones hay."""
    dato = agregados.valoracion(z.pedido)
    st.markdown(f"**{dato.n}** {'persona ha' if dato.n == 1 else 'personas han'} valorado.")
    if dato.espera:
        z.espera(dato.espera)
    elif z.taller.del_tipo("radar") is not None:
        st.caption("El radar se ve en la fase siguiente.")


def radar(z: Lienzo) -> None:
    """Radar y puntos, las tres más dispersas, estable frente a perdido y ronda 1 → 2."""
    dato = agregados.radar(z.pedido)
    if dato.espera:
        z.espera(dato.espera)
        return
    izquierda, derecha = st.columns(2) if z.mirada.papel != "participa" else (st.container(), st.container())
    with izquierda:
        _forma(z, dato)
    with derecha:
        orden = list(dato.nombres)
        z.grafica(
            graficos.puntos_por_palanca(dato.puntos, orden, grande=z.grande),
            lecturas.frase_puntos_por_palanca(dato.puntos, orden),
            lecturas.tabla_puntos_por_palanca(dato.puntos, orden),
            "puntos",
        )
    if dato.dispersas:
        st.markdown("**A debate**, por dispersión: " + ", ".join(literal(dato.nombres[p]) for p in dato.dispersas))
    _contraste(z, dato.contraste)
    _rondas(z, dato.rondas)


def _forma(z: Lienzo, dato: Radar) -> None:
    medidas = [dato.medidas[p] for p in dato.nombres]
    series = {"Grupo": [m.media for m in medidas]}
    bandas = [_banda(m) for m in medidas]
    banda = ([b[0] for b in bandas], [b[1] for b in bandas])
    nombres = list(dato.nombres.values())
    z.grafica(
        graficos.radar(series, list(dato.cortos.values()), banda=banda, n=dato.n, grande=z.grande),
        lecturas.frase_radar(series, nombres, n=dato.n),
        lecturas.tabla_radar(series, nombres, banda=banda),
        "radar",
    )


def _banda(r: Resumen) -> tuple[float | None, float | None]:
    if r.media is None or r.desviacion is None:
        return None, None
    return max(1.0, r.media - r.desviacion), min(5.0, r.media + r.desviacion)


def _contraste(z: Lienzo, dato: Filtrado) -> None:
    if not dato.visible:
        return
    st.subheader("Estable frente a perdido, en la misma persona", anchor=False)
    df, n = dato.filas, int(dato.filas["n"].min())
    z.grafica(
        graficos.estable_perdido(df, n=n, grande=z.grande),
        lecturas.frase_estable_perdido(df, n=n),
        lecturas.tabla_estable_perdido(df),
        "contraste",
    )


def _rondas(z: Lienzo, dato: Filtrado) -> None:
    if not dato.visible:
        return
    st.subheader("De la ronda 1 a la 2", anchor=False)
    df, n = dato.filas, int(dato.filas["n"].min())
    z.grafica(
        graficos.rondas(df, n=n, grande=z.grande), lecturas.frase_rondas(df, n=n), lecturas.tabla_rondas(df), "rondas"
    )
    for f in df.to_dict("records"):
        if not f["distinguible"]:
            st.caption(f"{literal(f['nombre'])}: {rotulos.SIN_CAMBIO_DISTINGUIBLE.format(n=f['n'])}.")


def comparacion(z: Lienzo) -> None:
    """La vez anterior y esta, en las mismas personas, y lo que cada cual ve distinto."""
    dato = agregados.comparacion(z.pedido)
    if dato.motivo:
        st.info(dato.motivo, icon=":material/compare_arrows:")
    elif z.se_ve(dato.pares):
        _antes_y_ahora(z, dato.pares.filas)
    st.subheader("Qué ha cambiado", anchor=False)
    grupo.frases(z)


def _antes_y_ahora(z: Lienzo, df: pd.DataFrame) -> None:
    filas = df.to_dict("records")
    series = {"Esta vez": list(df["despues"]), "La vez anterior": list(df["antes"])}
    n = int(df["n"].min())
    tabla = pd.DataFrame(
        {
            "Palanca": df["nombre"],
            "Antes": df["antes"].map(decimal),
            "Ahora": df["despues"].map(decimal),
            "Cambio": [decimal(f["diferencia"], signo=True) for f in filas],
            "Intervalo del 95 %": [
                f"de {decimal(f['inferior'], signo=True)} a {decimal(f['superior'], signo=True)}" for f in filas
            ],
            "n": [str(f["n"]) for f in filas],
            "Lectura": ["se distingue" if f["distinguible"] else "no se distingue" for f in filas],
        }
    )
    frase = " ".join(agregados.frases_de_cambio(filas, n))
    z.grafica(graficos.radar(series, list(df["nombre"]), n=n, grande=z.grande), frase, tabla, "comparacion")


def perfil(z: Lienzo) -> None:
    """Solo cuántas personas hay en cada cuadrante."""
    z.recuento(agregados.perfil(z.pedido), "", "cuadrantes")
