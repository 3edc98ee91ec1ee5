"""Datos y figuras de ejemplo que comparten las pruebas de gráficas y de lecturas."""

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from paginas.comun import graficos

NOMBRES = [
    "Propósito compartido",
    "Expectativas y medida",
    "Canales y transparencia",
    "Red de vínculos",
    "Cumplimiento y solvencia",
    "Comprensión y adaptación",
    "Apertura y delegación",
    "Reciprocidad y reconocimiento",
]
ORDEN = [f"P{puesto}" for puesto in range(1, 9)]
HOSTIL = "<b>&%{x}</b><img src=x onerror=alert(1)> un texto muy largo"


def puntos(por_palanca: dict[str, list[float | None]]) -> pd.DataFrame:
    """Una fila por valoración, con un nombre de palanca y una persona que no debe salir."""
    return pd.DataFrame(
        [
            {"palanca": palanca, "nombre": NOMBRES[ORDEN.index(palanca)], "valor": valor, "persona": f"secreta-{quien}"}
            for palanca, valores in por_palanca.items()
            for quien, valor in enumerate(valores)
        ],
        columns=["palanca", "nombre", "valor", "persona"],
    )


def contrastes() -> pd.DataFrame:
    """Tres palancas: un contraste que se distingue, otro que no, y una sin dato."""
    return pd.DataFrame(
        [
            ("P1", NOMBRES[0], 3.1, 3.0, 0.1, -0.4, 0.6),
            ("P4", NOMBRES[3], 4.25, 2.0, 2.25, 1.5, 3.0),
            ("P7", NOMBRES[6], None, None, None, None, None),
        ],
        columns=["palanca", "nombre", "estable", "perdido", "diferencia", "inferior", "superior"],
    )


def rondas() -> pd.DataFrame:
    """Dos palancas debatidas que acaban en el mismo valor."""
    return pd.DataFrame(
        [("P1", NOMBRES[0], 2.5, 3.5), ("P3", NOMBRES[2], 4.0, 3.5)],
        columns=["palanca", "nombre", "ronda1", "ronda2"],
    )


def hitos() -> pd.DataFrame:
    """Cuatro hitos desordenados; dos de la misma valencia casi juntos y uno sin texto ni ámbito."""
    return pd.DataFrame(
        [
            ("2025-02-10", -2, HOSTIL, "interaccion"),
            ("2021-03-01", 2, "Primer encargo", "entorno"),
            ("2025-05-05", 1, None, None),
            ("2025-06-05", 1, "Plan de mejora", "ambos"),
        ],
        columns=["fecha", "valencia", "que_paso", "ambito"],
    )


def indice() -> pd.DataFrame:
    """La curva del índice en cuatro fechas."""
    return pd.DataFrame(
        {"fecha": ["2021-03-01", "2024-01-01", "2025-03-01", "2026-11-21"], "indice": [60.0, 62.5, 41.25, 57.5]}
    )


def intuiciones() -> pd.DataFrame:
    """Dos relaciones estables y dos perdidas, cada medida por su lado."""
    sueltas = {
        ("estable", "intuicion"): [50, 80], ("estable", "indice"): [50.5, 55],
        ("perdido", "intuicion"): [20, 20], ("perdido", "indice"): [40, 45],
    }  # fmt: skip
    return pd.DataFrame(
        [(papel, medida, valor) for (papel, medida), valores in sueltas.items() for valor in valores],
        columns=["papel", "medida", "valor"],
    )


def clientes() -> pd.DataFrame:
    """Dos clientes iguales, un no cliente en el mismo sitio y un perdido aparte."""
    return pd.DataFrame(
        [(8, 3, "cliente"), (8, 3, "cliente"), (8, 3, "no_cliente"), (2, 9, "cliente_perdido"), (None, 1, "cliente")],
        columns=["corto_peso", "largo_peso", "tipo"],
    )


def causas() -> pd.DataFrame:
    """Recuentos con dos partes suprimidas."""
    return pd.DataFrame(
        [("No lo sé", 6), ("Miedo", None), ("Otro proveedor", 11), ("Otra", None), (HOSTIL, 0)], columns=["rotulo", "n"]
    )


def interlocutores() -> pd.DataFrame:
    """Dos burbujas en el mismo cruce, una sola, una combinación vacía y otra sin contestar si hay trato."""
    return pd.DataFrame(
        [(5, 1, True, 4), (5, 1, False, 2), (4, -2, False, 1), (1, 0, True, 0), (4, 0, None, 3)],
        columns=["influencia", "actitud", "trato_directo", "n"],
    )


def partes() -> pd.DataFrame:
    """Un reparto de tres partes, una de ellas muy estrecha."""
    return pd.DataFrame(
        [("Objetivo", 0.62, 31), ("Relación", 0.08, 4), ("Ambas", 0.30, 15)], columns=["rotulo", "parte", "n"]
    )


def rasgos() -> pd.DataFrame:
    """Tres rasgos, uno sin respuestas."""
    return pd.DataFrame(
        [
            ("Delegación", "lo delega todo", "lo controla todo", 1.25, 9),
            ("Apertura", "reservado", "abierto", -0.5, 8),
            ("Rigidez", "rígido", "flexible", None, 0),
        ],
        columns=["rasgo", "izquierda", "derecha", "media", "n"],
    )


def tiempo_valido() -> pd.DataFrame:
    """Doce personas, ninguna en el 1."""
    return pd.DataFrame([(2, 1), (3, 2), (4, 6), (5, 3)], columns=["valor", "n"])


