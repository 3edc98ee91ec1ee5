"""El puesto de mando: dónde está el grupo, cuánto queda, quién falta y qué sigue. Todo, siempre a la vista."""

from __future__ import annotations

from typing import Any

import streamlit as st

from datos import consultas
from datos.consultas_respuesta import contestadas
from modelo.casos import agenda as casos
from modelo.valores import FaseVista, Identidad, ParticipanteVisto, TallerVisto
from paginas.comun import contexto, sesion, tablon
from paginas.comun.componentes.consola import reloj_que_avisa
from paginas.comun.consola_tiempo import plan
from paginas.comun.cuenta import lo_que_queda
from paginas.comun.literal import literal
from paginas.comun.navegacion import boton_a


def hacer(caso: Any, **kw: Any) -> None:
    """Ejecuta un caso desde un botón; lo que falle sale como aviso."""
    with contexto.con_aviso():
        contexto.ejecutar(caso, **kw)


def dentro(taller: TallerVisto) -> list[ParticipanteVisto]:
    """Quienes están en la sala y no se han retirado."""
    return [p for p in consultas.participantes(contexto.motor(), taller.sala_id) if not p.expulsado]


def cabecera(taller: TallerVisto) -> None:
    """Título, código y accesos a las otras pantallas."""
    with st.container(horizontal=True, key="cabecera_consola", vertical_alignment="center"):
        rotulo = " · **ENSAYO**" if taller.ensayo else ""
        st.markdown(f"**{literal(taller.titulo)}**{rotulo} · sala **{taller.codigo}**")
        boton_a("Preparar el taller", "preparar", sala=taller.codigo, key="conducir_preparar", icon=":material/tune:")
        boton_a(
            "Seguimiento", "seguimiento", sala=taller.codigo, key="conducir_seguimiento", icon=":material/task_alt:"
        )
        # En otra pestaña: es la que se comparte, y en ella no hay mandos con los que volver.
        st.link_button("Abrir la proyección", f"proyectar?sala={taller.codigo}", key="conducir_proyectar",
                       icon=":material/cast:", help="En otra pestaña: comparte esa y sigue aquí.")  # fmt: skip
        boton_a("Resultados", "resultados", sala=taller.codigo, key="conducir_resultados", icon=":material/monitoring:")


