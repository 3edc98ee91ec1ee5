"""Lecturas de recuentos: barras, reparto al 100 %, valoración del tiempo y votos."""

from typing import Any

import pandas as pd

from datos.idiomas import _, plural, por_contar, por_traducir, rotulos
from datos.lecturas.formato import (
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
    sin_datos,
    suma,
    texto,
)

OCULTO = por_traducir("oculto")
Unidad = tuple[str, str]
"""Cómo se llama lo que se cuenta, en singular y en plural."""
PERSONAS: Unidad = por_contar("persona", "personas")
COMPROMISOS: Unidad = por_contar("compromiso", "compromisos")
HECHOS: Unidad = por_contar("hecho", "hechos")
RESPUESTAS: Unidad = por_contar("respuesta", "respuestas")
RELACIONES: Unidad = por_contar("relación", "relaciones")
INTERACCIONES: Unidad = por_contar("interacción", "interacciones")
MUY_IGUALADOS = 3


def ordenadas(df: pd.DataFrame, columna: str) -> list[dict[str, Any]]:
    """Las filas de mayor a menor; las ocultas al final, en el orden recibido, para no delatar cuál es mayor."""
    return sorted(filas(df), key=lambda f: -1.0 if (v := numero(f[columna])) is None else v, reverse=True)


def _visible(valor: Any) -> str:
    return _(OCULTO) if numero(valor) is None else entero(valor)


def aviso_ocultos(umbral: int) -> str:
    """Por qué falta un recuento. No promete que sea menor que el umbral: puede ser el complementario."""
    return _("Oculto: grupos de menos de {umbral} o que permitirían deducirlos.").format(umbral=umbral)


def todo_oculto(df: pd.DataFrame) -> bool:
    """Si no queda nada que dibujar: lo que no está oculto es cero."""
    return bool(df["n"].isna().any()) and not bool((pd.to_numeric(df["n"]).fillna(0) > 0).any())


def frase_todo_oculto(*, n: int, umbral: int) -> str:
    """Por qué no se ve ningún recuento."""
    frase = _("Todo queda oculto: los grupos son de menos de {umbral} personas o permitirían deducirlos (n = {n}).")
    return frase.format(umbral=umbral, n=n)


def frase_recuento(df: pd.DataFrame, *, n: int, umbral: int = 5, unidad: Unidad = PERSONAS) -> str:
    """Lo más frecuente, con su recuento, y si hay algo oculto.

    ``n`` son las personas que hay detrás, que no son la suma: alguien puede estar en dos grupos.
    """
    lista = filas(df)
    visibles = [(texto(f["rotulo"]), v) for f in lista if (v := numero(f["n"])) is not None]
    hay_ocultos = len(visibles) < len(lista)
    aviso = f" {aviso_ocultos(umbral)}" if hay_ocultos else ""
    if not any(valor for _rotulo, valor in visibles):
        return frase_todo_oculto(n=n, umbral=umbral) if hay_ocultos else sin_datos()
    return f"{_primeros(visibles, unidad)}{con_n(n)}.{aviso}"


def frase_completo(df: pd.DataFrame, *, n: int, umbral: int = 5) -> str:
    """Qué tiene completo más gente y qué falta a más, de ``n`` personas."""
    visibles = [(texto(f["rotulo"]), v) for f in filas(df) if (v := numero(f["n"])) is not None]
    if not visibles:
        return frase_recuento(df, n=n, umbral=umbral)
    mas, menos = (elegir(visibles, key=lambda par: par[1]) for elegir in (max, min))
    aviso = f" {aviso_ocultos(umbral)}" if len(visibles) < len(df) else ""
    if mas[1] == menos[1]:
        iguales = _("Todo lo que se ve lo tienen completo las mismas: {cuantas} de {n} (n = {n}).")
        return iguales.format(cuantas=int(mas[1]), n=n) + aviso
    frase = _("Lo más completo: {mas} ({con} de {n}). Lo que más falta: {menos} ({sin} de {n}) (n = {n}).")
    return frase.format(mas=mas[0], con=int(mas[1]), menos=menos[0], sin=int(menos[1]), n=n) + aviso


def _primeros(visibles: list[tuple[str, float]], unidad: Unidad) -> str:
    tope = max(valor for _rotulo, valor in visibles)
    punteros = [rotulo for rotulo, valor in visibles if valor == tope]
    cuantas = contar(int(tope), *unidad)
    if len(punteros) == 1:
        return _("Lo más frecuente: {cual}, con {cuantas}").format(cual=punteros[0], cuantas=cuantas)
    if tope == 1:
        return _("Nada se repite: {n} en total").format(n=len(punteros))
    if len(punteros) > MUY_IGUALADOS:
        return _("Empatan {n} en cabeza, con {cuantas} cada uno").format(n=len(punteros), cuantas=cuantas)
    return _("Empatan {cuales}, con {cuantas} cada uno").format(cuales=enumerar(punteros), cuantas=cuantas)


