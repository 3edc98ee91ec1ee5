"""El trozo de la página de participar donde se escribe: con cada gesto se redibuja él solo, no la página entera."""

from __future__ import annotations

import streamlit as st

from datos.lo_mio import lo_mio
from modelo import fases as reglas
from modelo.valores import FaseVista, Identidad, TallerVisto
from paginas import fases
from paginas.comun import contexto, marco, sesion
from paginas.comun.formularios import Formulario
from paginas.fases.paso import Paso


@st.fragment
def pintar(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> bool:
    """Dibuja lo que esa persona rellena en la fase, con lo que acaba de fallar o de guardarse.

    Devuelve si ha dicho «Listo», que se lee a la vez.
    """
    ahora = contexto.taller(taller.codigo)
    if ahora is None or ahora.version != taller.version:
        # Mientras tanto ha cambiado lo de todos: este trozo solo no basta.
        st.rerun()
    mio = lo_mio(contexto.motor(), taller.id, quien.participante_id or "", fase.clave)
    activo = reglas.puede_escribir(fase.estado, fase.abierta_hasta, contexto.ahora())
    marco.avisos()
    with st.container(key="fase_cerrada"):
        if not activo:
            st.warning(
                "Esta fase está cerrada: puedes leer lo tuyo, pero no cambiarlo. Si te falta algo, pide que la "
                "reabran.",
                icon=":material/lock:",
            )
    with st.container(key="formulario"):
        montaje = sesion.montaje(f"participar:{taller.codigo}:{fase.clave}")
        f = Formulario(taller.codigo, quien, montaje, activo, mio.borradores)
        fases.pintar(Paso(taller, fase, f, mio))
        f.cerrar()
    return mio.listo
