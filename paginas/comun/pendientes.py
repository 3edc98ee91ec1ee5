"""Lo que no entró porque la base estaba ocupada o sin sitio: se recuerda en la pestaña y se repite solo.

Un botón ya marcado no se puede volver a pulsar: sin esto, la pantalla enseñaría algo que la base no tiene.
"""

from __future__ import annotations

from typing import Any

from modelo.casos import respuestas
from modelo.errores import BaseNoDisponible, BaseOcupada, ErrorDelTaller, SinEspacio
from modelo.valores import Identidad, Objeto
from paginas.comun import caja, contexto, sesion, tablon
from paginas.comun.mensajes import mensaje

DE_LA_BASE = (BaseOcupada, SinEspacio, BaseNoDisponible)
# Ante una base ocupada se espera la cola entera: repetirlo en cada dibujo dejaría la página parada.
ENTRE_INTENTOS = 2.0


def se_conserva(valor: Any) -> bool:
    """Si lo que hay en un campo puede esperar en él a que valga: un texto, un mes, un número."""
    return isinstance(valor, str | int) and not isinstance(valor, bool)


def dejar(quien: Identidad, clave: str, objeto: Objeto, campo: str, valor: Any) -> None:
    """El cambio de ese control no ha entrado: queda para repetirlo."""
    sesion.dejar_pendiente(clave, [tablon.reloj(), quien.participante_id, objeto.tipo, objeto.id, campo, valor])


def quitar(clave: str) -> None:
    """Lo de ese control ya ha entrado."""
    sesion.quitar_pendiente(clave)


def _los_que_tocan(persona: str | None) -> dict[str, list[Any]]:
    """Por la misma pestaña pueden pasar dos personas: lo de una no se guarda como de la otra."""
    ahora = tablon.reloj()
    todos = sesion.pendientes().items()
    return {c: cambio for c, (en, de, *cambio) in todos if de == persona and ahora - en >= ENTRE_INTENTOS}


def hay(persona: str | None) -> bool:
    """Si esa persona tiene algo por repetir."""
    return any(de == persona for _, de, *_ in sesion.pendientes().values())


def repetir(quien: Identidad) -> bool:
    """Vuelve a guardar lo que no entró. Devuelve si ha cambiado algo que la página tenga que enseñar."""
    # Con la base ocupada un intento dura lo que la cola: otro dibujo de la misma pestaña no lo repite a la vez.
    if caja.leer("repitiendo", False):
        return False
    caja.poner("repitiendo", True)
    try:
        return _repetir(quien)
    finally:
        caja.poner("repitiendo", False)


def _repetir(quien: Identidad) -> bool:
    hechos = 0
    for clave, (tipo, id, campo, valor) in _los_que_tocan(quien.participante_id).items():
        antes, objeto = sesion.pendientes().get(clave), Objeto(tipo, id)
        try:
            contexto.ejecutar(respuestas.guardar, quien=quien, objeto=objeto, campo=campo, valor=valor)
        except DE_LA_BASE:
            # Si entretanto se ha cambiado, lo viejo no vuelve.
            if sesion.pendientes().get(clave) == antes:
                dejar(quien, clave, objeto, campo, valor)
            break
        except ErrorDelTaller as error:
            sesion.anotar_rechazo(clave, mensaje(error))
        else:
            sesion.quitar_rechazo(clave)
            sesion.anotar_visto_lo_que_hay(clave)
            sesion.anotar_guardado(contexto.ahora())
        quitar(clave)
        hechos += 1
    return hechos > 0
