"""Notas privadas de quien facilita, por fase. Plegadas no se dibujan: al compartir la consola no queda rastro."""

from __future__ import annotations

import streamlit as st

from datos import notas as lecturas
from modelo.casos import notas as casos
from modelo.errores import ErrorDelTaller
from modelo.valores import FaseVista, Identidad, TallerVisto
from paginas.comun import contexto, sesion
from paginas.comun.componentes.consola import guardar_al_parar
from paginas.comun.literal import literal
from paginas.comun.mensajes import mensaje
from paginas.comun.motivos import decir_motivo


def notas(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    """El desplegable de la consola, con las de la fase en que está el grupo."""
    plegado = st.expander("Notas", key="notas", icon=":material/sticky_note_2:", on_change="rerun", type="compact")
    if plegado.open:
        with plegado:
            campo(taller, fase, quien, sitio="consola")


def campo(taller: TallerVisto, fase: FaseVista, quien: Identidad, *, sitio: str) -> None:
    """Las notas de una fase. Se guardan solas, y lo que se escriba en otra consola sale también aquí."""
    guardado = lecturas.nota(contexto.motor(), taller.id, fase.clave)
    de = f"{sitio}_{taller.id}_{fase.clave}"
    if sesion.elegido(f"nota_{de}") != guardado:
        # Con otra clave el campo se siembra de nuevo. Lo propio no la cambia: no se pierde el cursor al guardar.
        sesion.elegir(f"nota_{de}", guardado)
        sesion.elegir(f"nota_vez_{de}", str(int(sesion.elegido(f"nota_vez_{de}") or 0) + 1))
    # Con el taller: por la misma pestaña pueden pasar dos, y sus fases se llaman igual.
    clave = f"nota_{de}_{sesion.elegido(f'nota_vez_{de}') or 0}"
    st.text_area(
        f"Notas privadas de «{literal(fase.titulo)}»", value=guardado, key=clave, height=130,
        placeholder="Lo que no quieres olvidar en esta fase", on_change=_guardar, args=(quien, fase.clave, clave, de),
    )  # fmt: skip
    decir_motivo(clave)
    if suelto := guardar_al_parar(clave, taller=taller.id, fase=fase.clave, antes=guardado):
        with contexto.con_aviso(pintar=True):
            contexto.ejecutar(
                casos.guardar_nota, quien=quien, fase=suelto["fase"], texto=suelto["texto"], antes=suelto["antes"]
            )
    st.caption(
        "Se guardan solas. Las lee quien facilite esta sala, en cualquier aparato; nunca se proyectan ni salen en los "
        "documentos. Al plegarlas dejan de estar en pantalla."
    )


def _guardar(quien: Identidad, fase: str, clave: str, de: str) -> None:
    escrito, antes = sesion.valor(clave), sesion.elegido(f"nota_{de}")
    try:
        hecho = contexto.ejecutar(casos.guardar_nota, quien=quien, fase=fase, texto=escrito, antes=antes)
    except ErrorDelTaller as error:
        sesion.anotar_rechazo(clave, mensaje(error))
        return
    sesion.quitar_rechazo(clave)
    if hecho == escrito.strip():
        sesion.elegir(f"nota_{de}", hecho)
