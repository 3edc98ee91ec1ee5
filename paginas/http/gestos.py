"""Que cada pulsación cuente una vez y en su orden, aunque otra petición de la misma pestaña llegue justo detrás.

De serie (1.67) cada petición se atiende en un hilo propio y una nueva manda parar a la anterior, esté donde esté. Si la
anterior aún no se había apuntado en la sesión, se abandona: con la máquina cargada «Avanzar» o «Revelar» no hacían
nada, sin decirlo. Y si se estaba apuntando, nada impide que acabe después que la nueva y deje los campos como estaban.
Aquí la nueva se lleva lo de la anterior si aún no se ha apuntado y, si se está apuntando, espera a que acabe.
"""

from __future__ import annotations

import threading
from typing import Any

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunContext, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils import script_requests
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequest, ScriptRequests, ScriptRequestType
from streamlit.runtime.state.safe_session_state import SafeSessionState

# Guarda las anotaciones de abajo, que duran un instante: nunca se espera con él a que se atienda una petición.
_cerrojo = threading.Lock()

_pedir = AppSession.request_rerun
_recoger = ScriptRequests.on_scriptrunner_ready


def no_perder_ninguna() -> None:
    """Cambia, para todo el proceso, cómo se pide, se recoge y se apunta cada petición."""
    AppSession.request_rerun = _pedir_con_lo_anterior  # type: ignore[method-assign]
    ScriptRequests.on_scriptrunner_ready = _recoger_y_anotar  # type: ignore[method-assign]
    SafeSessionState.on_script_will_rerun = _apuntar_por_turno  # type: ignore[method-assign]


def _pedir_con_lo_anterior(self: AppSession, client_state: ClientState | None) -> None:
    en_marcha = self._scriptrunner
    # Un fragmento no para al que está en marcha: lo atiende él mismo, después.
    if en_marcha is not None and client_state is not None and not client_state.fragment_id:
        client_state = llevarse_lo_anterior(en_marcha._requests, client_state)
    _pedir(self, client_state)


def _recoger_y_anotar(self: ScriptRequests) -> ScriptRequest:
    with _cerrojo:
        recogida = _recoger(self)
        if recogida.type == ScriptRequestType.RERUN:
            self._sin_apuntar = recogida.rerun_data.widget_states  # type: ignore[attr-defined]
        return recogida


def llevarse_lo_anterior(anteriores: ScriptRequests, nueva: ClientState) -> ClientState:
    """La petición nueva, con lo que ``anteriores`` no haya llegado a apuntar; ya no lo apuntarán ellas."""
    with _cerrojo:
        pendiente: WidgetStates | None = getattr(anteriores, "_sin_apuntar", None)
        if anteriores._state == ScriptRequestType.RERUN:
            pendiente = _juntar(pendiente, anteriores._rerun_data.widget_states)
        if pendiente is None:
            return nueva
        anteriores._heredadas = True  # type: ignore[attr-defined]
    con_todo = ClientState()
    con_todo.CopyFrom(nueva)
    con_todo.widget_states.CopyFrom(_juntar(pendiente, nueva.widget_states))
    return con_todo


def _juntar(viejos: WidgetStates | None, nuevos: WidgetStates | None) -> WidgetStates | None:
    """Lo nuevo, con las pulsaciones de lo viejo y con lo que había en campos que lo nuevo ya no trae."""
    juntos = script_requests._coalesce_widget_states(viejos, nuevos)
    if juntos is not None and viejos is not None:
        estan = {estado.id for estado in juntos.widgets}
        juntos.widgets.extend([estado for estado in viejos.widgets if estado.id not in estan])
    return juntos


def _apuntar_por_turno(self: SafeSessionState, *posicion: Any, **nombre: Any) -> None:
    contexto = get_script_run_ctx(suppress_warning=True)
    peticiones = contexto.script_requests if contexto is not None else None
    if contexto is None or peticiones is None:
        self._state.on_script_will_rerun(*posicion, **nombre)
        return
    with _turno(contexto):
        with _cerrojo:
            if getattr(peticiones, "_heredadas", False):
                return
            peticiones._sin_apuntar = None  # type: ignore[attr-defined]
        # Sin ceder antes: de una petición ya recogida no se hace cargo nadie más.
        self._state.on_script_will_rerun(*posicion, **nombre)


def _turno(contexto: ScriptRunContext) -> threading.RLock:
    """El de la pestaña. El cerrojo de serie es de cada hilo, y no los ordena; su sesión no admite uno más."""
    de_la_pestana = vars(contexto.pages_manager)
    turno: threading.RLock = de_la_pestana.setdefault("_turno_de_apuntar", threading.RLock())
    return turno
