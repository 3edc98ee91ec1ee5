"""Después del taller: leer por secciones, filtrar, llevarse una tabla, revisar con un enlace y seguir el plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from datos import consultas
from datos.demostracion import sembrar_ensayo
from datos.motor import crear_motor
from datos.unidad import UnidadDeTrabajo
from modelo.casos import revision
from modelo.entidades import Fase
from modelo.valores import Identidad, Papel, TallerCreado
from tests.navegador.esperas import espera_quieta
from tests.navegador.servidor import Servidor

Abre = Callable[..., Page]


class Sala:
    """Un ensayo con todo revelado, y cómo entrar en él."""

    def __init__(self, creado: TallerCreado, personal: str, revisar: str) -> None:
        self.creado, self.personal, self.revisar = creado, personal, revisar


@pytest.fixture
def sala(servidor: Servidor) -> Iterator[Sala]:
    motor = crear_motor(servidor.base_de_datos)
    ahora = datetime.now(UTC)
    creado = sembrar_ensayo(motor, ahora=ahora - timedelta(days=1))
    quien = Identidad(Papel.FACILITA, creado.sala_id)
    with UnidadDeTrabajo(motor) as unidad:
        for fase in unidad.todos(Fase, taller_id=creado.taller_id):
            fase.revelada = fase.tipo != "pausa"
        ficha = revision.crear_enlace(unidad, quien=quien, rotulo="Dirección", dias=7, ahora=ahora)
        unidad.subir_version(creado.taller_id)
        unidad.confirmar()
    yield Sala(creado, consultas.participantes(motor, creado.sala_id)[0].codigo_personal, ficha)
    motor.dispose()


def ir(page: Page, direccion: str) -> None:
    page.goto(direccion)
    espera_quieta(page)


def elegir(page: Page, seccion: str) -> None:
    page.get_by_role("radio", name=seccion, exact=True).click()
    espera_quieta(page)


def test_quien_facilita_lee_filtra_y_se_lleva_la_tabla(pagina: Abre, sala: Sala) -> None:
    page = pagina()
    ir(page, f"/f/{sala.creado.ficha_facilitar}")
    ir(page, f"/resultados?sala={sala.creado.codigo}")
    expect(page.get_by_text("Regla: ").first).to_be_visible()
    elegir(page, "Palancas")
    expect(page.get_by_text("n = 12").first).to_be_visible()
    with page.expect_download() as bajada:
        page.get_by_role("button", name="Descargar la tabla (CSV)").first.click()
    assert bajada.value.suggested_filename == "palancas_radar_radar.csv"

    page.get_by_role("button", name=re.compile("Filtrar")).click()
    page.get_by_label("Antigüedad de la relación").click()
    page.get_by_role("option").last.click()
    espera_quieta(page)

    expect(page.get_by_text("Solo 5 años o más")).to_be_visible()
    expect(page.get_by_text("n = 12")).to_have_count(0)


def test_la_seccion_queda_en_la_direccion_y_se_vuelve_a_ella(pagina: Abre, sala: Sala) -> None:
    page = pagina()
    ir(page, f"/f/{sala.creado.ficha_facilitar}")
    ir(page, f"/resultados?sala={sala.creado.codigo}")
    elegir(page, "Entorno")
    page.reload()
    espera_quieta(page)

    expect(page.get_by_role("heading", name="Entorno", exact=True)).to_be_visible()


def test_quien_revisa_no_ve_textos_hasta_que_se_dejan_ver_y_se_le_puede_cortar(pagina: Abre, sala: Sala) -> None:
    facilita, revisa = pagina(), pagina(movil=True)
    ir(revisa, f"/r/{sala.revisar}")
    assert sala.revisar not in revisa.url
    elegir(revisa, "Aportaciones")
    expect(revisa.get_by_text("todavía no ha dejado ver ningún texto")).to_be_visible()

    ir(facilita, f"/f/{sala.creado.ficha_facilitar}")
    ir(facilita, f"/revisar?sala={sala.creado.codigo}")
    elegir(facilita, "Textos")
    facilita.get_by_text(re.compile(r"^Aportaciones · 0 de")).click()
    facilita.locator('[class*="st-key-texto_aportacion"]').first.locator("label").click()
    espera_quieta(facilita)
    expect(facilita.get_by_text(re.compile(r"^Aportaciones · 1 de"))).to_be_visible()
    expect(revisa.get_by_text("Ver la tabla")).to_be_visible()

    elegir(facilita, "Enlaces")
    facilita.get_by_role("button", name="Cortar el enlace").click()
    expect(revisa.get_by_text("Este enlace de revisión se ha cortado")).to_be_visible()
    expect(revisa.get_by_role("button", name="Entrar en la sala")).to_have_count(0)


def test_quien_revisa_comenta_y_quien_facilita_lo_oculta(pagina: Abre, sala: Sala) -> None:
    facilita, revisa = pagina(), pagina()
    ir(revisa, f"/r/{sala.revisar}")
    elegir(revisa, "Comentarios")
    revisa.get_by_role("button", name="Comentar", exact=True).click()
    expect(revisa.get_by_text("Escribe tu comentario.")).to_be_visible()
    expect(revisa.get_by_text("Falta la firma")).to_be_visible()
    revisa.get_by_label("Sobre qué", exact=True).click()
    revisa.get_by_role("option").nth(1).click()
    revisa.get_by_label("Comentario", exact=True).fill("¿Y si lo medimos?")
    revisa.get_by_label("Firma", exact=True).fill("Lía")
    revisa.get_by_role("button", name="Comentar", exact=True).click()
    espera_quieta(revisa)
    expect(revisa.get_by_text("¿Y si lo medimos?")).to_be_visible()
    expect(revisa.get_by_text("Comentario enviado.")).to_be_visible()
    expect(revisa.get_by_label("Firma", exact=True)).to_have_value("")
    expect(revisa.get_by_role("radio", name="Comentarios (1)")).to_be_checked()

    ir(facilita, f"/f/{sala.creado.ficha_facilitar}")
    ir(facilita, f"/resultados?sala={sala.creado.codigo}")
    facilita.get_by_role("button", name="Revisión (1)").click()
    elegir(facilita, "Comentarios (1)")
    facilita.get_by_role("button", name="Ocultar comentario").click()
    espera_quieta(facilita)

    expect(facilita.get_by_text("oculto para quien revisa")).to_be_visible()
    expect(revisa.get_by_text("¿Y si lo medimos?")).to_have_count(0)


def test_a_quien_se_le_corta_el_enlace_mientras_escribe_se_le_devuelve_lo_escrito(pagina: Abre, sala: Sala) -> None:
    facilita, revisa = pagina(), pagina(movil=True)
    ir(facilita, f"/f/{sala.creado.ficha_facilitar}")
    ir(facilita, f"/revisar?sala={sala.creado.codigo}")
    ir(revisa, f"/r/{sala.revisar}")
    elegir(revisa, "Comentarios")
    revisa.get_by_label("Comentario", exact=True).click()
    revisa.keyboard.type("¿Y si lo medimos cada trimestre?")
    facilita.get_by_role("button", name="Cortar el enlace").click()

    expect(revisa.get_by_text("Este enlace de revisión se ha cortado")).to_be_visible()
    expect(revisa.get_by_text("¿Y si lo medimos cada trimestre?")).to_be_visible()
    expect(revisa.get_by_role("button", name="Copiar el comentario")).to_be_visible()


def test_el_compromiso_se_pone_al_dia_en_el_movil_y_se_comparte_solo_si_se_quiere(pagina: Abre, sala: Sala) -> None:
    movil, facilita = pagina(movil=True), pagina()
    ir(movil, f"/entrar?codigo={sala.creado.codigo}")
    movil.get_by_label("Código personal", exact=True).fill(sala.personal)
    movil.get_by_role("button", name="Entrar").click()
    # La fase en curso, el radar revelado, es la pantalla más cargada de todas.
    expect(movil.get_by_role("button", name="Listo", exact=True)).to_be_visible(timeout=15_000)
    espera_quieta(movil)
    ir(movil, f"/seguimiento?sala={sala.creado.codigo}")
    elegir(movil, "En marcha")
    expect(movil.get_by_role("radio", name="En marcha")).to_have_attribute("aria-checked", "true")
    movil.get_by_role("button", name=re.compile("Añadir nota")).click()
    movil.get_by_label("Qué ha pasado").fill("Primera llamada hecha")
    movil.get_by_role("button", name="Guardar nota").click()
    espera_quieta(movil)
    expect(movil.get_by_text("Primera llamada hecha").first).to_be_visible()

    ir(facilita, f"/f/{sala.creado.ficha_facilitar}")
    ir(facilita, f"/seguimiento?sala={sala.creado.codigo}")
    expect(facilita.get_by_text("Nadie ha compartido todavía")).to_be_visible()
    movil.keyboard.press("Escape")
    movil.get_by_text("Compartirlo con quien facilita, con mi alias").click()
    espera_quieta(movil)

    expect(facilita.get_by_text("Marina · En marcha")).to_be_visible()
    expect(facilita.get_by_text("Primera llamada hecha")).to_have_count(0)
