"""Lo que se lleva quien participa en inglés va en inglés, y lo del grupo, en la lengua de todos."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import sqlalchemy as sa

from datos import consultas, exportacion
from datos.exportacion import propio
from datos.exportacion.papel import comun
from datos.idiomas import hablando
from datos.propio import lo_mio
from modelo.entidades import Hito
from modelo.valores import Identidad, Papel
from tests.datos.exportacion.apoyo import pedir
from tests.ensayo import cambiar, motor, sembrado
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


def test_los_limites_del_indice_van_en_mi_informe_solo_si_hay_algun_indice(motor: sa.Engine) -> None:
    pedido = pedir(motor)
    yo = consultas.participantes(motor, pedido.taller.sala_id)[0]
    con_hitos = propio.de(pedido, yo)["limites"]
    cambiar(motor, Hito, fecha="")

    assert con_hitos
    assert propio.de(pedido, yo)["limites"] == []


def test_lo_que_se_descarga_de_lo_propio_se_explica_en_la_lengua_de_quien_lo_pide(motor: sa.Engine) -> None:
    yo = consultas.participantes(motor, pedir(motor).taller.sala_id)[0]
    with hablando("en"):
        suyo = lo_mio(motor, yo.id, datetime(2026, 11, 21, tzinfo=UTC))
        palabras = comun("", "")["palabras_clave"]

    assert not espanol(suyo["que_es"])
    assert suyo["talleres"][0]["titulo"] == "Trial: lasting client relationships"
    assert palabras == ["workshop", "trust", "levers"]


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
