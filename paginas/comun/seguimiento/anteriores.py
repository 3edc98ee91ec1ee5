"""El plan de los talleres anteriores de la sala que no se llegó a revelar: sin él, sus compromisos no se cuentan."""

from __future__ import annotations

import streamlit as st

from datos import consultas
from modelo.casos import agenda as casos
from modelo.valores import EstadoDeFase, FaseVista, Identidad, TallerVisto
from paginas.comun import contexto
from paginas.comun.consola import hacer
from paginas.comun.literal import literal


def por_revelar(taller: TallerVisto, quien: Identidad) -> list[tuple[TallerVisto, FaseVista]]:
    """Los talleres anteriores con el plan abierto alguna vez y sin revelar, con esa fase."""
    otros = [t.id for t in consultas.talleres_de(contexto.motor(), quien.sala_id) if t.id != taller.id]
    vistos = [consultas.taller_visto(contexto.motor(), taller.codigo, id) for id in otros]
    return [
        (v, f) for v in vistos if v is not None for f in v.fases
        if f.tipo == "plan" and not f.revelada and f.estado != EstadoDeFase.PENDIENTE
    ]  # fmt: skip


def planes(taller: TallerVisto, quien: Identidad) -> None:
    """Un botón por plan sin revelar, con lo que pasa al pulsarlo."""
    for anterior, plan in por_revelar(taller, quien):
        with st.container(border=True, key=f"plan_anterior_{anterior.id}"):
            cuando = f"{anterior.creado_en.astimezone(contexto.zona()):%d/%m/%Y}"
            st.markdown(
                f"El plan de **{literal(anterior.titulo)}** ({cuando}) no se reveló: "
                "sus compromisos no se cuentan aquí."
            )
            st.button(
                "Revelar ese plan", key=f"plan_anterior_revelar_{anterior.id}", icon=":material/visibility:",
                on_click=hacer, args=(casos.revelar,),
                kwargs={"quien": quien, "clave": plan.clave, "taller_id": anterior.id},
            )  # fmt: skip
            st.caption("Se verá cuántos hay y en qué estado, con el umbral de siempre y sin nombres; lo escrito, no.")
