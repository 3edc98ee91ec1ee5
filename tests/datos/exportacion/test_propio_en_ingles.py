"""Lo que se lleva quien participa en inglés va en inglés, y lo del grupo, en la lengua de todos."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import sqlalchemy as sa

from datos import consultas, exportacion
from datos.exportacion import propio
from datos.idiomas import hablando
from modelo.valores import Identidad, Papel
from tests.datos.exportacion.apoyo import pedir
from tests.ensayo import motor, sembrado
from tests.espanol import callar_a_la_gente, espanol

__all__ = ["motor", "sembrado"]


def test_mi_informe_no_deja_espanol_de_la_casa(motor: sa.Engine) -> None:
    callar_a_la_gente(motor)
    pedido = pedir(motor)
    yo = consultas.participantes(motor, pedido.taller.sala_id)[0]
    with hablando("en"):
        datos = propio.de(pedido, yo)

    assert sorted({t for t in _textos(datos) if espanol(t)}) == []
    assert datos["titulo"] == "My report"
    assert propio.de(pedido, yo)["titulo"] == "Mi informe"


def test_el_pdf_y_el_calendario_salen_en_la_lengua_de_quien_los_pide(motor: sa.Engine) -> None:
    pedido = pedir(motor)
    yo = consultas.participantes(motor, pedido.taller.sala_id)[0]
    quien = Identidad(Papel.PARTICIPA, pedido.taller.sala_id, yo.id)
    with hablando("en"):
        calendario = exportacion.calendario_personal(pedido, quien, datetime(2026, 11, 21, tzinfo=UTC)).datos.decode()
        informe = exportacion.informe_personal(pedido, quien).datos

    assert "My commitments" in calendario
    assert "Due tomorrow" in calendario
    assert informe.startswith(b"%PDF")


def _textos(dato: object) -> Iterator[str]:
    if isinstance(dato, dict):
        for clave, valor in dato.items():
            if clave == "svg":
                yield from re.findall(r"<text[^>]*>([^<]+)</text>", str(valor))
            elif clave not in ("colores", "letras", "lengua", "region"):
                yield from _textos(valor)
    elif isinstance(dato, list | tuple):
        for parte in dato:
            yield from _textos(parte)
    elif isinstance(dato, str):
        yield dato
