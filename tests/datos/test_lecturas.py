"""Las frases y las tablas que acompañan a las gráficas: dicen lo mismo que ellas, con n y coma decimal."""

import re
from collections.abc import Callable

import pandas as pd
import pytest

from datos import lecturas
from tests.paginas import datos_de_graficas as datos

OCHO: list[float | None] = [3.25, 4.0, 4.0, 2.0, None, 4.0, 3.0, 4.5]
PERDIDO: list[float | None] = [3.0, 1.0, 4.0, 2.0, 1.0, 4.0, 3.0, 4.5]
RADAR: dict[str, list[float | None]] = {"Estable": OCHO, "Perdido": PERDIDO}
TRES_Y_EMPATE = datos.puntos({"P1": [1, 5], "P2": [1, 5], "P3": [2, 4], "P4": [2, 4], "P5": [3, 3]})

FRASES: dict[str, Callable[[], str]] = {
    "radar": lambda: lecturas.frase_radar(RADAR, datos.NOMBRES, n=12),
    "puntos": lambda: lecturas.frase_puntos_por_palanca(TRES_Y_EMPATE, datos.ORDEN, n=2),
    "estable": lambda: lecturas.frase_estable_perdido(datos.contrastes(), n=9),
    "rondas": lambda: lecturas.frase_rondas(datos.rondas(), n=9),
    "tiempo": lambda: lecturas.frase_linea_de_tiempo(datos.hitos(), datos.indice(), "Norte"),
    "intuida": lambda: lecturas.frase_intuida_frente_a_calculada(datos.intuiciones(), n=12),
    "corto_largo": lambda: lecturas.frase_corto_largo(datos.clientes(), n=12),
    "recuento": lambda: lecturas.frase_recuento(datos.causas(), n=12),
    "influencia": lambda: lecturas.frase_influencia_actitud(datos.interlocutores(), n=12),
    "reparto": lambda: lecturas.frase_reparto(datos.partes(), n=12),
    "rasgos": lambda: lecturas.frase_rasgos(datos.rasgos(), n=12),
    "mapa": lambda: lecturas.frase_mapa_de_perfil(datos.OCHO, datos.OTROS, datos.NOMBRES, 3.75, 3.25),
    "cuadrante": lambda: lecturas.frase_cuadrante(3.6, 4.5),
    "roti": lambda: lecturas.frase_roti(datos.tiempo_valido()),
    "votos": lambda: lecturas.frase_votos(datos.aportaciones(), n=12),
}

TABLAS: dict[str, Callable[[], pd.DataFrame]] = {
    "radar": lambda: lecturas.tabla_radar(RADAR, datos.NOMBRES, banda=([1.0] * 8, [4.75] * 8)),
    "puntos": lambda: lecturas.tabla_puntos_por_palanca(TRES_Y_EMPATE, datos.ORDEN),
    "estable": lambda: lecturas.tabla_estable_perdido(datos.contrastes()),
    "rondas": lambda: lecturas.tabla_rondas(datos.rondas()),
    "tiempo": lambda: lecturas.tabla_linea_de_tiempo(datos.hitos(), datos.indice()),
    "intuida": lambda: lecturas.tabla_intuida_frente_a_calculada(datos.intuiciones()),
    "corto_largo": lambda: lecturas.tabla_corto_largo(datos.clientes()),
    "recuento": lambda: lecturas.tabla_recuento(datos.causas()),
    "influencia": lambda: lecturas.tabla_influencia_actitud(datos.interlocutores()),
    "reparto": lambda: lecturas.tabla_reparto(datos.partes()),
    "rasgos": lambda: lecturas.tabla_rasgos(datos.rasgos()),
    "mapa": lambda: lecturas.tabla_mapa_de_perfil(datos.OCHO, datos.OTROS, datos.NOMBRES, 3.75, 3.25),
    "cuadrante": lambda: lecturas.tabla_cuadrante(3.6, 4.5),
    "roti": lambda: lecturas.tabla_roti(datos.tiempo_valido()),
    "votos": lambda: lecturas.tabla_votos(datos.aportaciones()),
}

