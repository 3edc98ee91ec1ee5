"""Pasa axe por todas las pantallas en escritorio y en móvil: ``python -m herramientas.accesibilidad``.

``./probar`` mira cada pantalla en el tamaño en que más se usa; esto, en los dos.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from datos.motor import preparar
from herramientas.capturas import abrir
from tests.navegador.chromium import encontrar
from tests.navegador.conftest import ARGUMENTOS, ESCRITORIO, MOVIL
from tests.navegador.pantallas import Ensayo, un_ensayo
from tests.navegador.recorrido import infracciones
from tests.navegador.servidor import Servidor

# De qué entra quien mira esas pantallas.
PAPELES = {
    "": "", "participa": "participa", "tarjetas": "participa", "facilita": "facilita", "resultados": "facilita",
    "proyecta": "facilita", "revisa": "revisa",
}  # fmt: skip


def mirar(chromium: Browser, servidor: Servidor, ensayo: Ensayo, *, movil: bool, papeles: list[str]) -> int:
    """Escribe lo que incumple cada pantalla en ese tamaño. Devuelve cuántas incumplen algo."""
    malas = 0
    for papel in papeles:
        page = abrir(chromium, servidor.url, MOVIL if movil else ESCRITORIO, movil=movil)
        page.set_default_timeout(30_000)
        ensayo.entrar(page, PAPELES[papel])
        for nombre, suyas in infracciones(page, ensayo, ensayo.pantallas(papel), movil=movil).items():
            malas += 1
            sys.stdout.write(
                "\n".join([f"{'móvil' if movil else 'escritorio'} · {nombre}", *(f"  {s}" for s in suyas)])
            )
            sys.stdout.write("\n")
        page.context.close()
    return malas


def main() -> int:
    """Siembra un ensayo en una base nueva y lo recorre en los dos tamaños. Falla si algo incumple."""
    opciones = argparse.ArgumentParser(prog="python -m herramientas.accesibilidad", description=__doc__)
    opciones.add_argument("papeles", nargs="*", choices=[*PAPELES, []], help="solo las pantallas de esos papeles")
    opciones.add_argument("--solo-movil", action="store_true", help="sin el escritorio")
    elegido = opciones.parse_args()
    papeles = elegido.papeles or list(PAPELES)
    with tempfile.TemporaryDirectory() as carpeta:
        servidor = Servidor(Path(carpeta))
        ensayo = un_ensayo(preparar(servidor.base_de_datos))
        try:
            servidor.arrancar()
            with sync_playwright() as playwright:
                chromium = playwright.chromium.launch(executable_path=encontrar(), args=list(ARGUMENTOS))
                tamanos = [True] if elegido.solo_movil else [True, False]
                malas = sum(mirar(chromium, servidor, ensayo, movil=m, papeles=papeles) for m in tamanos)
                chromium.close()
        finally:
            servidor.matar()
    sys.stdout.write(f"{malas} pantallas incumplen algo\n" if malas else "Ninguna pantalla incumple nada\n")
    return 1 if malas else 0


if __name__ == "__main__":
    sys.exit(main())
