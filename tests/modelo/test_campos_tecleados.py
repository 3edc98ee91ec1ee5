"""Un mes y un número valen tal como se teclean: las reglas los entienden igual."""

from __future__ import annotations

from datetime import date

import pytest

from modelo.campos import OBJETOS, mes_a_iso, mes_a_la_vista
from modelo.errores import ValorNoValido

HOY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("escrito", "iso"),
    [
        ("3/2024", "2024-03"), ("03-2024", "2024-03"), (" 12.2023 ", "2023-12"), ("Marzo de 2024", "2024-03"),
        ("sept. 2021", "2021-09"), ("2024-03", "2024-03"), ("hace mucho", "hace mucho"), ("", ""),
    ],
)  # fmt: skip
def test_el_mes_se_entiende_como_se_escribe(escrito: str, iso: str) -> None:
    assert mes_a_iso(escrito) == iso


@pytest.mark.parametrize(("campo", "guardado"), [("desde", "2024-03"), ("fecha", "2024-03-01")])
def test_la_regla_de_un_mes_entiende_lo_tecleado_y_vuelve_a_verse_igual(campo: str, guardado: str) -> None:
    objeto = OBJETOS["cliente" if campo == "desde" else "hito"]

    assert objeto[campo].validar(campo, "marzo de 2024", HOY) == guardado
    assert mes_a_la_vista(guardado) == "03/2024"
    with pytest.raises(ValorNoValido):
        objeto[campo].validar(campo, "03/2", HOY)


@pytest.mark.parametrize("a_medias", ["", "0", "03/", "03-2024", "13/2099", "hace mucho"])
def test_un_mes_a_medias_vuelve_a_su_campo_como_se_dejo(a_medias: str) -> None:
    assert mes_a_la_vista(a_medias) == a_medias


def test_un_numero_tecleado_es_el_mismo_numero() -> None:
    intuicion = OBJETOS["cliente"]["intuicion"].validar

    assert [intuicion("intuicion", v, HOY) for v in ("70", " 7 ", "", 70)] == [70, 7, None, 70]
    for mal in ("101", "-1", "7.5", "siete", "9" * 50):
        with pytest.raises(ValorNoValido):
            intuicion("intuicion", mal, HOY)
