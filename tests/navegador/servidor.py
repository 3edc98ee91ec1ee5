"""La aplicación de verdad en un proceso aparte, con su propia base y en un puerto libre."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
PLAZO_DE_ARRANQUE = 60.0
PLAZO_DE_PARADA = 10.0
ERROR_EN_EL_REGISTRO = re.compile(
    r'^Traceback \(most recent call last\)|\bERROR\b|^\w*Error: |"nivel": "(?:error|grave)"', re.MULTILINE
)


def puerto_libre() -> int:
    """Un puerto de 127.0.0.1 que nadie usa ahora."""
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        puerto: int = enchufe.getsockname()[1]
        return puerto


class ServidorCaido(AssertionError):
    """El servidor no llega a responder o se ha parado solo; el mensaje trae su registro."""


class Servidor:
    """Un servidor de Palancas. `url` y `base_de_datos` no cambian aunque se reinicie.

    Lo que se diga en `entorno` se suma a los ajustes de la casa (`{"PALANCAS_URL": "https://…"}`).
    """

    def __init__(
        self,
        carpeta: Path,
        *,
        entorno: Mapping[str, str] | None = None,
        argumentos: Sequence[str] = (),
        raiz: Path = RAIZ,
    ) -> None:
        self.carpeta = carpeta
        self.raiz = raiz
        self.argumentos = tuple(argumentos)
        self.base_de_datos = (entorno or {}).get("PALANCAS_BD", f"sqlite:///{carpeta / 'palancas.db'}")
        self.puerto = puerto_libre()
        self.url = f"http://127.0.0.1:{self.puerto}"
        self.errores_esperados = False
        self._entorno = _entorno_limpio() | dict(entorno or {}) | {"PALANCAS_BD": self.base_de_datos}
        self._registro = carpeta / "servidor.log"
        self._proceso: subprocess.Popen[bytes] | None = None
        self._leido = 0

    def arrancar(self) -> None:
        """Lo pone en marcha y vuelve cuando ya atiende."""
        self.lanzar()
        self._esperar_salud()

    def lanzar(self) -> None:
        """Lo pone en marcha sin esperar a que atienda."""
        orden = [sys.executable, "-m", "streamlit", "run", "app.py"]
        opciones = ["--server.port", str(self.puerto), "--server.address", "127.0.0.1", "--server.headless", "true"]
        with self._registro.open("ab") as salida:
            self._proceso = subprocess.Popen(
                [*orden, *opciones, *self.argumentos],
                cwd=self.raiz,
                env=self._entorno,
                stdin=subprocess.DEVNULL,
                stdout=salida,
                stderr=subprocess.STDOUT,
            )

    def parar(self) -> None:
        """Lo para como lo pararía el sistema (SIGTERM); si no obedece a tiempo, es un fallo y se dice."""
        proceso, self._proceso = self._proceso, None
        if proceso is None or proceso.poll() is not None:
            return
        proceso.send_signal(signal.SIGTERM)
        try:
            proceso.wait(PLAZO_DE_PARADA)
        except subprocess.TimeoutExpired:
            proceso.kill()
            proceso.wait()
            raise ServidorCaido(f"El servidor no se paró en {PLAZO_DE_PARADA} s.\n{self.registro()}") from None

    def matar(self) -> None:
        """Lo corta en seco, como un corte de luz."""
        proceso, self._proceso = self._proceso, None
        if proceso is not None:
            proceso.kill()
            proceso.wait()

    def reiniciar(self) -> None:
        """Lo para y lo vuelve a poner en marcha en la misma dirección y con la misma base."""
        self.parar()
        self.arrancar()

    @property
    def pid(self) -> int:
        """El proceso del servidor en marcha."""
        if self._proceso is None:
            raise ServidorCaido("El servidor está parado.")
        return self._proceso.pid

    @property
    def pids(self) -> list[int]:
        """Los procesos cuya CPU es suya."""
        return [self.pid]

    def registro(self) -> str:
        """Todo lo que ha escrito el servidor."""
        return self._registro.read_text(encoding="utf-8", errors="replace") if self._registro.exists() else ""

    def registro_nuevo(self) -> str:
        """Lo que ha escrito desde la última vez que se dio por leído."""
        return self.registro()[self._leido :]

    def dar_por_leido(self) -> None:
        """Lo escrito hasta aquí ya no es nuevo."""
        self._leido = len(self.registro())

    def _esperar_salud(self) -> None:
        try:
            esperar_respuesta(f"{self.url}/_stcore/health", sigue=self._sigue)
        except ServidorCaido as caida:
            self.matar()
            raise ServidorCaido(f"{caida}\n{self.registro()}") from None

    def _sigue(self) -> bool:
        return self._proceso is not None and self._proceso.poll() is None


def esperar_respuesta(url: str, *, sigue: Callable[[], bool], plazo: float = PLAZO_DE_ARRANQUE) -> None:
    """Vuelve cuando la dirección responde 200; `sigue` dice si el proceso que ha de responder continúa vivo."""
    limite = time.monotonic() + plazo
    while time.monotonic() < limite:
        if not sigue():
            raise ServidorCaido("El servidor se paró al arrancar.")
        if _atiende(url):
            return
        time.sleep(0.05)
    raise ServidorCaido(f"El servidor no responde tras {plazo} s.")


def _atiende(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as respuesta:  # noqa: S310 la dirección es la del propio servidor
            return bool(respuesta.status == 200)
    except OSError:
        return False


def _entorno_limpio() -> dict[str, str]:
    """El de quien lanza las pruebas, sin sus ajustes de Palancas ni de Streamlit."""
    ajenos = ("PALANCAS_", "STREAMLIT_")
    return {nombre: valor for nombre, valor in os.environ.items() if not nombre.startswith(ajenos)}
