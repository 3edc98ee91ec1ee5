"""Un taller mínimo con dos personas, Ana y Beto, y un cliente de cada una."""

from datetime import UTC, datetime

import sqlalchemy as sa

from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Cliente, Fase, Participante, Sala, Tabla, Taller

AHORA = datetime(2025, 3, 1, 10, tzinfo=UTC)


def guardar(motor: sa.Engine, *filas: Tabla) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        for fila in filas:
            unidad.agregar(fila)
        unidad.confirmar()


def un_taller(motor: sa.Engine) -> None:
    guardar(
        motor,
        Sala(id="s", codigo="K7M2QX", taller_id="t"),
        Taller(id="t", sala_id="s", titulo="Prueba", plantilla="completo", fase_actual="mapa", creado_en=AHORA),
        Fase(taller_id="t", clave="historico", tipo="historico", orden=1, titulo="Histórico"),
        Fase(taller_id="t", clave="mapa", tipo="mapa", orden=0, titulo="Mapa", estado="abierta", inicia_en=AHORA),
        una_persona("ana"),
        una_persona("beto"),
        Cliente(id="c_ana", participante_id="ana", alias="Faro", papel="estable"),
        Cliente(id="c_beto", participante_id="beto", alias="Nube", papel="perdido"),
    )


def una_persona(id: str) -> Participante:
    return Participante(id=id, sala_id="s", alias=id.capitalize(), codigo_personal=f"{id}-27", entro_en=AHORA)


def expulsar(motor: sa.Engine, id: str) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        persona = unidad.buscar(Participante, id)
        assert persona is not None
        persona.expulsado_en = AHORA
        unidad.confirmar()
