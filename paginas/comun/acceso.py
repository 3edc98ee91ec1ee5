"""Entrar, volver con el código personal y empezar un ensayo."""

from __future__ import annotations

import streamlit as st

from modelo.casos import entrada
from modelo.codigos import huella
from modelo.valores import Papel
from paginas.comun import contexto, guardas, porteria, sesion
from paginas.comun.navegacion import ir_a


def formulario_de_entrada() -> None:
    """Código de sala y alias; o código de sala y código personal para volver."""
    propuesto = str(st.query_params.get("codigo") or st.query_params.get("sala") or "")[:12]
    codigo = st.text_input("Código de sala", value=propuesto, key=f"entrar_sala_{propuesto}", max_chars=12)
    alias = st.text_input("Tu nombre o alias", key="entrar_alias", help="Es como te verá el grupo.")
    personal = st.text_input(
        "Código personal",
        key="entrar_personal",
        max_chars=40,
        placeholder="olivo-faro-27 · solo si ya entraste antes",
    )
    if st.button("Entrar", key="entrar_boton", type="primary", width="stretch"):
        _entrar(codigo, alias, personal)


def _entrar(codigo: str, alias: str, personal: str) -> None:
    identidad = guardas.identidad(codigo, Papel.PARTICIPA)
    if identidad is not None and not personal.strip():
        ir_a("participar", sala=codigo)
    with contexto.con_aviso(pintar=True):
        if personal.strip():
            hecho = contexto.ejecutar(
                entrada.reanudar, codigo=codigo, codigo_personal=personal, intento=porteria.intento()
            )
        else:
            hecho = contexto.ejecutar(entrada.entrar, codigo=codigo, alias=alias, intento=porteria.intento())
        sesion.recordar_identidad(hecho.codigo, hecho.identidad)
        sesion.dejar_pase(hecho.pase)
        sesion.pedir_ir("participar", hecho.codigo)
    if destino := sesion.sacar_destino():
        ir_a(destino[0], sala=destino[1])


def recordar_en_el_navegador() -> None:
    """Si hay un pase pendiente, el navegador lo cambia por su cookie. Sin cookies, se avisa y se sigue."""
    pase = sesion.pase()
    with st.container(key="pase"):
        if pase:
            from paginas.comun.componentes import canjear_pase

            resultado = canjear_pase(pase, clave=f"pase_{huella(pase)[:8]}")
            if resultado:
                sesion.quitar_pase()
            if resultado == "fallo":
                st.warning(
                    "Este navegador no deja recordar tu sesión: no cierres esta pestaña, y apunta tu código personal.",
                    icon=":material/cookie_off:",
                )


def empezar_ensayo(clave: str = "") -> None:
    """Crea el taller de demostración y entra a conducirlo."""
    from datos import demostracion

    with contexto.con_aviso(pintar=True), st.spinner("Preparando el ensayo…"):
        creado = demostracion.sembrar_ensayo(contexto.motor(), llave=porteria.llave(clave))
        sesion.recordar_creado(creado)
        sesion.pedir_ir("conducir", creado.codigo)
    if destino := sesion.sacar_destino():
        ir_a(destino[0], sala=destino[1])
