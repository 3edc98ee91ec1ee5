"""La comparación con la vez anterior: lo que sabe quien facilita antes de revelarla, y lo que se enseña después."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from datos import consultas
from datos.demostracion import sembrar_ensayo
from datos.motor import preparar
from datos.plantillas import plantilla
from datos.unidad import UnidadDeTrabajo
from modelo.casos import agenda, sala
from modelo.codigos import nuevo_id
from modelo.entidades import Fase, Taller, Valoracion
from modelo.valores import Identidad, Papel, TallerCreado
from paginas.comun import tablon
from tests.paginas.puerta import abrir, todo


def seguimiento(base: str, personas: int) -> tuple[TallerCreado, Identidad]:
    """Un ensayo revelado y, en la misma sala, el taller de seguimiento con lo que valoran hoy las primeras personas."""
    motor = preparar(base)
    creado = sembrar_ensayo(motor)
    facilita = Identidad(Papel.FACILITA, creado.sala_id)
    ahora = datetime.now(UTC)
    with UnidadDeTrabajo(motor) as unidad:
        for fase in unidad.todos(Fase, taller_id=creado.taller_id):
            fase.revelada = True
        nuevo = sala.crear_taller(
            unidad, plantilla=plantilla("seguimiento"), titulo="Seguimiento", organizacion="", umbral=5,
            borrar_el=(ahora + timedelta(days=30)).date(), ahora=ahora + timedelta(seconds=1), sala_id=creado.sala_id,
            quien=facilita,
        )  # fmt: skip
        de_entonces = unidad.todos(Valoracion, taller_id=creado.taller_id, ronda=1)
        quienes = sorted({v.participante_id for v in de_entonces})[:personas]
        for v in de_entonces:
            if v.participante_id in quienes:
                unidad.agregar(Valoracion(**v.model_dump() | {"id": nuevo_id(), "taller_id": nuevo.taller_id}))
        agenda.saltar(unidad, quien=facilita, clave="comparacion", ahora=ahora + timedelta(seconds=2))
        unidad.confirmar()
    tablon.olvidar_sala(creado.codigo)
    return creado, facilita


def cuantas_valoraron(base: str, creado: TallerCreado) -> int:
    return len(set(consultas.df_valoraciones(preparar(base), creado.taller_id)["participante_id"]))


def test_antes_de_revelar_se_sabe_cuantas_personas_faltan_para_comparar_a_cada_cual(base_de_datos: str) -> None:
    creado, facilita = seguimiento(base_de_datos, 9)
    faltan = cuantas_valoraron(base_de_datos, creado) - 9

    consola = todo(abrir("conducir", creado.codigo, facilita))

    assert f"Faltan {faltan} de quienes valoraron la otra vez." in consola


def test_con_las_mismas_personas_se_dice_que_se_comparara_a_cada_cual(base_de_datos: str) -> None:
    creado, facilita = seguimiento(base_de_datos, 99)

    assert "Han valorado las mismas personas que la otra vez" in todo(abrir("conducir", creado.codigo, facilita))


def test_con_otra_version_de_las_palancas_no_se_promete_comparar_a_nadie(base_de_datos: str) -> None:
    creado, facilita = seguimiento(base_de_datos, 99)
    with UnidadDeTrabajo(preparar(base_de_datos)) as unidad:
        max(unidad.todos(Taller), key=lambda t: t.creado_en).palancas_version = "otra"
        unidad.confirmar()
    tablon.olvidar_sala(creado.codigo)

    assert "Han valorado las mismas personas" not in todo(abrir("conducir", creado.codigo, facilita))


@pytest.mark.parametrize("papel", [Papel.PROYECTA, Papel.FACILITA])
def test_revelada_se_ve_cada_diferencia_con_su_intervalo_y_cuanta_gente_hubo(base_de_datos: str, papel: Papel) -> None:
    creado, facilita = seguimiento(base_de_datos, 9)
    entonces = cuantas_valoraron(base_de_datos, creado)
    with UnidadDeTrabajo(preparar(base_de_datos)) as unidad:
        agenda.revelar(unidad, quien=facilita, clave="comparacion", ahora=datetime.now(UTC))
        unidad.confirmar()
    tablon.olvidar_sala(creado.codigo)
    pagina = "proyectar" if papel == Papel.PROYECTA else "conducir"

    visto = todo(abrir(pagina, creado.codigo, Identidad(papel, creado.sala_id)))

    assert "Cuánto ha cambiado cada palanca" in visto
    assert "Esta vez menos la vez anterior" in visto
    assert f"La vez anterior (n = {entonces})" in visto
    assert "Esta vez (n = 9)" in visto
    assert "que no se distinga no quiere decir que no lo haya" in visto
    assert "Faltan" not in visto


def test_el_seguimiento_de_un_ensayo_tambien_es_un_ensayo(base_de_datos: str) -> None:
    creado, _ = seguimiento(base_de_datos, 1)
    with UnidadDeTrabajo(preparar(base_de_datos)) as unidad:
        assert [t.ensayo for t in unidad.todos(Taller, sala_id=creado.sala_id)] == [True, True]
