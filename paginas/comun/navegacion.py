"""Las páginas y la única forma de ir a ellas (cambiar de página borra los parámetros si no se pasan)."""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any, NoReturn

import streamlit as st

from datos.idiomas import _, lengua, por_traducir
from paginas.comun import sesion

# El nombre de la casa es el mismo en todas las lenguas.
MARCA = "Palancas"
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
    en medio, no se pierde.
    """
    st.button(rotulo, key=key, on_click=sesion.pedir_ir, args=(pagina, sala), **extra)


def cumplir(actual: str) -> None:
    """Va adonde se haya pedido ir, si no se está ya. ``actual``: la página que se está dibujando."""
    destino = sesion.destino()
    if destino is None:
        return
    if destino != (actual, str(st.query_params.get("sala", ""))):
        ir_a(destino[0], sala=destino[1])
    # En cuanto se llega: si después se vuelve atrás con el navegador, no hay que traer a nadie otra vez aquí.
    sesion.haber_llegado()


def ir_a(pagina: str, *, sala: str = "") -> NoReturn:
    """Va a una página, con su sala en la dirección."""
    st.switch_page(f"{pagina}.py", query_params={"sala": sala} if sala else {})
    raise AssertionError("cambiar de página corta el guion")
