"""Crear un taller a partir de una plantilla."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from datos.plantillas import plantilla, plantillas
from modelo.casos import sala
from paginas.comun import contexto, marco, porteria, sesion
from paginas.comun.navegacion import ir_a

marco.cabecera("Un taller nuevo")
marco.avisos()
porteria.avisar_si_expuesta()
opciones = {p.clave: p for p in plantillas()}
elegida = st.radio(
    "Plantilla",
    list(opciones),
    format_func=lambda c: opciones[c].nombre,
    captions=[p.descripcion for p in opciones.values()],
    key="crear_plantilla",
)
titulo = st.text_input("Título", value="Relaciones estables con clientes", max_chars=120, key="crear_titulo")
organizacion = st.text_input("Organización o equipo", max_chars=120, key="crear_organizacion")
umbral = st.number_input(
    "Umbral: respuestas mínimas para enseñar datos del grupo",
    3, 10, 5, key="crear_umbral", help="Con menos respuestas no se enseña ningún agregado.",
)  # fmt: skip
hoy = contexto.ahora().date()
borrar_el = st.date_input(
    "Borrar todo el día",
    hoy + timedelta(days=180),
    min_value=hoy + timedelta(days=1),
    format="DD/MM/YYYY",
    key="crear_borrar",
)
clave = porteria.campo_de_clave("crear")
if st.button("Crear taller", key="crear_boton", type="primary", width="stretch"):
    with contexto.con_aviso(pintar=True):
        creado = contexto.ejecutar(
            sala.crear_taller,
            plantilla=plantilla(elegida or "completo"),
            titulo=titulo,
            organizacion=organizacion,
            umbral=int(umbral),
            borrar_el=borrar_el,
            llave=porteria.llave(clave),
        )
        sesion.recordar_creado(creado)
        sesion.pedir_ir("conducir", creado.codigo)
    if destino := sesion.sacar_destino():
        ir_a(destino[0], sala=destino[1])
if st.button("Volver al inicio", key="crear_inicio", type="tertiary"):
    ir_a("inicio")
