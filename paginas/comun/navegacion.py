"""Las páginas y la única forma de ir a ellas (cambiar de página borra los parámetros si no se pasan)."""

from __future__ import annotations

from copy import copy
from functools import cache
from time import monotonic
from typing import Any, NoReturn

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from datos.idiomas import _, lengua, por_traducir
from paginas.comun import destino

# El nombre de la casa es el mismo en todas las lenguas.
MARCA = "Palancas"
# Más de lo que tarda en llegar una página al peor navegador; después, lo que se pida desde otra es que se está en otra.
MARGEN_DE_LLEGADA = 20.0
PAGINAS = {
    "inicio": MARCA,
    "entrar": por_traducir("Entrar · Palancas"),
    "crear": por_traducir("Crear un taller · Palancas"),
    "participar": por_traducir("Participar · Palancas"),
    "preparar": por_traducir("Preparar el taller · Palancas"),
    "importar": por_traducir("Importar · Palancas"),
    "conducir": por_traducir("Conducir · Palancas"),
    "proyectar": por_traducir("Proyectar · Palancas"),
    "resultados": por_traducir("Resultados · Palancas"),
    "comparar": por_traducir("Comparar · Palancas"),
    "revisar": por_traducir("Revisión · Palancas"),
    "seguimiento": por_traducir("Seguimiento · Palancas"),
    "mio": por_traducir("Lo mío · Palancas"),
    "ayuda": por_traducir("Quién ve qué · Palancas"),
    "guia": por_traducir("Guía para facilitar · Palancas"),
}


@cache
def _modelos(lengua: str) -> tuple[st.Page, ...]:
    return tuple(
        st.Page(f"{clave}.py", title=titulo(clave), url_path=clave, default=clave == "inicio") for clave in PAGINAS
    )


def paginas() -> list[st.Page]:
    """Las páginas, para ``st.navigation``.

    Cada dibujo lleva copias, porque la navegación anota en ellas cuál se puede abrir; hacerlas de nuevo busca los
    archivos en el disco.
    """
    return [copy(modelo) for modelo in _modelos(lengua())]


def titulo(pagina: str) -> str:
    """El de esa página, en la lengua de quien mira."""
    return MARCA if PAGINAS[pagina] == MARCA else _(PAGINAS[pagina])


def boton_a(rotulo: str, pagina: str, *, sala: str = "", key: str, **extra: Any) -> None:
    """Botón que lleva a una página.

    Anota el destino en cuanto llega la pulsación y ``cumplir`` lleva hasta él: si un aviso de la sala corta el dibujo
    en medio, o llega después desde la página de antes, no se pierde.
    """
    st.button(rotulo, key=key, on_click=destino.pedir, args=(pagina, sala), **extra)


def cumplir(actual: str) -> None:
    """Va adonde se haya pedido ir, si no se está ya. ``actual``: la página que se está dibujando.

    Mientras al navegador no le llega la página nueva, lo que pida (un aviso de la sala, una pulsación) lo pide desde la
    de antes: atenderlo allí desharía el viaje. Volver atrás con el navegador sí es irse.
    """
    pedido = destino.pedido()
    if pedido is None:
        return
    pagina, sala, llegada = pedido
    ahora = monotonic()
    if actual == pagina and (llegada or sala == str(st.query_params.get("sala", ""))):
        if not llegada:
            destino.haber_llegado(ahora)
    elif llegada and (ahora - llegada > MARGEN_DE_LLEGADA or _por_el_historial()):
        destino.olvidar()
    else:
        ir_a(pagina, sala=sala)


def _por_el_historial() -> bool:
    contexto = get_script_run_ctx(suppress_warning=True)
    return contexto is not None and contexto.is_history_navigation


def ir_a(pagina: str, *, sala: str = "") -> NoReturn:
    """Va a una página, con su sala en la dirección."""
    st.switch_page(f"{pagina}.py", query_params={"sala": sala} if sala else {})
    raise AssertionError("cambiar de página corta el guion")
