"""Gráficas: funciones puras de datos a `plotly.graph_objects.Figure`, todas con la misma plantilla.

Se pintan con `st.plotly_chart(fig, theme=None, config=config_plotly(...))`: con el tema de Streamlit la plantilla
se perdería. Reciben datos que ya han pasado por la puerta de privacidad; `grande` es para proyectar.
"""

from paginas.comun.graficos.cambios import cambios, evolucion
from paginas.comun.graficos.clientes import influencia_actitud, rasgos
from paginas.comun.graficos.contrastes import estable_perdido, rondas
from paginas.comun.graficos.cuadrantes import cuadrantes
from paginas.comun.graficos.nubes import corto_largo
from paginas.comun.graficos.perfil import cuadrante, mapa_de_perfil
from paginas.comun.graficos.plantilla import config_plotly
from paginas.comun.graficos.puntos import intuida_frente_a_calculada, puntos_por_palanca
from paginas.comun.graficos.radar import radar
from paginas.comun.graficos.recuentos import recuento, reparto, roti, votos
from paginas.comun.graficos.texto import alternativo
from paginas.comun.graficos.tiempo import linea_de_tiempo

__all__ = [
    "alternativo",
    "cambios",
    "config_plotly",
    "corto_largo",
    "cuadrante",
    "cuadrantes",
    "estable_perdido",
    "evolucion",
    "influencia_actitud",
    "intuida_frente_a_calculada",
    "linea_de_tiempo",
    "mapa_de_perfil",
    "puntos_por_palanca",
    "radar",
    "rasgos",
    "recuento",
    "reparto",
    "rondas",
    "roti",
    "votos",
]
