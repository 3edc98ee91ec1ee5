"""Quién puede ver cada página. La autorización de verdad está en los casos de uso; esto evita enseñar de más."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from modelo.casos import entrada
from modelo.codigos import normalizar_codigo_de_sala
from modelo.valores import Identidad, Papel, TallerVisto
from paginas.comun import contexto, marco, sesion
from paginas.comun.ejecucion import leer_con
from paginas.comun.navegacion import ir_a

COOKIES = {Papel.PARTICIPA: "p", Papel.FACILITA: "f", Papel.PROYECTA: "v"}


def codigo_de_la_url() -> str:
    """El código de sala de la dirección, normalizado."""
    return normalizar_codigo_de_sala(str(st.query_params.get("sala") or st.query_params.get("codigo") or ""))


def identidad(codigo: str, papel: Papel) -> Identidad | None:
    """Quién es este navegador en esa sala: primero la pestaña, después su cookie. Se comprueba en cada dibujo."""
    codigo = normalizar_codigo_de_sala(codigo)
    guardada = sesion.identidad(codigo, papel)
    ficha = st.context.cookies.get(f"palancas_{COOKIES[papel]}_{codigo}")
    with leer_con(contexto.motor()) as unidad:
        if guardada is not None and entrada.sigue_dentro(unidad, guardada):
            return guardada
        sesion.olvidar_identidad(codigo, papel)
        if not isinstance(ficha, str) or not codigo:
            return None
        quien = entrada.identificar(unidad, ficha=ficha)
    if not isinstance(quien, Identidad) or quien.papel != papel:
        return None
    sesion.recordar_identidad(codigo, quien)
    return quien


def _parar(texto: str, pagina: str, rotulo: str, codigo: str = "") -> NoReturn:
    marco.cabecera("Aquí hace falta entrar")
    st.info(texto, icon=":material/lock:")
    if st.button(rotulo, key="guarda_ir", type="primary"):
        ir_a(pagina, sala=codigo)
    st.stop()
    raise AssertionError("st.stop corta el guion")


def exigir_participante() -> tuple[str, Identidad]:
    """El código y la identidad de quien participa; si no lo es, se le dice cómo entrar."""
    codigo = codigo_de_la_url()
    quien = identidad(codigo, Papel.PARTICIPA)
    if quien is None:
        _parar("Para participar, entra con el código de sala.", "entrar", "Entrar en la sala", codigo)
    return codigo, quien


def exigir_facilitador() -> tuple[str, Identidad]:
    """El código y la identidad de quien facilita."""
    codigo = codigo_de_la_url()
    quien = identidad(codigo, Papel.FACILITA)
    if quien is None:
        _parar("Esta página es de quien facilita. Abre tu enlace para facilitar.", "inicio", "Ir al inicio")
    return codigo, quien


def exigir_mirada(*papeles: Papel) -> tuple[str, Identidad]:
    """El código y la identidad con el primero de esos papeles que tenga este navegador."""
    codigo = codigo_de_la_url()
    for papel in papeles or (Papel.FACILITA, Papel.PROYECTA):
        quien = identidad(codigo, papel)
        if quien is not None:
            return codigo, quien
    _parar(
        "Para ver esta página, entra en la sala o abre el enlace que te dieron.", "entrar", "Entrar en la sala", codigo
    )


def exigir_taller(codigo: str) -> TallerVisto:
    """El taller en curso de la sala; si ya no está, se explica."""
    visto = contexto.taller(codigo)
    if visto is None:
        _parar("Esta sala ya no existe: su taller se borró.", "inicio", "Ir al inicio")
    return visto
