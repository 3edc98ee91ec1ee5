"""Unas réplicas de verdad, con su PostgreSQL y su nginx, para medirlas y para quitarles una."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from herramientas.replicas import Despliegue
from tests.navegador.servidor import esperar_respuesta, puerto_libre


class Montaje:
    """Lo que monta ``despliegue/levantar``, en una carpeta pasajera y en un puerto libre de esta máquina."""

    def __init__(self, carpeta: Path, cuantas: int) -> None:
        self.despliegue = Despliegue(cuantas, carpeta, puerto_libre(), "127.0.0.1", _entorno_limpio())
        self.url = f"http://127.0.0.1:{self.despliegue.puerto}"

    @property
    def base_de_datos(self) -> str:
        """La base que comparten las réplicas."""
        return self.despliegue.entorno["PALANCAS_BD"]

    @property
    def pids(self) -> list[int]:
        """Los procesos de Palancas en pie, sin contar nginx ni PostgreSQL."""
        return [r.en_marcha.pid for r in self.despliegue.replicas if r.en_marcha is not None and r.caido() is None]

    def matar(self, cual: int) -> None:
        """Corta en seco una réplica."""
        proceso = self.despliegue.replicas[cual].en_marcha
        assert proceso is not None
        proceso.kill()
        proceso.wait()

    def recuperar(self, cual: int) -> None:
        """Lo que hace quien vigila: la vuelve a levantar. Vuelve cuando ya atiende."""
        replica = self.despliegue.replicas[cual]
        replica.lanzar()
        salud = f"http://127.0.0.1:{self.despliegue.puertos[cual]}/_stcore/health"
        esperar_respuesta(salud, sigue=lambda: replica.caido() is None)

    def registros(self) -> str:
        """Lo escrito por todas las réplicas."""
        return "\n".join(r.registro.read_text(errors="replace") for r in self.despliegue.replicas)


@contextmanager
def montaje(cuantas: int) -> Iterator[Montaje]:
    """Mientras dura, hay esas réplicas en marcha sobre una base vacía que sí espera al disco."""
    carpeta = Path(tempfile.mkdtemp(prefix="palancas-replicas-"))
    # PostgreSQL corre con otro usuario si quien mide es administrador.
    carpeta.chmod(0o711)
    hecho = Montaje(carpeta, cuantas)
    try:
        hecho.despliegue.levantar()
        yield hecho
    finally:
        hecho.despliegue.parar()
        rmtree(carpeta, ignore_errors=True)


def _entorno_limpio() -> dict[str, str]:
    ajenos = ("PALANCAS_", "STREAMLIT_")
    return {nombre: valor for nombre, valor in os.environ.items() if not nombre.startswith(ajenos)}
