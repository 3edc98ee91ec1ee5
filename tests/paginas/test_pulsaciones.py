"""Una pulsación que llega mientras se atiende la anterior no hace que se pierda ninguna."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.runtime.scriptrunner import RerunException, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.runtime.state.safe_session_state import SafeSessionState

from datos import consultas
from datos.lo_mio import lo_mio
from modelo.valores import Objeto
from tests.fabricas import Mesa
from tests.paginas.aparato import Pantalla, en


@pytest.fixture
def con_prisa(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cada vez que un *callback* da ocasión, la plataforma lo corta para atender otra pulsación."""

    def cortando(nombre: str) -> Any:
        de_verdad = getattr(SafeSessionState, nombre)

        def y_corta(estado: SafeSessionState, *resto: Any) -> Any:
            contexto = get_script_run_ctx(suppress_warning=True)
            if contexto is not None and not contexto.has_script_started:
                raise RerunException(RerunData())
            return de_verdad(estado, *resto)

        return y_corta

    for nombre in ("__getitem__", "__contains__", "__setitem__"):
        monkeypatch.setattr(SafeSessionState, nombre, cortando(nombre))


@pytest.mark.usefixtures("con_prisa")
def test_lo_que_se_marca_se_guarda_aunque_llegue_otra_pulsacion(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("valoracion")
    faro = mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Faro", papel="estable")
    pantalla, _ = en(mesa, "valoracion", ana)
    primera = next(g for g in pantalla.at.button_group if g.key and "_P1a" in g.key)
    primera.set_value(4)
    pantalla.mira()
    persona = ana.identidad.participante_id or ""
    mio = lo_mio(mesa.motor, mesa.creado.taller_id, persona, "valoracion", valora=True)

    assert mio.valoraciones[(faro.id, 1)] == {"P1a": 4}


@pytest.mark.usefixtures("con_prisa")
def test_un_numero_puesto_de_un_toque_se_guarda_y_se_ve_aunque_llegue_otra_pulsacion(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("mapa")
    faro = mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Faro")
    pantalla, _ = en(mesa, "historico", ana)
    next(g for g in pantalla.at.button_group if g.label == "Elige de diez en diez").set_value(70)
    pantalla.mira()
    (cliente,) = consultas.clientes_de(mesa.motor, ana.identidad.participante_id or "")

    assert (cliente.id, cliente.intuicion) == (faro.id, 70)
    assert pantalla.campo("Antes de escribir hitos").value == 70


@pytest.mark.usefixtures("con_prisa")
def test_lo_escrito_y_el_listo_llegan_aunque_llegue_otra_pulsacion(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.guarda(ana.identidad, Objeto("respuesta", "bienvenida"), "palabra", "antes")
    pantalla = Pantalla(mesa, "participar", ana)
    pantalla.escribe("¿Con qué palabra llegas?", "después").pulsa("Listo")
    persona = ana.identidad.participante_id or ""
    mio = lo_mio(mesa.motor, mesa.creado.taller_id, persona, "bienvenida", valora=False)

    assert mio.respuestas["palabra"] == "después"
    assert mio.listo
