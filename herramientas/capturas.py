"""Hace las capturas de docs/capturas sobre un taller de ensayo: ``python -m herramientas.capturas``."""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from datos import consultas
from datos.demostracion import sembrar_ensayo
from datos.motor import preparar
from tests.navegador.chromium import encontrar
from tests.navegador.conftest import ARGUMENTOS, ESCRITORIO, MOVIL
from tests.navegador.esperas import espera_quieta
from tests.navegador.servidor import Servidor

DESTINO = Path(__file__).resolve().parent.parent / "docs" / "capturas"
FASES = ("Bienvenida", "Mapa", "Histórico", "Entorno", "Interacción", "Valoración", "Perfil", "Plan")
destino = DESTINO


def abrir(chromium: Browser, base: str, medidas: tuple[int, int], *, movil: bool = False) -> Page:
    """Una página nueva, con su propia identidad."""
    contexto = chromium.new_context(
        base_url=base,
        viewport={"width": medidas[0], "height": medidas[1]},
        is_mobile=movil,
        has_touch=movil,
        locale="es-ES",
        timezone_id="Europe/Madrid",
        reduced_motion="reduce",
    )
    return contexto.new_page()


def captura(page: Page, nombre: str, *, entera: bool = False) -> None:
    """Guarda la página cuando se queda quieta."""
    espera_quieta(page)
    page.wait_for_timeout(600)
    page.screenshot(path=destino / f"{nombre}.png", full_page=entera)


def facilitar(page: Page, ficha: str, codigo: str) -> None:
    """La portada, la consola, lo que se proyecta y lo que queda después."""
    for nombre, ruta in {"inicio": "", "crear": "crear", "ayuda": "ayuda", "guia": "guia"}.items():
        page.goto(f"/{ruta}")
        captura(page, nombre)
    page.goto(f"/f/{ficha}")
    captura(page, "consola")
    for nombre in ("preparar", "proyectar", "resultados", "comparar", "revisar", "seguimiento"):
        page.goto(f"/{nombre}?sala={codigo}")
        captura(page, nombre)


def participar(page: Page, codigo: str, personal: str, *, prefijo: str = "movil") -> None:
    """La entrada, unas cuantas fases y lo propio."""
    page.goto(f"/entrar?codigo={codigo}")
    captura(page, f"{prefijo}_entrar")
    page.get_by_label("Código personal", exact=True).fill(personal)
    page.get_by_role("button", name="Recuperar lo mío").click()
    page.get_by_role("button", name="Listo", exact=True).wait_for()
    captura(page, f"{prefijo}_radar")
    for fase in FASES:
        espera_quieta(page)
        boton = page.get_by_role("button", name=re.compile(f"^{fase}"))
        if not boton.is_visible():
            page.get_by_text("Otras fases").click()
        boton.click()
        page.get_by_role("heading", name=re.compile(f"^{fase}")).first.wait_for()
        seguir = page.get_by_role("button", name="Seguir escribiendo")
        if seguir.is_visible():
            seguir.click()
        captura(page, f"{prefijo}_{fase.lower()}")
    page.get_by_role("button", name="Lo mío", exact=True).click()
    captura(page, f"{prefijo}_lo_mio")


def main() -> None:
    """Arranca un servidor sobre una base nueva, lo recorre y lo para."""
    opciones = argparse.ArgumentParser(prog="python -m herramientas.capturas", description=__doc__)
    opciones.add_argument("--en", type=Path, default=DESTINO, help="carpeta en que se guardan")
    opciones.add_argument("--cambiadas", action="store_true", help="facilitar en móvil y participar en escritorio")
    elegido = opciones.parse_args()
    global destino
    destino = elegido.en
    destino.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as carpeta:
        servidor = Servidor(Path(carpeta))
        motor = preparar(servidor.base_de_datos)
        creado = sembrar_ensayo(motor)
        personal = consultas.participantes(motor, creado.sala_id)[0].codigo_personal
        grande, chica = (MOVIL, ESCRITORIO) if elegido.cambiadas else (ESCRITORIO, MOVIL)
        try:
            servidor.arrancar()
            with sync_playwright() as playwright:
                chromium = playwright.chromium.launch(executable_path=encontrar(), args=list(ARGUMENTOS))
                facilita = abrir(chromium, servidor.url, grande, movil=elegido.cambiadas)
                facilitar(facilita, creado.ficha_facilitar, creado.codigo)
                participa = abrir(chromium, servidor.url, chica, movil=not elegido.cambiadas)
                prefijo = "escritorio" if elegido.cambiadas else "movil"
                participar(participa, creado.codigo, personal, prefijo=prefijo)
                chromium.close()
        finally:
            servidor.matar()


if __name__ == "__main__":
    main()
