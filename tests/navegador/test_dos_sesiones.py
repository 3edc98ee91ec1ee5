"""El taller completo en navegador, en una base nueva: las dos sesiones, con quien facilita y alguien en el móvil."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from datos.plantillas import plantilla
from tests.navegador.conftest import NuevoServidor
from tests.navegador.esperas import espera_quieta
from tests.navegador.test_taller import avanzar, crear_taller, entrar
from tests.navegador.test_taller_completo import anade_cliente, listo, llena

FASES = plantilla("completo").fases


def pulsa(page: Page, boton: str) -> None:
    page.get_by_role("button", name=boton, exact=True).click()
    espera_quieta(page)


def elige(page: Page, opcion: str) -> None:
    page.get_by_role("radio", name=opcion).first.click()
    espera_quieta(page)


def mapa(ana: Page) -> None:
    anade_cliente(ana, "Añadir cliente", "El faro")


def historico(ana: Page) -> None:
    elige(ana, "Mi estable")
    llena(ana, "Antes de escribir hitos", "70")
    pulsa(ana, "Añadir hito")
    llena(ana, "Cuándo (mes y año)", "03/2024")
    llena(ana, "Qué pasó", "avisé antes del retraso")


def entorno(ana: Page) -> None:
    pulsa(ana, "Añadir interlocutor")
    llena(ana, "Área o nivel", "Compras")
    elige(ana, "Decide")


def interaccion(ana: Page) -> None:
    pulsa(ana, "Añadir interacción")
    elige(ana, "Pactada")
    llena(ana, "¿Qué la hace difícil?", "siempre llamo yo")


def salida(ana: Page) -> None:
    llena(ana, "¿Qué te llevas de hoy?", "que improviso más de lo que creía")


def retomar(ana: Page) -> None:
    llena(ana, "¿Qué has visto esta semana", "que siempre llamo yo")


def descubrir(ana: Page) -> None:
    expect(ana.get_by_text("avisé antes del retraso").first).to_be_visible()
    ana.get_by_text("Canales y transparencia", exact=True).first.click()
    espera_quieta(ana)


def valoracion(ana: Page) -> None:
    expect(ana.get_by_text("El faro").first).to_be_visible()
    for numero in range(3):
        ana.get_by_role("radio", name="4 Bastante cierto").nth(numero).click()
        espera_quieta(ana)
    expect(ana.get_by_text("3 de 24")).to_be_visible()


def estrategias(ana: Page) -> None:
    pulsa(ana, "Añadir aportación")
    llena(ana, "Cuéntalo en una o dos frases", "el acta, el mismo día")


def votar(ana: Page) -> None:
    expect(ana.get_by_role("button", name="Votar", exact=True)).to_be_visible()
    pulsa(ana, "Votar")
    expect(ana.get_by_role("button", name="Quitar mi voto")).to_be_visible()


def plan(ana: Page) -> None:
    pulsa(ana, "Añadir compromiso")
    llena(ana, "…entonces haré (acción)", "llamaré sin motivo")


def cierre(ana: Page) -> None:
    llena(ana, "¿Qué harás distinto el lunes?", "llamar antes de que me llamen")


def espera_de_umbral(ana: Page) -> None:
    expect(ana.get_by_text("Se mostrará cuando respondan 5 personas; va 1").first).to_be_visible()


ESCRIBE = {
    f.__name__: f
    for f in (
        mapa,
        historico,
        entorno,
        interaccion,
        salida,
        retomar,
        descubrir,
        valoracion,
        estrategias,
        plan,
        cierre,
    )
}
AL_REVELAR = {"valoracion": espera_de_umbral, "estrategias": votar}
QUEDA = ("que siempre llamo yo", "el acta, el mismo día", "llamaré sin motivo")


@pytest.mark.larga
@pytest.mark.recorrido
def test_las_dos_sesiones_se_recorren_enteras_y_todo_queda_en_lo_mio(
    pagina: Callable[..., Page], nuevo_servidor: NuevoServidor
) -> None:
    base = nuevo_servidor().url
    facilita, ana = pagina(base=base), pagina(base=base, movil=True)
    codigo = crear_taller(facilita, plantilla("completo").nombre)
    entrar(ana, codigo, "Ana")
    for puesto, fase in enumerate(FASES):
        expect(ana.get_by_role("heading", name=fase.titulo, level=1)).to_be_visible()
        if puesto and fase.sesion != FASES[puesto - 1].sesion:
            # Entre sesiones se cierra el navegador: a la vuelta, la misma persona.
            ana.close()
            ana = ana.context.new_page()
            ana.goto(f"/participar?sala={codigo}")
            expect(ana.get_by_role("heading", name=fase.titulo, level=1)).to_be_visible()
        espera_quieta(ana)
        if fase.tipo in ESCRIBE:
            ESCRIBE[fase.tipo](ana)
        if fase.tipo in AL_REVELAR:
            facilita.get_by_role("button", name="Revelar").click()
            AL_REVELAR[fase.tipo](ana)
        listo(ana)
        if puesto + 1 < len(FASES):
            avanzar(facilita)
    # Con todos listos no se pregunta.
    expect(facilita.get_by_text("1 de 1 listos")).to_be_visible()
    facilita.get_by_role("button", name="Terminar el taller").click()
    expect(facilita.get_by_role("button", name="Reabrir el taller")).to_be_visible()

    ana.goto(f"/mio?sala={codigo}")
    for texto in QUEDA:
        expect(ana.get_by_text(texto).first).to_be_visible()
    ana.goto(f"/resultados?sala={codigo}")
    expect(ana.get_by_role("heading", name="Resultados")).to_be_visible()
    facilita.get_by_role("button", name="Resultados").click()
    expect(facilita.get_by_role("heading", name="Resultados")).to_be_visible()
