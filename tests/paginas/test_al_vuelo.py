"""Lo que se marca sin redibujar la página lo guarda el navegador; lo que no ha podido, el siguiente redibujo."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from datos.lo_mio import lo_mio
from modelo.casos import agenda
from modelo.errores import BaseOcupada
from modelo.valores import Entrada, Objeto
from paginas.comun import guardado
from tests.fabricas import Mesa
from tests.paginas.aparato import Pantalla, en, hacer
from tests.paginas.recuerdo import recuerdo
from tests.paginas.test_borradores import ana

__all__ = ["ana"]


@pytest.fixture
def faro(mesa: Mesa, ana: Entrada) -> Any:
    """El cliente estable de Ana, en la fase de valorar."""
    mesa.salta("valoracion")
    return mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Faro", papel="estable")


def marca(pantalla: Pantalla, afirmacion: str, nota: int) -> None:
    """La toca: viajará con el siguiente gesto."""
    next(g for g in pantalla.at.button_group if g.key and f"_{afirmacion}_" in g.key).set_value(nota)


def manda(cliente: TestClient, mesa: Mesa, pantalla: Pantalla, faro: Any, valor: str) -> int:
    """Lo que hace el navegador al tocarla. Devuelve el estado de la respuesta."""
    envio = {"objeto": "valoracion", "id": f"{faro.id}:1", "campo": "P1a", "valor": valor, "orden": 1, "final": True}
    quien = {"sala": mesa.creado.codigo, "puesto": recuerdo(pantalla.at)["puesto"]}
    return cliente.post("/api/borrador", json=envio | quien).status_code


def valorado(mesa: Mesa, quien: Entrada, faro: Any) -> dict[str, Any]:
    persona = quien.identidad.participante_id or ""
    mio = lo_mio(mesa.motor, mesa.creado.taller_id, persona, "valoracion", valora=True)
    return dict(mio.valoraciones.get((faro.id, 1), {}))


@pytest.mark.parametrize(("mandado", "guardado"), [("4", 4), ("ns", "ns")])
def test_lo_marcado_se_guarda_sin_redibujar(
    cliente: TestClient, mesa: Mesa, ana: Entrada, faro: Any, mandado: str, guardado: object
) -> None:
    pantalla, _ = en(mesa, "valoracion", ana)

    assert manda(cliente, mesa, pantalla, faro, mandado) == 200
    assert valorado(mesa, ana, faro) == {"P1a": guardado}


def test_si_el_navegador_no_lo_manda_se_guarda_al_siguiente_gesto(mesa: Mesa, ana: Entrada, faro: Any) -> None:
    pantalla, _ = en(mesa, "valoracion", ana)
    marca(pantalla, "P1a", 4)
    marca(pantalla, "P1b", 2)
    pantalla.pulsa("Siguiente")

    assert valorado(mesa, ana, faro) == {"P1a": 4, "P1b": 2}
    assert "2 de 24 · palanca 2 de 8" in pantalla.at.get("html")[0].proto.body


@pytest.mark.parametrize(("en_el_campo", "mandado", "en_otro_aparato"), [(3, "3", 5), (3, "4", None)])
def test_el_redibujo_no_pisa_lo_que_mando_el_navegador_ni_lo_que_se_cambio_despues(
    cliente: TestClient,
    mesa: Mesa,
    ana: Entrada,
    faro: Any,
    en_el_campo: int,
    mandado: str,
    en_otro_aparato: int | None,
) -> None:
    """Lo que trae puede ser de antes del último toque, o de antes de que otro aparato lo cambiara."""
    pantalla, _ = en(mesa, "valoracion", ana)
    marca(pantalla, "P1a", en_el_campo)
    assert manda(cliente, mesa, pantalla, faro, mandado) == 200
    if en_otro_aparato:
        mesa.guarda(ana.identidad, Objeto("valoracion", f"{faro.id}:1"), "P1a", en_otro_aparato)

    pantalla.pulsa("Siguiente")

    assert valorado(mesa, ana, faro) == {"P1a": en_otro_aparato or int(mandado)}


def test_lo_que_nadie_ha_tocado_no_pisa_lo_que_se_cambio_en_otro_aparato(mesa: Mesa, ana: Entrada, faro: Any) -> None:
    mesa.guarda(ana.identidad, Objeto("valoracion", f"{faro.id}:1"), "P1a", 3)
    pantalla, _ = en(mesa, "valoracion", ana)
    mesa.guarda(ana.identidad, Objeto("valoracion", f"{faro.id}:1"), "P1a", 5)

    pantalla.pulsa("Siguiente")

    assert valorado(mesa, ana, faro) == {"P1a": 5}


def test_lo_marcado_cuando_la_fase_se_cerro_se_conserva_y_se_dice(mesa: Mesa, ana: Entrada, faro: Any) -> None:
    pantalla, _ = en(mesa, "valoracion", ana)
    marca(pantalla, "P1a", 4)
    hacer(mesa, agenda.cerrar_fase, quien=mesa.facilita, clave="valoracion")
    pantalla.mira()
    persona = ana.identidad.participante_id or ""
    mio = lo_mio(mesa.motor, mesa.creado.taller_id, persona, "valoracion", valora=True)

    assert valorado(mesa, ana, faro) == {}
    assert list(mio.borradores.values()) == ["4"]
    assert any("cerrada" in error for error in pantalla.errores())


def con_la_base_ocupada(pantalla: Pantalla, monkeypatch: pytest.MonkeyPatch) -> None:
    """Un redibujo que no puede guardar, y los siguientes lo vuelven a intentar sin esperar."""

    def ocupada(*_: Any, **__: Any) -> Any:
        raise BaseOcupada

    with monkeypatch.context() as parche:
        parche.setattr(guardado.contexto, "ejecutar", ocupada)
        assert pantalla.mira().errores()
    monkeypatch.setattr("paginas.comun.pendientes.ENTRE_INTENTOS", 0.0)


def test_con_la_base_ocupada_lo_marcado_se_dice_y_entra_despues(
    mesa: Mesa, ana: Entrada, faro: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pantalla, _ = en(mesa, "valoracion", ana)
    marca(pantalla, "P1a", 4)
    con_la_base_ocupada(pantalla, monkeypatch)
    pantalla.mira()

    assert valorado(mesa, ana, faro) == {"P1a": 4}


def test_lo_marcado_consta_en_lo_mio_aunque_el_navegador_no_lo_haya_mandado(
    mesa: Mesa, ana: Entrada, faro: Any
) -> None:
    pantalla, _ = en(mesa, "valoracion", ana)
    marca(pantalla, "P1a", 4)
    pantalla.pulsa("Lo mío")

    assert valorado(mesa, ana, faro) == {"P1a": 4}
    assert [t.value for t in pantalla.at.title] == ["Lo mío"]


def test_quien_vuelve_a_valorar_sigue_en_su_palanca_aunque_se_anada_otra_a_debate(mesa: Mesa, ana: Entrada) -> None:
    mesa.salta("valoracion")
    mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Faro", papel="estable")
    mesa.salta("radar")
    hacer(mesa, agenda.fijar_debate, quien=mesa.facilita, palancas=["P4", "P7"])
    pantalla, _ = en(mesa, "radar", ana)
    pantalla.pulsa("Siguiente")
    antes = pantalla.at.header[0].value
    hacer(mesa, agenda.fijar_debate, quien=mesa.facilita, palancas=["P2", "P4", "P7"])

    assert pantalla.mira().at.header[0].value == antes
    assert "palanca 3 de 3" in pantalla.at.get("html")[0].proto.body


def test_lo_que_la_base_no_pudo_guardar_no_pisa_lo_que_mando_despues_el_navegador(
    cliente: TestClient, mesa: Mesa, ana: Entrada, faro: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pantalla, _ = en(mesa, "valoracion", ana)
    marca(pantalla, "P1a", 5)
    con_la_base_ocupada(pantalla, monkeypatch)
    assert manda(cliente, mesa, pantalla, faro, "2") == 200
    pantalla.mira()

    assert valorado(mesa, ana, faro) == {"P1a": 2}


def test_lo_que_el_navegador_mando_con_la_fase_cerrada_consta_como_no_guardado(
    cliente: TestClient, mesa: Mesa, ana: Entrada, faro: Any
) -> None:
    pantalla, _ = en(mesa, "valoracion", ana)
    hacer(mesa, agenda.cerrar_fase, quien=mesa.facilita, clave="valoracion")
    marca(pantalla, "P1a", 4)
    assert manda(cliente, mesa, pantalla, faro, "4") == 409
    pantalla.mira()

    assert "Esto aún no está guardado: revísalo." in pantalla.errores()
    assert valorado(mesa, ana, faro) == {}
    hacer(mesa, agenda.abrir_fase, quien=mesa.facilita, clave="valoracion")
    assert pantalla.mira().mira().errores() == []
    assert valorado(mesa, ana, faro) == {"P1a": 4}


def test_dos_sesiones_no_comparten_la_clave_de_ningun_campo(mesa: Mesa, ana: Entrada) -> None:
    """Tras reiniciar el servidor el navegador manda lo de la sesión de antes, que puede ser de otra persona."""
    mesa.salta("perfil")
    claves = [{g.key for g in en(mesa, "perfil", ana)[0].at.button_group} for _ in range(2)]

    assert claves[0]
    assert not claves[0] & claves[1]
