"""Los resultados del taller: lo revelado de cada fase, siempre a un clic."""

from __future__ import annotations

import streamlit as st

from modelo.privacidad import Mirada
from modelo.valores import Papel
from paginas.comun import guardas, marco, revelado, ritmo
from paginas.comun.literal import literal
from paginas.comun.navegacion import ir_a

codigo, quien = guardas.exigir_mirada(Papel.FACILITA, Papel.PARTICIPA, Papel.PROYECTA)
taller = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, taller)
marco.cabecera(f"Resultados · {literal(taller.titulo)}", "Solo lo revelado, y solo con respuestas suficientes.")
reveladas = [f for f in taller.fases if f.revelada]
if not reveladas:
    st.info("Todavía no se ha revelado ninguna fase. Cuando quien facilita lo haga, aparecerá aquí.")
else:
    elegida = st.pills(
        "Fase", [f.clave for f in reveladas], format_func=lambda c: literal(taller.fase(c).titulo),
        default=reveladas[-1].clave, required=True, key="resultados_fase",
    )  # fmt: skip
    fase = taller.fase(elegida or "") or reveladas[-1]
    st.header(literal(fase.titulo), anchor=False)
    papel = quien.papel.value
    revelado.pintar(taller, fase, Mirada(papel, taller.umbral, True, fase.anonima, quien.participante_id))
with st.container(horizontal=True, key="resultados_ir"):
    if quien.papel == Papel.FACILITA and st.button("Volver a la consola", key="resultados_consola"):
        ir_a("conducir", sala=codigo)
    if quien.papel == Papel.PARTICIPA:
        if st.button("Volver al taller", key="resultados_taller"):
            ir_a("participar", sala=codigo)
        if st.button("Lo mío", key="resultados_mio"):
            ir_a("mio", sala=codigo)