SIN_NADA: dict[str, Callable[[], str]] = {
    "radar": lambda: lecturas.frase_radar({"Grupo": [None] * 8}, datos.NOMBRES),
    "puntos": lambda: lecturas.frase_puntos_por_palanca(datos.puntos({}), datos.ORDEN, n=0),
    "estable": lambda: lecturas.frase_estable_perdido(datos.contrastes().iloc[:0]),
    "rondas": lambda: lecturas.frase_rondas(datos.rondas().iloc[:0]),
    "tiempo": lambda: lecturas.frase_linea_de_tiempo(datos.hitos().iloc[:0], datos.indice()),
    "intuida": lambda: lecturas.frase_intuida_frente_a_calculada(datos.intuiciones().iloc[:0], n=0),
    "corto_largo": lambda: lecturas.frase_corto_largo(datos.clientes().iloc[:0], n=0),
    "recuento": lambda: lecturas.frase_recuento(datos.causas().iloc[:0], n=0),
    "influencia": lambda: lecturas.frase_influencia_actitud(datos.interlocutores().iloc[:0], n=0),
    "reparto": lambda: lecturas.frase_reparto(datos.partes().iloc[:0], n=0),
    "rasgos": lambda: lecturas.frase_rasgos(datos.rasgos().iloc[:0], n=0),
    "mapa": lambda: lecturas.frase_mapa_de_perfil([None] * 8, [None] * 8, datos.NOMBRES, None, None),
    "cuadrante": lambda: lecturas.frase_cuadrante(None, 3.0),
    "roti": lambda: lecturas.frase_roti(datos.tiempo_valido().iloc[:0]),
    "votos": lambda: lecturas.frase_votos(datos.aportaciones().iloc[:0], n=0),
}


def _fila(nombre: str, puesto: int) -> list[str]:
    return list(TABLAS[nombre]().iloc[puesto])


def _registros(nombre: str) -> list[dict[str, str]]:
    return TABLAS[nombre]().to_dict("records")


@pytest.mark.parametrize("nombre", FRASES)
def test_toda_frase_dice_cuantos_son_y_acaba_en_punto(nombre: str) -> None:
    frase = FRASES[nombre]()

    assert re.search(r"n = \d+", frase)
    assert frase.endswith(".")
    assert "nan" not in frase.lower()


@pytest.mark.parametrize("nombre", FRASES)
def test_toda_frase_usa_coma_decimal(nombre: str) -> None:
    assert not re.search(r"\d\.\d", FRASES[nombre]())


@pytest.mark.parametrize("nombre", TABLAS)
def test_toda_tabla_es_texto_con_coma_decimal_y_sin_restos_de_pandas(nombre: str) -> None:
    tabla = TABLAS[nombre]()

    celdas = [celda for columna in tabla.columns for celda in tabla[columna]]
    assert celdas
    assert all(isinstance(celda, str) for celda in celdas)
    assert not any(re.search(r"\d\.\d|^(nan|None|NaT)$", celda) for celda in celdas)


@pytest.mark.parametrize("nombre", SIN_NADA)
def test_sin_datos_la_frase_lo_dice(nombre: str) -> None:
    frase = SIN_NADA[nombre]()

    assert "Aún no hay datos" in frase
    assert frase.endswith(".")


def test_el_radar_de_dos_series_dice_donde_se_separan_mas() -> None:
    assert FRASES["radar"]() == (
        "La mayor distancia entre Estable y Perdido está en Expectativas y medida: 4,0 frente a 1,0 (n = 12)."
    )


def test_el_radar_de_una_serie_nombra_los_empates_y_lo_que_falta() -> None:
    iguales = [4.0, 4.0, 3.0, 2.0, None, 2.0, 3.0, 3.0]

    assert lecturas.frase_radar({"Grupo": iguales}, datos.NOMBRES, n=7) == (
        "Lo más alto: Propósito compartido y Expectativas y medida (4,0); "
        "lo más bajo: Red de vínculos y Comprensión y adaptación (2,0) (n = 7). "
        "Sin dato en Cumplimiento y solvencia."
    )


def test_dos_series_iguales_no_tienen_una_mayor_distancia() -> None:
    assert "coinciden en todas" in lecturas.frase_radar({"A": OCHO, "B": OCHO}, datos.NOMBRES)


def test_lo_que_falta_en_el_radar_es_sin_dato_y_no_un_cero() -> None:
    assert _fila("radar", 4) == ["Cumplimiento y solvencia", "sin dato", "1,0", "de 1,0 a 4,8"]


