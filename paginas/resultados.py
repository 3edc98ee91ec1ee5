"""Los resultados del taller: lo revelado, por secciones estables, siempre a un clic."""

from __future__ import annotations

import streamlit as st

from modelo.valores import Papel
from paginas.comun import descargas, guardas, marco, ritmo
from paginas.comun.navegacion import ir_a
from paginas.comun.resultados import pagina

codigo, quien = guardas.exigir_mirada(Papel.FACILITA, Papel.PARTICIPA, Papel.PROYECTA, Papel.REVISA)
actual = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, actual)
marco.cabecera("Resultados", "Solo lo revelado, y solo con respuestas suficientes.")
taller = guardas.elegir_taller(codigo, actual, quien)
with st.container(horizontal=True, key="resultados_ir"):
    if quien.papel == Papel.FACILITA and st.button("Consola", key="resultados_consola", icon=":material/tune:"):
        ir_a("conducir", sala=codigo)
    if quien.papel == Papel.PARTICIPA:
        if st.button("Volver al taller", key="resultados_taller", icon=":material/arrow_back:"):
            ir_a("participar", sala=codigo)
        if st.button("Lo mío", key="resultados_mio", icon=":material/person:"):
            ir_a("mio", sala=codigo)
    if st.button("Comparar", key="resultados_comparar", icon=":material/compare_arrows:"):
        ir_a("comparar", sala=codigo)
    if quien.papel in (Papel.FACILITA, Papel.PARTICIPA) and st.button(
        "Seguimiento", key="resultados_seguimiento", icon=":material/task_alt:"
    ):
        ir_a("seguimiento", sala=codigo)
    if quien.papel in (Papel.FACILITA, Papel.REVISA) and st.button(
        "Revisión", key="resultados_revision", icon=":material/rate_review:"
    ):
        ir_a("revisar", sala=codigo)
pagina.dibujar(taller, quien)
descargas.del_grupo(taller, quien)
