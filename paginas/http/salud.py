"""GET /salud: si la aplicación y su base responden, y si se puede guardar."""

from __future__ import annotations

import shutil
import time
from typing import Any

import sqlalchemy as sa
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from datos import ajustes
from datos.archivo import archivo_de
from datos.fallos import traducido
from datos.motor import revision_de
from modelo import errores as e
from paginas.comun.ejecucion import motor_de

# Del más concreto al más general: el primero que case da nombre al estado.
ESTADOS: tuple[tuple[type[e.ErrorDelTaller], str], ...] = (
    (e.BaseOcupada, "base ocupada"),
    (e.BaseDeSoloLectura, "solo lectura"),
    (e.SinEspacio, "sin sitio"),
    (e.BaseDanada, "base dañada"),
    (e.BasePosterior, "base de una versión posterior"),
    (e.ErrorDelTaller, "sin base"),
)
SITIO_JUSTO = 200 * 1024 * 1024
VALE_SEGUNDOS = 1.0
_ultima: dict[str, tuple[float, dict[str, Any]]] = {}


def estado_de(url: str) -> dict[str, Any]:
    """``estado`` («ok» o qué pasa) y ``esquema``; con menos de 200 MB libres, ``aviso``. Ningún dato de nadie."""
    try:
        motor = motor_de(url)
        esquema = revision_de(motor)
        # Pedir el turno de escritura y soltarlo: leer puede ir bien en un disco donde ya no se guarda.
        with motor.execution_options(escritura=True).connect() as conexion:
            conexion.execute(sa.text("select 1"))
    except sa.exc.DBAPIError as error:
        return {"estado": _nombre(traducido(error))}
    except e.ErrorDelTaller as error:
        return {"estado": _nombre(error)}
    return {"estado": "ok", "esquema": esquema} | _sitio(url)


def _nombre(error: e.ErrorDelTaller) -> str:
    return next(nombre for clase, nombre in ESTADOS if isinstance(error, clase))


def _sitio(url: str) -> dict[str, str]:
    archivo = archivo_de(url)
    justo = archivo is not None and shutil.disk_usage(archivo.parent).free < SITIO_JUSTO
    return {"aviso": "queda poco sitio en el disco"} if justo else {}


def _de_hace_poco(url: str) -> dict[str, Any]:
    """Quien pregunta sin parar no le quita el turno de escritura a nadie."""
    cuando, visto = _ultima.get(url, (0.0, {}))
    ahora = time.monotonic()
    if not visto or ahora - cuando > VALE_SEGUNDOS:
        visto = estado_de(url)
        _ultima[url] = (time.monotonic(), visto)
    return visto


async def salud(peticion: Request) -> Response:
    """200 si se puede empezar un taller; 503 si no. El cuerpo es lo de ``estado_de``."""
    visto = await run_in_threadpool(_de_hace_poco, ajustes.leer().bd)
    return JSONResponse(visto, status_code=200 if visto["estado"] == "ok" else 503)


RUTAS_DE_SALUD = [Route("/salud", salud)]
