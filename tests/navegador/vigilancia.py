"""Lo que pasa en el navegador mientras dura una prueba: errores, mensajes de consola y peticiones."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Error, Page

CASA = "127.0.0.1"
POR_LA_RED = frozenset({"http", "https", "ws", "wss"})


def nombre_de_archivo(prueba: str) -> str:
    """El nombre de una prueba, también si lleva parámetros, sin signos raros para un archivo."""
    return re.sub(r"\W+", "_", prueba)


class Vigilancia:
    """Apunta lo que ocurre en un contexto, también en las pestañas que se abran después."""

    def __init__(self, contexto: BrowserContext) -> None:
        self.contexto = contexto
        self.consola: list[str] = []
        self.errores: list[str] = []
        self.ajenas: list[str] = []
        contexto.on("weberror", lambda e: self.errores.append(str(e.error)))
        contexto.on("console", lambda m: self._consola(m.type, m.text, m.location.get("url", "")))
        contexto.on("request", lambda peticion: self._peticion(peticion.url))
        contexto.on("page", self._pestana)

    def reparos(self) -> list[str]:
        """Por qué la prueba no puede darse por buena, una frase por motivo."""
        return [
            *(f"Error de JavaScript: {error}" for error in self.errores),
            *(f"Petición a un tercero: {url}" for url in self.ajenas),
        ]

    def guardar(self, carpeta: Path, nombre: str) -> None:
        """Deja una captura por pestaña y lo que dijo la consola."""
        carpeta.mkdir(parents=True, exist_ok=True)
        base = nombre_de_archivo(nombre)
        (carpeta / f"{base}.txt").write_text("\n".join([*self.reparos(), *self.consola]) + "\n", encoding="utf-8")
        for numero, pestana in enumerate(self.contexto.pages, start=1):
            try:
                pestana.screenshot(path=carpeta / f"{base}_{numero}.png", timeout=5_000)
            except Error as fallo:
                # La captura ilustra un fallo que ya se va a contar: si no sale, no debe taparlo.
                (carpeta / f"{base}_{numero}.txt").write_text(f"Sin captura: {fallo}\n", encoding="utf-8")

    def _pestana(self, pestana: Page) -> None:
        pestana.on("websocket", lambda enchufe: self._peticion(enchufe.url))

    def _peticion(self, url: str) -> None:
        partes = urlsplit(url)
        if partes.scheme in POR_LA_RED and partes.hostname != CASA:
            self.ajenas.append(url)

    def _consola(self, tipo: str, texto: str, origen: str) -> None:
        self.consola.append(f"{tipo}: {texto} ({origen})")
        # Lo que la política de contenidos bloquea no llega a ser un error de la página, pero es algo roto.
        if tipo == "error" and "Content Security Policy" in texto:
            self.errores.append(texto)
