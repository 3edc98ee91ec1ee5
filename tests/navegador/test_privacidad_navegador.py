"""Anular enlaces, descargar y borrar lo propio, en un navegador de verdad."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.navegador.esperas import espera_quieta
from tests.navegador.test_taller import crear_taller, entrar

PLAZO = 20_000


def test_quien_anula_los_enlaces_sigue_dentro_tras_recargar_y_la_barra_no_lleva_secretos(
    pagina: Callable[..., Page],
) -> None:
    facilita = pagina()
    codigo = crear_taller(facilita)
    facilita.get_by_role("button", name="Ya los he guardado").click()
    espera_quieta(facilita)
    facilita.get_by_role("button", name="Anular los enlaces anteriores").click()
    facilita.get_by_role("button", name="Sí, anularlos").click()
    expect(facilita.get_by_role("button", name="Copiar el enlace para facilitar")).to_be_visible(timeout=PLAZO)
    espera_quieta(facilita)
    facilita.reload()

    expect(facilita.get_by_role("button", name="Avanzar", exact=True)).to_be_visible(timeout=PLAZO)
    assert facilita.url.endswith(f"/conducir?sala={codigo}")
    assert facilita.evaluate("document.cookie").find("palancas_") == -1


def test_lo_mio_se_descarga_se_borra_y_no_vuelve_al_recargar(pagina: Callable[..., Page]) -> None:
    facilita, ana = pagina(), pagina(movil=True)
    codigo = crear_taller(facilita)
    entrar(ana, codigo, "Ana")
    ana.get_by_role("button", name="Lo mío").click()
    with ana.expect_download() as descarga:
        ana.get_by_role("button", name="Descargar lo mío").click()
    assert json.loads(Path(descarga.value.path()).read_text(encoding="utf-8"))["tu"]["alias"] == "Ana"
    ana.get_by_role("button", name="Borrar lo mío").click()
    ana.get_by_text("Sí, quiero borrar todo lo mío").click()
    espera_quieta(ana)
    ana.get_by_role("button", name="Borrar y salir de la sala").click()

    expect(ana.get_by_text("Hemos borrado todo lo tuyo")).to_be_visible(timeout=PLAZO)
    ana.goto(f"/mio?sala={codigo}")
    expect(ana.get_by_text("Para participar, entra con el código de sala.")).to_be_visible(timeout=PLAZO)
