"""El cliente del banco hace lo que haría un navegador: lo que mide es de verdad. Aquí no se comprueban tiempos."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from datos.consultas import taller_visto
from modelo.casos import grupo
from tests.carga import escenarios, informe
from tests.carga.avisos import pieza, preguntar
from tests.carga.escenarios import Deslizar, Valorar, cookie, pestanas, sin_fallos
from tests.carga.pestana import Pestana
from tests.carga.peticion import Atasco
from tests.carga.sala import SalaLlena, llenar
from tests.fabricas import hacer as como_otro_proceso
from tests.navegador.servidor import Servidor

REFERENCIA = Path(__file__).parent / "referencia"


@pytest.fixture(scope="module")
def suelo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servidor]:
    """La aplicación de referencia, en marcha."""
    servidor = Servidor(tmp_path_factory.mktemp("referencia"), raiz=REFERENCIA)
    servidor.arrancar()
    yield servidor
    servidor.matar()


@pytest.fixture(scope="module")
def palancas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Servidor, SalaLlena]]:
    """Palancas en marcha, con dos personas en la fase de valoración."""
    servidor = Servidor(tmp_path_factory.mktemp("palancas"))
    sala = llenar(servidor.base_de_datos, 2, "valoracion")
    servidor.arrancar()
    yield servidor, sala
    servidor.matar()


def con_una(url: str, hacer: Callable[[Pestana], Awaitable[None]], cookies: dict[str, str] | None = None) -> None:
    """Abre una pestaña, hace algo con ella y comprueba que no hubo fallos."""

    async def todo() -> None:
        async with pestanas(url, [cookies or {}], con_pulso=False) as (pestana,):
            await hacer(pestana)
            sin_fallos([pestana])

    asyncio.run(todo())


def test_mover_un_campo_redibuja_con_el_valor_nuevo_y_conserva_los_demas(suelo: Servidor) -> None:
    async def hacer(pestana: Pestana) -> None:
        assert "suma 24" in pestana.textos()
        for vez in range(3):
            await Deslizar(pestana)(vez)
        assert "suma 18" in pestana.textos()
        await pestana.poner("comentario", "hola")
        await pestana.pulsar("Enviar")
        assert "suma 18" in pestana.textos()

    con_una(f"{suelo.url}/minima", hacer)


def test_el_pulso_redibuja_solo_su_fragmento(suelo: Servidor) -> None:
    async def hacer(pestana: Pestana) -> None:
        antes = pestana.textos()
        pasada = {nodo.pasada for nodo in pestana.arbol.nodos() if nodo.clase == "heading"}
        await pestana.pulso()
        assert pestana.textos() == antes
        assert {nodo.pasada for nodo in pestana.arbol.nodos() if nodo.clase == "heading"} == pasada

    con_una(f"{suelo.url}/minima", hacer)


def test_al_avanzar_lo_ven_las_demas_pestanas_por_su_pulso(suelo: Servidor) -> None:
    avance = asyncio.run(escenarios.avances_de_la_referencia(suelo, 2, 2))

    assert avance.sin_ver == 0
    assert len(avance.serie.tiempos) == 4


def test_lo_que_no_esta_en_la_pagina_se_dice(suelo: Servidor) -> None:
    async def hacer(pestana: Pestana) -> None:
        with pytest.raises(Atasco, match="no hay «Inventado»"):
            pestana.campo("Inventado")

    con_una(f"{suelo.url}/gemela", hacer)


def test_lo_que_el_cliente_valora_queda_guardado_en_la_base(palancas: tuple[Servidor, SalaLlena]) -> None:
    servidor, sala = palancas
    persona = sala.personas[0]
    puestas: dict[str, int] = {}

    async def hacer(pestana: Pestana) -> None:
        valorar = Valorar(pestana)
        for vez in range(5):
            await valorar(vez)
        puestas.update(valorar.puestas)
        await pestana.repetir()
        assert any("3 de 24 · palanca 1 de 8" in n.proto.body for n in pestana.arbol.nodos() if n.clase == "html")

    con_una(f"{servidor.url}/participar?sala={sala.codigo}", hacer, cookie(sala, persona))

    assert sala.valores(persona) == puestas == {"P1a": 2, "P1b": 2, "P1c": 1}
    assert sala.valores(sala.personas[1]) == {}


def test_sin_oir_los_avisos_la_pestana_se_entera_preguntando(palancas: tuple[Servidor, SalaLlena]) -> None:
    servidor, sala = palancas

    async def hacer(pestana: Pestana) -> None:
        assert pestana.pulsos == {}
        assert not any("1 de 2 listos" in texto for texto in pestana.textos())
        lista = {"quien": sala.personas[0].quien, "fase": "valoracion", "ahora": datetime.now(UTC)}
        await asyncio.to_thread(como_otro_proceso, sala.motor, grupo.marcar_listo, **lista)
        llega = pestana.esperar(lambda nodo: "1 de 2 listos" in nodo.texto)
        for _ in range(60):
            await preguntar(pestana, oye=False)
            if llega.done():
                break
            await asyncio.sleep(0.1)
        assert llega.done()

    con_una(f"{servidor.url}/conducir?sala={sala.codigo}", hacer, {f"palancas_f_{sala.codigo}": sala.cookie})


def test_ninguna_pulsacion_se_pierde_aunque_justo_detras_llegue_un_aviso_de_la_sala(
    palancas: tuple[Servidor, SalaLlena],
) -> None:
    servidor, sala = palancas
    pulsadas = 30

    def acaba() -> datetime:
        visto = taller_visto(sala.motor, sala.codigo)
        assert visto is not None
        assert visto.actual.termina_en is not None
        return visto.actual.termina_en

    async def hacer(pestana: Pestana) -> None:
        if any(campo.clave == "conducir_empezar" for campo in pestana.campos()):
            await pestana.pulsar("conducir_empezar")
        antes = acaba()
        for vez in range(pulsadas):
            boton, escucha = pestana.campo("conducir_mas_1"), pieza(pestana)
            assert escucha is not None
            # Dos toques seguidos y, detrás, que alguien ha escrito.
            pestana._una_vez(WidgetState(id=boton.id, trigger_value=True), boton.fragmento)
            una = pestana._una_vez(WidgetState(id=boton.id, trigger_value=True), boton.fragmento)
            otra = pestana.disparar(escucha, "aviso", f"otro {vez}")
            # La primera puede acabar en la pasada de la segunda.
            await asyncio.gather(una.esperar(), otra.esperar(), return_exceptions=True)
        assert acaba() - antes == timedelta(minutes=2 * pulsadas)

    con_una(f"{servidor.url}/conducir?sala={sala.codigo}", hacer, {f"palancas_f_{sala.codigo}": sala.cookie})


def test_al_avanzar_el_taller_lo_ve_toda_la_sala(palancas: tuple[Servidor, SalaLlena]) -> None:
    servidor, sala = palancas
    avance = asyncio.run(escenarios.avances_de_palancas(servidor, sala, ["Radar y debate"]))

    assert avance.sin_ver == 0
    assert len(avance.serie.tiempos) == 2


@pytest.mark.parametrize(("p", "esperado"), [(50, 3.0), (95, 5.0), (100, 5.0)])
def test_el_percentil_es_un_tiempo_observado(p: float, esperado: float) -> None:
    assert informe.percentil([5.0, 1.0, 3.0, 2.0, 4.0], p) == esperado
