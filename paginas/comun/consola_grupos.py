"""Parejas y grupos desde la consola: repartir al azar, retocar a mano, enseñarlos y retirarlos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from datos import reparto as lecturas
from modelo import reparto as reglas
from modelo.casos import reparto as casos
from modelo.valores import Identidad, ParticipanteVisto, TallerVisto
from paginas.comun import contexto, sesion, tablon
from paginas.comun.consola import dentro, hacer
from paginas.comun.grupos import lista
from paginas.comun.literal import literal

Grupos = Mapping[int, Sequence[ParticipanteVisto]]

TAMANOS = {2: "Parejas", 3: "Tríos", 4: "De 4", 5: "De 5", 6: "De 6"}
CONECTADAS, TODAS = "conectadas", "todas"
ENTRE = {CONECTADAS: "Con conexión", TODAS: "Toda la sala"}


def grupos(taller: TallerVisto, quien: Identidad) -> None:
    """Formar grupos y qué se hace con ellos. Mientras se ven, se dice siempre, y también quién no tiene."""
    ensenados = taller.con_grupos_a_la_vista
    # El rótulo no cambia: con otro, la plataforma lo daría por nuevo y se plegaría en las manos.
    plegado = st.expander("Parejas y grupos", key="grupos", icon=":material/groups:", on_change="rerun")
    if not (plegado.open or ensenados):
        return
    hechos, personas = lecturas.grupos(contexto.motor(), taller.id), dentro(taller)
    if plegado.open:
        with plegado:
            _formar(taller, personas, hechos, quien)
            if hechos:
                if not ensenados:
                    _llegados(personas, hechos, quien)
                lista(hechos)
                _retocar(hechos, quien)
                _hechos(quien, ensenados=ensenados)
    if ensenados:
        with st.container(horizontal=True, vertical_alignment="center", key="grupos_a_la_vista"):
            st.markdown(":material/visibility: Los grupos se están viendo.")
            st.button("Dejar de enseñarlos", key="grupos_retirar", on_click=hacer, args=(casos.retirar_grupos,),
                      kwargs={"quien": quien})  # fmt: skip
        if hechos:
            _llegados(personas, hechos, quien)


def _formar(taller: TallerVisto, personas: Sequence[ParticipanteVisto], hechos: Grupos, quien: Identidad) -> None:
    conectados = tablon.conectados(taller.codigo)
    entre = {
        CONECTADAS: [p.id for p in personas if p.id in conectados],
        TODAS: [p.id for p in personas],
    }
    de = st.segmented_control(
        "De cuánta gente", list(TAMANOS), format_func=lambda n: TAMANOS[n], default=2, required=True,
        key="grupos_de", width="stretch", wrap=True,
    )  # fmt: skip
    quienes = st.segmented_control(
        "Entre quiénes", list(ENTRE), format_func=lambda c: ENTRE[c], required=True, key="grupos_entre",
        default=CONECTADAS if len(entre[CONECTADAS]) >= reglas.MINIMO else TODAS, width="stretch", wrap=True,
    )  # fmt: skip
    elegidas = entre[quienes or CONECTADAS]
    with st.container(horizontal=True, vertical_alignment="center", key="grupos_formar"):
        st.button(
            "Volver a repartir" if hechos else "Repartir al azar", key="grupos_repartir", icon=":material/shuffle:",
            type="secondary" if hechos else "primary", disabled=len(elegidas) < reglas.MINIMO, on_click=hacer,
            args=(casos.repartir_grupos,),
            kwargs={"quien": quien, "de": de or 2, "personas": tuple(elegidas), "desde": _firma(hechos)},
        )  # fmt: skip
        st.caption(_saldran(len(elegidas), de or 2))


def _firma(hechos: Grupos) -> str:
    return reglas.firma({p.id: numero for numero, miembros in hechos.items() for p in miembros})


def _saldran(personas: int, de: int) -> str:
    if personas < reglas.MINIMO:
        return "Hacen falta al menos dos personas."
    cuantos = reglas.cuantos_grupos(personas, de)
    menor, mayor = personas // cuantos, -(-personas // cuantos)
    medidas = f"de {mayor}" if menor == mayor else f"de {menor} o {mayor}"
    salen = f"sale 1 grupo {medidas}" if cuantos == 1 else f"salen {cuantos} grupos {medidas}"
    return f"De {personas} personas {salen}."


def _llegados(personas: Sequence[ParticipanteVisto], hechos: Grupos, quien: Identidad) -> None:
    """A quien no está en ninguno se le ofrece el más pequeño; y se avisa de quien se ha quedado en uno sin nadie."""
    con_grupo = {p.id for miembros in hechos.values() for p in miembros}
    sueltas = [p for p in personas if p.id not in con_grupo]
    menor = reglas.el_mas_pequeno(hechos)
    for p in sueltas[:5]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"grupos_suelta_{p.id}"):
            st.markdown(f"**{literal(p.alias)}** no tiene grupo.")
            st.button(f"Añadir al grupo {menor}", key=f"grupos_anadir_{p.id}", on_click=hacer,
                      args=(casos.mover_de_grupo,),
                      kwargs={"quien": quien, "participante_id": p.id, "grupo": menor})  # fmt: skip
    if len(sueltas) > 5:
        st.caption(f"Y {len(sueltas) - 5} más sin grupo. Muévelas abajo, o vuelve a repartir.")
    for numero, miembros in hechos.items():
        if len(miembros) == 1:
            st.warning(f"{literal(miembros[0].alias)} está a solas en el grupo {numero}.", icon=":material/person:")


def _hechos(quien: Identidad, *, ensenados: bool) -> None:
    """Enseñarlos o deshacerlos."""
    with st.container(horizontal=True, key="grupos_mandos"):
        if not ensenados:
            st.button("Enseñar los grupos", key="grupos_ensenar", icon=":material/visibility:", type="primary",
                      on_click=hacer, args=(casos.ensenar_grupos,), kwargs={"quien": quien})  # fmt: skip
        st.button("Deshacer los grupos", key="grupos_deshacer", type="tertiary", on_click=hacer,
                  args=(casos.deshacer_grupos,), kwargs={"quien": quien})  # fmt: skip
    st.caption(
        "En la pantalla que se proyecta y en la de cada participante, hasta que cambies de fase."
        if ensenados
        else "Al enseñarlos se ven en la pantalla que se proyecta, y cada participante ve con quién le toca."
    )


def _retocar(hechos: Grupos, quien: Identidad) -> None:
    """Mover a alguien a mano."""
    de = {p.id: numero for numero, miembros in hechos.items() for p in miembros}
    rotulos = {p.id: f"{p.alias} · grupo {numero}" for numero, miembros in hechos.items() for p in miembros}
    elegida = st.selectbox(
        "Mover a alguien", list(de), index=None, placeholder="Elige…", key="grupos_mover",
        format_func=lambda i: rotulos.get(i, ""),
    )  # fmt: skip
    if elegida not in de:
        return
    destinos = {n: f"Grupo {n}" for n in hechos if n != de[elegida]} | {0: "A ninguno: lo deja"}
    clave = f"grupos_destino_{elegida}_{de[elegida]}"
    st.selectbox(
        "A qué grupo", list(destinos), index=None, placeholder="Elige…", key=clave,
        format_func=lambda n: destinos[n], on_change=_mover, args=(elegida, clave, quien),
    )  # fmt: skip


def _mover(persona: str, clave: str, quien: Identidad) -> None:
    destino = sesion.numero(clave)
    if destino is not None:
        hacer(casos.mover_de_grupo, quien=quien, participante_id=persona, grupo=destino)
