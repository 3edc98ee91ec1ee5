"""El HTML de la plataforma, en español y con lo de la casa: idioma, título, icono, estilo y guiones propios."""

from __future__ import annotations

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paginas.http.precarga import enlaces, guiones

_CABECERA = """<title>Palancas</title>
    <meta name="description" content="Talleres en directo sobre relaciones estables con clientes">
    <script src="/app/static/es.js"></script>
    <script src="/app/static/nav_segura.js" defer></script>"""
_SIN_GUIONES = "<noscript><p>Activa JavaScript en tu navegador para entrar en el taller.</p></noscript>"
# La letra de serie no se usa: se adelanta la propia, para que el primer dibujo ya salga con ella.
_LETRA = '<link rel="preload" href="/app/static/atkinson.woff2" as="font" type="font/woff2" crossorigin />'

# Al final: las reglas de la plataforma se añaden a la cabecera, y a igual precisión gana la última. Aquí
# viaja una vez por visita; en el guion se volvería a mirar en cada dibujo.
_ESTILO = '<link rel="stylesheet" href="/app/static/estilo.css" /></body>'

# (patrón, sustituto). Si una versión de Streamlit deja de traer alguno, lo dice tests/paginas/test_idioma.py.
CAMBIOS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r'<html lang="en">'), '<html lang="es">'),
    (re.compile(r"<title>Streamlit</title>"), _CABECERA),
    (re.compile(r'<link rel="shortcut icon"[^>]*>'), '<link rel="shortcut icon" href="/app/static/icono.svg" />'),
    (re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*>'), _LETRA),
    # Anuncia a programas una interfaz que aquí está apagada: fuera el enlace y el comentario que lo explica.
    (re.compile(r'<!--(?:(?!-->).)*-->\s*<link rel="service-desc"[^>]*>', re.DOTALL), ""),
    (re.compile(r"<noscript>.*?</noscript>", re.DOTALL), _SIN_GUIONES),
    (re.compile(r"</body>"), enlaces(guiones()) + _ESTILO),
)


def en_espanol(cuerpo: bytes) -> bytes:
    """El HTML servido, con los cambios hechos. Lo que no sea la página de la plataforma queda igual."""
    if b'<div id="root">' not in cuerpo:
        return cuerpo
    texto = cuerpo.decode("utf-8")
    for patron, sustituto in CAMBIOS:
        texto = patron.sub(lambda _, nuevo=sustituto: nuevo, texto)
    return texto.encode("utf-8")


class HtmlEnEspanol:
    """Middleware ASGI que transforma solo las respuestas ``text/html``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Atiende una petición."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # Dentro, Streamlit comprime algunas páginas: se le piden sin comprimir para poder cambiarlas. Quien
        # comprime para el navegador va por fuera (rutas.MEDIOS).
        sin_comprimir = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
        await self.app({**scope, "headers": sin_comprimir}, receive, _Traductor(send))


class _Traductor:
    """Retiene el HTML hasta tenerlo entero; lo demás lo deja pasar según llega."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.inicio: Message | None = None
        self.partes: list[bytes] = []

    async def __call__(self, mensaje: Message) -> None:
        if mensaje["type"] == "http.response.start" and _es_html(mensaje):
            self.inicio = mensaje
        elif self.inicio is not None and mensaje["type"] == "http.response.body":
            self.partes.append(mensaje.get("body", b""))
            if not mensaje.get("more_body"):
                await self._enviar(self.inicio)
        else:
            await self.send(mensaje)

    async def _enviar(self, inicio: Message) -> None:
        cuerpo = en_espanol(b"".join(self.partes))
        # La huella era la del original: si se conservara, el navegador daría por bueno un HTML anterior.
        fuera = {b"content-length", b"etag", b"last-modified"}
        cabeceras = [(k, v) for k, v in inicio["headers"] if k.lower() not in fuera]
        cabeceras.append((b"content-length", str(len(cuerpo)).encode()))
        await self.send({**inicio, "headers": cabeceras})
        await self.send({"type": "http.response.body", "body": cuerpo})


def _es_html(inicio: Message) -> bool:
    return any(k.lower() == b"content-type" and v.startswith(b"text/html") for k, v in inicio["headers"])
