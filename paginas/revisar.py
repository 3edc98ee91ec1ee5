"""La revisión: quien revisa lee y comenta; quien facilita crea enlaces y decide qué textos salen."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from modelo.valores import Papel
from paginas.comun import guardas, marco, ritmo
from paginas.comun.navegacion import boton_a
from paginas.comun.resultados import pagina
from paginas.comun.revision import comentarios, enlaces, textos
from paginas.comun.revision.cuenta import conservar_lo_elegido, contados

PARTES = {
    "enlaces": "Enlaces", "textos": "Textos", "comentarios": "Comentarios", "vista": "Cómo lo ve quien revisa"
}  # fmt: skip

codigo, quien = guardas.exigir_mirada(Papel.REVISA, Papel.FACILITA)
facilita = guardas.identidad(codigo, Papel.FACILITA)
quien = facilita or quien
actual = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, actual, con_actividad=True)
marco.cabecera(
    "Revisión",
    "Los resultados, en conjunto y sin nombres. Puedes dejar comentarios."
    if facilita is None
    else "Quién lee los resultados, qué textos y qué comenta.",
)
marco.avisos()
taller = guardas.elegir_taller(codigo, actual, quien)
partes = PARTES | {"comentarios": contados(PARTES["comentarios"], taller.id, quien)}
selector = "revisar_parte" if facilita is None else "revisar_gestion"
conservar_lo_elegido(selector, partes["comentarios"])
if facilita is None:
    parte = st.segmented_control(
        "Qué ver", ["vista", "comentarios"], default="vista", required=True, key=selector,
        format_func=lambda p: (partes | {"vista": "Resultados"}).get(p, ""),
        label_visibility="collapsed",
    )  # fmt: skip
else:
    boton_a(
        "Volver a los resultados", "resultados", sala=codigo, key="revisar_resultados", icon=":material/arrow_back:"
    )
    parte = st.pills(
        "Qué hacer", list(PARTES), default="enlaces", required=True, key=selector,
        format_func=lambda p: partes.get(p, ""), label_visibility="collapsed",
    )  # fmt: skip
if parte == "enlaces":
    enlaces.enlaces(taller, quien)
elif parte == "textos":
    textos.textos(taller, quien)
elif parte == "comentarios":
    comentarios.comentarios(taller, quien)
else:
    pagina.dibujar(taller, replace(quien, papel=Papel.REVISA))
