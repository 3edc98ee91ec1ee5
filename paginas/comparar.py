"""Comparar talleres: los de esta sala, y los de otra si se facilitan los dos."""

from __future__ import annotations

import streamlit as st

from datos.idiomas import _
from modelo.valores import Papel
from paginas.comun import comparacion, guardas, marco, ritmo
from paginas.comun.navegacion import boton_a

codigo, quien = guardas.exigir_mirada(Papel.FACILITA, Papel.PARTICIPA, Papel.PROYECTA, Papel.REVISA)
taller = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, taller)
marco.cabecera(_("Comparar talleres"), _("Con las mismas palancas, y diciendo cuándo la diferencia puede ser azar."))
with st.container(horizontal=True, key="comparar_ir"):
    boton_a(
        _("Volver a los resultados"), "resultados", sala=codigo, key="comparar_resultados", icon=":material/arrow_back:"
    )
    if quien.papel == Papel.FACILITA:
        boton_a(
            "Traer el informe de otro taller",
            "importar",
            sala=codigo,
            key="comparar_importar",
            icon=":material/upload_file:",
        )
talleres, quienes = comparacion.candidatos(quien)
traidos = comparacion.traidos(quien)
todos = [*talleres, *(t.taller for t in traidos)]
elegidos = comparacion.elegir(todos, comparacion.nombres_de(todos, quien.sala_id), quien)
if elegidos and comparacion.autorizado(quienes, elegidos):
    comparacion.dibujar(taller, quien, elegidos, traidos)
