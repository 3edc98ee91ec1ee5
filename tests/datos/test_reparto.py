"""Un reparto no deja deducir, restando del total, lo de menos personas que el umbral."""

from __future__ import annotations

import pandas as pd
import pytest
import sqlalchemy as sa

from datos.agregados import Filtrado, base
from modelo.privacidad import PERSONA
from tests.ensayo import motor, pedir, sembrado

__all__ = ["motor", "sembrado"]

ROTULOS = {"yo": "Yo", "ambos": "Ambos", "cliente": "Cliente"}


def repartido(motor: sa.Engine, **respuestas: tuple[int, int]) -> Filtrado:
    """El reparto cuando cada respuesta la dan esas personas (de la primera a la segunda, sin contarla)."""
    filas = [(f"p{n}", clave) for clave, (desde, hasta) in respuestas.items() for n in range(desde, hasta)]
    return base.reparto(pedir(motor, "interaccion"), pd.DataFrame(filas, columns=[PERSONA, "que"]), "que", ROTULOS)


@pytest.mark.parametrize("pocas", [1, 2, 3, 4])
def test_si_lo_que_queda_fuera_es_de_poca_gente_no_se_da_ninguna_parte(motor: sa.Engine, pocas: int) -> None:
    dato = repartido(motor, yo=(0, 8), cliente=(8, 8 + pocas))

    assert "restando" in dato.espera
    assert dato.filas.empty


def test_si_lo_oculto_suma_gente_bastante_se_da_lo_demas(motor: sa.Engine) -> None:
    dato = repartido(motor, yo=(0, 6), ambos=(6, 9), cliente=(9, 12))

    partes = dict(zip(dato.filas["rotulo"], dato.filas["n"], strict=True))
    assert partes["Yo"] == 6
    assert pd.isna(partes["Ambos"])
    assert pd.isna(partes["Cliente"])


def test_si_no_queda_nadie_fuera_se_da_todo_tambien_los_ceros(motor: sa.Engine) -> None:
    dato = repartido(motor, yo=(0, 6), ambos=(6, 12))

    assert dict(zip(dato.filas["rotulo"], dato.filas["n"], strict=True)) == {"Yo": 6, "Ambos": 6, "Cliente": 0}