def test_van_a_debate_las_tres_mas_dispersas_y_el_empate_se_ve() -> None:
    frase = FRASES["puntos"]()

    assert frase == (
        "Donde más difieren las respuestas (desviación respecto a la mediana): Propósito compartido (2,00), "
        "Expectativas y medida (2,00), Canales y transparencia (1,00) y Red de vínculos (1,00), con empate en el "
        "puesto 3 (n = 2). Opiniones repartidas en 4 de 5 palancas."
    )


def test_cuando_nadie_discrepa_no_se_inventa_un_debate() -> None:
    assert "coinciden" in lecturas.frase_puntos_por_palanca(datos.puntos({"P1": [3, 3]}), datos.ORDEN, n=2)


def test_la_tabla_de_puntos_va_en_el_orden_de_la_grafica_y_cuenta_los_repetidos() -> None:
    tabla = lecturas.tabla_puntos_por_palanca(datos.puntos({"P1": [3, 3, 3.5], "P2": [1, 5, None]}), datos.ORDEN)

    assert list(tabla.iloc[0]) == [datos.NOMBRES[1], "2", "3,0", "2,00", "1,0 · 5,0", "opiniones repartidas"]
    assert list(tabla.iloc[1]) == [datos.NOMBRES[0], "3", "3,0", "0,17", "3,0 ×2 · 3,5", ""]


def test_la_tabla_de_contrastes_lleva_las_cifras_de_la_grafica() -> None:
    assert _fila("estable", 0) == [datos.NOMBRES[3], "4,3", "2,0", "+2,3", "de +1,5 a +3,0", "se distingue"]
    assert _fila("estable", 1)[-1] == "no se distingue"
    assert _fila("estable", 2)[1:5] == ["sin dato"] * 4


def test_un_intervalo_que_cruza_el_cero_no_es_un_contraste() -> None:
    solo_dudosa = datos.contrastes().iloc[:1]

    assert lecturas.frase_estable_perdido(solo_dudosa, n=9) == (
        "No se distingue una diferencia con 9 personas en ninguna palanca."
    )


def test_las_rondas_dicen_de_donde_a_donde() -> None:
    assert FRASES["rondas"]() == (
        "Tras el debate: Propósito compartido, de 2,5 a 3,5; Canales y transparencia, de 4,0 a 3,5 (n = 9)."
    )
    assert _fila("rondas", 1) == ["Canales y transparencia", "4,0", "3,5", "−0,5"]


def test_la_tabla_de_hitos_sigue_la_numeracion_de_la_grafica() -> None:
    assert _fila("tiempo", 0) == ["1", "mar 2021", "+2 marcó la relación", "Primer encargo", "Entorno", "60,0"]
    assert _fila("tiempo", 1)[:3] == ["2", "feb 2025", "−2 rompió algo"]
    assert _fila("tiempo", 2)[3:5] == ["", "sin dato"]


def test_la_linea_de_tiempo_se_lee_con_su_balance_y_su_indice() -> None:
    assert FRASES["tiempo"]() == (
        "Norte: 4 hitos entre mar 2021 y jun 2025 (n = 4): 3 sumaron y 1 restó. El índice llega a 57,5 sobre 100."
    )


def test_lo_intuido_y_el_indice_se_leen_por_su_mediana_y_por_separado() -> None:
    assert FRASES["intuida"]() == (
        "De 4 relaciones de 12 personas (n = 12), por la mediana: en el cliente estable, 65,0 de intuición y "
        "52,8 de índice; en el cliente perdido, 20,0 de intuición y 42,5 de índice."
    )
    assert _fila("intuida", 0) == ["Cliente estable: intuición", "2", "65,0", "50,0 · 80,0"]
    assert _fila("intuida", 2) == ["Cliente perdido: intuición", "2", "20,0", "20,0 ×2"]


def test_corto_frente_a_largo_se_lee_por_tipo_de_cliente() -> None:
    assert FRASES["corto_largo"]() == (
        "De 4 clientes de 12 personas (n = 12), pesa más el corto que el largo en 2 de 2 de tipo «cliente», "
        "1 de 1 de tipo «no cliente» y 0 de 1 de tipo «cliente perdido»."
    )
    assert _fila("corto_largo", 0) == ["Cliente", "8", "3", "2"]


def test_un_recuento_con_partes_ocultas_lo_dice_y_no_da_el_total() -> None:
    assert FRASES["recuento"]() == (
        "Lo más frecuente: Otro proveedor, con 11 personas (n = 12). "
        "Oculto: grupos de menos de 5 o que permitirían deducirlos."
    )
    assert list(TABLAS["recuento"]()["n"]) == ["11", "6", "0", "oculto", "oculto"]


