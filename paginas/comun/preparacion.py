"""Preparar el taller: la agenda. Lo que se teclea se guarda al salir del campo."""

from __future__ import annotations

from typing import Any

import streamlit as st

from datos.idiomas import rotulos
from datos.plantillas import plantilla, plantillas
from modelo import plantillas as reglas
from modelo.casos import agenda as casos_de_agenda
from modelo.casos import preparar as casos
from modelo.plantillas import FasePlantilla
from modelo.valores import EstadoDeFase, FaseVista, Identidad, TallerVisto
from paginas.comun import consola_notas, contexto, sesion
from paginas.comun.consola import hacer
from paginas.comun.ejecucion import leer_con
from paginas.comun.literal import literal

TEXTOS = {
    "guion": ("Guion: lo que dices", 110),
    "consigna": ("Consigna: lo que lee quien participa", 90),
    "objetivo": ("Objetivo", 68),
    "ayuda": ("Qué mirar y qué preguntar", 90),
}


def abierto(taller: TallerVisto, quien: Identidad) -> bool:
    """Si todavía se puede cambiar todo: nadie ha respondido."""
    with leer_con(contexto.motor()) as unidad:
        return not casos.con_respuestas(unidad, quien=quien)


def aviso(todo: bool) -> None:
    """Qué se puede cambiar ahora."""
    if todo:
        st.caption(
            "Nadie ha respondido todavía: puedes cambiarlo todo. Con la primera respuesta quedan fijas las fases y las "
            "palancas; los títulos y los minutos, no. Cada cambio se guarda al salir del campo."
        )
    else:
        st.info(
            "Ya hay respuestas: las fases y las palancas quedan como están. Se cambian los títulos, los minutos y la "
            "organización; el umbral puede subir, y una fase, pasar de «con alias» a «anónima para el grupo».",
            icon=":material/lock:",
        )


def _cambiar(quien: Identidad, clave: str, campo: str, widget: str) -> None:
    valor: Any = sesion.numero(widget) if campo == "minutos" else sesion.valor(widget)
    with contexto.con_aviso():
        contexto.ejecutar(casos.editar_fase, quien=quien, clave=clave, **{campo: valor})


def agenda(taller: TallerVisto, quien: Identidad, todo: bool) -> None:
    """Las fases por sesión: orden, títulos, minutos, anonimato y, abiertas, sus textos."""
    _reparos(taller)
    for numero in sorted({f.sesion for f in taller.fases}):
        suyas = [f for f in taller.fases if f.sesion == numero]
        total = sum(f.minutos for f in suyas)
        st.header(f"Sesión {numero} · {total} min", anchor=False)
        with st.container(key=f"preparar_sesion_{numero}"):
            for puesto, f in enumerate(suyas):
                _fila(taller, f, puesto, len(suyas), quien, todo, unica=len(taller.fases) == 1)
        if todo:
            _anadir(taller, numero, quien)
    if todo:
        _de_la_casa(
            "Volver a la agenda de la casa", "Se pierden los cambios que hayas hecho en las fases.", "agenda",
            casos.volver_a_la_agenda, {"quien": quien, "fases": plantilla(taller.plantilla).fases},
        )  # fmt: skip


def _reparos(taller: TallerVisto) -> None:
    tipos = [f.tipo for f in taller.fases]
    if set(tipos) == {f.tipo for f in plantilla(taller.plantilla).fases}:
        return
    titulos = {f.tipo: f.titulo for p in plantillas() for f in p.fases} | {f.tipo: f.titulo for f in taller.fases}
    for tipo, previo in reglas.reparos(tipos):
        st.warning(f"«{literal(titulos[tipo])}» se apoya en «{literal(titulos[previo])}», que no va antes.")


