"""El pase de un uso que se cambia por una cookie, y los enlaces secretos que se canjean al abrirlos."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.exc import DatabaseError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from datos import ajustes
from modelo.casos import enlaces, entrada
from modelo.codigos import LARGO_DE_SALA, huella, normalizar_codigo_de_sala
from modelo.entidades import Sala
from modelo.errores import (
    BaseNoDisponible,
    BaseOcupada,
    EnlaceCaducado,
    EnlaceCortado,
    ErrorDelTaller,
    SinEspacio,
    SinPermiso,
)
from modelo.puertos import Unidad
from modelo.valores import Identidad, Papel
from paginas.comun.cookies import LETRAS, nombre_de_cookie
from paginas.comun.ejecucion import ejecutar, leer_con, motor_de
from paginas.comun.mensajes import al_dibujar, mensaje
from paginas.http.aviso import SIN_RASTRO, aviso

DURA = 60 * 60 * 24 * 60
MAXIMO = 4096
LLAVE = "palancas-llave"


def es_del_mismo_origen(peticion: Request) -> bool:
    """Si la petición sale de nuestras propias páginas."""
    sitio = peticion.headers.get("sec-fetch-site")
    if sitio is not None:
        return sitio in ("same-origin", "none")
    origen = peticion.headers.get("origin")
    # Detrás de un proxy, «host» puede ser el de dentro: la dirección pública también es nuestra.
    publica = urlsplit(ajustes.leer().url).netloc
    return origen is None or urlsplit(origen).netloc in {peticion.headers.get("host"), publica or None}


def llega_cifrada(peticion: Request) -> bool:
    """Si el navegador usa https, aunque el tramo final lo ponga un proxy. Al proxy se le cree si la URL es https."""
    if peticion.url.scheme == "https":
        return True
    dicho = peticion.headers.get("x-forwarded-proto", "").split(",")[0].strip()
    return dicho == "https" and ajustes.leer().url.startswith("https://")


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
        secure=llega_cifrada(peticion),
    )  # fmt: skip
    return respuesta


async def canjear(peticion: Request) -> Response:
    """POST /api/identidad {pase}: 204 con la cookie y, en una cabecera, la huella de su ficha; o 4xx."""
    try:
        pase = str((await leer_datos(peticion, MAXIMO)).get("pase", ""))
        motor = motor_de(ajustes.leer().bd)
        quien, codigo, ficha = await run_in_threadpool(
            ejecutar, motor, entrada.canjear_pase, pase=pase, ahora=datetime.now(UTC), fichas=_fichas(peticion)
        )
    except Rechazada as error:
        return Response(status_code=error.estado)
    except (BaseOcupada, SinEspacio, BaseNoDisponible):
        return Response(status_code=503)
    except ErrorDelTaller:
        return Response(status_code=403)
    # La pestaña la necesita para saber si su llave sigue valiendo; la ficha no la lee ningún guion.
    respuesta = Response(status_code=204, headers={LLAVE: huella(ficha)})
    return _poner(respuesta, peticion, quien.papel, codigo, ficha)


def _fichas(peticion: Request) -> tuple[str, ...]:
    return tuple(v for nombre, v in peticion.cookies.items() if nombre.startswith("palancas_"))


def _revocar(fichas: list[str]) -> None:
    for ficha in fichas:
        ejecutar(motor_de(ajustes.leer().bd), enlaces.salir, ficha=ficha, ahora=datetime.now(UTC))


async def salir(peticion: Request) -> Response:
    """POST /api/salir {sala, papel}: 204; este navegador olvida esa sala con ese papel y su ficha deja de valer.

    Sin ``papel``, con todos.
    """
    try:
        datos = await leer_datos(peticion, MAXIMO)
    except Rechazada as error:
        return Response(status_code=error.estado)
    sala, pedido = datos.get("sala"), datos.get("papel")
    codigo = normalizar_codigo_de_sala(sala) if isinstance(sala, str) else ""
    if not 0 < len(codigo) <= LARGO_DE_SALA:
        return Response(status_code=400)
    nombres = {papel: nombre_de_cookie(papel, codigo) for papel in LETRAS if pedido in (None, papel.value)}
    # La ficha de quien revisa es su enlace: salir en un navegador no puede anularlo en los demás.
    suyas = [n for papel, n in nombres.items() if papel != Papel.REVISA and n in peticion.cookies]
    try:
        await run_in_threadpool(_revocar, [peticion.cookies[n] for n in suyas])
    except ErrorDelTaller:
        # Con la cookie puesta se puede volver a pedir; borrarla dejaría la ficha viva sin que nadie lo sepa.
        return Response(status_code=503)
    respuesta = Response(status_code=204)
    for nombre in nombres.values():
        respuesta.delete_cookie(nombre, path="/", httponly=True, samesite="lax", secure=llega_cifrada(peticion))
    return respuesta


def _portador(unidad: Unidad, enlace: str) -> Identidad | None:
    """De quién es el enlace, si todavía abre. De uno de revisión, el error dice si se cortó o caducó."""
    quien = entrada.portador(unidad, enlace)
    if quien is None:
        return None
    try:
        entrada.exigir_dentro(unidad, quien, ahora=datetime.now(UTC))
    except (EnlaceCortado, EnlaceCaducado):
        raise
    except ErrorDelTaller:
        return None
    return quien


def _abierto(papel: Papel, enlace: str, cookies: dict[str, str]) -> tuple[str, str] | None:
    """El código de la sala del enlace y la ficha de este navegador, o ``None`` si el enlace no vale.

    Si el navegador ya estaba en esa sala con ese papel, sigue con la ficha que tenía.
    """
    motor = motor_de(ajustes.leer().bd)
    with leer_con(motor) as unidad:
        quien = _portador(unidad, enlace)
        sala = unidad.buscar(Sala, quien.sala_id) if quien is not None and quien.papel == papel else None
        if sala is None:
            return None
        if papel == Papel.REVISA:
            # Se anula y caduca como enlace, por su huella: cada navegador lleva el mismo.
            return sala.codigo, enlace
        suya = cookies.get(nombre_de_cookie(papel, sala.codigo), "")
        if suya and entrada.identificar(unidad, ficha=suya, ahora=datetime.now(UTC)) == quien:
            return sala.codigo, suya
    try:
        _, codigo, ficha = ejecutar(motor, enlaces.abrir_enlace, ficha=enlace, papel=papel, ahora=datetime.now(UTC))
    except SinPermiso:
        return None
    return codigo, ficha


def _enlace(papel: Papel, pagina: str):  # type: ignore[no-untyped-def]
    async def abrir(peticion: Request) -> Response:
        try:
            abierto = await run_in_threadpool(_abierto, papel, str(peticion.path_params["ficha"]), peticion.cookies)
        except (EnlaceCortado, EnlaceCaducado) as error:
            return aviso("Este enlace ya no vale", mensaje(error), 404)
        except (DatabaseError, ErrorDelTaller) as error:
            return aviso("Ahora no se puede", al_dibujar(error), 503)
        if abierto is None:
            detalle = "Este enlace ya no vale o está incompleto. Pide otro a quien facilita el taller."
            return aviso("Enlace no válido", detalle, 404)
        codigo, ficha = abierto
        # 303 y fuera: el enlace secreto no se queda en la barra de una pantalla compartida.
        respuesta = RedirectResponse(f"/{pagina}?sala={html.escape(codigo)}", status_code=303, headers=SIN_RASTRO)
        return _poner(respuesta, peticion, papel, codigo, ficha)

    return abrir


RUTAS_DE_IDENTIDAD = [
    Route("/api/identidad", canjear, methods=["POST"]),
    Route("/api/salir", salir, methods=["POST"]),
    Route("/f/{ficha}", _enlace(Papel.FACILITA, "conducir")),
    Route("/v/{ficha}", _enlace(Papel.PROYECTA, "proyectar")),
    Route("/r/{ficha}", _enlace(Papel.REVISA, "revisar")),
]
