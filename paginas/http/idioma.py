"""El HTML de la plataforma, en español: idioma, título y guiones propios."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

CAMBIOS = (
    (b'<html lang="en">', b'<html lang="es">'),
    (
        b"<title>Streamlit</title>",
        b'<title>Palancas</title>\n<meta name="description" content="Talleres en directo sobre confianza con clientes">'
        b'\n<script src="/app/static/es.js"></script>\n<script src="/app/static/nav_segura.js" defer></script>',
    ),
    (b"You need to enable JavaScript to run this app.", "Activa JavaScript para usar esta aplicación.".encode()),
)


def en_espanol(cuerpo: bytes) -> bytes:
    """El HTML servido, con los cambios hechos."""
    for viejo, nuevo in CAMBIOS:
        cuerpo = cuerpo.replace(viejo, nuevo)
    return cuerpo


class HtmlEnEspanol:
    """Middleware ASGI que transforma solo las respuestas ``text/html``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Atiende una petición."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        cabeceras = dict(scope["headers"])
        if b"text/html" in cabeceras.get(b"accept", b""):
            # El gzip de Streamlit queda por dentro: se le pide el HTML sin comprimir para poder cambiarlo.
            scope = {**scope, "headers": [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]}
        inicio: list[Message] = []
        partes: list[bytes] = []

        async def enviar(mensaje: Message) -> None:
            if mensaje["type"] == "http.response.start":
                tipo = next((v for k, v in mensaje["headers"] if k.lower() == b"content-type"), b"")
                if tipo.startswith(b"text/html"):
                    inicio.append(mensaje)
                    return
            elif inicio and mensaje["type"] == "http.response.body":
                partes.append(mensaje.get("body", b""))
                if mensaje.get("more_body"):
                    return
                cuerpo = en_espanol(b"".join(partes))
                fuera = {b"content-length", b"etag", b"last-modified"}
                nuevas = [(k, v) for k, v in inicio[0]["headers"] if k.lower() not in fuera]
                nuevas.append((b"content-length", str(len(cuerpo)).encode()))
                await send({**inicio[0], "headers": nuevas})
                await send({"type": "http.response.body", "body": cuerpo})
                return
            await send(mensaje)

        await self.app(scope, receive, enviar)
        return None
