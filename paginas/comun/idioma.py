"""La lengua de quien mira: cuál es, cómo se elige y cómo lo sabe su navegador.

Se guarda por persona en la base y por pestaña en la sesión. Lo de quien facilita y lo que se proyecta van en español.
"""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from datos import idiomas
from modelo.casos.idioma import elegir_idioma
from modelo.lenguas import ESPANOL, INGLES, LENGUAS
from modelo.valores import Identidad, Papel
from paginas.comun import caja

COOKIE = "palancas_idioma"
AL_ENTRAR = ("inicio", "entrar", "ayuda")
DE_QUIEN_PARTICIPA = ("participar", "mio", "resultados", "comparar", "seguimiento")

# Un *callback* o un fragmento llegan en un hilo nuevo: siguen en la lengua de la página que los puso.
idiomas.preguntar_a(lambda: str(caja.leer("lengua", ESPANOL)) if get_script_run_ctx(True) else ESPANOL)


def empezar(pagina: str) -> None:
    """La lengua en que se empieza a dibujar esa página. En las de dentro la confirma ``para``, al saber quién mira."""
    caja.poner("en_su_lengua", pagina in DE_QUIEN_PARTICIPA)
    if pagina in AL_ENTRAR:
        _hablar(elegida())
    elif pagina in DE_QUIEN_PARTICIPA:
        _hablar(str(caja.leer("idioma_de_la_persona", ESPANOL)))
    else:
        _hablar(ESPANOL)


def para(quien: Identidad, suya: str) -> None:
    """La página es de esa persona, que prefiere esa lengua. Solo cuenta si participa."""
    if quien.papel == Papel.PARTICIPA and caja.leer("en_su_lengua", False):
        if caja.leer("idioma_de_la_persona") != suya:
            caja.poner("idioma_de_la_persona", suya)
            caja.poner("idioma_elegido", suya)
        _hablar(suya)
    else:
        _hablar(ESPANOL)


def para_quien_llega() -> None:
    """La página no es de nadie todavía."""
    _hablar(elegida())


def _hablar(lengua: str) -> None:
    idiomas.hablar(lengua)
    if caja.leer("lengua", ESPANOL) != lengua:
        caja.poner("lengua", lengua)


def elegida() -> str:
    """La que se ha elegido en esta pestaña o en este navegador; si ninguna, el inglés a quien navega en inglés."""
    return str(caja.leer("idioma_elegido") or _propuesta())


def _propuesta() -> str:
    """La que toca mientras en esta pestaña no se elija otra. Se mira una vez: las cabeceras cuestan en cada dibujo."""
    propuesta = caja.leer("idioma_propuesto")
    if not propuesta:
        propia = st.context.headers.get("Accept-Language")
        en_ingles = isinstance(propia, str) and propia.strip().lower().startswith(INGLES)
        guardada = st.context.cookies.get(COOKIE)
        propuesta = guardada if guardada in LENGUAS else INGLES if en_ingles else ESPANOL
        caja.poner("idioma_propuesto", propuesta)
    return str(propuesta)


def selector(clave: str) -> None:
    """«Español · English», para quien aún no ha entrado."""
    campo = f"{clave}_idioma"
    st.segmented_control(
        "Idioma · Language", list(LENGUAS), format_func=lambda lengua: LENGUAS[lengua], default=elegida(),
        required=True, key=campo, label_visibility="collapsed", width=220, on_change=_elegir, args=(campo,),
    )  # fmt: skip


def _elegir(campo: str) -> None:
    caja.poner("idioma_elegido", caja.de_la_sesion(campo) or ESPANOL)


def boton(quien: Identidad, clave: str) -> None:
    """El que pasa a la otra lengua, con el nombre que ella se da."""
    otra = next(lengua for lengua in LENGUAS if lengua != idiomas.lengua())
    st.button(
        LENGUAS[otra], key=clave, type="tertiary", icon=":material/translate:", on_click=_cambiar, args=(quien, otra)
    )


def _cambiar(quien: Identidad, otra: str) -> None:
    from paginas.comun import contexto

    with contexto.con_aviso():
        contexto.ejecutar(elegir_idioma, quien=quien, idioma=otra)
        para(quien, otra)


def decir_al_navegador() -> None:
    """Que el documento y lo que dice la plataforma vayan en la lengua de la página, y que se recuerde la elegida.

    En español, y si sin decirlo se propondría lo mismo la próxima vez, no hay nada que decir.
    """
    pedida, propuesta = str(caja.leer("idioma_elegido", "")), _propuesta()
    recordar = pedida if pedida != propuesta else ""
    if idiomas.lengua() != ESPANOL or recordar or propuesta != ESPANOL:
        from paginas.comun.componentes import hablar

        hablar(idiomas.lengua(), recordar=recordar)


def al_preparar(hacer: Any) -> Any:
    """Lo mismo, en la lengua de ahora, cuando se llame: la plataforma pide los documentos desde otro hilo."""
    lengua = idiomas.lengua()

    def hecho() -> Any:
        with idiomas.hablando(lengua):
            return hacer()

    return hecho
