"""El seguimiento del plan: cada cual lo suyo; quien facilita, los recuentos y lo compartido."""

from __future__ import annotations

import streamlit as st

from datos.idiomas import _
from modelo.valores import Papel
from paginas.comun import guardas, marco, ritmo
from paginas.comun.navegacion import boton_a
from paginas.comun.seguimiento import grupo, mio, nuevo

codigo, quien = guardas.exigir_mirada(Papel.FACILITA, Papel.PARTICIPA)
taller = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, taller, participante=quien.participante_id, con_actividad=quien.papel == Papel.FACILITA)
marco.cabecera(
    _("Seguimiento del plan"),
    "Cada compromiso lo ve su dueño. Tú ves recuentos, y lo que cada cual ha querido compartir."
    if quien.papel == Papel.FACILITA
    else _("Solo lo ves tú, salvo lo que decidas compartir."),
)
marco.avisos()
with st.container(horizontal=True, key="seguimiento_ir_a"):
    boton_a(
        _("Resultados del grupo"), "resultados", sala=codigo, key="seguimiento_resultados", icon=":material/monitoring:"
    )
    destino, rotulo = ("conducir", "Consola") if quien.papel == Papel.FACILITA else ("mio", _("Lo mío"))
    boton_a(rotulo, destino, sala=codigo, key="seguimiento_volver")
if quien.papel == Papel.FACILITA:
    grupo.recuentos(taller, quien)
    grupo.compartidos(taller, quien)
    nuevo.crear(taller, quien)
else:
    mio.compromisos(taller, quien)
