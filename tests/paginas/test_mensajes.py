"""Cada error tiene una frase que dice qué pasa y qué hacer."""

from __future__ import annotations

import inspect
from datetime import timedelta

import pytest

from modelo import errores
from paginas.comun.mensajes import mensaje

EJEMPLOS = {
    "ValorNoValido": ("alias", "hace falta escribir algo"),
    "InformeNoValido": ("línea 3, columna 8", "ahí deja de ser JSON"),
    "NoEsUnInforme": (),
    "FaseCerrada": ("Mapa",),
    "VotosAgotados": (3,),
    "DemasiadosIntentos": (timedelta(seconds=20),),
}
CLASES = [c for _, c in inspect.getmembers(errores, inspect.isclass) if issubclass(c, errores.ErrorDelTaller)]


@pytest.mark.parametrize("clase", [c for c in CLASES if c is not errores.ErrorDelTaller], ids=lambda c: c.__name__)
def test_cada_error_tiene_una_frase_propia_y_entera(clase: type[errores.ErrorDelTaller]) -> None:
    frase = mensaje(clase(*EJEMPLOS.get(clase.__name__, ("detalle",))))

    assert frase != mensaje(errores.ErrorDelTaller())
    assert frase[0].isupper()
    assert frase.endswith(".")


@pytest.mark.parametrize(
    ("espera", "dicho"), [(0.2, "1 segundo "), (19.4, "20 segundos"), (60, "1 minuto "), (61, "2 minutos")]
)
def test_el_limite_de_intentos_dice_cuanto_esperar(espera: float, dicho: str) -> None:
    assert f"Espera {dicho}" in mensaje(errores.DemasiadosIntentos(timedelta(seconds=espera)))
