"""Lo que comparten todas las pruebas: una base propia por prueba y ningún ajuste heredado de quien las lanza."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Sin plazo por ejemplo: en una máquina ocupada, medir el tiempo de una propiedad solo da falsas alarmas.
settings.register_profile("casa", deadline=None, print_blob=True)
settings.load_profile("casa")

DE_LA_MAQUINA = frozenset({"PALANCAS_CHROMIUM"})


@pytest.fixture
def base_de_datos(tmp_path: Path) -> str:
    """La URL de una base SQLite de archivo, vacía y solo de esta prueba. `PALANCAS_BD` apunta a ella."""
    return f"sqlite:///{tmp_path / 'palancas.db'}"


@pytest.fixture(autouse=True)
def _ajustes_propios(base_de_datos: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ninguna prueba ve los ajustes de quien la lanza ni puede tocar su base."""
    for nombre in list(os.environ):
        if nombre.startswith("PALANCAS_") and nombre not in DE_LA_MAQUINA:
            monkeypatch.delenv(nombre)
    monkeypatch.setenv("PALANCAS_BD", base_de_datos)
