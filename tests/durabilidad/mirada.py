"""Lo que una persona ve en su pantalla, pedido como lo pide su navegador: por el WebSocket y con su cookie."""

from __future__ import annotations

import asyncio

import aiohttp
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PLAZO_S = 30.0


async def _pagina(url: str, pagina: str, parametros: str, cookie: str) -> bytes:
    visto = bytearray()
    cabeceras = {"Origin": url, "Cookie": cookie}
    async with (
        aiohttp.ClientSession() as http,
        http.ws_connect(
            f"{url.replace('http', 'ws', 1)}/_stcore/stream",
            protocols=["streamlit"],
            headers=cabeceras,
            max_msg_size=0,
        ) as enchufe,
    ):
        pedido = BackMsg()
        pedido.rerun_script.query_string = parametros
        pedido.rerun_script.page_name = pagina
        await enchufe.send_bytes(pedido.SerializeToString())
        async for mensaje in enchufe:
            if mensaje.type != aiohttp.WSMsgType.BINARY:
                break
            visto += mensaje.data
            recibido = ForwardMsg.FromString(mensaje.data)
            if recibido.WhichOneof("type") == "script_finished":
                break
    return bytes(visto)


def pagina(url: str, pagina: str, parametros: str, cookie: str) -> bytes:
    """Todo lo que manda el servidor para dibujar esa página a quien lleva esa cookie."""
    return asyncio.run(asyncio.wait_for(_pagina(url, pagina, parametros, cookie), PLAZO_S))
