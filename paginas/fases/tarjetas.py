"""Lo que se añade de uno en uno (clientes, hitos, compromisos…): una tarjeta por pieza y solo una abierta.

Cerrada, enseña de un vistazo lo que ya tiene. Se abre y se cierra desde aquí, y no en el navegador, para que no salte
al escribir: el título cambia con lo escrito.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

from datos.idiomas import _
from modelo.valores import Objeto
from paginas.comun import sesion
from paginas.comun.literal import literal

NINGUNA = "-"


def empezar(tipo: str, piezas: Sequence[Any], *, a_medias: Sequence[Any] = ()) -> None:
    """La primera vez que se ven esas piezas, deja abierta la primera que esté a medias."""
    abierta = sesion.elegido(f"abierto_{tipo}")
    if abierta != NINGUNA and abierta not in {p.id for p in piezas}:
        sesion.elegir(f"abierto_{tipo}", a_medias[0].id if a_medias else NINGUNA)


def hay_abierta(tipo: str) -> bool:
    """Si alguna está abierta."""
    return sesion.elegido(f"abierto_{tipo}") not in ("", NINGUNA)


@contextmanager
def tarjeta(objeto: Objeto, titulo: str, *, resumen: str = "", hecha: bool = False) -> Iterator[bool]:
    """Una pieza. Da si está abierta; lo que se dibuje dentro queda en la tarjeta."""
    lista = f"abierto_{objeto.tipo}"
    abierta = sesion.elegido(lista) == objeto.id
    with st.container(border=True, key=f"tarjeta_{objeto.id}"):
        marca = ":material/check_circle: " if hecha else ""
        st.button(
            f"{marca}**{literal(titulo)}**", key=f"abrir_{objeto.id}", type="tertiary", width="stretch", wrap=True,
            icon=":material/expand_less:" if abierta else ":material/expand_more:", icon_position="right",
            on_click=sesion.elegir, args=(lista, NINGUNA if abierta else objeto.id),
        )  # fmt: skip
        if resumen and not abierta:
            st.caption(literal(resumen))
        yield abierta


def falta(pares: dict[str, Any]) -> list[str]:
    """Los nombres de lo que aún no tiene valor. Un cero o un «no» son valores."""
    return [nombre for nombre, valor in pares.items() if valor is None or valor == ""]


def resumir(*partes: str, faltan: Sequence[str] = ()) -> str:
    """«Corto 7 · Largo 4 · Falta: dificultad»."""
    dichas = [p for p in partes if p]
    if faltan:
        dichas.append(_("Falta: {que}").format(que=", ".join(faltan)))
    return " · ".join(dichas)
