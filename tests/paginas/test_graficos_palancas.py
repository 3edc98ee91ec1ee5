"""El radar, los puntos y los contrastes, por sus datos."""

import re

import pandas as pd
import pytest

from modelo import paleta
from paginas.comun import graficos
from paginas.comun.graficos.puntos import apilar
from tests.paginas import datos_de_graficas as datos
from tests.paginas.datos_de_graficas import notas, todo, trazo


def test_el_radar_va_de_uno_a_cinco_en_sentido_horario_desde_arriba() -> None:
    fig = graficos.radar({"Grupo": [1.0] * 8}, datos.NOMBRES)

    polar = fig.layout.polar
    assert polar.radialaxis.range == (1, 5)
    assert (polar.angularaxis.direction, polar.angularaxis.rotation) == ("clockwise", 90)
    assert len(polar.angularaxis.ticktext) == 8


def test_el_radar_cierra_el_poligono() -> None:
    poligono = graficos.radar({"Grupo": datos.OCHO}, datos.NOMBRES).data[0]

    assert (poligono.r[0], poligono.theta[0]) == (poligono.r[-1], poligono.theta[-1])
    assert list(poligono.r[:8]) == datos.OCHO


def test_el_radar_deja_el_hueco_de_lo_que_no_se_sabe() -> None:
    poligono = graficos.radar({"Grupo": [3.0, None, float("nan"), *datos.OCHO[3:]]}, datos.NOMBRES).data[0]

    assert poligono.connectgaps is False
    assert poligono.r[1] is None
    assert poligono.r[2] is None
    assert poligono.fill is None


def test_las_series_del_radar_se_distinguen_sin_color() -> None:
    fig = graficos.radar(dict.fromkeys("abcd", datos.OCHO), datos.NOMBRES)

    assert len({serie.line.dash for serie in fig.data}) == 4
    assert len({serie.marker.symbol for serie in fig.data}) == 4


def test_la_banda_del_radar_no_se_sale_de_la_escala_ni_rellena_lo_que_falta() -> None:
    banda = ([0.5, 2.0, None, 2.0, 2.0, 2.0, 2.0, 2.0], [5.5, 3.0, None, 3.0, 3.0, 3.0, 3.0, 3.0])

    sombra = graficos.radar({"Grupo": datos.OCHO}, datos.NOMBRES, banda=banda).data[0]

    conocidos = [valor for valor in sombra.r if valor is not None]
    assert (min(conocidos), max(conocidos)) == (1.0, 5.0)
    assert "3" not in sombra.theta


def test_las_etiquetas_del_radar_caben_en_un_movil() -> None:
    largo = "Una palanca cambiada por quien facilita con un nombre interminable y pesado"

    etiquetas = graficos.radar({"G": datos.OCHO}, [largo, *datos.NOMBRES[1:]]).layout.polar.angularaxis.ticktext

    assert max(len(linea) for etiqueta in etiquetas for linea in etiqueta.split("<br>")) <= 14


def test_los_puntos_van_de_mayor_a_menor_dispersion_y_lo_vacio_al_final() -> None:
    df = datos.puntos({"P1": [3, 3, 3], "P2": [None], "P3": [1, 3, 5], "P4": [2, 3, 4]})

    fig = graficos.puntos_por_palanca(df, datos.ORDEN, n=3, grande=True)

    rotulos = [re.sub("<.*?>|\u00a0", " ", texto).split()[0] for texto in fig.layout.yaxis.ticktext]
    assert rotulos == ["Canales", "Red", "Propósito", "Expectativas"]
    assert fig.layout.yaxis.range[0] > fig.layout.yaxis.range[1]


def test_a_igual_dispersion_manda_el_orden_de_las_palancas() -> None:
    df = datos.puntos({"P8": [1, 5], "P2": [1, 5], "P5": [1, 5]})

    fig = graficos.puntos_por_palanca(df, datos.ORDEN, n=3)

    assert [nota for nota in notas(fig) if nota in datos.NOMBRES] == [datos.NOMBRES[i] for i in (1, 4, 7)]


def test_solo_se_rotulan_repartidas_las_que_pasan_del_umbral() -> None:
    df = datos.puntos({"P1": [1, 5, 3], "P2": [3, 3, 3.1]})

    fig = graficos.puntos_por_palanca(df, datos.ORDEN, n=3)

    assert notas(fig).count("opiniones repartidas") == 1


def test_hay_un_punto_por_persona_y_ninguno_dice_de_quien_es() -> None:
    fig = graficos.puntos_por_palanca(datos.puntos({"P1": [1, 5, 3, None], "P2": [2, 2]}), datos.ORDEN, n=4)

    assert len(trazo(fig, "Una persona").x) == 5
    assert not any("secreta" in texto for texto in todo(fig))


