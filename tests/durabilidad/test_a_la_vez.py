"""Hilos y procesos a la vez contra el mismo archivo: ni una escritura se pierde, ni una se cuenta dos veces."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from datos import consultas
from datos.motor import crear_motor, preparar
from modelo.casos import agenda, entrada, grupo, respuestas
from modelo.casos.grupo import maximo_de_votos
from modelo.codigos import nuevo_id
from modelo.errores import VotosAgotados
from modelo.valores import Objeto
from paginas.comun.ejecucion import ejecutar
from tests.fabricas import Mesa, una_mesa
from tests.reglas import RAIZ

PERSONAS, GESTOS = 8, 12
ESCRIBE = """
import sys
from datetime import datetime, UTC
from datos.motor import crear_motor
from modelo.casos import respuestas
from modelo.codigos import nuevo_id
from modelo.valores import Identidad, Objeto, Papel
from tests.fabricas import hacer

url, sala, persona, cuantos = sys.argv[1:]
motor, quien = crear_motor(url), Identidad(Papel.PARTICIPA, sala, persona)
comun = {"quien": quien, "ahora": datetime.now(UTC)}
for numero in range(int(cuantos)):
    id = nuevo_id()
    hacer(motor, respuestas.crear_objeto, tipo="cliente", id=id, **comun)
    hacer(motor, respuestas.guardar, objeto=Objeto("cliente", id), campo="alias", valor=f"c{numero}", **comun)
