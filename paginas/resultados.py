"""Los resultados del taller: lo revelado de cada fase, siempre a un clic."""

from __future__ import annotations

import streamlit as st

from modelo.privacidad import Mirada
from modelo.valores import FaseVista, Identidad, Papel, TallerVisto
from paginas.comun import guardas, marco, ritmo
from paginas.comun.literal import literal
from paginas.comun.navegacion import ir_a

RESUMEN = "resumen"


def mirar(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> Mirada:
    """Cómo mira esta persona esa fase."""
    return Mirada(quien.papel.value, taller.umbral, fase.revelada, fase.anonima, quien.participante_id)


def resumen(taller: TallerVisto, quien: Identidad) -> None:
    """Las frases del taller, cada una con su regla, y lo que quedó aparcado."""
    from datos import agregados
    from paginas.comun.revelado.lienzo import pedido_de

    base = taller.fases[0]
    pedido = pedido_de(taller, base, mirar(taller, base, quien))
    st.header("El taller en unas frases", anchor=False)
    frases = agregados.resumen(pedido)
    for frase in frases:
        st.markdown(literal(frase.texto))
        st.caption(f"Regla: {literal(frase.regla)}")
    if not frases:
        st.caption("Lo revelado todavía no da para un resumen.")
    cierre = taller.del_tipo("cierre")
    asuntos = agregados.aparcado(pedido) if quien.papel == Papel.FACILITA or (cierre and cierre.revelada) else ()
    if asuntos:
        st.header("Aparcamiento", anchor=False)
        st.markdown("\n".join(f"- {literal(texto)}" for texto in asuntos))


codigo, quien = guardas.exigir_mirada(Papel.FACILITA, Papel.PARTICIPA, Papel.PROYECTA)
taller = guardas.exigir_taller(codigo)
ritmo.vigilar(codigo, taller)
marco.cabecera(f"Resultados · {literal(taller.titulo)}", "Solo lo revelado, y solo con respuestas suficientes.")
reveladas = [f for f in taller.fases if f.revelada and f.tipo != "pausa"]
if not reveladas:
    st.info("Todavía no se ha revelado ninguna fase. Cuando quien facilita lo haga, aparecerá aquí.")
else:
    rotulos = {RESUMEN: "Resumen"} | {f.clave: literal(f.titulo) for f in reveladas}
    elegida = st.pills(
        "Fase", list(rotulos), format_func=lambda c: rotulos.get(c, ""), default=RESUMEN, required=True,
        key="resultados_fase",
    )  # fmt: skip
    fase = next((f for f in reveladas if f.clave == elegida), None)
    if fase is None:
        resumen(taller, quien)
    else:
        from paginas.comun import revelado

        st.header(literal(fase.titulo), anchor=False)
        revelado.pintar(taller, fase, mirar(taller, fase, quien))
with st.container(horizontal=True, key="resultados_ir"):
    if quien.papel == Papel.FACILITA and st.button("Volver a la consola", key="resultados_consola"):
        ir_a("conducir", sala=codigo)
    if quien.papel == Papel.PARTICIPA:
        if st.button("Volver al taller", key="resultados_taller"):
            ir_a("participar", sala=codigo)
        if st.button("Lo mío", key="resultados_mio"):
            ir_a("mio", sala=codigo)
