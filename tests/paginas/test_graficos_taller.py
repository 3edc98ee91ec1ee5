"""Las rondas, el histórico, el entorno, el perfil y los recuentos, por sus datos."""

import math
import re
from itertools import combinations, pairwise

import pandas as pd
import pytest

from modelo.rotulos import ACTITUDES, INFLUENCIAS
from paginas.comun import graficos
from paginas.comun.graficos.contrastes import separar
from tests.paginas import datos_de_graficas as datos
from tests.paginas.datos_de_graficas import notas, trazo


def test_una_linea_por_palanca_debatida() -> None:
    fig = datos.LLENAS["rondas"](False)

    assert [list(serie.y) for serie in fig.data] == [[2.5, 3.5], [4.0, 3.5]]
    assert len({serie.line.dash for serie in fig.data}) == 2


def test_los_rotulos_que_coinciden_se_apartan_sin_cambiar_de_orden() -> None:
    apartadas = separar([3.5, 3.5, 2.0, 5.0], 0.6, 5.0)

    orden = sorted(apartadas)
    assert min(b - a for a, b in pairwise(orden)) >= 0.6 - 1e-9
    assert apartadas[2] == min(apartadas)
    assert max(apartadas) == apartadas[3] <= 5.0


def test_los_hitos_llevan_su_numero_su_marca_y_su_altura() -> None:
    fig = datos.LLENAS["tiempo"](False)

    entorno, interaccion = trazo(fig, "Entorno"), trazo(fig, "Interacción")
    assert (entorno.text[0], entorno.y[0]) == ("1", 2)
    assert (interaccion.text[0], interaccion.y[0]) == ("2", -2)
    assert entorno.marker.symbol != interaccion.marker.symbol


def test_dos_hitos_de_la_misma_valencia_muy_juntos_no_se_tapan() -> None:
    fig = datos.LLENAS["tiempo"](False)

    assert trazo(fig, "Sin decir el ámbito").y[0] == 1
    assert trazo(fig, "Ambos").y[0] == pytest.approx(1.62)


def test_la_curva_del_indice_va_de_cero_a_cien() -> None:
    fig = datos.LLENAS["tiempo"](False)

    assert list(trazo(fig, "Índice").y) == [60.0, 62.5, 41.25, 57.5]
    assert list(fig.layout.yaxis.tickvals) == [0, 50, 100]
    assert list(fig.layout.yaxis2.tickvals) == [-2, -1, 1, 2]


def test_un_hito_a_medias_no_se_dibuja() -> None:
    a_medias = pd.DataFrame(
        [("2024-01-01", None, "x", "entorno"), (None, 1, "y", "entorno")], columns=datos.hitos().columns
    )

    assert notas(graficos.linea_de_tiempo(a_medias, datos.indice()))[0] == "Aún no hay datos"


@pytest.mark.parametrize("desde", ["2026-09-01", "2025-01-01", "2010-01-01"])
def test_las_fechas_del_eje_se_leen_en_espanol(desde: str) -> None:
    hitos = pd.DataFrame([(desde, 1, "a", "ambos"), ("2026-11-01", 1, "b", "ambos")], columns=datos.hitos().columns)

    marcas = graficos.linea_de_tiempo(hitos, pd.DataFrame({"fecha": [], "indice": []})).layout.xaxis.ticktext

    assert 2 <= len(marcas) <= 9
    assert all(re.fullmatch(r"\d{4}|[a-z]{3} \d{4}", marca) for marca in marcas)


def test_la_nube_de_corto_y_largo_lleva_su_diagonal() -> None:
    diagonal = datos.LLENAS["corto_largo"](False).layout.shapes[0]

    assert (diagonal.x0, diagonal.y0, diagonal.x1, diagonal.y1) == (0, 0, 10, 10)


def test_lo_intuido_y_el_indice_van_en_filas_distintas_con_una_marca_por_relacion() -> None:
    fig = datos.LLENAS["intuida"](False)

    marcas = trazo(fig, "Una relación")
    assert list(marcas.x) == [50, 80, 50.5, 55, 20, 20, 40, 45]
    assert list(trazo(fig, "Mediana").x) == [65, 52.75, 20, 42.5]
    assert marcas.y[4] != marcas.y[5]
    assert "n = 12 · 4 relaciones" in notas(fig)


def test_los_clientes_que_coinciden_suman_en_un_punto_mayor() -> None:
    fig = datos.LLENAS["corto_largo"](False)

    clientes, otros = trazo(fig, "Cliente"), trazo(fig, "No cliente")
    assert list(clientes.text) == ["2"]
    assert clientes.marker.size[0] > otros.marker.size[0]
    assert (clientes.x[0], clientes.y[0]) != (otros.x[0], otros.y[0])
    assert clientes.x[0] - clientes.y[0] == pytest.approx(8 - 3)
    assert (trazo(fig, "Cliente perdido").x[0], trazo(fig, "Cliente perdido").y[0]) == (2, 9)


