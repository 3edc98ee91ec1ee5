"""Piezas con las que se arma cualquier sección a partir de lo que ya ha filtrado ``datos.agregados``."""

from __future__ import annotations

from datos import lecturas
from datos.agregados import Filtrado
from datos.exportacion.columnas import tabla
from datos.exportacion.tipos import OCULTO, Seccion, Valor
from datos.lecturas.formato import filas, numero
from datos.lecturas.recuentos import Unidad, ordenadas

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
    *, ordenar: bool = True, columna: str = "que", unidad: str = "persona",
) -> Seccion:  # fmt: skip
    """Cuántas personas, o cuántas ``unidad``, hay por respuesta."""
    espera = por_que_no(clave, titulo, dato)
    if espera is not None:
        return espera
    df = dato.filas[["rotulo", "n"]]
    if df["n"].isna().all():
        return Seccion(clave, titulo, espera=f"Oculto: hay grupos de menos de {umbral} personas")
    lista = ordenadas(df, "n") if ordenar else filas(df)
    varias = unidad == "persona" and df["n"].sum() > dato.n
    return Seccion(
        clave,
        titulo,
        dato.n,
        lecturas.frase_recuento(df, n=dato.n, umbral=umbral, unidad=unidad),
        tabla=tabla((columna, f"{unidad}s"), [(str(f["rotulo"]), oculto_o(f["n"])) for f in lista]),
        notas=("Una persona puede estar en varios grupos.",) if varias else (),
    )


def reparto(clave: str, titulo: str, dato: Filtrado, umbral: int, unidad: Unidad) -> Seccion:
    """Partes de un todo de ``unidad``, en el orden de la barra."""
    espera = por_que_no(clave, titulo, dato)
    if espera is not None:
        return espera
    if dato.filas["n"].isna().all():
        return Seccion(clave, titulo, espera=f"Oculto: hay grupos de menos de {umbral} personas")
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


def con_votos(palanca: Valor, votos: Valor) -> str:
    """La palanca de una aportación precedida de sus votos, si ya se pueden enseñar."""
    return str(palanca) if votos is None else f"{votos} {'voto' if votos == 1 else 'votos'} · {palanca}"
