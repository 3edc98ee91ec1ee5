"""Un texto hostil se lee, en el navegador de verdad, tal como se escribió: en todos los sitios donde se pinta."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.navegador.esperas import espera_quieta
from tests.navegador.servidor import RAIZ, Servidor

CORPUS = (
    "**negrita** __otra__ *cursiva* _y_ ***las dos*** ~~tachado~~ ~uno~",
    "`código` ``doble`` ```tres``` ~~~",
    "<script>window.mal = 1</script><img src=x onerror='window.mal = 1'><b>b</b><!-- c --><br>",
    "[enlace](https://ejemplo.es) [ref][1] ![imagen](https://ejemplo.es/a.png) <https://ejemplo.es> [^1] [x] [ ]",
    "https://ejemplo.es/a_b_c http://a.es HTTPS://A.ES ftp://a.es www.ejemplo.es WWW.A.ES mailto:a@b.es a@b.es",
    "javascript:alert(1) data:text/html,x xmpp:a@b.es/c",
    ":red[rojo] :blue-background[x] :rainbow[x] :small[s] :violet-badge[x] :material/home: :streamlit: :shortcut[x]",
    ":smile: :+1: :-1: :100: :a: ::smile:: x:smile:y 10:42:15 :)",
    "$x^2$ $$y$$ cuesta 5$ y 6$ \\(z\\) \\[w\\] \\$",
    "# título", "## otro ##", "=====", "---", "***", "- punto", "+ punto", "* punto", "1. uno", "1) uno", "> cita",
    "| a | b |", "|---|---|", "    sangrado", "\ttabulado", "uno\n\n# dos\n- tres", "con  dos   espacios  ",
    "a -> b <- c -- d --- e <-> f >= g != h ... (c) (r) (tm) +-", "&lt;b&gt; &amp; &#60; &nbsp; &copy; A&B AT&T",
    "\\ \\\\ \\* C:\\carpeta\\n fin\\", "'simples' \"dobles\" «latinas» 100 % a^2^ H~2~O ==marca== ++ins++",
    ":::nota", "::directiva{a=1}", ":x{a=1}", "{#id .clase}", "{{ plantilla }} %s {0}", "term\n: def",
    "\u202eal revés\u202c", "cero\u200bancho", "Eva 🦊 👩🏽‍💻 ñandú",
    "[[x]] ((y)) [x]: https://a.es", "_a_b_c_ a*b*c 2*3*4",
)  # fmt: skip

APP = f"""
import sys
sys.path.insert(0, {str(RAIZ)!r})
import streamlit as st
from paginas.comun.literal import literal
CORPUS = {CORPUS!r}
for n, t in enumerate(CORPUS):
    with st.container(key=f"caso_{{n}}"):
        st.markdown(literal(t))
        st.markdown(f"«{{literal(t)}}»")
        st.text_input(literal(t), key=f"campo_{{n}}")
        st.button(literal(t), key=f"boton_{{n}}")
        st.expander(literal(t), key=f"pliegue_{{n}}")
        st.segmented_control("Opción", [t, "otra"], format_func=literal, key=f"opcion_{{n}}")
        st.info(literal(t))
        st.table({{"columna": [literal(t)]}}, hide_index=True)
"""

# Lo que se ve, y cualquier elemento que Markdown o HTML hayan creado dentro.
LEER = """
(caja) => {
  const limpio = (s) => s.replace(/\\u200b/g, '').replace(/\\s+/g, ' ').trim();
  const zonas = {
    campo: '.stTextInput label', boton: '.stButton button', pliegue: '.stExpander summary',
    opcion: '.stButtonGroup [role="radio"], .stButtonGroup button', aviso: '.stAlert', tabla: '.stTable tbody td',
  };
  const visto = [...caja.querySelectorAll('.stMarkdown [data-testid="stMarkdownContainer"]')].slice(0, 2)
    .map((zona, puesto) => [puesto ? 'entre comillas' : 'suelto', zona]);
  for (const [nombre, selector] of Object.entries(zonas)) {
    const zona = caja.querySelector(selector);
    visto.push([nombre, zona && (zona.querySelector('[data-testid="stMarkdownContainer"]') || zona)]);
  }
  return visto.map(([nombre, zona]) => [
    nombre, zona ? limpio(zona.textContent) : null,
    zona ? [...zona.querySelectorAll('a,img,code,pre,em,strong,del,h1,h2,h3,'
      + 'h4,ul,ol,li,hr,table,blockquote,sup,sub,input,'
      + 'script,b,br,math,.katex,.stMarkdownBadge,[data-testid="stIconMaterial"],span[style],span[class]')]
      .map((e) => e.outerHTML.slice(0, 90)) : [],
  ]);
}
"""


@pytest.fixture
def galeria(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servidor]:
    carpeta = tmp_path_factory.mktemp("galeria")
    (carpeta / "app.py").write_text(APP, encoding="utf-8")
    servidor = Servidor(carpeta, raiz=carpeta, argumentos=["--browser.gatherUsageStats", "false"])
    try:
        servidor.arrancar()
        yield servidor
    finally:
        servidor.matar()


def _sin_ancho(texto: str) -> str:
    return " ".join(texto.replace("\u200b", "").split())


def test_el_texto_hostil_se_lee_tal_como_se_escribio(pagina: Callable[..., Page], galeria: Servidor) -> None:
    page = pagina(base=galeria.url)
    page.goto("/")
    page.locator(".st-key-caso_0").wait_for()
    espera_quieta(page)
    fallos = []
    for numero, texto in enumerate(CORPUS):
        for zona, leido, creado in page.locator(f".st-key-caso_{numero}").evaluate(LEER):
            esperado = f"«{_sin_ancho(texto)}»" if zona == "entre comillas" else _sin_ancho(texto)
            if leido != esperado or creado:
                fallos.append((texto, zona, leido, creado))

    assert fallos == []
    assert page.evaluate("window.mal") is None
