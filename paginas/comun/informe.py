"""Lo que cada participante ve de sí: clientes, historias con su índice, radar, perfil y compromisos."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from datos import consultas
from modelo import estadistica, predisposicion, rotulos
from modelo import perfil as reglas_de_perfil
from modelo.valores import Identidad, TallerVisto
from paginas.comun import contexto
from paginas.comun.literal import literal


def _si(numero: float | None, cifras: int = 1, *, signo: bool = False) -> str:
    return rotulos.SIN_DATO if numero is None else f"{numero:{'+' if signo else ''}.{cifras}f}".replace(".", ",")


def clientes(suyos: list[Any]) -> None:
    """Los clientes, con su corto y su largo."""
    st.header("Mis clientes", anchor=False)
    if not suyos:
        st.caption("Aún no has añadido ninguno.")
    for c in suyos:
        tipo = rotulos.TIPOS_DE_CLIENTE.get(c.tipo, "")
        with st.expander(f"{literal(c.alias or 'Sin alias')} · {tipo}", key=f"mio_{c.id}"):
            st.markdown(f"**Qué hago:** {literal(c.que_hago or '—')}")
            st.markdown(f"**Corto del objetivo** ({_peso(c.corto_peso)}): {literal(c.corto or '—')}")
            st.markdown(f"**Largo de la relación** ({_peso(c.largo_peso)}): {literal(c.largo or '—')}")
            st.markdown(f"**Dificultad:** {literal(c.dificultad or '—')}")


def _peso(valor: int | None) -> str:
    return rotulos.SIN_DATO if valor is None else str(valor)


def historias(suyos: list[Any]) -> None:
    """La línea de tiempo de cada cliente con hitos, con su índice y de dónde sale."""
    for c in suyos:
        hitos = [h for h in consultas.hijos_de(contexto.motor(), "hito", c.id) if h.fecha and h.valencia]
        if hitos:
            st.header(f"La historia con {literal(c.alias or 'este cliente')}", anchor=False)
            _historia(c, sorted(hitos, key=lambda h: h.fecha))


def _historia(c: Any, hitos: list[Any]) -> None:
    hoy = contexto.ahora().date()
    pares = [(date.fromisoformat(h.fecha), h.valencia) for h in hitos]
    p = predisposicion.calcular(pares, hoy)
    with st.container(horizontal=True, key=f"indice_{c.id}"):
        st.metric("Índice de predisposición", _si(p.indice), _si(p.tendencia, signo=True) + " en 6 meses", border=True)
        if c.intuicion is not None:
            st.metric("Tu intuición", str(c.intuicion), f"{_si(c.intuicion - p.indice, signo=True)} frente al índice",
                      delta_color="off", border=True)  # fmt: skip
        st.metric("Solidez", p.solidez, border=True)
    if not p.concluyente:
        st.caption("No concluyente: según cuánto pese lo reciente y lo negativo, cae a un lado u otro de 50.")
    if p.meses_de_silencio and p.meses_de_silencio >= 6:
        st.caption(f"{p.meses_de_silencio} meses sin hitos: el silencio no puntúa, pero está ahí.")
    filas = [
        {
            "Cuándo": f"{d:%m/%Y}",
            "Qué pasó": literal(h.que_paso or "—"),
            "Qué supuso": rotulos.VALENCIAS[h.valencia],
            "Aporte": _si(a, signo=True),
        }
        for h, (d, _), a in zip(hitos, pares, p.aportes, strict=True)
    ]
    st.table(filas, hide_index=True, border="horizontal", alt="Hitos y lo que aporta cada uno al índice")
    with st.expander("De dónde sale y qué no dice", key=f"limites_{c.id}"):
        celdas = " · ".join(f"H {vida} λ {_si(peso)}: {_si(v)}" for (vida, peso), v in p.robustez.items())
        st.caption(celdas)
        for limite in rotulos.LIMITES_DEL_INDICE:
            st.markdown(f"- {limite}")


def radar(taller: TallerVisto, quien: Identidad, suyos: list[Any]) -> None:
    """El radar propio: cliente estable y, si lo hay, perdido."""
    palancas = contexto.palancas(taller)
    series: dict[str, list[float | None]] = {}
    for papel, rotulo in rotulos.PAPELES.items():
        c = next((c for c in suyos if c.papel == papel), None)
        if c is None:
            continue
        v = consultas.valoraciones_de(contexto.motor(), taller.id, quien.participante_id or "", c.id, 1)
        puntos = [
            estadistica.puntuacion_palanca(
                [x if isinstance(x := v.get(a.clave), int) else None for a in p.afirmaciones]
            )
            for p in palancas
        ]
        if any(x is not None for x in puntos):
            series[rotulo] = puntos
    if not series:
        return
    from paginas.comun import graficos, lecturas

    st.header("Mi radar", anchor=False)
    nombres = [p.nombre_corto for p in palancas]
    st.plotly_chart(
        graficos.radar(series, nombres), key="mio_radar", config=graficos.config_plotly(True), alt="Mi radar"
    )
    st.markdown(lecturas.frase_radar(series, nombres))
    with st.expander("Ver la tabla", key="mio_radar_tabla"):
        st.table(lecturas.tabla_radar(series, [p.nombre for p in palancas]), hide_index=True, border="horizontal")


def perfil(taller: TallerVisto, quien: Identidad) -> None:
    """Eficacia y eficiencia, con su cuadrante o su frontera."""
    dado = consultas.perfil_de(contexto.motor(), taller.id, quien.participante_id or "")
    if not dado:
        return
    palancas = contexto.palancas(taller)
    eficacia = [dado.get(p.clave, {}).get("eficacia") for p in palancas]
    eficiencia = [dado.get(p.clave, {}).get("eficiencia") for p in palancas]
    p = reglas_de_perfil.calcular(eficacia, eficiencia)
    st.header("Mi perfil", anchor=False)
    st.info(rotulos.AVISO_DEL_PERFIL, icon=":material/visibility_off:")
    if p.rotulo is None:
        st.write("Contesta al menos 6 de las 8 palancas en cada pregunta y aparecerá tu perfil.")
        return
    if p.frontera:
        vecinos = " y ".join(rotulos.CUADRANTES[v].nombre for v in p.vecinos)
        st.subheader(f"En la frontera entre {vecinos}", anchor=False)
    else:
        cuadrante = rotulos.CUADRANTES[p.cuadrante or ""]
        st.subheader(cuadrante.nombre, anchor=False)
        st.write(f"{cuadrante.lectura} → {cuadrante.consejo}")
    st.write(f"Eficacia {_si(p.eficacia)} · eficiencia {_si(p.eficiencia)} (corte 3,5; frontera ±0,3)")
    mapa = reglas_de_perfil.mapa(eficacia, eficiencia)
    filas = [
        {
            "Palanca": literal(q.nombre),
            "Eficacia": _peso(a),
            "Eficiencia": _peso(b),
            "Lectura": rotulos.ZONAS_DEL_MAPA.get(z or "", z or "—"),
        }
        for q, a, b, z in zip(palancas, eficacia, eficiencia, mapa, strict=True)
    ]
    st.table(filas, hide_index=True, border="horizontal", alt="Mapa por palanca")


def compromisos(taller: TallerVisto, quien: Identidad) -> None:
    """Lo que cada cual se ha comprometido a hacer."""
    suyos = consultas.compromisos_de(contexto.motor(), taller.id, quien.participante_id or "")
    if suyos:
        st.header("Mis compromisos", anchor=False)
    for c in suyos:
        fecha = "/".join(reversed(c.antes_de.split("-"))) if c.antes_de else "…"
        st.markdown(
            f"- Si {literal(c.situacion or '…')}, entonces haré {literal(c.accion or '…')} antes de {fecha}; "
            f"lo notaré en {literal(c.senal or '…')}."
        )
