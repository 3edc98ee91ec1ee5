"""Preparar el taller: título, organización y umbral. Cada uno se guarda al salir de su campo y responde de lo suyo."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import streamlit as st

from modelo.casos import preparar as casos
from modelo.casos.sala import UMBRAL_MAXIMO, UMBRAL_MINIMO
from modelo.errores import ErrorDelTaller
from modelo.valores import Identidad, TallerVisto
from paginas.comun import contexto, sesion
from paginas.comun.mensajes import mensaje
from paginas.comun.motivos import decir_motivo


def datos(taller: TallerVisto, quien: Identidad, todo: bool) -> None:
    """Los campos, y cuándo se borra el taller. ``todo``: aún no hay respuestas."""
    for campo, rotulo in (("titulo", "Título"), ("organizacion", "Organización o equipo")):
        clave, guardado = _clave(campo), getattr(taller, campo)
        _poner_lo_guardado(clave, guardado)
        st.text_input(rotulo, value=guardado, max_chars=120, key=clave, on_change=_guardar, args=(quien, campo))
        decir_motivo(clave)
    _umbral(taller, quien, todo)
    dias = (contexto.ahora() - taller.creado_en) // timedelta(days=1)
    fecha = "/".join(reversed(taller.borrar_el.split("-")))
    creado = "hoy" if dias == 0 else f"hace {dias} {'día' if dias == 1 else 'días'}"
    st.caption(f"Creado {creado}. Todo lo escrito se borra el {fecha}.")


def _umbral(taller: TallerVisto, quien: Identidad, todo: bool) -> None:
    """Con respuestas dentro no se puede volver a bajar: subirlo pide un botón."""
    clave, minimo = _clave("umbral"), UMBRAL_MINIMO if todo else taller.umbral
    if todo:
        _poner_lo_guardado(clave, taller.umbral)
    guardar: dict[str, Any] = {"on_change": _guardar, "args": (quien, "umbral")}
    puesto = st.number_input(
        "Umbral de respuestas", minimo, UMBRAL_MAXIMO, taller.umbral, key=clave, **(guardar if todo else {})
    )
    if puesto == taller.umbral:
        # Con la primera respuesta el mínimo sube y el campo vuelve a lo guardado: ya no hay nada que corregir.
        sesion.quitar_rechazo(clave)
    decir_motivo(clave)
    if todo:
        st.caption("Con menos respuestas no se enseña ningún dato del grupo. Con respuestas dentro solo puede subir.")
    elif puesto > taller.umbral:
        st.button(f"Subir el umbral a {puesto}", key=f"{clave}_subir", on_click=_guardar, args=(quien, "umbral"))
        st.caption("Ya hay respuestas: una vez subido, no se puede bajar.")
    else:
        st.caption("Ya hay respuestas: solo puede subir.")


def _clave(campo: str) -> str:
    return f"preparar_taller_{campo}"


def _poner_lo_guardado(clave: str, guardado: Any) -> None:
    """Lo que haya cambiado otra consola se ve también aquí; lo que no se ha podido guardar se queda en su campo."""
    hay = sesion.en_el_campo(clave)
    if hay is None:
        # El campo es nuevo: lo que no valía se fue con el de antes.
        sesion.quitar_rechazo(clave)
    # Solo si es otra cosa: ponerlo borra en el navegador lo que se esté tecleando.
    if hay != guardado and not sesion.rechazo(clave):
        sesion.poner_en_campo(clave, guardado)


def _guardar(quien: Identidad, campo: str) -> None:
    clave = _clave(campo)
    try:
        contexto.ejecutar(casos.editar_taller, quien=quien, **{campo: sesion.en_el_campo(clave)})
    except ErrorDelTaller as error:
        sesion.anotar_rechazo(clave, mensaje(error))
    else:
        sesion.quitar_rechazo(clave)
