"""POST /api/borrador: lo que se va tecleando llega sin esperar a salir del campo y sin redibujar la página."""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from datos import ajustes
from modelo.casos import entrada, respuestas
from modelo.errores import BaseNoDisponible, BaseOcupada, ErrorDelTaller, FaseCerrada, SinEspacio
from modelo.valores import Guardado, Objeto, Papel
from paginas.comun import tablon
from paginas.comun.ejecucion import ejecutar, leer_con, motor_de
from paginas.comun.mensajes import mensaje
from paginas.http.identidad import es_del_mismo_origen, nombre_de_cookie

MAXIMO = 64 * 1024
RECORDADOS = 20_000
_ultimo: OrderedDict[tuple[str, str, str, str], float] = OrderedDict()
_cerrojo = Lock()


def _es_viejo(clave: tuple[str, str, str, str], orden: float) -> bool:
    """Un envío que salió antes que otro ya guardado del mismo campo no lo pisa."""
    with _cerrojo:
        if orden < _ultimo.get(clave, 0):
            return True
        _ultimo[clave] = orden
        _ultimo.move_to_end(clave)
        if len(_ultimo) > RECORDADOS:
            _ultimo.popitem(last=False)
    return False


def _guardar(ficha: str, datos: dict[str, Any]) -> tuple[int, dict[str, str]]:
    motor = motor_de(ajustes.leer().bd)
    with leer_con(motor) as unidad:
        quien = entrada.identificar(unidad, ficha=ficha)
    if quien is None:
        return 401, {"mensaje": "Vuelve a entrar con tu código personal: lo tecleado sigue en tu pantalla."}
    objeto = Objeto(str(datos["objeto"]), str(datos["id"]))
    campo, valor, ahora = str(datos["campo"]), str(datos["valor"]), datetime.now(UTC)
    clave = (quien.participante_id or "", f"{objeto.tipo}:{objeto.id}", campo, str(datos.get("puesto", "")))
    if _es_viejo(clave, float(datos.get("orden") or 0)):
        return 200, {"guardado": ahora.isoformat()}
    comun = {"quien": quien, "objeto": objeto, "campo": campo, "valor": valor, "ahora": ahora}
    try:
        hecho: Guardado = ejecutar(motor, respuestas.guardar, **comun)
    except FaseCerrada as error:
        ejecutar(motor, respuestas.guardar_borrador, **comun)
        return 409, {"mensaje": mensaje(error)}
    except (BaseOcupada, SinEspacio, BaseNoDisponible) as error:
        return 503, {"mensaje": mensaje(error)}
    except ErrorDelTaller as error:
        return 422, {"mensaje": mensaje(error)}
    return 200, {"guardado": hecho.en.isoformat()}


async def borrador(peticion: Request) -> Response:
    """200 {guardado}; 401, 409 o 422 {mensaje} si no se puede; 503 si conviene reintentar."""
    if not es_del_mismo_origen(peticion) or int(peticion.headers.get("content-length") or 0) > MAXIMO:
        return Response(status_code=403)
    try:
        datos = await peticion.json()
        sala, puesto = str(datos["sala"]), str(datos.get("puesto", ""))
    except (ValueError, KeyError, TypeError):
        return Response(status_code=400)
    ficha = peticion.cookies.get(nombre_de_cookie(Papel.PARTICIPA, sala))
    if not ficha:
        return JSONResponse({"mensaje": "Este navegador no recuerda tu sesión."}, status_code=401)
    if "foco" in datos:
        tablon.anotar_foco(puesto, bool(datos["foco"]))
        return Response(status_code=204)
    if not datos.get("final"):
        tablon.anotar_tecleo(puesto)
    try:
        estado, cuerpo = await run_in_threadpool(_guardar, ficha, datos)
    except (KeyError, ValueError):
        return Response(status_code=400)
    return JSONResponse(cuerpo, status_code=estado)


RUTAS_DE_BORRADORES = [Route("/api/borrador", borrador, methods=["POST"])]
