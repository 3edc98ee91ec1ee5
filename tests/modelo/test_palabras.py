"""Garantías de la lista de palabras de los códigos personales."""

import re
from itertools import combinations

from modelo.palabras import PALABRAS


def como_suena(palabra):
    """Iguala lo que muchos hablantes pronuncian igual."""
    palabra = palabra.replace("h", "").replace("v", "b").replace("ll", "y").replace("qu", "k")
    palabra = re.sub("g(?=[ei])", "j", palabra).replace("gu", "g")
    return re.sub("c(?=[ei])", "s", palabra).replace("z", "s").replace("c", "k").replace("x", "s")


def a_una_letra(una, otra):
    """Dice si son iguales o se pasa de una a otra cambiando, quitando o poniendo una letra."""
    if abs(len(una) - len(otra)) > 1:
        return False
    corta, larga = sorted([una, otra], key=len)
    i = next((i for i, letra in enumerate(corta) if letra != larga[i]), len(corta))
    return corta[i + (len(corta) == len(larga)) :] == larga[i + 1 :]


def test_hay_al_menos_256_palabras_y_ninguna_repetida():
    assert len(PALABRAS) >= 256
    assert len(set(PALABRAS)) == len(PALABRAS)


def test_todas_son_cortas_y_se_teclean_sin_tildes_ni_enes():
    assert [p for p in PALABRAS if not re.fullmatch("[a-z]{4,7}", p)] == []
    assert [p for p in PALABRAS if p.startswith("h")] == []


def test_dos_palabras_cualesquiera_se_distinguen_al_dictarlas():
    parecidas = [(a, b) for a, b in combinations(PALABRAS, 2) if a_una_letra(como_suena(a), como_suena(b))]

    assert parecidas == []


def test_estan_las_palabras_del_ejemplo_del_metodo():
    assert {"olivo", "faro"} <= set(PALABRAS)
