"""Cómo se entera cada pantalla de los cambios de su sala.

El servidor avisa y la pestaña pide redibujarse. Por debajo lleva un pulso, que pregunta al servidor sin dibujar nada:
rápido mientras no oye los avisos, y lento después, por si dejan de llegar sin que nadie lo note (``avisos.js``,
``paginas/http/avisos.py``).
"""

from __future__ import annotations

from typing import Any

from modelo.valores import TallerVisto
from paginas.comun import contexto, pendientes, sesion, tablon
from paginas.comun.componentes import avisos


def vigilar(
    codigo: str,
    taller: TallerVisto,
    *,
    participante: str | None = None,
    con_actividad: bool = False,
    escribe: bool = False,
    aparte: bool = False,
) -> dict[str, Any]:
    """Pone la escucha y el pulso, y anota de quién es esta pestaña.

    ``escribe``: la página repite al dibujarse lo que no entró en la base, así que se redibuja también para eso.
    ``aparte``: la escucha la pone quien llama, con lo que aquí se devuelve.
    """
    puesto = sesion.puesto()
    if participante:
        tablon.latir(codigo, participante, puesto)
    else:
        tablon.no_es_de_nadie(puesto)
    visto = tablon.leer(codigo, contexto.motor()) or (taller.version, taller.actividad)
    escucha: dict[str, Any] = {
        "sala": codigo,
        "puesto": puesto,
        "marca": tablon.marca((taller.version, visto[1]), con_actividad),
        "todo": con_actividad,
    }
    if escribe and pendientes.hay(participante):
        escucha["repetir"] = pendientes.ENTRE_INTENTOS
    if not aparte:
        avisos(escucha, clave="escucha")
    return escucha
