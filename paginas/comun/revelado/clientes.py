"""Lo revelado sobre los clientes: mapa, histórico, entorno e interacción."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from datos import consultas
from modelo import predisposicion, rotulos
from paginas.comun import contexto, graficos, lecturas
from paginas.comun.literal import literal
from paginas.comun.revelado.lienzo import Lienzo


def mapa(z: Lienzo) -> None:
    """Conteo por tipo, corto frente a largo y causas."""
    df = consultas.df_clientes(z.motor, z.taller.sala_id)
    z.recuento(df, "tipo", dict(rotulos.TIPOS_DE_CLIENTE), "Personas con cada tipo de cliente")
    pesos = z.agregado(df[["participante_id", "tipo", "corto_peso", "largo_peso"]].dropna())
    if pesos is not None:
        st.subheader("Corto del objetivo y largo de la relación", anchor=False)
        z.grafica(
            graficos.corto_largo(pesos, grande=z.grande),
            lecturas.frase_corto_largo(pesos),
            lecturas.tabla_corto_largo(pesos),
            "corto_largo",
        )
    z.recuento(df, "causa", dict(rotulos.CAUSAS), "Por qué no amplían el trabajo")


def historico(z: Lienzo) -> None:
    """Intuición frente a índice, y las líneas de tiempo que se ofrecen."""
    hoy = contexto.ahora().date()
    clientes = consultas.df_clientes(z.motor, z.taller.sala_id)
    hitos = consultas.df_hitos(z.motor, z.taller.sala_id)
    hitos = hitos[(hitos["fecha"] != "") & hitos["valencia"].notna()]
    indices = {
        c: predisposicion.calcular(
            [(date.fromisoformat(f), int(v)) for f, v in zip(g["fecha"], g["valencia"], strict=True)], hoy
        ).indice
        for c, g in hitos.groupby("cliente_id")
    }
    clientes = clientes.assign(indice=clientes["cliente_id"].map(indices))
    pares = clientes[clientes["papel"] != ""][["participante_id", "papel", "intuicion", "indice"]].dropna()
    vista = z.agregado(pares)
    if vista is not None:
        z.grafica(
            graficos.intuida_frente_a_calculada(vista, grande=z.grande),
            lecturas.frase_intuida_frente_a_calculada(vista),
            lecturas.tabla_intuida_frente_a_calculada(vista),
            "intuida",
        )
    ofrecen = set(clientes.loc[clientes["ofrece_linea"].astype(bool), "cliente_id"])
    _lineas(z, hitos[hitos["cliente_id"].isin(ofrecen)], hoy)


def _lineas(z: Lienzo, hitos: pd.DataFrame, hoy: date) -> None:
    if not len(hitos):
        return
    lineas = z.ofrecido(hitos, con_linea=True)
    if lineas is None:
        return
    st.subheader("Líneas de tiempo ofrecidas", anchor=False)
    for numero, linea in list(lineas.groupby("linea"))[:6]:
        ordenada = linea.sort_values("fecha").assign(fecha=lambda d: pd.to_datetime(d["fecha"]))
        indice = _curva(ordenada, hoy)
        titulo = str(linea["cliente"].iloc[0]) if "cliente" in linea else f"Línea {numero}"
        st.markdown(f"**{literal(titulo)}**")
        z.grafica(
            graficos.linea_de_tiempo(ordenada, indice, titulo, grande=z.grande),
            lecturas.frase_linea_de_tiempo(ordenada, indice, titulo),
            lecturas.tabla_linea_de_tiempo(ordenada, indice, titulo),
            f"linea_{numero}",
        )


def _curva(hitos: pd.DataFrame, hoy: date) -> pd.DataFrame:
    """El índice tras cada hito y hoy."""
    pares = [(f.date(), int(v)) for f, v in zip(hitos["fecha"], hitos["valencia"], strict=True)]
    dias = [*dict.fromkeys(f for f, _ in pares), hoy]
    valores = [predisposicion.calcular([p for p in pares if p[0] <= d], d).indice for d in dias]
    return pd.DataFrame({"fecha": pd.to_datetime(dias), "indice": valores})


def entorno(z: Lienzo) -> None:
    """Influencia y actitud, hilo único y rasgos."""
    gente = consultas.df_interlocutores(z.motor, z.taller.sala_id)
    por_cliente = gente.groupby("cliente_id").size()
    columnas = ["participante_id", "influencia", "actitud", "trato_directo"]
    vista = z.agregado(gente[columnas].dropna(subset=["influencia", "actitud"]))
    if vista is not None:
        mapa_ = vista.groupby(["influencia", "actitud", "trato_directo"], dropna=False).size().reset_index(name="n")
        z.grafica(
            graficos.influencia_actitud(mapa_, grande=z.grande),
            lecturas.frase_influencia_actitud(mapa_),
            lecturas.tabla_influencia_actitud(mapa_),
            "influencia",
        )
        solos = int((por_cliente == 1).sum())
        st.markdown(
            f"**{rotulos.HILO_UNICO}:** {solos} de {len(por_cliente)} clientes dependen de un solo interlocutor."
        )
    clientes = consultas.df_clientes(z.motor, z.taller.sala_id)
    campos = list(rotulos.RASGOS)
    rasgos = z.agregado(clientes[["participante_id", *campos]].dropna(how="all", subset=campos))
    if rasgos is not None:
        filas = [
            {
                "rasgo": r.nombre,
                "izquierda": r.izquierda,
                "derecha": r.derecha,
                "media": rasgos[c].mean(),
                "n": int(rasgos[c].count()),
            }
            for c, r in rotulos.RASGOS.items()
        ]
        df = pd.DataFrame(filas)
        z.grafica(graficos.rasgos(df, grande=z.grande), lecturas.frase_rasgos(df), lecturas.tabla_rasgos(df), "rasgos")


def interaccion(z: Lienzo) -> None:
    """Reparto objetivo/relación, iniciativa, canales y ritmo."""
    df = consultas.df_interacciones(z.motor, z.taller.sala_id)
    _reparto(z, df, "para_que", dict(rotulos.PARA_QUE), "Para qué nos vemos")
    _reparto(z, df, "iniciativa", dict(rotulos.INICIATIVAS), "Quién toma la iniciativa")
    z.recuento(df, "canal", dict(rotulos.CANALES), "Personas que usan cada canal")
    z.recuento(df, "frecuencia", dict(rotulos.FRECUENCIAS), "Ritmo", ordenar=False)


def _reparto(z: Lienzo, df: pd.DataFrame, campo: str, nombres: dict[str, str], titulo: str) -> None:
    st.subheader(titulo, anchor=False)
    vista = z.agregado(df.loc[df[campo] != "", ["participante_id", campo]])
    if vista is None:
        return
    cuenta = vista[campo].value_counts()
    filas = [
        {"rotulo": r, "parte": cuenta.get(k, 0) / len(vista), "n": int(cuenta.get(k, 0))} for k, r in nombres.items()
    ]
    tabla = pd.DataFrame(filas)
    z.grafica(
        graficos.reparto(tabla, grande=z.grande), lecturas.frase_reparto(tabla), lecturas.tabla_reparto(tabla), campo
    )
