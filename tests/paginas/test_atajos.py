"""Los atajos de la consola señalan botones que existen, y la guía los cuenta todos."""

from __future__ import annotations

from datetime import UTC, datetime

from datos.demostracion import sembrar_ensayo
from modelo.casos import agenda
from modelo.valores import Identidad, Papel
from paginas.comun.consola_atajos import ATAJOS, tecla
from paginas.comun.ejecucion import ejecutar, motor_de
from tests.paginas.puerta import abrir, todo


def test_cada_atajo_pulsa_un_boton_que_la_consola_tiene_en_algun_momento(base_de_datos: str) -> None:
    motor = motor_de(base_de_datos)
    creado = sembrar_ensayo(motor)
    facilita = Identidad(Papel.FACILITA, creado.sala_id)
    vistos: set[str] = set()
    pasos = ((agenda.saltar, {"clave": "historico"}), (agenda.ocultar, {"clave": "historico"}), (agenda.empezar, {}),
             (agenda.pausar_reloj, {}), (agenda.revelar, {"clave": "historico"}))  # fmt: skip
    for caso, datos in pasos:
        ejecutar(motor, caso, quien=facilita, ahora=datetime.now(UTC), **datos)
        vistos |= {b.key or "" for b in abrir("conducir", creado.codigo, facilita).button}
    ejecutar(motor, agenda.saltar, quien=facilita, clave="mapa", ahora=datetime.now(UTC))
    ejecutar(motor, agenda.quitar_reloj, quien=facilita, ahora=datetime.now(UTC))
    vistos |= {b.key or "" for b in abrir("conducir", creado.codigo, facilita).button}

    senalados = {clave for _, botones in ATAJOS.values() for clave in botones}
    assert senalados - vistos == set()


def test_la_guia_y_la_consola_los_cuentan_todos(base_de_datos: str) -> None:
    creado = sembrar_ensayo(motor_de(base_de_datos))
    consola = todo(abrir("conducir", creado.codigo, Identidad(Papel.FACILITA, creado.sala_id)))
    guia = todo(abrir("guia"))

    for cual, (que, _) in ATAJOS.items():
        assert f"`{tecla(cual)}` {que}" in consola
        assert f"`{tecla(cual)}` {que}" in guia
