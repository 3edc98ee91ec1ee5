"""Valoración de las palancas, una por pantalla, y la segunda ronda tras el debate."""

from __future__ import annotations

from typing import Any

import streamlit as st

from modelo import rotulos
from modelo.valores import Objeto
from paginas.comun import contexto, sesion
from paginas.comun.literal import literal
from paginas.fases.paso import Paso

ESCALA = {k: f"{k} {v}" if isinstance(k, int) else v for k, v in rotulos.ESCALA_CON_NO_LO_SE.items()}


def pintar_valoracion(paso: Paso) -> None:
    """Ronda 1: las ocho palancas sobre el cliente estable y, si se quiere, sobre el perdido."""
    cliente = _cliente(paso)
    if cliente is not None:
        _una_por_pantalla(paso, cliente, 1, list(paso.palancas))


def pintar_radar(paso: Paso) -> None:
    """Ronda 2: solo las palancas que se han debatido."""
    debatidas = [p for p in paso.palancas if p.clave in paso.taller.debate]
    if not debatidas:
        st.info("Mirad juntos el radar. Cuando se elijan las palancas a debate, aquí podrás volver a valorarlas.")
        return
    estable = paso.con_papel("estable")
    if estable is None:
        st.info("La segunda ronda va sobre tu cliente estable: elígelo en la fase Valoración.")
        return
    st.write("Después de hablarlo, vuelve a valorar. Lo de la primera ronda se conserva.")
    _una_por_pantalla(paso, estable, 2, debatidas)


def _cliente(paso: Paso) -> Any | None:
    papeles = {"estable": "El estable", "perdido": "El perdido (opcional)"}
    papel = st.segmented_control(
        "¿Sobre quién valoras?", list(papeles), format_func=papeles.get, default="estable", required=True,
        width="stretch", key=f"valoracion_papel_m{paso.f.montaje}",
    )  # fmt: skip
    cliente = paso.con_papel(papel or "estable")
    if cliente is not None:
        return cliente
    _elegir_para(paso, papel or "estable")
    return None


def _elegir_para(paso: Paso, papel: str) -> None:
    """Si en el histórico no se eligió cliente, se elige aquí; y si no hay ninguno, se crea."""
    if not paso.clientes:
        st.info("Todavía no tienes clientes: añade uno con su alias y valóralo.", icon=":material/group_add:")
        tipo = "cliente" if papel == "estable" else "cliente_perdido"
        alta = {"tipo": tipo, "alias": "Cliente A" if papel == "estable" else "Cliente B", "papel": papel}
        paso.f.alta("cliente", "Añadir un cliente", valores=alta, clave=f"valoracion_anadir_{papel}")
        return
    st.write("Elige el cliente:")
    for c in paso.clientes:
        st.button(
            literal(c.alias or "Sin alias"), key=f"valoracion_elegir_{papel}_{c.id}", width="stretch",
            on_click=_asignar, args=(paso, c.id, papel), disabled=not paso.f.activo,
        )  # fmt: skip


def _asignar(paso: Paso, cliente_id: str, papel: str) -> None:
    from modelo.casos import respuestas

    with contexto.con_aviso():
        contexto.ejecutar(
            respuestas.guardar, quien=paso.f.quien, objeto=Objeto("cliente", cliente_id), campo="papel", valor=papel
        )


def _una_por_pantalla(paso: Paso, cliente: Any, ronda: int, palancas: list[Any]) -> None:
    dados = paso.mio.valoraciones.get((cliente.id, ronda), {})
    pedidas = [a.clave for p in palancas for a in p.afirmaciones]
    hechas = sum(a in dados and dados[a] is not None for a in pedidas)
    lugar = f"valoracion_{cliente.id}_{ronda}"
    indice = min(int(sesion.elegido(lugar) or 0), len(palancas) - 1)
    p = palancas[indice]
    st.progress(hechas / len(pedidas), text=f"{hechas} de {len(pedidas)}")
    st.header(literal(p.nombre), anchor=False)
    st.write(literal(p.que_es))
    cuando = "en el último año de relación" if cliente.tipo == "cliente_perdido" else "en los últimos 12 meses"
    st.markdown(f"Pensando en **{literal(cliente.alias or 'tu cliente')}**, {cuando}…")
    o = Objeto("valoracion", f"{cliente.id}:{ronda}")
    with st.container(key="afirmaciones"):
        for a in p.afirmaciones:
            paso.f.opcion(o, a.clave, literal(a.texto), dados.get(a.clave), ESCALA)
    with st.expander("¿Cómo es un 1, un 3 y un 5?", key=f"anclas_{p.clave}"):
        for nota, ancla in zip((1, 3, 5), p.anclas, strict=True):
            st.markdown(f"**{nota}** · {literal(ancla)}")
    hecho = paso.mio.justificaciones.get((cliente.id, ronda), {}).get(p.clave, "")
    j = Objeto("justificacion", f"{cliente.id}:{ronda}")
    paso.f.texto(j, p.clave, "¿Qué hecho lo justifica? (opcional)", hecho, largo=True, maximo=600, alto=80)
    with st.container(horizontal=True, key="pasos_palanca"):
        st.button(
            "Anterior",
            key=f"{lugar}_anterior",
            disabled=indice == 0,
            on_click=sesion.elegir,
            args=(lugar, str(indice - 1)),
        )
        st.button(
            "Siguiente", key=f"{lugar}_siguiente", disabled=indice == len(palancas) - 1, type="primary",
            on_click=sesion.elegir, args=(lugar, str(indice + 1)),
        )  # fmt: skip
