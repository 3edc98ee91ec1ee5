"""Lo que se marca sin redibujar la página: lo guarda el navegador, y lo que no haya podido se guarda al redibujar."""

from __future__ import annotations

from typing import Any

from datos.idiomas import _
from modelo.casos import respuestas
from modelo.valores import Identidad, Objeto
from paginas.comun import caja, pendientes, recibidos, sesion
from paginas.comun.guardado import SIN_GUARDAR, guardar_en

_APUNTADOS = "al_vuelo"


def apuntar(quien: Identidad, clave: str, objeto: Objeto, campo: str) -> None:
    """Lo que marque ``quien`` en el campo con esa clave no se sabrá hasta que algo redibuje la página."""
    caja.abierta().setdefault(_APUNTADOS, {})[clave] = (quien, objeto, campo)


def recoger() -> None:
    """Guarda lo marcado desde el último dibujo que aún no conste, como de quien lo marcó.

    Va antes de dibujar nada y de cambiar de página, que es cuando la plataforma olvida los campos de la anterior.
    """
    apuntados = caja.leer(_APUNTADOS, {})
    for clave, (quien, objeto, campo) in list(apuntados.items()):
        elegido, envio = sesion.en_el_campo(clave), recibidos.clave_de_envio(quien, objeto, campo, sesion.puesto())
        if recibidos.ya_llego(envio):
            _lo_mando_el_navegador(clave, elegido, recibidos.con_que_entro(envio))
        elif elegido is not None:
            guardar_en(quien, objeto, campo, clave, elegido)
        # Después, y no antes: si otra pulsación corta este dibujo, el siguiente lo vuelve a mirar.
        apuntados.pop(clave, None)


def _lo_mando_el_navegador(clave: str, elegido: Any, con: recibidos.Caso | None) -> None:
    """Lo que trae el redibujo puede ser anterior a lo último mandado: manda el navegador, que lleva el orden."""
    pendientes.quitar(clave)
    if con is respuestas.guardar:
        sesion.anotar_visto(clave, elegido)
        sesion.quitar_rechazo(clave)
    elif con is not None:
        sesion.anotar_rechazo(clave, _(SIN_GUARDAR))
