"""Los cuadrantes de poca gente salen juntos, y se dice por qué."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from datos.demostracion import sembrar_ensayo
from datos.unidad import UnidadDeTrabajo
from modelo.casos import agenda
from modelo.entidades import PerfilPalanca
from modelo.valores import Identidad, Papel
from paginas.comun.ejecucion import ejecutar, motor_de
from tests.paginas.puerta import abrir, todo

PROPIO = "señalarían a alguien"


@pytest.mark.parametrize(("repartidas", "dicho"), [(False, ""), (True, "Hay 5 perfiles, en cuadrantes de tan poca")])
def test_si_todos_los_cuadrantes_van_juntos_la_frase_no_dice_que_otros_sea_lo_mas_frecuente(
    base_de_datos: str, repartidas: bool, dicho: str
) -> None:
    motor = motor_de(base_de_datos)
    creado = sembrar_ensayo(motor)
    facilita = Identidad(Papel.FACILITA, creado.sala_id)
    with UnidadDeTrabajo(motor) as unidad:
        filas = unidad.todos(PerfilPalanca, taller_id=creado.taller_id)
        completas = Counter(p.participante_id for p in filas if p.eficacia and p.eficiencia)
        personas = sorted(persona for persona, cuantas in completas.items() if cuantas == max(completas.values()))[:5]
        for fila in unidad.todos(PerfilPalanca, taller_id=creado.taller_id):
            if fila.participante_id not in personas:
                unidad.quitar(PerfilPalanca, id=fila.id)
            elif repartidas:
                # Uno, dos y dos: ninguno se puede nombrar.
                alto, bajo = (5, 1) if personas.index(fila.participante_id) < 2 else (1, 5)
                fila.eficacia, fila.eficiencia = (5, 5) if fila.participante_id == personas[4] else (alto, bajo)
            else:
                fila.eficacia = fila.eficiencia = 5
        unidad.confirmar()
    for caso in (agenda.saltar, agenda.revelar):
        ejecutar(motor, caso, quien=facilita, ahora=datetime.now(UTC), clave="perfil")
    escrito = todo(abrir("proyectar", creado.codigo, Identidad(Papel.PROYECTA, creado.sala_id)))

    assert (PROPIO in escrito) is repartidas
    assert (dicho or "De 5 personas (n = 5): 5 en Propietario/a") in escrito
    assert "Lo más frecuente: Otros" not in escrito
