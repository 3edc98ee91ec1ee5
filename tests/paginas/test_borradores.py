"""Lo tecleado llega entero, de quien es y en su orden; si no se puede guardar, se dice y no se pierde."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from datos import consultas
from datos.lo_mio import lo_mio
from modelo.casos import agenda, entrada
from modelo.codigos import nuevo_id
from modelo.errores import BaseNoDisponible, BaseOcupada, SinEspacio
from modelo.valores import Entrada
from paginas.comun import tablon
from paginas.http import borradores
from tests.fabricas import Mesa

Tecleo = Callable[..., Any]


@pytest.fixture
def ana(cliente: TestClient, mesa: Mesa) -> Entrada:
    """Alguien que ha entrado con este navegador."""
    ana = mesa.entra()
    cliente.post("/api/identidad", json={"pase": ana.pase})
    return ana


@pytest.fixture
def teclea(cliente: TestClient, mesa: Mesa, ana: Entrada) -> Tecleo:
    """Envía lo tecleado en la palabra de llegada; lo que se pase cambia el envío."""
    puesto = nuevo_id()

    def enviar(valor: Any, orden: float = 1, **cambios: Any) -> Any:
        envio = {"sala": mesa.creado.codigo, "objeto": "respuesta", "id": "bienvenida", "campo": "palabra"}
        return cliente.post("/api/borrador", json=envio | {"valor": valor, "puesto": puesto, "orden": orden} | cambios)

    return enviar


def _palabra(mesa: Mesa, quien: Entrada) -> Any:
    persona = quien.identidad.participante_id or ""
    return consultas.respuestas_de(mesa.motor, mesa.creado.taller_id, persona, "bienvenida").get("palabra")


def _conservado(mesa: Mesa, quien: Entrada) -> list[str]:
    persona = quien.identidad.participante_id or ""
    return list(lo_mio(mesa.motor, mesa.creado.taller_id, persona, "bienvenida", valora=False).borradores.values())


def test_lo_tecleado_queda_guardado_y_dice_cuando(teclea: Tecleo, mesa: Mesa, ana: Entrada) -> None:
    respuesta = teclea("curiosidad")

    assert respuesta.status_code == 200
    assert list(respuesta.json()) == ["guardado"]
    assert _palabra(mesa, ana) == "curiosidad"


def test_lo_guardado_sube_la_actividad_que_ven_las_pantallas(teclea: Tecleo, mesa: Mesa) -> None:
    codigo = mesa.creado.codigo
    antes = consultas.version(mesa.motor, codigo)

    teclea("curiosidad")

    assert antes is not None
    assert tablon.leer(codigo, mesa.motor) == (antes[0], antes[1] + 1)


def test_un_envio_antiguo_que_llega_tarde_no_pisa_al_nuevo(teclea: Tecleo, mesa: Mesa, ana: Entrada) -> None:
    teclea("curiosidad", orden=20)

    assert teclea("curio", orden=10).status_code == 200
    assert _palabra(mesa, ana) == "curiosidad"


def test_de_lo_que_no_se_escribe_por_viejo_no_se_dice_que_esta_guardado(
    teclea: Tecleo, mesa: Mesa, ana: Entrada
) -> None:
    """Un aparato con el reloj puesto hacia atrás no puede creer que guarda lo que se tira."""
    teclea("curiosidad", orden=20)

    assert teclea("otra cosa", orden=10).json() == {}
    assert list(teclea("curiosidad", orden=10).json()) == ["guardado"]
    assert _palabra(mesa, ana) == "curiosidad"


def test_repetir_un_envio_es_inocuo(teclea: Tecleo, mesa: Mesa, ana: Entrada) -> None:
    assert [teclea("curiosidad", orden=5).status_code for _ in range(2)] == [200, 200]
    assert _palabra(mesa, ana) == "curiosidad"


def test_entre_dos_aparatos_manda_lo_ultimo_aunque_sus_relojes_no_coincidan(
    teclea: Tecleo, mesa: Mesa, ana: Entrada
) -> None:
    teclea("portátil", orden=9000, puesto="portatil")
    teclea("móvil", orden=10, puesto="movil")

    assert _palabra(mesa, ana) == "móvil"


def test_con_la_fase_cerrada_se_avisa_y_el_texto_se_conserva(teclea: Tecleo, mesa: Mesa, ana: Entrada) -> None:
    mesa.hacer(agenda.cerrar_fase, quien=mesa.facilita, clave="bienvenida")

    respuesta = teclea("a medias")

    assert respuesta.status_code == 409
    assert "está cerrada" in respuesta.json()["mensaje"]
    assert _palabra(mesa, ana) is None
    assert _conservado(mesa, ana) == ["a medias"]


def test_lo_que_no_cabe_en_el_campo_se_explica(teclea: Tecleo, mesa: Mesa, ana: Entrada) -> None:
    respuesta = teclea("x" * 5000)

    assert respuesta.status_code == 422
    assert respuesta.json()["mensaje"].startswith("No se ha guardado: ")
    assert _palabra(mesa, ana) is None
    assert _conservado(mesa, ana) == ["x" * 5000]


@pytest.mark.parametrize("fallo", [BaseOcupada, SinEspacio, BaseNoDisponible])
def test_un_fallo_de_la_base_se_puede_reintentar_con_el_mismo_envio(
    teclea: Tecleo, mesa: Mesa, ana: Entrada, monkeypatch: pytest.MonkeyPatch, fallo: type[Exception]
) -> None:
    def falla(*_: Any, **__: Any) -> None:
        raise fallo("x")

    with monkeypatch.context() as mientras:
        mientras.setattr(borradores, "ejecutar", falla)
        respuesta = teclea("curiosidad", orden=7)

    assert respuesta.status_code == 503
    assert respuesta.json()["mensaje"]
    assert teclea("curiosidad", orden=7).status_code == 200
    assert _palabra(mesa, ana) == "curiosidad"


def test_sin_cookie_no_se_guarda_nada(cliente: TestClient, teclea: Tecleo, mesa: Mesa, ana: Entrada) -> None:
    cliente.cookies.clear()

    respuesta = teclea("curiosidad")

    assert respuesta.status_code == 401
    assert respuesta.json()["mensaje"]
    assert _palabra(mesa, ana) is None


def test_quien_ha_sido_retirado_de_la_sala_ya_no_escribe(teclea: Tecleo, mesa: Mesa, ana: Entrada) -> None:
    persona = ana.identidad.participante_id
    mesa.hacer(entrada.expulsar, quien=mesa.facilita, participante_id=persona)

    assert teclea("curiosidad").status_code == 401
    assert _palabra(mesa, ana) is None


def test_nadie_escribe_en_lo_de_otra_persona(teclea: Tecleo, mesa: Mesa) -> None:
    eva = mesa.entra("Eva")
    mesa.salta("mapa")
    suyo = mesa.crea(eva.identidad, "cliente", tipo="cliente", alias="Norte")

    respuesta = teclea("cambiado", objeto="cliente", id=suyo.id, campo="alias")

    assert respuesta.status_code == 422
    assert [c.alias for c in consultas.clientes_de(mesa.motor, eva.identidad.participante_id or "")] == ["Norte"]


def test_otro_sitio_no_escribe_con_la_cookie_de_nadie(
    cliente: TestClient, teclea: Tecleo, mesa: Mesa, ana: Entrada
) -> None:
    cliente.headers["sec-fetch-site"] = "cross-site"

    assert teclea("curiosidad").status_code == 403
    assert _palabra(mesa, ana) is None


@pytest.mark.parametrize("cuerpo", [b"", b"[]", b"no es json", b"{}"])
def test_un_cuerpo_sin_forma_se_rechaza(cliente: TestClient, ana: Entrada, cuerpo: bytes) -> None:
    assert cliente.post("/api/borrador", content=cuerpo).status_code == 400


@pytest.mark.parametrize("falta", ["objeto", "id", "campo", "valor"])
def test_un_envio_incompleto_se_rechaza(cliente: TestClient, ana: Entrada, mesa: Mesa, falta: str) -> None:
    envio = {"sala": mesa.creado.codigo, "objeto": "respuesta", "id": "bienvenida", "campo": "palabra", "valor": "x"}
    del envio[falta]

    assert cliente.post("/api/borrador", json=envio).status_code == 400


def test_teclear_cuenta_como_estar_escribiendo_salvo_al_soltar_el_campo(teclea: Tecleo) -> None:
    teclea("adiós", puesto="suelta", final=True)
    teclea("hola", puesto="sigue")

    assert not tablon.esta_escribiendo("suelta")
    assert tablon.esta_escribiendo("sigue")


def test_el_cursor_en_un_texto_cuenta_hasta_que_sale(cliente: TestClient, mesa: Mesa, ana: Entrada) -> None:
    aviso = {"sala": mesa.creado.codigo, "puesto": "cursor"}

    assert cliente.post("/api/borrador", json=aviso | {"foco": True}).status_code == 204
    assert tablon.esta_escribiendo("cursor")
    cliente.post("/api/borrador", json=aviso | {"foco": False})
    assert not tablon.esta_escribiendo("cursor")


def test_un_envio_antiguo_retenido_ante_la_base_no_pisa_al_que_se_le_adelanto(
    teclea: Tecleo, mesa: Mesa, ana: Entrada, monkeypatch: pytest.MonkeyPatch
) -> None:
    """El aviso al cerrar la pestaña adelanta a un envío que aún esperaba su turno de escritura."""
    de_verdad = borradores.ejecutar

    def adelantado(*args: Any, **kw: Any) -> Any:
        monkeypatch.setattr(borradores, "ejecutar", de_verdad)
        teclea("curiosidad", orden=20)
        return de_verdad(*args, **kw)

    monkeypatch.setattr(borradores, "ejecutar", adelantado)

    assert teclea("curio", orden=10).status_code == 200
    assert _palabra(mesa, ana) == "curiosidad"


def test_si_tampoco_se_puede_conservar_lo_de_una_fase_cerrada_se_pide_reintentar(
    teclea: Tecleo, mesa: Mesa, ana: Entrada, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ocupada(*_: Any, **__: Any) -> None:
        raise BaseOcupada("locked")

    mesa.hacer(agenda.cerrar_fase, quien=mesa.facilita, clave="bienvenida")
    with monkeypatch.context() as mientras:
        mientras.setattr(borradores.respuestas, "guardar_borrador", ocupada)
        assert teclea("a medias", orden=3).status_code == 503

    assert teclea("a medias", orden=3).status_code == 409
    assert _conservado(mesa, ana) == ["a medias"]


@pytest.mark.parametrize("fallo", [BaseNoDisponible("x"), sa.exc.OperationalError("", {}, Exception("x"))])
@pytest.mark.parametrize("donde", ["motor_de", "leer_con"])
def test_si_la_base_no_responde_ni_para_identificar_se_pide_reintentar(
    teclea: Tecleo, monkeypatch: pytest.MonkeyPatch, donde: str, fallo: Exception
) -> None:
    def falla(*_: Any) -> None:
        raise fallo

    monkeypatch.setattr(borradores, donde, falla)

    respuesta = teclea("curiosidad")

    assert respuesta.status_code == 503
    assert respuesta.json()["mensaje"]


@pytest.mark.parametrize(
    "cambio",
    [
        {"orden": [1]},
        {"orden": "x"},
        {"valor": None},
        {"valor": {"a": 1}},
        {"id": "x" * 200},
        {"campo": "x" * 200},
        {"objeto": "x" * 200},
        {"puesto": "x" * 200},
    ],
    ids=str,
)
def test_lo_que_no_puede_salir_de_un_campo_se_rechaza_sin_recordarlo(
    teclea: Tecleo, mesa: Mesa, ana: Entrada, cambio: dict[str, Any]
) -> None:
    assert teclea(**({"valor": "x"} | cambio)).status_code == 400
    assert _palabra(mesa, ana) is None
    assert not tablon.esta_escribiendo(str(cambio.get("puesto")))


def test_un_cuerpo_desmedido_se_corta_aunque_no_diga_lo_que_ocupa(cliente: TestClient, ana: Entrada) -> None:
    trozos = (b" " * 1024 for _ in range(borradores.MAXIMO // 1024 + 2))

    assert cliente.post("/api/borrador", content=trozos).status_code == 413
