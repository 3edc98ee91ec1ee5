"""Lo que las réplicas se cuentan: quién ha cambiado qué sala y quién está en cada una."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
import sqlalchemy as sa

from datos import consultas, postgres
from datos.unidad import UnidadDeTrabajo
from paginas.comun import hermanas, tablon
from tests.fabricas import Mesa


def oir(cual: sa.Engine, hasta: Event) -> list[str]:
    oidos: list[str] = []
    with postgres.a_la_escucha(cual) as pregon:
        hasta.set()
        limite = time.monotonic() + 5
        while not oidos and time.monotonic() < limite:
            oidos += pregon.oidos(0.2)
    return oidos


def test_lo_que_confirma_una_replica_lo_oyen_las_demas_y_lo_que_deshace_no(mesa: Mesa, otro_proceso: sa.Engine) -> None:
    lista = Event()
    with ThreadPoolExecutor(1) as hilo:
        oyendo = hilo.submit(oir, otro_proceso, lista)
        lista.wait(5)
        with UnidadDeTrabajo(mesa.motor) as unidad:
            unidad.subir_version(mesa.creado.taller_id)
        mesa.salta("estrategias")
        oidos = oyendo.result()

    version, actividad = consultas.version(mesa.motor, mesa.creado.codigo) or (0, 0)
    assert oidos == [f"version {mesa.creado.codigo} {version} {actividad}"]


def test_un_recado_de_otra_replica_despierta_a_quien_mira_la_sala(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tablon, "_versiones", type(tablon._versiones)())
    tablon.publicar("SALA", 3, 7)

    hermanas.atender("version SALA 4 9")
    hermanas.atender("version SALA 2 1")
    hermanas.atender("version NADIE 4 9")
    hermanas.atender("version SALA no-son-números 9")
    hermanas.atender("lo que sea")

    assert tablon.sabido("SALA") == (4, 9)
    assert tablon.sabido("NADIE") is None


def test_quien_esta_en_otra_replica_cuenta_como_presente_hasta_que_deja_de_saberse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ahora = [1000.0]
    monkeypatch.setattr(tablon, "reloj", lambda: ahora[0])
    for memoria in ("_latidos", "_ajenos"):
        monkeypatch.setattr(tablon, memoria, type(tablon._latidos)())
    tablon.latir("SALA", "ana", "pestaña")
    [propio] = hermanas.recados_de_presencia()

    hermanas.atender(propio)
    hermanas.atender("presentes SALA otra 0 beto,eva")

    assert tablon.conectados("SALA") == {"ana", "beto", "eva"}
    assert tablon.presentes() == {"SALA": {"ana"}}
    ahora[0] += tablon.MARGEN_DE_AJENOS + 1
    assert tablon.conectados("SALA") == {"ana"}


def test_la_presencia_de_una_sala_llena_cabe_en_sus_recados(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tablon, "_latidos", type(tablon._latidos)())
    gente = {f"{n:032x}" for n in range(450)}
    for persona in gente:
        tablon.latir("SALA", persona, f"pestaña de {persona}")

    recados = list(hermanas.recados_de_presencia())

    assert max(len(recado.encode()) for recado in recados) < 8000
    assert {persona for recado in recados for persona in recado.split(" ")[4].split(",")} == gente
