"""Quién ve qué, y cómo volver a entrar."""

from __future__ import annotations

import streamlit as st

from paginas.comun import marco
from paginas.comun.navegacion import ir_a

marco.cabecera("Quién ve qué")
st.markdown(
    """
- **Tú** ves siempre todo lo tuyo, también con la fase cerrada.
- **El grupo y quien facilita** no ven lo que escribes hasta que se revela la fase. Revelar se puede deshacer.
- **Los datos del grupo** solo salen con un mínimo de respuestas (5, salvo que en tu sala se diga otra cosa), también
  después de cada filtro.
- En una fase **anónima para el grupo** no sale quién lo dijo, ni en qué orden ni a qué hora. La base de datos sí lo
  enlaza: hace falta para que puedas volver y encontrar lo tuyo.
- **Tu perfil** (eficacia y eficiencia) es solo tuyo. El grupo ve, como mucho, cuántas personas hay en cada cuadrante.
- Los **clientes van con alias**. No escribas nombres reales.
- No pedimos correo ni guardamos tu dirección de red. Cada taller tiene fecha de borrado.
"""
)
st.header("Si cambias de aparato", anchor=False)
st.write(
    "Entra en la misma sala con tu código personal (tres piezas, como olivo-faro-27). Lo ves en «Lo mío». "
    "Si lo has perdido, pídeselo a quien facilita."
)
if st.button("Volver al inicio", key="ayuda_inicio"):
    ir_a("inicio")
