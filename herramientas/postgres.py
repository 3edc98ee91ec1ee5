"""Un servidor PostgreSQL propio, en su carpeta y por un enchufe local, con los programas que instala Debian."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

COMO_CONSEGUIRLO = "en Debian, «sudo apt install postgresql»; en macOS, «brew install postgresql»"
USUARIO = "palancas"
# PostgreSQL se niega a correr como administrador: entonces corre como el usuario que crea su paquete.
DEL_PAQUETE = "postgres"
# Sin red, y con un registro que no lleva las órdenes ni los valores que chocan, que pueden ser un alias.
DE_SERIE = (
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "log_error_verbosity=terse",
    "log_min_error_statement=panic",
)
# El sistema no admite rutas de enchufe más largas.
LARGO_DE_ENCHUFE = 90


class SinPostgres(RuntimeError):
    """No hay PostgreSQL, o no se puede poner en marcha; el mensaje dice qué hacer."""


def programas() -> Path:
    """La carpeta con ``initdb`` y ``pg_ctl``: Debian no la pone en el PATH."""
    en_el_camino = shutil.which("pg_ctl")
    candidatas = [Path(en_el_camino).resolve().parent] if en_el_camino else []
    candidatas += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda c: -int(c.parent.name.split(".")[0]))
    for carpeta in candidatas:
        if all((carpeta / programa).exists() for programa in ("initdb", "pg_ctl", "postgres")):
            return carpeta
    raise SinPostgres(f"Hace falta PostgreSQL: {COMO_CONSEGUIRLO}, y repite.")


class Cluster:
    """Una instalación de PostgreSQL con sus datos en ``carpeta``. Solo se llega por su enchufe, no por la red."""

    def __init__(self, carpeta: Path, opciones: Sequence[str] = ()) -> None:
        self.carpeta, self.datos, self.enchufe = carpeta, carpeta / "datos", carpeta / "enchufe"
        self._opciones = [f"-c {opcion}" for opcion in opciones]
        self._programas = programas()
        if len(str(self.enchufe)) > LARGO_DE_ENCHUFE:
            raise SinPostgres(f"La ruta {carpeta} es demasiado larga para PostgreSQL: elige otra carpeta.")

    def url(self, base: str) -> str:
        """La dirección de una base suya, para ``PALANCAS_BD``."""
        return f"postgresql+psycopg://{USUARIO}@/{base}?host={quote(str(self.enchufe))}"

    def arrancar(self) -> None:
        """Lo crea si no existe y vuelve cuando ya atiende. Si ya estaba en marcha, no hace nada."""
        for carpeta in (self.carpeta, self.datos, self.enchufe):
            carpeta.mkdir(parents=True, exist_ok=True, mode=0o700)
            if os.geteuid() == 0:
                shutil.chown(carpeta, DEL_PAQUETE, DEL_PAQUETE)
        if not (self.datos / "PG_VERSION").exists():
            # El orden de las letras, el de SQLite; quien llega al enchufe ya es quien sirve; una página rota se nota.
            self._hacer(
                "initdb", "-U", USUARIO, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-k", "--no-instructions"
            )
        if self._en_marcha():
            return
        opciones = [f"-c {opcion}" for opcion in DE_SERIE] + [f"-k {self.enchufe}", *self._opciones]
        registro = str(self.carpeta / "postgres.log")
        self._hacer("pg_ctl", "start", "-w", "-t", "60", "-l", registro, "-o", " ".join(opciones))

    def parar(self) -> None:
        """Lo para acabando lo que tenga a medias."""
        if self._en_marcha():
            self._hacer("pg_ctl", "stop", "-w", "-t", "60", "-m", "fast")

    def crear_base(self, base: str) -> None:
        """La crea si no existe."""
        existe = self._sql(f"SELECT 1 FROM pg_database WHERE datname = '{base}'")  # noqa: S608 el nombre es de la casa
        if "1" not in existe.split():
            self._sql(f"CREATE DATABASE {base}")

    def _sql(self, orden: str) -> str:
        conexion = ["-h", str(self.enchufe), "-U", USUARIO, "-d", "postgres"]
        return self._ejecutar([str(self._programas / "psql"), "-X", "-At", *conexion, "-c", orden])

    def _en_marcha(self) -> bool:
        return self._lanzar([str(self._programas / "pg_ctl"), "-D", str(self.datos), "status"]).returncode == 0

    def _hacer(self, programa: str, *argumentos: str) -> None:
        self._ejecutar([str(self._programas / programa), "-D", str(self.datos), *argumentos])

    def _ejecutar(self, orden: list[str]) -> str:
        hecho = self._lanzar(orden)
        if hecho.returncode:
            raise SinPostgres(f"PostgreSQL no se deja usar en {self.carpeta}: {hecho.stdout.strip()[-600:]}")
        return hecho.stdout

    def _lanzar(self, orden: list[str]) -> subprocess.CompletedProcess[str]:
        cuenta = DEL_PAQUETE if os.geteuid() == 0 else None
        # A un archivo y no a una tubería: el servidor hereda la salida y no la cerraría nunca.
        salida = self.carpeta / "orden.log"
        with salida.open("w") as abierta:
            codigo = subprocess.run(  # noqa: S603 los programas son los del sistema y los argumentos, de la casa
                orden,
                stdin=subprocess.DEVNULL,
                stdout=abierta,
                stderr=subprocess.STDOUT,
                cwd="/",
                user=cuenta,
                group=cuenta,
                extra_groups=[] if cuenta else None,
                env=os.environ | {"LC_ALL": "C.UTF-8"},
                check=False,
            ).returncode
        return subprocess.CompletedProcess(orden, codigo, salida.read_text(errors="replace"))