"""


@pytest.fixture
def mesa(base_de_datos: str) -> Mesa:
    mesa = una_mesa(preparar(base_de_datos))
    mesa.salta("mapa")
    return mesa


def a_la_vez(tareas: list[Callable[[], Any]]) -> list[Any]:
    with ThreadPoolExecutor(len(tareas)) as hilos:
        return [hecha.result() for hecha in [hilos.submit(tarea) for tarea in tareas]]


def actividad(mesa: Mesa) -> int:
    visto = consultas.version(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    return visto[1]


@pytest.mark.larga
def test_procesos_e_hilos_escriben_a_la_vez_y_todo_queda_y_se_cuenta(mesa: Mesa, base_de_datos: str) -> None:
    de_hilos = [mesa.entra(f"Hilo {n}").identidad for n in range(PERSONAS)]
    de_procesos = [mesa.entra(f"Proceso {n}").identidad for n in range(3)]
    antes = actividad(mesa)
    orden = [sys.executable, "-c", ESCRIBE, base_de_datos]
    procesos = [
        subprocess.Popen(
            [*orden, quien.sala_id, quien.participante_id or "", str(GESTOS)],
            cwd=RAIZ,
            stderr=subprocess.PIPE,
            text=True,
        )
        for quien in de_procesos
    ]

    def escribir(quien: Any) -> None:
        for numero in range(GESTOS):
            cliente = mesa.crea(quien, "cliente")
            mesa.guarda(quien, cliente, "alias", f"c{numero}")

    a_la_vez([lambda quien=quien: escribir(quien) for quien in de_hilos])
    salidas = [(proceso.wait(60), proceso.communicate()[1]) for proceso in procesos]

    assert salidas == [(0, "")] * 3
    esperados = [f"c{n}" for n in range(GESTOS)]
    for quien in [*de_hilos, *de_procesos]:
        suyos = consultas.clientes_de(mesa.motor, quien.participante_id or "")
        assert [c.alias for c in suyos] == esperados
        assert [c.orden for c in suyos] == list(range(GESTOS))
    # Cada alta y cada campo suben la actividad en su misma transacción.
    assert actividad(mesa) == antes + 2 * GESTOS * (PERSONAS + 3)


def test_una_sala_entera_entra_a_la_vez_y_nadie_comparte_alias_ni_codigo(mesa: Mesa) -> None:
    comun = {"codigo": mesa.creado.codigo, "alias": "Ana", "ahora": mesa.reloj.ahora}
    entradas = a_la_vez([lambda: ejecutar(mesa.motor, entrada.entrar, **comun) for _ in range(30)])

    assert len({e.alias for e in entradas}) == 30
    assert len({e.codigo_personal for e in entradas}) == 30
    assert len(consultas.participantes(mesa.motor, mesa.creado.sala_id)) == 30


def test_el_mismo_toque_desde_varios_sitios_a_la_vez_crea_una_sola_cosa(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    alta = {"quien": ana, "tipo": "cliente", "id": nuevo_id(), "ahora": mesa.reloj.ahora}

    a_la_vez([lambda: ejecutar(mesa.motor, respuestas.crear_objeto, **alta) for _ in range(8)])
    a_la_vez([lambda: ejecutar(mesa.motor, grupo.marcar_listo, quien=ana, fase="mapa", ahora=mesa.reloj.ahora)] * 8)

    assert [c.id for c in consultas.clientes_de(mesa.motor, ana.participante_id or "")] == [alta["id"]]
    assert consultas.listos(mesa.motor, mesa.creado.taller_id, "mapa") == {ana.participante_id}


def test_votar_desde_muchas_pestanas_a_la_vez_no_da_un_voto_de_mas(mesa: Mesa) -> None:
    mesa.salta("estrategias")
    ana = mesa.entra().identidad
    ideas = [mesa.crea(ana, "aportacion", texto=f"idea {n}").id for n in range(9)]
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="estrategias")

    def votar(idea: str) -> bool:
        try:
            ejecutar(mesa.motor, grupo.votar, quien=ana, aportacion_id=idea, ahora=mesa.reloj.ahora)
        except VotosAgotados:
            return False
        return True

    dados = a_la_vez([lambda idea=idea: votar(idea) for idea in ideas * 2])

    guardados = consultas.votos_de(mesa.motor, mesa.creado.taller_id, ana.participante_id or "")
    assert len(guardados) == maximo_de_votos(9)
    assert {idea for idea, dado in zip(ideas * 2, dados, strict=True) if dado} == guardados


def test_dos_aparatos_de_la_misma_persona_escriben_campos_distintos_y_ninguno_pisa_al_otro(
    mesa: Mesa, base_de_datos: str
) -> None:
    ana = mesa.entra()
    otra = mesa.hacer(entrada.reanudar, codigo=mesa.creado.codigo, codigo_personal=ana.codigo_personal)
    cliente = mesa.crea(ana.identidad, "cliente")
    movil = Mesa(crear_motor(base_de_datos), mesa.creado, mesa.reloj)

    def escribir(en: Mesa, quien: Any, campo: str) -> None:
        for numero in range(20):
            en.guarda(quien, cliente, campo, f"{campo} {numero}")

    a_la_vez([lambda: escribir(mesa, ana.identidad, "corto"), lambda: escribir(movil, otra.identidad, "largo")])

    [suyo] = consultas.clientes_de(mesa.motor, ana.identidad.participante_id or "")
    assert (suyo.corto, suyo.largo) == ("corto 19", "largo 19")
    movil.motor.dispose()


def test_en_el_mismo_campo_manda_el_ultimo_aparato_que_confirma(mesa: Mesa, base_de_datos: str) -> None:
    ana = mesa.entra().identidad
    cliente = mesa.crea(ana, "cliente")
    confirmados: list[str] = []

    def escribir(aparato: str) -> None:
        propia = Mesa(crear_motor(base_de_datos), mesa.creado, mesa.reloj)

        def anotando(unidad: Any, **kw: Any) -> None:
            respuestas.guardar(unidad, **kw)
            # Con el turno de escritura en la mano: el orden de esta lista es el de las confirmaciones.
            confirmados.append(kw["valor"])

        for numero in range(15):
            propia.hacer(
                anotando, quien=ana, objeto=Objeto("cliente", cliente.id), campo="corto", valor=f"{aparato} {numero}"
            )
        propia.motor.dispose()

    a_la_vez([lambda a=a: escribir(a) for a in ("portátil", "móvil", "tableta")])

    assert len(confirmados) == 45
    [suyo] = consultas.clientes_de(mesa.motor, ana.participante_id or "")
    assert suyo.corto == confirmados[-1]
