"""Que lo dibujado salga hacia el navegador en cuanto acaba el guion, y junto."""

from __future__ import annotations

from collections import deque
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

# Lo que espera lo primero de un guion que aún no ha acabado: menos de lo que tarda la pantalla en pintarse.
ESPERA = 0.015
# Lo que puede esperar a lo demás: que un guion empieza, y lo que dibuja. Que ha acabado sale ya, con lo que llevara.
ESPERAN = frozenset({ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG})


def al_acabar_el_guion() -> None:
    """Cambia, para todo el proceso, cómo pasa lo que dice un guion del hilo en que corre al que habla con la red.

    De serie (1.67) cada mensaje despierta al hilo de la red, que le quita el intérprete al guion cuarenta veces por
    página; el primero sale solo y después se espera 5 ms, así que un guion de 6 ms llega en dos o tres trozos, el
    último cuando ya hace rato que acabó. Aquí pasan todos de una vez.
    """
    AppSession._on_scriptrunner_event = _apuntar  # type: ignore[method-assign, assignment]
    AppSession._enqueue_forward_msg = _encolar  # type: ignore[method-assign]


def _apuntar(self: Any, sender: Any, event: ScriptRunnerEvent, *suyo: Any, **con: Any) -> None:
    """Deja dicho algo del guion, en su orden. Se llama en el hilo del guion."""
    vars(self).setdefault("_sin_llevar", deque()).append((sender, event, suyo, con))
    if event not in ESPERAN:
        self._call_soon_on_event_loop(lambda: _llevar(self))
    elif not getattr(self, "_llevada_pedida", False):
        self._llevada_pedida = True
        self._call_soon_on_event_loop(lambda: _llevar_luego(self))


def _llevar_luego(self: Any) -> None:
    # Puede haberse llevado ya todo, o estar esperando otra.
    if self._llevada_pedida and getattr(self, "_llevada", None) is None:
        self._llevada = self._event_loop.call_later(ESPERA, _llevar, self)


def _llevar(self: Any) -> None:
    """Atiende todo lo dicho y lo manda junto. Se llama en el hilo de la red."""
    # Antes de vaciar: lo que llegue entretanto pide su propia llevada, y nada se queda sin llevar.
    self._llevada_pedida = False
    pendiente, self._llevada = getattr(self, "_llevada", None), None
    if pendiente is not None:
        # Si no, saltaría a mitad del guion siguiente y lo partiría en dos envíos.
        pendiente.cancel()
    dicho = self._sin_llevar
    if not dicho:
        return
    self._juntando = True
    try:
        while dicho:
            sender, event, suyo, con = dicho.popleft()
            self._handle_scriptrunner_event_on_event_loop(sender, event, *suyo, **con)
    finally:
        self._juntando = False
        if dicho:
            # Algo ha fallado al atenderlo: lo demás no se queda sin salir.
            self._event_loop.call_soon(_llevar, self)
        # Avisar de que no hay nada haría esperar 5 ms más a lo siguiente.
        if self._message_enqueued_callback is not None and not self._browser_queue.is_empty():
            self._message_enqueued_callback()


def _encolar(self: Any, msg: ForwardMsg) -> None:
    self._browser_queue.enqueue(msg)
    if self._message_enqueued_callback is not None and not getattr(self, "_juntando", False):
        self._message_enqueued_callback()
