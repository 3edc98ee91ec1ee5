"""Los resultados del taller: lo revelado, por secciones estables, siempre a un clic."""

from __future__ import annotations

import streamlit as st

from datos.idiomas import _
from modelo.valores import Papel
from paginas.comun import descargas, guardas, marco, ritmo
from paginas.comun.navegacion import boton_a
from paginas.comun.resultados import pagina
from paginas.comun.revision.cuenta import contados

codigo, quien = guardas.exigir_mirada(Papel.FACILITA, Papel.PARTICIPA, Papel.PROYECTA, Papel.REVISA)
actual = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, actual)
marco.cabecera(_("Resultados"), _("Solo lo revelado, y solo con respuestas suficientes."))
taller = guardas.elegir_taller(codigo, actual, quien)
with st.container(horizontal=True, key="resultados_ir"):
    if quien.papel == Papel.FACILITA:
        boton_a("Consola", "conducir", sala=codigo, key="resultados_consola", icon=":material/tune:")
    if quien.papel == Papel.PARTICIPA:
        boton_a(_("Volver al taller"), "participar", sala=codigo, key="resultados_taller", icon=":material/arrow_back:")
        boton_a(_("Lo mío"), "mio", sala=codigo, key="resultados_mio", icon=":material/person:")
    boton_a(_("Comparar"), "comparar", sala=codigo, key="resultados_comparar", icon=":material/compare_arrows:")
    if quien.papel in (Papel.FACILITA, Papel.PARTICIPA):
        boton_a(_("Seguimiento"), "seguimiento", sala=codigo, key="resultados_seguimiento", icon=":material/task_alt:")
    if quien.papel in (Papel.FACILITA, Papel.REVISA):
        boton_a(contados("Revisión", taller.id, quien), "revisar", sala=codigo, key="resultados_revision",
                icon=":material/rate_review:")  # fmt: skip
pagina.dibujar(taller, quien)
descargas.del_grupo(taller, quien)
