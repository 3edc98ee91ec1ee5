"""Lecturas del histórico y del mapa: línea de tiempo, intuición frente a índice, corto frente a largo."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

import pandas as pd

from datos.idiomas import _, plural, rotulos
from datos.lecturas.formato import (
    contar,
    de_personas,
    decimal,
    entero,
    enumerar,
    filas,
    mes,
    nombrar,
    numero,
    texto,
)
from datos.lecturas.palancas import Dispersion, dispersion, veces

NEUTRO = 50


def hitos_en_orden(hitos: pd.DataFrame) -> list[dict[str, Any]]:
    """Los hitos por fecha, con `numero` desde 1: el que lleva la marca en la gráfica y la fila en la tabla."""
    completos = [f for f in filas(hitos) if texto(f["fecha"]) and numero(f["valencia"]) is not None]
    orden = sorted(completos, key=lambda fila: pd.Timestamp(fila["fecha"]))
    return [{**fila, "numero": puesto} for puesto, fila in enumerate(orden, start=1)]


def frase_linea_de_tiempo(hitos: pd.DataFrame, indice: pd.DataFrame, titulo: str = "") -> str:
    """Cuántos hitos sumaron y restaron, entre qué fechas, y en cuánto está hoy el índice."""
    lista = hitos_en_orden(hitos)
    sujeto = f"{titulo}: " if titulo else ""
    if not lista:
        return sujeto + _("Aún no hay datos, sin hitos el índice parte de {neutro}.").format(neutro=NEUTRO)
    suman = sum(fila["valencia"] > 0 for fila in lista)
    desde, hasta = mes(pd.Timestamp(lista[0]["fecha"])), mes(pd.Timestamp(lista[-1]["fecha"]))
    cuando = _("en {mes}") if desde == hasta else _("entre {desde} y {hasta}")
    frase = sujeto + _("{hitos} {cuando} (n = {n}): {suman} y {restan}.").format(
        hitos=contar(len(lista), "hito"),
        cuando=cuando.format(mes=desde, desde=desde, hasta=hasta),
        n=len(lista),
        suman=_suman(suman),
        restan=_restan(len(lista) - suman),
    )
    curva = [valor for fila in filas(indice) if (valor := numero(fila["indice"])) is not None]
    return frase + _(" El índice llega a {indice} sobre 100.").format(indice=decimal(curva[-1])) if curva else frase


def _suman(cuantos: int) -> str:
    return plural("{n} sumó", "{n} sumaron", cuantos).format(n=cuantos)


def _restan(cuantos: int) -> str:
    return plural("{n} restó", "{n} restaron", cuantos).format(n=cuantos)


def tabla_linea_de_tiempo(hitos: pd.DataFrame, indice: pd.DataFrame, titulo: str = "") -> pd.DataFrame:
    """Cada hito con su número, fecha, valencia, ámbito y el índice del último punto de la curva hasta esa fecha."""
    lista = hitos_en_orden(hitos)
    curva = sorted((pd.Timestamp(fila["fecha"]), numero(fila["indice"])) for fila in filas(indice))
    return pd.DataFrame(
        {
            _("N.º"): [str(fila["numero"]) for fila in lista],
            _("Fecha"): [mes(pd.Timestamp(fila["fecha"])) for fila in lista],
            _("Valencia"): [_valencia(fila["valencia"]) for fila in lista],
            _("Qué pasó"): [texto(fila["que_paso"]) for fila in lista],
            _("Ámbito"): [nombrar(rotulos.AMBITOS, fila["ambito"]) for fila in lista],
            _("Índice"): [_indice_en(curva, pd.Timestamp(fila["fecha"])) for fila in lista],
        }
    )


def _valencia(valor: Any) -> str:
    return f"{entero(valor, signo=True)} {rotulos.VALENCIAS.get(int(valor), '').lower()}".strip()


def _indice_en(curva: Sequence[tuple[pd.Timestamp, float | None]], fecha: pd.Timestamp) -> str:
    anteriores = [valor for dia, valor in curva if dia <= fecha]
    return decimal(anteriores[-1] if anteriores else None)


def predisposiciones(df: pd.DataFrame) -> list[Dispersion]:
    """Lo intuido y lo calculado de cada papel, en ese orden. `df`: papel, medida, valor."""
    valores: dict[tuple[str, str], list[float]] = {}
    for fila in filas(df):
        if (valor := numero(fila["valor"])) is not None:
            valores.setdefault((texto(fila["papel"]), texto(fila["medida"])), []).append(valor)
    return [
        dispersion(
            f"{papel}:{medida}",
            f"{nombrar(rotulos.PAPELES, papel)}: {nombrar(rotulos.MEDIDAS_DE_PREDISPOSICION, medida)}",
            sorted(suyos),
        )
        for (papel, medida), suyos in valores.items()
    ]


def frase_intuida_frente_a_calculada(df: pd.DataFrame, *, n: int) -> str:
    """La mediana de lo intuido y la del índice, por papel. ``n`` son las personas de quienes son las relaciones."""
    lista = [(f, valor) for f in filas(df) if (valor := numero(f["valor"])) is not None]
    if not lista:
        return _("Aún no hay datos de intuición e índice.")
    total = sum(f["medida"] == "indice" for f, _valor in lista)
    tramos, medidas = [], rotulos.MEDIDAS_DE_PREDISPOSICION
    for papel in dict.fromkeys(texto(f["papel"]) for f, _valor in lista):
        medianas = {
            m: decimal(median(suyos))
            for m in medidas
            if (suyos := [valor for f, valor in lista if texto(f["papel"]) == papel and f["medida"] == m])
        }
        dichas = enumerar(_("{valor} de {medida}").format(valor=v, medida=medidas[m]) for m, v in medianas.items())
        donde = nombrar(rotulos.PAPELES, papel).lower()
        tramos.append(_("en el {papel}, {dichas}").format(papel=donde, dichas=dichas))
    frase = _("De {relaciones}, por la mediana: {tramos}.")
    return frase.format(relaciones=de_personas(total, "relación", "relaciones", n), tramos="; ".join(tramos))


def tabla_intuida_frente_a_calculada(df: pd.DataFrame) -> pd.DataFrame:
    """Por papel y medida, cuántas relaciones, la mediana y todos los valores de menor a mayor."""
    lista = predisposiciones(df)
    return pd.DataFrame(
        {
            _("Qué"): [d.nombre for d in lista],
            _("Relaciones"): [str(len(d.valores)) for d in lista],
            _("Mediana"): [decimal(d.mediana) for d in lista],
            _("Valores, de 0 a 100"): [veces(d.valores) for d in lista],
        }
    )


def puntos_corto_largo(df: pd.DataFrame) -> list[tuple[str, float, float, int]]:
    """(tipo, corto, largo, cuántos clientes coinciden ahí), por tipo en el orden del método."""
    cuenta: dict[tuple[str, float, float], int] = {}
    for fila in filas(df):
        corto, largo = numero(fila["corto_peso"]), numero(fila["largo_peso"])
        if corto is not None and largo is not None:
            clave = (texto(fila["tipo"]), corto, largo)
            cuenta[clave] = cuenta.get(clave, 0) + 1
    return sorted(((*clave, veces) for clave, veces in cuenta.items()), key=lambda p: (_lugar(p[0]), p[1], p[2]))


def _lugar(tipo: str) -> int:
    tipos = list(rotulos.TIPOS_DE_CLIENTE)
    return tipos.index(tipo) if tipo in tipos else len(tipos)


def frase_corto_largo(df: pd.DataFrame, *, n: int) -> str:
    """Por tipo de cliente, en cuántos pesa más el corto del objetivo que el largo de la relación.

    ``n`` son las personas de quienes son esos clientes.
    """
    puntos = puntos_corto_largo(df)
    if not puntos:
        return _("Aún no hay datos de corto y largo.")
    total = sum(veces for *_resto, veces in puntos)
    tipos = dict.fromkeys(tipo for tipo, *_resto in puntos)
    tramos = [_tramo_corto(tipo, [p for p in puntos if p[0] == tipo]) for tipo in tipos]
    frase = _("De {clientes}, pesa más el corto que el largo en {tramos}.")
    return frase.format(clientes=de_personas(total, "cliente", None, n), tramos=enumerar(tramos))


def _tramo_corto(tipo: str, puntos: Iterable[tuple[str, float, float, int]]) -> str:
    lista = list(puntos)
    gana = sum(veces for _tipo, corto, largo, veces in lista if corto > largo)
    tramo = _("{n} de {total} de tipo «{tipo}»")
    return tramo.format(n=gana, total=sum(p[3] for p in lista), tipo=nombrar(rotulos.TIPOS_DE_CLIENTE, tipo).lower())


def tabla_corto_largo(df: pd.DataFrame) -> pd.DataFrame:
    """Cada combinación de tipo, corto y largo con los clientes que coinciden en ella."""
    puntos = puntos_corto_largo(df)
    return pd.DataFrame(
        {
            _("Tipo"): [nombrar(rotulos.TIPOS_DE_CLIENTE, tipo) for tipo, *_resto in puntos],
            _("Corto del objetivo"): [entero(corto) for _tipo, corto, _largo, _n in puntos],
            _("Largo de la relación"): [entero(largo) for _tipo, _corto, largo, _n in puntos],
            _("Clientes"): [str(veces) for *_resto, veces in puntos],
        }
    )
