"""Lo que nota una persona en su navegador: cuánto tarda en poder entrar y en ver guardado lo que toca.

python -m tests.carga.percibido    un minuto y medio; Chromium del sistema, en móvil, con red buena y con red de 3G
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.carga.__main__ import decir
from tests.carga.sala import SalaLlena, llenar
from tests.navegador.chromium import encontrar
from tests.navegador.conftest import ARGUMENTOS, MOVIL
from tests.navegador.esperas import espera_quieta
from tests.navegador.servidor import Servidor

# Las de «Slow 4G», que antes se llamaba «Fast 3G», de las herramientas de Chrome.
RED_LENTA = {"latency": 562.5, "downloadThroughput": 1_474_560 / 8, "uploadThroughput": 675_000 / 8}
PLAZO_MS = 60_000


@dataclass(frozen=True)
class Red:
    """Una red: su nombre y cómo se estrecha, o nada."""

    nombre: str
    freno: dict[str, float] | None


REDES = (Red("buena", None), Red("de 3G", RED_LENTA))


@contextmanager
def pagina(chromium: Browser, url: str, red: Red) -> Iterator[tuple[Page, list[int]]]:
    """Un móvil nuevo, sin nada guardado, y los bytes que va recibiendo."""
    contexto: BrowserContext = chromium.new_context(
        base_url=url, viewport={"width": MOVIL[0], "height": MOVIL[1]}, is_mobile=True, has_touch=True, locale="es-ES"
    )
    contexto.set_default_timeout(PLAZO_MS)
    page = contexto.new_page()
    bytes_: list[int] = []
    canal: Any = contexto.new_cdp_session(page)
    canal.send("Network.enable")
    canal.on("Network.loadingFinished", lambda suceso: bytes_.append(int(suceso["encodedDataLength"])))
    if red.freno is not None:
        canal.send("Network.emulateNetworkConditions", {"offline": False} | red.freno)
    yield page, bytes_
    contexto.close()


def cronometrar(hacer: Callable[[], object], hasta: Callable[[], object]) -> float:
    """Milisegundos desde que se hace algo hasta que se ve."""
    salida = perf_counter()
    hacer()
    hasta()
    return (perf_counter() - salida) * 1000


def visita(chromium: Browser, url: str, sala: SalaLlena, red: Red) -> dict[str, float]:
    """Una persona con el móvil recién encendido: abre, entra, valora y vuelve."""
    with pagina(chromium, url, red) as (page, bytes_):
        alias = page.get_by_label("Tu nombre o alias")
        medido = {"primera visita": cronometrar(lambda: page.goto(f"/entrar?codigo={sala.codigo}"), alias.wait_for)}
        espera_quieta(page)
        medido["kB de la primera visita"] = sum(bytes_) / 1000
        alias.fill("Ana")
        listo = page.get_by_role("button", name="Listo", exact=True)
        entrar = page.get_by_role("button", name="Entrar", exact=True)
        medido["de «Entrar» a dentro"] = cronometrar(entrar.click, listo.wait_for)
        espera_quieta(page)
        energia = page.get_by_role("radiogroup").first.get_by_role("radio")
        tocado = energia.nth(3)
        guardado = page.get_by_text("Guardado").first
        medido["de tocar una opción a «Guardado»"] = cronometrar(tocado.click, guardado.wait_for)
        bytes_.clear()
        medido["segunda visita"] = cronometrar(page.reload, listo.wait_for)
        espera_quieta(page)
        medido["kB de la segunda visita"] = sum(bytes_) / 1000
    return medido


def principal() -> None:
    """Interpreta la orden y mide."""
    orden = argparse.ArgumentParser(prog="python -m tests.carga.percibido", description=(__doc__ or "").split("\n")[0])
    orden.add_argument("--veces", type=int, default=5, help="visitas con cada red (5)")
    pedido = orden.parse_args()
    with tempfile.TemporaryDirectory() as carpeta, sync_playwright() as playwright:
        servidor = Servidor(Path(carpeta))
        sala = llenar(servidor.base_de_datos, 0, "bienvenida")
        servidor.arrancar()
        try:
            chromium = playwright.chromium.launch(executable_path=encontrar(), args=list(ARGUMENTOS))
            visita(chromium, servidor.url, sala, REDES[0])  # la primera calienta el servidor
            for red in REDES:
                medidas = [visita(chromium, servidor.url, sala, red) for _ in range(pedido.veces)]
                decir(f"\nRed {red.nombre}: mediana y peor de {pedido.veces}, en milisegundos (kB donde se dice)")
                for que in medidas[0]:
                    suyas = [medida[que] for medida in medidas]
                    decir(f"| {que} | {median(suyas):.0f} | {max(suyas):.0f} |")
            chromium.close()
        finally:
            servidor.matar()


if __name__ == "__main__":
    principal()
