"""Se pulsa un botón que lleva a otra página: se llega, se sigue en ella y se puede volver atrás."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, WebSocketRoute, expect

from datos.motor import preparar
from tests.navegador.esperas import espera_quieta
from tests.navegador.pantallas import un_ensayo
from tests.navegador.servidor import Servidor
from tests.navegador.test_taller import entrar


class Retenida:
    """La conexión de una pestaña: lo que manda el servidor se puede retener."""

    def __init__(self, page: Page) -> None:
        self.retiene = False
        self.guardado: list[str | bytes] = []
        self.pedidos = 0
        page.route_web_socket("**/_stcore/stream", self._enlazar)

    def _enlazar(self, pestana: WebSocketRoute) -> None:
        self.pestana = pestana
        servidor = pestana.connect_to_server()

        def al_servidor(mensaje: str | bytes) -> None:
            self.pedidos += 1
            servidor.send(mensaje)

        def a_la_pestana(mensaje: str | bytes) -> None:
            if self.retiene:
                self.guardado.append(mensaje)
            else:
                pestana.send(mensaje)

        pestana.on_message(al_servidor)
        servidor.on_message(a_la_pestana)

    def soltar(self) -> None:
        self.retiene = False
        for mensaje in self.guardado:
            self.pestana.send(mensaje)
        self.guardado.clear()


def test_si_el_grupo_avanza_mientras_llega_lo_mio_se_llega_igual(
    pagina: Callable[..., Page], servidor: Servidor
) -> None:
    ensayo = un_ensayo(preparar(servidor.base_de_datos))
    ensayo.saltar("mapa")
    ana = pagina(movil=True)
    conexion = Retenida(ana)
    entrar(ana, ensayo.creado.codigo, "Ana")
    espera_quieta(ana)

    conexion.retiene, conexion.pedidos = True, 0
    ana.get_by_role("button", name="Lo mío").click()
    ensayo.saltar("historico")
    while conexion.pedidos < 2:
        ana.wait_for_timeout(50)
    ana.wait_for_timeout(1000)
    conexion.soltar()

    expect(ana.get_by_role("heading", name="Lo mío", level=1)).to_be_visible()
    espera_quieta(ana)
    expect(ana.get_by_role("heading", name="Lo mío", level=1)).to_be_visible()


def test_nada_mas_llegar_se_puede_volver_atras(pagina: Callable[..., Page], servidor: Servidor) -> None:
    ensayo = un_ensayo(preparar(servidor.base_de_datos))
    ensayo.saltar("mapa")
    ana = pagina(movil=True)
    entrar(ana, ensayo.creado.codigo, "Ana")
    ana.get_by_role("button", name="Lo mío").click()
    expect(ana.get_by_role("heading", name="Lo mío", level=1)).to_be_visible()
    espera_quieta(ana)

    ana.go_back()
    expect(ana.get_by_role("heading", name="Mapa", level=1)).to_be_visible()
    ana.get_by_role("button", name="Listo").click()
    expect(ana.get_by_text("Has dicho «Listo»")).to_be_visible()
    expect(ana.get_by_role("heading", name="Mapa", level=1)).to_be_visible()
