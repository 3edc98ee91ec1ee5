"""El pase de un uso que se cambia por una cookie, y los enlaces secretos que se canjean al abrirlos."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.exc import DatabaseError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from datos import ajustes
from modelo.casos import entrada
from modelo.codigos import normalizar_codigo_de_sala
from modelo.entidades import Sala
from modelo.errores import BaseNoDisponible, BaseOcupada, ErrorDelTaller, SinEspacio
from modelo.valores import Identidad, Papel
from paginas.comun.cookies import LETRAS, nombre_de_cookie
from paginas.comun.ejecucion import ejecutar, leer_con, motor_de
from paginas.comun.mensajes import al_dibujar

DURA = 60 * 60 * 24 * 60
MAXIMO = 4096


def es_del_mismo_origen(peticion: Request) -> bool:
    """Si la petición sale de nuestras propias páginas."""
    sitio = peticion.headers.get("sec-fetch-site")
    if sitio is not None:
        return sitio in ("same-origin", "none")
    origen = peticion.headers.get("origin")
    return origen is None or origen.split("://")[-1] == peticion.headers.get("host")


class Rechazada(Exception):
    """Una petición que no se atiende. ``estado`` es su respuesta."""

    def __init__(self, estado: int) -> None:
        super().__init__(str(estado))
        self.estado = estado


async def leer_datos(peticion: Request, maximo: int) -> dict[str, Any]:
    """El objeto JSON que trae una petición de nuestras páginas; si no lo es o no cabe, ``Rechazada``."""
    if not es_del_mismo_origen(peticion):
        raise Rechazada(403)
    cuerpo = bytearray()
    # Se cuenta al llegar: un envío por trozos no dice lo que ocupa.
    async for trozo in peticion.stream():
        cuerpo += trozo
        if len(cuerpo) > maximo:
            raise Rechazada(413)
    try:
        datos = json.loads(cuerpo)
    except (ValueError, RecursionError):
        raise Rechazada(400) from None
    if not isinstance(datos, dict):
        raise Rechazada(400)
    return datos


def _poner(respuesta: Response, peticion: Request, papel: Papel, codigo: str, ficha: str) -> Response:
    respuesta.set_cookie(
        nombre_de_cookie(papel, codigo), ficha, max_age=DURA, httponly=True, samesite="lax", path="/",
        secure=peticion.url.scheme == "https",
    )  # fmt: skip
    return respuesta


async def canjear(peticion: Request) -> Response:
    """POST /api/identidad {pase}: 204 con la cookie, o 4xx."""
    try:
        pase = str((await leer_datos(peticion, MAXIMO)).get("pase", ""))
        motor = motor_de(ajustes.leer().bd)
        quien, codigo, ficha = await run_in_threadpool(
            ejecutar, motor, entrada.canjear_pase, pase=pase, ahora=datetime.now(UTC)
        )
    except Rechazada as error:
        return Response(status_code=error.estado)
    except (BaseOcupada, SinEspacio, BaseNoDisponible):
        return Response(status_code=503)
    except ErrorDelTaller:
        return Response(status_code=403)
    return _poner(Response(status_code=204), peticion, quien.papel, codigo, ficha)


async def salir(peticion: Request) -> Response:
    """POST /api/salir {sala, papel}: 204, y el navegador olvida esa sala con ese papel; sin papel, con todos."""
    try:
        datos = await leer_datos(peticion, MAXIMO)
    except Rechazada as error:
        return Response(status_code=error.estado)
    sala, pedido = datos.get("sala"), datos.get("papel")
    codigo = normalizar_codigo_de_sala(sala) if isinstance(sala, str) else ""
    if not codigo:
        return Response(status_code=400)
    respuesta = Response(status_code=204)
    for papel in (papel for papel in LETRAS if pedido in (None, papel.value)):
        respuesta.delete_cookie(nombre_de_cookie(papel, codigo), path="/", httponly=True, samesite="lax")
    return respuesta


def _del_enlace(ficha: str, papel: Papel) -> str | None:
    motor = motor_de(ajustes.leer().bd)
    with leer_con(motor) as unidad:
        quien: Identidad | None = entrada.identificar(unidad, ficha=ficha, ahora=datetime.now(UTC))
        sala = unidad.buscar(Sala, quien.sala_id) if quien is not None and quien.papel == papel else None
        return sala.codigo if sala is not None else None


def _enlace(papel: Papel, pagina: str):  # type: ignore[no-untyped-def]
    async def abrir(peticion: Request) -> Response:
        ficha = str(peticion.path_params["ficha"])
        try:
            codigo = await run_in_threadpool(_del_enlace, ficha, papel)
        except (DatabaseError, ErrorDelTaller) as error:
            return HTMLResponse(_PAGINA.format(titulo="Ahora no se puede", detalle=al_dibujar(error)), status_code=503)
        if codigo is None:
            return HTMLResponse(_PAGINA.format(titulo="Enlace no válido", detalle=_NO_VALE), status_code=404)
        # 303 y fuera: el enlace secreto no se queda en la barra de una pantalla compartida.
        respuesta = RedirectResponse(f"/{pagina}?sala={html.escape(codigo)}", status_code=303)
        return _poner(respuesta, peticion, papel, codigo, ficha)

    return abrir


_NO_VALE = "Este enlace ya no vale o está incompleto. Pide otro a quien facilita el taller."
_PAGINA = (
    "<!doctype html><html lang='es'><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
    "<title>{titulo}</title><body style='font:18px/1.5 sans-serif;max-width:34rem;margin:15vh auto;padding:0 1rem'>"
    "<h1>{titulo}</h1><p>{detalle}</p>"
    "<p><a href='/'>Ir al inicio</a></p>"
)

RUTAS_DE_IDENTIDAD = [
    Route("/api/identidad", canjear, methods=["POST"]),
    Route("/api/salir", salir, methods=["POST"]),
    Route("/f/{ficha}", _enlace(Papel.FACILITA, "conducir")),
    Route("/v/{ficha}", _enlace(Papel.PROYECTA, "proyectar")),
    Route("/r/{ficha}", _enlace(Papel.REVISA, "revisar")),
]
