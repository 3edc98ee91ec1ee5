"""Lo que cumplen todas las gráficas: plantilla, n, coma decimal, texto ajeno inerte y qué pasa sin datos."""

import re
import tomllib

import pytest

from paginas.comun import graficos
from paginas.comun.graficos import plantilla
from tests import reglas
from tests.paginas import datos_de_graficas as datos
from tests.paginas.datos_de_graficas import notas, todo


@pytest.mark.parametrize("nombre", datos.LLENAS)
@pytest.mark.parametrize("grande", [False, True], ids=["de cerca", "proyectada"])
def test_toda_grafica_lleva_la_plantilla_de_la_casa(nombre: str, grande: bool) -> None:
    fig = datos.LLENAS[nombre](grande)

    base = fig.layout.template.layout
    assert base.separators == ",."
    assert base.font.family == "Atkinson Hyperlegible Next, sans-serif"
    assert base.paper_bgcolor == "rgba(0,0,0,0)"
    assert fig.layout.font.size == (20 if grande else 14)
    assert fig.layout.height > 0


@pytest.mark.parametrize("nombre", datos.LLENAS)
def test_ningun_texto_visible_baja_de_once_pixeles(nombre: str) -> None:
    fig = datos.LLENAS[nombre](False)

    cuerpos = [nota.font.size for nota in fig.layout.annotations if nota.font.size]
    assert all(cuerpo >= 11 for cuerpo in cuerpos)


@pytest.mark.parametrize("nombre", datos.LLENAS)
def test_ninguna_grafica_ensena_decimales_con_punto(nombre: str) -> None:
    visibles = [texto for texto in todo(datos.LLENAS[nombre](True)) if not texto.startswith(("rgba", "#"))]

    assert [texto for texto in visibles if re.search(r"\d\.\d", texto)] == []


@pytest.mark.parametrize("nombre", [nombre for nombre in datos.LLENAS if nombre != "cuadrante"])
def test_toda_grafica_de_grupo_lleva_su_n(nombre: str) -> None:
    assert any(re.search(r"\bn = \d+", nota) for nota in notas(datos.LLENAS[nombre](False)))


@pytest.mark.parametrize("nombre", ["tiempo", "recuento", "votos"])
@pytest.mark.parametrize("grande", [False, True], ids=["de cerca", "proyectada"])
def test_el_texto_ajeno_no_se_interpreta_ni_desborda(nombre: str, grande: bool) -> None:
    ajenos = [texto for texto in todo(datos.LLENAS[nombre](grande)) if "onerror" in texto or "%{x}" in texto]

    assert ajenos
    assert not any("<b>&%" in texto or "<img" in texto for texto in ajenos)
    assert any("&lt;b&gt;&amp;%{x}" in texto for texto in ajenos)


@pytest.mark.parametrize("nombre", datos.LLENAS)
def test_las_etiquetas_al_pasar_el_raton_no_llevan_texto_ajeno_en_la_plantilla(nombre: str) -> None:
    """Un «%{x}» escrito por alguien dentro de hovertemplate se sustituiría; como dato, no."""
    plantillas = {trazo.hovertemplate for trazo in datos.LLENAS[nombre](False).data if trazo.hoverinfo != "skip"}

    assert plantillas == {"%{customdata}<extra></extra>"}


@pytest.mark.parametrize("nombre", datos.VACIAS)
def test_sin_datos_hay_una_figura_que_lo_dice(nombre: str) -> None:
    fig = datos.VACIAS[nombre]()

    assert len(fig.data) == 0
    assert notas(fig)[0].startswith("Aún no hay datos")


def test_las_graficas_llevan_los_colores_del_tema() -> None:
    tema = tomllib.loads((reglas.RAIZ / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]

    assert list(plantilla.COLORES) == tema["chartCategoricalColors"]
    assert (tema["textColor"], tema["borderColor"]) == (plantilla.TEXTO, plantilla.EJE)


@pytest.mark.parametrize("estatica", [True, False])
def test_la_configuracion_quita_la_barra_y_deja_desplazar_en_el_movil(estatica: bool) -> None:
    config = graficos.config_plotly(estatica)

    assert config["displayModeBar"] is False
    assert config["staticPlot"] is estatica
    assert config["locale"] == "es"
