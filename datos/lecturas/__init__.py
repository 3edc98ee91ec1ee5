"""Lecturas de las gráficas: por cada figura de `graficos`, una frase que la lee y una tabla equivalente.

`frase_x` y `tabla_x` reciben lo mismo que `graficos.x`. Las frases son texto llano: quien las pinte
en Markdown o HTML escapa antes. Las tablas salen con las celdas ya en texto, con coma decimal.
"""

from datos.lecturas.cambios import (
    como_se_compara,
    frase_diferencias,
    frase_evolucion,
    frase_sin_cambio,
    tabla_cambios,
    tabla_diferencias,
    tabla_evolucion,
)
from datos.lecturas.clientes import (
    frase_influencia_actitud,
    frase_rasgos,
    tabla_influencia_actitud,
    tabla_rasgos,
)
from datos.lecturas.contrastes import (
    frase_estable_perdido,
    frase_rondas,
    tabla_estable_perdido,
    tabla_rondas,
)
from datos.lecturas.formato import mes
from datos.lecturas.historico import (
    frase_corto_largo,
    frase_intuida_frente_a_calculada,
    frase_linea_de_tiempo,
    tabla_corto_largo,
    tabla_intuida_frente_a_calculada,
    tabla_linea_de_tiempo,
)
from datos.lecturas.palancas import (
    frase_puntos_por_palanca,
    frase_radar,
    tabla_medidas,
    tabla_puntos_por_palanca,
    tabla_radar,
)
from datos.lecturas.perfil import (
    frase_cuadrante,
    frase_cuadrantes,
    frase_mapa_de_perfil,
    tabla_cuadrante,
    tabla_mapa_de_perfil,
)
from datos.lecturas.recuentos import (
    frase_completo,
    frase_recuento,
    frase_reparto,
    frase_roti,
    frase_sin_votos,
    frase_todo_oculto,
    frase_votos,
    tabla_recuento,
    tabla_reparto,
    tabla_roti,
    tabla_votos,
    todo_oculto,
)

__all__ = [
    "como_se_compara",
    "frase_completo",
    "frase_corto_largo",
    "frase_cuadrante",
    "frase_cuadrantes",
    "frase_diferencias",
    "frase_estable_perdido",
    "frase_evolucion",
    "frase_influencia_actitud",
    "frase_intuida_frente_a_calculada",
    "frase_linea_de_tiempo",
    "frase_mapa_de_perfil",
    "frase_puntos_por_palanca",
    "frase_radar",
    "frase_rasgos",
    "frase_recuento",
    "frase_reparto",
    "frase_rondas",
    "frase_roti",
    "frase_sin_cambio",
    "frase_sin_votos",
    "frase_todo_oculto",
    "frase_votos",
    "mes",
    "tabla_cambios",
    "tabla_corto_largo",
    "tabla_cuadrante",
    "tabla_diferencias",
    "tabla_estable_perdido",
    "tabla_evolucion",
    "tabla_influencia_actitud",
    "tabla_intuida_frente_a_calculada",
    "tabla_linea_de_tiempo",
    "tabla_mapa_de_perfil",
    "tabla_medidas",
    "tabla_puntos_por_palanca",
    "tabla_radar",
    "tabla_rasgos",
    "tabla_recuento",
    "tabla_reparto",
    "tabla_rondas",
    "tabla_roti",
    "tabla_votos",
    "todo_oculto",
]
