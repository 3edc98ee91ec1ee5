"""Lo que baja el navegador la primera vez, con lo justo: letras de la casa y guiones comprimidos una sola vez."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from paginas.http.precarga import PLATAFORMA

ESTATICOS = Path(__file__).resolve().parent.parent / "static"
# La letra de iconos trae cuatro mil, y la de textos se baja aunque el tema ponga otra: se ve un instante.
EN_VEZ_DE = (
    (re.compile(r"/static/media/MaterialSymbols-Rounded\.[\w.-]+\.woff2"), "simbolos.woff2"),
    (re.compile(r"/static/media/SourceSansVF-Upright\.[\w.-]+\.woff2"), "atkinson.woff2"),
    (re.compile(r"/static/media/SourceSansVF-Italic\.[\w.-]+\.woff2"), "atkinson-cursiva.woff2"),
)
# Su dirección lleva la huella de lo que traen: con la misma dirección, los mismos bytes.
GUION = re.compile(r"/static/((?:js|css)/[\w.-]+\.(?:js|css))")
# Por encima de 9 ahorra un 5 % más y tarda diez veces más.
CALIDAD = 9


def letra_de_la_casa(ruta: str) -> Path | None:
    """El archivo que se sirve en vez de esa letra de la plataforma, o ``None``."""
    return next((ESTATICOS / nombre for patron, nombre in EN_VEZ_DE if patron.fullmatch(ruta)), None)


class EstaticosLigeros:
    """Middleware ASGI: cambia letras y guarda en memoria, ya comprimidos, los guiones que se van pidiendo."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        # Por nombre. Solo entra lo que la plataforma trae en su carpeta: no crece con lo que se pida.
        self._hechos: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Atiende una petición."""
        ruta = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not ruta.startswith("/static/"):
            await self.app(scope, receive, send)
            return
        letra = letra_de_la_casa(ruta)
        if letra is not None:
            await _servir(letra, scope, receive, send)
            return
        guion = GUION.fullmatch(ruta)
        cuerpo = await self._comprimido(guion[1]) if guion and "br" in _admitidas(scope) else None
        if guion is None or cuerpo is None:
            await self.app(scope, receive, send)
            return
        clase = "text/css" if guion[1].endswith(".css") else "text/javascript"
        await Response(cuerpo, media_type=clase, headers=_DE_SIEMPRE)(scope, receive, send)

    async def _comprimido(self, nombre: str) -> bytes | None:
        """El guion comprimido, o ``None`` si no existe: la plataforma responde a eso con su página, y no se guarda."""
        if nombre not in self._hechos:
            archivo = PLATAFORMA / "static" / nombre
            if not archivo.is_file():
                return None
            self._hechos[nombre] = await run_in_threadpool(brotli.compress, archivo.read_bytes(), quality=CALIDAD)
        return self._hechos[nombre]


async def _servir(letra: Path, scope: Scope, receive: Receive, send: Send) -> None:
    """La letra, o un 304 si el navegador ya tiene esa."""
    respuesta = _LETRAS.file_response(letra, letra.stat(), scope)
    respuesta.headers["cache-control"] = "no-cache"
    await respuesta(scope, receive, send)


# La dirección de las letras es de la plataforma: al cambiar las nuestras sería la misma, y hay que preguntar por ellas.
_LETRAS = StaticFiles(directory=ESTATICOS)
_DE_SIEMPRE = {
    "content-encoding": "br",
    "cache-control": "public, immutable, max-age=31536000",
    "vary": "accept-encoding",
}


def _admitidas(scope: Scope) -> set[str]:
    partes = [parte.replace(" ", "") for parte in Headers(scope=scope).get("accept-encoding", "").split(",")]
    return {parte.split(";")[0] for parte in partes if not re.search(r";q=0(?:\.0*)?$", parte)}
