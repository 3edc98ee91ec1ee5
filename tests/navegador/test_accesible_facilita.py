"""En el escritorio, lo de quien facilita, lo proyectado y lo de quien revisa cumple WCAG 2.2 AA según axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from datos.motor import preparar
from tests.navegador import axe
from tests.navegador.pantallas import MIO, PARTICIPAR, Ensayo, Pantalla, un_ensayo
from tests.navegador.recorrido import cortado, infracciones
from tests.navegador.servidor import Servidor

Abre = Callable[..., Page]


@pytest.fixture(scope="module")
def ensayo(servidor: Servidor) -> Ensayo:
    return un_ensayo(preparar(servidor.base_de_datos))


@pytest.mark.larga
@pytest.mark.parametrize(
    "papel", [*(pytest.param(p, marks=pytest.mark.recorrido) for p in ("facilita", "resultados", "proyecta")), "revisa"]
)
def test_facilitar_proyectar_y_revisar_no_tienen_infracciones(pagina: Abre, ensayo: Ensayo, papel: str) -> None:
    page = pagina()
    ensayo.entrar(page, "revisa" if papel == "revisa" else "facilita")

    assert infracciones(page, ensayo, ensayo.pantallas(papel)) == {}


def test_lo_que_se_disculpa_a_la_plataforma_sigue_haciendo_falta(pagina: Abre, ensayo: Ensayo) -> None:
    page = pagina()
    ensayo.entrar(page, "facilita")
    (_,) = ensayo.recorrer(page, [Pantalla("importar", "/importar?sala={sala}")])

    assert axe.pasar(page).exentas == set(axe.DE_LA_PLATAFORMA)


def test_axe_ve_una_infraccion_tambien_en_lo_que_queda_fuera_de_la_vista(pagina: Abre, ensayo: Ensayo) -> None:
    page = pagina()
    (_,) = ensayo.recorrer(page, [Pantalla("ayuda", "/ayuda")])
    ultimo = page.get_by_test_id("stMain").get_by_test_id("stMarkdownContainer").last
    ultimo.evaluate(
        "e => { e.style.color = '#d0d0d0'; e.querySelectorAll('*').forEach((h) => h.style.color = '#d0d0d0') }"
    )

    assert any(propia.startswith("color-contrast") for propia in axe.pasar(page).propias)


@pytest.mark.recorrido
@pytest.mark.parametrize("medidas", [(320, 640), (640, 400)], ids=["320 px", "zoom 200 %"])
def test_conducir_entrar_participar_y_lo_mio_no_se_cortan_ni_se_desplazan_de_lado(
    pagina: Abre, ensayo: Ensayo, medidas: tuple[int, int]
) -> None:
    facilita, participa = pagina(), pagina()
    ensayo.saltar("radar")
    ensayo.entrar(facilita, "facilita")
    ensayo.entrar(participa, "participa")
    cortes = {"conducir": cortado(facilita, *medidas)}
    otras = [Pantalla(n, ruta) for n, ruta in {"participar": PARTICIPAR, "mio": MIO, "entrar": "/entrar"}.items()]
    for pantalla in ensayo.recorrer(participa, otras):
        cortes[pantalla.nombre] = cortado(participa, *medidas)

    assert {nombre: suyos for nombre, suyos in cortes.items() if suyos} == {}
