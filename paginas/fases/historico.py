"""Histórico: primero la intuición, luego los hitos."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from datos import consultas
from datos.idiomas import _, plural, rotulos
from modelo import predisposicion
from modelo.valores import Objeto
from paginas.comun import contexto, sesion
from paginas.comun.literal import literal
from paginas.comun.navegacion import boton_a
from paginas.fases import tarjetas
from paginas.fases.paso import Paso

MINIMO, MAXIMO = 4, 8


def pintar_historico(paso: Paso) -> None:
    """Elegir un cliente estable y uno perdido y contar su historia."""
    c = paso.elegir_cliente("historico_cliente")
    if c is None:
        return
    o = Objeto("cliente", c.id)
    papeles = {"estable": _("Mi estable"), "perdido": _("Mi perdido")}
    paso.f.opcion(o, "papel", _("En este taller, este cliente es…"), c.papel, papeles)
    _que_falta(paso)
    _que_deja_de_contar(paso)
    if _intuicion(paso, o, c) is None:
        st.info(_("Di tu intuición y aparecerán los hitos."), icon=":material/lightbulb:")
        return
    hitos = consultas.hijos_de(contexto.motor(), "hito", c.id)
    # Los que ya cuentan en el índice: al que le falta solo el ámbito también.
    puestos = sum(bool(h.fecha and h.valencia) for h in hitos)
    st.header(_("Hitos ({n} de {minimo}–{maximo})").format(n=puestos, minimo=MINIMO, maximo=MAXIMO), anchor=False)
    tarjetas.empezar("hito", hitos, a_medias=[h for h in hitos if _faltan(h)])
    for h in _en_orden(c.id, hitos):
        _hito(paso, h)
    if len(hitos) < MAXIMO:
        paso.f.alta("hito", _("Añadir hito"), padre=c.id, clave=f"historico_anadir_{c.id}")
    else:
        st.caption(_("Ya hay {n}: para añadir otro, quita alguno.").format(n=MAXIMO))
    _indice(paso, c, hitos)
    paso.f.casilla(o, "ofrece_linea", _("Ofrezco esta línea de tiempo al grupo, con su alias"), c.ofrece_linea)


def _que_falta(paso: Paso) -> None:
    faltan = tuple(papel for papel in ("estable", "perdido") if not paso.con_papel(papel))
    frases = {
        ("estable",): _("Te falta elegir tu cliente estable."),
        ("perdido",): _("Te falta elegir tu cliente perdido."),
        ("estable", "perdido"): _("Te falta elegir tu cliente estable y tu cliente perdido."),
    }
    if faltan:
        st.caption(frases[faltan])


def _que_deja_de_contar(paso: Paso) -> None:
    """Lo que pasa con lo ya valorado en este taller si se elige a otro."""
    valorados = {cliente for cliente, _ in paso.mio.valoraciones}
    for c in paso.clientes:
        if c.papel and c.id in valorados:
            aviso = _(
                "Ya has valorado a {alias} como tu {papel}: si eliges otro, eso deja de contar en este taller, y "
                "vuelve a contar si vuelves a elegirlo."
            )
            st.caption(aviso.format(alias=literal(c.alias or _("este cliente")), papel=_(c.papel)))


def _intuicion(paso: Paso, o: Objeto, c: Any) -> Any:
    """De diez en diez con un toque, o el número exacto. Sin valor de partida: ninguno empuja."""
    rotulo = _(
        "Antes de escribir hitos, adivina: ¿qué predisposición tiene hoy {quien} a abrir nuevos frentes contigo? "
        "(0 ninguna · 100 total)"
    ).format(quien=literal(c.alias or _("este cliente")))
    paso.f.numero(o, "intuicion", rotulo, c.intuicion)
    paso.f.atajos(o, "intuicion", _("Elige de diez en diez"), range(0, 101, 10))
    return c.intuicion


def _en_orden(cliente_id: str, hitos: Sequence[Any]) -> list[Any]:
    """Por fecha, y los que no la tienen al final. Con uno abierto se queda como estaba: nada salta al escribir."""
    lugar = f"orden_{cliente_id}"
    antes = sesion.elegido(lugar).split()
    if not (tarjetas.hay_abierta("hito") and antes):
        antes = [h.id for h in sorted(hitos, key=lambda h: (not h.fecha, h.fecha))]
    puesto = {id: numero for numero, id in enumerate(antes)}
    ordenados = sorted(hitos, key=lambda h: puesto.get(h.id, len(puesto)))
    sesion.elegir(lugar, " ".join(h.id for h in ordenados))
    return ordenados


def _faltan(h: Any) -> list[str]:
    return tarjetas.falta(
        {_("cuándo"): h.fecha, _("qué supuso"): h.valencia, _("qué pasó"): h.que_paso, _("ámbito"): h.ambito}
    )


def _hito(paso: Paso, h: Any) -> None:
    o, f = Objeto("hito", h.id), paso.f
    cuando = "/".join(reversed(h.fecha.split("-")[:2])) or _("Sin fecha")
    titulo = f"{cuando} · {h.que_paso or _('Hito nuevo')}"
    supuso = rotulos.VALENCIAS.get(h.valencia or 0, "")
    with tarjetas.tarjeta(
        o, titulo, resumen=tarjetas.resumir(supuso, faltan=_faltan(h)), hecha=not _faltan(h)
    ) as abierta:
        if not abierta:
            return
        f.mes(o, "fecha", _("Cuándo (mes y año)"), h.fecha)
        f.opcion(o, "valencia", _("Qué supuso"), h.valencia, rotulos.VALENCIAS)
        f.texto(o, "que_paso", _("Qué pasó"), h.que_paso)
        f.opcion(o, "ambito", _("Ámbito"), h.ambito, rotulos.AMBITOS)
        st.caption(" ".join(f"**{rotulos.AMBITOS[k]}:** {texto}" for k, texto in rotulos.AMBITOS_EXPLICADOS.items()))
        f.baja(o, _("Quitar este hito"))


def _indice(paso: Paso, c: Any, hitos: Sequence[Any]) -> None:
    """El índice propio en cuanto hay hitos suficientes, al lado de lo que se intuía."""
    from datos.lecturas.formato import decimal

    hoy = contexto.ahora().date()
    pares = [(date.fromisoformat(h.fecha), int(h.valencia)) for h in hitos if h.fecha and h.valencia]
    pares = [par for par in pares if par[0] <= hoy]
    with st.container(key="mi_indice"):
        if len(pares) < MINIMO:
            quedan = MINIMO - len(pares)
            dicho = plural(
                "Con {n} hito más, con fecha y con lo que supuso, verás tu índice.",
                "Con {n} hitos más, con fecha y con lo que supuso, verás tu índice.",
                quedan,
            )
            st.caption(dicho.format(n=quedan))
            return
        p = predisposicion.calcular(pares, hoy)
        dicho = _("Según tus hitos, el índice es **{indice}**. Tu intuición era **{intuicion}**.")
        st.markdown(dicho.format(indice=decimal(p.indice), intuicion=c.intuicion))
        boton_a(
            _("Ver mi línea de tiempo"),
            "mio",
            sala=paso.taller.codigo,
            key=f"historico_linea_{c.id}",
            icon=":material/timeline:",
        )
