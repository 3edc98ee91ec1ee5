"""Lo propio de cada participante, también con la fase cerrada."""

from __future__ import annotations

import streamlit as st

from datos import consultas
from paginas.comun import contexto, guardas, marco, mio_clientes, mio_notas, mio_palancas, privacidad, ritmo
from paginas.comun.literal import literal
from paginas.comun.navegacion import ir_a

codigo, quien = guardas.exigir_participante()
taller = guardas.exigir_taller(codigo)
yo = consultas.participante(contexto.motor(), quien.participante_id or "")
ritmo.vigilar(codigo, taller, participante=quien.participante_id)
marco.cabecera("Lo mío", "Solo lo ves tú.")
marco.avisos()
if yo is not None:
    st.markdown(f"Eres **{literal(yo.alias)}**. Tu código personal, para volver desde otro aparato:")
    st.code(yo.codigo_personal, language=None)
with st.container(horizontal=True, key="mio_ir"):
    if st.button("Volver al taller", key="mio_volver", type="primary"):
        ir_a("participar", sala=codigo)
    if st.button("Resultados del grupo", key="mio_resultados"):
        ir_a("resultados", sala=codigo)
clientes = consultas.clientes_de(contexto.motor(), quien.participante_id or "")
mio_clientes.clientes(clientes)
mio_clientes.historias(clientes)
mio_palancas.radar(taller, quien, clientes)
mio_palancas.perfil(taller, quien)
mio_notas.compromisos(taller, quien)
mio_notas.notas(taller, quien)
privacidad.lo_mio(taller, quien)
