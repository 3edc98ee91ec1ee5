"""Lo que cada pantalla del grupo necesita, ya filtrado por ``modelo.privacidad``. Sin streamlit.

Una función por fase: recibe un ``Pedido`` y devuelve una dataclass. El resultado se comparte entre sesiones mientras
no cambien la versión ni la actividad del taller.
"""

from datos.agregados.avance import Seguimiento, avance, seguimiento
from datos.agregados.base import SIN_FILTRO, Filtrado, Filtro, Pedido, olvidar, pedir
from datos.agregados.clientes import Linea, curva, entorno, historico, interaccion, mapa, texto_de_linea
from datos.agregados.comparables import Comparable, comparables
from datos.agregados.comparar import Comparados, Medido, comparar
from datos.agregados.completo import completo
from datos.agregados.filtros import partes
from datos.agregados.grupo import (
    aparcado,
    bienvenida,
    cierre,
    en_cifras,
    estrategias,
    frases,
    para_votar,
    plan,
)
from datos.agregados.palancas import Radar, comparacion, descubrir, perfil, radar, repiten, valoracion
from datos.agregados.resumen import Frase, resumen

__all__ = [
    "SIN_FILTRO",
    "Comparable",
    "Comparados",
    "Filtrado",
    "Filtro",
    "Frase",
    "Linea",
    "Medido",
    "Pedido",
    "Radar",
    "Seguimiento",
    "aparcado",
    "avance",
    "bienvenida",
    "cierre",
    "comparables",
    "comparacion",
    "comparar",
    "completo",
    "curva",
    "descubrir",
    "en_cifras",
    "entorno",
    "estrategias",
    "frases",
    "historico",
    "interaccion",
    "mapa",
    "olvidar",
    "para_votar",
    "partes",
    "pedir",
    "perfil",
    "plan",
    "radar",
    "repiten",
    "resumen",
    "seguimiento",
    "texto_de_linea",
    "valoracion",
]
