"""Lo que se lleva cada cual: se pulsa y llega un documento de verdad."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from datos import consultas
from datos.demostracion import sembrar_ensayo
from datos.motor import crear_motor
from modelo.valores import TallerCreado
from tests.navegador.esperas import espera_quieta
from tests.navegador.servidor import Servidor

EMPIEZA = {"Excel": b"PK", "PowerPoint": b"PK", "PDF": b"%PDF-", "CSV": b"PK", "JSON": b"{"}


@pytest.fixture
def ensayo(servidor: Servidor) -> TallerCreado:
    return sembrar_ensayo(crear_motor(servidor.base_de_datos))


def bajar(page: Page, rotulo: str) -> tuple[str, bytes]:
    """El nombre y el contenido de lo que baja ese botón."""
    espera_quieta(page)
    with page.expect_download(timeout=60_000) as bajada:
        page.get_by_role("button", name=re.compile(f"^{re.escape(rotulo)}")).click()
    return bajada.value.suggested_filename, Path(bajada.value.path()).read_bytes()


def test_quien_facilita_se_lleva_el_informe_en_cada_formato(
    pagina: Callable[..., Page], servidor: Servidor, ensayo: TallerCreado
) -> None:
    page = pagina()
    page.goto(f"/f/{ensayo.ficha_facilitar}")
    expect(page.get_by_role("button", name="Avanzar")).to_be_visible()
    page.goto(f"/resultados?sala={ensayo.codigo}")
    page.get_by_text("Llevarse los resultados").click()
    for formato, firma in EMPIEZA.items():
        nombre, datos = bajar(page, f"{formato}:")

        assert datos.startswith(firma), formato
        assert len(datos) > 1000
        assert nombre.startswith("palancas-informe-")


def test_cada_participante_se_lleva_lo_suyo_y_no_puede_sacar_el_json(
    pagina: Callable[..., Page], servidor: Servidor, ensayo: TallerCreado
) -> None:
    persona = consultas.participantes(crear_motor(servidor.base_de_datos), ensayo.sala_id)[0]
    page = pagina(movil=True)
    page.goto(f"/entrar?codigo={ensayo.codigo}")
    page.get_by_label("Código personal", exact=True).fill(persona.codigo_personal)
    page.get_by_role("button", name="Recuperar lo mío").click()
    expect(page.get_by_role("button", name="Listo", exact=True)).to_be_visible()
    page.get_by_role("button", name="Lo mío", exact=True).click()
    nombre, informe = bajar(page, "Mi informe (PDF)")
    _, agenda = bajar(page, "Mis compromisos en el calendario")

    assert informe.startswith(b"%PDF-")
    assert persona.alias not in nombre
    assert agenda.startswith(b"BEGIN:VCALENDAR")
    page.get_by_role("button", name="Resultados del grupo").click()
    page.get_by_text("Llevarse los resultados").click()
    expect(page.get_by_role("button", name=re.compile("^Excel:"))).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^JSON:"))).to_have_count(0)