def _fila(
    taller: TallerVisto, f: FaseVista, puesto: int, cuantas: int, quien: Identidad, todo: bool, *, unica: bool
) -> None:
    with st.container(key=f"preparar_{f.clave}", border=True):
        with st.container(horizontal=True, key=f"preparar_fila_{f.clave}", vertical_alignment="center"):
            titulo = f"preparar_titulo_{f.clave}_{_firma(f.titulo)}"
            st.text_input(f"Título de la fase {puesto + 1}", value=f.titulo, max_chars=120, key=titulo,
                          label_visibility="collapsed", on_change=_cambiar,
                          args=(quien, f.clave, "titulo", titulo))  # fmt: skip
            minutos = f"preparar_minutos_{f.clave}_{f.minutos}"
            st.number_input(f"Minutos de la fase {puesto + 1}", 1, casos.MINUTOS_MAXIMOS, f.minutos, key=minutos,
                            label_visibility="collapsed", on_change=_cambiar,
                            args=(quien, f.clave, "minutos", minutos), width=130)  # fmt: skip
            st.caption("min", width="content")
            if todo:
                _mover(f, puesto, cuantas, quien, unica=unica)
        textos = st.expander("Guion, consigna, anonimato y notas", key=f"preparar_textos_{f.clave}", on_change="rerun",
                             type="compact")  # fmt: skip
        if textos.open:
            with textos:
                _textos(f, quien, todo)
                consola_notas.campo(taller, f, quien, sitio="preparar")


def _mover(f: FaseVista, puesto: int, cuantas: int, quien: Identidad, *, unica: bool) -> None:
    for rotulo, puestos, icono, impedido in (
        ("Subir", -1, ":material/arrow_upward:", puesto == 0),
        ("Bajar", 1, ":material/arrow_downward:", puesto == cuantas - 1),
    ):
        st.button(rotulo, key=f"preparar_{rotulo.lower()}_{f.clave}", icon=icono, disabled=impedido,
                  on_click=hacer, args=(casos.mover_fase,),
                  kwargs={"quien": quien, "clave": f.clave, "puestos": puestos})  # fmt: skip
    st.button("Quitar", key=f"preparar_quitar_{f.clave}", icon=":material/close:", disabled=unica, on_click=hacer,
              args=(casos.quitar_fase,), kwargs={"quien": quien, "clave": f.clave})  # fmt: skip


def _textos(f: FaseVista, quien: Identidad, todo: bool) -> None:
    for campo, (rotulo, alto) in TEXTOS.items():
        valor = getattr(f, campo)
        clave = f"preparar_{campo}_{f.clave}_{_firma(valor)}"
        st.text_area(rotulo, value=valor, key=clave, height=alto, disabled=not todo, on_change=_cambiar,
                     args=(quien, f.clave, campo, clave))  # fmt: skip
    if f.tipo == "pausa":
        return
    libre = f.estado == EstadoDeFase.PENDIENTE
    clave = f"preparar_anonima_{f.clave}_{f.anonima}"
    st.toggle(rotulos.ANONIMATO[True], value=f.anonima, key=clave, disabled=f.anonima and not libre,
              on_change=hacer, args=(casos_de_agenda.endurecer_anonimato,),
              kwargs={"quien": quien, "clave": f.clave, "anonima": not f.anonima})  # fmt: skip
    if not libre:
        st.caption("Esta fase ya está abierta: puede pasar a anónima, no al revés.")
    st.caption(f"Lo que se le dice a quien escribe: {literal(f.quien_ve)}")


def _firma(valor: str) -> str:
    """Cambia cuando cambia lo guardado: así el campo se siembra otra vez y no enseña un valor viejo."""
    from modelo.codigos import huella

    return huella(valor)[:6]


def _anadir(taller: TallerVisto, numero: int, quien: Identidad) -> None:
    puestos = {f.tipo for f in taller.fases}
    ofrecidas: dict[str, FasePlantilla] = {}
    for p in (plantilla(taller.plantilla), *plantillas()):
        for f in p.fases:
            if f.tipo == "pausa" or f.tipo not in puestos:
                ofrecidas.setdefault(f.tipo, f)
    menu = st.popover("Añadir una fase", key=f"preparar_anadir_{numero}", icon=":material/add:", on_change="rerun")
    if menu.open:
        with menu:
            for f in ofrecidas.values():
                st.button(f"{literal(f.titulo)} · {f.minutos} min", key=f"preparar_poner_{numero}_{f.tipo}",
                          width="stretch", on_click=hacer, args=(casos.poner_fase,),
                          kwargs={"quien": quien, "fase": f, "sesion": numero})  # fmt: skip


def _de_la_casa(rotulo: str, consecuencia: str, clave: str, caso: object, kwargs: dict[str, Any]) -> None:
    with st.popover(rotulo, key=f"preparar_casa_{clave}", icon=":material/restart_alt:"):
        st.write(consecuencia)
        st.button("Sí, dejarlo como viene de serie", key=f"preparar_casa_{clave}_si", on_click=hacer, args=(caso,),
                  kwargs=kwargs)  # fmt: skip
