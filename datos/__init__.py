"""Lo que entra y sale: base de datos, consultas, plantillas y el taller de ensayo. No conoce streamlit."""
