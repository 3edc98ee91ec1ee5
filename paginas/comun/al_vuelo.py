"""Lo que se marca sin redibujar la página: lo guarda el navegador, y lo que no haya podido se guarda al redibujar."""

from __future__ import annotations

from modelo.casos import respuestas
from modelo.valores import Identidad, Objeto
from paginas.comun import caja, recibidos, sesion
from paginas.comun.guardado import guardar_en

_APUNTADOS = "al_vuelo"


def apuntar(quien: Identidad, clave: str, objeto: Objeto, campo: str) -> None:
    """Lo que marque ``quien`` en el campo con esa clave no se sabrá hasta que algo redibuje la página."""
    caja.abierta().setdefault(_APUNTADOS, {})[clave] = [quien.participante_id, objeto.tipo, objeto.id, campo]


def recoger(quien: Identidad) -> None:
    """Guarda lo marcado desde el último dibujo que aún no conste. Va antes de leer lo que la página enseña."""
    apuntados = caja.leer(_APUNTADOS, {})
    for clave, (persona, tipo, id, campo) in list(apuntados.items()):
        elegido, objeto = sesion.en_el_campo(clave), Objeto(tipo, id)
        if elegido is not None and persona == quien.participante_id:
            envio = recibidos.clave_de_envio(quien, objeto, campo, sesion.puesto())
            if recibidos.ya_entro(envio, str(elegido), respuestas.guardar):
                sesion.anotar_visto(clave, elegido)
                sesion.quitar_rechazo(clave)
            guardar_en(quien, objeto, campo, clave, elegido)
        # Después, y no antes: si otra pulsación corta este dibujo, el siguiente lo vuelve a mirar.
        apuntados.pop(clave, None)
