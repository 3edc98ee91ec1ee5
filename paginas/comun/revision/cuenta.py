"""Cuántos comentarios hay, junto al nombre de donde se leen."""

from __future__ import annotations

from datos import comentarios
from modelo.valores import Identidad, Papel
from paginas.comun import contexto, sesion


def contados(rotulo: str, taller_id: str, quien: Identidad) -> str:
    """«Comentarios (3)»: los que puede leer quien mira. Sin ninguno, el rótulo solo."""
    cuantos = comentarios.cuantos(contexto.motor(), taller_id, ocultos=quien.papel == Papel.FACILITA)
    return f"{rotulo} ({cuantos})" if cuantos else rotulo


def conservar_lo_elegido(clave: str, rotulo: str) -> None:
    """Antes de dibujar un selector con ese rótulo: si ha cambiado, lo elegido sigue siéndolo.

    La plataforma reconoce cada opción por su rótulo: con otro, volvería a la de serie.
    """
    if sesion.elegido(f"rotulo_{clave}") == rotulo:
        return
    sesion.elegir(f"rotulo_{clave}", rotulo)
    elegida = sesion.valor(clave)
    if elegida:
        sesion.poner_en_campo(clave, elegida)
