"""Piezas propias de navegador. Cada una, un guion y una función con sus argumentos."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

_AQUI = Path(__file__).parent


def _guion(nombre: str) -> str:
    return (_AQUI / f"{nombre}.js").read_text(encoding="utf-8")


def _nada() -> None:
    """Los avisos del navegador se leen del resultado, no de un *callback*."""


_BOTON = (
    ".copiar {\n  font: inherit;\n  min-height: 44px;\n  padding: .3rem 1rem;\n  border-radius: 999px;\n"
    "  border: 1px solid #8C8577;\n  background: #fff;\n  color: inherit;\n  cursor: pointer;\n}"
)
_AUTOGUARDADO = st.components.v2.component(
    "palancas_autoguardado",
    html="<span role='status' class='guardado'></span>",
    css=".guardado {\n  font-size: .9rem;\n  color: #56605F;\n}\n.guardado.aviso {\n  color: #A3341C;\n}",
    js=_guion("autoguardado"),
    isolate_styles=False,
)
_RELOJ = st.components.v2.component(
    "palancas_reloj",
    html=(
        "<div role='timer' aria-label='Tiempo que queda' class='reloj'>"
        "<span class='cifra'></span> <span class='nota'></span></div>"
    ),
    css=(
        ".reloj .cifra {\n  font-variant-numeric: tabular-nums;\n  font-weight: 700;\n  font-size: 1.6rem;\n}"
        "\n.reloj .nota {\n  font-size: .9rem;\n}"
    ),
    js=_guion("reloj"),
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
_SALIR = st.components.v2.component(
    "palancas_salir",
    html="<button type='button' class='copiar'></button> <span role='alert'></span>",
    css=_BOTON,
    js=_guion("salir"),
    isolate_styles=False,
)


def autoguardado(
    campos: dict[str, dict[str, Any]],
    *,
    sala: str,
    puesto: str,
    persona: str,
    clave: str,
    ultimo: str,
    leyendo: Sequence[str] = (),
) -> None:
    """Guarda lo tecleado en ``campos`` (clave de widget → objeto, id, campo, valor) y dice cuándo se guardó lo último.

    ``persona`` distingue de quién es lo que aún no ha llegado: si en este navegador entra otra, no sale como suyo.
    Si la fase se cerró mientras se tecleaba, la página se redibuja: lo conservado vuelve a verse en su campo.
    ``leyendo``, un lugar, por dónde va ahí y la clave de un contenedor: al cambiar lo segundo, la vista sube hasta él.
    """
    datos = {
        "campos": campos, "sala": sala, "puesto": puesto, "persona": persona, "ultimo": ultimo, "leyendo": [*leyendo],
    }  # fmt: skip
    _AUTOGUARDADO(key=clave, data=datos, on_conservado_change=_nada)


def reloj(*, fin: float | None, ahora: float, restante_en_pausa: float | None, clave: str) -> None:
    """Cuenta atrás hasta ``fin`` (segundos desde 1970, hora del servidor), o lo que queda si está en pausa."""
    _RELOJ(key=clave, data={"fin": fin, "ahora": ahora, "restante": restante_en_pausa})


def canjear_pase(pase: str, *, clave: str) -> str:
    """Cambia el pase por la cookie. Devuelve la huella de su ficha, «fallo», o vacío mientras no se sabe."""
    resultado: Any = _PASE(key=clave, data={"pase": pase}, on_resultado_change=_nada)
    return str(resultado.resultado or "")


def avisos(*, sala: str, puesto: str, marca: str, todo: bool, clave: str) -> None:
    """Escucha los avisos de la sala y pide redibujar la página cuando su marca deja de ser la dibujada.

    ``todo`` cuenta también la actividad.
    """
    _AVISOS(key=clave, data={"sala": sala, "puesto": puesto, "marca": marca, "todo": todo}, on_aviso_change=_nada)


def copiar(texto: str, *, rotulo: str, clave: str) -> None:
    """Botón que copia ``texto`` al portapapeles."""
    _COPIAR(key=clave, data={"texto": texto, "rotulo": rotulo})


def subir(cual: str, *, ancla: str, clave: str) -> None:
    """Cuando ``cual`` cambia, lleva la vista al contenedor con esa clave. Donde se escribe lo hace ``autoguardado``."""
    _SUBIR(key=clave, data={"cual": cual, "ancla": ancla})


def salir(sala: str, *, rotulo: str, clave: str) -> None:
    """Botón con el que este navegador deja de recordar a quien participa en esa sala y vuelve al inicio."""
    _SALIR(key=clave, data={"sala": sala, "rotulo": rotulo})
