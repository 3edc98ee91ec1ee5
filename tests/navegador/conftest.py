"""Fixtures de las pruebas de navegador: el servidor, el Chromium del sistema y páginas vigiladas."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.navegador.chromium import encontrar
from tests.navegador.servidor import ERROR_EN_EL_REGISTRO, Servidor
from tests.navegador.vigilancia import Vigilancia, nombre_de_archivo

FALLOS = Path(__file__).parent / "fallos"
ESCRITORIO = (1280, 800)
MOVIL = (390, 844)
PLAZO_MS = 15_000
# Solo vale la última lista que recibe Chromium: la de serie de Playwright y, al final, dos páginas de su propia barra
# de direcciones, que aquí no se ve y costaban a cada pestaña nueva un tercio de su procesador.
SIN_ESTO = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
)
ARGUMENTOS = (
    "--no-sandbox",  # en un contenedor como root no hay otra
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(SIN_ESTO)}",
    # Ningún nombre se resuelve: una petición a un tercero se ve y se cuenta, pero no sale de la máquina.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

# De serie son cinco segundos: los mismos que se espera a una base ocupada. En una máquina con dos núcleos y dos
# navegadores, una página nueva puede tardar más de quince.
expect.set_options(timeout=PLAZO_MS)

AbrePagina = Callable[..., Page]
NuevoServidor = Callable[..., Servidor]

_en_marcha: list[Servidor] = []
_resultado = pytest.StashKey[dict[str, pytest.TestReport]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Todo lo de esta carpeta lleva la marca «navegador»."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.navegador)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Guarda el resultado para que las fixtures sepan si hay que enseñar algo, y enseña el registro del servidor."""
    informe = yield
    item.stash.setdefault(_resultado, {})[informe.when] = informe
    if informe.failed:
        for servidor in _en_marcha:
            informe.sections.append((f"registro de {servidor.url}", servidor.registro_nuevo()[-8_000:]))
    return informe


def _ha_fallado(item: pytest.Item) -> bool:
    return any(informe.failed for informe in item.stash.get(_resultado, {}).values())


# El ámbito es el paquete y no la sesión: Playwright mantiene un bucle de asyncio en marcha y, si durase hasta el
# final, las pruebas de otras carpetas no podrían usar asyncio.run.
@pytest.fixture(scope="package")
def navegador() -> Iterator[Browser]:
    """El Chromium del sistema, sin ventana."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=encontrar(), args=list(ARGUMENTOS), headless=True)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def servidor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servidor]:
    """Un servidor compartido por todas las pruebas de navegador: cada una crea su propia sala."""
    compartido = Servidor(tmp_path_factory.mktemp("servidor"))
    _en_marcha.append(compartido)
    try:
        compartido.arrancar()
        yield compartido
        compartido.parar()
    finally:
        compartido.matar()
        _en_marcha.remove(compartido)


@pytest.fixture
def nuevo_servidor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NuevoServidor]:
    """Arranca servidores solo de esta prueba: para reiniciarlos, cortarlos o darles otros ajustes.

    `nuevo_servidor(PALANCAS_URL="https://ejemplo.es")` devuelve uno en marcha; se paran solos al acabar.
    """
    propios: list[Servidor] = []

    def arrancar(**entorno: str) -> Servidor:
        propio = Servidor(tmp_path_factory.mktemp("servidor"), entorno=entorno)
        propios.append(propio)
        _en_marcha.append(propio)
        propio.arrancar()
        return propio

    yield arrancar
    try:
        for propio in propios:
            propio.parar()
    finally:
        for propio in propios:
            propio.matar()
            _en_marcha.remove(propio)


@pytest.fixture(autouse=True)
def _servidores_sin_errores(request: pytest.FixtureRequest) -> Iterator[None]:
    """La prueba falla si un servidor ha escrito un error que ella no anunció con `servidor.errores_esperados`."""
    # Se pide aquí para que los servidores propios sigan vivos, y sus registros a mano, al comprobarlos.
    if "nuevo_servidor" in request.fixturenames:
        request.getfixturevalue("nuevo_servidor")
    yield
    malos = [servidor for servidor in _en_marcha if _tiene_errores(servidor)]
    informe = "\n".join(f"{servidor.url}:\n{servidor.registro_nuevo()}" for servidor in malos)
    for servidor in _en_marcha:
        servidor.errores_esperados = False
        servidor.dar_por_leido()
    if malos:
        pytest.fail(f"El servidor ha escrito errores:\n{informe}", pytrace=False)


def _tiene_errores(servidor: Servidor) -> bool:
    return not servidor.errores_esperados and ERROR_EN_EL_REGISTRO.search(servidor.registro_nuevo()) is not None


@pytest.fixture
def pagina(navegador: Browser, servidor: Servidor, request: pytest.FixtureRequest) -> Iterator[AbrePagina]:
    """Abre páginas en navegadores aislados: cada llamada es otra persona, con sus propias cookies.

    `pagina()` es un escritorio de 1280 × 800; `pagina(movil=True)`, un móvil de 390 × 844 con pantalla táctil; con
    `pagina(1920, 1080)` se eligen las medidas. `base` cambia el servidor al que van las rutas («/entrar») y lo demás
    pasa a Playwright tal cual. Al acabar, la prueba falla si hubo errores de JavaScript o peticiones a terceros, y si
    falló deja capturas y consola en tests/navegador/fallos/.
    """
    vigilancias: list[Vigilancia] = []
    for antiguo in FALLOS.glob(f"{nombre_de_archivo(request.node.name)}_*"):
        antiguo.unlink()

    def abrir(
        ancho: int | None = None,
        alto: int | None = None,
        movil: bool = False,
        *,
        base: str = servidor.url,
        **opciones: Any,
    ) -> Page:
        ancho_de_serie, alto_de_serie = MOVIL if movil else ESCRITORIO
        ajustes = {
            "viewport": {"width": ancho or ancho_de_serie, "height": alto or alto_de_serie},
            "has_touch": movil,
            "is_mobile": movil,
            "base_url": base,
            "locale": "es-ES",
            "timezone_id": "Europe/Madrid",
            "reduced_motion": "reduce",
        }
        contexto = navegador.new_context(**(ajustes | opciones))
        contexto.set_default_timeout(PLAZO_MS)
        vigilancias.append(Vigilancia(contexto))
        return contexto.new_page()

    yield abrir

    reparos = [reparo for vigilancia in vigilancias for reparo in vigilancia.reparos()]
    for numero, vigilancia in enumerate(vigilancias, start=1):
        if reparos or _ha_fallado(request.node):
            vigilancia.guardar(FALLOS, f"{request.node.name}_{numero}")
        vigilancia.contexto.close()
    if reparos:
        pytest.fail("\n".join(reparos), pytrace=False)
