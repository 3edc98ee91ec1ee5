"""Lo que sale mal mientras se escribe, en navegador: una frase en español con remedio y ni una letra perdida."""

from __future__ import annotations

import random
import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from datos.motor import crear_motor
from datos.plantillas import plantilla
from modelo.casos import agenda, sala
from tests import averias
from tests.fabricas import Mesa, Reloj, una_mesa
from tests.navegador.conftest import NuevoServidor
from tests.navegador.esperas import espera_quieta
from tests.navegador.servidor import Servidor
from tests.navegador.test_taller import crear_taller, entrar

PALABRA = "¿Con qué palabra llegas?"
GUARDADO = re.compile(r"^Guardado \d\d:\d\d$")
# Lo que nunca debe leerse: trazas, nombres de excepción y avisos de serie de la plataforma.
TECNICISMOS = re.compile(r"Traceback|Error:|Exception|sqlalchemy|sqlite|no such table|encountered an error", re.I)


def archivo(servidor: Servidor) -> Path:
    """El archivo de su base."""
    return Path(servidor.base_de_datos.removeprefix("sqlite:///"))


def sin_tecnicismos(page: Page) -> None:
    assert TECNICISMOS.search(page.inner_text("body")) is None, page.inner_text("body")


@pytest.fixture
def mesa(servidor: Servidor) -> Mesa:
    """Un taller en la base del servidor, que se facilita desde aquí: como otra consola, en otro aparato."""
    ahora, azar = datetime.now(UTC), random.Random(secrets.randbits(64))
    hecha = una_mesa(crear_motor(servidor.base_de_datos), plantilla=plantilla("expres"), ahora=ahora, azar=azar)
    return Mesa(hecha.motor, hecha.creado, Reloj(ahora), azar)


def test_con_la_base_ocupada_se_dice_y_se_guarda_solo_al_soltarla(
    pagina: Callable[..., Page], servidor: Servidor, mesa: Mesa
) -> None:
    servidor.errores_esperados = True
    ana = pagina(movil=True)
    entrar(ana, mesa.creado.codigo, "Ana")
    with averias.bloqueada(archivo(servidor)):
        ana.get_by_label(PALABRA).click()
        ana.get_by_label(PALABRA).press_sequentially("paciente", delay=20)
        # A la base se la espera cinco segundos antes de darse por vencido.
        expect(ana.get_by_text("Hay mucha gente guardando a la vez").first).to_be_visible(timeout=20_000)
        sin_tecnicismos(ana)
        expect(ana.get_by_label(PALABRA)).to_have_value("paciente")

    expect(ana.get_by_text(GUARDADO)).to_be_visible(timeout=20_000)
    ana.reload()
    expect(ana.get_by_label(PALABRA)).to_have_value("paciente")


def test_si_la_fase_se_cierra_mientras_se_escribe_el_texto_se_queda_y_vuelve(
    pagina: Callable[..., Page], mesa: Mesa
) -> None:
    ana = pagina(movil=True)
    entrar(ana, mesa.creado.codigo, "Ana")
    ana.get_by_label(PALABRA).click()
    ana.get_by_label(PALABRA).press_sequentially("curio", delay=20)
    mesa.hacer(agenda.cerrar_fase, quien=mesa.facilita, clave="bienvenida")
    ana.keyboard.type("sidad", delay=20)

    expect(ana.get_by_text("Esta fase está cerrada").first).to_be_visible()
    expect(ana.get_by_label(PALABRA)).to_have_value(re.compile("^curio"))
    espera_quieta(ana)
    escrito = ana.get_by_label(PALABRA).input_value()
    ana.reload()
    expect(ana.get_by_label(PALABRA)).to_have_value(escrito)
    mesa.hacer(agenda.abrir_fase, quien=mesa.facilita, clave="bienvenida")
    expect(ana.get_by_label(PALABRA)).to_be_enabled()
    expect(ana.get_by_label(PALABRA)).to_have_value(escrito)


def test_si_se_borra_la_sala_mientras_se_escribe_se_explica(pagina: Callable[..., Page], mesa: Mesa) -> None:
    ana = pagina(movil=True)
    entrar(ana, mesa.creado.codigo, "Ana")
    ana.get_by_label(PALABRA).click()
    ana.get_by_label(PALABRA).press_sequentially("curio", delay=20)
    mesa.hacer(sala.borrar_taller, quien=mesa.facilita)

    expect(ana.get_by_text("ya no existe").first).to_be_visible()
    sin_tecnicismos(ana)


def test_una_base_ilegible_se_dice_en_espanol_y_al_volver_todo_sigue(
    pagina: Callable[..., Page], nuevo_servidor: NuevoServidor
) -> None:
    servidor = nuevo_servidor()
    servidor.errores_esperados = True
    facilita, ana = (pagina(base=servidor.url, movil=movil) for movil in (False, True))
    entrar(ana, crear_taller(facilita), "Ana")
    ana.get_by_label(PALABRA).fill("serena")
    expect(ana.get_by_text(GUARDADO)).to_be_visible()
    with averias.ilegible(archivo(servidor), "participante"):
        for page in (ana, facilita):
            page.reload()
            expect(page.get_by_text("El servidor no llega a sus datos").first).to_be_visible()
            sin_tecnicismos(page)
    for page in (ana, facilita):
        page.reload()

    expect(ana.get_by_label(PALABRA)).to_have_value("serena")
    expect(facilita.get_by_role("button", name="Avanzar")).to_be_visible()
