"""El servidor de verdad: qué ve quien lo arranca, quien abre la página y quien lo para."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import HTTPError

import aiohttp
import pytest

from datos.archivo import archivo_de
from datos.motor import cerrar, preparar
from modelo.errores import BasePosterior
from paginas.comun.mensajes import FRASES
from tests.datos.base_suelta import romper
from tests.durabilidad import mirada
from tests.durabilidad.robots import RobotDeRed
from tests.fabricas import Reloj, una_mesa
from tests.navegador.servidor import RAIZ, Servidor

pytestmark = pytest.mark.larga


@pytest.fixture
def servidor(tmp_path: Path) -> Iterator[Servidor]:
    uno = Servidor(tmp_path, entorno={"PALANCAS_REGISTRO": "detalle"})
    yield uno
    uno.matar()


def archivo_del(servidor: Servidor) -> Path:
    archivo = archivo_de(servidor.base_de_datos)
    assert archivo is not None
    return archivo


def de_una_version_posterior(archivo: Path) -> None:
    with closing(sqlite3.connect(archivo)) as conexion:
        conexion.execute("UPDATE alembic_version SET version_num = '9999'")
        conexion.commit()


def salud(servidor: Servidor) -> tuple[int, dict[str, str]]:
    try:
        with urllib.request.urlopen(f"{servidor.url}/salud", timeout=10) as respuesta:  # noqa: S310 es la propia
            return respuesta.status, json.load(respuesta)
    except HTTPError as error:
        return error.code, json.load(error)


def arrancar(url: str) -> tuple[int, str]:
    """Lo que escribe y devuelve la orden de arranque cuando no llega a servir nada."""
    hecho = subprocess.run(
        [sys.executable, "-m", "herramientas.arranque"],
        cwd=RAIZ,
        env={"PALANCAS_BD": url, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return hecho.returncode, hecho.stdout + hecho.stderr


def test_al_parar_con_gente_dentro_no_queda_nada_en_el_diario_ni_un_error(servidor: Servidor) -> None:
    ahora = datetime.now(UTC)
    mesa = una_mesa(preparar(servidor.base_de_datos), ahora=ahora)
    mesa.reloj = Reloj(ahora)
    servidor.arrancar()
    mesa.reloj.ahora = datetime.now(UTC)
    robot = RobotDeRed(servidor.url, mesa.entra("Robot"), [], 1)
    robot.entrar()
    mesa.motor.dispose()
    archivo = archivo_del(servidor)

    async def con_la_pagina_abierta() -> None:
        cabeceras = {"Origin": servidor.url, "Cookie": robot.cookie}
        async with (
            aiohttp.ClientSession() as http,
            http.ws_connect(f"{servidor.url}/_stcore/stream", protocols=["streamlit"], headers=cabeceras),
        ):
            assert await asyncio.to_thread(robot.teclear, robot.campos[0])
            assert archivo.with_name(f"{archivo.name}-wal").stat().st_size > 0
            await asyncio.to_thread(servidor.parar)

    asyncio.run(con_la_pagina_abierta())

    diario = archivo.with_name(f"{archivo.name}-wal")
    assert not diario.exists() or diario.stat().st_size == 0
    registro = servidor.registro()
    assert '"que": "en marcha"' in registro
    assert '"que": "parada"' in registro
    assert '"nivel": "error"' not in registro
    assert "Traceback" not in registro


def test_el_registro_de_un_servidor_en_uso_no_lleva_llaves_codigos_ni_lo_escrito(servidor: Servidor) -> None:
    ahora = datetime.now(UTC)
    mesa = una_mesa(preparar(servidor.base_de_datos), ahora=ahora)
    servidor.arrancar()
    mesa.reloj = Reloj(datetime.now(UTC))
    entrada = mesa.entra("Robot")
    robot = RobotDeRed(servidor.url, entrada, [], 1)
    robot.entrar()
    robot.teclear(robot.campos[0], "mi jefe es un inepto")
    for ruta in (f"/f/{mesa.creado.ficha_facilitar}", f"/v/{mesa.creado.ficha_proyectar}", "/f/una-ficha-inventada"):
        robot._pedir("GET", ruta, None)
    mirada.pagina(servidor.url, "participar", f"sala={entrada.codigo}", robot.cookie)
    servidor.parar()
    mesa.motor.dispose()

    registro = servidor.registro()
    assert registro.count('"que": "petición"') >= 5
    secretos = [mesa.creado.ficha_facilitar, mesa.creado.ficha_proyectar, entrada.pase, robot.cookie.split("=")[1]]
    for nada in [*secretos, entrada.codigo, entrada.codigo_personal, "inepto", "una-ficha-inventada"]:
        assert nada not in registro, nada
    # La dirección propia se anuncia al arrancar; en los sucesos no sale la de nadie.
    assert not [linea for linea in registro.splitlines() if linea.startswith("{") and "127.0.0.1" in linea]


def test_sobre_una_base_de_una_version_posterior_nadie_la_toca_y_todos_lo_entienden(servidor: Servidor) -> None:
    cerrar(preparar(servidor.base_de_datos))
    archivo = archivo_del(servidor)
    de_una_version_posterior(archivo)
    antes = archivo.read_bytes()

    codigo, dicho = arrancar(servidor.base_de_datos)
    assert codigo == 1
    assert "versión posterior de Palancas (esquema 9999)" in dicho
    assert dicho.count("\n") == 1

    servidor.arrancar()
    assert salud(servidor) == (503, {"estado": "base de una versión posterior"})
    visto = mirada.pagina(servidor.url, "entrar", "", "").decode(errors="replace")
    assert FRASES[BasePosterior] in visto
    assert "Código de sala" not in visto
    servidor.parar()

    assert archivo.read_bytes() == antes
    assert "Traceback" not in servidor.registro()


def test_en_cuanto_la_base_se_arregla_el_servidor_sigue_sin_reiniciarlo(servidor: Servidor) -> None:
    cerrar(preparar(servidor.base_de_datos))
    archivo = archivo_del(servidor)
    buena = archivo.read_bytes()
    de_una_version_posterior(archivo)
    servidor.arrancar()
    assert salud(servidor)[0] == 503

    archivo.write_bytes(buena)

    limite = time.monotonic() + 20
    while salud(servidor)[0] != 200 and time.monotonic() < limite:
        time.sleep(0.2)
    assert salud(servidor)[1]["estado"] == "ok"


def test_sobre_una_base_danada_se_dice_el_remedio_y_queda_intacta(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'palancas.db'}"
    cerrar(preparar(url))
    archivo = tmp_path / "palancas.db"
    romper(archivo)
    antes = archivo.read_bytes()

    codigo, dicho = arrancar(url)

    assert codigo == 1
    assert "está dañada" in dicho
    assert "python -m datos.copias --lista" in dicho
    assert dicho.count("\n") == 1
    assert archivo.read_bytes() == antes


def test_mientras_esta_en_marcha_la_base_consta_como_en_uso(servidor: Servidor) -> None:
    servidor.arrancar()
    orden = [sys.executable, "-m", "datos.copias"]
    entorno = {"PALANCAS_BD": servidor.base_de_datos, "PATH": "/usr/bin:/bin"}

    def copias(*argumentos: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*orden, *argumentos], cwd=RAIZ, env=entorno, capture_output=True, text=True, timeout=60, check=False
        )

    hecha = copias("--ahora", "en marcha")
    assert hecha.returncode == 0, hecha.stderr
    copia = hecha.stdout.split(": ", 1)[1].strip()
    assert "párala" in copias("--restaurar", copia).stderr

    servidor.matar()
    assert copias("--restaurar", copia).returncode == 0


def test_un_ajuste_que_no_sirve_se_dice_en_una_frase(tmp_path: Path) -> None:
    hecho = subprocess.run(
        [sys.executable, "-m", "herramientas.arranque"],
        cwd=RAIZ,
        env={"PALANCAS_BD": f"sqlite:///{tmp_path}/x.db", "PALANCAS_COPIAS": "muchas", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert hecho.returncode == 1
    assert hecho.stderr == "Palancas no arranca: PALANCAS_COPIAS tiene que ser un número entero mayor que cero.\n"
