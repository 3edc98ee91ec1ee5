"""Las rutas propias y los filtros que envuelven a Streamlit."""

from __future__ import annotations

from starlette.middleware import Middleware

from paginas.http.borradores import RUTAS_DE_BORRADORES
from paginas.http.identidad import RUTAS_DE_IDENTIDAD
from paginas.http.idioma import HtmlEnEspanol
from paginas.http.salud import RUTAS_DE_SALUD

RUTAS = [*RUTAS_DE_SALUD, *RUTAS_DE_IDENTIDAD, *RUTAS_DE_BORRADORES]
MEDIOS = [Middleware(HtmlEnEspanol)]
