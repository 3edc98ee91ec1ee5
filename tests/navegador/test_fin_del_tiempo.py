"""Cuando queda un minuto y cuando se acaba el tiempo, la consola lo dice; suena solo donde se ha encendido."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from datos.motor import preparar
from modelo.entidades import Fase, Sala
from paginas.comun.ejecucion import ejecutar
from tests.navegador.esperas import espera_quieta
from tests.navegador.servidor import Servidor
from tests.navegador.test_taller import crear_taller, entrar

SONIDO = "Sonido al acabar el tiempo, en este navegador"
# Cuenta las notas que se mandan a sonar: aquí no hay altavoz.
ESCUCHAR = """
window.__notas = 0;
const empezar = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...x) { window.__notas += 1; return empezar.apply(this, x); };
"""


def _acaba_en(unidad: object, *, codigo: str, segundos: float) -> None:
    sala = unidad.uno(Sala, codigo=codigo)  # type: ignore[attr-defined]
    fase = next(f for f in unidad.todos(Fase, taller_id=sala.taller_id) if f.inicia_en is not None)  # type: ignore[attr-defined]
    fase.termina_en = datetime.now(UTC) + timedelta(seconds=segundos)
    unidad.subir_version(sala.taller_id)  # type: ignore[attr-defined]


def consola(pagina: Callable[..., Page]) -> tuple[Page, str]:
    page = pagina()
    page.add_init_script(ESCUCHAR)
    codigo = crear_taller(page)
    page.get_by_role("button", name="Empezar", exact=True).click()
    expect(page.get_by_role("button", name="Pausar", exact=True)).to_be_visible()
    return page, codigo


def acabar(servidor: Servidor, codigo: str, segundos: float) -> None:
    motor = preparar(servidor.base_de_datos)
    ejecutar(motor, _acaba_en, codigo=codigo, segundos=segundos)
    motor.dispose()


def encender(page: Page) -> None:
    page.get_by_text("Atajos y sonido").click()
    page.get_by_role("switch", name=SONIDO).check()


def notas(page: Page) -> int:
    return int(page.evaluate("window.__notas"))


def test_se_avisa_cuando_queda_un_minuto_y_cuando_se_acaba_y_de_serie_no_suena(
    pagina: Callable[..., Page], servidor: Servidor
) -> None:
    page, codigo = consola(pagina)
    acabar(servidor, codigo, 66)
    reloj, dicho = page.get_by_role("timer"), page.locator(".st-key-conducir_reloj").get_by_role("status")
    expect(reloj).to_contain_text("1:0")
    expect(reloj).to_contain_text("Último minuto")
    expect(dicho).to_have_text("Queda un minuto.")
    acabar(servidor, codigo, 3)
    expect(reloj).to_contain_text("Se acabó el tiempo")
    expect(dicho).to_have_text("Se acabó el tiempo.")

    assert notas(page) == 0


def test_con_el_sonido_encendido_suena_una_vez_solo_en_esa_consola_y_se_recuerda(
    pagina: Callable[..., Page], servidor: Servidor
) -> None:
    page, codigo = consola(pagina)
    ana = pagina(movil=True)
    ana.add_init_script(ESCUCHAR)
    entrar(ana, codigo, "Ana")
    encender(page)
    de_prueba = notas(page)
    page.reload()
    espera_quieta(page)
    page.get_by_role("heading", level=1).click()
    acabar(servidor, codigo, 4)
    expect(page.get_by_role("timer")).to_contain_text("Se acabó el tiempo")
    expect(ana.get_by_role("timer")).to_contain_text("Tiempo cumplido")
    page.wait_for_timeout(1500)
    al_acabar = notas(page)
    page.reload()
    expect(page.get_by_role("timer")).to_contain_text("Se acabó el tiempo")
    page.get_by_role("heading", level=1).click()
    page.wait_for_timeout(800)

    assert (de_prueba, al_acabar) == (2, 2)
    assert (notas(page), notas(ana)) == (0, 0)
