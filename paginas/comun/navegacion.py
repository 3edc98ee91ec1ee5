"""Las páginas y la única forma de ir a ellas (cambiar de página borra los parámetros si no se pasan)."""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any, NoReturn

import streamlit as st

from paginas.comun import sesion

PAGINAS = {
    "inicio": "Palancas",
    "entrar": "Entrar · Palancas",
    "crear": "Crear un taller · Palancas",
    "participar": "Participar · Palancas",
    "preparar": "Preparar el taller · Palancas",
    "importar": "Importar · Palancas",
    "conducir": "Conducir · Palancas",
    "proyectar": "Proyectar · Palancas",
    "resultados": "Resultados · Palancas",
    "comparar": "Comparar · Palancas",
    "revisar": "Revisión · Palancas",
    "seguimiento": "Seguimiento · Palancas",
    "mio": "Lo mío · Palancas",
    "ayuda": "Quién ve qué · Palancas",
    "guia": "Guía para facilitar · Palancas",
}


@cache
def _modelos() -> tuple[st.Page, ...]:
    return tuple(
        st.Page(f"{clave}.py", title=titulo, url_path=clave, default=clave == "inicio")
        for clave, titulo in PAGINAS.items()
    )


def paginas() -> list[st.Page]:
    """Las páginas, para ``st.navigation``.

    Cada dibujo lleva copias, porque la navegación anota en ellas cuál se puede abrir; hacerlas de nuevo busca los
    archivos en el disco.
    """
    return [copy(modelo) for modelo in _modelos()]


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
