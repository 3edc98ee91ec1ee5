"""Los ajustes del entorno, y cuándo una instalación está abierta a cualquiera."""

from __future__ import annotations

import pytest

from datos.ajustes import abierta_a_cualquiera, leer


def test_una_variable_vacia_vale_como_no_puesta() -> None:
    puestos = leer({"PALANCAS_BD": " ", "PALANCAS_URL": "https://taller.es/", "PALANCAS_CLAVE": ""})

    assert puestos.bd.startswith("sqlite:///")
    assert puestos.url == "https://taller.es"
    assert puestos.clave == ""


def test_los_ajustes_no_ensenan_la_clave_ni_la_base_al_imprimirlos() -> None:
    puestos = leer({"PALANCAS_BD": "postgresql://u:contrasena@servidor/bd", "PALANCAS_CLAVE": "secreto"})

    assert "secreto" not in repr(puestos)
    assert "contrasena" not in repr(puestos)


@pytest.mark.parametrize(
    ("escucha", "publica", "visitada", "abierta"),
    [
        (None, "", "", True),
        ("0.0.0.0", "", "", True),  # noqa: S104 es el dato de la prueba, no una dirección en la que se escucha
        ("192.168.1.5", "", "", True),
        ("127.0.0.1", "", "", False),
        ("::1", "", "", False),
        ("localhost", "", "", False),
        ("127.0.0.1", "https://taller.es", "", True),
        ("127.0.0.1", "https://taller.es", "http://localhost:8501/crear", True),
        (None, "http://localhost:8501", "", False),
        (None, "", "http://localhost:8501/crear", False),
        (None, "", "http://127.0.0.1:8501/", False),
        (None, "", "http://192.168.1.5:8501/", True),
        (None, "", "https://127.0.0.1.taller.es/", True),
    ],
)
def test_sin_clave_esta_abierta_si_se_llega_desde_fuera(
    escucha: str | None, publica: str, visitada: str, abierta: bool
) -> None:
    puestos = leer({"PALANCAS_URL": publica})

    assert abierta_a_cualquiera(escucha, visitada, puestos) is abierta


def test_con_clave_nunca_esta_abierta() -> None:
    assert not abierta_a_cualquiera(None, "https://taller.es", leer({"PALANCAS_CLAVE": "x"}))
