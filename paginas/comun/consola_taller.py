"""Piezas de la consola sobre el taller entero: enlaces, traza, seguimiento y borrado."""

from __future__ import annotations

import io
from datetime import timedelta

import streamlit as st

from datos import ajustes as entorno
from datos import consultas
from datos.plantillas import plantilla
from modelo.casos import enlaces as casos_de_enlaces
from modelo.casos import sala
from modelo.valores import Identidad, Papel, TallerVisto
from paginas.comun import contexto, privacidad, sesion
from paginas.comun.consola import hacer
from paginas.comun.literal import literal
from paginas.comun.navegacion import ir_a


def direccion(ruta: str) -> str:
    """Una dirección de esta instalación, con la base pública si está configurada."""
    base = entorno.leer().url or "/".join((st.context.url or "").split("/")[:3])
    return f"{base.rstrip('/')}/{ruta}"


def qr(texto: str, escala: int = 6) -> bytes:
    """El código QR de una dirección, en PNG con margen y fondo blanco."""
    import segno

    salida = io.BytesIO()
    segno.make(texto, error="m").save(salida, kind="png", scale=escala, border=4, light="#fff")
    return salida.getvalue()


def enlaces(taller: TallerVisto, quien: Identidad) -> None:
    """Código, QR y enlaces para entrar, proyectar y facilitar."""
    from paginas.comun.componentes import copiar

    entrar = direccion(f"entrar?codigo={taller.codigo}")
    recien = sesion.fichas(taller.codigo)
    with st.expander("Enlaces y QR", expanded=bool(recien), key="enlaces", icon=":material/link:"):
        st.image(qr(entrar), width=180, alt=f"QR para entrar en la sala {taller.codigo}")
        st.code(entrar, language=None)
        copiar(entrar, rotulo="Copiar el enlace para entrar", clave="copiar_entrar")
        if recien:
            st.warning(
                "Guarda tu enlace para facilitar: da el mando de la sala y no se vuelve a mostrar. No lo proyectes.",
                icon=":material/key:",
            )
            for papel, ruta in (("facilitar", "f"), ("proyectar", "v")):
                if papel in recien:
                    copiar(
                        direccion(f"{ruta}/{recien[papel]}"),
                        rotulo=f"Copiar el enlace para {papel}",
                        clave=f"copiar_{papel}",
                    )
            st.button(
                "Ya los he guardado", key="enlaces_guardados", on_click=sesion.olvidar_fichas, args=(taller.codigo,)
            )
        else:
            for papel, nombre in ((Papel.FACILITA, "facilitar"), (Papel.PROYECTA, "proyectar")):
                st.button(
                    f"Crear otro enlace para {nombre}",
                    key=f"enlace_{nombre}",
                    on_click=_otro,
                    args=(taller, quien, papel, nombre),
                )
            anular_enlaces(taller, quien)


def anular_enlaces(taller: TallerVisto, quien: Identidad) -> None:
    """Botón, con confirmación, que anula los enlaces de facilitar y proyectar y da otros nuevos."""
    with st.popover("Anular los enlaces anteriores", type="tertiary", key="enlaces_anular"):
        st.write(
            "Dejan de valer todos los enlaces para facilitar y proyectar, también en las pantallas que los usan ahora. "
            "Tú sigues dentro y tendrás dos enlaces nuevos. Quien participa no nota nada."
        )
        st.button("Sí, anularlos", key="enlaces_anular_si", type="primary", on_click=_anular, args=(taller, quien))


def _anular(taller: TallerVisto, quien: Identidad) -> None:
    with contexto.con_aviso():
        nuevos = contexto.ejecutar(casos_de_enlaces.revocar_enlaces, quien=quien)
        sesion.recordar_enlaces(taller.codigo, quien.sala_id, nuevos)


def _otro(taller: TallerVisto, quien: Identidad, papel: Papel, nombre: str) -> None:
    with contexto.con_aviso():
        ficha = contexto.ejecutar(sala.crear_enlace, quien=quien, papel=papel)
        sesion.recordar_ficha(taller.codigo, nombre, ficha)


def ajustes(taller: TallerVisto, quien: Identidad) -> None:
    """Traza, taller de seguimiento y borrado."""
    with st.expander("Taller: traza, seguimiento y borrado", key="ajustes", icon=":material/settings:"):
        st.caption(
            f"Umbral: {taller.umbral} respuestas. Se borra el {'/'.join(reversed(taller.borrar_el.split('-')))}."
        )
        zona = contexto.zona()
        lineas = [
            f"- {t.en.astimezone(zona):%d/%m %H:%M} · " + literal(f"{t.accion.replace('_', ' ')} {t.fase} {t.detalle}")
            for t in consultas.traza(contexto.motor(), taller.id)[-25:]
        ]
        st.markdown("\n".join(lineas) or "Sin movimientos.")
        st.button("Crear el taller de seguimiento en esta sala", key="ajustes_seguimiento", on_click=_seguimiento,
                  args=(taller, quien))  # fmt: skip
        seguro = st.checkbox("Quiero borrar el taller con todo lo escrito. No se puede deshacer.", key="ajustes_seguro")
        if st.button("Borrar el taller", key="ajustes_borrar", disabled=not seguro):
            with contexto.con_aviso(pintar=True):
                privacidad.borrar(sala.borrar_taller, quien=quien)
                sesion.dejar_noticia("El taller se ha borrado con todo lo escrito, también en las copias.")
                sesion.pedir_ir("inicio", "")
            if sesion.sacar_destino():
                ir_a("inicio")


def _seguimiento(taller: TallerVisto, quien: Identidad) -> None:
    hacer(
        sala.crear_taller, plantilla=plantilla("seguimiento"), titulo=f"Seguimiento · {taller.titulo}"[:120],
        organizacion=taller.organizacion, umbral=taller.umbral,
        borrar_el=contexto.ahora().date() + timedelta(days=180), sala_id=quien.sala_id,
    )  # fmt: skip
