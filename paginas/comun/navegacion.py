"""Las páginas y la única forma de ir a ellas (cambiar de página borra los parámetros si no se pasan)."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

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
}


def ir_a(pagina: str, *, sala: str = "") -> NoReturn:
    """Va a una página, con su sala en la dirección."""
    st.switch_page(f"{pagina}.py", query_params={"sala": sala} if sala else {})
    raise AssertionError("cambiar de página corta el guion")
