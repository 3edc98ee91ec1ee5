"""Piezas de la página de crear: las plantillas como tarjetas y los datos, con cada error junto a su campo."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from datos.idiomas import viene_de_serie
from datos.plantillas import plantilla, plantillas
from modelo.casos import sala
from modelo.errores import ValorNoValido
from modelo.perfil import MINIMO_DE_GRUPO
from modelo.plantillas import Plantilla
from paginas.comun import contexto, destino, porteria, sesion
from paginas.comun.literal import literal
from paginas.comun.mensajes import mensaje

TITULO = viene_de_serie("Relaciones estables con clientes")


def elegir_plantilla() -> str:
    """Las plantillas con lo que duran y sus fases; devuelve la clave de la elegida."""
    opciones = {p.clave: p for p in plantillas()}
    elegida = st.radio(
        "Plantilla",
        list(opciones),
        format_func=lambda c: opciones[c].nombre,
        captions=[_resumen(p) for p in opciones.values()],
        key="crear_plantilla",
    )
    if elegida == "seguimiento":
        st.info(
            "Es para un grupo que ya hizo un taller. Créalo desde aquel, en su página «Seguimiento»: comparten sala, "
            "cada cual se encuentra sus compromisos y se compara con la vez anterior. Creado aquí, empieza de cero.",
            icon=":material/compare_arrows:",
        )
    return elegida or "completo"


def _resumen(p: Plantilla) -> str:
    sesiones = "una sesión" if p.sesiones == 1 else f"{p.sesiones} sesiones de {p.duracion_min // p.sesiones} min"
    fases = " · ".join(literal(f.titulo.split(":")[0]) for f in p.fases if f.tipo != "pausa")
    return f"**{p.duracion_min} min, {sesiones}.** {literal(p.descripcion)}  \n:small[{fases}]"


def datos(elegida: str) -> None:
    """Título, organización, umbral y fecha de borrado, con valores de partida buenos."""
    st.text_input("Título", value=TITULO, max_chars=120, key="crear_titulo", persist_state="session")
    _error("titulo")
    st.text_input("Organización o equipo (opcional)", max_chars=120, key="crear_organizacion", persist_state="session")
    _error("organizacion")
    uno, otro = st.columns(2)
    hoy, un_dia = contexto.ahora().astimezone(contexto.zona()).date(), timedelta(days=1)
    with uno:
        st.number_input("Umbral de respuestas", sala.UMBRAL_MINIMO,
                        sala.UMBRAL_MAXIMO, 5, key="crear_umbral", persist_state="session",
                        help="Con menos respuestas no se enseña ningún dato del grupo.")  # fmt: skip
        umbral = sesion.numero("crear_umbral") or 0
        if any(f.tipo == "radar" for f in plantilla(elegida).fases):
            st.caption(f"Si vais a ser menos de {umbral}, no habrá radar del grupo: cada cual verá solo el suyo.")
        if umbral < MINIMO_DE_GRUPO:
            st.caption(f"El perfil del grupo y «¿Valió el tiempo?» piden siempre {MINIMO_DE_GRUPO} o más.")
        _error("umbral")
    with otro:
        st.date_input("Fecha en que se borra todo", hoy + sala.DIAS_HASTA_BORRAR * un_dia, min_value=hoy + un_dia,
                      format="DD/MM/YYYY", key="crear_borrar", persist_state="session",
                      help="Ese día se borra todo lo escrito. Quien participa lo sabe.")  # fmt: skip
        _error("borrar_el")


def _error(campo: str) -> None:
    de, _, texto = sesion.elegido("crear_error").partition("|")
    if de == campo:
        st.error(texto, icon=":material/error:")


def crear(clave: str) -> None:
    """Crea el taller con lo que hay en la página. Si algo no vale, se dice junto a su campo y nada se pierde."""
    sesion.elegir("crear_error", "")
    with contexto.con_aviso():
        try:
            creado = contexto.ejecutar(
                sala.crear_taller,
                plantilla=plantilla(clave),
                titulo=sesion.valor("crear_titulo"),
                organizacion=sesion.valor("crear_organizacion"),
                umbral=sesion.numero("crear_umbral") or 0,
                borrar_el=sesion.dia("crear_borrar") or contexto.ahora().date(),
                llave=porteria.llave(sesion.valor("clave_crear")),
            )
        except ValorNoValido as error:
            sesion.elegir("crear_error", f"{error.campo}|{mensaje(error)}")
            return
        sesion.recordar_creado(creado)
        destino.pedir("conducir", creado.codigo)
