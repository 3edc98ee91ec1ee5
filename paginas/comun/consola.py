"""Piezas de la consola de quien facilita."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import streamlit as st

from datos import consultas
from modelo import fases as reglas
from modelo.casos import agenda as casos
from modelo.casos import entrada, grupo
from modelo.codigos import nuevo_id
from modelo.valores import EstadoDeFase, FaseVista, Identidad, TallerVisto
from paginas.comun import contexto, sesion, tablon
from paginas.comun.literal import literal
from paginas.comun.navegacion import ir_a


def hacer(caso: Any, **kw: Any) -> None:
    """Ejecuta un caso desde un botón; lo que falle sale como aviso."""
    with contexto.con_aviso():
        contexto.ejecutar(caso, **kw)


def cabecera(taller: TallerVisto, quien: Identidad) -> None:
    """Título, código y accesos."""
    with st.container(horizontal=True, key="cabecera_consola", vertical_alignment="center"):
        rotulo = " · **ENSAYO**" if taller.ensayo else ""
        st.markdown(f"**{literal(taller.titulo)}**{rotulo} · sala **{taller.codigo}**")
        if st.button("Resultados", key="conducir_resultados", icon=":material/monitoring:"):
            ir_a("resultados", sala=taller.codigo)
        if st.button("Proyectar aquí", key="conducir_proyectar", icon=":material/cast:"):
            ir_a("proyectar", sala=taller.codigo)


def _agenda_pura(taller: TallerVisto) -> reglas.Agenda:
    pasos = tuple(reglas.Paso(f.clave, f.minutos, f.estado, inicia_en=f.inicia_en) for f in taller.fases)
    return reglas.Agenda(pasos, taller.fase_actual)


def reloj_y_plan(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    """Cuenta atrás, +1, +5, pausa, y cuánto se va por detrás del plan."""
    from paginas.comun.componentes import reloj

    ahora = contexto.ahora()
    with st.container(horizontal=True, key="reloj_mandos", vertical_alignment="center"):
        reloj(
            fin=fase.termina_en.timestamp() if fase.termina_en else None,
            ahora=ahora.timestamp(),
            restante_en_pausa=fase.restante_en_pausa,
            clave="conducir_reloj",
        )
        for minutos in (1, 5):
            st.button(
                f"+{minutos} min", key=f"conducir_mas_{minutos}", on_click=hacer, args=(casos.sumar_minutos,),
                kwargs={"quien": quien, "minutos": minutos},
            )  # fmt: skip
        if fase.restante_en_pausa is None:
            st.button(
                "Pausar", key="conducir_pausar", on_click=hacer, args=(casos.pausar_reloj,), kwargs={"quien": quien}
            )
        else:
            st.button(
                "Reanudar",
                key="conducir_reanudar",
                on_click=hacer,
                args=(casos.reanudar_reloj,),
                kwargs={"quien": quien},
            )
    tarde = round(reglas.retraso(_agenda_pura(taller), ahora) / timedelta(minutes=1))
    if tarde > 0:
        st.caption(f"Vas {tarde} min por detrás del plan.")
    elif tarde < 0:
        st.caption(f"Vas {-tarde} min por delante del plan.")


def guion(fase: FaseVista) -> None:
    """Qué se dice y para qué."""
    with st.container(border=True, key="guion"):
        if fase.objetivo:
            st.caption(f"Objetivo: {literal(fase.objetivo)}")
        st.markdown(f"«{literal(fase.guion)}»")
        if fase.ayuda:
            st.caption(literal(fase.ayuda))


def _faltan(taller: TallerVisto, fase: FaseVista) -> int:
    listos = consultas.listos(contexto.motor(), taller.id, fase.clave)
    return max(0, len(tablon.conectados(taller.codigo) - listos))


def mandos(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    """Volver, avanzar y terminar. Solo se confirma si falta gente."""
    orden = [f.clave for f in taller.fases]
    indice = orden.index(fase.clave)
    comun = {"quien": quien, "desde": fase.clave}
    with st.container(horizontal=True, key="mandos"):
        st.button("Volver", key="conducir_volver", icon=":material/arrow_back:", disabled=indice == 0,
                  on_click=hacer, args=(casos.volver,), kwargs=comun)  # fmt: skip
        ultima = indice == len(orden) - 1
        if not ultima:
            st.button("Avanzar", key="conducir_avanzar", type="primary", icon=":material/arrow_forward:",
                      on_click=_avanzar, args=(taller, fase, quien))  # fmt: skip
        elif taller.terminado:
            st.button("Reabrir el taller", key="conducir_reabrir", on_click=hacer, args=(casos.reabrir,),
                      kwargs={"quien": quien})  # fmt: skip
        else:
            st.button("Terminar el taller", key="conducir_terminar", type="primary", on_click=hacer,
                      args=(casos.terminar,), kwargs={"quien": quien})  # fmt: skip
    if sesion.elegido("confirmar") == fase.clave and not ultima:
        faltan = _faltan(taller, fase)
        with st.container(key="confirmacion"):
            st.warning(
                f"{'Falta 1 persona' if faltan == 1 else f'Faltan {faltan}'} por decir «Listo». ¿Avanzar igualmente?"
            )
            with st.container(horizontal=True, key="confirmacion_botones"):
                st.button("Sí, avanzar", key="conducir_avanzar_si", type="primary", on_click=_confirmado,
                          args=(fase, quien))  # fmt: skip
                st.button("Esperar", key="conducir_esperar", on_click=sesion.elegir, args=("confirmar", ""))


def _avanzar(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    if _faltan(taller, fase):
        sesion.elegir("confirmar", fase.clave)
    else:
        hacer(casos.avanzar, quien=quien, desde=fase.clave)


def _confirmado(fase: FaseVista, quien: Identidad) -> None:
    sesion.elegir("confirmar", "")
    hacer(casos.avanzar, quien=quien, desde=fase.clave)


def revelar(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    """Revelar u ocultar la fase en curso."""
    if fase.tipo == "pausa":
        return
    n = consultas.respondieron(contexto.motor(), taller.id, fase.clave)
    with st.container(horizontal=True, key="revelado_mandos", vertical_alignment="center"):
        caso, rotulo = (casos.ocultar, "Ocultar") if fase.revelada else (casos.revelar, "Revelar")
        icono = ":material/visibility_off:" if fase.revelada else ":material/visibility:"
        st.button(rotulo, key=f"conducir_{rotulo.lower()}", icon=icono, on_click=hacer, args=(caso,),
                  kwargs={"quien": quien, "clave": fase.clave})  # fmt: skip
        st.caption(f"Han respondido {n}. {literal(fase.se_proyecta)}")
    if fase.tipo in ("radar", "valoracion"):
        _debate(taller, quien)


def _debate(taller: TallerVisto, quien: Identidad) -> None:
    nombres = {p.clave: p.nombre for p in contexto.palancas(taller)}
    st.pills(
        "Palancas a debate", list(nombres), format_func=lambda k: literal(nombres[k]), selection_mode="multi",
        default=[k for k in taller.debate if k in nombres], key=f"debate_v{'_'.join(taller.debate)}",
        on_change=lambda: hacer(
            casos.fijar_debate, quien=quien, palancas=tuple(sesion.lista(f"debate_v{'_'.join(taller.debate)}"))
        ),
        help="Lo habitual: las tres con más dispersión.",
    )  # fmt: skip


def presentes(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    """Quién está, quién ha dicho «Listo» y quién se ha quedado sin conexión."""
    personas = consultas.participantes(contexto.motor(), taller.sala_id)
    dentro = [p for p in personas if not p.expulsado]
    listos = consultas.listos(contexto.motor(), taller.id, fase.clave)
    conectados = tablon.conectados(taller.codigo)
    sin = sum(p.id not in conectados for p in dentro)
    st.subheader("Presentes", anchor=False)
    resumen = f"{sum(p.id in listos for p in dentro)} de {len(dentro)} listos"
    st.markdown(f"**{resumen}**" + (f" · {sin} sin conexión" if sin else ""))
    if not dentro:
        st.caption("Aún no ha entrado nadie. Comparte el código o el QR.")
    with st.container(height=260 if len(personas) > 8 else "content", border=bool(personas), key="presentes"):
        for p in personas:
            estado = (
                "retirado"
                if p.expulsado
                else "listo"
                if p.id in listos
                else ""
                if p.id in conectados
                else "sin conexión"
            )
            with st.container(horizontal=True, key=f"persona_{p.id}", vertical_alignment="center"):
                st.markdown(literal(p.alias) + (f" · *{estado}*" if estado else ""))
                _persona(p, quien)


def _persona(p: Any, quien: Identidad) -> None:
    with st.popover("Más", type="tertiary", key=f"mas_{p.id}"):
        st.markdown(f"Su código personal, para dictárselo: **{p.codigo_personal}**")
        caso, rotulo = (entrada.readmitir, "Recuperar") if p.expulsado else (entrada.expulsar, "Retirar de la sala")
        st.button(rotulo, key=f"persona_cambiar_{p.id}", on_click=hacer, args=(caso,),
                  kwargs={"quien": quien, "participante_id": p.id})  # fmt: skip


def aparcamiento(taller: TallerVisto, quien: Identidad) -> None:
    """Lo que se ha dejado para el cierre."""
    asuntos = consultas.aparcados(contexto.motor(), taller.id)
    pendientes = sum(not a.resuelto for a in asuntos)
    with st.expander("Aparcamiento", key="aparcamiento", icon=":material/local_parking:"):
        st.caption(f"{pendientes} por tratar" if pendientes else "Nada por tratar.")
        for a in asuntos:
            st.checkbox(literal(a.texto), value=a.resuelto, key=f"aparcado_{a.id}_{a.resuelto}", on_change=hacer,
                        args=(grupo.resolver_aparcado,),
                        kwargs={"quien": quien, "id": a.id, "resuelto": not a.resuelto})  # fmt: skip
        nuevo = sesion.id_reservado("aparcar_consola") or nuevo_id()
        clave = f"aparcar_consola_{nuevo[:8]}"
        st.text_input("Aparcar un asunto", key=clave, max_chars=600)
        st.button("Aparcar", key="aparcar_consola_boton", on_click=_aparcar, args=(quien, nuevo, clave))


def _aparcar(quien: Identidad, nuevo: str, clave: str) -> None:
    hacer(grupo.aparcar, quien=quien, texto=sesion.valor(clave), id=nuevo)
    sesion.gastar_id("aparcar_consola")


def agenda(taller: TallerVisto, quien: Identidad) -> None:
    """Todas las fases: saltar, cerrar, reabrir, dejar abierta hasta una fecha, revelar."""
    with st.expander("Agenda completa", key="agenda", icon=":material/list:"):
        clave = st.selectbox(
            "Fase", [f.clave for f in taller.fases], format_func=lambda c: _rotulo(taller, c),
            index=[f.clave for f in taller.fases].index(taller.fase_actual), key="agenda_fase",
        )  # fmt: skip
        f = taller.fase(clave or "")
        if f is None:
            return
        comun = {"quien": quien, "clave": f.clave}
        with st.container(horizontal=True, key="agenda_mandos"):
            st.button("Saltar aquí", key="agenda_saltar", on_click=hacer, args=(casos.saltar,), kwargs=comun)
            if f.estado == EstadoDeFase.ABIERTA:
                st.button(
                    "Cerrar esta fase", key="agenda_cerrar", on_click=hacer, args=(casos.cerrar_fase,), kwargs=comun
                )
            else:
                st.button("Abrir esta fase", key="agenda_abrir", on_click=hacer, args=(casos.abrir_fase,), kwargs=comun)
        dia = st.date_input("Dejarla abierta hasta (fin del día)", value=None, format="DD/MM/YYYY", key="agenda_hasta")
        if dia:
            hasta = datetime.combine(dia, datetime.max.time()).astimezone()
            st.button("Dejar abierta hasta esa fecha", key="agenda_abrir_hasta",
                      on_click=hacer, args=(casos.abrir_hasta,),
                      kwargs=comun | {"hasta": hasta})  # fmt: skip


def _rotulo(taller: TallerVisto, clave: str) -> str:
    f = taller.fase(clave)
    if f is None:
        return clave
    marca = "ahora" if clave == taller.fase_actual else f.estado.value
    return f"S{f.sesion} · {f.titulo} ({f.minutos} min) · {marca}{' · revelada' if f.revelada else ''}"
