"""El marco común: configuración, páginas y navegación."""

from __future__ import annotations

import streamlit as st

from datos.idiomas import lengua
from paginas.comun import al_vuelo, idioma, marco, navegacion, recados

pagina = st.navigation(navegacion.paginas(), position="hidden")
idioma.empezar(pagina.url_path or "inicio")
ancha = pagina.url_path in marco.ANCHAS
st.set_page_config(
    page_title=navegacion.titulo(pagina.url_path or "inicio"),
    layout="wide" if ancha else "centered",
    initial_sidebar_state="collapsed",
)
en_el_titulo = lengua()
marco.exigir_base()
al_vuelo.recoger()
navegacion.cumplir(pagina.url_path or "inicio")
pagina.run()
recados.dar_por_visto()
idioma.decir_al_navegador()
if lengua() != en_el_titulo:
    # Hasta aquí no se sabía quién mira.
    st.set_page_config(page_title=navegacion.titulo(pagina.url_path or "inicio"))
