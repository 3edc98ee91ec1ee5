"""Piezas con las que se arma cualquier sección a partir de lo que ya ha filtrado ``datos.agregados``."""

from __future__ import annotations

from collections.abc import Sequence

from datos import lecturas
from datos.agregados import Filtrado
from datos.exportacion.columnas import tabla
from datos.exportacion.tipos import OCULTO, Seccion, Valor
from datos.lecturas.formato import filas, numero
from datos.lecturas.recuentos import PERSONAS, Unidad, ordenadas

NADA_AUN = "Nadie ha puesto nada todavía"


def por_que_no(clave: str, titulo: str, dato: Filtrado) -> Seccion | None:
    """La sección que dice por qué no sale nada, o ``None`` si sí sale."""
    if dato.visible:
        return None
    return Seccion(clave, titulo, espera=dato.espera or NADA_AUN)


def oculto_o(valor: object) -> Valor:
    """El recuento, u «oculto» si lo ha suprimido la puerta."""
    dato = numero(valor)
    return OCULTO if dato is None else dato


def recuento(
    clave: str, titulo: str, dato: Filtrado, umbral: int,
    *, ordenar: bool = True, columna: str = "que", unidad: Unidad = PERSONAS,
) -> Seccion:  # fmt: skip
    """Cuántas personas, o cuántas ``unidad``, hay por respuesta."""
    espera = por_que_no(clave, titulo, dato)
    if espera is not None:
        return espera
    df = dato.filas[["rotulo", "n"]]
    if lecturas.todo_oculto(df):
        return _todo_oculto(clave, titulo, dato, umbral)
    lista = ordenadas(df, "n") if ordenar else filas(df)
    varias = unidad == PERSONAS and df["n"].sum() > dato.n
    return Seccion(
        clave,
        titulo,
        dato.n,
        lecturas.frase_recuento(df, n=dato.n, umbral=umbral, unidad=unidad),
        tabla=tabla((columna, unidad[1]), [(str(f["rotulo"]), oculto_o(f["n"])) for f in lista]),
        notas=("Una persona puede estar en varios grupos.",) if varias else (),
    )


def _todo_oculto(clave: str, titulo: str, dato: Filtrado, umbral: int) -> Seccion:
    return Seccion(clave, titulo, espera=lecturas.frase_todo_oculto(n=dato.n, umbral=umbral).removesuffix("."))


def reparto(clave: str, titulo: str, dato: Filtrado, umbral: int, unidad: Unidad) -> Seccion:
    """Partes de un todo de ``unidad``, en el orden de la barra."""
    espera = por_que_no(clave, titulo, dato)
    if espera is not None:
        return espera
    if lecturas.todo_oculto(dato.filas):
        return _todo_oculto(clave, titulo, dato, umbral)
    celdas = [(str(f["rotulo"]), oculto_o(f["parte"]), oculto_o(f["n"])) for f in filas(dato.filas)]
    frase = lecturas.frase_reparto(dato.filas, n=dato.n, unidad=unidad, umbral=umbral)
    return Seccion(clave, titulo, dato.n, frase, tabla=tabla(("que", "parte", "respuestas"), celdas))


def textos(clave: str, titulo: str, dato: Filtrado) -> Seccion:
    """Lo que se ofrece al grupo por escrito, en orden alfabético."""
    espera = por_que_no(clave, titulo, dato)
    if espera is not None:
        return espera
    escritos = sorted(str(t) for t in dato.filas["texto"])
    frase = f"{len(escritos)} {'frase' if len(escritos) == 1 else 'frases'} del grupo (n = {dato.n})."
    return Seccion(clave, titulo, dato.n, frase, tabla=tabla(("texto",), [(t,) for t in escritos]))


def primeros(textos: Sequence[str], tope: int, largo: int, como: str = "{}") -> list[tuple[str, str]]:
    """Los que caben en una diapositiva, recortados, y cuántos quedan en el Excel, que los lleva todos."""
    mas = [f"Y {len(textos) - tope} más, en el Excel."] if len(textos) > tope else []
    return [(t, "") for t in (*(como.format(recortado(t, largo)) for t in textos[:tope]), *mas)]


def recortado(texto: str, largo: int) -> str:
    """El texto entero si cabe; si no, hasta la última palabra que cabe, con puntos suspensivos."""
    return texto if len(texto) <= largo else texto[:largo].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def con_votos(palanca: Valor, votos: Valor) -> str:
    """La palanca de una aportación precedida de sus votos, si ya se pueden enseñar."""
    return str(palanca) if votos is None else f"{votos} {'voto' if votos == 1 else 'votos'} · {palanca}"
