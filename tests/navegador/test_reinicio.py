"""Si el servidor se reinicia o la red se corta, la página sigue sin recargar y nada cambia de manos."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from datos import consultas
from datos.motor import preparar
from tests.navegador.conftest import NuevoServidor
from tests.navegador.esperas import espera_quieta
from tests.navegador.pantallas import un_ensayo
from tests.navegador.servidor import Servidor
from tests.navegador.test_taller import entrar

# El corte dura menos que lo que tarda en mirarse desde fuera.
ESPERAR_LA_VUELTA = """() => {
  const aplicacion = document.querySelector('[data-testid="stApp"]');
  let cortada = false;
  window.vuelta = new Promise((resolver) => new MutationObserver(() => {
    if (aplicacion.dataset.testConnectionState !== 'CONNECTED') cortada = true;
    else if (cortada) resolver(true);
  }).observe(aplicacion, { attributes: true }));
}"""


def opcion(page: Page, cual: int, nota: int) -> Locator:
    """La opción con esa nota de esa pregunta (desde 0) de la palanca que se ve."""
    return page.get_by_role("radiogroup").nth(cual).get_by_role("radio").nth(nota - 1)


def reiniciar(servidor: Servidor, *paginas: Page) -> None:
    """Lo corta, deja que se note y lo vuelve a levantar; vuelve en cuanto las páginas conectan."""
    servidor.matar()
    for page in paginas:
        expect(page.locator('[data-testid="stApp"]')).not_to_have_attribute("data-test-connection-state", "CONNECTED")
    servidor.arrancar()
    for page in paginas:
        expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-connection-state", "CONNECTED")


def test_la_primera_pulsacion_tras_reiniciar_el_servidor_cuenta(
    pagina: Callable[..., Page], nuevo_servidor: NuevoServidor
) -> None:
    servidor = nuevo_servidor()
    ensayo = un_ensayo(preparar(servidor.base_de_datos))
    ensayo.saltar("perfil")
    ana = pagina(movil=True, base=servidor.url)
    entrar(ana, ensayo.creado.codigo, "Ana")
    reiniciar(servidor, ana)

    ana.get_by_role("button", name="Siguiente").click()
    expect(ana.get_by_text("palanca 2 de 8")).to_be_visible()


def test_tras_un_corte_breve_quien_tecleaba_sigue_en_su_campo(pagina: Callable[..., Page], servidor: Servidor) -> None:
    ensayo = un_ensayo(preparar(servidor.base_de_datos))
    ensayo.saltar("perfil")
    ana = pagina(movil=True)
    conexiones: list[WebSocketRoute] = []

    def enlazar(conexion: WebSocketRoute) -> None:
        conexiones.append(conexion)
        conexion.connect_to_server()

    ana.route_web_socket("**/_stcore/stream", enlazar)
    entrar(ana, ensayo.creado.codigo, "Ana")
    campo = ana.get_by_label("¿Qué hecho lo muestra?")
    campo.press_sequentially("Nos llamó")
    ana.evaluate(ESPERAR_LA_VUELTA)
    conexiones[-1].close()
    ana.evaluate("() => window.vuelta")

    expect(campo).to_be_focused()
    ana.keyboard.type(" ella")
    expect(campo).to_have_value("Nos llamó ella")


def test_tras_reiniciar_lo_que_marco_una_persona_no_entra_como_de_otra(
    pagina: Callable[..., Page], nuevo_servidor: NuevoServidor
) -> None:
    """Comparten navegador: la cookie es de la que entró la última, y en la otra pestaña sigue la primera."""
    servidor = nuevo_servidor()
    ensayo = un_ensayo(preparar(servidor.base_de_datos))
    ensayo.saltar("perfil")
    ana = pagina(base=servidor.url)
    entrar(ana, ensayo.creado.codigo, "Ana")
    opcion(ana, 0, 5).click()
    expect(ana.get_by_text("1 de 16")).to_be_visible()
    eva = ana.context.new_page()
    entrar(eva, ensayo.creado.codigo, "Eva")
    reiniciar(servidor, ana, eva)
    for _ in range(2):
        ana.get_by_role("button", name="Siguiente").click()
        espera_quieta(ana)

    gente = {p.alias: p.id for p in consultas.participantes(ensayo.motor, ensayo.creado.sala_id)}
    de_ana, de_eva = (consultas.perfil_de(ensayo.motor, ensayo.creado.taller_id, gente[a]) for a in ("Ana", "Eva"))
    assert de_ana["P1"]["eficacia"] == 5
    assert de_eva == {}
