"""Las dos órdenes del README y lo que las sostiene."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from herramientas.arranque import orden, puerto_libre, puerto_pedido
from tests.navegador import chromium
from tests.navegador.servidor import esperar_respuesta
from tests.navegador.servidor import puerto_libre as uno_cualquiera
from tests.reglas import RAIZ


@pytest.fixture
def en_marcha(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """La orden `./arrancar` con una casa vacía y sin terminal, y la dirección que se le pide."""
    casa = tmp_path / "casa"
    casa.mkdir()
    puerto = uno_cualquiera()
    proceso = subprocess.Popen(
        ["./arrancar", "--server.port", str(puerto), "--server.address", "127.0.0.1"],
        cwd=RAIZ,
        env=os.environ | {"HOME": str(casa), "CI": "true"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield proceso, f"http://127.0.0.1:{puerto}"
    if proceso.poll() is None:
        proceso.kill()
    proceso.communicate()


@pytest.mark.larga
def test_arrancar_deja_la_aplicacion_en_marcha_dice_donde_y_se_para_cuando_se_le_pide(
    en_marcha: tuple[subprocess.Popen[str], str],
) -> None:
    proceso, url = en_marcha

    esperar_respuesta(f"{url}/_stcore/health", sigue=lambda: proceso.poll() is None)
    proceso.send_signal(signal.SIGTERM)
    salida, _ = proceso.communicate(timeout=20)

    assert f"http://localhost:{url.rsplit(':', 1)[1]}" in salida
    assert "Traceback" not in salida


@pytest.mark.parametrize(
    ("argumentos", "entorno", "esperado"),
    [
        ([], {}, None),
        (["--server.port", "8600"], {}, "8600"),
        (["--server.port=8600"], {}, "8600"),
        ([], {"STREAMLIT_SERVER_PORT": "8700"}, "8700"),
        (["--server.port", "8600"], {"STREAMLIT_SERVER_PORT": "8700"}, "8600"),
        (["--server.address", "127.0.0.1"], {}, None),
    ],
)
def test_manda_el_puerto_que_fija_quien_arranca(
    argumentos: list[str], entorno: dict[str, str], esperado: str | None
) -> None:
    assert puerto_pedido(argumentos, entorno) == esperado


def test_un_puerto_ocupado_se_salta() -> None:
    with socket.socket() as ocupante:
        ocupante.bind(("", 0))
        ocupante.listen()
        ocupado = ocupante.getsockname()[1]

        assert puerto_libre(ocupado) > ocupado


def test_lo_que_anade_quien_arranca_va_al_final_para_que_mande() -> None:
    assert orden(["--server.port", "8600"], "8600")[-2:] == ["--server.port", "8600"]


def test_un_chromium_fijado_que_no_sirve_se_dice_y_no_se_busca_otro() -> None:
    with pytest.raises(chromium.SinChromium, match="PALANCAS_CHROMIUM señala «/no/existe»"):
        chromium.encontrar({"PALANCAS_CHROMIUM": "/no/existe", "PATH": os.environ["PATH"]})


def test_sin_chromium_se_dice_como_conseguirlo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(chromium, "EN_MACOS", ())

    with pytest.raises(chromium.SinChromium, match=r"sudo apt install chromium.*brew install"):
        chromium.encontrar({"PATH": str(tmp_path)})


def test_un_chromium_que_no_arranca_no_cuenta(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Ubuntu sin snap: «chromium-browser» está en el PATH, pero solo dice que se instale de otra forma."""
    monkeypatch.setattr(chromium, "EN_MACOS", ())
    for nombre, sale in (("chromium-browser", 1), ("google-chrome", 0)):
        programa = tmp_path / nombre
        programa.write_text(f"#!/bin/sh\nexit {sale}\n")
        programa.chmod(0o755)

    assert chromium.encontrar({"PATH": str(tmp_path)}) == str(tmp_path / "google-chrome")
