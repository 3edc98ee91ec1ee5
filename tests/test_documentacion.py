"""Lo que dicen el README y las notas es verdad: órdenes, ajustes, mapa y enlaces."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from datos.ajustes import AJUSTES, Ajuste
from tests.reglas import RAIZ, archivos, relativo

AJUSTE = re.compile(r"\bPALANCAS_[A-Z_]+\b")
ENLACE = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)[^)]*\)")
ORDENES = ("arrancar", "probar", "herramientas/entorno.sh")


def _leer(ruta: str | Path) -> str:
    return (RAIZ / ruta).read_text(encoding="utf-8")


def _apartado(titulo: str) -> str:
    """Lo que hay en el README bajo un título de segundo nivel."""
    trozos = re.split(r"^## ", _leer("README.md"), flags=re.MULTILINE)
    return next(trozo.removeprefix(titulo) for trozo in trozos if trozo.startswith(titulo))


def _ajustes_usados() -> set[str]:
    fuentes = [_leer(orden) for orden in ORDENES]
    # Las pruebas nombran ajustes de mentira; los suyos de verdad están en las que buscan el navegador.
    codigo = [a for a in archivos() if not relativo(a).startswith("tests/")]
    codigo.append(RAIZ / "tests/navegador/chromium.py")
    return set(AJUSTE.findall("\n".join([*fuentes, *(_leer(archivo) for archivo in codigo)])))


def _ajustes_documentados() -> set[str]:
    return set(re.findall(r"^\| `(PALANCAS_[A-Z_]+)`", _apartado("Ajustes"), flags=re.MULTILINE))


def _citados_en_el_mapa() -> list[str]:
    """Las rutas de la columna izquierda del mapa, una por línea y con su sangría como carpeta."""
    dibujo = re.search(r"```text\n(.*?)```", _apartado("Mapa de la casa"), flags=re.DOTALL)
    assert dibujo, "el mapa va en un bloque de texto"
    rutas: list[str] = []
    carpeta = ""
    for linea in dibujo.group(1).splitlines():
        ruta = re.split(r"\s{2,}", linea.strip())[0]
        dentro = linea.startswith("  ")
        carpeta = carpeta if dentro else ruta.rstrip("/") if ruta.endswith("/") else ""
        rutas.extend(f"{carpeta}/{parte}" if dentro else parte for parte in ruta.split(" · "))
    return rutas


def _textos() -> list[Path]:
    return [*RAIZ.glob("*.md"), *(RAIZ / "docs").rglob("*.md")]


def _enlaces_locales(texto: Path) -> list[str]:
    destinos = ENLACE.findall(texto.read_text(encoding="utf-8"))
    return [destino for destino in destinos if not re.match(r"[a-z]+:|#", destino)]


def test_todo_ajuste_que_lee_el_codigo_esta_en_el_readme() -> None:
    assert _ajustes_usados() - _ajustes_documentados() == set()


def test_todo_ajuste_del_readme_lo_lee_el_codigo() -> None:
    assert _ajustes_documentados() - _ajustes_usados() == set()


@pytest.mark.parametrize("ajuste", AJUSTES, ids=[ajuste.nombre for ajuste in AJUSTES])
def test_el_readme_explica_cada_ajuste_con_las_palabras_del_codigo(ajuste: Ajuste) -> None:
    assert f"| `{ajuste.nombre}` | {ajuste.ayuda} |" in _apartado("Ajustes").splitlines()


@pytest.mark.parametrize(
    ("titulo", "orden"), [("Una orden para usarlo", "./arrancar"), ("Una orden para probarlo", "./probar")]
)
def test_el_readme_da_cada_orden_en_su_apartado(titulo: str, orden: str) -> None:
    bloques = re.findall(r"```sh\n(.*?)```", _apartado(titulo), flags=re.DOTALL)

    assert orden in [linea for bloque in bloques for linea in bloque.splitlines()]


@pytest.mark.parametrize("orden", ["arrancar", "probar", ".ci/run"])
def test_las_ordenes_se_pueden_ejecutar(orden: str) -> None:
    assert (RAIZ / orden).stat().st_mode & 0o111 == 0o111


def test_todo_lo_que_cita_el_mapa_existe() -> None:
    citados = _citados_en_el_mapa()

    assert len(citados) > 10
    assert [ruta for ruta in citados if not (RAIZ / ruta).exists()] == []


def test_toda_carpeta_de_la_raiz_esta_en_el_mapa() -> None:
    carpetas = {f"{hijo.name}/" for hijo in RAIZ.iterdir() if hijo.is_dir() and not hijo.name.startswith((".", "__"))}

    assert carpetas - set(_citados_en_el_mapa()) == set()


def test_los_enlaces_entre_documentos_llevan_a_algo_que_existe() -> None:
    rotos = [
        f"{relativo(texto)} → {enlace}"
        for texto in _textos()
        for enlace in _enlaces_locales(texto)
        if not (texto.parent / unquote(enlace.split("#")[0])).exists()
    ]

    assert rotos == []


def _pruebas_citadas(ruta: str) -> list[str]:
    return re.findall(r"`(test_[a-z0-9_]+)`", _leer(ruta))


def test_toda_prueba_que_cita_el_modelo_de_amenazas_existe() -> None:
    codigo = "\n".join(_leer(a) for a in archivos("tests"))
    existen = set(re.findall(r"^def (test_\w+)\(", codigo, flags=re.MULTILINE))
    citadas = _pruebas_citadas("docs/seguridad.md")

    assert len(citadas) > 30
    assert set(citadas) - existen == set()


def test_la_integracion_continua_llama_a_la_orden_de_pruebas_y_a_nada_mas() -> None:
    lineas = [linea for linea in _leer(".ci/run").splitlines() if linea and not linea.startswith("#")]

    assert lineas == ['cd "$(dirname "$0")/.." || exit 1', "exec ./probar"]
