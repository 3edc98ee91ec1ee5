"""El plan de la sesión en la consola: si se va al día, a qué hora se acabaría y cómo repartir lo que queda."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import streamlit as st

from modelo import fases as reglas
from modelo import tiempo
from modelo.casos import tiempo as casos
from modelo.valores import FaseVista, Identidad, TallerVisto
from paginas.comun import contexto
from paginas.comun.literal import literal
from paginas.comun.navegacion import boton_a

ROTULO = "Repartir el tiempo"
# Un retraso mayor ya no es del plan: es que la sesión acabó y nadie movió la fase.
RETRASO_CREIBLE = timedelta(hours=3)


def agenda_pura(taller: TallerVisto) -> reglas.Agenda:
    """La agenda del taller, como la entiende ``modelo.fases``."""
    pasos = tuple(
        reglas.Paso(
            f.clave,
            f.minutos,
            f.estado,
            f.sesion,
            inicia_en=f.inicia_en,
            termina_en=f.termina_en,
            restante_en_pausa=f.restante_en_pausa,
            minutos_previstos=f.minutos_previstos,
            pausa=f.tipo == "pausa",
        )
        for f in taller.fases
    )
    return reglas.Agenda(pasos, taller.fase_actual)


def plan(taller: TallerVisto, fase: FaseVista, quien: Identidad) -> None:
    """La frase del plan y, si hay algo que repartir o que deshacer, su desplegable al lado."""
    agenda, ahora = agenda_pura(taller), contexto.ahora()
    with st.container(horizontal=True, vertical_alignment="center", key="plan"):
        st.caption(_frase(taller, fase, agenda, ahora))
        if taller.ha_vuelto or fase.inicia_en is None or reglas.retraso(agenda, ahora) > RETRASO_CREIBLE:
            return
        propuesta, del_plan = tiempo.proponer(agenda, ahora), _del_plan(agenda)
        if propuesta is None and not del_plan:
            return
        # El rótulo no cambia: con otro, la plataforma lo daría por nuevo y se plegaría en las manos.
        menu = st.popover(ROTULO, key="repartir_el_tiempo", type="tertiary", on_change="rerun")
        if menu.open:
            with menu:
                if propuesta is not None:
                    _proponer(taller, agenda, propuesta, ahora, quien)
                else:
                    st.markdown(f"**Repartido.** La sesión acabaría a las {_hora(tiempo.acabaria(agenda, ahora))}.")
                    _tabla(taller, "En el plan", del_plan, "Ahora", _de_ahora(agenda))
                if del_plan:
                    _boton("Deshacer el reparto", "deshacer_reparto", agenda, del_plan, quien, principal=False)


def _frase(taller: TallerVisto, fase: FaseVista, agenda: reglas.Agenda, ahora: datetime) -> str:
    if taller.ha_vuelto:
        gastada = fase.restante_en_pausa is None and fase.termina_en is not None and fase.termina_en < ahora
        return "Habéis vuelto a esta fase." + (" Su tiempo ya pasó: +1 o +5 min le dan más." if gastada else "")
    if reglas.retraso(agenda, ahora) > RETRASO_CREIBLE:
        return "Esta fase acabó hace rato."
    minutos = tiempo.minutos_de_retraso(agenda, ahora)
    acaba = f" La sesión acabaría a las {_hora(tiempo.acabaria(agenda, ahora))}."
    if minutos > 0:
        return f"Vas {minutos} min por detrás del plan.{acaba}"
    if minutos < 0:
        return f"Vas {-minutos} min por delante del plan.{acaba}"
    return f"Vas al día.{acaba}"


def _hora(en: datetime) -> str:
    return f"{en.astimezone(contexto.zona()):%H:%M}"


def _de_ahora(agenda: reglas.Agenda) -> dict[str, int]:
    return {p.clave: p.minutos for p in tiempo.por_venir(agenda)}


def _del_plan(agenda: reglas.Agenda) -> dict[str, int]:
    """Los minutos que tenían en el plan las fases por venir; vacío si siguen con ellos."""
    quedan = tiempo.por_venir(agenda)
    return {p.clave: p.del_plan for p in quedan} if any(p.minutos != p.del_plan for p in quedan) else {}


def _proponer(
    taller: TallerVisto, agenda: reglas.Agenda, propuesta: tiempo.Propuesta, ahora: datetime, quien: Identidad
) -> None:
    ahora_mismo = _de_ahora(agenda)
    cambio = sum(propuesta.minutos.values()) - sum(ahora_mismo.values())
    prevista = tiempo.acabaria(agenda, ahora) - reglas.retraso(agenda, ahora)
    if propuesta.faltan:
        tarde = _hora(tiempo.acabaria(agenda, ahora) + cambio * tiempo.MINUTO)
        st.markdown(f"**Ni con lo mínimo se llega a las {_hora(prevista)}:** se acabaría a las {tarde}.")
    else:
        signo = f"{cambio} min más" if cambio > 0 else f"{-cambio} min menos"
        st.markdown(f"**Para acabar a las {_hora(prevista)}:** {signo} entre lo que falta.")
    _tabla(taller, "Ahora", ahora_mismo, "Mínimo" if propuesta.faltan else "Quedaría", propuesta.minutos)
    if propuesta.minutos != ahora_mismo:
        rotulo = "Dejar lo mínimo" if propuesta.faltan else "Repartir"
        _boton(rotulo, "repartir", agenda, propuesta.minutos, quien, principal=True)
    else:
        st.caption("Todo está ya en lo mínimo. Puedes saltar una fase desde la agenda, o avisar de la hora.")
    boton_a("Ajustar los minutos a mano", "preparar", sala=taller.codigo, key="conducir_a_mano", type="tertiary")


def _tabla(taller: TallerVisto, uno: str, unos: Mapping[str, int], otro: str, otros: Mapping[str, int]) -> None:
    filas = [
        {"Fase": literal(f.titulo), uno: f"{unos[f.clave]} min", otro: f"**{otros[f.clave]} min**"}
        for f in taller.fases
        if f.clave in unos
    ]
    st.table(filas, hide_index=True, border="horizontal", alt=f"Minutos de cada fase que falta: {uno} y {otro}")


def _boton(
    rotulo: str, clave: str, agenda: reglas.Agenda, minutos: Mapping[str, int], quien: Identidad, *, principal: bool
) -> None:
    st.button(
        rotulo, key=f"conducir_{clave}", type="primary" if principal else "tertiary", width="stretch",
        on_click=_repartir, args=(dict(minutos), tiempo.firma(agenda), quien),
    )  # fmt: skip


def _repartir(minutos: dict[str, int], desde: str, quien: Identidad) -> None:
    with contexto.con_aviso():
        contexto.ejecutar(casos.repartir_el_tiempo, quien=quien, minutos=minutos, desde=desde)
