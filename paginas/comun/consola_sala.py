"""La sala vista desde la consola: quién está, cómo se entra y lo que se ha dejado para el cierre."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from datos import consultas
from modelo.casos import enlaces as casos_de_enlaces
from modelo.casos import entrada, grupo
from modelo.casos import sala as casos
from modelo.codigos import nuevo_id
from modelo.errores import ErrorDelTaller
from modelo.valores import FaseVista, Identidad, Papel, ParticipanteVisto, TallerVisto
from paginas.comun import contexto, preparacion, sesion, tablon
from paginas.comun.consola import hacer
from paginas.comun.consola_taller import direccion, qr
from paginas.comun.literal import html_literal, literal
from paginas.comun.mensajes import mensaje
from paginas.comun.motivos import decir_motivo

# Con más gente, una fila por persona ya no se abarca: se ven los nombres y se elige a quién atender.
FILAS = 40
ESTADOS = {"listo": "listo", "aqui": "", "fuera": "sin conexión", "retirado": "retirado"}


def _estado(p: ParticipanteVisto, listos: set[str], conectados: set[str]) -> str:
    if p.expulsado:
        return "retirado"
    if p.id in listos:
        return "listo"
    return "aqui" if p.id in conectados else "fuera"


def gente_y_enlaces(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    """Quién está y cómo se entra: primero lo segundo mientras no haya entrado nadie."""
    personas = consultas.participantes(contexto.motor(), taller.sala_id)
    if not personas:
        enlaces(taller, quien)
    _presentes(personas, taller, fase, quien)
    if personas:
        enlaces(taller, quien)


def _presentes(personas: list[ParticipanteVisto], taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    """Quién está, quién ha dicho «Listo» y quién se ha quedado sin conexión."""
    listos = consultas.listos(contexto.motor(), taller.id, fase.clave)
    conectados = tablon.conectados(taller.codigo)
    estados = {p.id: _estado(p, listos, conectados) for p in personas}
    st.header("Presentes", anchor=False)
    if not personas:
        st.caption("Aún no ha entrado nadie. Comparte el código o el QR.")
    elif len(personas) <= FILAS:
        with st.container(key="presentes"):
            for p in personas:
                _fila(p, estados[p.id], quien)
    else:
        _muchas(personas, estados, quien)


def _fila(p: ParticipanteVisto, estado: str, quien: Identidad) -> None:
    with st.container(horizontal=True, key=f"persona_{p.id}", vertical_alignment="center"):
        st.html(_nombre(p, estado))
        menu = st.popover("Más", type="tertiary", key=f"mas_{p.id}", on_change="rerun")
        if menu.open:
            with menu:
                _persona(p, quien)


def _nombre(p: ParticipanteVisto, estado: str) -> str:
    nota = f" <small>{ESTADOS[estado]}</small>" if ESTADOS[estado] else ""
    return f"<div class='persona {estado}'><i></i><span>{html_literal(p.alias)}</span>{nota}</div>"


def _muchas(personas: list[ParticipanteVisto], estados: dict[str, str], quien: Identidad) -> None:
    with st.container(key="presentes", height=300):
        st.html("<div class='personas'>" + "".join(_nombre(p, estados[p.id]) for p in personas) + "</div>")
    nombres = {p.id: p for p in personas}
    elegida = st.selectbox(
        "Atender a una persona", list(nombres), index=None, placeholder="Elige…",
        format_func=lambda i: nombres[i].alias, key="presentes_elegida",
    )  # fmt: skip
    if elegida:
        _persona(nombres[elegida], quien)


def _persona(p: ParticipanteVisto, quien: Identidad) -> None:
    st.markdown(f"Código personal de {literal(p.alias)}, para dictárselo:")
    st.code(p.codigo_personal, language=None)
    caso, rotulo = (entrada.readmitir, "Recuperar") if p.expulsado else (entrada.expulsar, "Retirar de la sala")
    st.button(rotulo, key=f"atender_cambiar_{p.id}", on_click=hacer, args=(caso,),
              kwargs={"quien": quien, "participante_id": p.id})  # fmt: skip
    st.caption("Retirar no borra nada: se puede recuperar a la persona con todo lo suyo.")


def aparcamiento(taller: TallerVisto, quien: Identidad) -> None:
    """Lo que se ha dejado para el cierre."""
    # Lo que falta por tratar, delante: al cierre se llega sin tiempo para buscarlo.
    asuntos = sorted(consultas.aparcados(contexto.motor(), taller.id), key=lambda a: a.resuelto)
    pendientes = sum(not a.resuelto for a in asuntos)
    rotulo = f"Aparcamiento · {pendientes} por tratar" if pendientes else "Aparcamiento"
    with st.expander(rotulo, key="aparcamiento", icon=":material/local_parking:"):
        for a in asuntos:
            st.checkbox(literal(a.texto), value=a.resuelto, key=f"aparcado_{a.id}_{a.resuelto}", on_change=hacer,
                        args=(grupo.resolver_aparcado,),
                        kwargs={"quien": quien, "id": a.id, "resuelto": not a.resuelto})  # fmt: skip
        nuevo = sesion.id_reservado("aparcar_consola") or nuevo_id()
        clave = f"aparcar_consola_{nuevo[:8]}"
        st.text_input("Aparcar un asunto", key=clave)
        decir_motivo(clave)
        st.button("Aparcar", key="aparcar_consola_boton", on_click=_aparcar, args=(quien, nuevo, clave))


def _aparcar(quien: Identidad, nuevo: str, clave: str) -> None:
    try:
        contexto.ejecutar(grupo.aparcar, quien=quien, texto=sesion.valor(clave), id=nuevo)
    except ErrorDelTaller as error:
        sesion.anotar_rechazo(clave, mensaje(error))
        return
    sesion.quitar_rechazo(clave)
    sesion.gastar_id("aparcar_consola")
    st.toast("Aparcado: está en la lista.", icon=":material/check:")


def enlaces(taller: TallerVisto, quien: Identidad) -> None:
    """Código, QR y enlaces para entrar, proyectar y facilitar."""
    recien = {n: f for n, f in sesion.fichas(taller.codigo).items() if n != "revisar"}
    with st.expander("Enlaces y QR", expanded=bool(recien), key="enlaces", icon=":material/link:"):
        _para_entrar(taller)
        if recien:
            _recien_creados(taller, recien)
        else:
            st.caption("Los enlaces para facilitar y proyectar se enseñan una vez. Los anteriores siguen valiendo.")
            for papel, nombre in ((Papel.FACILITA, "facilitar"), (Papel.PROYECTA, "proyectar")):
                st.button(f"Crear otro enlace para {nombre}", key=f"enlace_{nombre}", on_click=_otro,
                          args=(taller, quien, papel, nombre))  # fmt: skip
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


def _para_entrar(taller: TallerVisto) -> None:
    from paginas.comun.componentes import copiar

    entrar = direccion(f"entrar?codigo={taller.codigo}")
    with st.container(horizontal=True, vertical_alignment="center", key="enlaces_entrar"):
        st.image(qr(entrar), width=132, alt=f"QR para entrar en la sala {taller.codigo}")
        with st.container(key="enlaces_botones"):
            copiar(entrar, rotulo="Copiar el enlace para entrar", clave="copiar_entrar")
            st.button("Ampliar el QR", key="enlaces_ampliar", icon=":material/qr_code_2:", on_click=sesion.elegir,
                      args=("qr", taller.codigo))  # fmt: skip


def _recien_creados(taller: TallerVisto, recien: dict[str, str]) -> None:
    from paginas.comun.componentes import copiar

    st.warning(
        "Guarda tu enlace para facilitar: da el mando de la sala y no se vuelve a mostrar. No lo proyectes.",
        icon=":material/key:",
    )
    for papel, ruta in (("facilitar", "f"), ("proyectar", "v")):
        if papel in recien:
            enlace = direccion(f"{ruta}/{recien[papel]}")
            copiar(enlace, rotulo=f"Copiar el enlace para {papel}", clave=f"copiar_{papel}")
    st.button("Ya los he guardado", key="enlaces_guardados", on_click=sesion.olvidar_fichas, args=(taller.codigo,))


def _otro(taller: TallerVisto, quien: Identidad, papel: Papel, nombre: str) -> None:
    with contexto.con_aviso():
        ficha = contexto.ejecutar(casos.crear_enlace, quien=quien, papel=papel)
        sesion.recordar_ficha(taller.codigo, nombre, ficha)


def qr_grande(taller: TallerVisto) -> None:
    """El QR y el código a lo grande, para enseñarlos al compartir la consola."""
    if sesion.elegido("qr") != taller.codigo:
        return
    with st.container(border=True, key="qr_grande", horizontal=True, vertical_alignment="center"):
        st.image(
            qr(direccion(f"entrar?codigo={taller.codigo}"), 10), width=420,
            alt=f"QR ampliado para entrar en la sala {taller.codigo}",
        )  # fmt: skip
        with st.container():
            st.markdown(f"Escanea el QR, o entra en **{literal(direccion(''))}** con el código")
            st.html(f"<p class='codigo_enorme'>{html_literal(taller.codigo)}</p>")
            st.button("Cerrar el QR", key="qr_cerrar", on_click=sesion.elegir, args=("qr", ""))


def antes_de_empezar(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    """Lo que conviene hacer antes de poner el reloj en marcha."""
    con_respuestas = not preparacion.abierto(taller, quien)
    minutos = sum(f.minutos for f in taller.fases if f.sesion == fase.sesion and f.orden >= fase.orden)
    fin = (contexto.ahora() + timedelta(minutes=minutos)).astimezone(contexto.zona())
    with st.container(border=True, key="antes_de_empezar"):
        st.markdown("**Antes de empezar**")
        st.markdown(
            "1. Comparte el código o el QR y mira quién va entrando.\n"
            "2. Guarda tu enlace para facilitar y abre el de proyectar en la pantalla que compartes.\n"
            + (
                "3. Repasa en «Preparar el taller» los títulos y los minutos: lo demás ya no cambia, hay respuestas."
                if con_respuestas
                else "3. Repasa en «Preparar el taller» las fases, los minutos y las palancas: se cambian hasta la "
                "primera respuesta."
            )
        )
        st.caption(f"Quedan {minutos} min de sesión: si empiezas ahora, acabas a las {fin:%H:%M}.")
