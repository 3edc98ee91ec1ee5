"""Lo que comparten todas las pruebas: una base propia por prueba y ningún ajuste heredado de quien las lanza."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from datos.motor import cerrar, preparar

# Sin plazo por ejemplo: en una máquina ocupada, medir el tiempo de una propiedad solo da falsas alarmas.
settings.register_profile("casa", deadline=None, print_blob=True)
settings.load_profile("casa")

DE_LA_MAQUINA = frozenset({"PALANCAS_CHROMIUM"})


@pytest.fixture(scope="session")
def recien_creada(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """El archivo de una base con sus tablas y sin nada dentro. Crearla cuesta diez veces más que copiarla."""
    archivo = tmp_path_factory.mktemp("base") / "palancas.db"
    cerrar(preparar(f"sqlite:///{archivo}"))
    return archivo


@pytest.fixture
def base_vacia(tmp_path: Path) -> str:
    """La URL de una base SQLite de archivo que todavía no existe, solo de esta prueba. `PALANCAS_BD` apunta a ella."""
    return f"sqlite:///{tmp_path / 'palancas.db'}"


@pytest.fixture
def base_de_datos(base_vacia: str, tmp_path: Path, recien_creada: Path) -> str:
    """La misma, con sus tablas ya creadas."""
    shutil.copyfile(recien_creada, tmp_path / "palancas.db")
    return base_vacia


@pytest.fixture(autouse=True)
def _ajustes_propios(base_vacia: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ninguna prueba ve los ajustes de quien la lanza ni puede tocar su base."""
    for nombre in list(os.environ):
        if nombre.startswith("PALANCAS_") and nombre not in DE_LA_MAQUINA:
            monkeypatch.delenv(nombre)
    monkeypatch.setenv("PALANCAS_BD", base_vacia)
