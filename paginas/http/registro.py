"""El registro: una línea por suceso, con nivel y campos, y nada de lo que la gente escribe ni de sus llaves.

Rige para todo el proceso, también para lo que escriben la plataforma y el servidor web.
"""

from __future__ import annotations

import json
import logging
import re
import sqlite3
import sys
import time
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

NIVELES = {"error": logging.ERROR, "aviso": logging.WARNING, "info": logging.INFO, "detalle": logging.DEBUG}
EN_ESPANOL = {"CRITICAL": "grave", "ERROR": "error", "WARNING": "aviso", "INFO": "info", "DEBUG": "detalle"}
OCULTO = "•••"
SE_FUE = 499
# De fuera adentro: el secreto de un enlace, los parámetros de una dirección (llevan el código de sala), una cookie o
# cualquier ficha suelta, un código personal y una dirección de red.
SECRETOS = tuple(
    re.compile(patron)
    for patron in (
        r"(?<=/[a-z]/)[\w%-]{8,}",
        r"(?<=\?)[^\s\"']+",
        r"(?<=palancas_)[a-z]_[A-Za-z0-9]+",
        r"\b[\w-]{40,}\b",
        r"\b[a-zñ]{2,}-[a-zñ]{2,}-\d{2}\b",
        r"\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b",
    )
)

peticiones = logging.getLogger("palancas.peticiones")
_fabrica = logging.getLogRecordFactory()


def sin_secretos(texto: str) -> str:
    """El texto con lo que abre puertas o señala a alguien tapado."""
    for secreto in SECRETOS:
        texto = secreto.sub(OCULTO, texto)
    return texto


def _causa(error: BaseException) -> str:
    """Qué error es. Su texto puede llevar lo que alguien escribió: solo se da el de los que no lo llevan nunca."""
    nombre = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, sqlite3.OperationalError | sqlite3.DatabaseError):
        return f"{nombre}: {error}"
    return f"{nombre}: {error.strerror}" if isinstance(error, OSError) and error.strerror else nombre


def traza(error: BaseException | None) -> str:
    """Por dónde se llegó a un fallo y qué lo causó, sin los textos de los errores."""
    partes: list[str] = []
    while error is not None:
        donde = [f"{m.filename}:{m.lineno} {m.name}" for m in traceback.extract_tb(error.__traceback__)]
        partes.append(" < ".join([_causa(error), *reversed(donde)]))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n  por ".join(partes)


Fallo = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


def _suceso(*args: Any, **kw: Any) -> logging.LogRecord:
    """Un suceso ya limpio, lo escriba quien lo escriba y con el formato que use."""
    suceso = _fabrica(*args, **kw)
    try:
        dicho = suceso.getMessage()
    except (TypeError, ValueError):
        dicho = str(suceso.msg)
    # Quien ya lleva la traza dentro del mensaje (uvicorn, al arrancar) la lleva con sus textos.
    if "Traceback (most recent call last)" in dicho:
        dicho = "fallo imprevisto del servidor"
    suceso.msg, suceso.args = sin_secretos(dicho), ()
    fallo: Fallo | None = suceso.exc_info if isinstance(suceso.exc_info, tuple) else None
    if fallo is not None and fallo[1] is not None:
        # Los formatos usan este texto, si está, en vez de escribir el suyo.
        suceso.exc_text = traza(fallo[1])
    return suceso


class Linea(logging.Formatter):
    """Un suceso en una línea: hora, nivel, quién, qué y sus campos, en JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """La línea."""
        campos = {
            "en": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "nivel": EN_ESPANOL.get(record.levelname, record.levelname.lower()),
            "origen": record.name,
            "que": record.getMessage(),
        }
        campos |= getattr(record, "datos", {})
        if record.exc_text:
            campos["fallo"] = record.exc_text
        return json.dumps(campos, ensure_ascii=False, default=str)


def instalar(nivel: str) -> None:
    """Pone el registro de todo el proceso en ese nivel de ``PALANCAS_REGISTRO``. Repetirlo no lo duplica."""
    logging.setLogRecordFactory(_suceso)
    linea = logging.StreamHandler(sys.stderr)
    linea.setFormatter(Linea())
    propio = logging.getLogger("palancas")
    propio.handlers[:] = [linea]
    propio.propagate = False
    propio.setLevel(NIVELES[nivel])
    # Los demás traen su propia salida, con otra forma y con avisos que aquí no dicen nada.
    for nombre in [*logging.root.manager.loggerDict]:
        if nombre.split(".")[0] in ("streamlit", "uvicorn", "websockets", "asyncio"):
            ajeno = logging.getLogger(nombre)
            ajeno.handlers[:] = []
            ajeno.propagate = True
            ajeno.setLevel(max(NIVELES[nivel], logging.WARNING))
    logging.root.handlers[:] = [linea]
    # La plataforma escribe la traza de cada guion que falla; aquí ya se anota una vez, y limpia.
    logging.getLogger("streamlit.error_util").setLevel(logging.CRITICAL)


class PeticionesAnotadas:
    """Middleware ASGI que anota cada petición: sin quién la hace, sin lo que lleva y con los secretos tapados.

    Las normales, con nivel ``detalle``; las que fallan por nuestra culpa, con ``error``. Si quien pedía se fue antes
    de tener respuesta no hay fallo de nadie: ``estado`` 499, como lo cuentan los proxis.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Atiende una petición."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        empezo, estado = time.monotonic(), SE_FUE

        async def con_estado(mensaje: Message) -> None:
            nonlocal estado
            if mensaje["type"] == "http.response.start":
                estado = mensaje["status"]
            await send(mensaje)

        try:
            await self.app(scope, receive, con_estado)
        except Exception:
            estado = 500
            raise
        finally:
            datos = {"metodo": scope["method"], "ruta": sin_secretos(scope["path"]), "estado": estado}
            datos["ms"] = round((time.monotonic() - empezo) * 1000)
            peticiones.log(logging.ERROR if estado >= 500 else logging.DEBUG, "petición", extra={"datos": datos})
