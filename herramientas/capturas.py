"""Hace las capturas de docs/capturas sobre un taller de ensayo: ``python -m herramientas.capturas``."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from datos.demostracion import sembrar_ensayo
from datos.motor import preparar
from tests.navegador.chromium import encontrar
from tests.navegador.conftest import ARGUMENTOS, ESCRITORIO, MOVIL
from tests.navegador.esperas import espera_quieta
from tests.navegador.servidor import Servidor

DESTINO = Path(__file__).resolve().parent.parent / "docs" / "capturas"
FASES_DE_MOVIL = ("Bienvenida", "Mapa", "Histórico", "Entorno", "Interacción", "Valoración", "Perfil", "Plan")


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
    page.screenshot(path=DESTINO / f"{nombre}.png", full_page=entera)


def facilitar(page: Page, ficha: str, codigo: str) -> None:
    """Consola, proyección y resultados."""
    page.goto("/")
    captura(page, "inicio")
    page.goto("/crear")
    captura(page, "crear")
    page.goto(f"/f/{ficha}")
    captura(page, "consola")
    page.goto(f"/proyectar?sala={codigo}")
    captura(page, "proyeccion_radar")
    page.goto(f"/resultados?sala={codigo}")
    captura(page, "resultados")


def participar(page: Page, codigo: str, personal: str) -> None:
    """La entrada, unas cuantas fases y lo propio, en el móvil."""
    page.goto(f"/entrar?codigo={codigo}")
    captura(page, "movil_entrar")
    page.get_by_label("Código personal", exact=True).fill(personal)
    page.get_by_role("button", name="Entrar").click()
    page.get_by_role("button", name="Listo").wait_for()
    captura(page, "movil_radar")
    for fase in FASES_DE_MOVIL:
        espera_quieta(page)
        boton = page.get_by_role("button", name=re.compile(f"^{fase}"))
        if not boton.is_visible():
            page.get_by_text("Otras fases").click()
        boton.click()
        page.get_by_role("heading", name=re.compile(f"^{fase}")).first.wait_for()
        captura(page, f"movil_{fase.lower()}")
    page.get_by_role("button", name="Lo mío").click()
    captura(page, "movil_lo_mio")


def main() -> None:
    """Arranca un servidor sobre una base nueva, lo recorre y lo para."""
    DESTINO.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as carpeta:
        servidor = Servidor(Path(carpeta))
        motor = preparar(servidor.base_de_datos)
        creado = sembrar_ensayo(motor)
        from datos import consultas

        personal = consultas.participantes(motor, creado.sala_id)[0].codigo_personal
        try:
            servidor.arrancar()
            with sync_playwright() as playwright:
                chromium = playwright.chromium.launch(executable_path=encontrar(), args=list(ARGUMENTOS))
                facilitar(abrir(chromium, servidor.url, ESCRITORIO), creado.ficha_facilitar, creado.codigo)
                participar(abrir(chromium, servidor.url, MOVIL, movil=True), creado.codigo, personal)
                chromium.close()
        finally:
            servidor.matar()
            (Path(carpeta) / "registro.txt").write_text(servidor.registro())


if __name__ == "__main__":
    main()
