"""Cómo se escriben aquí los números, los recuentos y las enumeraciones, y cómo se leen de un DataFrame."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from datos.idiomas import _, lengua, plural, por_traducir, rotulos
from datos.idiomas.escritura import mes as mes
from modelo.lenguas import ESPANOL, INGLES

_ORDINALES_EN_INGLES = {1: "first", 2: "second", 3: "third"}
SIN_DATOS = por_traducir("Aún no hay datos")


def numero(valor: Any) -> float | None:
    """El valor como número, o `None` si falta (None, NaN, NaT o NA)."""
    try:
        convertido = float(valor)
    except (TypeError, ValueError):
        return None
    return convertido if math.isfinite(convertido) else None


def texto(valor: Any) -> str:
    """El valor como texto, vacío si falta: pandas guarda como NaN el texto que no está."""
    return "" if valor is None or pd.isna(valor) else str(valor)


def filas(df: pd.DataFrame | None) -> list[dict[str, Any]]:
    """Las filas del DataFrame como diccionarios; ninguna si está vacío o falta."""
    if df is None or df.empty:
        return []
    return [{str(clave): valor for clave, valor in fila.items()} for fila in df.to_dict("records")]


def decimal(valor: Any, cifras: int = 1, *, signo: bool = False) -> str:
    """«3,5»; con `signo`, «+1,2» y «−0,4». Lo que falta es «sin dato»."""
    dato = numero(valor)
    if dato is None:
        return rotulos.SIN_DATO
    # 4,25 se lee 4,3: Python redondearía al par. El primer redondeo quita el ruido de la coma flotante.
    redondeado = Decimal(str(round(dato, 9))).quantize(Decimal(1).scaleb(-cifras), ROUND_HALF_UP)
    cifra = f"{abs(redondeado):.{cifras}f}"
    if lengua() == ESPANOL:
        cifra = cifra.replace(".", ",")
    if redondeado < 0:
        return f"−{cifra}"
    return f"+{cifra}" if signo and redondeado > 0 else cifra


def entero(valor: Any, *, signo: bool = False) -> str:
    """«12»; con `signo`, «+2» y «−1»."""
    return decimal(valor, 0, signo=signo)


def porcentaje(parte: Any) -> str:
    """Una parte entre 0 y 1 como «62 %», con el espacio que pide el español."""
    dato = numero(parte)
    return rotulos.SIN_DATO if dato is None else f"{entero(dato * 100)}{'' if lengua() == INGLES else chr(160)}%"


def nombrar(catalogo: Mapping[Any, str], clave: Any) -> str:
    """El rótulo de una clave; la propia clave si es desconocida, «sin dato» si falta."""
    return catalogo.get(clave) or catalogo.get(texto(clave)) or texto(clave) or rotulos.SIN_DATO


def sin_datos() -> str:
    """«Aún no hay datos.»."""
    return f"{_(SIN_DATOS)}."


def ordinal(n: int) -> str:
    """El puesto como se dice detrás de «puesto»; en inglés, con su palabra."""
    return _ORDINALES_EN_INGLES.get(n, f"{n}th") if lengua() == INGLES else str(n)


def contar(n: int, singular: str, varios: str | None = None) -> str:
    """«1 persona», «12 personas»."""
    return f"{n} {plural(singular, varios or singular + 's', n)}"


def de_a(desde: int, hasta: int) -> str:
    """«De la 7 a la 12», o «La 7» si no hay más."""
    if desde == hasta:
        return _("La {n}").format(n=desde)
    return _("De la {desde} a la {hasta}").format(desde=desde, hasta=hasta)


def enumerar(partes: Iterable[str]) -> str:
    """«A», «A y B», «A, B y C»; «e» ante i-."""
    lista = list(partes)
    if len(lista) < 2:
        return "".join(lista)
    if lengua() == INGLES:
        return f"{', '.join(lista[:-1])} and {lista[-1]}"
    ultimo = lista[-1].lower()
    suena_i = ultimo.startswith(("i", "í", "hi", "hí")) and not ultimo.startswith(("hie", "ia", "io"))
    return f"{', '.join(lista[:-1])} {'e' if suena_i else 'y'} {lista[-1]}"


def extremo(pares: Sequence[tuple[str, float]], *, mayor: bool) -> str:
    """Quiénes llegan al valor más alto (o más bajo) y cuál es: «A y B (4,0)». Los empates se nombran todos."""
    meta = (max if mayor else min)(valor for _, valor in pares)
    # Se empata por lo que se lee: dos cifras iguales en pantalla no pueden tener un solo ganador.
    iguales = [nombre for nombre, valor in pares if decimal(valor) == decimal(meta)]
    return f"{enumerar(iguales)} ({decimal(meta)})"


def con_n(n: int | None) -> str:
    """Remate de frase con el tamaño del grupo: « (n = 12)», o nada si no se conoce."""
    return "" if n is None else f" (n = {n})"


def n_de(cuantas: Sequence[int]) -> str:
    """«n = 10», o «n de 9 a 10» si no es el mismo en todas partes; vacío si no se sabe."""
    if not cuantas:
        return ""
    menos, mas = min(cuantas), max(cuantas)
    return f"n = {mas}" if menos == mas else _("n de {menos} a {mas}").format(menos=menos, mas=mas)


def personas_de(cuantas: Sequence[int]) -> str:
    """«10 personas», o «entre 9 y 10 personas» si no son las mismas en todas partes."""
    menos, mas = min(cuantas), max(cuantas)
    return contar(mas, "persona") if menos == mas else _("entre {menos} y {mas} personas").format(menos=menos, mas=mas)


def de_personas(cuantos: int, singular: str, varios: str | None, n: int) -> str:
    """«56 interacciones de 12 personas (n = 12)»: lo que se cuenta y de cuánta gente sale."""
    dicho = _("{cuantos} de {personas} (n = {n})")
    return dicho.format(cuantos=contar(cuantos, singular, varios), personas=contar(n, "persona"), n=n)


def suma(registros: Iterable[Mapping[str, Any]], columna: str) -> int:
    """Suma de una columna de recuentos; lo oculto no suma."""
    return int(sum(numero(fila[columna]) or 0 for fila in registros))


def distintos(titulos: Iterable[str]) -> list[str]:
    """Los títulos, con un número desde el segundo que se repite: dos personas pueden poner el mismo alias."""
    veces: Counter[str] = Counter()
    hechos = []
    for titulo in titulos:
        veces[titulo] += 1
        hechos.append(titulo if veces[titulo] == 1 else f"{titulo} ({veces[titulo]})")
    return hechos
