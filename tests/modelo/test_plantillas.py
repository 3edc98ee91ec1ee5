"""La forma de una plantilla: ida y vuelta por JSON y la huella que decide qué se puede comparar."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import pytest

from modelo.plantillas import Afirmacion, FasePlantilla, Palanca, Plantilla, donde_va, reparos, version_de_palancas


def una_palanca(clave: str = "P1", texto: str = "Cumplo lo que digo, también lo pequeño.") -> Palanca:
    return Palanca(
        clave=clave,
        nombre="Una palanca",
        nombre_corto="Una",
        ambito="ambos",
        que_es="De qué va.",
        afirmaciones=(
            Afirmacion(f"{clave}a", texto),
            Afirmacion(f"{clave}b", "Dos."),
            Afirmacion(f"{clave}c", "Tres."),
        ),
        anclas=("Poco", "Algo", "Mucho"),
    )


def una_plantilla() -> Plantilla:
    fase = FasePlantilla(
        clave="mapa",
        tipo="mapa",
        sesion=1,
        titulo="Mapa",
        objetivo="Ver.",
        guion="Decir.",
        consigna="Hacer.",
        minutos=15,
        anonima=True,
        se_proyecta="Recuentos.",
        quien_ve="Solo tú.",
        ayuda="Mirar.",
    )
    return Plantilla("prueba", "Prueba", "Una fase.", 15, 1, (fase,), (una_palanca("P1"), una_palanca("P2")))


def test_una_plantilla_va_a_json_y_vuelve_igual():
    original = una_plantilla()

    assert Plantilla.de_datos(json.loads(json.dumps(original.a_datos()))) == original


def test_una_palanca_va_a_json_y_vuelve_igual():
    original = una_palanca()

    assert Palanca.de_datos(json.loads(json.dumps(original.a_datos()))) == original


def test_una_palanca_sin_tres_afirmaciones_se_rechaza():
    datos = una_palanca().a_datos()
    datos["afirmaciones"].pop()

    with pytest.raises(ValueError, match="P1"):
        Palanca.de_datos(datos)


def test_una_palanca_sin_tres_anclas_se_rechaza():
    with pytest.raises(ValueError, match="P1"):
        replace(una_palanca(), anclas=("Poco", "Mucho"))


def test_la_version_cambia_al_cambiar_una_afirmacion():
    antes = version_de_palancas([una_palanca()])

    assert version_de_palancas([una_palanca(texto="Cumplo lo que digo.")]) != antes


def test_la_version_cambia_al_quitar_una_palanca():
    dos = [una_palanca("P1"), una_palanca("P2")]

    assert version_de_palancas(dos[:1]) != version_de_palancas(dos)


def test_la_version_no_depende_del_orden():
    dos = [una_palanca("P1"), una_palanca("P2")]

    assert version_de_palancas(dos[::-1]) == version_de_palancas(dos)


def test_la_version_no_cambia_con_el_nombre_ni_con_las_anclas():
    """Cambiar un título no impide comparar: se sigue preguntando lo mismo."""
    original = una_palanca()
    renombrada = replace(original, nombre="Otro nombre", nombre_corto="Otro", anclas=("1", "3", "5"))

    assert version_de_palancas([renombrada]) == version_de_palancas([original])


def test_la_version_no_distingue_dos_formas_de_teclear_la_misma_tilde():
    texto = "Está acordado qué decide él."
    descompuesto = unicodedata.normalize("NFD", texto) + " "

    assert version_de_palancas([una_palanca(texto=texto)]) == version_de_palancas([una_palanca(texto=descompuesto)])


def test_la_version_es_corta_y_cabe_en_su_columna():
    assert len(version_de_palancas([una_palanca()])) == 12


AGENDA = [("bienvenida", 1), ("historico", 1), ("salida", 1), ("retomar", 2), ("radar", 2)]


@pytest.mark.parametrize(
    ("tipo", "sesion", "puesto"),
    [("mapa", 1, 1), ("entorno", 1, 2), ("valoracion", 2, 4), ("plan", 2, 5), ("bienvenida", 2, 3), ("pausa", 1, 1)],
)
def test_una_fase_nueva_va_tras_lo_que_la_precede_y_sin_salir_de_su_sesion(tipo: str, sesion: int, puesto: int):
    assert donde_va(AGENDA, tipo, sesion) == puesto


def test_se_avisa_de_la_fase_que_no_tendria_nada_que_ensenar():
    assert reparos(["bienvenida", "radar", "valoracion"]) == [("radar", "valoracion")]
    assert reparos(["mapa", "historico", "valoracion", "radar"]) == []
