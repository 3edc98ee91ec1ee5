"""La orden entera: levanta las réplicas y su puerta, repone la que cae y lo para todo sin dejar nada."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree
from typing import Any

import psutil
import pytest

from herramientas.arranque import puerto_libre
from tests.bases import VARIABLE
from tests.navegador.servidor import esperar_respuesta
from tests.reglas import RAIZ


def estado(carpeta: Path) -> dict[str, Any]:
    hecho: dict[str, Any] = json.loads((carpeta / "estado.json").read_text())
    return hecho


def hasta(condicion: Callable[[], bool], plazo: float = 60) -> None:
    limite = time.monotonic() + plazo
    while not condicion():
        assert time.monotonic() < limite
        time.sleep(0.1)


def vive(pid: int) -> bool:
    """Si el proceso sigue haciendo algo: en un contenedor, uno acabado puede quedarse sin quien lo recoja."""
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


@pytest.fixture
def levantado() -> Iterator[tuple[Path, str, subprocess.Popen[str]]]:
    carpeta = Path(tempfile.mkdtemp(prefix="palancas-lev-"))
    carpeta.chmod(0o711)
    puerto = puerto_libre(8730)
    entorno = {nombre: valor for nombre, valor in os.environ.items() if not nombre.startswith("PALANCAS_")}
    proceso = subprocess.Popen(
        [
            RAIZ / "despliegue/levantar",
            "2",
            "--puerto",
            str(puerto),
            "--escucha",
            "127.0.0.1",
            "--carpeta",
            str(carpeta),
        ],
        cwd=RAIZ,
        env=entorno,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield carpeta, f"http://127.0.0.1:{puerto}", proceso
    if proceso.poll() is None:
        proceso.send_signal(signal.SIGTERM)
    proceso.communicate(timeout=60)
    rmtree(carpeta, ignore_errors=True)


def cookie(url: str, cabeceras: dict[str, str] | None = None, ruta: str = "/") -> str:
    conexion = http.client.HTTPConnection(url.removeprefix("http://"), timeout=10)
    conexion.request("GET", ruta, headers=cabeceras or {})
    respuesta = conexion.getresponse()
    respuesta.read()
    conexion.close()
    return (respuesta.getheader("set-cookie") or "").split(";")[0].removeprefix("palancas_replica=")


@pytest.mark.larga
def test_una_orden_lo_levanta_repone_la_replica_que_cae_y_otra_lo_para(
    levantado: tuple[Path, str, subprocess.Popen[str]],
) -> None:
    assert VARIABLE in os.environ
    carpeta, url, proceso = levantado
    esperar_respuesta(f"{url}/salud", sigue=lambda: proceso.poll() is None, plazo=120)
    hasta((carpeta / "estado.json").exists)

    # Quien llega se reparte; quien ya tiene réplica se queda en ella.
    assert {cookie(url) for _ in range(4)} == {"r1", "r2"}
    assert cookie(url, {"Cookie": "palancas_replica=r2"}) == ""
    assert cookie(url, {"Cookie": "palancas_replica=inventada"}) in {"r1", "r2"}

    antes = estado(carpeta)
    os.kill(antes["replicas"][1], signal.SIGKILL)
    # Con la suya caída, le atiende la otra y sin perder su sitio hasta que su página se conecte.
    assert cookie(url, {"Cookie": "palancas_replica=r2"}) == ""
    hasta(lambda: estado(carpeta)["replicas"][1] != antes["replicas"][1])
    esperar_respuesta(f"http://127.0.0.1:{antes['puertos'][1]}/_stcore/health", sigue=lambda: proceso.poll() is None)

    suyos = [*estado(carpeta)["replicas"], int((carpeta / "postgres/datos/postmaster.pid").read_text().split()[0])]
    subprocess.run([RAIZ / "despliegue/parar", "--carpeta", str(carpeta)], cwd=RAIZ, check=True, timeout=60)
    salida, _ = proceso.communicate(timeout=60)

    assert proceso.returncode == 0
    assert "se levanta otra vez" in salida
    assert "Traceback" not in salida
    assert [pid for pid in suyos if vive(pid)] == []
