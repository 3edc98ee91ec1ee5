"""Lecturas del entorno: influencia y actitud de los interlocutores, y rasgos del contexto."""

from typing import Any

import pandas as pd

from datos.lecturas.formato import SIN_DATOS, contar, decimal, entero, filas, nombrar, numero, suma, texto
from modelo.rotulos import ACTITUDES, INFLUENCIAS

INFLUYE = 4
OPUESTOS = 0
# A menos de esta distancia del centro, la media no se inclina hacia ningún polo.
CENTRO = 0.25


def con_gente(df: pd.DataFrame) -> list[dict[str, Any]]:
    """Las combinaciones completas de influencia y actitud con al menos un interlocutor; sin respuesta, no hay trato."""
    return [
        {
            **fila,
            "influencia": int(fila["influencia"]),
            "actitud": int(fila["actitud"]),
            "trato_directo": numero(fila["trato_directo"]) == 1,
        }
        for fila in filas(df)
        if (numero(fila["n"]) or 0) > 0 and None not in (numero(fila["influencia"]), numero(fila["actitud"]))
    ]


def frase_influencia_actitud(df: pd.DataFrame) -> str:
    """Cuánta gente con influencia hay, a cuánta no se trata y cuánta tiene actitud contraria."""
    lista = con_gente(df)
    if not lista:
        return f"{SIN_DATOS} de interlocutores."
    total = suma(lista, "n")
    fuertes = [fila for fila in lista if (numero(fila["influencia"]) or 0) >= INFLUYE]
    sin_trato = suma((f for f in fuertes if not f["trato_directo"]), "n")
    contra = suma((f for f in fuertes if (numero(f["actitud"]) or 0) < OPUESTOS), "n")
    quienes = contar(total, "interlocutor", "interlocutores")
    return (
        f"De {quienes} (n = {total}), {suma(fuertes, 'n')} con influencia alta (4 o 5): "
        f"sin trato directo, {sin_trato}; con actitud contraria, {contra}."
    )


def tabla_influencia_actitud(df: pd.DataFrame) -> pd.DataFrame:
    """Cada combinación de influencia, actitud y trato, de más a menos influencia."""
    lista = sorted(con_gente(df), key=lambda f: (-(numero(f["influencia"]) or 0), -(numero(f["actitud"]) or 0)))
    return pd.DataFrame(
        {
            "Influencia": [f"{entero(f['influencia'])} {nombrar(INFLUENCIAS, f['influencia'])}" for f in lista],
            "Actitud": [f"{entero(f['actitud'], signo=True)} {nombrar(ACTITUDES, f['actitud'])}" for f in lista],
            "Trato directo": ["sí" if f["trato_directo"] else "no" for f in lista],
            "Interlocutores": [entero(f["n"]) for f in lista],
        }
    )


def frase_rasgos(df: pd.DataFrame) -> str:
    """Hacia qué polo se inclina más el conjunto, y los rasgos que quedan en el centro."""
    lista = [fila for fila in filas(df) if numero(fila["media"]) is not None]
    if not lista:
        return f"{SIN_DATOS} de rasgos."
    personas = max(int(numero(fila["n"]) or 0) for fila in lista)
    mayor = max(lista, key=lambda fila: abs(numero(fila["media"]) or 0))
    media = numero(mayor["media"]) or 0
    if abs(media) < CENTRO:
        return f"Ningún rasgo se inclina hacia un lado (n = {personas})."
    polo = mayor["derecha"] if media > 0 else mayor["izquierda"]
    return f"El rasgo más marcado es «{polo}» ({decimal(media, signo=True)} en una escala de −2 a +2; n = {personas})."


def tabla_rasgos(df: pd.DataFrame) -> pd.DataFrame:
    """Cada rasgo con sus dos polos, la media y n."""
    lista = filas(df)
    return pd.DataFrame(
        {
            "Rasgo": [texto(f["rasgo"]) for f in lista],
            "−2": [texto(f["izquierda"]) for f in lista],
            "+2": [texto(f["derecha"]) for f in lista],
            "Media": [decimal(f["media"], signo=True) for f in lista],
            "n": [entero(f["n"]) for f in lista],
        }
    )
