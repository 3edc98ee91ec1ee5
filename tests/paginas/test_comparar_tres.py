"""Con tres talleres se ve la evolución, y lo que se dice va del primero al último."""

from __future__ import annotations

import json

import pytest

from datos import agregados, consultas, exportacion
from datos.demostracion import sembrar_ensayo
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Fase, Taller, Valoracion
from modelo.privacidad import Mirada
from modelo.valores import Identidad, Papel, TallerCreado
from paginas.comun.ejecucion import motor_de
from paginas.comun.graficos.plantilla import COLORES
from tests.datos.test_agregados import seguimiento
from tests.ensayo import cambiar
from tests.paginas.pantalla import Pantalla


@pytest.fixture
def creado(base_de_datos: str) -> TallerCreado:
    """El ensayo y dos seguimientos: en el segundo sube mucho una palanca; en el primero, otra."""
    motor = motor_de(base_de_datos)
    creado = sembrar_ensayo(motor)
    seguimiento(motor, valores={"P1": 5})
    seguimiento(motor, valores={"P4": 5})
    cambiar(motor, Fase, revelada=True)
    agregados.olvidar()
    return creado


def test_con_tres_talleres_sale_la_evolucion_y_se_compara_el_primero_con_el_ultimo(
    base_de_datos: str, creado: TallerCreado
) -> None:
    pantalla = Pantalla().como(creado.codigo, Identidad(Papel.FACILITA, creado.sala_id)).va("comparar", creado.codigo)
    [elegidos] = pantalla.at.multiselect
    con_dos = pantalla.titulos()
    elegidos.set_value([t.id for t in agregados.comparables(motor_de(base_de_datos), [creado.sala_id])])
    pantalla.mira()

    assert "La evolución" not in con_dos
    assert "La evolución" in pantalla.titulos()
    assert any(t.startswith("De ") and " a " in t for t in pantalla.titulos())
    assert "La que más sube es Red de vínculos" in pantalla.lee()


def test_las_frases_no_anuncian_una_distancia_que_el_intervalo_no_distingue(
    base_de_datos: str, creado: TallerCreado
) -> None:
    cambiar(motor_de(base_de_datos), Valoracion, valor=3)
    agregados.olvidar()
    pantalla = Pantalla().como(creado.codigo, Identidad(Papel.FACILITA, creado.sala_id)).va("comparar", creado.codigo)
    leido = pantalla.lee()

    assert "No se distingue un cambio" in leido
    assert "La mayor distancia" not in leido
    assert "Por la media de" in leido


def test_si_coinciden_en_mes_se_nombran_por_su_titulo_y_si_tambien_coincide_por_su_orden(
    base_de_datos: str, creado: TallerCreado
) -> None:
    motor = motor_de(base_de_datos)
    ahora = agregados.comparables(motor, [creado.sala_id])[0].creado_en
    with UnidadDeTrabajo(motor) as unidad:
        for n, taller in enumerate(unidad.todos(Taller)):
            taller.creado_en, taller.titulo = ahora, f"Palabra{n} y una cola larga que no cabe"
        unidad.confirmar()
    agregados.olvidar()
    pantalla = Pantalla().como(creado.codigo, Identidad(Papel.FACILITA, creado.sala_id)).va("comparar", creado.codigo)
    por_titulo = pantalla.titulos()
    cambiar(motor, Taller, titulo="Igual")
    agregados.olvidar()

    assert any("«Palabra" in t and "…»" in t for t in por_titulo)
    assert any("1.º" in t and "2.º" in t for t in pantalla.mira().titulos())


def test_a_quien_no_facilita_no_se_le_manda_crear_un_taller(base_de_datos: str) -> None:
    creado = sembrar_ensayo(motor_de(base_de_datos))
    leido = {
        papel: Pantalla().como(creado.codigo, Identidad(papel, creado.sala_id)).va("comparar", creado.codigo).lee()
        for papel in (Papel.FACILITA, Papel.PROYECTA)
    }

    assert "Crea el de seguimiento" in leido[Papel.FACILITA]
    assert "Crea el de seguimiento" not in leido[Papel.PROYECTA]
    assert "Se podrá comparar cuando" in leido[Papel.PROYECTA]


def test_con_un_informe_y_lo_propio_sin_revelar_se_dice_que_falta_revelarlo(
    base_de_datos: str, creado: TallerCreado
) -> None:
    motor = motor_de(base_de_datos)
    facilita = Identidad(Papel.FACILITA, creado.sala_id)
    taller = consultas.taller_visto(motor, creado.codigo)
    assert taller is not None
    mirada = Mirada("facilita", taller.umbral, True, False)
    hoy = taller.creado_en.date()
    pedido = agregados.pedir(motor, taller, taller.fases[0], mirada, actividad=taller.actividad, hoy=hoy)
    exportacion.importar_json(motor, exportacion.exportar_json(pedido), quien=facilita, ahora=taller.creado_en)
    cambiar(motor, Fase, revelada=False)
    leido = Pantalla().como(creado.codigo, facilita).va("comparar", creado.codigo).lee()

    assert "Revela el radar de este taller para compararlo con el informe" in leido
    assert "Elige al menos" not in leido


def test_un_taller_de_otra_sala_no_entra_en_la_comparacion_si_no_se_elige(
    base_de_datos: str, creado: TallerCreado
) -> None:
    otro = sembrar_ensayo(motor_de(base_de_datos))
    cambiar(motor_de(base_de_datos), Fase, revelada=True)
    pantalla = Pantalla().como(creado.codigo, Identidad(Papel.FACILITA, creado.sala_id))
    pantalla.como(otro.codigo, Identidad(Papel.FACILITA, otro.sala_id)).va("comparar", otro.codigo)
    [elegidos] = pantalla.at.multiselect

    assert elegidos.value == [otro.taller_id]
    assert len(elegidos.options) == 4


def test_lo_mas_reciente_lleva_el_color_de_esta_vez(base_de_datos: str, creado: TallerCreado) -> None:
    """El mismo que en la fase «Comparación con la vez anterior»: pasar de una pantalla a otra no invierte lo leído."""
    pantalla = Pantalla().como(creado.codigo, Identidad(Papel.FACILITA, creado.sala_id)).va("comparar", creado.codigo)
    trazas = [json.loads(f.proto.spec)["data"] for f in pantalla.at.get("plotly_chart")]
    radar = next(t for t in trazas if t[0]["type"] == "scatterpolar")
    titulo = next(t for t in pantalla.titulos() if t.startswith("De "))

    assert radar[0]["name"].split(" (n")[0] in titulo.partition(" a ")[2]
    assert radar[0]["line"]["color"] == COLORES[0]
