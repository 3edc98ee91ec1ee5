"""La página suelta con que se responde a un enlace que no abre: dice qué pasa y lleva la marca."""

from __future__ import annotations

import html

from starlette.responses import HTMLResponse, Response

SIN_RASTRO = {"cache-control": "no-store"}
# Los colores y las letras, los de .streamlit/config.toml: aquí no llega el tema de la plataforma.
_ESTILO = """
@font-face { font-family: Atkinson; src: url(/app/static/atkinson.woff2) format("woff2"); font-weight: 200 800; }
@font-face { font-family: Bricolage; src: url(/app/static/bricolage.woff2) format("woff2"); font-weight: 200 800; }
body { font: 18px/1.5 Atkinson, sans-serif; color: #1F2A2E; background: #FBF8F3; margin: 0; }
main { max-width: 44rem; margin: 0 auto; padding: 1.6rem 1.1rem; }
h1 { font: 700 2rem/1.2 Bricolage, sans-serif; margin: 1.2rem 0 1rem; }
.dicho { background: #E3EEE9; color: #0F4A4A; border-radius: .8rem; padding: 1rem 1.2rem; margin: 0 0 1.2rem; }
a { display: inline-block; color: #1F2A2E; background: #FFFFFF; border: 1px solid #8C8577; border-radius: 999px;
  padding: .6rem 1.1rem; text-decoration: none; }
a:focus-visible { outline: 3px solid #0F5C5C; outline-offset: 2px; }
"""
_PAGINA = """<!doctype html><html lang="es"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{titulo} · Palancas</title>
<link rel="icon" href="/app/static/icono.svg"><style>{estilo}</style></head>
<body><main><img src="/app/static/marca.svg" width="132" alt="Palancas">
<h1>{titulo}</h1><p class="dicho">{detalle}</p><a href="/">Ir al inicio</a></main></body></html>
"""


def aviso(titulo: str, detalle: str, estado: int) -> Response:
    """Esa página, que no se guarda en ningún sitio."""
    cuerpo = _PAGINA.format(titulo=html.escape(titulo), detalle=html.escape(detalle), estilo=_ESTILO)
    return HTMLResponse(cuerpo, status_code=estado, headers=SIN_RASTRO)
