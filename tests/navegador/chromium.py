"""Dónde está el Chromium del sistema. Lo usan las pruebas de navegador y la orden ``./probar``.

``python -m tests.navegador.chromium`` escribe su ruta o, si no lo hay, dice cómo conseguirlo y falla.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

EN_LINUX = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
EN_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
COMO_CONSEGUIRLO = (
    "No hay Chromium para las pruebas de navegador. En Debian, «sudo apt install chromium»; en macOS, instala "
    "Google Chrome o «brew install --cask chromium»; si está en otro sitio, dilo en PALANCAS_CHROMIUM."
)


class SinChromium(Exception):
    """No hay un Chromium que funcione; el mensaje dice cómo conseguirlo."""


def funciona(ruta: str) -> bool:
    """Si ese programa se ejecuta: Ubuntu reparte un «chromium-browser» que solo remite a otra tienda."""
    try:
        prueba = subprocess.run([ruta, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return prueba.returncode == 0


def encontrar(entorno: Mapping[str, str] = os.environ) -> str:
    """La ruta del Chromium que se usa: el de PALANCAS_CHROMIUM o, si no se fija, el primero que funcione."""
    fijado = entorno.get("PALANCAS_CHROMIUM")
    if fijado:
        if not funciona(fijado):
            raise SinChromium(f"PALANCAS_CHROMIUM señala «{fijado}», que no se puede ejecutar: corrige la ruta.")
        return fijado
    en_la_ruta = (shutil.which(nombre, path=entorno.get("PATH")) for nombre in EN_LINUX)
    candidatos = [*en_la_ruta, *(ruta for ruta in EN_MACOS if Path(ruta).exists())]
    for candidato in candidatos:
        if candidato and funciona(candidato):
            return candidato
    raise SinChromium(COMO_CONSEGUIRLO)


def main() -> int:
    """Escribe la ruta por la salida, o la explicación por la de errores."""
    try:
        sys.stdout.write(f"{encontrar()}\n")
    except SinChromium as falta:
        sys.stderr.write(f"{falta}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
