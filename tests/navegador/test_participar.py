"""Lo que de quien participa solo se ve en un navegador: dedo, desplazamiento, cierre a media frase y salida."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from datos.demostracion import sembrar_ensayo
from datos.motor import crear_motor
from datos.unidad import UnidadDeTrabajo
from modelo.casos import agenda
from modelo.valores import Identidad, Papel, TallerCreado
from tests.navegador.esperas import espera_quieta
from tests.navegador.servidor import Servidor
from tests.navegador.test_taller import avanzar, crear_taller, entrar

PALABRA = "¿Con qué palabra llegas?"
# Botones que no caben en su sitio, con su rótulo cortado o fuera de la pantalla.
CORTADOS = """
() => [...document.querySelectorAll('[data-testid="stButtonGroup"] button')]
  .filter((b) => {
    const r = b.getBoundingClientRect();
    return r.width && (r.left < 0 || r.right > innerWidth + 1 || r.height < 44
      || [...b.querySelectorAll('p')].some((p) => p.scrollWidth > b.clientWidth + 1));
  })
  .map((b) => b.textContent)
"""


@pytest.fixture
def ensayo(servidor: Servidor) -> TallerCreado:
    """Un ensayo para esta prueba, en el servidor compartido."""
    return sembrar_ensayo(crear_motor(servidor.base_de_datos))


def salta(servidor: Servidor, creado: TallerCreado, clave: str, *, ahora: datetime | None = None) -> None:
    """El grupo va a esa fase."""
    with UnidadDeTrabajo(crear_motor(servidor.base_de_datos)) as unidad:
        quien = Identidad(Papel.FACILITA, creado.sala_id)
        agenda.saltar(unidad, quien=quien, clave=clave, ahora=ahora or datetime.now(UTC))
        unidad.confirmar()


def como_marina(page: Page, servidor: Servidor, creado: TallerCreado) -> None:
    """Entra como la primera persona del ensayo, que lo tiene todo escrito."""
    from datos import consultas

    persona = consultas.participantes(crear_motor(servidor.base_de_datos), creado.sala_id)[0]
    page.goto(f"/entrar?codigo={creado.codigo}")
    page.get_by_label("Código personal", exact=True).fill(persona.codigo_personal)
    page.get_by_role("button", name="Entrar").click()
    expect(page.get_by_role("button", name="Listo")).to_be_visible(timeout=15_000)
    espera_quieta(page)


def desde_la_agenda(page: Page, boton: str) -> None:
    """Quien facilita usa una acción de la primera fase."""
    if not page.get_by_role("button", name=boton).is_visible():
        page.get_by_role("button", name="Acciones").first.click()
    page.get_by_role("button", name=boton).click()


def test_en_el_movil_ninguna_opcion_se_corta_ni_la_pagina_se_ensancha(
    pagina: Callable[..., Page], servidor: Servidor, ensayo: TallerCreado
) -> None:
    page = pagina(movil=True)
    como_marina(page, servidor, ensayo)
    malas = {}
    for clave, titulo, tarjeta in (
        ("bienvenida", "Bienvenida", None),
        ("mapa", "Mapa", "La papelera del norte"),
        ("historico", "Histórico", "El primer día"),
        ("entorno", "Entorno", "El del gorro azul"),
        ("interaccion", "Interacción", "En persona"),
        ("descubrir", "Descubrir", None),
        ("valoracion", "Valoración", None),
        ("perfil", "Perfil", None),
        ("plan", "Plan", "Compromiso 1"),
        ("cierre", "Cierre", None),
    ):
        salta(servidor, ensayo, clave)
        expect(page.get_by_role("heading", name=re.compile(f"^{titulo}")).first).to_be_visible()
        espera_quieta(page)
        if tarjeta:
            page.get_by_role("button", name=re.compile(tarjeta)).first.click()
            espera_quieta(page)
        ancho = page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollWidth")
        malas[clave] = (page.evaluate(CORTADOS), ancho > 390)

    assert malas == dict.fromkeys(malas, ([], False))


def test_al_pasar_de_palanca_se_lee_desde_su_nombre(
    pagina: Callable[..., Page], servidor: Servidor, ensayo: TallerCreado
) -> None:
    page = pagina(movil=True)
    como_marina(page, servidor, ensayo)
    salta(servidor, ensayo, "valoracion")
    expect(page.get_by_role("heading", name="Valoración")).to_be_visible()
    page.get_by_role("button", name="Siguiente").click()
    nombre = page.get_by_role("heading", name="Expectativas y medida")
    expect(nombre).to_be_in_viewport()
    espera_quieta(page)

    caja = nombre.bounding_box()
    assert caja
    assert 0 <= caja["y"] < 200


def test_un_doble_toque_en_una_respuesta_no_la_borra(
    pagina: Callable[..., Page], servidor: Servidor, ensayo: TallerCreado
) -> None:
    page = pagina(movil=True)
    como_marina(page, servidor, ensayo)
    salta(servidor, ensayo, "bienvenida")
    expect(page.get_by_role("heading", name="Bienvenida")).to_be_visible()
    energia = page.get_by_role("radiogroup", name=re.compile("energía")).get_by_role("radio", name="2", exact=True)
    for _ in range(2):
        energia.click()
        espera_quieta(page)

    expect(energia).to_be_checked()
    page.reload()
    expect(energia).to_be_checked()


def test_las_definiciones_aparecen_solas_al_cumplirse_su_plazo(
    pagina: Callable[..., Page], servidor: Servidor, ensayo: TallerCreado
) -> None:
    page = pagina(movil=True)
    como_marina(page, servidor, ensayo)
    with UnidadDeTrabajo(crear_motor(servidor.base_de_datos)) as unidad:
        # El ensayo ya tiene su reloj: se pone a cero para que empiece a contar con el salto.
        from modelo.entidades import Fase

        fase = unidad.uno(Fase, taller_id=ensayo.taller_id, clave="descubrir")
        assert fase is not None
        fase.inicia_en = None
        unidad.confirmar()
    salta(servidor, ensayo, "descubrir", ahora=datetime.now(UTC) - timedelta(minutes=5) + timedelta(seconds=12))
    expect(page.get_by_text("Primero, con el nombre basta")).to_be_visible()

    expect(page.get_by_text("Qué es cada palanca")).to_be_visible(timeout=30_000)


def test_lo_que_se_teclea_mientras_se_cierra_la_fase_vuelve_a_su_campo_al_reabrirla(
    pagina: Callable[..., Page], servidor: Servidor
) -> None:
    facilita, ana = pagina(), pagina(movil=True)
    entrar(ana, crear_taller(facilita), "Ana")
    palabra = ana.get_by_label(PALABRA)
    palabra.click()
    # Lo tecleado sale, pero no llega hasta que la fase ya está cerrada.
    ana.route("**/api/borrador", lambda ruta: ruta.abort())
    palabra.press_sequentially("a medias", delay=30)
    desde_la_agenda(facilita, "Cerrar esta fase")
    expect(ana.get_by_text("Esta fase está cerrada")).to_be_visible()
    ana.unroute("**/api/borrador")
    expect(ana.get_by_text("Lo que escribías no se pierde")).to_be_visible(timeout=30_000)
    desde_la_agenda(facilita, "Abrir esta fase")
    expect(ana.get_by_text("Esta fase está cerrada")).to_be_hidden()

    expect(palabra).to_have_value("a medias")
    espera_quieta(ana)
    ana.reload()
    expect(ana.get_by_label(PALABRA)).to_have_value("a medias")
    expect(ana.get_by_label(PALABRA)).to_be_enabled()


def test_la_pestana_de_quien_retiran_se_entera_sola_y_vuelve_si_la_readmiten(pagina: Callable[..., Page]) -> None:
    facilita, ana = pagina(), pagina(movil=True)
    entrar(ana, crear_taller(facilita), "Ana")
    espera_quieta(facilita)
    facilita.get_by_role("button", name="Más").click()
    facilita.get_by_role("button", name="Retirar de la sala").click()
    expect(ana.get_by_text("Quien facilita te ha retirado de la sala")).to_be_visible()
    expect(ana.get_by_label(PALABRA)).to_have_count(0)
    ana.reload()
    expect(ana.get_by_text("Quien facilita te ha retirado de la sala")).to_be_visible()
    espera_quieta(facilita)
    recuperar = facilita.get_by_role("button", name="Recuperar")
    if not recuperar.is_visible():
        facilita.get_by_role("button", name="Más").click()
    recuperar.click()

    expect(ana.get_by_label(PALABRA)).to_be_visible()


def test_salir_en_este_aparato_olvida_a_quien_participa_pero_no_a_quien_facilita(pagina: Callable[..., Page]) -> None:
    page = pagina()
    codigo = crear_taller(page)
    entrar(page, codigo, "Ana")
    page.get_by_role("button", name="Lo mío", exact=True).click()
    page.get_by_role("button", name="Salir de esta sala en este aparato").click()
    personal = page.get_by_text("Para volver necesitarás").inner_text()
    page.get_by_role("button", name="Salir", exact=True).click()
    expect(page.get_by_role("button", name="Empezar un ensayo")).to_be_visible()
    page.goto(f"/participar?sala={codigo}")

    expect(page.get_by_text("Para participar, entra con el código de sala.")).to_be_visible()
    assert re.search(r"[a-z]+-[a-z]+-\d\d", personal)
    page.goto(f"/conducir?sala={codigo}")
    expect(page.get_by_role("button", name="Avanzar")).to_be_visible()


def test_el_aviso_del_grupo_no_mueve_lo_que_se_esta_escribiendo(pagina: Callable[..., Page]) -> None:
    facilita, ana = pagina(), pagina(movil=True)
    entrar(ana, crear_taller(facilita), "Ana")
    palabra = ana.get_by_label(PALABRA)
    palabra.click()
    palabra.press_sequentially("curio", delay=30)
    antes = palabra.bounding_box()
    avanzar(facilita)
    expect(ana.get_by_role("button", name="Seguir escribiendo")).to_be_in_viewport()

    assert palabra.bounding_box() == antes
    ana.get_by_role("button", name="Seguir escribiendo").click()
    expect(ana.get_by_role("button", name="Seguir escribiendo")).to_have_count(0)
    expect(palabra).to_have_value("curio")
    ana.get_by_role("button", name="Ir a Mapa").click()
    expect(ana.get_by_role("heading", name="Mapa")).to_be_visible()
    ana.get_by_text("Otras fases").click()
    ana.get_by_role("button", name="Bienvenida").click()
    expect(ana.get_by_label(PALABRA)).to_have_value("curio")
