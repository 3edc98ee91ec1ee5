"""GET /salud: si la aplicación y su base responden."""

from __future__ import annotations

import sqlalchemy as sa
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from datos import ajustes
from modelo.errores import ErrorDelTaller
from paginas.comun.ejecucion import motor_de


def _base_responde() -> bool:
    try:
        with motor_de(ajustes.leer().bd).connect() as conexion:
            return conexion.execute(sa.text("select 1")).scalar() == 1
    except (sa.exc.SQLAlchemyError, ErrorDelTaller):
        return False


async def salud(peticion: Request) -> Response:
    """200 {"estado": "ok"} o 503 {"estado": "sin base"}."""
    bien = await run_in_threadpool(_base_responde)
    return JSONResponse({"estado": "ok" if bien else "sin base"}, status_code=200 if bien else 503)


RUTAS_DE_SALUD = [Route("/salud", salud)]
