"""Una pestaña sin pantalla: habla con Streamlit 1.67 como su navegador y cronometra cada pasada del guion.

Copia lo que decide el coste en el servidor: cada petición lleva *todos* los estados y las huellas de los mensajes que
ya tiene; los botones se mandan una vez; los pulsos de ``run_every`` los lleva el cliente, y una pasada completa los
pone a cero. No ejecuta el JavaScript de los componentes: ``disparar`` manda lo que mandaría ``setTriggerValue``.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.carga.arbol import Arbol, Nodo
from tests.carga.campos import BOTONES, COMPONENTE, CON_VALOR, Campo
from tests.carga.peticion import Atasco, Peticion, reloj, repeticion


class Pestana:
    """Una pestaña abierta. Con ``con_pulso=False`` no lleva los temporizadores: se pulsa a mano."""

    def __init__(
        self, http: aiohttp.ClientSession, *, cookies: Mapping[str, str] | None = None, con_pulso: bool = True
    ) -> None:
        self.http = http
        self.cookies = dict(cookies or {})
        self.con_pulso = con_pulso
        self.arbol = Arbol()
        self.fallos: list[str] = []
        self.bytes_recibidos = self.perdidas = 0
        self.pulsos: dict[str, float] = {}
        self.base = self.pagina = self.parametros = ""
        self._estados: dict[str, WidgetState] = {}
        self._memoria: dict[str, tuple[ForwardMsg, int]] = {}
        self._edad = self._pasadas = 0
        self._pagina_actual = self._marco = self._pasada = ""
        self._fragmentos: tuple[str, ...] = ()
        self._a_medias = False
        self._empezo = 0.0
        self._pendientes: list[Peticion] = []
        self._relojes: dict[str, asyncio.Task[None]] = {}
        self._esperas: list[tuple[Callable[[Nodo], bool], asyncio.Future[float]]] = []
        self._tareas: set[asyncio.Task[None]] = set()
        self._enchufe: aiohttp.ClientWebSocketResponse | None = None

    async def abrir(self, url: str) -> Pestana:
        """Abre la dirección y espera a que se dibuje."""
        partes = urlsplit(url)
        self.base, self.pagina = f"{partes.scheme}://{partes.netloc}", partes.path.strip("/")
        self.parametros = partes.query
        for ruta in ("_stcore/health", "_stcore/host-config"):
            async with self.http.get(f"{self.base}/{ruta}", headers=self.cabeceras()) as respuesta:
                await respuesta.read()
                self.cookies |= {nombre: cookie.value for nombre, cookie in respuesta.cookies.items()}
        self._enchufe = await self.http.ws_connect(
            f"{self.base.replace('http', 'ws', 1)}/_stcore/stream",
            protocols=["streamlit", self.cookies.get("_streamlit_xsrf", "sin")],
            headers=self.cabeceras(),
            max_msg_size=0,
        )
        self._en_segundo_plano(self._escuchar(self._enchufe))
        await self.repetir()
        return self

    async def cerrar(self) -> None:
        """Cierra la pestaña."""
        self._parar_pulsos()
        tareas = [*self._tareas]
        for tarea in tareas:
            tarea.cancel()
        await asyncio.gather(*tareas, return_exceptions=True)
        if self._enchufe is not None:
            await self._enchufe.close()

    def cabeceras(self) -> dict[str, str]:
        """Las que manda este navegador."""
        galletas = "; ".join(f"{nombre}={valor}" for nombre, valor in self.cookies.items())
        return {"Origin": self.base} | ({"Cookie": galletas} if galletas else {})

    # Lo que se hace en la página.

    async def repetir(self) -> float:
        """Una pasada completa sin tocar nada."""
        return await self._pedir().esperar()

    async def poner(self, cual: str, valor: Any) -> float:
        """Pone un valor en un campo y espera a la pasada que provoca."""
        campo = self.campo(cual)
        self._estados[campo.id] = campo.con(valor)
        return await self._pedir(campo.fragmento).esperar()

    def escribir(self, cual: str, valor: Any) -> None:
        """Pone un valor que no viaja hasta que algo redibuja la página: en un formulario, o donde se guarda aparte."""
        self._estados[self.campo(cual).id] = self.campo(cual).con(valor)

    def puesto(self, cual: str) -> bool:
        """Si en ese campo de opciones hay alguna elegida."""
        return bool(self._estados[self.campo(cual).id].string_array_value.data)

    async def pulsar(self, cual: str) -> float:
        """Pulsa un botón y espera a la pasada que provoca."""
        campo = self.campo(cual)
        if campo.proto.disabled:
            raise Atasco(f"«{campo.rotulo}» está desactivado")
        return await self._una_vez(WidgetState(id=campo.id, trigger_value=True), campo.fragmento).esperar()

    def disparar(self, componente: Campo, suceso: str, valor: Any) -> Peticion:
        """Lo que manda un componente propio con ``setTriggerValue``."""
        estado = WidgetState(id=_make_trigger_id(componente.id, "events"))
        estado.json_trigger_value = json.dumps([{"event": suceso, "value": valor}])
        return self._una_vez(estado, componente.fragmento)

    async def pulso(self, fragmento: str = "") -> float:
        """El pulso de ese fragmento (del más rápido, si no se dice), sin esperar a su hora."""
        cual = fragmento or min(self.pulsos, key=self.pulsos.__getitem__)
        return await self._pedir(cual, automatica=True).esperar()

    # Lo que se ve en ella.

    def campos(self) -> list[Campo]:
        """Los campos, botones y componentes de la página."""
        tipos = CON_VALOR | BOTONES | {COMPONENTE}
        return [Campo(n.clase, n.proto, n.fragmento) for n in self.arbol.nodos() if n.clase in tipos and n.proto.id]

    def campo(self, cual: str) -> Campo:
        """El campo con esa clave o ese rótulo."""
        for campo in (campos := self.campos()):
            if cual in (campo.clave, campo.rotulo):
                return campo
        raise Atasco(f"no hay «{cual}» entre {[c.rotulo or c.clave for c in campos]}; fallos: {self.fallos}")

    def componente(self, nombre: str) -> Campo | None:
        """El componente propio con ese nombre, si está en la página."""
        return next((c for c in self.campos() if c.clase == COMPONENTE and c.proto.component_name == nombre), None)

    def textos(self) -> list[str]:
        """Lo que se lee en la página."""
        return [nodo.texto for nodo in self.arbol.nodos() if nodo.texto]

    def esperar(self, condicion: Callable[[Nodo], bool]) -> asyncio.Future[float]:
        """La hora en que llegue un elemento que cumpla, desde ahora."""
        espera: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._esperas.append((condicion, espera))
        return espera

    # El protocolo.

    def _una_vez(self, estado: WidgetState, fragmento: str) -> Peticion:
        self._estados[estado.id] = estado
        peticion = self._pedir(fragmento)
        del self._estados[estado.id]
        return peticion

    def _pedir(self, fragmento: str = "", *, automatica: bool = False) -> Peticion:
        lugar = (self.base, self._pagina_actual, self.pagina, self.parametros)
        mensaje = repeticion(lugar, self._estados.values(), self._memoria, fragmento, automatica=automatica)
        peticion = Peticion(fragmento, reloj(), asyncio.get_running_loop().create_future())
        self._pendientes.append(peticion)
        if self._enchufe is None:
            raise Atasco("la pestaña no está abierta")
        self._en_segundo_plano(self._enchufe.send_bytes(mensaje))
        return peticion

    def _en_segundo_plano(self, tarea: Any) -> None:
        # Sin una referencia, el recolector podría llevarse la tarea a medias.
        hecha = asyncio.ensure_future(tarea)
        self._tareas.add(hecha)
        hecha.add_done_callback(self._tareas.discard)

    async def _escuchar(self, enchufe: aiohttp.ClientWebSocketResponse) -> None:
        async for trama in enchufe:
            if trama.type is aiohttp.WSMsgType.BINARY:
                self.bytes_recibidos += len(trama.data)
                self._recibir(ForwardMsg.FromString(trama.data))
        self.fallos.append(f"el servidor cerró la conexión ({enchufe.close_code})")

    def _recibir(self, mensaje: ForwardMsg) -> None:
        if mensaje.WhichOneof("type") == "ref_hash":
            recordado, completo = self._memoria[mensaje.ref_hash][0], ForwardMsg()
            completo.CopyFrom(recordado)
            completo.metadata.CopyFrom(mensaje.metadata)
            self._memoria[mensaje.ref_hash] = (recordado, self._pasadas)
            mensaje = completo
        elif mensaje.metadata.cacheable and mensaje.hash:
            self._memoria[mensaje.hash] = (mensaje, self._pasadas)
        atender: dict[str, Callable[[ForwardMsg], None]] = {
            "delta": self._delta,
            "new_session": self._empieza,
            "script_finished": self._acaba,
            "auto_rerun": self._poner_pulso,
            "stop_auto_rerun": self._quitar_pulsos,
            "navigation": self._navega,
            "page_info_changed": self._cambia_la_direccion,
        }
        atender.get(mensaje.WhichOneof("type") or "", lambda _: None)(mensaje)

    def _navega(self, mensaje: ForwardMsg) -> None:
        self._pagina_actual = mensaje.navigation.page_script_hash
        for pagina in mensaje.navigation.app_pages:
            if pagina.page_script_hash == self._pagina_actual:
                self.pagina = "" if pagina.is_default else pagina.url_pathname

    def _cambia_la_direccion(self, mensaje: ForwardMsg) -> None:
        self.parametros = mensaje.page_info_changed.query_string

    def _empieza(self, mensaje: ForwardMsg) -> None:
        sesion, pasada = mensaje.new_session, mensaje.metadata.run
        if pasada.fragment_ids and self._a_medias:
            self._dar_por_perdida()
        self._a_medias = not pasada.fragment_ids
        self._pasada, self._fragmentos, self._empezo = pasada.script_run_id, tuple(pasada.fragment_ids), reloj()
        self._edad = sesion.config.max_cached_message_age
        if self._fragmentos:
            return
        self._parar_pulsos()
        self._marco = sesion.main_script_hash
        if self._pagina_actual and sesion.page_script_hash != self._pagina_actual:
            self.arbol.cambiar_de_pagina(self._marco)
        self._pagina_actual = sesion.page_script_hash

    def _delta(self, mensaje: ForwardMsg) -> None:
        if mensaje.delta.WhichOneof("type") == "new_transient":
            return
        ruta = tuple(mensaje.metadata.delta_path)
        nodo = self.arbol.poner(ruta, mensaje.delta, self._pasada, mensaje.metadata.active_script_hash)
        if nodo is None:
            return
        if nodo.clase == "exception":
            self.fallos.append(nodo.texto)
        elif nodo.clase in CON_VALOR:
            campo = Campo(nodo.clase, nodo.proto, nodo.fragmento)
            if nodo.proto.set_value or campo.id not in self._estados:
                self._estados[campo.id] = campo.de_servidor()
        for condicion, espera in [*self._esperas]:
            if not espera.done() and condicion(nodo):
                espera.set_result(reloj())
        self._esperas = [par for par in self._esperas if not par[1].done()]

    def _acaba(self, mensaje: ForwardMsg) -> None:
        if mensaje.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        self._a_medias = False
        if mensaje.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            self.fallos.append("el guion no compila")
        self.arbol.quitar_lo_viejo(self._pasada, self._fragmentos)
        en_pagina = {n.proto.id for n in self.arbol.nodos() if n.clase in CON_VALOR}
        self._estados = {id: estado for id, estado in self._estados.items() if id in en_pagina}
        self._pasadas += 1
        if not self._fragmentos:
            self._memoria = {h: m for h, m in self._memoria.items() if self._pasadas - m[1] <= self._edad}
        self._responder()

    def _responder(self) -> None:
        """Una pasada atiende a lo enviado antes de que empezara: la completa, a todo; la de fragmento, a los suyos."""
        quedan = []
        for peticion in self._pendientes:
            suya = not self._fragmentos or peticion.fragmento in self._fragmentos
            if suya and peticion.enviada <= self._empezo:
                peticion.hecha.set_result(reloj() - peticion.enviada)
            else:
                quedan.append(peticion)
        self._pendientes = quedan

    def _dar_por_perdida(self) -> None:
        """Streamlit 1.67 tira el final de una pasada completa si otra de fragmento la alcanza al acabar."""
        self.perdidas += 1
        for peticion in [p for p in self._pendientes if not p.fragmento and p.enviada <= self._empezo]:
            self._pendientes.remove(peticion)
            peticion.hecha.set_result(reloj() - peticion.enviada)

    def _poner_pulso(self, mensaje: ForwardMsg) -> None:
        orden = mensaje.auto_rerun
        self.pulsos[orden.fragment_id] = orden.interval
        if self.con_pulso and orden.fragment_id not in self._relojes:
            tarea = asyncio.ensure_future(self._latir(orden.fragment_id, orden.interval))
            self._relojes[orden.fragment_id] = tarea

    def _quitar_pulsos(self, mensaje: ForwardMsg) -> None:
        for fragmento in mensaje.stop_auto_rerun.fragment_ids:
            self.pulsos.pop(fragmento, None)
            if fragmento in self._relojes:
                self._relojes.pop(fragmento).cancel()

    async def _latir(self, fragmento: str, cada: float) -> None:
        while True:
            await asyncio.sleep(cada)
            self._pedir(fragmento, automatica=True)

    def _parar_pulsos(self) -> None:
        self.pulsos.clear()
        for tarea in self._relojes.values():
            tarea.cancel()
        self._relojes.clear()
