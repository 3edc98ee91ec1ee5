"""Lo que ocurre cuando alguien cambia un campo."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from datos.idiomas import por_traducir
from modelo.casos import respuestas
from modelo.errores import ErrorDelTaller, FaseCerrada, HitoNoValido, ValorNoValido
from modelo.valores import Identidad, Objeto
from paginas.comun import contexto, pendientes, sesion
from paginas.comun.mensajes import mensaje

SIN_GUARDAR = por_traducir("Esto aún no está guardado: revísalo.")
# Lo que dice el navegador mientras guarda (componentes/autoguardado.js).
AL_GUARDAR = {
    "sin_conexion": por_traducir("Sin conexión: se guardará al volver"),
    "recarga": por_traducir("No se ha guardado: recarga la página."),
    "vuelve": por_traducir("No se ha guardado: vuelve a entrar."),
    "guardando": por_traducir("Guardando…"),
    "guardado": por_traducir("Guardado {hora}"),
    "completa": por_traducir("Completa"),
}


def igual(valor: Any) -> Any:
    """Lo que hay en el campo ya es lo que se guarda."""
    return valor


def al_cambiar(
    quien: Identidad, objeto: Objeto, campo: str, clave: str, leer: Callable[[Any], Any], tecleado: bool = False
) -> None:
    """Guarda lo que hay en ese campo. Si no se puede, se anota por qué junto a él y lo escrito no se pierde.

    ``leer`` pasa de lo que enseña el campo a lo que se guarda; ``tecleado``, si es un texto que se va guardando solo.
    """
    sesion.olvidar_lo_dejado(clave)
    guardar_en(quien, objeto, campo, clave, sesion.en_el_campo(clave), leer, tecleado)


def guardar_en(
    quien: Identidad,
    objeto: Objeto,
    campo: str,
    clave: str,
    escrito: Any,
    leer: Callable[[Any], Any] = igual,
    tecleado: bool = False,
) -> None:
    """Lo mismo con un valor que no está en el campo, sino dado."""
    # Al cambiar de fase puede llegar otra vez lo de los campos que se van: guardarlo pisaría lo de otro aparato.
    if sesion.ya_visto(clave, escrito) and not sesion.rechazo(clave):
        return
    valor = leer(escrito)
    comun = {"quien": quien, "objeto": objeto, "campo": campo, "valor": valor}
    try:
        contexto.ejecutar(respuestas.guardar, **comun)
    except ErrorDelTaller as error:
        sesion.anotar_rechazo(clave, mensaje(error))
        if isinstance(error, pendientes.DE_LA_BASE) and not tecleado:
            # Lo tecleado lo repite el navegador, que sabe si después se ha escrito otra cosa.
            pendientes.dejar(quien, clave, objeto, campo, valor)
        elif pendientes.se_conserva(valor) and isinstance(error, FaseCerrada | ValorNoValido | HitoNoValido):
            with suppress(ErrorDelTaller):
                contexto.ejecutar(respuestas.guardar_borrador, **comun | {"valor": str(valor)})
    else:
        pendientes.quitar(clave)
        sesion.quitar_rechazo(clave)
        sesion.anotar_visto(clave, escrito)
        sesion.anotar_guardado(contexto.ahora())
