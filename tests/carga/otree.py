"""Valorar en Palancas y en oTree, en la misma pasada y por tandas que se alternan. oTree se instala aparte.

python3 -m venv CARPETA && CARPETA/bin/pip install otree==6.0.15
python -m tests.carga.otree CARPETA
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import aiohttp
import psutil

from tests.carga import informe
from tests.carga.__main__ import decir
from tests.carga.avisos import con_avisos
from tests.carga.escenarios import Serie, Valorar, cookie, pestanas, sin_fallos, tanda
from tests.carga.peticion import nueva_conexion, reloj
from tests.carga.sala import llenar
from tests.navegador.servidor import Servidor, esperar_respuesta, puerto_libre

PROYECTO = Path(__file__).parent / "proyecto_otree"
GENTE = 24
TANDAS = 3  # de ocho: las veinticuatro afirmaciones
OBJETIVO = 0.5
NUESTRAS, UNA_A_UNA, DE_UNA_VEZ = "Palancas, ocho", "oTree, ocho páginas de una", "oTree, una página con ocho"


class OTree:
    """El servidor de producción de oTree con SQLite, en su carpeta y en un puerto libre."""

    def __init__(self, instalado: Path, carpeta: Path) -> None:
        self.carpeta = carpeta / "proyecto"
        shutil.copytree(PROYECTO, self.carpeta)
        (self.carpeta / "_static").mkdir()
        self.puerto = puerto_libre()
        self.url = f"http://127.0.0.1:{self.puerto}"
        self._orden = str(instalado.resolve() / "bin" / "otree")
        self._entorno = os.environ | {
            "PATH": f"{instalado.resolve() / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "OTREE_PRODUCTION": "1",
            "OTREE_SKIP_CSRF": "1",
        }
        self._proceso: subprocess.Popen[bytes] | None = None

    def ejecutar(self, *argumentos: str) -> None:
        """Una orden de oTree, hasta que acaba."""
        subprocess.run([self._orden, *argumentos], cwd=self.carpeta, env=self._entorno, check=True, capture_output=True)

    def enlaces(self, configuracion: str) -> list[str]:
        """Los enlaces de quienes participan en la sesión de esa configuración."""
        base = sqlite3.connect(self.carpeta / "db.sqlite3")
        consulta = (
            "SELECT p.code FROM otree_participant p JOIN otree_session s ON p.session_id = s.id ORDER BY s.id, p.id"
        )
        codigos = [codigo for (codigo,) in base.execute(consulta)]
        base.close()
        de_una, de_ocho = codigos[:GENTE], codigos[GENTE:]
        return [f"{self.url}/InitializeParticipant/{c}" for c in (de_una if configuracion == "una" else de_ocho)]

    def arrancar(self) -> None:
        """Deja hechas las sesiones y atiende."""
        self.ejecutar("resetdb", "--noinput")
        for configuracion in ("una", "ocho"):
            self.ejecutar("create_session", configuracion, str(GENTE))
        with (self.carpeta / "servidor.log").open("ab") as salida:
            self._proceso = subprocess.Popen(
                [self._orden, "prodserver", str(self.puerto)],
                cwd=self.carpeta, env=self._entorno, stdout=salida, stderr=subprocess.STDOUT,
            )  # fmt: skip
        esperar_respuesta(f"{self.url}/demo", sigue=lambda: self._proceso is not None and self._proceso.poll() is None)

    def matar(self) -> None:
        """Lo corta, con los procesos que haya abierto."""
        if self._proceso is not None:
            for suyo in [*psutil.Process(self._proceso.pid).children(recursive=True), self._proceso]:
                suyo.kill()
            self._proceso.wait()

    @property
    def pids(self) -> list[int]:
        """El que atiende. El otro solo mira plazos y aquí no hay."""
        return [self._proceso.pid] if self._proceso is not None else []


class Cuestionario:
    """Varias personas contestando páginas de oTree por turno; cada cual recuerda por dónde va."""

    def __init__(self, http: aiohttp.ClientSession, cuantas: int) -> None:
        self.http = http
        self.cuantas = cuantas
        self.donde: list[str] = []

    async def empezar(self, enlaces: list[str]) -> Cuestionario:
        """Abre la primera página de cada persona."""
        for enlace in enlaces:
            async with self.http.get(enlace) as respuesta:
                await self._llegar(respuesta)
                self.donde.append(str(respuesta.url))
        return self

    async def __call__(self, vez: int) -> float:
        """Envía una página y espera a tener la siguiente."""
        quien = vez % len(self.donde)
        notas = {f"v{n}": str((vez + n) % 5 + 1) for n in range(1, self.cuantas + 1)}
        salida = reloj()
        async with self.http.post(self.donde[quien], data=notas) as respuesta:
            await self._llegar(respuesta)
            tardado = reloj() - salida
            # Sin guardar, oTree enseña la misma página con sus errores.
            if str(respuesta.url) == self.donde[quien]:
                raise SystemExit("oTree no ha admitido lo enviado")
            self.donde[quien] = str(respuesta.url)
        return tardado

    async def ocho(self, vez: int) -> float:
        """Ocho páginas seguidas de la misma persona. Devuelve los segundos que ha esperado."""
        return sum([await self(vez) for _ in range(8)])

    async def _llegar(self, respuesta: aiohttp.ClientResponse) -> None:
        respuesta.raise_for_status()
        if "v1" not in await respuesta.text():
            raise SystemExit(f"oTree no enseña lo que hay que valorar en {respuesta.url}")


async def medir(nuestro: Servidor, otro: OTree) -> dict[str, Serie]:
    """Cada persona valora ocho, en uno y en otro; y en oTree, además, ocho en una sola página."""
    sala = llenar(nuestro.base_de_datos, GENTE, "valoracion")
    nuestro.arrancar()
    gente = [cookie(sala, persona) for persona in sala.personas]
    series = {nombre: Serie() for nombre in (NUESTRAS, UNA_A_UNA, DE_UNA_VEZ)}
    async with (
        pestanas(f"{nuestro.url}/participar?sala={sala.codigo}", gente, con_pulso=False) as abiertas,
        con_avisos(abiertas),
        nueva_conexion() as http,
    ):
        await asyncio.sleep(2.0)
        manos = [Valorar(pestana) for pestana in abiertas]
        de_una = await Cuestionario(http, 1).empezar(otro.enlaces("una"))
        de_ocho = await Cuestionario(http, 8).empezar(otro.enlaces("ocho"))
        turnos = [
            (NUESTRAS, nuestro, lambda vez: manos[vez].ocho(vez)),
            (UNA_A_UNA, otro, de_una.ocho),
            (DE_UNA_VEZ, otro, de_ocho),
        ]
        # Lo primero que se hace calienta: en los dos, sin gastar lo que queda por valorar.
        for servidor, operacion in ((nuestro, lambda vez: abiertas[vez].repetir()), (otro, de_una), (otro, de_ocho)):
            await tanda(Serie(), servidor, GENTE, operacion)
        for _ in range(TANDAS):
            for nombre, servidor, operacion in turnos:
                await tanda(series[nombre], servidor, GENTE, operacion)
        sin_fallos(abiertas)
    for persona, mano in zip(sala.personas, manos, strict=True):
        if len(mano.puestas) != 8 * TANDAS or mano.puestas != sala.valores(persona):
            raise SystemExit(f"lo pulsado no está guardado: {mano.puestas} frente a {sala.valores(persona)}")
    return series


def principal() -> None:
    """Interpreta la orden y mide."""
    orden = argparse.ArgumentParser(prog="python -m tests.carga.otree", description=(__doc__ or "").split("\n")[0])
    orden.add_argument("instalado", type=Path, help="el entorno virtual con oTree")
    pedido = orden.parse_args()
    with tempfile.TemporaryDirectory() as carpeta:
        nuestro, otro = Servidor(Path(carpeta)), OTree(pedido.instalado, Path(carpeta))
        try:
            otro.arrancar()
            series = asyncio.run(medir(nuestro, otro))
        finally:
            nuestro.matar()
            otro.matar()
    decir(informe.CABECERA)
    for nombre, serie in series.items():
        decir(informe.linea(nombre, serie.tiempos, serie.cpu_por_operacion))
    _comparar("ocho, cada una guardada al darla", series[NUESTRAS], series[UNA_A_UNA])
    _comparar("ocho, frente a un formulario que solo guarda al enviarlo", series[NUESTRAS], series[DE_UNA_VEZ])


def _comparar(que: str, nuestra: Serie, suya: Serie) -> None:
    p50 = [informe.percentil(serie.tiempos, 50) for serie in (nuestra, suya)]
    cpu = [serie.cpu_por_operacion for serie in (nuestra, suya)]
    cumple = "cumple" if max(p50[0] / p50[1], cpu[0] / cpu[1]) < OBJETIVO else "no cumple"
    decir(f"→ {que}: p50 {informe.cociente(*p50)} · CPU {informe.cociente(*cpu)} (menos de 0,5: {cumple})")


if __name__ == "__main__":
    principal()
