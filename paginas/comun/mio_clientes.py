"""Lo propio sobre los clientes: la ficha de cada uno y su historia con su índice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import streamlit as st

from datos import consultas
from datos.frases import con_peso
from datos.idiomas import _, por_traducir, rotulos
from datos.vistas import ClienteVisto, HitoVisto
from modelo import predisposicion
from modelo.predisposicion import Predisposicion
from paginas.comun import contexto
from paginas.comun.literal import literal

SILENCIO_QUE_SE_DICE = 6
# Cómo se llama cada solidez en una cifra suelta.
SOLIDECES = (por_traducir("escasa"), por_traducir("media"), por_traducir("alta"))


def clientes(suyos: Sequence[ClienteVisto]) -> None:
    """La ficha de cada cliente: mapa, entorno e interacción."""
    st.header(_("Mis clientes"), anchor=False)
    if not suyos:
        st.caption(_("Aún no has añadido ninguno."))
    for c in suyos:
        tipo = rotulos.TIPOS_DE_CLIENTE.get(c.tipo, "")
        with st.expander(f"{literal(c.alias or _('Sin alias'))} · {tipo}", key=f"mio_{c.id}"):
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
        (_("Desde"), "/".join(reversed(c.desde.split("-")))),
        (_("Modalidad"), rotulos.MODALIDADES.get(c.modalidad, c.modalidad)),
        (_("Qué hago"), c.que_hago),
        (con_peso(_("Corto del objetivo"), c.corto_peso), c.corto),
        (con_peso(_("Largo de la relación"), c.largo_peso), c.largo),
        (_("Dificultad"), c.dificultad),
        (_("Por qué no amplía"), rotulos.CAUSAS.get(c.causa, "")),
    ]


def _del_entorno(c: ClienteVisto) -> list[tuple[str, str]]:
    valores = {r: getattr(c, r) for r in rotulos.RASGOS}
    rasgos = [
        (rotulos.RASGOS[r].nombre, f"{v} (−2 {rotulos.RASGOS[r].izquierda} · +2 {rotulos.RASGOS[r].derecha})")
        for r, v in valores.items()
        if v is not None
    ]
    return [
        (_("Distancia"), rotulos.DISTANCIAS.get(c.distancia, c.distancia)),
        (_("Cómo se decide"), rotulos.CULTURAS_DE_DECISION.get(c.cultura, c.cultura)),
        (_("Otros proveedores"), rotulos.OTROS_PROVEEDORES.get(c.proveedores, c.proveedores)),
        (_("Qué es éxito para este cliente"), c.exito),
        *rasgos,
    ]


def _interlocutores(c: ClienteVisto) -> None:
    gente = consultas.hijos_de(contexto.motor(), "interlocutor", c.id)
    filas = [
        {
            _("Interlocutor"): literal(g.alias or "—"),
            _("Área"): literal(g.area or "—"),
            _("Influencia"): rotulos.INFLUENCIAS.get(g.influencia, "—"),
            _("Actitud"): rotulos.ACTITUDES.get(g.actitud, "—"),
        }
        for g in gente
    ]
    if filas:
        st.table(filas, hide_index=True, border="horizontal", alt=_("Interlocutores de este cliente"))
    if len(gente) == 1:
        st.caption(_("{hilo}: la relación depende de un solo interlocutor.").format(hilo=rotulos.HILO_UNICO))


def _interacciones(c: ClienteVisto) -> None:
    filas = [
        {
            _("Canal"): literal(rotulos.CANALES.get(i.canal, i.canal) or "—"),
            _("Ritmo"): literal(rotulos.FRECUENCIAS.get(i.frecuencia, i.frecuencia) or "—"),
            _("Para qué"): rotulos.PARA_QUE.get(i.para_que, "—"),
            _("Calidad"): rotulos.CALIDADES.get(i.calidad, "—"),
        }
        for i in consultas.hijos_de(contexto.motor(), "interaccion", c.id)
    ]
    if filas:
        st.table(filas, hide_index=True, border="horizontal", alt=_("Interacciones con este cliente"))


def historias(suyos: Sequence[ClienteVisto]) -> None:
    """La línea de tiempo de cada cliente con hitos, con su índice, de dónde sale y qué no dice."""
    hoy = contexto.ahora().date()
    con_hitos = [(c, h) for c in suyos if (h := _hitos(c, hoy))]
    for c, hitos in con_hitos:
        st.header(_("La historia con {alias}").format(alias=literal(c.alias or _("este cliente"))), anchor=False)
        pares = [(date.fromisoformat(h.fecha), int(h.valencia or 0)) for h in hitos]
        p = predisposicion.calcular(pares, hoy)
        _cifras(c, p)
        _grafica(c, hitos, pares, hoy)
        _aportes(c, hitos, p)
    if con_hitos:
        st.markdown(_("**Qué no dice el índice**"))
        st.markdown("\n".join(f"- {limite}" for limite in rotulos.LIMITES_DEL_INDICE))


def _hitos(c: ClienteVisto, hoy: date) -> list[HitoVisto]:
    hitos: list[HitoVisto] = consultas.hijos_de(contexto.motor(), "hito", c.id)
    return sorted((h for h in hitos if h.fecha and h.valencia and h.fecha <= hoy.isoformat()), key=lambda h: h.fecha)


def _cifras(c: ClienteVisto, p: Predisposicion) -> None:
    from datos.lecturas.formato import decimal

    tendencia = decimal(p.tendencia, signo=True)
    color, flecha = _de_la_tendencia(tendencia)
    with st.container(horizontal=True, key=f"indice_{c.id}"):
        en_seis = _("{cuanto} en 6 meses").format(cuanto=tendencia)
        st.metric(_("Índice de predisposición"), decimal(p.indice), en_seis, delta_color=color,
                  delta_arrow=flecha, border=True)  # fmt: skip
        if c.intuicion is not None:
            lejos = decimal(c.intuicion - p.indice, signo=True)
            frente = _("{cuanto} frente al índice").format(cuanto=lejos)
            st.metric(_("Tu intuición"), str(c.intuicion), frente, delta_color="off",
                      delta_arrow=_de_la_tendencia(lejos)[1], border=True)  # fmt: skip
        st.metric(_("Solidez"), _(p.solidez).capitalize(), border=True)
    if not p.concluyente:
        st.caption(_("No concluyente: según cuánto pese lo reciente y lo negativo, cae a un lado u otro de 50."))
    if p.meses_de_silencio and p.meses_de_silencio >= SILENCIO_QUE_SE_DICE:
        st.caption(_("{n} meses sin hitos: el silencio no puntúa, pero está ahí.").format(n=p.meses_de_silencio))


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
            _("Hito"): f"{h.fecha[5:7]}/{h.fecha[:4]} · {literal(h.que_paso or '—')}",
            _("Aporte al índice"): f"{decimal(aporte, signo=True)} · {rotulos.VALENCIAS[h.valencia or 0].lower()}",
        }
        for h, aporte in zip(hitos, p.aportes, strict=True)
    ]
    st.table(filas, hide_index=True, border="horizontal", alt=_("Hitos y lo que aporta cada uno al índice"))
    st.caption(
        _(
            "El aporte de un hito es lo que el índice sube o baja por tenerlo: el índice menos el que saldría sin él, "
            "con los demás en su sitio. No suman el índice: sin ningún hito sería 50, y lo que pesa cada uno depende "
            "del resto."
        )
    )
    with st.expander(_("Y si lo reciente o lo negativo pesara distinto"), key=f"robustez_{c.id}"):
        st.caption(_("El índice según la vida media de un hito, en meses, y cuánto más pesa lo negativo."))
        robustez = [
            {_("Vida media"): _("{n} meses").format(n=vida)}
            | {f"× {decimal(peso)}": decimal(p.robustez[vida, peso]) for peso in predisposicion.PESOS_NEGATIVOS}
            for vida in predisposicion.VIDAS_MEDIAS
        ]
        st.table(robustez, hide_index=True, border="horizontal", alt=_("El índice con otras nueve combinaciones"))
