"""Plan: compromisos «si… entonces», y su seguimiento en el taller siguiente."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from datos import consultas
from datos.frases import compromiso as frase_de
from datos.idiomas import _, plural, rotulos
from modelo.valores import Objeto
from paginas.comun import contexto
from paginas.comun.literal import literal
from paginas.fases import tarjetas
from paginas.fases.paso import Paso


def pintar_plan(paso: Paso) -> None:
    """Uno o varios compromisos, cada uno con su frase entera en cuanto se puede leer."""
    suyos = consultas.compromisos_de(contexto.motor(), paso.taller.id, paso.yo)
    tarjetas.empezar("compromiso", suyos, a_medias=[c for c in suyos if _faltan(c)])
    for numero, c in enumerate(suyos, 1):
        _compromiso(paso, numero, c)
    paso.f.alta("compromiso", _("Añadir compromiso"), clave="plan_anadir")


def _de_la_frase(c: Any) -> dict[str, str]:
    return {_("situación"): c.situacion, _("acción"): c.accion, _("fecha"): c.antes_de, _("señal"): c.senal}


def _faltan(c: Any) -> list[str]:
    """Sin palanca, la frase se entiende, pero en lo que se revela el compromiso va aparte."""
    return tarjetas.falta(_de_la_frase(c) | {plural("palanca", "palancas", 1): c.palanca})


def _compromiso(paso: Paso, numero: int, c: Any) -> None:
    f, o = paso.f, Objeto("compromiso", c.id)
    hecha = not _faltan(c) and not _vencido(c)
    resumen = tarjetas.resumir(c.accion, faltan=_faltan(c)) if _faltan(c) else frase_de(c)
    if _vencido(c):
        resumen = tarjetas.resumir(resumen, _("la fecha ya ha pasado"))
    with tarjetas.tarjeta(o, _("Compromiso {numero}").format(numero=numero), resumen=resumen, hecha=hecha) as abierta:
        if not abierta:
            return
        if not tarjetas.falta(_de_la_frase(c)):
            with st.container(key=f"frase_{c.id}"):
                st.markdown(_("«{frase}»").format(frase=literal(frase_de(c))))
        f.texto(o, "situacion", _("Si… (situación)"), c.situacion)
        f.texto(o, "accion", _("…entonces haré (acción)"), c.accion)
        f.fecha(o, "antes_de", _("Antes de"), c.antes_de)
        if _vencido(c):
            st.warning(_("Esa fecha ya ha pasado: pon una que esté por venir."), icon=":material/event_busy:")
        f.texto(o, "senal", _("Lo notaré en (señal)"), c.senal)
        f.lista(o, "palanca", _("Palanca"), c.palanca, paso.nombre_de_palanca())
        if not c.palanca:
            st.caption(_("Sin palanca, se cuenta aparte en lo que se revela del grupo."))
        f.lista(o, "cliente_id", _("Cliente"), c.cliente_id, {k.id: k.alias or _("Sin alias") for k in paso.clientes})
        f.opcion(o, "horizonte", _("Horizonte"), c.horizonte, rotulos.HORIZONTES)
        f.texto(o, "acompana", _("¿Quién te acompaña?"), c.acompana)
        f.casilla(o, "compartido", _("Compartirlo con quien facilita, con mi alias"), c.compartido)
        f.baja(o, _("Quitar este compromiso"))


def _vencido(c: Any) -> bool:
    return bool(c.antes_de) and date.fromisoformat(c.antes_de) < contexto.ahora().astimezone(contexto.zona()).date()


def anteriores(paso: Paso) -> list[Any]:
    """Los compromisos de esta persona en otros talleres de la misma sala, con algo escrito."""
    todos = consultas.compromisos_de(contexto.motor(), "", paso.yo)
    return [c for c in todos if c.taller_id != paso.taller.id and c.dice_algo]


def pintar_compromisos(paso: Paso) -> None:
    """Qué ha sido de cada compromiso anterior."""
    suyos = anteriores(paso)
    if suyos:
        estado_de_compromisos(paso, suyos)
        return
    st.info(_("No tienes compromisos de un taller anterior en esta sala."), icon=":material/flag:")
    rotulo = _("¿Qué has intentado desde entonces?")
    paso.f.texto(paso.suelto(), "intentado", rotulo, paso.respuestas.get("intentado", ""), largo=True)


def estado_de_compromisos(paso: Paso, suyos: Sequence[Any]) -> None:
    """Cada compromiso con su frase, en qué estado está y qué pasó."""
    nombres = paso.nombre_de_palanca()
    clientes = {c.id: c.alias for c in paso.clientes}
    for c in suyos:
        with st.container(border=True, key=f"seguimiento_{c.id}"):
            st.markdown(_("«{frase}»").format(frase=literal(frase_de(c))))
            detalle = [nombres.get(c.palanca, ""), clientes.get(c.cliente_id, "")]
            detalle.append(_("con {quien}").format(quien=c.acompana) if c.acompana else "")
            detalle.append(_("la fecha ya ha pasado") if _vencido(c) and c.estado in ("pendiente", "en_marcha") else "")
            st.caption(" · ".join(literal(d) for d in detalle if d))
            o = Objeto("compromiso", c.id)
            paso.f.opcion(o, "estado", _("¿Cómo va?"), c.estado, rotulos.ESTADOS_DE_COMPROMISO)
            paso.f.texto(o, "nota", _("¿Qué pasó?"), c.nota, largo=True, alto=80)