def mando(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    """Fase actual y siguiente, tiempo y transiciones. Se queda arriba al desplazarse."""
    with st.container(key="mando"):
        donde, tiempo, pasos = st.columns([3.4, 4.4, 4.6], vertical_alignment="center", gap="small")
        with donde:
            _donde(taller, fase)
        with tiempo:
            _tiempo(taller, fase, quien)
        with pasos:
            _pasos(taller, fase, quien)
        _confirmacion(taller, fase, quien)


def _donde(taller: TallerVisto, fase: FaseVista) -> None:
    orden = [f.clave for f in taller.fases]
    puesto = orden.index(fase.clave)
    sesiones = max(f.sesion for f in taller.fases)
    sesion_de = f"Sesión {fase.sesion} · " if sesiones > 1 else ""
    st.caption(f"{sesion_de}Fase {puesto + 1} de {len(orden)}" + (" · taller terminado" if taller.terminado else ""))
    st.title(literal(fase.titulo), anchor=False)
    if puesto + 1 < len(orden):
        sigue = taller.fases[puesto + 1]
        otra = " · otra sesión" if sigue.sesion != fase.sesion else ""
        st.caption(f"Después: {literal(sigue.titulo)} ({sigue.minutos} min){otra}")
    else:
        st.caption("Es la última fase.")


def _tiempo(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    if taller.terminado:
        return
    if fase.inicia_en is None:
        st.button("Empezar", key="conducir_empezar", type="primary", icon=":material/play_arrow:", width="stretch",
                  on_click=hacer, args=(casos.empezar,), kwargs={"quien": quien})  # fmt: skip
        st.caption(f"El tiempo aún no corre. Esta fase: {fase.minutos} min.")
        return
    with st.container(horizontal=True, key="reloj_mandos", vertical_alignment="center"):
        reloj_que_avisa(lo_que_queda(taller, fase), clave="conducir_reloj")
        for minutos in (1, 5):
            st.button(f"+{minutos} min", key=f"conducir_mas_{minutos}", on_click=hacer, args=(casos.sumar_minutos,),
                      kwargs={"quien": quien, "minutos": minutos})  # fmt: skip
        caso, rotulo = (
            (casos.pausar_reloj, "Pausar") if fase.restante_en_pausa is None else (casos.reanudar_reloj, "Reanudar")
        )
        st.button(rotulo, key=f"conducir_{rotulo.lower()}", on_click=hacer, args=(caso,), kwargs={"quien": quien})
    plan(taller, fase, quien)


def _pasos(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    ultima = fase.clave == taller.fases[-1].clave
    with st.container(horizontal=True, key="mandos", horizontal_alignment="right"):
        st.button("Volver", key="conducir_volver", icon=":material/arrow_back:",
                  disabled=fase.clave == taller.fases[0].clave,
                  on_click=hacer, args=(casos.volver,), kwargs={"quien": quien, "desde": fase.clave})  # fmt: skip
        _revelar(fase, quien)
        if not ultima:
            empezada = fase.inicia_en is not None
            st.button("Avanzar", key="conducir_avanzar", type="primary" if empezada else "secondary",
                      icon=":material/arrow_forward:", on_click=_avanzar, args=(taller, fase, quien))  # fmt: skip
        elif taller.terminado:
            st.button("Reabrir el taller", key="conducir_reabrir", on_click=hacer, args=(casos.reabrir,),
                      kwargs={"quien": quien})  # fmt: skip
        else:
            st.button("Terminar el taller", key="conducir_terminar", type="primary", on_click=_terminar,
                      args=(taller, fase, quien))  # fmt: skip
    st.markdown(_listos(taller, fase))


def _listos(taller: TallerVisto, fase: FaseVista) -> str:
    personas = dentro(taller)
    listos = consultas.listos(contexto.motor(), taller.id, fase.clave)
    conectados = tablon.conectados(taller.codigo)
    sin = sum(p.id not in conectados for p in personas)
    texto = f"**{sum(p.id in listos for p in personas)} de {len(personas)} listos**"
    if sin:
        texto += f" · {sin} sin conexión"
    if fase.tipo != "pausa":
        n = consultas.respondieron(contexto.motor(), taller.id, fase.clave)
        texto += f" · {n} {'ha' if n == 1 else 'han'} escrito{_llevan(taller, fase)}"
        # En el radar se escribe la segunda ronda, pero las cifras que se revelan son de la primera.
        if n < taller.umbral and not fase.revelada and fase.tipo != "radar":
            texto += f" (las cifras del grupo se ven desde {taller.umbral})"
    return texto


def _llevan(taller: TallerVisto, fase: FaseVista) -> str:
    """Cuánto llevan quienes han empezado y cuántas personas lo tienen todo, donde se va palanca a palanca."""
    llevan = contestadas(contexto.motor(), taller.id, fase.tipo)
    if not llevan:
        return ""
    cada_una = sum(2 if fase.tipo == "perfil" else len(p.afirmaciones) for p in contexto.palancas(taller))
    todo = sum(n >= cada_una for n in llevan.values())
    if todo == len(llevan):
        return ", y lo tienen todo" if todo > 1 else ", y lo tiene todo"
    # Hacia abajo: no se dice el 100 % mientras falte algo.
    van = f": {'van' if len(llevan) > 1 else 'va'} por el {sum(llevan.values()) * 100 // (cada_una * len(llevan))} %"
    return f"{van} y {todo} lo {'tienen' if todo > 1 else 'tiene'} todo" if todo else van


def _revelar(fase: FaseVista, quien: Identidad) -> None:
    if fase.tipo == "pausa":
        return
    caso, rotulo = (casos.ocultar, "Ocultar") if fase.revelada else (casos.revelar, "Revelar")
    icono = ":material/visibility_off:" if fase.revelada else ":material/visibility:"
    st.button(rotulo, key=f"conducir_{rotulo.lower()}", icon=icono, on_click=hacer, args=(caso,),
              kwargs={"quien": quien, "clave": fase.clave})  # fmt: skip


def _faltan(taller: TallerVisto, fase: FaseVista) -> int:
    """Personas conectadas que no han dicho «Listo». En una pausa no falta nadie: no se espera nada de nadie."""
    if fase.tipo == "pausa":
        return 0
    presentes = {p.id for p in dentro(taller)} & tablon.conectados(taller.codigo)
    return len(presentes - consultas.listos(contexto.motor(), taller.id, fase.clave))


def _confirmacion(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    """Solo si falta gente, o si la votación sigue abierta."""
    if sesion.elegido("confirmar") != fase.clave or taller.terminado:
        return
    # Si entretanto deja de faltar gente, el botón que se iba a pulsar no desaparece bajo el dedo.
    reparos = _reparos(taller, fase) or ["Ya no falta nadie por decir «Listo»."]
    verbo = "terminar" if fase.clave == taller.fases[-1].clave else "avanzar"
    with st.container(key="confirmacion", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{' '.join(reparos)} ¿{verbo.capitalize()} igualmente?**")
        st.button(f"Sí, {verbo}", key=f"conducir_{verbo}_si", type="primary", on_click=_confirmado,
                  args=(fase, quien, verbo))  # fmt: skip
        st.button("Esperar", key="conducir_esperar", on_click=sesion.elegir, args=("confirmar", ""))


def _reparos(taller: TallerVisto, fase: FaseVista) -> list[str]:
    """Por qué convendría esperar antes de dejar la fase."""
    faltan = _faltan(taller, fase)
    texto = "Falta 1 persona por" if faltan == 1 else f"Faltan {faltan} por"
    reparos = [f"{texto} decir «Listo»."] if faltan else []
    if fase.revelada and taller.se_vota(fase):
        reparos.append("La votación sigue abierta y nadie ha visto los totales.")
    return reparos


def _avanzar(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    if _reparos(taller, fase):
        sesion.elegir("confirmar", fase.clave)
    else:
        hacer(casos.avanzar, quien=quien, desde=fase.clave)


def _terminar(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    if _reparos(taller, fase):
        sesion.elegir("confirmar", fase.clave)
    else:
        hacer(casos.terminar, quien=quien)


def _confirmado(fase: FaseVista, quien: Identidad, verbo: str) -> None:
    sesion.elegir("confirmar", "")
    if verbo == "terminar":
        hacer(casos.terminar, quien=quien)
    else:
        hacer(casos.avanzar, quien=quien, desde=fase.clave)


def guion(fase: FaseVista) -> None:
    """Qué se dice y para qué."""
    with st.container(border=True, key="guion"):
        st.markdown(f"«{literal(fase.guion)}»")
        detalles = [f"**Para:** {literal(fase.objetivo)}"] if fase.objetivo else []
        detalles += [f"**Fíjate:** {literal(fase.ayuda)}"] if fase.ayuda else []
        # A la vista y no al pasar el ratón por «Revelar»: la ayuda de un botón que cambia se queda encima.
        detalles += [f"**Al revelar:** {literal(fase.se_proyecta)}"] if fase.se_proyecta and not fase.revelada else []
        if detalles:
            st.caption("  \n".join(detalles))
