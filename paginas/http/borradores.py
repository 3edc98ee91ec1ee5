"""POST /api/borrador: lo que se va tecleando llega sin esperar a salir del campo y sin redibujar la página."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite
from threading import Lock
from typing import Any

import sqlalchemy as sa
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from datos import ajustes
from datos.fallos import traducido
from modelo.casos import entrada, respuestas
from modelo.errores import (
    BaseNoDisponible,
    BaseOcupada,
    ErrorDelTaller,
    FaseCerrada,
    HitoNoValido,
    SinEspacio,
    ValorNoValido,
)
from modelo.puertos import Unidad
from modelo.valores import Guardado, Identidad, Objeto, Papel
from paginas.comun import tablon
from paginas.comun.cookies import nombre_de_cookie
from paginas.comun.ejecucion import ejecutar, leer_con, motor_de
from paginas.comun.mensajes import mensaje
from paginas.http.identidad import Rechazada, leer_datos

MAXIMO = 64 * 1024
RECORDADOS = 20_000
_CLAVE = re.compile(r"[A-Za-z0-9_:.-]{0,120}")
_ultimo: OrderedDict[tuple[str, ...], float] = OrderedDict()
_cerrojo = Lock()


@dataclass(frozen=True, slots=True)
class Envio:
    """Lo tecleado en un campo. ``orden`` crece con cada pulsación en ese ``puesto``."""

    objeto: Objeto
    campo: str
    valor: str
    puesto: str
    orden: float

    @classmethod
    def de_datos(cls, datos: dict[str, Any]) -> Envio:
        """El envío, o ``Rechazada`` si no puede haber salido de un campo."""
        try:
            tipo, id, campo, valor = (datos[clave] for clave in ("objeto", "id", "campo", "valor"))
            orden = float(datos.get("orden") or 0)
        except (KeyError, TypeError, ValueError):
            raise Rechazada(400) from None
        if not isinstance(valor, str) or not isfinite(orden) or not all(_es_clave(c) for c in (tipo, id, campo)):
            raise Rechazada(400)
        return cls(Objeto(tipo, id), campo, valor, _puesto(datos), orden)


def _es_clave(valor: Any) -> bool:
    """Si puede ser un nombre de campo o un id: lo demás no llega a la base ni a la memoria."""
    return isinstance(valor, str) and _CLAVE.fullmatch(valor) is not None


def _puesto(datos: dict[str, Any]) -> str:
    puesto = datos.get("puesto", "")
    if not _es_clave(puesto):
        raise Rechazada(400)
    return puesto


def _si_no_es_viejo(unidad: Unidad, *, escribir: Any, puesto: str, orden: float, **comun: Any) -> Guardado | None:
    """Escribe, salvo que de ese campo y puesto ya se haya escrito un envío posterior.

    Se mira aquí, con el turno de escritura tomado: mirar antes dejaría que otro se colara entre mirar y escribir.
    El puesto cuenta porque el orden sale del reloj de cada aparato, y entre aparatos manda lo último que llega.
    """
    quien, objeto = comun["quien"], comun["objeto"]
    clave = (quien.participante_id, objeto.tipo, objeto.id, comun["campo"], puesto)
    if orden < _ultimo.get(clave, orden):
        return None
    hecho: Guardado | None = escribir(unidad, **comun)
    with _cerrojo:
        _ultimo[clave] = orden
        _ultimo.move_to_end(clave)
        if len(_ultimo) > RECORDADOS:
            _ultimo.popitem(last=False)
    return hecho


def _escribir(motor: sa.Engine, quien: Identidad, envio: Envio) -> tuple[int, dict[str, str]]:
    ahora = datetime.now(UTC)
    comun = {"quien": quien, "objeto": envio.objeto, "campo": envio.campo, "valor": envio.valor, "ahora": ahora}
    comun |= {"puesto": envio.puesto, "orden": envio.orden}
    try:
        hecho: Guardado | None = ejecutar(motor, _si_no_es_viejo, escribir=respuestas.guardar, **comun)
    except (FaseCerrada, HitoNoValido, ValorNoValido) as error:
        ejecutar(motor, _si_no_es_viejo, escribir=respuestas.guardar_borrador, **comun)
        return 409 if isinstance(error, FaseCerrada) else 422, {"mensaje": mensaje(error)}
    return 200, {"guardado": (hecho.en if hecho else ahora).isoformat()}


def _guardar(ficha: str, envio: Envio) -> tuple[int, dict[str, str]]:
    try:
        motor = motor_de(ajustes.leer().bd)
        with leer_con(motor) as unidad:
            quien = entrada.identificar(unidad, ficha=ficha)
        if quien is None:
            return 401, {"mensaje": "Vuelve a entrar con tu código personal: lo tecleado sigue en tu pantalla."}
        return _escribir(motor, quien, envio)
    except (BaseOcupada, SinEspacio, BaseNoDisponible) as error:
        return 503, {"mensaje": mensaje(error)}
    except sa.exc.DatabaseError as error:
        return 503, {"mensaje": mensaje(traducido(error))}
    except ErrorDelTaller as error:
        return 422, {"mensaje": mensaje(error)}


async def borrador(peticion: Request) -> Response:
    """200 {guardado}; 401, 409 o 422 {mensaje} si no se puede; 503 si conviene reintentar."""
    try:
        datos = await leer_datos(peticion, MAXIMO)
        puesto = _puesto(datos)
        envio = None if "foco" in datos else Envio.de_datos(datos)
    except Rechazada as error:
        return Response(status_code=error.estado)
    ficha = peticion.cookies.get(nombre_de_cookie(Papel.PARTICIPA, str(datos.get("sala", ""))))
    if not ficha:
        return JSONResponse({"mensaje": "Este navegador no recuerda tu sesión."}, status_code=401)
    if envio is None:
        tablon.anotar_foco(puesto, bool(datos["foco"]))
        return Response(status_code=204)
    if not datos.get("final"):
        tablon.anotar_tecleo(puesto)
    estado, cuerpo = await run_in_threadpool(_guardar, ficha, envio)
    return JSONResponse(cuerpo, status_code=estado)


RUTAS_DE_BORRADORES = [Route("/api/borrador", borrador, methods=["POST"])]
