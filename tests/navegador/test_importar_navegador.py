"""Importar de verdad: se sube, se corrige, se importa y quien se importó entra con su código."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from datos import consultas
from datos.demostracion import sembrar_ensayo
from datos.motor import crear_motor
from tests.navegador.esperas import espera_quieta
from tests.navegador.servidor import Servidor
from tests.navegador.test_idioma_navegador import elegir_espanol, en_ingles
from tests.navegador.test_taller import crear_taller

CABECERA = "Participante;Cliente;Tipo;Desde\n"
MALA = f"{CABECERA}Zoe;Faro;Cliente;31/02/2020\n".encode()
BUENA = f"{CABECERA}Zoe;Faro;Cliente;03/2020\nZoe;Muelle;Cliente perdido;\n".encode("latin-1")
# Se mira desde antes de pulsar: un documento corto puede estar listo antes de que nadie llegue a preguntar.
VIGILAR = """
(boton) => {
  const ver = () => { window.__preparando = window.__preparando || boton.disabled; };
  new MutationObserver(ver).observe(boton, { attributes: true });
}
"""


def subir(page: Page, nombre: str, datos: bytes) -> None:
    tipo = "application/json" if nombre.endswith("json") else "text/csv"
    page.locator('input[type="file"]').first.set_input_files({"name": nombre, "mimeType": tipo, "buffer": datos})
    espera_quieta(page)


def test_se_corrige_la_lista_se_importa_y_la_persona_entra_con_su_codigo(
    pagina: Callable[..., Page], servidor: Servidor
) -> None:
    page = pagina(locale="en-US")
    elegir_espanol(page)
    codigo = crear_taller(page)
    page.get_by_role("button", name="Preparar el taller").click()
    page.get_by_role("button", name="Importar personas, clientes o respuestas").click()
    expect(page.get_by_role("heading", name="Importar")).to_be_visible()
    assert en_ingles(page) == []
    subir(page, "lista.csv", MALA)
    expect(page.get_by_text("hay 1 cosa que corregir")).to_be_visible()
    expect(page.get_by_role("cell", name="D · Desde")).to_be_visible()
    expect(page.get_by_role("button", name="Importar", exact=True)).to_have_count(0)
    assert en_ingles(page) == []

    page.get_by_role("button", name=re.compile("^(Quitar|Remove) lista")).click()
    espera_quieta(page)
    subir(page, "lista.csv", BUENA)
    page.get_by_role("button", name="Importar", exact=True).click()
    expect(page.get_by_text("Importado: 1 persona y 2 clientes.")).to_be_visible()
    espera_quieta(page)
    expect(page.get_by_text("lista.csv")).to_have_count(0)

    motor = crear_motor(servidor.base_de_datos)
    taller = consultas.taller_visto(motor, codigo)
    assert taller is not None
    (zoe,) = consultas.participantes(motor, taller.sala_id)
    movil = pagina(movil=True)
    movil.goto(f"/entrar?codigo={codigo}")
    movil.get_by_label("Código personal", exact=True).fill(zoe.codigo_personal)
    movil.get_by_role("button", name="Recuperar lo mío").click()
    expect(movil.get_by_role("button", name="Listo", exact=True)).to_be_visible()


def test_un_archivo_desmedido_no_llega_al_servidor_y_se_dice_en_espanol(pagina: Callable[..., Page]) -> None:
    page = pagina(locale="en-US")
    elegir_espanol(page)
    codigo = crear_taller(page)
    page.goto(f"/importar?sala={codigo}")
    page.get_by_role("tab", name="Informes de otros talleres").click()
    espera_quieta(page)
    subir(page, "informe.json", b"{" + b" " * (6 * 2**20))

    expect(page.get_by_text(re.compile(r"El archivo debe ocupar 5 MB o menos"))).to_be_visible()
    assert en_ingles(page) == []


def test_mientras_se_prepara_un_documento_el_boton_lo_dice(pagina: Callable[..., Page], servidor: Servidor) -> None:
    ensayo = sembrar_ensayo(crear_motor(servidor.base_de_datos))
    page = pagina()
    page.goto(f"/f/{ensayo.ficha_facilitar}")
    expect(page.get_by_role("button", name="Avanzar")).to_be_visible()
    page.goto(f"/resultados?sala={ensayo.codigo}")
    page.get_by_text("Llevarse los resultados").click()
    boton = page.get_by_role("button", name=re.compile("^PowerPoint:"))
    expect(boton).to_be_visible()
    espera_quieta(page)
    boton.evaluate(VIGILAR)
    with page.expect_download(timeout=60_000) as bajada:
        boton.click()

    assert Path(bajada.value.path()).read_bytes().startswith(b"PK")
    assert page.evaluate("window.__preparando") is True
    expect(boton).to_be_enabled()
