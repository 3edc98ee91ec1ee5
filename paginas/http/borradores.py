"""POST /api/borrador: lo que se va tecleando llega sin esperar a salir del campo y sin redibujar la página."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite
from typing import Any

import sqlalchemy as sa
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from datos import ajustes
from datos.fallos import traducido
from datos.idiomas import _, hablando, por_traducir
from modelo.casos import entrada, respuestas
from modelo.casos.asuntos import ASUNTO
from modelo.errores import (
    BaseNoDisponible,
    BaseOcupada,
    ErrorDelTaller,
    FaseCerrada,
    HitoNoValido,
    ParticipanteExpulsado,
    SinEspacio,
    SinPermiso,
    ValorNoValido,
)
from modelo.lenguas import ESPANOL
from modelo.puertos import Unidad
from modelo.valores import Identidad, Objeto, Papel
from paginas.comun import recibidos, tablon
from paginas.comun.cookies import marca_de_persona, nombre_de_cookie
from paginas.comun.ejecucion import ejecutar, leer_con, motor_de
from paginas.comun.mensajes import mensaje
from paginas.http.identidad import Rechazada, leer_datos

MAXIMO = 64 * 1024
SIN_COOKIE = por_traducir("Este navegador no recuerda tu sesión: lo que escribes se guarda al salir de cada campo.")
VUELVE = por_traducir("Vuelve a entrar con tu código personal: lo tecleado sigue en tu pantalla.")
OTRA_PERSONA = por_traducir(
    "En este navegador ha entrado otra persona. Vuelve a entrar: lo tecleado sigue en tu pantalla."
)
_CLAVE = re.compile(r"[A-Za-z0-9_:.-]{0,120}")


@dataclass(frozen=True, slots=True)
class Envio:
    """Lo tecleado en un campo por ``persona``. ``orden`` crece con cada pulsación en ese ``puesto``."""

    objeto: Objeto
    campo: str
    valor: str
    puesto: str
    orden: float
    persona: str = ""

    @classmethod
    def de_datos(cls, datos: dict[str, Any]) -> Envio:
        """El envío, o ``Rechazada`` si no puede haber salido de un campo."""
        try:
            tipo, id, campo, valor = (datos[clave] for clave in ("objeto", "id", "campo", "valor"))
            orden, persona = float(datos.get("orden") or 0), datos.get("persona", "")
        except (KeyError, TypeError, ValueError):
            raise Rechazada(400) from None
        claves = all(_es_clave(c) for c in (tipo, id, campo, persona))
        if not isinstance(valor, str) or not isfinite(orden) or not claves:
            raise Rechazada(400)
        return cls(Objeto(tipo, id), campo, valor, _puesto(datos), orden, persona)


def _es_clave(valor: Any) -> bool:
    """Si puede ser un nombre de campo o un id: lo demás no llega a la base ni a la memoria."""
    return isinstance(valor, str) and _CLAVE.fullmatch(valor) is not None


def _puesto(datos: dict[str, Any]) -> str:
    puesto = datos.get("puesto", "")
    if not _es_clave(puesto):
        raise Rechazada(400)
    return puesto


def _si_no_es_viejo(
    unidad: Unidad, *, escribir: Any, clave: recibidos.Clave, orden: float, **comun: Any
) -> dict[str, Any]:
    """Escribe, salvo que de ese campo y puesto ya se haya escrito ese envío o uno posterior. Devuelve qué contestar.

    Se mira aquí, con el turno de escritura tomado: mirar antes dejaría que otro se colara entre mirar y escribir.
    Un envío que ya entró y se repite (su respuesta se perdió) no se escribe otra vez: pisaría lo de otro aparato.
    """
    valor = comun["valor"]
    ultimo, escrito, con = recibidos.ultimo(clave, orden)
    ya_entro = con is escribir and escrito == hash(valor)
    hay = {"guardado": comun["ahora"].isoformat()}
    if orden < ultimo:
        return hay if ya_entro else {}
    if ya_entro and orden == ultimo and orden > 0:
        return hay | {"repetido": True}
    escribir(unidad, **comun)
    recibidos.recordar(clave, orden, valor, None)
    return hay


def _escribir(motor: sa.Engine, quien: Identidad, envio: Envio) -> tuple[int, dict[str, Any]]:
    comun = {"quien": quien, "objeto": envio.objeto, "campo": envio.campo, "valor": envio.valor}
    clave = recibidos.clave_de_envio(quien, envio.objeto, envio.campo, envio.puesto)

    def con(caso: Any) -> dict[str, Any]:
        hecho = ejecutar(
            motor, _si_no_es_viejo, escribir=caso, clave=clave, orden=envio.orden, ahora=datetime.now(UTC), **comun
        )
        # Hasta aquí no estaba en el disco. Lo que no llegó a escribirse por viejo no cuenta.
        if hecho and not hecho.get("repetido"):
            recibidos.recordar(clave, envio.orden, envio.valor, caso)
        return hecho

    # Un asunto a medias no tiene más sitio que este hasta que se aparca.
    asunto = envio.objeto.tipo == ASUNTO
    try:
        return 200, con(respuestas.guardar_borrador if asunto else respuestas.guardar)
    except (FaseCerrada, HitoNoValido, ValorNoValido) as error:
        con(respuestas.guardar_borrador)
        return 409 if isinstance(error, FaseCerrada) else 422, {"mensaje": mensaje(error)}


def _guardar(ficha: str, envio: Envio) -> tuple[int, dict[str, Any]]:
    try:
        motor = motor_de(ajustes.leer().bd)
        with leer_con(motor) as unidad:
            quien = entrada.identificar(unidad, ficha=ficha)
        if quien is None:
            return 401, {"mensaje": _(VUELVE)}
        if envio.persona and envio.persona != marca_de_persona(quien.participante_id):
            return 401, {"mensaje": _(OTRA_PERSONA)}
        return _escribir(motor, quien, envio)
    except (BaseOcupada, SinEspacio, BaseNoDisponible) as error:
        return 503, {"mensaje": mensaje(error)}
    except sa.exc.DatabaseError as error:
        return 503, {"mensaje": mensaje(traducido(error))}
    except (ParticipanteExpulsado, SinPermiso) as error:
        return 401, {"mensaje": mensaje(error)}
    except ErrorDelTaller as error:
        return 422, {"mensaje": mensaje(error)}


async def borrador(peticion: Request) -> Response:
    """200 {guardado}, con {repetido} si ya había entrado, o vacío si había algo más nuevo.

    401, 409 o 422 {mensaje} si no se puede; 503, repetir.
    """
    try:
        datos = await leer_datos(peticion, MAXIMO)
        puesto = _puesto(datos)
        envio = None if "foco" in datos else Envio.de_datos(datos)
    except Rechazada as error:
        return Response(status_code=error.estado)
    lengua = str(datos.get("lengua", ESPANOL))
    ficha = peticion.cookies.get(nombre_de_cookie(Papel.PARTICIPA, str(datos.get("sala", ""))))
    if not ficha:
        with hablando(lengua):
            return JSONResponse({"mensaje": _(SIN_COOKIE)}, status_code=401)
    if envio is None:
        tablon.anotar_foco(puesto, bool(datos["foco"]))
        return Response(status_code=204)
    if not datos.get("final"):
        tablon.anotar_tecleo(puesto)
    # El hilo hereda la lengua: lo que no entre se explica en la de la página.
    with hablando(lengua):
        estado, cuerpo = await run_in_threadpool(_guardar, ficha, envio)
    return JSONResponse(cuerpo, status_code=estado)


RUTAS_DE_BORRADORES = [Route("/api/borrador", borrador, methods=["POST"])]
