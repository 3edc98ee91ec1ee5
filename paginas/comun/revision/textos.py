"""Los textos del grupo, uno a uno: cuáles se dejan ver a quien revisa."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from datos import agregados, consultas
from modelo.casos import revision as casos
from modelo.casos.revision import huella_de_texto
from modelo.valores import FaseVista, Identidad, TallerVisto
from paginas.comun import contexto
from paginas.comun.literal import literal
from paginas.comun.resultados.lienzo import lienzo

ROTULOS = {
    "palabra": "Palabras de llegada",
    "frase": "Frases",
    "linea": "Líneas de tiempo ofrecidas",
    "aportacion": "Aportaciones",
    "aparcado": "Aparcamiento",
}


def _de_la_fase(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> Iterator[tuple[str, str]]:
    """Lo que esa fase enseñaría en revisión, sin nombres, como ``(tipo, texto)``."""
    z = lienzo(taller, replace(fase, anonima=True), quien)
    if fase.tipo == "bienvenida":
        palabras = agregados.bienvenida(z.pedido).palabras
        yield from (("palabra", str(t)) for t in (palabras.filas["rotulo"] if palabras.visible else ()))
    elif fase.tipo in ("salida", "retomar", "comparacion"):
        frases = agregados.frases(z.pedido)
        yield from (("frase", str(t)) for t in (frases.filas["texto"] if frases.visible else ()))
    elif fase.tipo == "historico":
        yield from (("linea", agregados.texto_de_linea(linea)) for linea in agregados.historico(z.pedido).lineas)
    elif fase.tipo == "estrategias":
        ideas = agregados.estrategias(z.pedido)
        yield from (("aportacion", str(t)) for t in (ideas.filas["texto"] if ideas.visible else ()))
    if fase.clave == taller.de_lo_aparcado.clave:
        yield from (("aparcado", t) for t in agregados.aparcado(z.pedido))


def textos(taller: TallerVisto, quien: Identidad) -> None:
    """Una casilla por texto revelado; ninguno sale si no se marca."""
    todos = [par for fase in taller.fases if fase.revelada for par in _de_la_fase(taller, fase, quien)]
    por_tipo = {tipo: list(dict.fromkeys(t for k, t in todos if k == tipo)) for tipo in ROTULOS}
    if not todos:
        st.info(
            "Aquí saldrán los textos de las fases reveladas, para que elijas cuáles puede leer quien revisa. Los "
            "números se ven sin que hagas nada; los textos, no.",
            icon=":material/fact_check:",
        )
        return
    vistos = consultas.moderados(contexto.motor(), taller.id)
    st.markdown(
        "Ningún texto sale en revisión si no lo marcas. Léelos pensando en si alguien o algún cliente se reconocería. "
        "Si su autor lo cambia, tendrás que marcarlo otra vez."
    )
    for tipo, suyos in por_tipo.items():
        if not suyos:
            continue
        marcados = sum((tipo, huella_de_texto(t)) in vistos for t in suyos)
        with st.expander(f"{ROTULOS[tipo]} · {marcados} de {len(suyos)} a la vista", key=f"textos_{tipo}"):
            for texto in suyos:
                huella = huella_de_texto(texto)
                visible = (tipo, huella) in vistos
                st.checkbox(literal(texto), value=visible, key=f"texto_{tipo}_{huella[:16]}_{visible}",
                            on_change=_moderar, args=(taller.id, quien, tipo, texto, not visible))  # fmt: skip


def _moderar(taller_id: str, quien: Identidad, tipo: str, texto: str, visible: bool) -> None:
    with contexto.con_aviso():
        contexto.ejecutar(casos.moderar, quien=quien, tipo=tipo, texto=texto, visible=visible, taller_id=taller_id)
