"""La página de quien participa: dibuja la fase que toca."""

from __future__ import annotations

import streamlit as st

from paginas.comun import acceso, escritura, guardas, participacion, ritmo
from paginas.comun.literal import literal

codigo, quien = guardas.exigir_participante()
taller = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, taller, participante=quien.participante_id)
fase = participacion.fase_a_la_vista(taller, quien)
acceso.recordar_en_el_navegador()
participacion.cabecera(taller, fase, quien)
participacion.aviso_del_grupo(taller, fase)
st.title(literal(fase.titulo), anchor=False)
if fase.consigna:
    st.write(literal(fase.consigna))
listo = escritura.pintar(taller, fase, quien)
if fase.quien_ve:
    st.caption(f":material/visibility: {literal(fase.quien_ve)}")
participacion.del_grupo(taller, fase, quien)
participacion.pie(taller, fase, quien, listo)
