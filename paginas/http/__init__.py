"""Lo que no es Streamlit: identidad por cookie, borradores, salud, cabeceras y HTML en español."""
