"""Lo dibujado llega al navegador junto y en cuanto acaba el guion."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from paginas.http import envios


class Sesion:
    """Lo que de una sesión de la plataforma importa al mandar: su cola y a quién avisa de que hay algo en ella."""

    def __init__(self) -> None:
        self._browser_queue = ForwardMsgQueue()
        self.mandado: list[int] = []
        self._message_enqueued_callback: Callable[[], None] | None = self._al_avisar

    def _al_avisar(self) -> None:
        self.mandado.append(len(self._browser_queue.flush()))

    def dibuja(self, cuantos: int) -> None:
        for cual in range(cuantos):
            mensaje = ForwardMsg()
            mensaje.delta.new_element.markdown.body = "algo"
            mensaje.metadata.delta_path.extend([0, cual])
            AppSession._enqueue_forward_msg(self, mensaje)  # type: ignore[arg-type]

    def acaba(self) -> None:
        acabado = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
        AppSession._enqueue_forward_msg(self, acabado)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def juntos(monkeypatch: pytest.MonkeyPatch) -> None:
    # Para que al acabar vuelva lo de serie.
    monkeypatch.setattr(AppSession, "_enqueue_forward_msg", AppSession._enqueue_forward_msg)
    envios.al_acabar_el_guion()


def en_marcha(hacer: Callable[[Sesion], Awaitable[None]]) -> list[int]:
    sesion = Sesion()

    async def todo() -> None:
        await hacer(sesion)
        # Más de lo que se espera: si algo quedara pedido, saldría.
        await asyncio.sleep(envios.ESPERA * 3)

    asyncio.run(todo())
    return sesion.mandado


def test_un_guion_corto_sale_de_una_vez_al_acabar() -> None:
    async def hacer(sesion: Sesion) -> None:
        sesion.dibuja(5)
        assert sesion.mandado == []
        sesion.acaba()
        assert sesion.mandado == [6]

    assert en_marcha(hacer) == [6]


@pytest.mark.parametrize(
    "primero",
    [
        ForwardMsg(session_status_changed={"script_is_running": True}),
        ForwardMsg(page_config_changed={"title": "Mapa"}),
        ForwardMsg(page_info_changed={"query_string": "sala=ABC"}),
    ],
    ids=["que está en marcha", "el título de la página", "la dirección"],
)
def test_lo_que_se_dice_al_empezar_un_guion_sale_con_lo_dibujado(primero: ForwardMsg) -> None:
    async def hacer(sesion: Sesion) -> None:
        AppSession._enqueue_forward_msg(sesion, primero)  # type: ignore[arg-type]
        sesion.dibuja(5)
        sesion.acaba()

    assert en_marcha(hacer) == [7]


def test_que_un_guion_ha_acabado_no_deja_otro_envio_pedido() -> None:
    async def hacer(sesion: Sesion) -> None:
        sesion.dibuja(2)
        sesion.acaba()
        parado = ForwardMsg(session_status_changed={"script_is_running": False})
        AppSession._enqueue_forward_msg(sesion, parado)  # type: ignore[arg-type]
        assert sesion.mandado == [3, 1]

    assert en_marcha(hacer) == [3, 1]


def test_lo_dibujado_por_un_guion_largo_no_espera_a_que_acabe() -> None:
    async def hacer(sesion: Sesion) -> None:
        sesion.dibuja(5)
        await asyncio.sleep(envios.ESPERA * 3)
        assert sesion.mandado == [5]
        sesion.dibuja(2)
        sesion.acaba()

    assert en_marcha(hacer) == [5, 3]


def test_fuera_del_servidor_se_manda_al_momento() -> None:
    sesion = Sesion()
    sesion.dibuja(1)

    assert sesion.mandado == [1]


def test_a_quien_nadie_escucha_no_le_falla() -> None:
    sesion = Sesion()
    sesion._message_enqueued_callback = None
    sesion.dibuja(1)
    sesion.acaba()

    assert len(sesion._browser_queue.flush()) == 2
