"""Lo propio que no va por cliente ni por palanca: compromisos, aportaciones y notas sueltas."""

from __future__ import annotations

import streamlit as st

from datos import consultas, frases
from datos.idiomas import _, por_traducir, rotulos
from datos.lo_mio import lo_mio
from datos.vistas import CompromisoVisto
from modelo.casos.asuntos import ASUNTO
from modelo.valores import Identidad, TallerVisto
from paginas.comun import contexto
from paginas.comun.literal import literal

ROTULOS = {
    "palabra": por_traducir("Cómo llegué"),
    "energia": por_traducir("Mi energía al llegar (1–5)"),
    "me_llevo": por_traducir("Qué me llevo"),
    "intentado": por_traducir("Qué he intentado"),
    "he_visto": por_traducir("Qué he visto esta semana"),
    "falta_alguna": por_traducir("Palanca que echo en falta"),
    "que_ha_cambiado": por_traducir("Qué ha cambiado"),
    "roti": por_traducir("¿Valió el tiempo? (1–5)"),
    "lunes": por_traducir("Qué haré distinto el lunes"),
}

DE_QUE = {
    ASUNTO: por_traducir("Aparcamiento"),
    "cliente": por_traducir("Cliente"),
    "hito": por_traducir("Histórico"),
    "interlocutor": por_traducir("Interlocutor"),
    "interaccion": por_traducir("Interacción"),
    "justificacion": por_traducir("Por qué de una valoración"),
    "perfil": por_traducir("Perfil"),
    "aportacion": por_traducir("Aportación"),
    "compromiso": por_traducir("Plan"),
}


# Lo que se escribe con palabras: de un control sin marcar no hay nada que copiar.
CON_PALABRAS = frozenset(
    {
        *ROTULOS.keys() - {"energia", "roti"},
        *("texto", "alias", "area", "que_hago", "corto", "largo", "dificultad", "distancia", "cultura", "proveedores"),
        *("exito", "que_paso", "hecho", "situacion", "accion", "senal", "acompana", "nota"),
    }
)


def compromisos(taller: TallerVisto, suyos: list[CompromisoVisto]) -> None:
    """Los compromisos de la persona, diciendo cuáles vienen de un taller anterior."""
    if not suyos:
        return
    st.header(_("Mis compromisos"), anchor=False)
    nombres = {p.clave: p.nombre for p in contexto.palancas(taller)}
    for c in suyos:
        st.markdown(f"- {literal(frases.compromiso(c))}")
        detalle = [nombres.get(c.palanca, ""), rotulos.ESTADOS_DE_COMPROMISO.get(c.estado, "")]
        detalle += (
            [_("Horizonte: {plazo}").format(plazo=rotulos.HORIZONTES[c.horizonte].lower())] if c.horizonte else []
        )
        detalle += [_("Me acompaña: {quien}").format(quien=c.acompana)] if c.acompana else []
        detalle += [_("De un taller anterior")] if c.taller_id != taller.id else []
        st.caption(" · ".join(literal(d) for d in detalle if d))


def sin_guardar(taller: TallerVisto, quien: Identidad) -> None:
    """Lo tecleado que no entró en su campo: la fase se cerró antes, o aún no se ha mandado al aparcamiento."""
    yo = quien.participante_id or ""
    conservado = lo_mio(contexto.motor(), taller.id, yo, fase="", valora=False).borradores
    dicho = [
        f"- **{_de_donde(taller, tipo, objeto, campo)}:** {literal(texto)}"
        for (tipo, objeto, campo), texto in conservado.items()
        if texto.strip() and (campo in CON_PALABRAS or tipo == "justificacion")
    ]
    if not dicho:
        return
    st.header(_("Escrito y sin entrar"), anchor=False)
    st.caption(
        _(
            "Lo tecleaste cuando su fase ya estaba cerrada, no llegaste a mandarlo o no cabía como estaba. Solo lo ves "
            "tú. Si la fase se vuelve a abrir, al entrar en ella pasa solo a su sitio; si no, cópialo de aquí."
        )
    )
    st.markdown("\n".join(dicho))


def _de_donde(taller: TallerVisto, tipo: str, objeto: str, campo: str) -> str:
    """En qué se estaba escribiendo, con las palabras de la pantalla."""
    if tipo != "respuesta":
        return _(DE_QUE.get(tipo, por_traducir("Nota")))
    fase = taller.fase(objeto)
    return _(ROTULOS[campo]) if campo in ROTULOS else literal(fase.titulo) if fase is not None else _("Nota")


def notas(taller: TallerVisto, quien: Identidad) -> None:
    """Las respuestas sueltas de cada fase y lo aportado al grupo."""
    motor, yo = contexto.motor(), quien.participante_id or ""
    dichas = [
        f"- **{_(ROTULOS[campo])}:** {literal(valor)}"
        for fase in taller.fases
        for campo, valor in consultas.respuestas_de(motor, taller.id, yo, fase.clave).items()
        if campo in ROTULOS and valor not in (None, "")
    ]
    dichas += [
        f"- **{rotulos.TIPOS_DE_APORTACION.get(a.tipo, _('Aportación'))}:** {literal(a.texto)}"
        for a in consultas.aportaciones(motor, taller.id)
        if a.participante_id == yo and a.texto
    ]
    if dichas:
        st.header(_("Mis notas"), anchor=False)
        st.markdown("\n".join(dichas))
