"""Lo tecleado sale con el nombre de quien lo escribió, y se entiende en todas las clases de campo."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from datos import consultas
from modelo.casos import agenda, asuntos, entrada, grupo, preparar
from modelo.casos.asuntos import ASUNTO
from modelo.codigos import nuevo_id
from modelo.valores import Entrada
from paginas.comun.cookies import marca_de_persona
from paginas.comun.ejecucion import leer_con
from paginas.http import borradores
from tests.fabricas import Mesa
from tests.paginas.test_borradores import Tecleo, _conservado, _palabra, ana, teclea

__all__ = ["ana", "teclea"]


def test_lo_de_una_persona_no_se_guarda_con_la_cookie_de_otra(
    cliente: TestClient, teclea: Tecleo, mesa: Mesa, ana: Entrada
) -> None:
    """Dos personas en un equipo: la pestaña de la primera sigue abierta cuando entra la segunda."""
    de_ana = marca_de_persona(ana.identidad.participante_id)
    assert teclea("curiosidad", persona=de_ana).status_code == 200
    eva = mesa.entra("Eva")
    cliente.post("/api/identidad", json={"pase": eva.pase})

    respuesta = teclea("a medias", orden=2, persona=de_ana)

    assert respuesta.status_code == 401
    assert "otra persona" in respuesta.json()["mensaje"]
    assert (_palabra(mesa, ana), _palabra(mesa, eva)) == ("curiosidad", None)


def test_a_quien_retiran_mientras_teclea_se_le_pide_volver_a_entrar(
    teclea: Tecleo, mesa: Mesa, ana: Entrada, monkeypatch: pytest.MonkeyPatch
) -> None:
    """La retiran entre identificarla y escribir: no es un valor que no valga, y su aparato lo conserva."""
    de_verdad = borradores.ejecutar

    def retirada(*args: Any, **kw: Any) -> Any:
        mesa.hacer(entrada.expulsar, quien=mesa.facilita, participante_id=ana.identidad.participante_id)
        return de_verdad(*args, **kw)

    monkeypatch.setattr(borradores, "ejecutar", retirada)

    assert teclea("curiosidad").status_code == 401


@pytest.mark.parametrize(
    ("campo", "tecleado", "visto"), [("desde", "marzo de 2024", "2024-03"), ("intuicion", "70", 70)]
)
def test_un_mes_y_un_numero_se_guardan_segun_se_teclean(
    teclea: Tecleo, mesa: Mesa, ana: Entrada, campo: str, tecleado: str, visto: object
) -> None:
    mesa.salta("mapa")
    mesa.salta("historico")
    faro = mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Faro")

    assert teclea(tecleado[:-2] + "x", objeto="cliente", id=faro.id, campo=campo).status_code == 422
    assert _conservado(mesa, ana) == [tecleado[:-2] + "x"]
    assert teclea(tecleado, orden=2, objeto="cliente", id=faro.id, campo=campo).status_code == 200

    (cliente,) = consultas.clientes_de(mesa.motor, ana.identidad.participante_id or "")
    assert getattr(cliente, campo) == visto
    assert _conservado(mesa, ana) == []


def test_un_asunto_a_medias_se_conserva_hasta_que_se_aparca(teclea: Tecleo, mesa: Mesa, ana: Entrada) -> None:
    asunto = {"objeto": ASUNTO, "id": nuevo_id(), "campo": "texto"}
    mesa.hacer(agenda.cerrar_fase, quien=mesa.facilita, clave="bienvenida")

    assert list(teclea("los plazos", **asunto).json()) == ["guardado"]
    assert _conservado(mesa, ana) == ["los plazos"]
    with leer_con(mesa.motor) as unidad:
        assert not preparar.con_respuestas(unidad, quien=mesa.facilita)

    mesa.hacer(grupo.aparcar, quien=ana.identidad, texto="los plazos", id=asunto["id"])
    assert _conservado(mesa, ana) == []
    # Lo último que se tecleó llega después de pulsar: no vuelve a quedar a medias.
    assert teclea("los plazos", orden=2, **asunto).status_code == 200
    assert _conservado(mesa, ana) == []


def test_nadie_llena_la_base_de_asuntos_a_medias(teclea: Tecleo, mesa: Mesa, ana: Entrada) -> None:
    estados = [
        teclea("x", objeto=ASUNTO, id=nuevo_id(), campo="texto").status_code for _ in range(asuntos.A_MEDIAS + 1)
    ]

    assert set(estados[:-1]) == {200}
    assert estados[-1] == 422
    assert teclea("x", objeto=ASUNTO, id="inventado", campo="texto").status_code == 422
    assert len(_conservado(mesa, ana)) == asuntos.A_MEDIAS
