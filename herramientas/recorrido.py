"""Hace docs/capturas/recorrido.gif: la proyección y un móvil, fase a fase. ``python -m herramientas.recorrido``."""

from __future__ import annotations

import argparse
import io
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from datos import consultas
from datos.demostracion import sembrar_ensayo
from datos.motor import preparar
from herramientas.capturas import DESTINO, abrir
from modelo.casos import agenda
from modelo.valores import Identidad, Papel, TallerCreado
from paginas.comun.ejecucion import ejecutar
from tests.navegador.chromium import encontrar
from tests.navegador.conftest import ARGUMENTOS, ESCRITORIO, MOVIL
from tests.navegador.esperas import espera_quieta
from tests.navegador.servidor import Servidor

# Por dónde pasa, y si además se enseña lo del grupo.
ESCENAS = (
    ("bienvenida", False), ("mapa", False), ("historico", False), ("historico", True), ("valoracion", False),
    ("radar", True), ("perfil", True), ("plan", False),
)  # fmt: skip
ALTO, MARGEN, FONDO = 560, 14, (226, 219, 205)
DURA_MS = 2200
COLORES = 96


def escena(grande: Page, movil: Page) -> Image.Image:
    """Las dos pantallas, una al lado de otra y con la misma altura."""
    vistas = []
    for page in (grande, movil):
        espera_quieta(page)
        page.wait_for_timeout(700)
        vista = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        vistas.append(vista.resize((round(vista.width * ALTO / vista.height), ALTO), Image.Resampling.LANCZOS))
    ancho = sum(vista.width for vista in vistas) + 3 * MARGEN
    junta = Image.new("RGB", (ancho, ALTO + 2 * MARGEN), FONDO)
    x = MARGEN
    for vista in vistas:
        junta.paste(vista, (x, MARGEN))
        x += vista.width + MARGEN
    return junta


def recorrer(motor: sa.Engine, creado: TallerCreado, grande: Page, movil: Page) -> list[Image.Image]:
    """La puerta y las fases, con quien facilita mandando y una persona siguiéndolo."""
    facilita = Identidad(Papel.FACILITA, creado.sala_id)
    persona = consultas.participantes(motor, creado.sala_id)[0]
    grande.goto(f"/f/{creado.ficha_facilitar}")
    grande.get_by_role("link", name="Abrir la proyección").wait_for()
    movil.goto(f"/entrar?codigo={creado.codigo}")
    imagenes = [escena(grande, movil)]
    grande.goto(f"/proyectar?sala={creado.codigo}")
    movil.get_by_label("Código personal", exact=True).fill(persona.codigo_personal)
    movil.get_by_role("button", name="Recuperar lo mío").click()
    movil.get_by_role("button", name="Listo", exact=True).wait_for()
    for fase, revelada in ESCENAS:
        caso = agenda.revelar if revelada else agenda.ocultar
        ejecutar(motor, agenda.saltar, quien=facilita, clave=fase, ahora=datetime.now(UTC))
        ejecutar(motor, caso, quien=facilita, clave=fase, ahora=datetime.now(UTC))
        # Esto escribe desde otro proceso: el servidor lo mira cada dos segundos.
        movil.wait_for_timeout(3500)
        if movil.get_by_role("button", name="Ir a").is_visible():
            movil.get_by_role("button", name="Ir a").click()
        imagenes.append(escena(grande, movil))
    return imagenes


def main() -> None:
    """Arranca un servidor sobre una base nueva, lo recorre y lo para."""
    opciones = argparse.ArgumentParser(prog="python -m herramientas.recorrido", description=__doc__)
    opciones.add_argument("--en", type=Path, default=DESTINO / "recorrido.gif", help="archivo en que se guarda")
    elegido = opciones.parse_args()
    with tempfile.TemporaryDirectory() as carpeta, sync_playwright() as playwright:
        servidor = Servidor(Path(carpeta))
        motor = preparar(servidor.base_de_datos)
        creado = sembrar_ensayo(motor)
        try:
            servidor.arrancar()
            chromium = playwright.chromium.launch(executable_path=encontrar(), args=list(ARGUMENTOS))
            grande = abrir(chromium, servidor.url, ESCRITORIO)
            movil = abrir(chromium, servidor.url, MOVIL, movil=True)
            imagenes = recorrer(motor, creado, grande, movil)
            chromium.close()
        finally:
            servidor.matar()
    primera, *resto = (imagen.quantize(COLORES, dither=Image.Dither.NONE) for imagen in imagenes)
    primera.save(elegido.en, save_all=True, append_images=resto, duration=DURA_MS, loop=0, optimize=True)


if __name__ == "__main__":
    main()
