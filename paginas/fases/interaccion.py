"""Interacción: cómo es el contacto habitual con cada cliente."""

from __future__ import annotations

from typing import Any

import streamlit as st

from datos import consultas
from datos.idiomas import _, rotulos
from modelo.valores import Objeto
from paginas.comun import contexto
from paginas.fases import tarjetas
from paginas.fases.paso import Paso


def pintar_interaccion(paso: Paso) -> None:
    """Las formas de contacto de un cliente."""
    c = paso.elegir_cliente("interaccion_cliente")
    if c is None:
        return
    filas = consultas.hijos_de(contexto.motor(), "interaccion", c.id)
    if not filas:
        st.caption(
            _("Una por cada forma de contacto que se repite: la reunión de los lunes, el correo, la comida anual.")
        )
    tarjetas.empezar("interaccion", filas, a_medias=[i for i in filas if _faltan(i)])
    for fila in filas:
        _interaccion(paso, fila)
    paso.f.alta("interaccion", _("Añadir interacción"), padre=c.id, clave=f"interaccion_anadir_{c.id}")


def _faltan(i: Any) -> list[str]:
    pares = {
        _("canal"): i.canal, _("frecuencia"): i.frecuencia, _("iniciativa"): i.iniciativa, _("para qué"): i.para_que,
        _("pactada o no"): i.pactada, _("calidad"): i.calidad,
    }  # fmt: skip
    return tarjetas.falta(pares)


def _interaccion(paso: Paso, i: Any) -> None:
    f, o = paso.f, Objeto("interaccion", i.id)
    titulo = rotulos.CANALES.get(i.canal) or _("Por describir")
    resumen = tarjetas.resumir(
        rotulos.FRECUENCIAS.get(i.frecuencia, ""), rotulos.PARA_QUE.get(i.para_que, ""), faltan=_faltan(i)
    )
    with tarjetas.tarjeta(o, titulo, resumen=resumen, hecha=not _faltan(i)) as abierta:
        if not abierta:
            return
        f.lista(o, "canal", _("Canal"), i.canal, rotulos.CANALES)
        f.lista(o, "frecuencia", _("Frecuencia"), i.frecuencia, rotulos.FRECUENCIAS)
        f.opcion(o, "iniciativa", _("¿Quién toma la iniciativa?"), i.iniciativa, rotulos.INICIATIVAS)
        f.opcion(o, "para_que", _("¿Para qué?"), i.para_que, rotulos.PARA_QUE)
        f.opcion(o, "pactada", _("¿Pactada o improvisada?"), i.pactada, rotulos.PACTADA)
        f.opcion(o, "calidad", _("Calidad"), i.calidad, rotulos.CALIDADES)
        f.texto(o, "dificultad", _("¿Qué la hace difícil?"), i.dificultad, largo=True)
        f.baja(o, _("Quitar esta interacción"))
