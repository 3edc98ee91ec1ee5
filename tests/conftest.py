"""Lo que comparten todas las pruebas: una base propia por prueba y ningún ajuste heredado de quien las lanza."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from datos.motor import cerrar, preparar
from tests import bases

# Sin plazo por ejemplo: en una máquina ocupada, medir el tiempo de una propiedad solo da falsas alarmas. Y con los
# mismos ejemplos cada vez: lo que falle ha de ser de lo que se acaba de cambiar. Ejemplos nuevos se buscan aparte, con
# --hypothesis-profile=default o, los del taller entero, con «python -m tests.durabilidad --maquina 300».
settings.register_profile("casa", deadline=None, print_blob=True, derandomize=True)
settings.load_profile("casa")

DE_LA_MAQUINA = frozenset({"PALANCAS_CHROMIUM", bases.VARIABLE})


@pytest.fixture(scope="session")
def recien_creada(tmp_path_factory: pytest.TempPathFactory) -> str:
    """La URL de una base con sus tablas y sin nada dentro. Crearla cuesta diez veces más que copiarla."""
    url = bases.base_nueva(tmp_path_factory.mktemp("base") / "palancas.db")
    cerrar(preparar(url))
    return url


@pytest.fixture
def base_vacia(tmp_path: Path) -> Iterator[str]:
    """La URL de una base sin tablas, solo de esta prueba: un archivo SQLite que aún no existe, si no se pide otra.

    `PALANCAS_BD` apunta a ella.
    """
    url = bases.base_nueva(tmp_path / "palancas.db")
    yield url
    bases.tirar(url)


@pytest.fixture
def base_de_datos(base_vacia: str, recien_creada: str) -> str:
    """La misma, con sus tablas ya creadas."""
    bases.copiar(recien_creada, base_vacia)
    return base_vacia


@pytest.fixture(autouse=True)
def _ajustes_propios(base_vacia: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ninguna prueba ve los ajustes de quien la lanza ni puede tocar su base."""
    for nombre in list(os.environ):
        if nombre.startswith("PALANCAS_") and nombre not in DE_LA_MAQUINA:
            monkeypatch.delenv(nombre)
    monkeypatch.setenv("PALANCAS_BD", base_vacia)
