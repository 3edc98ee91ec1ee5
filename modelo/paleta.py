"""Los colores de la casa y lo que significan. Los mismos valores están en .streamlit/config.toml y en estilo.css.

Ninguno es la única señal: en las gráficas cada serie lleva además su trazo, su marca o su rótulo. Los que se usan
como texto pasan de 4,5:1 sobre ``FONDO`` y sobre ``SUPERFICIE``; los demás, de 3:1 (tests/paginas/test_paleta.py).
"""

from __future__ import annotations

FONDO = "#FBF8F3"  # papel cálido: en un proyector, el blanco puro deslumbra
SUPERFICIE = "#FFFFFF"  # campos y tarjetas, que se despegan del papel
TINTA = "#1F2A2E"  # el texto corriente
TENUE = "#56605F"  # el texto secundario
BORDE = "#8C8577"  # el borde de los campos: 3:1, para que se vea dónde se escribe
FILETE = "#E2DBCD"  # separaciones que solo adornan

MARCA = "#0F5C5C"  # verde petróleo: botones principales y lo elegido
ACENTO = "#C4511C"  # teja: lo que reclama la vista; como texto, a partir de letra grande
MARCA_SUAVE = "#E1EEEA"
ACENTO_SUAVE = "#FBE9DF"
AVISO = "#A3341C"  # lo que ha fallado o se ha pasado de tiempo

# Dónde ocurre un hito.
ENTORNO = "#2E6FB7"
INTERACCION = "#8A6400"
AMBOS = "#6B4FA0"

# Los dos clientes que cada persona compara.
ESTABLE = MARCA
PERDIDO = ACENTO
# Lo del grupo, junto a lo propio.
GRUPO = AMBOS

# Lo que se persigue ahora y lo que se cuida para después.
CORTO = ACENTO
LARGO = MARCA

# El orden de las series. Plotly vuelve a su paleta si no son exactamente diez.
SERIES = (
    MARCA,
    ACENTO,
    AMBOS,
    INTERACCION,
    ENTORNO,
    "#A23B5A",
    "#3F7D20",
    "#7A4B2B",
    "#4A5568",
    "#9C2F8E",
)
DE_TEXTO = (TINTA, TENUE, MARCA, AVISO, ENTORNO, INTERACCION, AMBOS)


def _luminancia(color: str) -> float:
    canales = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    lineales = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canales]
    return 0.2126 * lineales[0] + 0.7152 * lineales[1] + 0.0722 * lineales[2]


def contraste(uno: str, otro: str) -> float:
    """La razón de contraste de WCAG entre dos colores «#RRGGBB», de 1 a 21."""
    claro, oscuro = sorted((_luminancia(uno), _luminancia(otro)), reverse=True)
    return (claro + 0.05) / (oscuro + 0.05)
