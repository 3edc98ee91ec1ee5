"""Lo dibujado llega al navegador junto y en cuanto acaba el guion."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

from paginas.http import envios


class Sesion:
    """Lo que de una sesión de la plataforma importa al mandar: su cola, su bucle y a quién avisa de que hay algo."""

    def __init__(self) -> None:
        self._browser_queue = ForwardMsgQueue()
        self._event_loop = asyncio.get_running_loop()
        self.mandado: list[int] = []
        self.atendido: list[ScriptRunnerEvent] = []
        self._message_enqueued_callback: Callable[[], None] | None = self._al_avisar

    def _al_avisar(self) -> None:
        self.mandado.append(len(self._browser_queue.flush()))

    def _call_soon_on_event_loop(self, hacer: Callable[[], None]) -> None:
        self._event_loop.call_soon_threadsafe(hacer)

    def _handle_scriptrunner_event_on_event_loop(
        self, sender: Any, event: ScriptRunnerEvent, forward_msg: ForwardMsg | None = None
    ) -> None:
        self.atendido.append(event)
        if event == ScriptRunnerEvent.SCRIPT_STARTED:
            self.pone(ForwardMsg(new_session={"name": "guion"}))
            self.pone(ForwardMsg(session_status_changed={"script_is_running": True}))
        elif event == ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS:
            self.pone(ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY))
            self.pone(ForwardMsg(session_status_changed={"script_is_running": False}))
        elif forward_msg is not None:
            self.pone(forward_msg)

    def pone(self, mensaje: ForwardMsg) -> None:
        AppSession._enqueue_forward_msg(self, mensaje)  # type: ignore[arg-type]

    def dice(self, suceso: ScriptRunnerEvent, mensaje: ForwardMsg | None = None) -> None:
        AppSession._on_scriptrunner_event(self, None, suceso, mensaje)  # type: ignore[arg-type]

    def empieza(self) -> None:
        self.dice(ScriptRunnerEvent.SCRIPT_STARTED)

    def dibuja(self, cuantos: int) -> None:
        for cual in range(cuantos):
            mensaje = ForwardMsg()
            mensaje.delta.new_element.markdown.body = "algo"
            mensaje.metadata.delta_path.extend([0, cual])
            self.dice(ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, mensaje)

    def acaba(self) -> None:
        self.dice(ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS)
        self.dice(ScriptRunnerEvent.SHUTDOWN)


@pytest.fixture(autouse=True)
def juntos(monkeypatch: pytest.MonkeyPatch) -> None:
    # Para que al acabar vuelva lo de serie.
    for nombre in ("_enqueue_forward_msg", "_on_scriptrunner_event"):
        monkeypatch.setattr(AppSession, nombre, getattr(AppSession, nombre))
    envios.al_acabar_el_guion()


def en_marcha(hacer: Callable[[Sesion], Awaitable[None]]) -> Sesion:
    async def todo() -> Sesion:
        sesion = Sesion()
        await hacer(sesion)
        # Más de lo que se espera: si algo quedara pedido, saldría.
        await asyncio.sleep(envios.ESPERA * 3)
        return sesion

    return asyncio.run(todo())


def test_un_guion_corto_sale_de_una_vez_al_acabar() -> None:
    async def hacer(sesion: Sesion) -> None:
        sesion.empieza()
        sesion.dibuja(5)
        await asyncio.sleep(0)
        assert sesion.mandado == []
        sesion.acaba()

    sesion = en_marcha(hacer)

    assert sesion.mandado == [9]
    assert sesion.atendido[0] == ScriptRunnerEvent.SCRIPT_STARTED
    assert sesion.atendido[-2:] == [ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS, ScriptRunnerEvent.SHUTDOWN]


def test_dibujar_despierta_al_hilo_de_la_red_una_vez_y_no_una_por_mensaje() -> None:
    async def hacer(sesion: Sesion) -> None:
        despertares = []
        pedir = sesion._call_soon_on_event_loop
        sesion._call_soon_on_event_loop = lambda que: (despertares.append(que), pedir(que))[1]  # type: ignore[method-assign]
        sesion.empieza()
        sesion.dibuja(40)

        assert len(despertares) == 1

    assert en_marcha(hacer).mandado == [42]


def test_lo_dibujado_por_un_guion_largo_no_espera_a_que_acabe() -> None:
    async def hacer(sesion: Sesion) -> None:
        sesion.dibuja(5)
        await asyncio.sleep(envios.ESPERA * 3)
        assert sesion.mandado == [5]
        sesion.dibuja(2)
        sesion.acaba()

    assert en_marcha(hacer).mandado == [5, 4]


def test_lo_que_esperaba_un_guion_ya_acabado_no_parte_el_siguiente() -> None:
    async def hacer(sesion: Sesion) -> None:
        sesion.dibuja(2)
        await asyncio.sleep(0)
        esperando = sesion._llevada  # type: ignore[attr-defined]
        sesion.acaba()
        await asyncio.sleep(0)

        assert sesion.mandado == [4]
        assert esperando.cancelled()

    en_marcha(hacer)


def test_nada_se_pierde_aunque_se_dibuje_mientras_se_manda() -> None:
    async def hacer(sesion: Sesion) -> None:
        hilo = threading.Thread(target=lambda: [sesion.dibuja(1) for _ in range(3000)])
        hilo.start()
        while hilo.is_alive():
            sesion.dice(ScriptRunnerEvent.SCRIPT_STOPPED_FOR_RERUN)
            await asyncio.sleep(0.001)

    atendido = en_marcha(hacer).atendido

    assert atendido.count(ScriptRunnerEvent.ENQUEUE_FORWARD_MSG) == 3000


def test_si_algo_falla_al_atenderlo_lo_demas_sale() -> None:
    async def hacer(sesion: Sesion) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _bucle, _que: None)
        atender = sesion._handle_scriptrunner_event_on_event_loop

        def falla_al_empezar(sender: Any, event: ScriptRunnerEvent, forward_msg: ForwardMsg | None = None) -> None:
            if event == ScriptRunnerEvent.SCRIPT_STARTED:
                raise RuntimeError
            atender(sender, event, forward_msg)

        sesion._handle_scriptrunner_event_on_event_loop = falla_al_empezar  # type: ignore[method-assign]
        sesion.empieza()
        sesion.dibuja(2)
        sesion.acaba()

    assert sum(en_marcha(hacer).mandado) == 4


def test_lo_que_no_viene_de_un_guion_sale_al_momento() -> None:
    async def hacer(sesion: Sesion) -> None:
        sesion.pone(ForwardMsg(session_status_changed={"run_on_save": False}))
        assert sesion.mandado == [1]

    assert en_marcha(hacer).mandado == [1]


def test_a_quien_nadie_escucha_no_le_falla() -> None:
    async def hacer(sesion: Sesion) -> None:
        sesion._message_enqueued_callback = None
        sesion.dibuja(1)
        sesion.acaba()

    assert len(en_marcha(hacer)._browser_queue.flush()) == 3
