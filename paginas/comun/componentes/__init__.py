"""Piezas propias de navegador. Cada una, un guion y una función con sus argumentos."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from datos.idiomas import _

_AQUI = Path(__file__).parent


def _guion(nombre: str) -> str:
    return (_AQUI / f"{nombre}.js").read_text(encoding="utf-8")


def _como_funcion(nombre: str) -> str:
    """El guion de una pieza dentro de una función con su nombre, para juntarla con otras."""
    suyo = _guion(nombre).replace("export default function", "return function")
    return f"const {nombre} = (() => {{\n{suyo}}})();"


def _nada() -> None:
    """Los avisos del navegador se leen del resultado, no de un *callback*."""


_BOTON = (
    ".copiar {\n  font: inherit;\n  min-height: 44px;\n  padding: .3rem 1rem;\n  border-radius: 999px;\n"
    "  border: 1px solid #8C8577;\n  background: #fff;\n  color: inherit;\n  cursor: pointer;\n}"
)
_RELOJ_HTML = "<div role='timer' class='reloj'><span class='cifra'></span> <span class='nota'></span></div>"
_RELOJ_CSS = (
    ".reloj .cifra {\n  font-variant-numeric: tabular-nums;\n  font-weight: 700;\n  font-size: 1.6rem;\n}"
    "\n.reloj .nota {\n  font-size: .9rem;\n}\n.reloj[hidden] {\n  display: none !important;\n}"
)
_RELOJ = st.components.v2.component(
    "palancas_reloj", html=_RELOJ_HTML, css=_RELOJ_CSS, js=_guion("reloj"), isolate_styles=False
)
_GUARDADO_CSS = ".guardado {\n  font-size: .9rem;\n  color: #56605F;\n}\n.guardado.aviso {\n  color: #A3341C;\n}"
_SALA = st.components.v2.component(
    "palancas_sala",
    html=f"{_RELOJ_HTML}<span role='status' class='guardado'></span>",
    css=f"{_RELOJ_CSS}\n{_GUARDADO_CSS}",
    js="\n".join((*map(_como_funcion, ("reloj", "avisos", "autoguardado")), _guion("sala"))),
    isolate_styles=False,
)
_PASE = st.components.v2.component("palancas_pase", html="<span></span>", js=_guion("pase"), isolate_styles=False)
_AVISOS = st.components.v2.component("palancas_avisos", html="<span></span>", js=_guion("avisos"), isolate_styles=False)
_COPIAR = st.components.v2.component(
    "palancas_copiar",
    html="<button type='button' class='copiar'></button> <span role='status'></span>",
    css=_BOTON,
    js=_guion("copiar"),
    isolate_styles=False,
)


_SUBIR = st.components.v2.component("palancas_subir", html="<span></span>", js=_guion("subir"), isolate_styles=False)
_HABLAR = st.components.v2.component("palancas_hablar", html="<span></span>", js=_guion("hablar"), isolate_styles=False)
_SALIR = st.components.v2.component(
    "palancas_salir",
    html="<button type='button' class='copiar'></button> <span role='alert'></span>",
    css=_BOTON,
    js=_guion("salir"),
    isolate_styles=False,
)


def sala(
    *, escucha: dict[str, Any], reloj: dict[str, Any] | None, guardado: dict[str, Any] | None, montaje: int, clave: str
) -> None:
    """Lo propio de la página de participar: la ``escucha`` (``avisos``), el ``reloj`` y lo que se guarda solo.

    ``guardado`` (``Formulario.guardado``): los campos en que se teclea y cómo se reconocen, o nada si no hay dónde. Si
    la fase se cerró mientras se tecleaba, la página se redibuja: lo conservado vuelve a verse en su campo. ``montaje``
    distingue un formulario de otro.
    """
    # En una lista: de un diccionario, la plataforma mira en cada dibujo si cada valor es una tabla.
    datos = [escucha, reloj, guardado, montaje]
    _SALA(key=clave, data=datos, on_aviso_change=_nada, on_conservado_change=_nada, on_redibujar_change=_nada)


def reloj(datos: dict[str, Any], *, clave: str) -> None:
    """Cuenta atrás hasta ``fin`` (segundos desde 1970, hora del servidor), o lo que queda si está en pausa."""
    _RELOJ(key=clave, data=datos)


def canjear_pase(pase: str, *, clave: str) -> str:
    """Cambia el pase por la cookie. Devuelve la huella de su ficha, «fallo», o vacío mientras no se sabe."""
    resultado: Any = _PASE(key=clave, data={"pase": pase}, on_resultado_change=_nada)
    return str(resultado.resultado or "")


def avisos(datos: dict[str, Any], *, clave: str) -> None:
    """Escucha los avisos de la ``sala`` y pide redibujar la página cuando su ``marca`` deja de ser la dibujada.

    ``todo`` cuenta también la actividad.
    """
    _AVISOS(key=clave, data=datos, on_aviso_change=_nada)


def copiar(texto: str, *, rotulo: str, clave: str) -> None:
    """Botón que copia ``texto`` al portapapeles."""
    textos = {"hecho": _("Copiado"), "fallo": _("No se pudo copiar: ")}
    _COPIAR(key=clave, data={"texto": texto, "rotulo": rotulo, "textos": textos})


def subir(cual: str, *, ancla: str, clave: str) -> None:
    """Cuando ``cual`` cambia, lleva la vista al contenedor con esa clave. Donde se escribe lo hace ``sala``."""
    _SUBIR(key=clave, data={"cual": cual, "ancla": ancla})


def hablar(lengua: str, *, recordar: str) -> None:
    """El documento y lo que dice la plataforma pasan a esa lengua. ``recordar``: la que el navegador ha de guardar."""
    _HABLAR(key="hablar", data={"lengua": lengua, "recordar": recordar})


def salir(sala: str, *, rotulo: str, clave: str) -> None:
    """Botón con el que este navegador deja de recordar a quien participa en esa sala y vuelve al inicio."""
    fallo = _("No se ha podido salir: comprueba la conexión e inténtalo otra vez.")
    _SALIR(key=clave, data={"sala": sala, "rotulo": rotulo, "fallo": fallo})
