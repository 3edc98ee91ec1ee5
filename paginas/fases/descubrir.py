"""Descubrir las palancas: qué había detrás de cada hecho."""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import Any

import streamlit as st

from datos import consultas
from datos.idiomas import _, plural, rotulos
from modelo.valores import Objeto
from paginas.comun import contexto, definiciones
from paginas.comun.literal import literal
from paginas.fases.paso import Paso


def pintar_descubrir(paso: Paso) -> None:
    """Asignar cada hecho a ninguna, una o dos palancas."""
    nombres = paso.nombre_de_palanca()
    with st.container(key="definiciones_de_palancas"):
        if definiciones.se_ven(paso.fase):
            _definiciones(paso)
        else:
            _esperar_definiciones(paso)
    hechos = {c.id: _hechos(c.id) for c in paso.clientes}
    total = sum(len(suyos) for suyos in hechos.values())
    if total:
        puestos = sum(bool(h.palancas) for suyos in hechos.values() for _, h, _ in suyos)
        st.progress(
            puestos / total, text=_("{puestos} de {total} hechos con palanca").format(puestos=puestos, total=total)
        )
    else:
        st.info(_("Aquí aparecen tus hitos e interacciones. Todavía no tienes ninguno."), icon=":material/timeline:")
    with st.container(key="hechos"):
        for cliente in paso.clientes:
            if hechos[cliente.id]:
                st.header(literal(cliente.alias or _("Sin alias")), anchor=False)
            for tipo, hecho, rotulo in hechos[cliente.id]:
                paso.f.varias(Objeto(tipo, hecho.id), "palancas", rotulo, hecho.palancas, nombres)
    paso.f.texto(paso.suelto(), "falta_alguna", _("¿Falta alguna palanca?"), paso.respuestas.get("falta_alguna", ""))


def _hechos(cliente_id: str) -> list[tuple[str, Any, str]]:
    """Los hitos por fecha y las interacciones de un cliente, con lo que se lee de cada uno."""
    motor = contexto.motor()
    hitos = sorted(consultas.hijos_de(motor, "hito", cliente_id), key=lambda h: (not h.fecha, h.fecha))
    interacciones = consultas.hijos_de(motor, "interaccion", cliente_id)
    return [("hito", h, _rotulo_de_hito(h)) for h in hitos] + [
        ("interaccion", i, _rotulo_de_interaccion(i)) for i in interacciones
    ]


def _rotulo_de_hito(h: Any) -> str:
    cuando = "/".join(reversed(h.fecha.split("-")[:2])) or _("sin fecha")
    return f"{literal(h.que_paso or _('Hito sin texto'))} · {cuando}"


def _rotulo_de_interaccion(i: Any) -> str:
    canal = rotulos.CANALES.get(i.canal, i.canal) or _("Contacto")
    frecuencia = rotulos.FRECUENCIAS.get(i.frecuencia, i.frecuencia)
    return literal(f"{canal} · {frecuencia.lower()}" if frecuencia else canal)


@st.fragment(run_every=definiciones.CADA)
def _esperar_definiciones(paso: Paso) -> None:
    """Las definiciones aparecen solas al cumplirse el plazo, sin que nadie recargue."""
    faltan = ceil((definiciones.visibles_en(paso.fase) - contexto.ahora()) / timedelta(minutes=1))
    if faltan <= 0:
        _definiciones(paso)
        return
    cuanto = plural("{n} minuto", "{n} minutos", faltan).format(n=faltan)
    primero = _("Primero, con el nombre basta: ¿qué había detrás de cada hecho? En {cuanto} verás qué es cada una.")
    st.write(primero.format(cuanto=cuanto))


def _definiciones(paso: Paso) -> None:
    with st.expander(_("Qué es cada palanca"), expanded=False, key="definiciones"):
        st.write(rotulos.AVISO_PALANCAS)
        for p in paso.palancas:
            st.markdown(f"**{literal(p.nombre)}.** {literal(p.que_es)}")
