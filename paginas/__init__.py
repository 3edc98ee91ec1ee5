"""Las pantallas: lo único, con ``app.py``, que importa streamlit."""
