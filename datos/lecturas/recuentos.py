"""Lecturas de recuentos: barras, reparto al 100 %, valoración del tiempo y votos."""

from typing import Any

import pandas as pd

from datos.lecturas.formato import (
    SIN_DATOS,
    con_n,
    contar,
    de_personas,
    decimal,
    entero,
    enumerar,
    filas,
    nombrar,
    numero,
    porcentaje,
    suma,
    texto,
)
from modelo.rotulos import OTROS_CUADRANTES, ROTI, TIPOS_DE_APORTACION

RESTO = OTROS_CUADRANTES.capitalize()
OCULTO = "oculto"
Unidad = tuple[str, str]
"""Cómo se llama lo que se cuenta, en singular y en plural."""
RESPUESTAS: Unidad = ("respuesta", "respuestas")
RELACIONES: Unidad = ("relación", "relaciones")
INTERACCIONES: Unidad = ("interacción", "interacciones")
MUY_IGUALADOS = 3


def ordenadas(df: pd.DataFrame, columna: str) -> list[dict[str, Any]]:
    """Las filas de mayor a menor; las ocultas al final, en el orden recibido, para no delatar cuál es mayor."""
    return sorted(filas(df), key=lambda f: -1.0 if (v := numero(f[columna])) is None else v, reverse=True)


def _visible(valor: Any) -> str:
    return OCULTO if numero(valor) is None else entero(valor)


def aviso_ocultos(umbral: int) -> str:
    """Por qué falta un recuento. No promete que sea menor que el umbral: puede ser el complementario."""
    return f"Oculto: grupos de menos de {umbral} o que permitirían deducirlos."


def todo_oculto(df: pd.DataFrame) -> bool:
    """Si no queda nada que dibujar: lo que no está oculto es cero."""
    return bool(df["n"].isna().any()) and not bool((pd.to_numeric(df["n"]).fillna(0) > 0).any())


def frase_todo_oculto(*, n: int, umbral: int) -> str:
    """Por qué no se ve ningún recuento."""
    return f"Todo queda oculto: los grupos son de menos de {umbral} personas o permitirían deducirlos (n = {n})."


def frase_recuento(df: pd.DataFrame, *, n: int, umbral: int = 5, unidad: str = "persona") -> str:
    """Lo más frecuente, con su recuento, y si hay algo oculto.

    ``n`` son las personas que hay detrás, que no son la suma: alguien puede estar en dos grupos.
    """
    lista = filas(df)
    visibles = [(texto(f["rotulo"]), v) for f in lista if (v := numero(f["n"])) is not None]
    hay_ocultos = len(visibles) < len(lista)
    aviso = f" {aviso_ocultos(umbral)}" if hay_ocultos else ""
    if not any(valor for _, valor in visibles):
        return frase_todo_oculto(n=n, umbral=umbral) if hay_ocultos else f"{SIN_DATOS}."
    # El cajón de lo que no se detalla no es un grupo: no puede ser lo más frecuente.
    con_nombre = [par for par in visibles if par[0] != RESTO]
    if len(con_nombre) < len(visibles) and any(valor for _, valor in con_nombre):
        resto = int(dict(visibles)[RESTO])
        return f"{_primeros(con_nombre, unidad)}{con_n(n)}. Otras {resto} no se detallan.{aviso}"
    return f"{_primeros(visibles, unidad)}{con_n(n)}.{aviso}"


def frase_completo(df: pd.DataFrame, *, n: int, umbral: int = 5) -> str:
    """Qué tiene completo más gente y qué falta a más, de ``n`` personas."""
    visibles = [(texto(f["rotulo"]), v) for f in filas(df) if (v := numero(f["n"])) is not None]
    if not visibles:
        return frase_recuento(df, n=n, umbral=umbral)
    mas, menos = (elegir(visibles, key=lambda par: par[1]) for elegir in (max, min))
    aviso = f" {aviso_ocultos(umbral)}" if len(visibles) < len(df) else ""
    if mas[1] == menos[1]:
        return f"Todo lo que se ve lo tienen completo las mismas: {int(mas[1])} de {n} (n = {n}).{aviso}"
    return (
        f"Lo más completo: {mas[0]} ({int(mas[1])} de {n}). Lo que más falta: {menos[0]} ({int(menos[1])} de {n}) "
        f"(n = {n}).{aviso}"
    )


def _primeros(visibles: list[tuple[str, float]], unidad: str) -> str:
    tope = max(valor for _, valor in visibles)
    punteros = [rotulo for rotulo, valor in visibles if valor == tope]
    cuantas = contar(int(tope), unidad, None if unidad[-1] in "aeiou" else unidad + "es")
    if len(punteros) == 1:
        return f"Lo más frecuente: {punteros[0]}, con {cuantas}"
    if len(punteros) > MUY_IGUALADOS:
        return f"Empatan {len(punteros)} en cabeza, con {cuantas} cada uno"
    return f"Empatan {enumerar(punteros)}, con {cuantas} cada uno"


def tabla_recuento(df: pd.DataFrame, *, umbral: int = 5, titulo: str = "Qué", ordenar: bool = True) -> pd.DataFrame:
    """Cada rótulo con su recuento; lo suprimido dice «oculto»."""
    lista = ordenadas(df, "n") if ordenar else filas(df)
    return pd.DataFrame({titulo: [texto(f["rotulo"]) for f in lista], "n": [_visible(f["n"]) for f in lista]})


