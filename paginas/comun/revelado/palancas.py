"""Lo revelado sobre las palancas: hechos, radar de grupo, contraste, rondas y perfil."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from datos import consultas
from modelo import estadistica, privacidad, rotulos
from modelo import perfil as reglas_de_perfil
from paginas.comun import contexto, graficos, lecturas
from paginas.comun.literal import literal
from paginas.comun.revelado.lienzo import Lienzo

CLAVE = ["participante_id", "papel", "ronda", "palanca"]


def puntuaciones(z: Lienzo) -> pd.DataFrame:
    """Una fila por persona, papel del cliente, ronda y palanca, con su puntuación 1–5. Sin dato, no hay fila."""
    df = consultas.df_valoraciones(z.motor, z.taller.id)
    df = df.assign(
        palanca=df["afirmacion"].str[:2], valor=pd.to_numeric(df["valor"]).where(~df["no_sabe"].astype(bool))
    )
    salida = [
        dict(zip(CLAVE, clave, strict=True)) | {"valor": estadistica.puntuacion_palanca(list(g["valor"]))}
        for clave, g in df.groupby(CLAVE)
    ]
    return pd.DataFrame(salida, columns=[*CLAVE, "valor"]).dropna(subset=["valor"])


def _nombres(z: Lienzo, cortos: bool = False) -> dict[str, str]:
    return {p.clave: p.nombre_corto if cortos else p.nombre for p in contexto.palancas(z.taller)}


def descubrir(z: Lienzo) -> None:
    """Personas con algún hecho en cada palanca, y las palancas sin ninguno."""
    hitos = consultas.df_hitos(z.motor, z.taller.sala_id)[["participante_id", "palancas"]]
    otras = consultas.df_interacciones(z.motor, z.taller.sala_id)[["participante_id", "palancas"]]
    hechos = pd.concat([hitos, otras]).explode("palancas")
    z.recuento(hechos, "palancas", _nombres(z), "Personas con algún hecho en cada palanca")


def valoracion(z: Lienzo) -> None:
    """Solo cuántas valoraciones hay."""
    n = consultas.respondieron(z.motor, z.taller.id, z.fase.clave)
    st.markdown(f"**{n}** {'persona ha' if n == 1 else 'personas han'} valorado.")
    if n < z.mirada.umbral:
        st.info(f"Se mostrará cuando respondan {z.mirada.umbral} personas; van {n}", icon=":material/hourglass_top:")
    elif z.taller.del_tipo("radar") is not None:
        st.caption("El radar se ve en la fase siguiente.")


def radar(z: Lienzo) -> None:
    """Radar y puntos, las tres más dispersas, estable frente a perdido y ronda 1 → 2."""
    todas = puntuaciones(z)
    primera = todas[(todas["ronda"] == 1) & (todas["papel"] == "estable")]
    vista = z.agregado(primera, con_persona=True)
    if vista is None:
        return
    nombres, cortos = _nombres(z), _nombres(z, cortos=True)
    # El umbral rige también dentro de cada palanca: quien contestó «no lo sé» no cuenta en ella.
    n = vista.groupby("palanca")["valor"].count()
    vista = vista[vista["palanca"].map(n) >= z.mirada.umbral]
    medidas = {p: estadistica.resumen(list(vista.loc[vista["palanca"] == p, "valor"])) for p in nombres}
    medias = [medidas[p].media for p in nombres]
    bandas = [_banda(medidas[p]) for p in nombres]
    personas = int(vista["persona"].nunique())
    series = {"Grupo": medias}
    izquierda, derecha = st.columns(2) if z.mirada.papel != "participa" else (st.container(), st.container())
    with izquierda:
        banda = ([b[0] for b in bandas], [b[1] for b in bandas])
        z.grafica(
            graficos.radar(series, list(cortos.values()), banda=banda, n=personas, grande=z.grande),
            lecturas.frase_radar(series, list(nombres.values()), n=personas),
            lecturas.tabla_radar(series, list(nombres.values()), banda=banda),
            "radar",
        )
    with derecha:
        puntos = vista.assign(nombre=vista["palanca"].map(nombres))
        orden = list(nombres)
        z.grafica(
            graficos.puntos_por_palanca(puntos, orden, grande=z.grande),
            lecturas.frase_puntos_por_palanca(puntos, orden),
            lecturas.tabla_puntos_por_palanca(puntos, orden),
            "puntos",
        )
    dispersas = estadistica.con_mas_dispersion({p: m.ad for p, m in medidas.items()})
    if dispersas:
        st.markdown("**A debate**, por dispersión: " + ", ".join(literal(nombres[p]) for p in dispersas))
    _contraste(z, todas, nombres)
    _rondas(z, todas, nombres)


def _banda(r: estadistica.Resumen) -> tuple[float | None, float | None]:
    if r.media is None or r.desviacion is None:
        return None, None
    return max(1.0, r.media - r.desviacion), min(5.0, r.media + r.desviacion)


def _emparejadas(
    z: Lienzo, antes: pd.DataFrame, despues: pd.DataFrame, nombres: dict[str, str]
) -> list[dict[str, Any]]:
    """Por palanca, las personas que tienen las dos puntuaciones; sin umbral, no sale."""
    pares = antes.merge(despues, on=["participante_id", "palanca"], suffixes=("_antes", "_despues"))
    filas = []
    for palanca, nombre in nombres.items():
        vista = privacidad.agregado(pares[pares["palanca"] == palanca], z.mirada)
        if vista.motivo is not None:
            continue
        a, b = list(vista.filas["valor_antes"]), list(vista.filas["valor_despues"])
        d = estadistica.diferencia_pareada(a, b)
        filas.append(
            {"palanca": palanca, "nombre": nombre, "antes": sum(a) / len(a), "despues": sum(b) / len(b),
             "diferencia": d.media, "inferior": d.inferior, "superior": d.superior,
             "n": d.n, "distinguible": d.distinguible}
        )  # fmt: skip
    return filas


def _contraste(z: Lienzo, todas: pd.DataFrame, nombres: dict[str, str]) -> None:
    primera = todas[todas["ronda"] == 1]
    perdido, estable = (
        primera[primera["papel"] == p][["participante_id", "palanca", "valor"]] for p in ("perdido", "estable")
    )
    filas = _emparejadas(z, perdido, estable, nombres)
    if not filas:
        return
    st.subheader("Estable frente a perdido, en la misma persona", anchor=False)
    df = pd.DataFrame(filas).rename(columns={"antes": "perdido", "despues": "estable"})
    n = int(df["n"].min())
    z.grafica(
        graficos.estable_perdido(df, n=n, grande=z.grande),
        lecturas.frase_estable_perdido(df, n=n),
        lecturas.tabla_estable_perdido(df),
        "contraste",
    )


def _rondas(z: Lienzo, todas: pd.DataFrame, nombres: dict[str, str]) -> None:
    estable = todas[todas["papel"] == "estable"]
    una, dos = (estable[estable["ronda"] == r][["participante_id", "palanca", "valor"]] for r in (1, 2))
    filas = _emparejadas(z, una, dos, {p: n for p, n in nombres.items() if p in set(dos["palanca"])})
    if not filas:
        return
    st.subheader("De la ronda 1 a la 2", anchor=False)
    df = pd.DataFrame(filas).rename(columns={"antes": "ronda1", "despues": "ronda2"})
    n = int(df["n"].min())
    z.grafica(
        graficos.rondas(df, n=n, grande=z.grande), lecturas.frase_rondas(df, n=n), lecturas.tabla_rondas(df), "rondas"
    )
    for f in filas:
        if not f["distinguible"]:
            st.caption(f"{literal(f['nombre'])}: {rotulos.SIN_CAMBIO_DISTINGUIBLE.format(n=f['n'])}.")


def perfil(z: Lienzo) -> None:
    """Solo cuántas personas hay en cada cuadrante."""
    df = consultas.df_perfil(z.motor, z.taller.id)
    claves = list(_nombres(z))
    rotulo = []
    for _, g in df.groupby("participante_id"):
        suyo = g.set_index("palanca")
        ejes = [[_valor(suyo, p, eje) for p in claves] for eje in ("eficacia", "eficiencia")]
        rotulo.append(reglas_de_perfil.calcular(*ejes).rotulo)
    cuenta = reglas_de_perfil.recuentos_de_grupo(rotulo, z.mirada.umbral)
    if cuenta is None:
        n = sum(r is not None for r in rotulo)
        st.info(
            f"Se mostrará cuando respondan {max(5, z.mirada.umbral)} personas; van {n}", icon=":material/hourglass_top:"
        )
        return
    nombres = {k: c.nombre for k, c in rotulos.CUADRANTES.items()} | {"frontera": "En la frontera", "otros": "Otros"}
    tabla = pd.DataFrame([{"rotulo": nombres.get(k, k), "n": n} for k, n in cuenta.items()])
    z.grafica(
        graficos.recuento(tabla, grande=z.grande),
        lecturas.frase_recuento(tabla, unidad="persona"),
        lecturas.tabla_recuento(tabla),
        "cuadrantes",
    )


def _valor(suyo: pd.DataFrame, palanca: str, eje: str) -> float | None:
    valor = suyo[eje].to_dict().get(palanca)
    return None if valor is None or pd.isna(valor) else float(valor)