def aportaciones() -> pd.DataFrame:
    """Dos empatadas en cabeza y una con texto ajeno hostil."""
    return pd.DataFrame(
        [
            (HOSTIL, "P3", "proceso", 2),
            ("Llamar sin pedir nada", "P8", "tecnica", 7),
            ("Revisar el éxito", "P1", None, 7),
        ],
        columns=["texto", "palanca", "tipo", "votos"],
    )


def cuadrantes() -> pd.DataFrame:
    return pd.DataFrame({"rotulo": ["Propietario/a", "En la frontera", "Otros"], "n": [3, 4, 5]})


UNO_A_CINCO = [1, 2, 3, 4, 5]
OCHO = [3.0, 4.0, 4.0, 2.0, 5.0, 4.0, 3.0, 5.0]
OTROS = [3.0, 4.0, 4.0, 2.0, 1.0, 4.0, 3.0, 5.0]

Pintor = Callable[[bool], go.Figure]

LLENAS: dict[str, Pintor] = {
    "radar": lambda g: graficos.radar({"Estable": OCHO, "Perdido": OTROS}, NOMBRES, n=12, grande=g),
    "puntos": lambda g: graficos.puntos_por_palanca(puntos({"P1": [1, 5, 3.5]}), ORDEN, n=12, grande=g),
    "estable": lambda g: graficos.estable_perdido(contrastes(), n=9, grande=g),
    "rondas": lambda g: graficos.rondas(rondas(), n=9, grande=g),
    "tiempo": lambda g: graficos.linea_de_tiempo(hitos(), indice(), HOSTIL, grande=g),
    "intuida": lambda g: graficos.intuida_frente_a_calculada(intuiciones(), n=12, grande=g),
    "corto_largo": lambda g: graficos.corto_largo(clientes(), n=12, grande=g),
    "recuento": lambda g: graficos.recuento(causas(), n=12, grande=g),
    "influencia": lambda g: graficos.influencia_actitud(interlocutores(), n=12, grande=g),
    "reparto": lambda g: graficos.reparto(partes(), n=12, grande=g),
    "rasgos": lambda g: graficos.rasgos(rasgos(), n=12, grande=g),
    "mapa": lambda g: graficos.mapa_de_perfil(OCHO, OTROS, NOMBRES, 3.75, 3.25, grande=g),
    "cuadrante": lambda g: graficos.cuadrante(3.6, 4.5, grande=g),
    "cuadrantes": lambda g: graficos.cuadrantes(cuadrantes(), n=12, grande=g),
    "roti": lambda g: graficos.roti(tiempo_valido(), grande=g),
    "votos": lambda g: graficos.votos(aportaciones(), n=12, grande=g),
}

VACIAS: dict[str, Callable[[], go.Figure]] = {
    "radar": lambda: graficos.radar({"Grupo": [None] * 8}, NOMBRES),
    "radar sin series": lambda: graficos.radar({}, NOMBRES),
    "puntos": lambda: graficos.puntos_por_palanca(puntos({}), ORDEN, n=0),
    "puntos sin valores": lambda: graficos.puntos_por_palanca(puntos({"P1": [None, None]}), ORDEN, n=0),
    "estable": lambda: graficos.estable_perdido(contrastes().iloc[:0]),
    "rondas": lambda: graficos.rondas(rondas().iloc[:0]),
    "tiempo": lambda: graficos.linea_de_tiempo(hitos().iloc[:0], indice()),
    "intuida": lambda: graficos.intuida_frente_a_calculada(intuiciones().iloc[:0], n=0),
    "corto_largo": lambda: graficos.corto_largo(clientes().iloc[4:], n=0),
    "recuento": lambda: graficos.recuento(causas().iloc[:0], n=0),
    "influencia": lambda: graficos.influencia_actitud(interlocutores().iloc[3:4], n=0),
    "reparto": lambda: graficos.reparto(partes().iloc[:0], n=0),
    "rasgos": lambda: graficos.rasgos(rasgos().iloc[2:], n=0),
    "mapa": lambda: graficos.mapa_de_perfil([None] * 8, [None] * 8, NOMBRES, None, None),
    "cuadrante": lambda: graficos.cuadrante(None, 3.0),
    "cuadrantes": lambda: graficos.cuadrantes(cuadrantes().iloc[:0], n=0),
    "roti": lambda: graficos.roti(tiempo_valido().iloc[:0]),
    "votos": lambda: graficos.votos(aportaciones().iloc[:0], n=0),
    "sin columnas": lambda: graficos.recuento(pd.DataFrame(), n=0),
}


def textos(nodo: Any) -> Iterator[str]:
    """Todas las cadenas de una figura, estén donde estén."""
    if isinstance(nodo, str):
        yield nodo
    elif isinstance(nodo, dict):
        for valor in nodo.values():
            yield from textos(valor)
    elif isinstance(nodo, list | tuple):
        for valor in nodo:
            yield from textos(valor)


def todo(fig: go.Figure) -> list[str]:
    """Todo lo que una figura escribe o recibe, salvo la plantilla."""
    figura = fig.to_plotly_json()
    figura["layout"].pop("template", None)
    return list(textos(figura))


def trazo(fig: go.Figure, nombre: str) -> Any:
    """El trazo con ese nombre."""
    return next(trazo for trazo in fig.data if trazo.name == nombre)


def notas(fig: go.Figure) -> list[str]:
    """Los textos sueltos de una figura."""
    return [nota.text for nota in fig.layout.annotations]