def test_lo_suprimido_se_dice_y_no_tiene_barra() -> None:
    barras = datos.LLENAS["recuento"](False).data[0]

    assert list(barras.x) == [11, 6, 0, 0, 0]
    assert list(barras.text) == ["11", "6", "0", "oculto", "oculto"]
    assert "n = 12" in notas(datos.LLENAS["recuento"](False))


def test_quien_esta_en_dos_grupos_cuenta_una_vez_en_la_nota() -> None:
    df = pd.DataFrame([("Correo", 9), ("Teléfono", 7)], columns=["rotulo", "n"])

    assert "n = 9" in notas(graficos.recuento(df, n=9))


def test_lo_suprimido_no_se_ordena_por_su_tamano() -> None:
    df = pd.DataFrame([("b", None), ("a", None), ("c", 9)], columns=["rotulo", "n"])

    assert [texto for texto in notas(graficos.recuento(df, n=9)) if len(texto) == 1] == ["c", "b", "a"]


def test_un_recuento_con_orden_propio_lo_conserva() -> None:
    df = pd.DataFrame([("semanal", 1), ("mensual", 9)], columns=["rotulo", "n"])

    assert list(graficos.recuento(df, n=9, ordenar=False).data[0].x) == [1, 9]


def test_las_burbujas_dicen_cuanta_gente_hay_y_si_hay_trato() -> None:
    fig = datos.LLENAS["influencia"](False)

    con, sin = trazo(fig, "Con trato directo"), trazo(fig, "Sin trato directo")
    callado = trazo(fig, "Trato sin contestar")
    assert (list(con.text), list(sin.text), list(callado.text)) == (["4"], ["2", "1"], ["3"])
    assert len({con.marker.symbol, callado.marker.symbol}) == 2
    assert "n = 12 · 10 interlocutores" in notas(fig)
    assert con.x[0] < 1 < sin.x[0]
    assert sin.x[1] == -2
    assert sin.marker.color == "#FFFFFF" != con.marker.color


@pytest.mark.parametrize("grande", [False, True])
def test_los_votos_dicen_la_palanca_y_de_quien_y_el_total_aunque_se_vean_pocas(grande: bool) -> None:
    df = datos.aportaciones().assign(alias="Iker")

    fig = graficos.votos(df, n=12, emitidos=40, grande=grande)

    rotulos = list(fig.layout.yaxis.ticktext) if grande else [t for t in notas(fig) if "Iker" in t]
    assert len(rotulos) == len(df)
    for f in df.to_dict("records"):
        suyo = next(t for t in rotulos if f"{f['palanca']} · " in t)
        assert not suyo.startswith("Iker")
    assert "n = 12 · 40 votos" in notas(fig)
    assert "n = 1 · 1 voto" in notas(graficos.votos(df[:1].assign(votos=1), n=1))


def test_cada_burbuja_cabe_en_su_casilla_y_no_toca_a_la_que_la_comparte() -> None:
    """En el móvil una casilla mide 53 píxeles de ancho y 56 de alto, y la más poblada tiene los tres tratos."""
    df = pd.DataFrame(
        [(5, -2, True, 9), (5, -2, None, 9), (5, -2, False, 9), (5, -1, True, 9), (5, -1, False, 9), (1, 2, None, 1)],
        columns=["influencia", "actitud", "trato_directo", "n"],
    )
    fig = graficos.influencia_actitud(df, n=12)

    puestas = [(x * 53, y * 56, d / 2) for t in fig.data for x, y, d in zip(t.x, t.y, t.marker.size, strict=True)]
    assert len(puestas) == 6
    for x, y, radio in puestas:
        assert abs(x - 53 * round(x / 53)) + radio < 53 / 2
        assert abs(y - 56 * round(y / 56)) + radio < 56 / 2
    for (x, y, r), (a, b, s) in combinations(puestas, 2):
        assert math.hypot(x - a, y - b) >= r + s


@pytest.mark.parametrize("grande", [False, True])
def test_la_influencia_y_la_actitud_llevan_el_nombre_de_cada_valor(grande: bool) -> None:
    fig = datos.LLENAS["influencia"](grande)

    for eje, nombres in ((fig.layout.xaxis, ACTITUDES), (fig.layout.yaxis, INFLUENCIAS)):
        assert [t.split("<br>", 1)[1].replace("<br>", " ") for t in eje.ticktext] == list(nombres.values())
        assert list(eje.tickvals) == list(nombres)


