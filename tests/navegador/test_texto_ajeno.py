"""En las pantallas de verdad, el texto ajeno se ve como texto: ni se interpreta, ni pide nada fuera, ni se ejecuta."""

from __future__ import annotations

import random
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from datos import consultas
from datos.motor import crear_motor
from modelo.valores import Identidad
from tests import hostil
from tests.fabricas import Mesa, Reloj, una_mesa
from tests.navegador.esperas import espera_quieta
from tests.navegador.servidor import Servidor
from tests.robots import fases_de

# Lo que hay en la página fuera de las gráficas (recortan los rótulos) y de los guiones, también lo plegado y lo que hay
# en los campos.
TEXTO = """
() => {
  const copia = document.querySelector('[data-testid="stMain"]').cloneNode(true);
  for (const fuera of copia.querySelectorAll('.js-plotly-plot, style')) fuera.remove();
  const escrito = [...document.querySelectorAll('input, textarea')].map((e) => e.value).join(' ');
  return `${copia.textContent} ${escrito}`.replace(/\\u200b/g, '');
}
"""
INTRUSOS = """
() => [...document.querySelectorAll(
    'a[href*="ajeno"], a[href^="mailto"], a[href*="x.es"], img[src*="ajeno"], img[src="x"], .katex, iframe,'
    + 'body script, [data-testid="stMain"] del, [data-testid="stMain"] svg a')]
  .filter((e) => !e.closest('noscript') && !/static/.test(e.src || '')).map((e) => e.outerHTML.slice(0, 120))
"""


@dataclass
class Hostil:
    """Un taller lleno de ataques, alguien que participa y cómo facilitarlo. ``vistos``: los campos ya leídos."""

    mesa: Mesa
    alguien: Identidad
    vistos: set[str] = field(default_factory=set)

    @property
    def personal(self) -> str:
        """El código personal de quien participa."""
        persona = consultas.participante(self.mesa.motor, self.alguien.participante_id or "")
        assert persona is not None
        return persona.codigo_personal


@pytest.fixture(scope="module")
def taller(servidor: Servidor) -> Hostil:
    """En la base del servidor, con la plantilla completa y todo revelado."""
    ahora = datetime.now(UTC)
    azar = random.Random(secrets.randbits(64))
    motor = crear_motor(servidor.base_de_datos)
    sa.event.listen(motor, "connect", lambda conexion, _: conexion.execute("PRAGMA synchronous=OFF"))
    titulo = hostil.marcado(hostil.TEXTOS[1])
    hecha = una_mesa(motor, plantilla=hostil.con_todo(), ahora=ahora, titulo=titulo, organizacion=titulo, azar=azar)
    mesa = Mesa(motor, hecha.creado, Reloj(ahora), azar)
    return Hostil(mesa, hostil.escribir_en_todo(mesa))


def malas(page: Page, donde: str, vistos: set[str]) -> list[str]:
    """Lo que en esa página no se lee como se escribió. Falla si no hay nada ajeno que mirar."""
    espera_quieta(page)
    texto = " ".join(page.evaluate(TEXTO).split()).casefold()
    marcas = list(re.finditer(r"§(\d)§", texto))
    assert marcas, f"en {donde} no se ve nada de lo escrito"
    vistos |= hostil.campos_en(texto)
    reparos = [f"{donde}: {intruso}" for intruso in page.evaluate(INTRUSOS)]
    for marca in marcas:
        esperado = hostil.leido(int(marca[1])).casefold()
        if not texto.startswith(esperado, marca.end()):
            reparos.append(f"{donde}: {texto[marca.end() : marca.end() + len(esperado) + 20]!r}")
    if page.evaluate("window.mal") is not None:
        reparos.append(f"{donde}: se ha ejecutado")
    return reparos


def va(page: Page, ruta: str, donde: str, vistos: set[str], fase: str = "") -> list[str]:
    """Lo malo de esa ruta. El servidor tarda hasta dos segundos en saber de un salto hecho fuera de él: se espera.

    Si la página ya está en ella, la sigue sola, como la de cualquiera.
    """
    if not page.url.endswith(ruta):
        page.goto(ruta)
    if fase:
        expect(page.get_by_test_id("stMain")).to_contain_text(hostil.rotulo(fase))
    return malas(page, donde, vistos)


def test_quien_participa_lee_lo_ajeno_y_lo_suyo_tal_como_se_escribio(
    pagina: Callable[..., Page], taller: Hostil
) -> None:
    page, codigo = pagina(movil=True), taller.mesa.creado.codigo
    page.goto(f"/entrar?codigo={codigo}")
    page.get_by_label("Código personal", exact=True).fill(taller.personal)
    page.get_by_role("button", name="Entrar").click()
    expect(page.get_by_role("button", name="Listo")).to_be_visible()
    reparos = []
    for clave, tipo in fases_de(taller.mesa):
        if tipo != "pausa":
            taller.mesa.salta(clave)
            reparos += va(page, f"/participar?sala={codigo}", f"participar en {clave}", taller.vistos, clave)
        if tipo == "interaccion":
            # Lo que le pasa a esa forma de contacto solo se lee con su tarjeta abierta.
            page.locator("[class*='st-key-tarjeta_'] button").first.click()
            reparos += malas(page, "una interacción abierta", taller.vistos)
    for ruta in ("mio", "resultados", "seguimiento"):
        reparos += va(page, f"/{ruta}?sala={codigo}", ruta, taller.vistos)

    assert reparos == []
    assert set(hostil.CAMPOS) - taller.vistos == set()


def test_quien_facilita_y_lo_proyectado_leen_lo_ajeno_tal_como_se_escribio(
    pagina: Callable[..., Page], taller: Hostil
) -> None:
    page, codigo = pagina(), taller.mesa.creado.codigo
    page.goto(f"/f/{taller.mesa.creado.ficha_facilitar}")
    vistos: set[str] = set()
    reparos = malas(page, "conducir", vistos)
    for clave in ("bienvenida", "historico", "salida", "retomar", "estrategias", "cierre", "comparacion"):
        taller.mesa.salta(clave)
        reparos += va(page, f"/proyectar?sala={codigo}", f"proyectar en {clave}", vistos, clave)
    reparos += va(page, f"/conducir?sala={codigo}", "conducir en el cierre", vistos, clave)
    reparos += va(page, f"/resultados?sala={codigo}", "resultados", vistos)
    for fase in range(1, page.get_by_role("radio").count()):
        page.get_by_role("radio").nth(fase).click()
        reparos += malas(page, f"resultados, fase {fase}", vistos)
    page.goto(f"/revisar?sala={codigo}")
    for parte in ("Textos", "Cómo lo ve quien revisa"):
        page.get_by_text(parte, exact=True).click()
        reparos += malas(page, f"revisar, {parte}", vistos)

    assert reparos == []
