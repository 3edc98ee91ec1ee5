"""Los colores se leen, y son los mismos en el tema, en el estilo y en las gráficas."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from modelo import paleta
from paginas.comun.graficos import plantilla

RAIZ = Path(__file__).resolve().parents[2]
TEMA = tomllib.loads((RAIZ / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
COLOR = re.compile(r"#[0-9A-Fa-f]{6}\b")
DE_LA_CASA = {v for v in vars(paleta).values() if isinstance(v, str) and COLOR.fullmatch(v)} | set(paleta.SERIES)


@pytest.mark.parametrize("fondo", [paleta.FONDO, paleta.SUPERFICIE])
@pytest.mark.parametrize("color", paleta.DE_TEXTO)
def test_un_color_de_texto_se_lee_sobre_los_dos_fondos(color: str, fondo: str) -> None:
    assert paleta.contraste(color, fondo) >= 4.5


@pytest.mark.parametrize("color", [*paleta.SERIES, paleta.BORDE])
def test_lo_que_no_es_texto_se_distingue_del_fondo(color: str) -> None:
    assert paleta.contraste(color, paleta.FONDO) >= 3


@pytest.mark.parametrize("relleno", [paleta.MARCA, paleta.AVISO])
def test_el_texto_blanco_se_lee_sobre_los_rellenos(relleno: str) -> None:
    assert paleta.contraste("#FFFFFF", relleno) >= 4.5


def test_el_contraste_es_el_de_la_norma() -> None:
    assert paleta.contraste("#000000", "#FFFFFF") == pytest.approx(21)
    assert paleta.contraste("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_el_tema_usa_los_colores_de_la_casa() -> None:
    assert (TEMA["primaryColor"], TEMA["backgroundColor"]) == (paleta.MARCA, paleta.FONDO)
    assert (TEMA["secondaryBackgroundColor"], TEMA["textColor"]) == (paleta.SUPERFICIE, paleta.TINTA)
    assert TEMA["borderColor"] == paleta.BORDE


def test_las_series_son_las_mismas_en_el_tema_y_en_las_graficas() -> None:
    assert tuple(TEMA["chartCategoricalColors"]) == paleta.SERIES == plantilla.COLORES
    assert len(paleta.SERIES) == len(set(paleta.SERIES)) == 10


@pytest.mark.parametrize("archivo", ["paginas/static/estilo.css", "paginas/comun/componentes/__init__.py"])
def test_el_estilo_no_inventa_colores(archivo: str) -> None:
    usados = {c.upper() for c in COLOR.findall((RAIZ / archivo).read_text(encoding="utf-8"))}

    assert usados <= DE_LA_CASA
