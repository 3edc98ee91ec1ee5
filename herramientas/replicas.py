"""Varias réplicas de Palancas detrás de nginx y sobre PostgreSQL, en esta máquina: ``despliegue/levantar``.

Queda delante: mientras está en marcha, vuelve a levantar lo que se caiga. ``despliegue/parar`` o Ctrl+C lo paran todo.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from datos.ajustes import LOCAL, PROYECTO
from herramientas import nginx
from herramientas.arranque import exigir_base, orden, puerto_libre
from herramientas.postgres import Cluster, SinPostgres

# Lo que cada réplica puede tener abierto a la vez (datos.motor.RESERVA) y la de los recados.
CONEXIONES_POR_REPLICA = 52
PLAZO_DE_ARRANQUE = 60.0
PLAZO_DE_PARADA = 12.0
MIRAR_CADA = 0.5
# Entre un intento y el siguiente de levantar lo que no se tiene en pie.
RESPIRO = 2.0


class NoSeLevanta(RuntimeError):
    """Algo no llega a responder; el mensaje dice dónde mirar."""


def decir(texto: str) -> None:
    """Una línea para quien lo ha puesto en marcha."""
    sys.stdout.write(f"{texto}\n")
    sys.stdout.flush()


@dataclass
class Proceso:
    """Un programa que tiene que estar en pie."""

    nombre: str
    orden: Sequence[str]
    registro: Path
    entorno: Mapping[str, str]
    lanzado: float = 0.0
    en_marcha: subprocess.Popen[bytes] | None = None

    def lanzar(self) -> None:
        """Lo pone en marcha."""
        with self.registro.open("ab") as salida:
            self.en_marcha = subprocess.Popen(  # noqa: S603 los programas y sus argumentos son de la casa
                self.orden, cwd=PROYECTO, env=self.entorno, stdin=subprocess.DEVNULL, stdout=salida, stderr=salida
            )
        self.lanzado = time.monotonic()

    def caido(self) -> int | None:
        """Con qué código acabó; ``None`` si sigue en pie."""
        return None if self.en_marcha is None else self.en_marcha.poll()

    def avisar(self) -> None:
        """Le pide que pare."""
        if self.en_marcha is not None and self.en_marcha.poll() is None:
            self.en_marcha.terminate()

    def rematar(self, limite: float) -> None:
        """Espera a que pare y, si no obedece, lo corta."""
        if self.en_marcha is None:
            return
        try:
            self.en_marcha.wait(max(0.1, limite - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.en_marcha.kill()
            self.en_marcha.wait()


@dataclass
class Despliegue:
    """N réplicas, su reparto y, si no se da otra, su base. Todo lo suyo queda en ``carpeta``."""

    cuantas: int
    carpeta: Path
    puerto: int
    escucha: str = "0.0.0.0"  # noqa: S104 es la puerta: las réplicas solo se oyen desde esta máquina
    entorno: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    base: Cluster | None = None
    replicas: list[Proceso] = field(default_factory=list)
    reparto: Proceso | None = None
    puertos: list[int] = field(default_factory=list)

    def levantar(self) -> None:
        """La base, las réplicas y, cuando ya responden, la puerta."""
        self.carpeta.mkdir(parents=True, exist_ok=True)
        self._pasajera = Path(tempfile.mkdtemp(prefix="palancas-nginx-"))
        self._pasajera.chmod(0o711)
        self._base_mirada = 0.0
        self._levantar_base()
        if not self.cuantas:
            self._anotar()
            return
        desde = self.puerto + 100
        for numero in range(1, self.cuantas + 1):
            libre = puerto_libre(desde)
            desde = libre + 1
            self.puertos.append(libre)
            # Con tantos procesos como núcleos, que las cuentas de numpy no abran más hilos de los que hay.
            entorno = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"} | self.entorno
            servir = orden(["--server.address", "127.0.0.1"], str(libre))
            self.replicas.append(Proceso(f"réplica {numero}", servir, self.carpeta / f"replica{numero}.log", entorno))
        for replica in self.replicas:
            replica.lanzar()
        for replica, puerto in zip(self.replicas, self.puertos, strict=True):
            self._esperar(replica, f"http://127.0.0.1:{puerto}/_stcore/health")
        self._levantar_reparto()
        self._anotar()

    def _levantar_base(self) -> None:
        dada = self.entorno.get("PALANCAS_BD", "")
        if dada and not dada.startswith("postgresql"):
            raise NoSeLevanta(
                "Varias réplicas necesitan PostgreSQL: quita PALANCAS_BD y se levantará uno, o pon el tuyo."
            )
        if not dada:
            conexiones = self.cuantas * CONEXIONES_POR_REPLICA + 20
            self.base = Cluster(self.carpeta / "postgres", [f"max_connections={conexiones}"])
            self.base.arrancar()
            self.base.crear_base("palancas")
            self.entorno["PALANCAS_BD"] = self.base.url("palancas")
        os.environ["PALANCAS_BD"] = self.entorno["PALANCAS_BD"]
        exigir_base()

    def _levantar_reparto(self) -> None:
        escrita, registro = self.carpeta / "nginx.conf", self.carpeta / "nginx.log"
        escrita.write_text(
            nginx.configuracion(
                self.puertos,
                escucha=f"{self.escucha}:{self.puerto}",
                carpeta=self._pasajera,
                registro=registro,
                cifrada=self.entorno.get("PALANCAS_URL", "").startswith("https:"),
            ),
            encoding="utf-8",
        )
        programa = [nginx.programa(), "-e", str(registro), "-p", str(self._pasajera), "-c", str(escrita)]
        self.reparto = Proceso("nginx", programa, registro, self.entorno)
        self.reparto.lanzar()
        self._esperar(self.reparto, f"http://127.0.0.1:{self.puerto}/_stcore/health")

    def _esperar(self, proceso: Proceso, url: str) -> None:
        limite = time.monotonic() + PLAZO_DE_ARRANQUE
        while time.monotonic() < limite and proceso.caido() is None:
            try:
                with urlopen(url, timeout=2):  # noqa: S310 la dirección es la propia
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        raise NoSeLevanta(f"{proceso.nombre} no responde: mira {proceso.registro}")

    def _anotar(self) -> None:
        pids = [replica.en_marcha.pid if replica.en_marcha else 0 for replica in self.replicas]
        estado = {"pid": os.getpid(), "puerto": self.puerto, "puertos": self.puertos, "replicas": pids}
        escrito = self.carpeta / "estado.json"
        nuevo = escrito.with_suffix(".nuevo")
        nuevo.write_text(json.dumps(estado), encoding="utf-8")
        nuevo.replace(escrito)

    def repasar(self) -> None:
        """Vuelve a levantar lo que se haya caído."""
        self._repasar_la_base()
        cambia = False
        for proceso in [*self.replicas, *([self.reparto] if self.reparto else [])]:
            codigo = proceso.caido()
            if codigo is not None and time.monotonic() - proceso.lanzado > RESPIRO:
                decir(f"{proceso.nombre} se ha parado ({codigo}): se levanta otra vez.")
                proceso.lanzar()
                cambia = True
        if cambia:
            self._anotar()

    def _repasar_la_base(self) -> None:
        if self.base is None or time.monotonic() - self._base_mirada < RESPIRO:
            return
        self._base_mirada = time.monotonic()
        try:
            self.base.arrancar()  # si está en marcha, no hace nada
        except SinPostgres as fallo:
            decir(f"{fallo} Se vuelve a intentar.")

    def parar(self) -> None:
        """Cierra la puerta, para las réplicas y, si es la de aquí, la base."""
        procesos = [*([self.reparto] if self.reparto else []), *self.replicas]
        for proceso in procesos:
            proceso.avisar()
        limite = time.monotonic() + PLAZO_DE_PARADA
        for proceso in procesos:
            proceso.rematar(limite)
        if self.base is not None:
            self.base.parar()
        (self.carpeta / "estado.json").unlink(missing_ok=True)
        shutil.rmtree(self._pasajera, ignore_errors=True)


def en_marcha(carpeta: Path) -> int:
    """El proceso que tiene levantado lo de esa carpeta; 0 si ninguno."""
    try:
        pid = int(json.loads((carpeta / "estado.json").read_text(encoding="utf-8"))["pid"])
        os.kill(pid, 0)
    except (OSError, ValueError, KeyError):
        return 0
    return pid


def parar_el_de(carpeta: Path) -> bool:
    """Para lo levantado desde esa carpeta y espera a que acabe. Dice si había algo."""
    pid = en_marcha(carpeta)
    if not pid:
        return False
    os.kill(pid, signal.SIGTERM)
    limite = time.monotonic() + 2 * PLAZO_DE_PARADA
    while en_marcha(carpeta) == pid and time.monotonic() < limite:
        time.sleep(0.1)
    return True


def _pedido() -> argparse.Namespace:
    lector = argparse.ArgumentParser(prog="despliegue/levantar", description="Réplicas detrás de nginx y PostgreSQL.")
    lector.add_argument(
        "cuantas", nargs="?", type=int, default=2, help="cuántas réplicas (2; una por núcleo; 0, solo la base)"
    )
    lector.add_argument("--puerto", type=int, default=8501, help="el de la puerta (8501)")
    lector.add_argument("--escucha", default="0.0.0.0", help="la dirección de la puerta (todas)")  # noqa: S104
    lector.add_argument("--carpeta", type=Path, default=LOCAL / "replicas", help="datos y registros")
    lector.add_argument("--parar", action="store_true", help="para lo levantado desde esa carpeta")
    return lector.parse_args()


def _servir(pedido: argparse.Namespace) -> None:
    despliegue = Despliegue(pedido.cuantas, pedido.carpeta.resolve(), pedido.puerto, pedido.escucha)
    seguir = True

    def dejarlo(_numero: int, _marco: FrameType | None) -> None:
        nonlocal seguir
        seguir = False

    for cual in (signal.SIGTERM, signal.SIGINT):
        signal.signal(cual, dejarlo)
    try:
        despliegue.levantar()
        abierta = f"Palancas se abre en http://localhost:{pedido.puerto} con {pedido.cuantas} réplicas."
        decir(
            f"{abierta if pedido.cuantas else 'Está en marcha solo la base.'}\n"
            f"Registros en {despliegue.carpeta}. Para pararla: Ctrl+C o despliegue/parar"
        )
        while seguir:
            time.sleep(MIRAR_CADA)
            despliegue.repasar()
    finally:
        despliegue.parar()


def main() -> int:
    """Levanta y se queda, o para lo que haya. Devuelve 1 si no se puede, diciendo por qué."""
    pedido = _pedido()
    if pedido.parar:
        decir("Parado." if parar_el_de(pedido.carpeta.resolve()) else "No había nada en marcha.")
        return 0
    if en_marcha(pedido.carpeta.resolve()):
        decir("Ya está en marcha: despliegue/parar lo para.")
        return 1
    try:
        _servir(pedido)
    except (NoSeLevanta, SinPostgres, nginx.SinNginx) as error:
        sys.stderr.write(f"Palancas no arranca: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
