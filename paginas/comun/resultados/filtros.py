"""Mirar solo una parte: solo se ofrecen las que no dejan a la vista a menos personas que el umbral."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from datos import agregados
from datos.agregados import Filtro
from datos.idiomas import _, rotulos
from modelo.valores import FaseVista, Identidad, TallerVisto
from paginas.comun import sesion
from paginas.comun.resultados.lienzo import lienzo


def _campos() -> dict[str, tuple[str, str, Mapping[str, str]]]:
    return {
        "tipo": (_("Tipo de cliente"), _("Todos"), rotulos.TIPOS_DE_CLIENTE),
        "antiguedad": (_("Antigüedad de la relación"), _("Cualquiera"), rotulos.ANTIGUEDADES),
        "modalidad": (_("Modalidad"), _("Cualquiera"), rotulos.MODALIDADES),
        "ambito": (_("Palancas"), _("Las ocho"), rotulos.AMBITOS_DEL_RADAR),
    }


def elegir(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> Filtro:
    """Lo que se ha elegido mirar en esa fase; vacío si la fase no admite filtros."""
    posibles = agregados.partes(lienzo(taller, fase, quien).pedido)
    if not posibles:
        return Filtro()
    claves = {campo: f"filtro_{fase.clave}_{campo}" for campo in posibles}
    puestos = {campo: sesion.valor(clave) for campo, clave in claves.items()}
    campos = _campos()
    activos = [campos[c][2].get(v, "") for c, v in puestos.items() if v]
    with st.container(horizontal=True, vertical_alignment="center", key=f"filtros_{fase.clave}"):
        with st.popover(_("Filtrar"), icon=":material/filter_alt:", key=f"filtrar_{fase.clave}"):
            for campo, valores in posibles.items():
                _campo(campo, claves[campo], valores)
            aviso = _(
                "Se ofrecen solo las partes que dejan {umbral} personas o más a cada lado: así, restando, no se llega "
                "a nadie."
            )
            st.caption(aviso.format(umbral=taller.umbral))
        if activos:
            st.markdown(_("Solo **{partes}**").format(partes=" · ".join(activos)))
            st.button(_("Quitar"), key=f"filtro_quitar_{fase.clave}", type="tertiary", icon=":material/close:",
                      on_click=_quitar, args=(tuple(claves.values()),))  # fmt: skip
    return Filtro(**{campo: sesion.valor(clave) for campo, clave in claves.items()})


def _campo(campo: str, clave: str, valores: tuple[str, ...]) -> None:
    rotulo, todo, nombres = _campos()[campo]
    puesto = sesion.valor(clave)
    # Lo elegido sigue en la lista aunque haya dejado de poder verse: la gráfica dirá por qué.
    lista = ["", *(v for v in nombres if v in valores or v == puesto)]
    st.selectbox(
        rotulo, lista, format_func=lambda v: nombres.get(v, todo), key=clave, disabled=len(lista) == 1,
        help=_("Con las respuestas de hoy no hay ninguna parte que se pueda enseñar.") if len(lista) == 1 else None,
    )  # fmt: skip


def _quitar(claves: tuple[str, ...]) -> None:
    for clave in claves:
        sesion.poner_en_campo(clave, "")
