"""La única puerta por la que sale lo que otros han escrito, a pantallas, gráficas y ficheros.

Reglas: nada antes de revelar, para ningún papel; nada agregado por debajo del umbral, y el umbral se aplica a las
filas que llegan, así que se filtra antes de llamar y se vuelve a llamar tras cada filtro; lo que sale no lleva
identificador de persona, orden de llegada ni hora.

Las tablas de entrada llevan una columna ``participante_id``: sin ella no se puede contar personas y no sale nada.

Filtrar («solo presencial») es pedir un corte: un valor de alguna de las columnas de ``CORTES``, que nunca salen. La
tabla llega entera y filtra la puerta, porque lo que se puede enseñar de una parte depende de lo que se enseña del
todo y de las demás partes (``modelo.cortes``).
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd
from pandas.api.types import is_object_dtype

from modelo.cortes import CORTES, Corte, admitidos, cortadas
from modelo.errores import ValorNoValido

UMBRAL_DE_SERIE = 5
UMBRALES = range(3, 11)
PAPELES = ("participa", "facilita", "proyecta", "revisa")
PERSONA = "participante_id"
CLIENTE = "cliente_id"

SIN_REVELAR = "sin_revelar"
POCAS_RESPUESTAS = "pocas_respuestas"
SIN_CORTE = "sin_corte"

OCULTAS = "(ocultas)"

# ``linea`` es el número que pone esta puerta: si llega puesto, no es de fiar.
COLUMNAS_IDENTIFICATIVAS = frozenset(
    {"id", "en", "hora", "orden", "puesto", "participante", "persona", "linea"}
    | {"codigo_personal", "hash", "huella", "ficha"}
)
_NO_PERSONALES = frozenset({"taller_id", "sala_id"})
_ENTERO: Corte = MappingProxyType({})


@dataclass(frozen=True)
class Mirada:
    """Quién mira y en qué condiciones está la fase. Un umbral fuera de 3–10 lanza ``ValorNoValido``."""

    papel: str
    umbral: int
    revelada: bool
    anonima: bool
    participante: str | None = None

    def __post_init__(self) -> None:
        _exigir_umbral(self.umbral)
        if self.papel not in PAPELES:
            raise ValueError(f"papel desconocido: {self.papel}")


@dataclass(frozen=True, eq=False)
class Vista:
    """Lo que la puerta deja ver. ``n`` son personas distintas.

    ``motivo`` es ``None`` si se puede ver; si no, «sin_revelar», «pocas_respuestas» o «sin_corte», y ``filas`` va
    vacía con las mismas columnas.
    """

    filas: pd.DataFrame
    n: int
    motivo: str | None


@dataclass(frozen=True)
class Grupos:
    """Personas por grupo. ``None`` en un recuento es «oculto»; con ``motivo`` no hay ningún recuento.

    ``visibles`` son los grupos cuyas respuestas se pueden enseñar por separado.
    """

    recuentos: dict[str, int | None]
    visibles: tuple[str, ...]
    n: int
    motivo: str | None


def suprimir(recuentos: Mapping[str, int], umbral: int = UMBRAL_DE_SERIE) -> dict[str, int | None]:
    """Devuelve los recuentos de las partes de un total conocido, con ``None`` en los que señalan a alguien.

    Se oculta todo recuento entre 1 y ``umbral`` − 1 y, si queda una sola parte oculta, también la siguiente menor
    (la primera de ellas si empatan), que puede ser un 0: con dos ocultas, restar del total ya no dice cuánto vale
    cada una.
    """
    _exigir_umbral(umbral)
    if any(recuento < 0 for recuento in recuentos.values()):
        raise ValueError("un recuento no puede ser negativo")
    ocultas = {parte for parte, recuento in recuentos.items() if 1 <= recuento < umbral}
    if len(ocultas) == 1 and len(recuentos) > 1:
        ocultas.add(min((parte for parte in recuentos if parte not in ocultas), key=lambda parte: recuentos[parte]))
    return {parte: None if parte in ocultas else recuento for parte, recuento in recuentos.items()}


def cortes(filas: pd.DataFrame, mirada: Mirada) -> frozenset[tuple[str, str]]:
    """Devuelve los cortes ``(columna, valor)`` por los que se puede filtrar esa tabla; ninguno si no se ve entera."""
    contables = filas[filas[PERSONA].notna()]
    if _motivo(mirada, _personas(contables), con_umbral=True):
        return frozenset()
    return admitidos(contables, contables[PERSONA], mirada.umbral)


def agregado(filas: pd.DataFrame, mirada: Mirada, *, corte: Corte = _ENTERO) -> Vista:
    """Deja pasar lo que se va a resumir en cifras (valoraciones, recuentos) si está revelado y hay umbral.

    Salen las filas sin identificadores y en un orden que solo depende de su contenido. Las filas sin participante no
    pasan. Con ``corte`` salen solo las de esa parte, si se puede enseñar.
    """
    _exigir_personas(filas)
    contables, motivo = _contables(filas[filas[PERSONA].notna()], corte, mirada)
    salida = _limpia(contables)
    return _vista(salida, _personas(contables), motivo or _motivo(mirada, _personas(contables), con_umbral=True))


def ofrecido(
    filas: pd.DataFrame, mirada: Mirada, *, con_id: bool = False, con_linea: bool = False, corte: Corte = _ENTERO
) -> Vista:
    """Deja pasar lo que la gente ofrece al grupo (aportaciones, palabras, líneas de tiempo) si está revelado.

    En una fase con alias conserva los alias y no exige umbral; en una anónima los quita, también los de los
    clientes, y exige umbral. ``con_id`` conserva la columna ``id``, un uuid que no dice quién ni cuándo, para poder
    votar. ``con_linea`` añade la columna ``linea``, un número barajado que agrupa las filas de cada ``cliente_id``.
    """
    _exigir_personas(filas)
    filas, motivo = _contables(filas, corte, mirada)
    salida = _limpia(filas, con_alias=not mirada.anonima, con_id=con_id)
    if con_linea:
        salida.insert(0, "linea", _numeros_barajados(filas[CLIENTE], salida))
    return _vista(salida, _personas(filas), motivo or _motivo(mirada, _personas(filas), con_umbral=mirada.anonima))


def _contables(filas: pd.DataFrame, corte: Corte, mirada: Mirada) -> tuple[pd.DataFrame, str | None]:
    """Las filas del corte; si no se pueden enseñar, ninguna y por qué."""
    motivo = _motivo(mirada, _personas(filas), con_umbral=True) if any(corte.values()) else None
    dentro = None if motivo else cortadas(filas, corte, filas[PERSONA], mirada.umbral)
    if dentro is None:
        return filas.iloc[:0], motivo or SIN_CORTE
    return dentro.reset_index(drop=True), None


def propio(filas: pd.DataFrame, mirada: Mirada) -> pd.DataFrame:
    """Devuelve las filas de quien mira, completas y en su orden; ninguna si quien mira no participa."""
    _exigir_personas(filas)
    if mirada.papel != "participa" or not mirada.participante:
        return filas.iloc[:0].copy()
    return filas[filas[PERSONA] == mirada.participante].reset_index(drop=True)


def por_grupos(
    filas: pd.DataFrame, grupo: str, mirada: Mirada, todos: Iterable[str] = (), *, corte: Corte = _ENTERO
) -> Grupos:
    """Cuenta personas por cada valor de la columna ``grupo``, con supresión complementaria.

    ``todos`` son los grupos que han de figurar aunque no tengan a nadie, en su orden. Un grupo está en
    ``visibles`` si su recuento se ve, llega al umbral y lo que se obtendría restando del total los visibles es de
    nadie o de tantas personas como pide el umbral. Una persona puede estar en varios grupos. Con ``corte`` se cuenta
    solo esa parte, y lo oculto en el todo sigue oculto en ella.
    """
    _exigir_personas(filas)
    contables = filas[filas[PERSONA].notna() & filas[grupo].notna()]
    n = _personas(contables)
    motivo = _motivo(mirada, n, con_umbral=True)
    if motivo:
        return Grupos({}, (), n, motivo)
    personas = _por_valor(contables, grupo, todos)
    recuentos = suprimir(personas, mirada.umbral)
    if not any(corte.values()):
        return Grupos(recuentos, _visibles(contables, grupo, recuentos, mirada.umbral), n, None)
    celdas = contables[grupo].astype(str).map(lambda clave: OCULTAS if recuentos[clave] is None else clave)
    dentro = cortadas(contables, corte, contables[PERSONA], mirada.umbral, celdas)
    if dentro is None:
        return Grupos({}, (), 0, SIN_CORTE)
    en_el_todo = _visibles(contables, grupo, recuentos, mirada.umbral)
    suyas = _por_valor(dentro, grupo, personas)
    recuentos = {clave: None if recuentos[clave] is None else suyas[clave] for clave in personas}
    visibles = _visibles(dentro, grupo, recuentos, mirada.umbral)
    return Grupos(recuentos, tuple(g for g in visibles if g in en_el_todo), _personas(dentro), None)


def _por_valor(contables: pd.DataFrame, grupo: str, todos: Iterable[str]) -> dict[str, int]:
    contadas = contables[PERSONA].groupby(contables[grupo].astype(str)).nunique()
    return dict.fromkeys(todos, 0) | {str(clave): int(cuantas) for clave, cuantas in contadas.items()}


def _visibles(contables: pd.DataFrame, grupo: str, recuentos: Mapping[str, int | None], umbral: int) -> tuple[str, ...]:
    visibles = [clave for clave, recuento in recuentos.items() if (recuento or 0) >= umbral]
    while visibles and 0 < _personas(contables[~contables[grupo].astype(str).isin(visibles)]) < umbral:
        visibles.remove(min(visibles, key=lambda clave: recuentos[clave] or 0))
    return tuple(visibles)


def texto_de_espera(vista: Vista | Grupos, umbral: int, decir: Callable[[str], str] = str) -> str:
    """Devuelve por qué no se ve todavía, en una frase sin punto final; vacía si ya se ve. ``decir`` la traduce."""
    if vista.motivo is None:
        return ""
    if vista.motivo == SIN_REVELAR:
        return decir("Se mostrará cuando quien facilita lo revele")
    if vista.motivo == SIN_CORTE:
        texto = decir(
            "Con este filtro no se enseña: dejaría a la vista, o deducir restando, a menos de {umbral} personas"
        )
    elif vista.n == 1:
        texto = decir("Se mostrará cuando respondan {umbral} personas; va {n}")
    else:
        texto = decir("Se mostrará cuando respondan {umbral} personas; van {n}")
    return texto.format(umbral=umbral, n=vista.n)


def _exigir_umbral(umbral: int) -> None:
    if umbral not in UMBRALES:
        raise ValorNoValido("umbral", f"ha de ser un entero entre {UMBRALES[0]} y {UMBRALES[-1]}")


def _exigir_personas(filas: pd.DataFrame) -> None:
    if PERSONA not in filas.columns:
        raise ValueError(f"sin la columna {PERSONA} no se puede contar personas")


def _personas(filas: pd.DataFrame) -> int:
    return int(filas[PERSONA].nunique())


def _motivo(mirada: Mirada, n: int, *, con_umbral: bool) -> str | None:
    if not mirada.revelada:
        return SIN_REVELAR
    return POCAS_RESPUESTAS if con_umbral and n < mirada.umbral else None


def _vista(salida: pd.DataFrame, n: int, motivo: str | None) -> Vista:
    if motivo:
        return Vista(salida.iloc[:0].copy(), n, motivo)
    orden = _firmas(salida).sort_values(kind="stable").index
    return Vista(salida.loc[orden].reset_index(drop=True), n, None)


def _limpia(filas: pd.DataFrame, *, con_alias: bool = False, con_id: bool = False) -> pd.DataFrame:
    conservar = {"id"} if con_id else set()
    salida = filas[[c for c in filas.columns if c in conservar or not _identifica(c, con_alias=con_alias)]]
    # Una categórica recuerda todas sus categorías, también las de filas que ya no están.
    return salida.astype(dict.fromkeys(salida.select_dtypes("category"), object))


def _identifica(columna: str, *, con_alias: bool) -> bool:
    # Un cliente se nombra por su alias: «cliente» es como llega unido a lo que cuelga de él.
    if columna.startswith("alias") or columna in ("acompana", "cliente"):
        return not con_alias
    if columna in CORTES:
        return True
    # Por la forma del nombre y no solo por lista: una columna nueva de identidad o de hora no se cuela.
    return columna in COLUMNAS_IDENTIFICATIVAS or (columna.endswith(("_id", "_en")) and columna not in _NO_PERSONALES)


def _numeros_barajados(claves: pd.Series, contenido: pd.DataFrame) -> pd.Series:
    """Numera las claves desde 1 en un orden que solo depende de lo que contiene cada una, no de quién es."""
    firmas = _firmas(contenido)
    resumenes = {
        clave: hashlib.sha256(repr(sorted(suyas.tolist())).encode()).digest() for clave, suyas in firmas.groupby(claves)
    }
    orden = sorted(resumenes, key=lambda clave: resumenes[clave])
    return claves.map({clave: numero for numero, clave in enumerate(orden, start=1)})


def _firmas(filas: pd.DataFrame) -> pd.Series:
    """Da a cada fila un número que depende de todo su contenido: ordenar por él baraja siempre igual."""
    if filas.columns.empty:
        return pd.Series(0, index=filas.index)
    # Las listas no tienen hash; su texto, sí.
    legibles = filas.copy()
    for columna in filas.columns[[is_object_dtype(tipo) for tipo in filas.dtypes]]:
        legibles[columna] = filas[columna].map(repr).astype(object)
    return pd.util.hash_pandas_object(legibles, index=False)
