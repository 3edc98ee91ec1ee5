"""Lo que quien facilita sabe del plan: recuentos del grupo y lo que cada cual ha querido compartir."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from datos import agregados, consultas, frases
from datos.agregados.avance import vencido
from datos.idiomas import rotulos
from datos.lecturas.recuentos import COMPROMISOS
from datos.vistas import CompromisoCompartido
from modelo.valores import Identidad, TallerVisto
from paginas.comun import contexto
from paginas.comun.literal import literal
from paginas.comun.resultados.lienzo import lienzo
from paginas.comun.seguimiento import HORIZONTES, anteriores, detalle, plazo


def recuentos(taller: TallerVisto, quien: Identidad) -> None:
    """Cuántos compromisos hay en cada estado, palanca y horizonte."""
    st.header("El plan del grupo, en recuentos", anchor=False)
    anteriores.planes(taller, quien)
    fase = taller.del_tipo("plan") or taller.fases[0]
    z = lienzo(taller, fase, quien)
    dato = agregados.avance(z.pedido)
    if dato.espera and dato.n == 0:
        st.info(
            "Saldrá cuando haya compromisos y se haya revelado el plan de algún taller de esta sala.",
            icon=":material/task_alt:",
        )
        return
    if dato.espera:
        z.espera(dato.espera)
        return
    izquierda, derecha = st.columns(2, gap="large")
    with izquierda:
        z.recuento(dato.estado, "Cómo van", "estado", ordenar=False, unidad=COMPROMISOS)
        z.recuento(dato.vencimiento, "Vencidos", "vencimiento", ordenar=False, unidad=COMPROMISOS)
    with derecha:
        z.recuento(dato.palanca, "Con qué palanca", "palanca", unidad=COMPROMISOS)
        z.recuento(dato.horizonte, "A qué plazo", "horizonte", ordenar=False, unidad=COMPROMISOS)


def compartidos(taller: TallerVisto, quien: Identidad) -> None:
    """Los compromisos que sus dueños dejan leer, por horizonte."""
    st.header("Lo que han querido compartir", anchor=False)
    todos = consultas.compromisos_compartidos(contexto.motor(), quien.sala_id)
    if not todos:
        st.info(
            "Nadie ha compartido todavía. Cada cual decide en su página de seguimiento, con la casilla «Compartirlo "
            "con quien facilita, con mi alias».",
            icon=":material/lock:",
        )
        return
    palancas = {p.clave: p.nombre for p in contexto.palancas(taller)}
    elegidos = _filtrar(todos, palancas)
    if not elegidos:
        st.caption("Ninguno cumple lo que has elegido.")
    for horizonte, titulo in HORIZONTES.items():
        de_aqui = [c for c in elegidos if c.horizonte == horizonte]
        if de_aqui:
            st.subheader(titulo, anchor=False)
        for numero, c in enumerate(de_aqui):
            _compartido(c, palancas, f"{horizonte}_{numero}")


def _vencido(c: CompromisoCompartido) -> bool:
    return vencido(c.antes_de, c.estado, contexto.ahora().date().isoformat())


def _filtrar(todos: Sequence[CompromisoCompartido], palancas: dict[str, str]) -> list[CompromisoCompartido]:
    acompanan = sorted({c.acompana for c in todos if c.acompana})
    con_palanca = [p for p in palancas if any(c.palanca == p for c in todos)]
    with st.container(horizontal=True, key="compartidos_filtros"):
        palanca = st.selectbox("Palanca", ["", *con_palanca], key="compartidos_palanca", filter_mode=None,
                               format_func=lambda p: palancas.get(p, "Todas"))  # fmt: skip
        acompana = st.selectbox("Quién acompaña", ["", *acompanan], key="compartidos_acompana", filter_mode=None,
                                format_func=lambda a: a or "Cualquiera")  # fmt: skip
        solo = st.checkbox("Solo vencidos", key="compartidos_vencidos")
    return [
        c
        for c in todos
        if palanca in ("", None, c.palanca) and acompana in ("", None, c.acompana) and (not solo or _vencido(c))
    ]


def _compartido(c: CompromisoCompartido, palancas: dict[str, str], clave: str) -> None:
    with st.container(border=True, key=f"tarjeta_compartido_{clave}"):
        estado = rotulos.ESTADOS_DE_COMPROMISO.get(c.estado, "")
        st.markdown(f"**{literal(c.alias)}** · {estado}")
        st.markdown(literal(frases.compromiso_sin_fecha(c)))
        st.markdown(plazo(c.antes_de, vencido=_vencido(c), hoy=contexto.ahora().date()))
        if texto := detalle(palancas.get(c.palanca, ""), c.acompana):
            st.caption(literal(texto))
