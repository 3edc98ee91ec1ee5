"""Lo que las réplicas de Palancas se cuentan entre sí por PostgreSQL: qué salas han cambiado y quién está en cada una.

Nada de esto se guarda: viaja por ``NOTIFY`` y se olvida. Sin contacto todo sigue, peor: los cambios de otra réplica se
ven al releer la base, cada dos segundos, y la presencia es solo la de las pestañas propias.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import uuid4

import sqlalchemy as sa

from datos import ajustes, postgres
from modelo.errores import ErrorDelTaller
from paginas.comun import tablon
from paginas.comun.ejecucion import motor_de

# Cada cuánto se cuenta quién está; tablon.MARGEN_DE_AJENOS aguanta que se pierda una vez.
PRESENCIA_CADA = 5.0
ENTRE_INTENTOS = 2.0
# Un recado no puede pasar de 8000 bytes y un id son 32.
POR_RECADO = 200
YO = uuid4().hex[:12]
registro = logging.getLogger("palancas")


def atender(recado: str) -> None:
    """Anota lo que cuenta un recado. Los propios y los que no se entienden no hacen nada."""
    clase, *partes = recado.split(" ")
    with suppress(ValueError):
        if clase == "version":
            codigo, version, actividad = partes
            contadores = (int(version), int(actividad))
            # De una sala que aquí no mira nadie no hace falta saber nada.
            if tablon.sabido(codigo) not in (None, contadores):
                tablon.publicar(codigo, *contadores)
        elif clase == "presentes":
            codigo, quien, trozo, personas = partes
            if quien != YO:
                tablon.anotar_ajenos(codigo, f"{quien}.{trozo}", frozenset(personas.split(",")))


def recados_de_presencia() -> Iterator[str]:
    """Quién está en cada sala por las pestañas de esta réplica."""
    for codigo, personas in tablon.presentes().items():
        orden = sorted(personas)
        for trozo in range(0, len(orden), POR_RECADO):
            yield f"presentes {codigo} {YO} {trozo // POR_RECADO} {','.join(orden[trozo : trozo + POR_RECADO])}"


def _conversar(motor: sa.Engine, parar: threading.Event) -> None:
    with postgres.a_la_escucha(motor) as pregon:
        while not parar.is_set():
            for recado in recados_de_presencia():
                pregon.decir(recado)
            limite = tablon.reloj() + PRESENCIA_CADA
            # A ratos, para enterarse de que hay que parar.
            while not parar.is_set() and tablon.reloj() < limite:
                for recado in pregon.oidos(0.5):
                    atender(recado)


def _insistir(url: str, parar: threading.Event) -> None:
    while not parar.is_set():
        try:
            _conversar(motor_de(url), parar)
        except (ErrorDelTaller, sa.exc.SQLAlchemyError) as error:
            registro.warning("sin contacto con las demás réplicas", extra={"datos": {"causa": type(error).__name__}})
            parar.wait(ENTRE_INTENTOS)


@contextmanager
def en_contacto() -> Iterator[None]:
    """Mientras dura, oye a las demás y les cuenta. Con SQLite no hay más procesos y no hace nada."""
    url = ajustes.leer().bd
    if sa.make_url(url).get_backend_name() != postgres.GESTOR:
        yield
        return
    parar = threading.Event()
    hilo = threading.Thread(target=_insistir, args=(url, parar), name="hermanas", daemon=True)
    hilo.start()
    try:
        yield
    finally:
        parar.set()
        hilo.join(2.0)
