"""Piezas de la consola sobre el taller entero: direcciones, traza, seguimiento y borrado."""

from __future__ import annotations

import io
from datetime import timedelta
from functools import lru_cache

import streamlit as st

from datos import ajustes as entorno
from datos import consultas
from modelo.casos import copia, duplicar, sala
from modelo.errores import ErrorDelTaller
from modelo.valores import Identidad, TallerVisto
from paginas.comun import contexto, destino, porteria, privacidad, recados, sesion, traza
from paginas.comun.literal import literal
from paginas.comun.mensajes import mensaje
from paginas.comun.motivos import decir_motivo
from paginas.comun.navegacion import boton_a

COPIA = " (copia)"


def direccion(ruta: str) -> str:
    """Una dirección de esta instalación, con la base pública si está configurada."""
    base = entorno.leer().url or "/".join((st.context.url or "").split("/")[:3])
    return f"{base.rstrip('/')}/{ruta}"


@lru_cache(maxsize=64)
def qr(texto: str, escala: int = 6) -> bytes:
    """El código QR de una dirección, en PNG con margen y fondo blanco."""
    # La consola se dibuja con cada respuesta que llega, y hacer sus dos códigos era un tercio de lo que costaba.
    import segno

    salida = io.BytesIO()
    segno.make(texto, error="m").save(salida, kind="png", scale=escala, border=4, light="#fff")
    return salida.getvalue()


def al_terminar(taller: TallerVisto) -> None:
    """Lo que queda por hacer cuando el grupo ya se ha ido."""
    with st.container(border=True, key="al_terminar"):
        st.markdown("**El taller ha terminado. Y ahora:**")
        st.markdown(
            "1. Mira los resultados y llévate el informe en el formato que uses.\n"
            "2. Da al equipo un enlace para revisarlos, sin mando y con fecha de caducidad.\n"
            "3. Dentro de unas semanas, crea el taller de seguimiento: está en «Seguimiento del plan»."
        )
        with st.container(horizontal=True, key="al_terminar_ir"):
            for rotulo, pagina, icono, tipo in (
                ("Informe del grupo", "resultados", ":material/monitoring:", "primary"),
                ("Enlace de revisión", "revisar", ":material/share:", "secondary"),
                ("Seguimiento del plan", "seguimiento", ":material/task_alt:", "secondary"),
            ):
                boton_a(rotulo, pagina, sala=taller.codigo, key=f"terminado_{pagina}", icon=icono, type=tipo)


def movimientos(taller: TallerVisto) -> None:
    """Qué se ha hecho y a qué hora, de lo último a lo primero."""
    plegado = st.expander("Traza: qué se ha hecho y cuándo", key="traza", icon=":material/history:", on_change="rerun")
    if not plegado.open:
        return
    dias = traza.por_dias(
        consultas.traza(contexto.motor(), taller.id),
        titulos={f.clave: f.titulo for f in taller.fases},
        palancas={p.clave: p.nombre for p in contexto.palancas(taller)},
        zona=contexto.zona(),
    )
    with plegado:
        for dia, frases in dias:
            st.markdown(f"**{dia}**")
            st.markdown("\n".join(f"- {literal(f)}" for f in frases))


