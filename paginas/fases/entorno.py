"""Entorno: quién hay al otro lado y en qué contexto."""

from __future__ import annotations

from typing import Any

import streamlit as st

from datos import consultas
from datos.idiomas import _, rotulos
from modelo.valores import Objeto
from paginas.comun import contexto
from paginas.fases import tarjetas
from paginas.fases.paso import Paso


def pintar_entorno(paso: Paso) -> None:
    """Interlocutores y rasgos del contexto de un cliente."""
    c = paso.elegir_cliente("entorno_cliente")
    if c is None:
        return
    personas = consultas.hijos_de(contexto.motor(), "interlocutor", c.id)
    st.header(_("Interlocutores ({n})").format(n=len(personas)), anchor=False)
    if not personas:
        st.caption(_("¿Quién cuenta en esa casa? Quien decide, quien usa lo que haces, quien paga."))
    tarjetas.empezar("interlocutor", personas, a_medias=[p for p in personas if _faltan(p)])
    for persona in personas:
        _interlocutor(paso, persona)
    paso.f.alta("interlocutor", _("Añadir interlocutor"), padre=c.id, clave=f"entorno_anadir_{c.id}")
    if len(personas) == 1:
        st.caption(_("{hilo}: de momento la relación depende de una sola persona.").format(hilo=rotulos.HILO_UNICO))
    st.header(_("Contexto"), anchor=False)
    o = Objeto("cliente", c.id)
    for campo, rasgo in rotulos.RASGOS.items():
        escala = dict(zip(range(-2, 3), rasgo.grados, strict=True))
        paso.f.opcion(
            o, campo, f"{rasgo.izquierda} ↔ {rasgo.derecha.lower()}", getattr(c, campo), escala, al_vuelo=True
        )
    paso.f.lista(o, "distancia", _("Distancia y husos horarios"), c.distancia, rotulos.DISTANCIAS)
    paso.f.lista(o, "cultura", _("¿Cómo se decide en esa casa?"), c.cultura, rotulos.CULTURAS_DE_DECISION)
    paso.f.lista(o, "proveedores", _("¿Qué otros proveedores tiene?"), c.proveedores, rotulos.OTROS_PROVEEDORES)
    paso.f.texto(o, "exito", _("¿Qué significa «éxito» para este cliente?"), c.exito, largo=True)


def _faltan(p: Any) -> list[str]:
    pares = {
        _("alias"): p.alias, _("área"): p.area, _("influencia"): p.influencia, _("actitud"): p.actitud,
        _("trato directo"): p.trato_directo,
    }  # fmt: skip
    return tarjetas.falta(pares)


def _interlocutor(paso: Paso, p: Any) -> None:
    f, o = paso.f, Objeto("interlocutor", p.id)
    influencia = rotulos.INFLUENCIAS.get(p.influencia or 0, "")
    resumen = tarjetas.resumir(
        p.area,
        _("Influencia: {influencia}").format(influencia=influencia.lower()) if influencia else "",
        "" if p.actitud is None else rotulos.ACTITUDES[p.actitud],
        faltan=_faltan(p),
    )
    with tarjetas.tarjeta(o, p.alias or _("Sin alias todavía"), resumen=resumen, hecha=not _faltan(p)) as abierta:
        if not abierta:
            return
        f.texto(o, "alias", _("Alias"), p.alias)
        f.texto(o, "area", _("Área o nivel"), p.area)
        f.opcion(o, "influencia", _("Influencia"), p.influencia, rotulos.INFLUENCIAS)
        f.opcion(o, "actitud", _("Actitud hacia ti"), p.actitud, rotulos.ACTITUDES)
        f.si_no(o, "trato_directo", _("¿Trato directo?"), p.trato_directo)
        f.baja(o, _("Quitar este interlocutor"))