def frase_reparto(df: pd.DataFrame, *, n: int, unidad: Unidad = RESPUESTAS, umbral: int = 5) -> str:
    """Qué parte se lleva cada rótulo, de mayor a menor; de cuántas ``unidad`` y de cuántas personas (``n``)."""
    lista = [f for f in ordenadas(df, "parte") if numero(f["parte"]) is not None]
    total = total_repartido(df)
    if not lista or not total:
        return f"{SIN_DATOS}."
    partes = (f"{fila['rotulo']} {porcentaje(fila['parte'])}" for fila in lista)
    aviso = f" {aviso_ocultos(umbral)}" if len(lista) < len(df) else ""
    return f"De {de_personas(total, *unidad, n)}: {enumerar(partes)}.{aviso}"


def total_repartido(df: pd.DataFrame) -> int:
    """Cuántas cosas se reparten, también las de las partes ocultas: lo dice cualquier parte a la vista."""
    for fila in filas(df):
        parte, n = numero(fila["parte"]), numero(fila["n"])
        if parte and n:
            return round(n / parte)
    return 0


def tabla_reparto(df: pd.DataFrame) -> pd.DataFrame:
    """Cada rótulo con su parte y su recuento, en el orden de la barra."""
    lista = filas(df)
    return pd.DataFrame(
        {
            "Qué": [texto(f["rotulo"]) for f in lista],
            "Parte": [OCULTO if numero(f["parte"]) is None else porcentaje(f["parte"]) for f in lista],
            "n": [_visible(f["n"]) for f in lista],
        }
    )


def recuento_roti(df: pd.DataFrame) -> dict[int, int | None]:
    """De 1 a 5, cuántas personas dieron cada valor: 0 si nadie, `None` si está oculto."""
    cuenta: dict[int, int | None] = dict.fromkeys(ROTI, 0)
    for fila in filas(df):
        valor, n = numero(fila["valor"]), numero(fila["n"])
        if valor in ROTI:
            cuenta[int(valor)] = None if n is None else int(n)
    return cuenta


def media_roti(cuenta: dict[int, int | None]) -> float | None:
    """La media de los valores, o `None` si falta alguno o no hay respuestas."""
    conocidos = [(valor, n) for valor, n in cuenta.items() if n is not None]
    total = sum(n for _, n in conocidos)
    if len(conocidos) < len(cuenta) or not total:
        return None
    return sum(valor * n for valor, n in conocidos) / total


def frase_roti(df: pd.DataFrame) -> str:
    """La media de «¿valió el tiempo?» y cuántas personas dieron 4 o 5."""
    cuenta = recuento_roti(df)
    total = sum(n or 0 for n in cuenta.values())
    media = media_roti(cuenta)
    if media is None:
        return (
            f"{contar(total, 'respuesta')} a la vista; la media se calla porque hay valores ocultos."
            if total
            else f"{SIN_DATOS}."
        )
    arriba = (cuenta[4] or 0) + (cuenta[5] or 0)
    return f"¿Valió el tiempo? Media de {decimal(media)} sobre 5; {arriba} de {total} dieron 4 o 5 (n = {total})."


def tabla_roti(df: pd.DataFrame) -> pd.DataFrame:
    """Del 1 al 5, qué significa y cuántas personas lo eligieron."""
    cuenta = recuento_roti(df)
    return pd.DataFrame(
        {
            "Valor": [f"{valor} · {ROTI[valor]}" for valor in cuenta],
            "Personas": [_visible(n) for n in cuenta.values()],
        }
    )


def frase_votos(df: pd.DataFrame, *, n: int) -> str:
    """La aportación más votada, los empates en cabeza, los votos emitidos y cuántas personas (``n``) aportaron."""
    lista = ordenadas(df, "votos")
    total = suma(lista, "votos")
    if not total:
        return (
            f"{SIN_DATOS}: {contar(len(lista), 'aportación', 'aportaciones')} y ningún voto."
            if lista
            else f"{SIN_DATOS}."
        )
    tope = numero(lista[0]["votos"]) or 0
    punteras = [f"«{texto(f['texto'])}»{_de(f)}" for f in lista if numero(f["votos"]) == tope]
    cuantos = contar(int(tope), "voto")
    en_total = f"En total, {contar(total, 'voto')} a {de_personas(len(lista), 'aportación', 'aportaciones', n)}."
    if len(punteras) > MUY_IGUALADOS:
        return f"Empatan {len(punteras)} aportaciones en cabeza, con {cuantos} cada una. {en_total}"
    verbo = "La más votada es" if len(punteras) == 1 else "Empatan en cabeza"
    return f"{verbo} {enumerar(punteras)}, con {cuantos}. {en_total}"


def _de(fila: dict[str, Any]) -> str:
    alias = texto(fila.get("alias"))
    return f" ({alias})" if alias else ""


def frase_sin_votos(n: int) -> str:
    """Lo que se lee mientras se vota; ``n`` son las personas que han aportado."""
    return f"Se está votando: los votos de cada aportación se ven al cerrar la votación (n = {n})."


def tabla_votos(df: pd.DataFrame) -> pd.DataFrame:
    """Cada aportación completa con su palanca, su tipo y sus votos, de más a menos."""
    lista = ordenadas(df, "votos")
    de_quien = {"De": [texto(f["alias"]) for f in lista]} if "alias" in df else {}
    return pd.DataFrame(
        {
            "Aportación": [texto(f["texto"]) for f in lista],
            **de_quien,
            "Palanca": [texto(f["palanca"]) for f in lista],
            "Tipo": [nombrar(TIPOS_DE_APORTACION, f["tipo"]) for f in lista],
            "Votos": [_visible(f["votos"]) for f in lista],
        }
    )
