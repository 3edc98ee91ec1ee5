"""Cabeceras de seguridad, y lo de la plataforma que no se enseña fuera."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from datos import ajustes
from paginas.http.idioma import en_espanol

# Recuentos de uso y la interfaz para programas: nadie los necesita aquí y dicen cosas del servidor.
CERRADAS = ("/_stcore/metrics", "/_stcore/agent")

_DE_ALGUIEN = re.compile(r"/api/|/[a-z]/|/salud$")
_EN_LINEA = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def huellas(pagina: str) -> list[str]:
    """Las huellas, en el formato de la política, de los guiones escritos dentro de una página."""
    resumenes = (hashlib.sha256(guion.encode()).digest() for guion in _EN_LINEA.findall(pagina))
    return [f"'sha256-{base64.b64encode(resumen).decode()}'" for resumen in resumenes]


@cache
def politica() -> str:
    """La política de contenidos, calculada una vez sobre la página que de verdad se sirve."""
    pagina = en_espanol((Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()).decode()
    partes = {
        "default-src": "'self'",
        # blob: es como la plataforma carga los guiones de los componentes propios. Sin 'unsafe-eval' ni en línea.
        "script-src": " ".join(["'self'", *huellas(pagina), "blob:"]),
        "worker-src": "'self' blob:",
        # Los estilos de la plataforma se escriben en la página mientras se usa.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self' data: blob:",
        "media-src": "'self' blob: data:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{nombre} {valor}" for nombre, valor in partes.items())


@cache
def cabeceras() -> tuple[tuple[bytes, bytes], ...]:
    """Las que lleva toda respuesta."""
    nuestras = {
        "content-security-policy": politica(),
        "x-content-type-options": "nosniff",
        # El código de sala va en la dirección: no se cuenta a nadie de fuera.
        "referrer-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        # Para los navegadores que aún no entienden frame-ancestors.
        "x-frame-options": "SAMEORIGIN",
    }
    if ajustes.leer().url.startswith("https://"):
        # Quien publica por https no vuelve a servir por http: el navegador ni lo intenta.
        nuestras["strict-transport-security"] = "max-age=31536000"
    return tuple((nombre.encode(), valor.encode()) for nombre, valor in nuestras.items())


def _cache_de(ruta: str) -> list[tuple[bytes, bytes]]:
    """Los guiones y estilos propios se revalidan: tras actualizar, nadie se queda con los de antes.

    Lo que responde algo de una persona, o canjea su enlace, no se guarda en ningún sitio.
    """
    if "/app/static/" in ruta and ruta.endswith((".js", ".css")):
        return [(b"cache-control", b"no-cache")]
    return [(b"cache-control", b"no-store")] if _DE_ALGUIEN.match(ruta) else []


class CabecerasDeSeguridad:
    """Middleware ASGI que añade las cabeceras a toda respuesta y da 404 en las rutas cerradas."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Atiende una petición."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def con_cabeceras(mensaje: Message) -> None:
            if mensaje["type"] == "http.response.start":
                nuestras = [*cabeceras(), *_cache_de(scope["path"])]
                nombres = {nombre for nombre, _ in nuestras}
                ajenas = [(k, v) for k, v in mensaje.get("headers", []) if k.lower() not in nombres]
                mensaje = {**mensaje, "headers": [*ajenas, *nuestras]}
            await send(mensaje)

        # Detrás de un prefijo la ruta cerrada sigue acabando igual.
        cerrada = any(f"{ruta}/" in f"{scope['path']}/" for ruta in CERRADAS)
        await (Response(status_code=404) if cerrada else self.app)(scope, receive, con_cabeceras)