def ajustes(taller: TallerVisto, quien: Identidad) -> None:
    """Importar, duplicar, punto de control, taller de seguimiento y borrado."""
    with st.expander(
        "Importar, duplicar, punto de control, seguimiento y borrado", key="ajustes", icon=":material/settings:"
    ):
        fecha = "/".join(reversed(taller.borrar_el.split("-")))
        st.caption(f"Umbral: {taller.umbral} respuestas. Todo se borra el {fecha}.")
        boton_a(
            "Importar personas, respuestas o informes",
            "importar",
            sala=taller.codigo,
            key="ajustes_importar",
            icon=":material/upload_file:",
        )
        _duplicar(taller, quien)
        st.caption(
            "Un punto de control es una copia de la instalación entera como está ahora, con todos sus talleres. Si "
            "hiciera falta volver a él, pídeselo por su nombre a quien la lleva: todos los talleres volverían a este "
            "momento."
        )
        st.text_input("Nombre del punto de control", key="punto_nombre", max_chars=40)
        decir_motivo("punto_nombre")
        if dicho := recados.noticia("punto"):
            st.success(dicho, icon=":material/check_circle:")
        st.button("Guardar un punto de control", key="punto_guardar", on_click=_punto, args=(quien,))
        boton_a(
            "Crear el taller de seguimiento", "seguimiento", sala=taller.codigo, key="ajustes_seguimiento",
            icon=":material/task_alt:",
        )  # fmt: skip
        cuantos = len(consultas.talleres_de(contexto.motor(), quien.sala_id))
        que = "el taller" if cuantos == 1 else f"la sala entera, con sus {cuantos} talleres,"
        seguro = st.checkbox(f"Quiero borrar {que} y todo lo escrito. No se puede deshacer.", key="ajustes_seguro")
        rotulo = "Borrar el taller" if cuantos == 1 else f"Borrar los {cuantos} talleres de la sala"
        st.button(rotulo, key="ajustes_borrar", disabled=not seguro, on_click=_borrar, args=(quien,))


def _duplicar(taller: TallerVisto, quien: Identidad) -> None:
    """Otro taller como este, en otra sala."""
    # Aquí y no arriba: quien acaba de pulsar está mirando aquí.
    if dicho := recados.noticia("duplicado"):
        st.success(dicho, icon=":material/check_circle:")
    menu = st.popover("Duplicar el taller", key="ajustes_duplicar", icon=":material/content_copy:", on_change="rerun")
    if not menu.open:
        return
    with menu:
        st.write(
            "Crea en otra sala un taller con esta agenda, sus textos y sus palancas. Sin personas ni respuestas: "
            "empieza de cero, y este sigue como está."
        )
        copia_de = f"{taller.titulo.removesuffix(COPIA)[: 120 - len(COPIA)]}{COPIA}"
        st.text_input("Título del nuevo", value=copia_de, max_chars=120, key="duplicar_titulo")
        st.checkbox("Llevar también mis notas privadas", key="duplicar_notas",
                    help="Si dicen algo de alguien, seguirán en el nuevo cuando este se borre.")  # fmt: skip
        porteria.campo_de_clave("duplicar")
        st.button("Sí, duplicarlo", key="duplicar_si", type="primary", on_click=_duplicado, args=(quien,))


def _duplicado(quien: Identidad) -> None:
    with contexto.con_aviso():
        creado = contexto.ejecutar(
            duplicar.duplicar_taller, quien=quien, titulo=sesion.valor("duplicar_titulo"),
            borrar_el=contexto.ahora().date() + timedelta(days=sala.DIAS_HASTA_BORRAR),
            llave=porteria.llave(sesion.valor("clave_duplicar")), con_notas=sesion.marcada("duplicar_notas"),
        )  # fmt: skip
        sesion.recordar_creado(creado)
        destino.pedir("conducir", creado.codigo)
        recados.dejar_noticia(f"Duplicado: ya estás en el nuevo, sala {creado.codigo}.", "duplicado")
        # Al final: escribir en la sesión puede ceder el turno.
        sesion.poner_en_campo("ajustes_duplicar", False)


def _borrar(quien: Identidad) -> None:
    with contexto.con_aviso():
        privacidad.borrar(sala.borrar_taller, quien=quien)
        recados.dejar_noticia("El taller se ha borrado con todo lo escrito, también en las copias.")
        destino.pedir("inicio", "")


def _punto(quien: Identidad) -> None:
    nombre = sesion.valor("punto_nombre").strip()
    if not nombre:
        sesion.anotar_rechazo("punto_nombre", "No se ha guardado: ponle un nombre al punto de control.")
        return
    try:
        contexto.ejecutar(copia.punto_de_control, quien=quien, nombre=nombre)
    except ErrorDelTaller as error:
        sesion.anotar_rechazo("punto_nombre", mensaje(error))
        return
    sesion.quitar_rechazo("punto_nombre")
    recados.dejar_noticia(f"Guardado el punto de control «{literal(nombre)}».", "punto")
