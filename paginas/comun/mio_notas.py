"""Lo propio que no va por cliente ni por palanca: compromisos, aportaciones y notas sueltas."""

from __future__ import annotations

import streamlit as st

from datos import consultas
from modelo import rotulos
from modelo.valores import Identidad, TallerVisto
from paginas.comun import contexto, frases
from paginas.comun.literal import literal

ROTULOS = {
    "palabra": "Cómo llegué",
    "energia": "Mi energía al llegar (1–5)",
    "me_llevo": "Qué me llevo",
    "intentado": "Qué he intentado",
    "he_visto": "Qué he visto esta semana",
    "falta_alguna": "Palanca que echo en falta",
    "que_ha_cambiado": "Qué ha cambiado",
    "roti": "¿Valió el tiempo? (1–5)",
    "lunes": "Qué haré distinto el lunes",
}


def compromisos(taller: TallerVisto, quien: Identidad) -> None:
    """Todos los compromisos de la persona en la sala, también los de talleres anteriores."""
    suyos = consultas.compromisos_de(contexto.motor(), "", quien.participante_id or "")
    if not suyos:
        return
    st.header("Mis compromisos", anchor=False)
    nombres = {p.clave: p.nombre for p in contexto.palancas(taller)}
    for c in suyos:
        st.markdown(f"- {literal(frases.compromiso(c))}")
        detalle = [nombres.get(c.palanca, ""), rotulos.ESTADOS_DE_COMPROMISO.get(c.estado, "")]
        detalle += [f"Horizonte: {rotulos.HORIZONTES[c.horizonte].lower()}"] if c.horizonte else []
        detalle += [f"Me acompaña: {c.acompana}"] if c.acompana else []
        detalle += ["De un taller anterior"] if c.taller_id != taller.id else []
        st.caption(" · ".join(literal(d) for d in detalle if d))


def notas(taller: TallerVisto, quien: Identidad) -> None:
    """Las respuestas sueltas de cada fase y lo aportado al grupo."""
    motor, yo = contexto.motor(), quien.participante_id or ""
    dichas = [
        f"- **{ROTULOS[campo]}:** {literal(valor)}"
        for fase in taller.fases
        for campo, valor in consultas.respuestas_de(motor, taller.id, yo, fase.clave).items()
        if campo in ROTULOS and valor not in (None, "")
    ]
    dichas += [
        f"- **{rotulos.TIPOS_DE_APORTACION.get(a.tipo, 'Aportación')}:** {literal(a.texto)}"
        for a in consultas.aportaciones(motor, taller.id)
        if a.participante_id == yo and a.texto
    ]
    if dichas:
        st.header("Mis notas", anchor=False)
        st.markdown("\n".join(dichas))
