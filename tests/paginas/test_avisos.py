"""La ruta de avisos cuenta que la sala ha cambiado, a quien la escucha y nada más que eso."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.testclient import TestClient

from modelo.casos import agenda
from modelo.errores import BaseDanada
from paginas.comun import oyentes, tablon
from paginas.comun.ejecucion import ejecutar
from paginas.http import avisos
from tests.carga.avisos import LENTO
from tests.fabricas import Mesa


@pytest.fixture(autouse=True)
def _sin_parar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oyentes, "_parando", False)


@pytest.fixture
def rutas() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=avisos.RUTAS_DE_AVISOS)) as cliente:
        yield cliente


async def _siguiente(corriente: AsyncIterator[str]) -> str:
    return await asyncio.wait_for(anext(corriente), 5)


async def _lo_que_llega_de_fuera(mesa: Mesa) -> str:
    """El aviso de un salto hecho sin pasar por el tablón de este proceso."""
    vigia = asyncio.create_task(avisos.vigilar_la_base())
    async with aclosing(avisos._corriente(mesa.creado.codigo, "p1", False)) as corriente:
        await _siguiente(corriente)
        await asyncio.to_thread(mesa.salta, "mapa")
        llega = await _siguiente(corriente)
    vigia.cancel()
    return llega


def test_lo_que_cambia_en_este_proceso_llega_al_momento(mesa: Mesa) -> None:
    codigo = mesa.creado.codigo
    antes = tablon.leer(codigo, mesa.motor)
    assert antes is not None

    async def escuchar() -> list[str]:
        async with aclosing(avisos._corriente(codigo, "p1", False)) as corriente:
            primero = await _siguiente(corriente)
            avanza = {"quien": mesa.facilita, "ahora": mesa.reloj.ahora}
            await asyncio.to_thread(ejecutar, mesa.motor, agenda.avanzar, **avanza)
            return [primero, await _siguiente(corriente)]

    assert asyncio.run(escuchar()) == [f"data: {antes[0]}\n\n", f"data: {antes[0] + 1}\n\n"]


def test_lo_que_cambia_en_otro_proceso_llega_al_mirar_la_base(mesa: Mesa, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tablon, "RELEER_CADA", 0.05)
    codigo = mesa.creado.codigo
    antes = tablon.leer(codigo, mesa.motor)
    assert antes is not None

    assert asyncio.run(_lo_que_llega_de_fuera(mesa)) == f"data: {antes[0] + 1}\n\n"


def test_si_la_base_no_se_abre_un_rato_se_sigue_mirando_despues(mesa: Mesa, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tablon, "RELEER_CADA", 0.01)
    codigo, de_verdad, intentos = mesa.creado.codigo, avisos.motor_de, []
    tablon.leer(codigo, mesa.motor)

    def al_tercero(url: str) -> sa.Engine:
        intentos.append(url)
        if len(intentos) < 3:
            raise BaseDanada
        return de_verdad(url)

    monkeypatch.setattr(avisos, "motor_de", al_tercero)

    assert asyncio.run(_lo_que_llega_de_fuera(mesa)).startswith("data: ")
    assert len(intentos) >= 3


def test_sin_cambios_se_late_para_que_se_sepa_que_sigue_ahi(mesa: Mesa, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(avisos, "LATIDO", 0.01)
    tablon.leer(mesa.creado.codigo, mesa.motor)

    async def escuchar() -> str:
        async with aclosing(avisos._corriente(mesa.creado.codigo, "p1", True)) as corriente:
            await _siguiente(corriente)
            return await _siguiente(corriente)

    assert asyncio.run(escuchar()).startswith("event: latido")


def test_se_late_aunque_la_sala_no_pare_de_escribir_lo_que_a_esa_pestana_no_le_toca(
    mesa: Mesa, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(avisos, "LATIDO", 0.1)
    codigo = mesa.creado.codigo
    version, actividad = tablon.leer(codigo, mesa.motor) or (0, 0)

    async def escribir_sin_parar() -> None:
        for numero in range(1, 200):
            tablon.publicar(codigo, version, actividad + numero)
            await asyncio.sleep(0.02)

    async def escuchar() -> str:
        escriben = asyncio.create_task(escribir_sin_parar())
        async with aclosing(avisos._corriente(codigo, "p1", False)) as corriente:
            await _siguiente(corriente)
            late = await asyncio.wait_for(anext(corriente), 2)
        escriben.cancel()
        return late

    assert asyncio.run(escuchar()) == "event: latido\ndata:\n\n"


def test_que_alguien_escriba_no_despierta_a_quien_solo_espera_la_fase(mesa: Mesa) -> None:
    codigo = mesa.creado.codigo
    version, actividad = tablon.leer(codigo, mesa.motor) or (0, 0)
    despiertos: list[str] = []
    with (
        oyentes.a_la_escucha(codigo, "p1", lambda: despiertos.append("consola"), con_actividad=True),
        oyentes.a_la_escucha(codigo, "p2", lambda: despiertos.append("fase"), con_actividad=False),
    ):
        tablon.publicar(codigo, version, actividad + 1)
        assert despiertos == ["consola"]
        tablon.publicar(codigo, version + 1, actividad + 2)

    assert sorted(despiertos) == ["consola", "consola", "fase"]


def test_la_actividad_solo_se_cuenta_a_quien_la_pide_y_con_pausa(mesa: Mesa, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tablon, "ENTRE_ACTIVIDAD", 0.2)
    codigo = mesa.creado.codigo
    version, actividad = tablon.leer(codigo, mesa.motor) or (0, 0)

    async def escuchar() -> tuple[str, bool]:
        todo, fase = avisos._corriente(codigo, "p1", True), avisos._corriente(codigo, "p2", False)
        async with aclosing(todo), aclosing(fase):
            assert await _siguiente(todo) == f"data: {version}.{actividad}\n\n"
            await _siguiente(fase)
            pendiente = asyncio.ensure_future(anext(fase))
            for suma in (1, 2, 3):
                tablon.publicar(codigo, version, actividad + suma)
            llega = await _siguiente(todo)
            callada = not pendiente.done()
            pendiente.cancel()
            await asyncio.gather(pendiente, return_exceptions=True)
            return llega, callada

    assert asyncio.run(escuchar()) == (f"data: {version}.{actividad + 3}\n\n", True)


def test_al_parar_el_servidor_la_escucha_acaba(mesa: Mesa) -> None:
    tablon.leer(mesa.creado.codigo, mesa.motor)

    async def escuchar() -> list[str]:
        corriente = avisos._corriente(mesa.creado.codigo, "p1", False)
        await _siguiente(corriente)
        oyentes.parar()
        return [trozo async for trozo in corriente]

    assert asyncio.run(escuchar()) == []
    assert oyentes.cuantos() == 0


@pytest.mark.parametrize(
    ("cabeceras", "sala", "estado"),
    [({"sec-fetch-site": "cross-site"}, "", 403), ({}, "ZZZZZZ", 404), ({}, "", 503)],
    ids=["otro origen", "sala que no existe", "demasiadas escuchas"],
)
def test_lo_que_no_se_atiende_se_dice_y_no_deja_la_conexion_abierta(
    mesa: Mesa, rutas: TestClient, monkeypatch: pytest.MonkeyPatch, cabeceras: dict[str, str], sala: str, estado: int
) -> None:
    monkeypatch.setattr(oyentes, "TOPE", 0)
    respuesta = rutas.get("/api/avisos", params={"sala": sala or mesa.creado.codigo}, headers=cabeceras)

    assert respuesta.status_code == estado


def test_solo_oye_quien_tiene_la_escucha_abierta_y_lo_ha_confirmado() -> None:
    with oyentes.a_la_escucha("UNA", "p3", lambda: None):
        assert not oyentes.oye("p3")
        oyentes.confirmar("p3", True)
        assert oyentes.oye("p3")
        oyentes.confirmar("p3", False)
        assert not oyentes.oye("p3")
        oyentes.confirmar("p3", True)
    assert not oyentes.oye("p3")
    # Al volver a conectar no hace falta que lo diga otra vez.
    with oyentes.a_la_escucha("UNA", "p3", lambda: None):
        assert oyentes.oye("p3")


def test_la_pestana_dice_si_oye_y_lo_que_no_es_de_una_pestana_se_rechaza(rutas: TestClient, mesa: Mesa) -> None:
    with oyentes.a_la_escucha("UNA", "p4", lambda: None):
        dicho = {"puesto": "p4", "oye": True, "sala": mesa.creado.codigo}
        for malo in ({"puesto": "p" * 65}, {"puesto": 4}, {"oye": "sí"}, {"sala": 3}):
            assert rutas.post("/api/avisos", json=dicho | malo).status_code == 400
        ajena = rutas.post("/api/avisos", json=dicho, headers={"sec-fetch-site": "cross-site"})
        assert ajena.status_code == 403
        assert not oyentes.oye("p4")
        assert rutas.post("/api/avisos", json=dicho).status_code == 200
        assert oyentes.oye("p4")
        assert rutas.post("/api/avisos", json=dicho | {"oye": False}).status_code == 200
        assert not oyentes.oye("p4")


def test_a_la_pestana_que_pregunta_se_le_dice_como_va_su_sala(rutas: TestClient, mesa: Mesa) -> None:
    version, actividad = tablon.leer(mesa.creado.codigo, mesa.motor) or (0, 0)
    pregunta = {"puesto": "p5", "oye": False, "sala": mesa.creado.codigo}

    assert rutas.post("/api/avisos", json=pregunta).json() == {"marca": str(version)}
    assert rutas.post("/api/avisos", json=pregunta | {"todo": True}).json() == {"marca": f"{version}.{actividad}"}
    assert rutas.post("/api/avisos", json=pregunta | {"sala": "ZZZZZZ"}).json() == {"marca": "-"}


def test_preguntar_sin_cambios_no_cuesta_consultas_y_mantiene_presente_a_quien_es(
    rutas: TestClient, mesa: Mesa, monkeypatch: pytest.MonkeyPatch
) -> None:
    codigo, ahora = mesa.creado.codigo, [5000.0]
    monkeypatch.setattr(tablon, "reloj", lambda: ahora[0])
    monkeypatch.setattr(tablon, "RELEER_CADA", 3600.0)
    tablon.leer(codigo, mesa.motor)
    monkeypatch.setattr(tablon, "leer", lambda *_: pytest.fail("se preguntó a la base"))
    tablon.latir(codigo, "ana", "p6")
    for _ in range(20):
        ahora[0] += tablon.MARGEN_DE_PRESENCIA - 1
        for puesto in ("p6", "otra"):
            respuesta = rutas.post("/api/avisos", json={"puesto": puesto, "oye": False, "sala": codigo})
            assert respuesta.status_code == 200
        assert tablon.presentes()[codigo] == {"ana"}
    # Se ha ido a una página que no es suya.
    tablon.no_es_de_nadie("p6")
    ahora[0] += tablon.MARGEN_DE_PRESENCIA + 1
    rutas.post("/api/avisos", json={"puesto": "p6", "oye": False, "sala": codigo})

    assert codigo not in tablon.presentes()


def test_si_la_base_no_se_puede_leer_la_pregunta_se_queda_sin_respuesta_y_no_revienta(
    rutas: TestClient, mesa: Mesa, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_se_puede(*_: object) -> None:
        raise OperationalError("select", {}, Exception("disco"))

    monkeypatch.setattr(tablon, "leer", no_se_puede)
    tablon.olvidar_sala(mesa.creado.codigo)
    pregunta = {"puesto": "p7", "oye": False, "sala": mesa.creado.codigo}

    assert rutas.post("/api/avisos", json=pregunta).status_code == 503


def test_con_dos_pulsos_lentos_perdidos_no_se_deja_de_estar_presente() -> None:
    guion = (Path(oyentes.__file__).parent / "componentes" / "avisos.js").read_text(encoding="utf-8")
    (lento,) = re.findall(r"const LENTO = (\d+);", guion)

    assert int(lento) / 1000 == LENTO
    assert 2 * 1.2 * LENTO <= tablon.MARGEN_OYENDO
