"""La agenda en la consola: en qué está cada fase y qué se puede hacer con ella sin mover al grupo."""

from __future__ import annotations

from datetime import datetime, timedelta

import streamlit as st

from modelo import fases as reglas
from modelo.casos import agenda as casos
from modelo.valores import EstadoDeFase, FaseVista, Identidad, TallerVisto
from paginas.comun import contexto, recados, sesion
from paginas.comun.consola import hacer
from paginas.comun.consola_tiempo import agenda_pura
from paginas.comun.literal import html_literal, literal

ESTADOS = {EstadoDeFase.PENDIENTE: "por abrir", EstadoDeFase.ABIERTA: "abierta", EstadoDeFase.CERRADA: "cerrada"}
DIAS_DE_MARGEN = 3


def agenda(taller: TallerVisto, quien: Identidad) -> None:
    """Las fases de la sesión en curso y, plegadas, las de las demás."""
    st.header("Agenda", anchor=False)
    sesiones = sorted({f.sesion for f in taller.fases})
    with st.container(key="agenda"):
        _filas(taller, taller.actual.sesion, quien)
    for otra in sesiones:
        if otra != taller.actual.sesion:
            plegada = st.expander(f"Agenda de la sesión {otra}", key=f"agenda_{otra}", on_change="rerun")
            if plegada.open:
                with plegada:
                    _filas(taller, otra, quien)


def _filas(taller: TallerVisto, numero: int, quien: Identidad) -> None:
    pura, ahora = agenda_pura(taller), contexto.ahora()
    for f in taller.fases:
        if f.sesion != numero:
            continue
        with st.container(horizontal=True, key=f"fase_{f.clave}", vertical_alignment="center"):
            st.html(_fila(taller, f, reglas.gastado(pura, f.clave, ahora)))
            menu = st.popover("Acciones", type="tertiary", key=f"acciones_{f.clave}", on_change="rerun")
            if menu.open:
                with menu:
                    _acciones(taller, f, quien)


def _fila(taller: TallerVisto, f: FaseVista, gastado: timedelta | None) -> str:
    aqui = f.clave == taller.fase_actual
    minutos = f"{f.minutos} min"
    if gastado is not None:
        minutos = f"{round(gastado / timedelta(minutes=1))} de {minutos}"
    notas = [ESTADOS[f.estado]]
    if f.abierta_hasta is not None and f.estado == EstadoDeFase.ABIERTA:
        notas = [f"abierta hasta el {momento(f.abierta_hasta)}"]
    if f.revelada:
        notas.append("revelada")
    if f.anonima:
        notas.append("anónima")
    clase = "aqui" if aqui else f.estado.value
    return (
        f"<div class='paso {clase}'><i></i><b>{html_literal(f.titulo)}</b>"
        f"<span class='minutos'>{minutos}</span><span>{' · '.join(notas)}</span></div>"
    )


def momento(en: datetime) -> str:
    """«1/12 a las 20:00», en la zona de quien mira."""
    local = en.astimezone(contexto.zona())
    return f"{local.day}/{local.month} a las {local:%H:%M}"


def _acciones(taller: TallerVisto, f: FaseVista, quien: Identidad) -> None:
    comun = {"quien": quien, "clave": f.clave}
    aqui = f.clave == taller.fase_actual
    if not aqui:
        _boton("Saltar aquí", "saltar", f, casos.saltar, comun)
    _abrir_y_cerrar(f, comun)
    if aqui and f.inicia_en is not None:
        _del_reloj(f, quien)
    if f.tipo != "pausa":
        _privacidad(f, comun, aqui=aqui)
        _hasta(f, quien)


def _abrir_y_cerrar(f: FaseVista, comun: dict[str, object]) -> None:
    if f.estado == EstadoDeFase.ABIERTA:
        _boton("Cerrar esta fase", "cerrar", f, casos.cerrar_fase, comun)
        if f.abierta_hasta is not None:
            _boton("Dejarla abierta sin fecha", "abrir", f, casos.abrir_fase, comun)
    else:
        _boton("Abrir esta fase", "abrir", f, casos.abrir_fase, comun)


def _privacidad(f: FaseVista, comun: dict[str, object], *, aqui: bool) -> None:
    # La fase del grupo se revela y se oculta arriba: dos mandos para lo mismo se contradicen.
    if f.estado != EstadoDeFase.PENDIENTE and not aqui:
        caso, rotulo = (casos.ocultar, "Ocultar esta fase") if f.revelada else (casos.revelar, "Revelar esta fase")
        _boton(rotulo, "revelar", f, caso, comun)
    if not f.anonima:
        _boton("Hacerla anónima para el grupo", "anonimato", f, casos.endurecer_anonimato, comun | {"anonima": True})
        if f.estado != EstadoDeFase.PENDIENTE:
            st.caption("Ya está abierta: una vez anónima, no vuelve a mostrar los alias.")


def _boton(rotulo: str, accion: str, f: FaseVista, caso: object, kwargs: dict[str, object]) -> None:
    st.button(rotulo, key=f"agenda_{accion}_{f.clave}", on_click=hacer, args=(caso,), kwargs=kwargs, width="stretch")


def _del_reloj(f: FaseVista, quien: Identidad) -> None:
    for minutos in (1, 5):
        _boton(f"−{minutos} min", f"menos_{minutos}", f, casos.sumar_minutos, {"quien": quien, "minutos": -minutos})
    _boton("Quitar el reloj", "reloj", f, casos.quitar_reloj, {"quien": quien})


def _hasta(f: FaseVista, quien: Identidad) -> None:
    """Dejarla abierta entre sesiones, hasta un día y una hora de quien facilita."""
    puesta = f.abierta_hasta if f.estado == EstadoDeFase.ABIERTA else None
    propuesta = (puesta or contexto.ahora() + timedelta(days=DIAS_DE_MARGEN)).astimezone(contexto.zona())
    if puesta is None:
        propuesta = propuesta.replace(hour=20, minute=0)
    clave = f"agenda_hasta_{f.clave}"
    st.datetime_input(
        "Dejarla abierta hasta", value=propuesta.replace(tzinfo=None, second=0, microsecond=0), format="DD/MM/YYYY",
        step=timedelta(minutes=15), key=clave,
    )  # fmt: skip
    st.caption(f"Hora de {literal(contexto.zona().key.split('/')[-1].replace('_', ' '))}.")
    st.button("Dejar abierta hasta entonces", key=f"agenda_abrir_hasta_{f.clave}", on_click=_abrir_hasta,
              args=(f.clave, clave, quien), width="stretch")  # fmt: skip


def _abrir_hasta(fase: str, clave: str, quien: Identidad) -> None:
    elegido = sesion.instante(clave)
    if elegido is None:
        recados.dejar_aviso("Elige el día y la hora hasta los que queda abierta.")
        return
    hacer(casos.abrir_hasta, quien=quien, clave=fase, hasta=elegido.replace(tzinfo=contexto.zona()))
