"""Fases de pocas preguntas: bienvenida, pausa, salida, retomar, comparación y cierre."""

from __future__ import annotations

import streamlit as st

from datos import consultas
from datos.idiomas import _, rotulos
from datos.idiomas.escritura import fecha
from modelo.valores import EstadoDeFase
from paginas.comun import contexto
from paginas.comun.navegacion import boton_a
from paginas.fases import plan
from paginas.fases.paso import Paso


def pintar_bienvenida(paso: Paso) -> None:
    """Una palabra, la energía y los acuerdos."""
    r, o = paso.respuestas, paso.suelto()
    paso.f.texto(o, "palabra", _("¿Con qué palabra llegas?"), r.get("palabra", ""))
    paso.f.escala(
        o, "energia", _("¿Con cuánta energía llegas? (1 poca · 5 mucha)"), r.get("energia"), 1, 5, al_vuelo=True
    )
    with st.container(border=True, key="acuerdos"):
        st.header(_("Acuerdos"), anchor=False)
        st.markdown(
            _(
                "- De los clientes hablamos **siempre con alias**: que nadie pueda reconocerlos.\n"
                "- Lo que escribes es **solo tuyo** hasta que quien facilita revela la fase; en cada pantalla se "
                "dice.\n"
                "- Las cifras del grupo salen con **{umbral} respuestas o más**; las palabras y frases, al revelar la "
                "fase.\n"
                "- Tu perfil no lo ve nadie más que tú."
            ).format(umbral=paso.taller.umbral)
        )
        paso.f.casilla(o, "acuerdos", _("Acepto los acuerdos"), r.get("acuerdos"))


def pintar_pausa(paso: Paso) -> None:
    """Nada que rellenar."""
    st.write(_("Al volver, esta pantalla ya estará donde el grupo."))


def pintar_salida(paso: Paso) -> None:
    """Qué me llevo de la primera sesión, y cómo volver."""
    paso.f.texto(
        paso.suelto(), "me_llevo", _("¿Qué te llevas de hoy?"), paso.respuestas.get("me_llevo", ""), largo=True
    )
    yo = consultas.participante(contexto.motor(), paso.yo)
    if yo is not None:
        st.markdown(_("Para volver, desde este aparato o desde otro, guarda tu código personal:"))
        st.code(yo.codigo_personal, language=None)
    valoracion = paso.taller.del_tipo("valoracion")
    abierta = valoracion is not None and valoracion.estado == EstadoDeFase.ABIERTA
    hasta = valoracion.abierta_hasta if valoracion is not None and abierta else None
    if hasta is not None:
        dia = fecha(hasta.astimezone(contexto.zona()))
        st.write(_("La valoración queda abierta hasta el {dia}: hazla cuando te venga bien.").format(dia=dia))
    else:
        st.write(
            _("Entre sesiones puede quedar abierta la valoración: entra con el mismo enlace cuando te venga bien.")
        )


def pintar_retomar(paso: Paso) -> None:
    """Qué he visto esta semana, y cómo van los compromisos si los hay."""
    rotulo = _("¿Qué has visto esta semana que antes no veías?")
    paso.f.texto(paso.suelto(), "he_visto", rotulo, paso.respuestas.get("he_visto", ""), largo=True)
    suyos = plan.anteriores(paso)
    if suyos:
        st.header(_("¿Y tus compromisos?"), anchor=False)
        plan.estado_de_compromisos(paso, suyos)


def pintar_comparacion(paso: Paso) -> None:
    """Qué ha cambiado desde la vez anterior: lo propio, palanca por palanca, y a qué se atribuye."""
    from paginas.comun import mio_palancas

    mio_palancas.entonces_y_ahora(paso.taller, paso.f.quien, paso.clientes)
    rotulo = _("¿Qué ha cambiado desde la última vez, y a qué lo atribuyes?")
    paso.f.texto(paso.suelto(), "que_ha_cambiado", rotulo, paso.respuestas.get("que_ha_cambiado", ""), largo=True)


def pintar_cierre(paso: Paso) -> None:
    """¿Valió el tiempo? y qué haré distinto el lunes."""
    r, o = paso.respuestas, paso.suelto()
    paso.f.escala(o, "roti", _("¿Valió el tiempo?"), r.get("roti"), 1, 5, al_vuelo=True)
    st.caption(" · ".join(f"**{n}** {rotulos.ROTI[n].lower()}" for n in (1, 3, 5)))
    paso.f.texto(o, "lunes", _("¿Qué harás distinto el lunes?"), r.get("lunes", ""), largo=True)
    with st.container(horizontal=True, key="cierre_ir"):
        boton_a(
            _("Resultados del grupo"),
            "resultados",
            sala=paso.taller.codigo,
            key="cierre_resultados",
            icon=":material/monitoring:",
        )