def test_quien_esta_en_dos_grupos_cuenta_una_vez_en_la_n() -> None:
    df = pd.DataFrame([("Correo", 9), ("Teléfono", 7)], columns=["rotulo", "n"])

    assert lecturas.frase_recuento(df, n=9).endswith("(n = 9).")


def test_un_recuento_todo_oculto_no_ensena_cifras() -> None:
    df = pd.DataFrame([("a", None), ("b", None)], columns=["rotulo", "n"])

    assert lecturas.frase_recuento(df, n=12) == lecturas.frase_todo_oculto(n=12, umbral=5)


@pytest.mark.parametrize(
    ("rotulos", "veces", "dicho"),
    [("ab", 2, "Empatan a y b, con 2"), ("abcd", 2, "Empatan 4 en cabeza"), ("abcde", 1, "Nada se repite: 5 en total")],
)
def test_un_recuento_dice_sus_empates_o_que_nada_se_repite(rotulos: str, veces: int, dicho: str) -> None:
    df = pd.DataFrame([(rotulo, veces) for rotulo in rotulos], columns=["rotulo", "n"])

    assert lecturas.frase_recuento(df, n=12).startswith(dicho)


def test_la_influencia_alta_se_cuenta_con_su_trato_y_su_actitud() -> None:
    assert FRASES["influencia"]() == (
        "De 10 interlocutores de 12 personas (n = 12), 10 con influencia alta (4 o 5): sin trato directo, 3 "
        "(de 3 no se ha dicho); con actitud contraria, 1."
    )


def test_el_trato_sin_contestar_no_es_un_no() -> None:
    trato = {fila["Influencia"][0] + fila["Actitud"][:2]: fila["Trato directo"] for fila in _registros("influencia")}

    assert trato["40 "] == "sin contestar"
    assert trato["4−2"] == "no"


def test_el_reparto_va_de_mayor_a_menor() -> None:
    assert FRASES["reparto"]() == (
        "De 50 respuestas de 12 personas (n = 12): Objetivo 62\u00a0%, Ambas 30\u00a0% y Relación 8\u00a0%."
    )


def test_el_rasgo_mas_marcado_nombra_su_polo() -> None:
    assert "«lo controla todo» (+1,3 en una escala de −2 a +2; n = 12)" in FRASES["rasgos"]()


def test_el_mapa_de_perfil_agrupa_por_zonas_como_el_modelo() -> None:
    frase = FRASES["mapa"]()

    assert frase.startswith("Dominada: Expectativas y medida, Canales y transparencia, Comprensión y adaptación")
    assert "heroica: Cumplimiento y solvencia" in frase
    assert _fila("mapa", 3) == ["4", "Red de vínculos", "2,0", "2,0", "pendiente"]


def test_en_la_frontera_se_nombran_los_vecinos() -> None:
    assert "en la frontera entre Propietario/a y Operador/a" in FRASES["cuadrante"]()
    assert lecturas.tabla_cuadrante(3.8, 4.5)["Lectura"][0].startswith("en la frontera")
    assert lecturas.tabla_cuadrante(3.81, 4.5)["Lectura"][0] == "Propietario/a"


def test_valio_el_tiempo_da_la_media_y_los_altos() -> None:
    assert FRASES["roti"]() == "¿Valió el tiempo? Media de 3,9 sobre 5; 9 de 12 dieron 4 o 5 (n = 12)."


def test_con_valores_ocultos_la_media_se_calla() -> None:
    df = pd.DataFrame([(5, 8), (1, None)], columns=["valor", "n"])

    frase = lecturas.frase_roti(df)

    assert "la media se calla" in frase
    assert "Media de" not in frase


def test_las_aportaciones_van_enteras_en_la_tabla_y_el_empate_en_la_frase() -> None:
    assert FRASES["votos"]().startswith("Empatan en cabeza «Llamar sin pedir nada» y «Revisar el éxito», con 7 votos")
    assert FRASES["votos"]().endswith("En total, 16 votos a 3 aportaciones de 12 personas (n = 12).")
    assert _fila("votos", 2) == [datos.HOSTIL, "P3", "Proceso", "2"]
    assert _fila("votos", 1)[2] == "sin dato"