def tabla_recuento(df: pd.DataFrame, *, umbral: int = 5, titulo: str = "", ordenar: bool = True) -> pd.DataFrame:
    """Cada rótulo con su recuento; lo suprimido dice «oculto»."""
    lista = ordenadas(df, "n") if ordenar else filas(df)
    return pd.DataFrame(
        {titulo or _("Qué"): [texto(f["rotulo"]) for f in lista], "n": [_visible(f["n"]) for f in lista]}
    )


def frase_reparto(df: pd.DataFrame, *, n: int, unidad: Unidad = RESPUESTAS, umbral: int = 5) -> str:
    """Qué parte se lleva cada rótulo, de mayor a menor; de cuántas ``unidad`` y de cuántas personas (``n``)."""
    lista = [f for f in ordenadas(df, "parte") if numero(f["parte"]) is not None]
    total = total_repartido(df)
    if not lista or not total:
        return sin_datos()
    partes = (f"{fila['rotulo']} {porcentaje(fila['parte'])}" for fila in lista)
    aviso = f" {aviso_ocultos(umbral)}" if len(lista) < len(df) else ""
    return _("De {que}: {partes}.").format(que=de_personas(total, *unidad, n), partes=enumerar(partes)) + aviso


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
            _("Qué"): [texto(f["rotulo"]) for f in lista],
            _("Parte"): [_(OCULTO) if numero(f["parte"]) is None else porcentaje(f["parte"]) for f in lista],
            "n": [_visible(f["n"]) for f in lista],
        }
    )


def recuento_roti(df: pd.DataFrame) -> dict[int, int | None]:
    """De 1 a 5, cuántas personas dieron cada valor: 0 si nadie, `None` si está oculto."""
    cuenta: dict[int, int | None] = dict.fromkeys(rotulos.ROTI, 0)
    for fila in filas(df):
        valor, n = numero(fila["valor"]), numero(fila["n"])
        if valor in rotulos.ROTI:
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
        callada = _("{respuestas} a la vista; la media se calla porque hay valores ocultos.")
        return callada.format(respuestas=contar(total, "respuesta")) if total else sin_datos()
    arriba = (cuenta[4] or 0) + (cuenta[5] or 0)
    frase = _("¿Valió el tiempo? Media de {media} sobre 5; {arriba} de {total} dieron 4 o 5 (n = {total}).")
    return frase.format(media=decimal(media), arriba=arriba, total=total)


def tabla_roti(df: pd.DataFrame) -> pd.DataFrame:
    """Del 1 al 5, qué significa y cuántas personas lo eligieron."""
    cuenta = recuento_roti(df)
    return pd.DataFrame(
        {
            _("Valor"): [f"{valor} · {rotulos.ROTI[valor]}" for valor in cuenta],
            _("Personas"): [_visible(n) for n in cuenta.values()],
        }
    )


def frase_votos(df: pd.DataFrame, *, n: int) -> str:
    """La aportación más votada, los empates en cabeza, los votos emitidos y cuántas personas (``n``) aportaron."""
    lista = ordenadas(df, "votos")
    total = suma(lista, "votos")
    if not total:
        sin_votos = _("Aún no hay datos: {aportaciones} y ningún voto.")
        return sin_votos.format(aportaciones=contar(len(lista), "aportación", "aportaciones")) if lista else sin_datos()
    tope = numero(lista[0]["votos"]) or 0
    punteras = [_("«{texto}»").format(texto=texto(f["texto"])) + _de(f) for f in lista if numero(f["votos"]) == tope]
    cuantos = contar(int(tope), "voto")
    en_total = _("En total, {votos} a {aportaciones}.").format(
        votos=contar(total, "voto"), aportaciones=de_personas(len(lista), "aportación", "aportaciones", n)
    )
    if len(punteras) > MUY_IGUALADOS:
        muchas = _("Empatan {n} aportaciones en cabeza, con {cuantos} cada una.")
        return f"{muchas.format(n=len(punteras), cuantos=cuantos)} {en_total}"
    pocas = plural(
        "La más votada es {cuales}, con {cuantos}.", "Empatan en cabeza {cuales}, con {cuantos}.", len(punteras)
    )
    return f"{pocas.format(cuales=enumerar(punteras), cuantos=cuantos)} {en_total}"


def _de(fila: dict[str, Any]) -> str:
    alias = texto(fila.get("alias"))
    return f" ({alias})" if alias else ""


def frase_sin_votos(n: int) -> str:
    """Lo que se lee mientras se vota; ``n`` son las personas que han aportado."""
    return _("Se está votando: los votos de cada aportación se ven al cerrar la votación (n = {n}).").format(n=n)


def tabla_votos(df: pd.DataFrame) -> pd.DataFrame:
    """Cada aportación completa con su palanca, su tipo y sus votos, de más a menos."""
    lista = ordenadas(df, "votos")
    de_quien = {_("De"): [texto(f["alias"]) for f in lista]} if "alias" in df else {}
    return pd.DataFrame(
        {
            _("Aportación"): [texto(f["texto"]) for f in lista],
            **de_quien,
            _("Palanca"): [texto(f["palanca"]) for f in lista],
            _("Tipo"): [nombrar(rotulos.TIPOS_DE_APORTACION, f["tipo"]) for f in lista],
            _("Votos"): [_visible(f["votos"]) for f in lista],
        }
    )
