"""Las rutas propias y los filtros que envuelven a Streamlit."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from paginas.http.avisos import RUTAS_DE_AVISOS
from paginas.http.borradores import RUTAS_DE_BORRADORES
from paginas.http.cabeceras import CabecerasDeSeguridad
from paginas.http.identidad import RUTAS_DE_IDENTIDAD
from paginas.http.idioma import HtmlEnEspanol
from paginas.http.ligero import EstaticosLigeros
from paginas.http.registro import PeticionesAnotadas
from paginas.http.salud import RUTAS_DE_SALUD

RUTAS = [*RUTAS_DE_SALUD, *RUTAS_DE_IDENTIDAD, *RUTAS_DE_BORRADORES, *RUTAS_DE_AVISOS]
# De fuera adentro. Streamlit no comprime: sus guiones se comprimen una vez y se guardan; el resto, en cada visita, y
# por eso a nivel 5, que el siguiente punto de ahorro ya cuesta más del doble.
MEDIOS = [
    Middleware(PeticionesAnotadas),
    Middleware(CabecerasDeSeguridad),
    Middleware(EstaticosLigeros),
    Middleware(GZipMiddleware, compresslevel=5),
    Middleware(HtmlEnEspanol),
]