def test_la_mediana_va_marcada_en_su_fila() -> None:
    fig = graficos.puntos_por_palanca(datos.puntos({"P1": [1, 2, 5], "P2": [3, 3]}), datos.ORDEN, n=4)

    medianas = trazo(fig, "Mediana")
    assert list(medianas.x) == [2, 3]
    assert list(medianas.y) == [0, 1]


def test_los_valores_iguales_se_apilan_siempre_igual_y_sin_taparse() -> None:
    valores = [3.0, 3.0, 4.0, 3.0]

    separaciones = apilar(valores, 0.1, 0.6)

    assert separaciones == apilar(valores, 0.1, 0.6)
    assert separaciones == pytest.approx([-0.1, 0.0, 0.0, 0.1])


def test_una_sala_llena_cabe_en_su_fila() -> None:
    separaciones = apilar([3.0] * 300, 0.1, 0.6)

    assert max(separaciones) - min(separaciones) == pytest.approx(0.6)
    assert len(set(separaciones)) == 300


def test_la_escala_de_valoracion_es_fija() -> None:
    figuras = [datos.LLENAS["puntos"](False).layout.xaxis, datos.LLENAS["estable"](False).layout.xaxis]
    figuras.append(datos.LLENAS["rondas"](False).layout.yaxis)

    assert all(list(eje.tickvals) == datos.UNO_A_CINCO and eje.range == (0.75, 5.25) for eje in figuras)


def test_el_mayor_contraste_va_arriba_con_su_intervalo() -> None:
    fig = datos.LLENAS["estable"](False)

    assert list(trazo(fig, "Cliente estable").x) == [4.25, 3.1, None]
    assert list(trazo(fig, "Cliente perdido").x) == [2.0, 3.0, None]
    diferencias = trazo(fig, "Diferencia (95 %)")
    assert list(diferencias.x) == [2.25, 0.1]
    assert list(diferencias.error_x.array) == pytest.approx([0.75, 0.5])
    assert list(diferencias.error_x.arrayminus) == pytest.approx([0.75, 0.5])


def test_una_diferencia_que_cruza_el_cero_se_dice_y_se_dibuja_hueca() -> None:
    fig = datos.LLENAS["estable"](False)

    assert list(trazo(fig, "Diferencia (95 %)").marker.symbol) == ["diamond", "diamond-open"]
    assert "+0,1 · no se distingue" in notas(fig)


def test_los_cambios_separan_lo_que_se_distingue_de_lo_que_no() -> None:
    df = pd.DataFrame(
        [("Uno", 0.5, 0.1, 0.9, 10), ("Dos", 0.4, -0.2, 1.0, 9)],
        columns=["nombre", "diferencia", "inferior", "superior", "n"],
    )
    claros, dudosos = graficos.cambios(df).data

    assert (claros.name, list(claros.x), list(claros.error_x.array)) == ("Se distingue de cero", [0.5], [0.4])
    assert (dudosos.name, list(dudosos.x), dudosos.marker.symbol) == ("No se distingue", [0.4], "diamond-open")


def test_sin_medias_que_ensenar_el_contraste_y_las_rondas_son_solo_diferencias() -> None:
    comun = {"palanca": ["P1"], "nombre": ["Uno"], "diferencia": [0.5], "inferior": [0.1], "superior": [0.9], "n": [9]}
    contraste = graficos.estable_perdido(pd.DataFrame(comun | {"estable": [None], "perdido": [None]}))
    rondas = graficos.rondas(pd.DataFrame(comun | {"ronda1": [None], "ronda2": [None]}))

    for figura in (contraste, rondas):
        assert [t.name for t in figura.data] == ["Se distingue de cero", "No se distingue"]
        assert list(figura.data[0].x) == [0.5]


def test_la_evolucion_no_une_los_momentos_sin_dato() -> None:
    df = pd.DataFrame(
        [("Uno", "a", 3.0, 9), ("Uno", "b", None, 0), ("Uno", "c", 5.0, 9)],
        columns=["nombre", "momento", "media", "n"],
    )
    [linea] = graficos.evolucion(df, ["a", "b", "c"]).data

    assert linea.connectgaps is False
    assert linea.y[1] is None
    assert linea.y[2] < linea.y[0]  # el eje va de arriba abajo: más alto es menos


def test_cada_serie_del_radar_lleva_su_color_aunque_falte_otra() -> None:
    colores = {"Lo mío": paleta.ESTABLE, "Perdido": paleta.PERDIDO, "Grupo": paleta.GRUPO}
    fig = graficos.radar({"Lo mío": [4.0] * 8, "Grupo": [3.0] * 8}, datos.NOMBRES, colores=colores)

    assert [t.line.color for t in fig.data] == [paleta.ESTABLE, paleta.GRUPO]
