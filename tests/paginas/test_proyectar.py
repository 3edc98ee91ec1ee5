"""Lo que se proyecta dice lo que hace falta en cada momento y nada privado."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from datos.demostracion import sembrar_ensayo
from modelo.casos import agenda
from modelo.valores import Identidad, Papel
from paginas.comun.ejecucion import ejecutar, motor_de
from tests.paginas.puerta import abrir, mesa_delicada, todo

ASUNTO = "¿Cómo se mide esto sin cansar"


def test_con_las_palabras_reveladas_se_sigue_viendo_como_entrar(base_de_datos: str) -> None:
    mesa = mesa_delicada(base_de_datos)
    proyecta = Identidad(Papel.PROYECTA, mesa.creado.sala_id)

    bienvenida = todo(abrir("proyectar", mesa.creado.codigo, proyecta))
    mesa.hacer(agenda.avanzar, quien=mesa.facilita)
    mapa = todo(abrir("proyectar", mesa.creado.codigo, proyecta))

    assert "palabra delicada" in bienvenida
    assert "Escanea el QR" in bienvenida
    assert "Escanea el QR" not in mapa


def test_a_debate_sale_lo_que_ha_elegido_quien_facilita_y_nada_si_no_ha_elegido(base_de_datos: str) -> None:
    motor = motor_de(base_de_datos)
    creado = sembrar_ensayo(motor)
    facilita = Identidad(Papel.FACILITA, creado.sala_id)
    dicho = []
    for palancas in (("P8",), ()):
        ejecutar(motor, agenda.fijar_debate, quien=facilita, palancas=palancas, ahora=datetime.now(UTC))
        visto = todo(abrir("proyectar", creado.codigo, Identidad(Papel.PROYECTA, creado.sala_id)))
        dicho.append([linea for linea in visto.splitlines() if "A debate" in linea])

    assert dicho == [["**A debate**: Reciprocidad"], []]


def test_el_cierre_proyecta_lo_aparcado_al_revelarlo_y_siempre_adonde_ir_despues(base_de_datos: str) -> None:
    motor = motor_de(base_de_datos)
    creado = sembrar_ensayo(motor)
    facilita, proyecta = (Identidad(papel, creado.sala_id) for papel in (Papel.FACILITA, Papel.PROYECTA))
    ejecutar(motor, agenda.saltar, quien=facilita, clave="cierre", ahora=datetime.now(UTC))
    antes = todo(abrir("proyectar", creado.codigo, proyecta))
    ejecutar(motor, agenda.revelar, quien=facilita, clave="cierre", ahora=datetime.now(UTC))
    despues = todo(abrir("proyectar", creado.codigo, proyecta))

    assert [ASUNTO in texto for texto in (antes, despues)] == [False, True]
    assert all(f"resultados?sala={creado.codigo}".replace("?", "<wbr>?") in texto for texto in (antes, despues))


def test_al_terminar_se_proyecta_que_ha_terminado_y_donde_queda_todo_sin_reloj(base_de_datos: str) -> None:
    mesa = mesa_delicada(base_de_datos)
    mesa.hacer(agenda.saltar, quien=mesa.facilita, clave="cierre")
    mesa.hacer(agenda.terminar, quien=mesa.facilita)
    at = abrir("proyectar", mesa.creado.codigo, Identidad(Papel.PROYECTA, mesa.creado.sala_id))

    assert [t.value for t in at.title] == ["El taller ha terminado"]
    assert "Los resultados del grupo" in todo(at)
    assert "proyectar_reloj" not in todo(at)


def test_las_definiciones_se_proyectan_a_los_cinco_minutos_y_no_antes(base_de_datos: str) -> None:
    mesa = mesa_delicada(base_de_datos)
    proyecta = Identidad(Papel.PROYECTA, mesa.creado.sala_id)
    que_es = "Sabemos qué quiere lograr cada parte"
    for clave in ("bienvenida", "descubrir"):
        mesa.hacer(agenda.saltar, quien=mesa.facilita, clave=clave)
    recien = todo(abrir("proyectar", mesa.creado.codigo, proyecta))
    mesa.hacer(agenda.quitar_reloj, quien=mesa.facilita)
    hace = datetime.now(UTC) - timedelta(minutes=5)
    ejecutar(mesa.motor, agenda.empezar, quien=mesa.facilita, ahora=hace)
    despues = todo(abrir("proyectar", mesa.creado.codigo, proyecta))

    assert que_es not in recien
    assert que_es in despues


def test_una_linea_ofrecida_se_proyecta_con_lo_que_paso_en_cada_hito(base_de_datos: str) -> None:
    motor = motor_de(base_de_datos)
    creado = sembrar_ensayo(motor)
    facilita = Identidad(Papel.FACILITA, creado.sala_id)
    ejecutar(motor, agenda.saltar, quien=facilita, clave="historico", ahora=datetime.now(UTC))
    at = abrir("proyectar", creado.codigo, Identidad(Papel.PROYECTA, creado.sala_id))
    listas = [h.body for h in at.get("html") if "class='hitos'" in h.body]

    assert listas
    assert all(lista.count("<li>") >= 4 for lista in listas)


def test_de_vuelta_en_una_fase_ya_acabada_no_corre_el_reloj_de_entonces(base_de_datos: str) -> None:
    mesa = mesa_delicada(base_de_datos)
    hace = datetime.now(UTC) - timedelta(minutes=80)
    ejecutar(mesa.motor, agenda.saltar, quien=mesa.facilita, clave="mapa", ahora=hace)
    mesa.hacer(agenda.avanzar, quien=mesa.facilita)
    fines = []
    for caso, kw in ((agenda.volver, {}), (agenda.sumar_minutos, {"minutos": 5})):
        mesa.hacer(caso, quien=mesa.facilita, **kw)
        at = abrir("proyectar", mesa.creado.codigo, Identidad(Papel.PROYECTA, mesa.creado.sala_id))
        fines.append('"fin": null' in todo(at))

    assert fines == [True, False]
