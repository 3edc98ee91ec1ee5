"""Que lo dibujado salga hacia el navegador en cuanto acaba el guion, y junto."""

from __future__ import annotations

import asyncio
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession

# Lo que espera lo primero de un guion que aún no ha acabado: menos de lo que tarda la pantalla en pintarse.
ESPERA = 0.015
# Si empieza otro guion, la plataforma tira lo que aún no ha salido: solo espera lo que entonces conserva o repite.
ESPERAN = frozenset({"new_session", "navigation", "delta", "page_config_changed", "page_info_changed"})


def al_acabar_el_guion() -> None:
    """Cambia, para todo el proceso, cuándo se manda lo que cada sesión tiene en su cola.

    De serie (1.67) el primer mensaje de un guion sale solo y después se espera 5 ms: un guion de 6 ms llega en dos o
    tres trozos, el último cuando ya hace rato que acabó, y con la sala entera dibujándose se recorren todas las colas
    por cada trozo.
    """
    AppSession._enqueue_forward_msg = _encolar  # type: ignore[method-assign]


def _encolar(self: Any, msg: ForwardMsg) -> None:
    self._browser_queue.enqueue(msg)
    avisar = self._message_enqueued_callback
    if avisar is None:
        return
    pedido: asyncio.TimerHandle | None = getattr(self, "_envio_pedido", None)
    if not _puede_esperar(msg):
        if pedido is not None:
            pedido.cancel()
            self._envio_pedido = None
        avisar()
    elif pedido is None:
        try:
            bucle = asyncio.get_running_loop()
        except RuntimeError:
            # Desde otro hilo no hay con qué esperar.
            avisar()
            return
        self._envio_pedido = bucle.call_later(ESPERA, _mandar, self)


def _puede_esperar(msg: ForwardMsg) -> bool:
    tipo = msg.WhichOneof("type")
    # Al empezar un guion se dice que está en marcha; que ha acabado va con su final, que sale ya.
    return tipo in ESPERAN or (tipo == "session_status_changed" and msg.session_status_changed.script_is_running)


def _mandar(sesion: Any) -> None:
    sesion._envio_pedido = None
    if sesion._message_enqueued_callback is not None:
        sesion._message_enqueued_callback()