def test_el_reparto_suma_una_barra_con_tramas_distintas() -> None:
    fig = datos.LLENAS["reparto"](False)

    assert sum(serie.x[0] for serie in fig.data) == pytest.approx(1)
    assert len({serie.marker.pattern.shape for serie in fig.data}) == 3
    assert fig.data[1].text[0] == ""
    assert fig.data[1].name == "Relación: 8\u00a0% (4)"


def test_los_rasgos_van_de_menos_dos_a_mas_dos_y_callan_lo_que_falta() -> None:
    fig = datos.LLENAS["rasgos"](False)

    assert list(fig.data[0].x) == [1.25, -0.5]
    assert list(fig.layout.xaxis.tickvals) == [-2, -1, 0, 1, 2]
    assert {"lo delega todo", "flexible"} <= set(notas(fig))


@pytest.mark.parametrize("cuantas", range(1, 9))
def test_en_el_mapa_de_perfil_las_que_coinciden_caben_en_su_marca_y_no_tocan_la_vecina(cuantas: int) -> None:
    """Entre dos valores seguidos de la escala hay 53 píxeles en el móvil; un carácter mide unos 7, y una línea, 15."""
    junto, lado = [3.0] * cuantas, [4.0] * (8 - cuantas)

    puntos = graficos.mapa_de_perfil([*junto, *lado], [3.0] * 8, datos.NOMBRES, 3, 3).data[0]

    for texto, diametro in zip(puntos.text, puntos.marker.size, strict=True):
        lineas = texto.removeprefix("<b>").removesuffix("</b>").split("<br>")
        ancho, alto = max(len(re.sub("·", "", linea)) * 7 + linea.count("·") * 3 for linea in lineas), len(lineas) * 15
        assert ancho < diametro >= alto
    assert sum(puntos.marker.size) / 2 < 53


def test_el_mapa_de_perfil_junta_las_palancas_que_coinciden_en_su_sitio_exacto() -> None:
    fig = datos.LLENAS["mapa"](False)

    sitios = {texto: (x, y) for texto, x, y in zip(fig.data[0].text, fig.data[0].x, fig.data[0].y, strict=True)}
    assert sitios["<b>2·3·6</b>"] == (4, 4)
    assert sitios["<b>5</b>"] == (5, 1)
    assert {forma.x0 for forma in fig.layout.shapes} == {3.75, 0}


def test_la_frontera_del_cuadrante_va_sombreada() -> None:
    fig = datos.LLENAS["cuadrante"](False)

    franjas = [forma for forma in fig.layout.shapes if forma.type == "rect"]
    assert [(franja.x0, franja.x1) for franja in franjas if franja.xref != "x domain"] == [pytest.approx((3.2, 3.8))]
    assert fig.data[0].marker.symbol == "diamond-open"
    assert graficos.cuadrante(4.5, 4.5).data[0].marker.symbol == "diamond"


def test_el_cuadrante_y_el_mapa_van_de_uno_a_cinco() -> None:
    for nombre, rango in (("mapa", (0.15, 5.85)), ("cuadrante", (0.45, 5.55))):
        for eje in ("xaxis", "yaxis"):
            suyo = getattr(datos.LLENAS[nombre](False).layout, eje)
            assert (list(suyo.tickvals), suyo.range) == (datos.UNO_A_CINCO, rango)


def test_valio_el_tiempo_ensena_los_cinco_valores_aunque_nadie_los_diera() -> None:
    barras = datos.LLENAS["roti"](False).data[0]

    assert list(barras.x) == datos.UNO_A_CINCO
    assert list(barras.y) == [0, 1, 2, 6, 3]


def test_las_aportaciones_van_de_mas_a_menos_votadas() -> None:
    assert list(datos.LLENAS["votos"](False).data[0].x) == [7, 7, 2]


def test_cada_cuadrante_del_grupo_lleva_su_cifra_y_el_que_no_se_detalla_no_se_distingue_del_vacio() -> None:
    fig = datos.LLENAS["cuadrantes"](True)

    nombres, cifras = fig.data
    sitios = [(x > 0.5, y > 0.5) for x, y in zip(nombres.x, nombres.y, strict=True)]
    assert dict(zip(nombres.text, sitios, strict=True)) == {
        "Propietario/a": (True, True),
        "Artesano/a": (True, False),
        "Operador/a": (False, True),
        "Explorador/a": (False, False),
    }
    assert list(cifras.text) == ["<b>3</b>", "—", "—", "—"]
    assert (nombres.x, nombres.y) == (cifras.x, cifras.y)
    assert "En la frontera: <b>4</b>" in set(notas(fig))
