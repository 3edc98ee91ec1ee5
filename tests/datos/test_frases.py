"""El compromiso se lee bien lo haya escrito como lo haya escrito cada persona, en las dos lenguas."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from datos import frases
from datos.idiomas import hablando


def escrito(situacion: str, accion: str, senal: str, antes_de: str = "2027-02-01") -> SimpleNamespace:
    return SimpleNamespace(situacion=situacion, accion=accion, senal=senal, antes_de=antes_de)


@pytest.mark.parametrize(
    "senal", ["they tell me first", "I’ll know it’s working when they tell me first.", "When they tell me first"]
)
@pytest.mark.parametrize("accion", ["call them", "I will call them", "then I'll call them"])
@pytest.mark.parametrize("situacion", ["they go quiet", "If they go quiet,", "when they go quiet"])
def test_en_ingles_no_se_repite_lo_que_ya_pone_la_frase(situacion: str, accion: str, senal: str) -> None:
    with hablando("en"):
        entera = frases.compromiso(escrito(situacion, accion, senal))
        sin_fecha = frases.compromiso_sin_fecha(escrito(situacion, accion, senal))

    assert entera == (
        "If they go quiet, then I will call them before 1 Feb 2027. How I’ll know it’s working: they tell me first."
    )
    assert sin_fecha == "If they go quiet, then I will call them. How I’ll know it’s working: they tell me first."


@pytest.mark.parametrize(
    ("accion", "dicha"),
    [
        ("llamaré", "entonces llamaré antes del 01/02/2027"),
        ("una llamada", "entonces haré una llamada antes del 01/02/2027"),
        ("haré una llamada", "entonces haré una llamada antes del 01/02/2027"),
    ],
)
def test_en_espanol_la_accion_lleva_un_solo_verbo(accion: str, dicha: str) -> None:
    assert dicha in frases.compromiso(escrito("tardan", accion, "que contestan"))


def test_sin_fecha_la_accion_se_deja_como_se_escribio() -> None:
    assert frases.compromiso_sin_fecha(escrito("Si tardan", "haré una llamada", "")) == (
        "Si tardan, entonces haré una llamada."
    )
