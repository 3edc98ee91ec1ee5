"""La puerta: Streamlit con rutas propias, idioma y ciclo de vida. Se arranca con ``streamlit run app.py``."""

import streamlit as st

from paginas.http.rutas import MEDIOS, RUTAS
from paginas.http.vida import ante_un_fallo, vida

app = st.App("paginas/marco.py", routes=RUTAS, middleware=MEDIOS, lifespan=vida, on_script_error=ante_un_fallo)
