"""Que cada pulsación cuente una vez y en su orden, aunque otra petición de la misma pestaña llegue justo detrás.

De serie (1.67) cada petición se atiende en un hilo propio y una nueva manda parar a la anterior, esté donde esté. Si la
anterior aún no se había apuntado en la sesión, se abandona: con la máquina cargada «Avanzar» o «Revelar» no hacían
nada, sin decirlo. Y si se estaba apuntando, nada impide que acabe después que la nueva y deje los campos como estaban.
Aquí la nueva apunta antes lo de la anterior si aún no se ha apuntado y, si se está apuntando, espera a que acabe.
"""

from __future__ import annotations

import threading
from typing import Any

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import StopException, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils import script_requests
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequest, ScriptRequests, ScriptRequestType
from streamlit.runtime.state.safe_session_state import SafeSessionState

# Guarda las anotaciones de abajo, que duran un instante: nunca se espera con él a que se atienda una petición.
_cerrojo = threading.Lock()

_pedir = AppSession.request_rerun
_recoger = ScriptRequests.on_scriptrunner_ready


def no_perder_ninguna() -> None:
    """Cambia, para todo el proceso, cómo se pide, se recoge y se apunta cada petición."""
    AppSession.request_rerun = _pedir_sin_perder_la_anterior  # type: ignore[method-assign]
    ScriptRequests.on_scriptrunner_ready = _recoger_y_anotar  # type: ignore[method-assign]
    SafeSessionState.on_script_will_rerun = _apuntar_por_turno  # type: ignore[method-assign]


def _pedir_sin_perder_la_anterior(self: AppSession, client_state: ClientState | None) -> None:
    en_marcha = self._scriptrunner
    # Un fragmento no para al que está en marcha: lo atiende él mismo, después.
    if en_marcha is not None and client_state is not None and not client_state.fragment_id:
        dejar_para_la_siguiente(en_marcha._requests, self._pages_manager)
    _pedir(self, client_state)


def _recoger_y_anotar(self: ScriptRequests) -> ScriptRequest:
    with _cerrojo:
        recogida = _recoger(self)
        if recogida.type == ScriptRequestType.RERUN:
            self._sin_apuntar = recogida.rerun_data.widget_states  # type: ignore[attr-defined]
        return recogida


def dejar_para_la_siguiente(anteriores: ScriptRequests, pestana: PagesManager) -> None:
    """Lo que ``anteriores`` no llegue a apuntar lo apuntará la petición siguiente de esa pestaña, antes que lo suyo.

    No se funde con lo nuevo: dos toques en el mismo botón contarían como uno, y los de dos botones irían al revés.
    """
    with _cerrojo:
        pendientes = [getattr(anteriores, "_sin_apuntar", None)]
        if anteriores._state == ScriptRequestType.RERUN:
            pendientes.append(anteriores._rerun_data.widget_states)
        por_apuntar = [estados for estados in pendientes if estados is not None]
        if por_apuntar:
            vars(pestana).setdefault("_por_apuntar", []).extend(por_apuntar)
            anteriores._heredadas = True  # type: ignore[attr-defined]


def _apuntar_por_turno(self: SafeSessionState, *posicion: Any, **nombre: Any) -> None:
    contexto = get_script_run_ctx(suppress_warning=True)
    peticiones = contexto.script_requests if contexto is not None else None
    if contexto is None or peticiones is None:
        self._state.on_script_will_rerun(*posicion, **nombre)
        return
    de_la_pestana = vars(contexto.pages_manager)
    # El cerrojo de serie es de cada hilo y no los ordena; la sesión no admite uno más y esto otro, que es suyo, sí.
    with de_la_pestana.setdefault("_turno_de_apuntar", threading.RLock()):
        with _cerrojo:
            if getattr(peticiones, "_heredadas", False):
                raise StopException
            peticiones._sin_apuntar = None  # type: ignore[attr-defined]
            por_apuntar: list[WidgetStates] = de_la_pestana.pop("_por_apuntar", [])
        for estados in por_apuntar:
            self._state.on_script_will_rerun(estados)
            # La página que se va a dibujar también lo ve pulsado; sus *callbacks* ya se han llamado.
            nombre["replay_trigger_states"] = script_requests._coalesce_replay_trigger_states(
                nombre.get("replay_trigger_states"), estados
            )
        # Sin ceder antes: de una petición ya recogida no se hace cargo nadie más.
        self._state.on_script_will_rerun(*posicion, **nombre)
