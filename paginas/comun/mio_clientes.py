"""Lo propio sobre los clientes: la ficha de cada uno y su historia con su índice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import streamlit as st

from datos import consultas
from datos.vistas import ClienteVisto, HitoVisto
from modelo import predisposicion, rotulos
from modelo.predisposicion import Predisposicion
from paginas.comun import contexto
from paginas.comun.literal import literal

SILENCIO_QUE_SE_DICE = 6


def clientes(suyos: Sequence[ClienteVisto]) -> None:
    """La ficha de cada cliente: mapa, entorno e interacción."""
    st.header("Mis clientes", anchor=False)
    if not suyos:
        st.caption("Aún no has añadido ninguno.")
    for c in suyos:
        tipo = rotulos.TIPOS_DE_CLIENTE.get(c.tipo, "")
        with st.expander(f"{literal(c.alias or 'Sin alias')} · {tipo}", key=f"mio_{c.id}"):
            _lineas(_del_mapa(c))
            _lineas(_del_entorno(c))
            _interlocutores(c)
            _interacciones(c)


def _lineas(pares: Iterable[tuple[str, str]]) -> None:
    dichos = [f"- **{rotulo}:** {literal(valor)}" for rotulo, valor in pares if valor]
    if dichos:
        st.markdown("\n".join(dichos))


def _del_mapa(c: ClienteVisto) -> list[tuple[str, str]]:
    return [
        ("Desde", "/".join(reversed(c.desde.split("-")))),
        ("Modalidad", rotulos.MODALIDADES.get(c.modalidad, c.modalidad)),
        ("Qué hago", c.que_hago),
        (f"Corto del objetivo (peso {_cifra(c.corto_peso)})", c.corto),
        (f"Largo de la relación (peso {_cifra(c.largo_peso)})", c.largo),
        ("Dificultad", c.dificultad),
        ("Por qué no amplía", rotulos.CAUSAS.get(c.causa, "")),
    ]


def _del_entorno(c: ClienteVisto) -> list[tuple[str, str]]:
    valores = {r: getattr(c, r) for r in rotulos.RASGOS}
    rasgos = [
        (rotulos.RASGOS[r].nombre, f"{v} (−2 {rotulos.RASGOS[r].izquierda} · +2 {rotulos.RASGOS[r].derecha})")
        for r, v in valores.items()
        if v is not None
    ]
    return [
        ("Distancia", rotulos.DISTANCIAS.get(c.distancia, c.distancia)),
        ("Cómo se decide", rotulos.CULTURAS_DE_DECISION.get(c.cultura, c.cultura)),
        ("Otros proveedores", rotulos.OTROS_PROVEEDORES.get(c.proveedores, c.proveedores)),
        ("Qué es éxito para este cliente", c.exito),
        *rasgos,
    ]


def _cifra(valor: int | None) -> str:
    return rotulos.SIN_DATO if valor is None else str(valor)


def _interlocutores(c: ClienteVisto) -> None:
    gente = consultas.hijos_de(contexto.motor(), "interlocutor", c.id)
    filas = [
        {
            "Interlocutor": literal(g.alias or "—"),
            "Área": literal(g.area or "—"),
            "Influencia": rotulos.INFLUENCIAS.get(g.influencia, "—"),
            "Actitud": rotulos.ACTITUDES.get(g.actitud, "—"),
        }
        for g in gente
    ]
    if filas:
        st.table(filas, hide_index=True, border="horizontal", alt="Interlocutores de este cliente")
    if len(gente) == 1:
        st.caption(f"{rotulos.HILO_UNICO}: la relación depende de un solo interlocutor.")


def _interacciones(c: ClienteVisto) -> None:
    filas = [
        {
            "Canal": literal(rotulos.CANALES.get(i.canal, i.canal) or "—"),
            "Ritmo": literal(rotulos.FRECUENCIAS.get(i.frecuencia, i.frecuencia) or "—"),
            "Para qué": rotulos.PARA_QUE.get(i.para_que, "—"),
            "Calidad": rotulos.CALIDADES.get(i.calidad, "—"),
        }
        for i in consultas.hijos_de(contexto.motor(), "interaccion", c.id)
    ]
    if filas:
        st.table(filas, hide_index=True, border="horizontal", alt="Interacciones con este cliente")


def historias(suyos: Sequence[ClienteVisto]) -> None:
    """La línea de tiempo de cada cliente con hitos, con su índice, de dónde sale y qué no dice."""
    hoy = contexto.ahora().date()
    con_hitos = [(c, h) for c in suyos if (h := _hitos(c, hoy))]
    for c, hitos in con_hitos:
        st.header(f"La historia con {literal(c.alias or 'este cliente')}", anchor=False)
        pares = [(date.fromisoformat(h.fecha), int(h.valencia or 0)) for h in hitos]
        p = predisposicion.calcular(pares, hoy)
        _cifras(c, p)
        _grafica(c, hitos, pares, hoy)
        _aportes(c, hitos, p)
    if con_hitos:
        st.markdown("**Qué no dice el índice**")
        st.markdown("\n".join(f"- {limite}" for limite in rotulos.LIMITES_DEL_INDICE))


def _hitos(c: ClienteVisto, hoy: date) -> list[HitoVisto]:
    hitos: list[HitoVisto] = consultas.hijos_de(contexto.motor(), "hito", c.id)
    return sorted((h for h in hitos if h.fecha and h.valencia and h.fecha <= hoy.isoformat()), key=lambda h: h.fecha)


def _cifras(c: ClienteVisto, p: Predisposicion) -> None:
    from datos.lecturas.formato import decimal

    tendencia = decimal(p.tendencia, signo=True)
    color, flecha = _de_la_tendencia(tendencia)
    with st.container(horizontal=True, key=f"indice_{c.id}"):
        st.metric("Índice de predisposición", decimal(p.indice), f"{tendencia} en 6 meses", delta_color=color,
                  delta_arrow=flecha, border=True)  # fmt: skip
        if c.intuicion is not None:
            lejos = decimal(c.intuicion - p.indice, signo=True)
            st.metric("Tu intuición", str(c.intuicion), f"{lejos} frente al índice", delta_color="off",
                      delta_arrow=_de_la_tendencia(lejos)[1], border=True)  # fmt: skip
        st.metric("Solidez", p.solidez.capitalize(), border=True)
    if not p.concluyente:
        st.caption("No concluyente: según cuánto pese lo reciente y lo negativo, cae a un lado u otro de 50.")
    if p.meses_de_silencio and p.meses_de_silencio >= SILENCIO_QUE_SE_DICE:
        st.caption(f"{p.meses_de_silencio} meses sin hitos: el silencio no puntúa, pero está ahí.")


def _de_la_tendencia(escrita: str) -> tuple[Literal["red", "green", "gray"], Literal["up", "down", "off"]]:
    """El color y la flecha de una diferencia escrita: la página solo los sabría sacar de un guion corriente."""
    if escrita.startswith("−"):
        return "red", "down"
    return ("green", "up") if escrita.startswith("+") else ("gray", "off")


def _grafica(c: ClienteVisto, hitos: Sequence[HitoVisto], pares: list[tuple[date, int]], hoy: date) -> None:
    import pandas as pd

    from datos import agregados, lecturas
    from paginas.comun import graficos

    campos = ("fecha", "valencia", "que_paso", "ambito")
    df = pd.DataFrame([{campo: getattr(h, campo) for campo in campos} for h in hitos])
    df["fecha"] = pd.to_datetime(df["fecha"])
    curva = agregados.curva(pares, hoy)
    frase = lecturas.frase_linea_de_tiempo(df, curva)
    st.plotly_chart(
        graficos.linea_de_tiempo(df, curva), theme=None, key=f"mio_linea_{c.id}",
        config=graficos.config_plotly(True), alt=graficos.alternativo(frase),
    )  # fmt: skip
    st.markdown(literal(frase))


def _aportes(c: ClienteVisto, hitos: Sequence[HitoVisto], p: Predisposicion) -> None:
    from datos.lecturas.formato import decimal

    filas = [
        {
            # Dos columnas: con cuatro, en un móvil el texto queda en una tira.
            "Hito": f"{h.fecha[5:7]}/{h.fecha[:4]} · {literal(h.que_paso or '—')}",
            "Aporte al índice": f"{decimal(aporte, signo=True)} · {rotulos.VALENCIAS[h.valencia or 0].lower()}",
        }
        for h, aporte in zip(hitos, p.aportes, strict=True)
    ]
    st.table(filas, hide_index=True, border="horizontal", alt="Hitos y lo que aporta cada uno al índice")
    with st.expander("Y si lo reciente o lo negativo pesara distinto", key=f"robustez_{c.id}"):
        st.caption("El índice según la vida media de un hito, en meses, y cuánto más pesa lo negativo.")
        robustez = [
            {"Vida media": f"{vida} meses"}
            | {f"× {decimal(peso)}": decimal(p.robustez[vida, peso]) for peso in predisposicion.PESOS_NEGATIVOS}
            for vida in predisposicion.VIDAS_MEDIAS
        ]
        st.table(robustez, hide_index=True, border="horizontal", alt="El índice con otras nueve combinaciones")
