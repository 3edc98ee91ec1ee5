"""El texto ajeno se escapa lo justo: inerte para Markdown e igual para quien lo lee."""

from __future__ import annotations

import re

import pytest

from paginas.comun.literal import html_literal, literal, plotly_literal

SIN_ANCHO = "\u200b"


def leido(texto: str) -> str:
    """Lo que queda tras quitar las barras de escape y los espacios sin ancho, como haría Markdown."""
    return re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", texto).replace(SIN_ANCHO, "")


@pytest.mark.parametrize(
    "texto",
    [
        "**negrita** _cursiva_ `código` ~~tachado~~",
        "<script>alert(1)</script>",
        "![x](https://ejemplo.es/a.png)",
        ":red[rojo] :material/home: :smile:",
        "$x^2$ y 5 $",
        "www.ejemplo.es y a@b.es",
        "# título",
        "1. lista",
        "- punto",
        "a -> b -- c <- d",
        "&lt;b&gt;",
        "C:\\carpeta",
        "a|b",
    ],
)
def test_el_texto_se_lee_igual_que_se_escribio(texto: str) -> None:
    assert leido(literal(texto)) == texto


def test_una_frase_corriente_no_lleva_barras() -> None:
    frase = "Al empezar dejamos claro quién hace qué, para cuándo (y a las 10:42), y qué no podemos hacer."

    assert literal(frase) == frase


def test_los_saltos_de_linea_se_aplanan() -> None:
    assert literal("uno\n\n# dos") == "uno # dos"


@pytest.mark.parametrize(
    ("texto", "vivo"),
    [("**a**", "**a**"), ("<b>", "<b>"), (":red[a]", " :red["), ("[a](b)", "[a]("), (":smile:", ":smile")],
)
def test_ninguna_marca_queda_viva(texto: str, vivo: str) -> None:
    assert vivo not in f" {literal(texto)}"


def test_en_html_y_en_las_figuras_las_etiquetas_son_texto() -> None:
    assert html_literal("<b>&") == "&lt;b&gt;&amp;"
    assert "<" not in plotly_literal("<a href='x'>")
    assert len(plotly_literal("x" * 80)) <= 28
