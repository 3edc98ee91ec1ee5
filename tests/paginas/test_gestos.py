"""Lo que se pulsa en una pestaña cuenta una vez y en su orden, lleguen como lleguen las peticiones."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import RerunData, ScriptRunContext, StopException, add_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.safe_session_state import SafeSessionState

from paginas.http import gestos

ABIERTO, BOTON, TEXTO = "$$ID-a-notas", "$$ID-b-avanzar", "$$ID-c-texto"


class Pestana:
    """Una sesión de la plataforma, con los campos de la página anterior, a la que van llegando peticiones."""

    def __init__(self) -> None:
        self.estado = SessionState()
        self.paginas = PagesManager(str(Path(__file__)))
        self.pulsadas: list[str] = []
        self.al_pulsar: Callable[[], None] = lambda: None
        hilo = self.hilo(ScriptRequests(), self._dibujar)
        hilo.start()
        hilo.join(5)

    def _dibujar(self, sesion: SafeSessionState) -> None:
        de_antes: tuple[tuple[str, Any, Any], ...] = (
            (ABIERTO, "bool_value", True), (BOTON, "trigger_value", False), (TEXTO, "string_value", ""),
        )  # fmt: skip
        for id, tipo, valor in de_antes:
            dato: WidgetMetadata[Any] = WidgetMetadata(
                id, deserializer=lambda v, valor=valor: valor if v is None else v, serializer=lambda v: v,
                value_type=tipo, callback=self._pulsar if id == BOTON else None,
            )  # fmt: skip
            sesion.register_widget(dato, user_key=None)

    def _pulsar(self) -> None:
        self.pulsadas.append("avanzar")
        self.al_pulsar()

    def peticiones(self, estados: WidgetStates) -> ScriptRequests:
        suyas = ScriptRequests()
        suyas.request_rerun(RerunData(widget_states=estados))
        return suyas

    def recogidas(self, estados: WidgetStates) -> ScriptRequests:
        """Las de un hilo que ya las ha recogido y aún no las ha apuntado."""
        suyas = self.peticiones(estados)
        suyas.on_scriptrunner_ready()
        return suyas

    def llega_otra(self, anteriores: ScriptRequests) -> None:
        """La plataforma recibe otra petición y manda parar al hilo de ``anteriores``."""
        gestos.dejar_para_la_siguiente(anteriores, self.paginas)

    def hilo(self, suyas: ScriptRequests, hacer: Callable[[SafeSessionState], None]) -> threading.Thread:
        """Uno como los de la plataforma: el de las peticiones ``suyas``."""
        contexto = ScriptRunContext(
            session_id="s", _enqueue=lambda _: None, script_requests=suyas, query_string="",
            session_state=SafeSessionState(self.estado, lambda: None), main_script_path="", user_info={},
            uploaded_file_mgr=MemoryUploadedFileManager("/u"), fragment_storage=MemoryFragmentStorage(),
            pages_manager=self.paginas,
        )  # fmt: skip

        def con_contexto() -> None:
            add_script_run_ctx(ctx=contexto)
            hacer(contexto.session_state)

        return threading.Thread(target=con_contexto, daemon=True)

    def apuntando(self, suyas: ScriptRequests, estados: WidgetStates) -> threading.Thread:
        """El hilo que apunta en la sesión lo recogido."""

        def apuntar(sesion: SafeSessionState) -> None:
            with suppress(StopException):
                sesion.on_script_will_rerun(estados)

        return self.hilo(suyas, apuntar)

    def apunta(self, suyas: ScriptRequests, estados: WidgetStates) -> None:
        hilo = self.apuntando(suyas, estados)
        hilo.start()
        hilo.join(5)
        assert not hilo.is_alive()


def estados(**valores: Any) -> WidgetStates:
    juntos = WidgetStates()
    if "abierto" in valores:
        juntos.widgets.append(WidgetState(id=ABIERTO, bool_value=valores["abierto"]))
    if "texto" in valores:
        juntos.widgets.append(WidgetState(id=TEXTO, string_value=valores["texto"]))
    if valores.get("boton"):
        juntos.widgets.append(WidgetState(id=BOTON, trigger_value=True))
    return juntos


@pytest.fixture
def pestana(monkeypatch: pytest.MonkeyPatch) -> Pestana:
    # Para que al acabar vuelva lo de serie.
    monkeypatch.setattr(SafeSessionState, "on_script_will_rerun", SafeSessionState.on_script_will_rerun)
    monkeypatch.setattr(ScriptRequests, "on_scriptrunner_ready", ScriptRequests.on_scriptrunner_ready)
    monkeypatch.setattr(gestos.AppSession, "request_rerun", gestos.AppSession.request_rerun)
    gestos.no_perder_ninguna()
    return Pestana()


@pytest.mark.parametrize("recogida", [True, False])
def test_lo_que_no_se_llego_a_apuntar_se_apunta_con_lo_que_llega_detras_y_cuenta_una_vez(
    pestana: Pestana, recogida: bool
) -> None:
    antes, despues = estados(abierto=True, boton=True), estados(abierto=False)
    primeras = pestana.peticiones(antes)
    if recogida:
        primeras.on_scriptrunner_ready()
    pestana.llega_otra(primeras)
    pestana.apunta(pestana.recogidas(despues), despues)
    # El hilo de la primera llega tarde: lo suyo ya está apuntado.
    pestana.apunta(primeras, antes)

    assert pestana.pulsadas == ["avanzar"]
    assert pestana.estado._new_widget_state[ABIERTO] is False
    # Lo que se dibuja ahora también lo ve pulsado.
    assert pestana.estado._new_widget_state[BOTON] is True


def test_dos_toques_en_el_mismo_boton_cuentan_dos_y_en_su_orden(pestana: Pestana) -> None:
    vistos: list[Any] = []
    pestana.al_pulsar = lambda: vistos.append(pestana.estado._new_widget_state[TEXTO])
    primero, segundo = estados(texto="uno", boton=True), estados(texto="dos", boton=True)
    primeras = pestana.recogidas(primero)
    pestana.llega_otra(primeras)
    pestana.apunta(pestana.recogidas(segundo), segundo)

    assert vistos == ["uno", "dos"]


def test_lo_escrito_en_un_campo_que_ya_no_esta_tampoco_se_pierde(pestana: Pestana) -> None:
    antes, despues = estados(texto="a medias"), estados(abierto=False)
    primeras = pestana.recogidas(antes)
    pestana.llega_otra(primeras)
    pestana.apunta(pestana.recogidas(despues), despues)

    assert pestana.estado[TEXTO] == "a medias"


def test_si_la_que_llega_detras_tambien_se_queda_sin_apuntar_lo_apunta_la_tercera(pestana: Pestana) -> None:
    antes, en_medio, despues = estados(boton=True), estados(abierto=True), estados(abierto=False)
    primeras = pestana.recogidas(antes)
    pestana.llega_otra(primeras)
    segundas = pestana.recogidas(en_medio)
    pestana.llega_otra(segundas)
    pestana.apunta(pestana.recogidas(despues), despues)

    assert pestana.pulsadas == ["avanzar"]
    assert pestana.estado._new_widget_state[ABIERTO] is False


def test_lo_que_se_esta_apuntando_acaba_antes_de_que_entre_lo_que_llega_detras(pestana: Pestana) -> None:
    empezo, sigue = threading.Event(), threading.Event()

    def en_medio() -> None:
        empezo.set()
        assert sigue.wait(5)

    pestana.al_pulsar = en_medio
    antes, despues = estados(abierto=True, boton=True), estados(abierto=False)
    primeras = pestana.recogidas(antes)
    primera = pestana.apuntando(primeras, antes)
    primera.start()
    assert empezo.wait(5)
    pestana.llega_otra(primeras)
    segunda = pestana.apuntando(pestana.recogidas(despues), despues)
    segunda.start()
    segunda.join(0.2)
    espera = segunda.is_alive()
    sigue.set()
    for hilo in (primera, segunda):
        hilo.join(5)

    assert espera
    assert pestana.pulsadas == ["avanzar"]
    assert pestana.estado._new_widget_state[ABIERTO] is False
