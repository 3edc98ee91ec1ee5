"""Cuando no se puede enseñar nada, se dice el motivo verdadero."""

from __future__ import annotations

import sqlalchemy as sa

from datos import agregados
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Cliente, Participante
from tests.ensayo import motor, pedir, sembrado

__all__ = ["motor", "sembrado"]


def test_si_ningun_grupo_se_puede_separar_se_dice_por_que_y_no_que_no_ha_respondido_nadie(motor: sa.Engine) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        for numero, persona in enumerate(unidad.todos(Participante)):
            for cliente in unidad.todos(Cliente, participante_id=persona.id):
                if numero < 6:
                    cliente.tipo = "cliente" if numero < 3 else "no_cliente"
                else:
                    cliente.corto_peso = None
        unidad.confirmar()

    pesos = agregados.mapa(pedir(motor, "mapa")).pesos

    assert pesos.filas.empty
    assert pesos.n == 6
    assert pesos.espera == "No se enseña: por separado, o restando, se sabría lo de menos de 5 personas"
