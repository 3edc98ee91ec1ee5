"""Reglas del taller: cálculos, fases, privacidad y casos de uso. No conoce streamlit ni la base de datos."""
