"""Los talleres de serie dicen lo que dice el método y no les falta ningún texto."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from datos.plantillas import minutos_por_sesion, palancas, plantilla, plantillas
from modelo import perfil, rotulos
from modelo.campos import AFIRMACIONES, OBJETOS, PALANCAS, RESPUESTAS
from modelo.errores import ValorNoValido
from modelo.plantillas import Plantilla, version_de_palancas

HOY = date(2026, 11, 21)
MINUTOS = {
    "completo": {
        1: {"bienvenida": 8, "mapa": 32, "historico": 30, "pausa_1": 5, "entorno": 20, "interaccion": 17, "salida": 8},
        2: {
            "retomar": 8,
            "descubrir": 15,
            "valoracion": 15,
            "radar": 32,
            "pausa_2": 5,
            "perfil": 15,
            "estrategias": 17,
            "plan": 8,
            "cierre": 5,
        },
    },
    "expres": {
        1: {"bienvenida": 5, "mapa": 15, "historico": 20, "valoracion": 15, "radar": 20, "plan": 10, "cierre": 5}
    },
    "seguimiento": {1: {"compromisos": 15, "valoracion": 15, "comparacion": 20, "plan": 10}},
}
CON_ALIAS = {"bienvenida", "historico", "salida", "retomar", "estrategias", "plan", "pausa"}
TEXTOS = ("titulo", "objetivo", "guion", "consigna", "se_proyecta", "quien_ve", "ayuda")


def frases(texto: str) -> int:
    return len(re.findall(r"[.?!](?:\s|$)", re.sub(r"«[^»]*»", "", texto)))


@pytest.mark.parametrize("clave", MINUTOS)
def test_cada_fase_dura_lo_que_dice_el_metodo_y_va_en_su_orden(clave):
    leidos = [(f.sesion, f.clave, f.minutos) for f in plantilla(clave).fases]

    assert leidos == [(s, fase, m) for s, fases in MINUTOS[clave].items() for fase, m in fases.items()]


def test_las_sesiones_suman_lo_que_dice_el_metodo():
    assert {p.clave: minutos_por_sesion(p) for p in plantillas()} == {
        "completo": (120, 120),
        "expres": (90,),
        "seguimiento": (60,),
    }


@pytest.mark.parametrize("clave", MINUTOS)
def test_la_duracion_y_las_sesiones_anunciadas_son_las_de_sus_fases(clave):
    una = plantilla(clave)

    assert una.duracion_min == sum(f.minutos for f in una.fases)
    assert una.sesiones == len({f.sesion for f in una.fases})


def test_hay_ocho_palancas_con_tres_afirmaciones_y_tres_anclas():
    assert tuple(p.clave for p in palancas()) == PALANCAS
    assert tuple(a.clave for p in palancas() for a in p.afirmaciones) == AFIRMACIONES
    assert all(len(p.anclas) == 3 and all(p.anclas) for p in palancas())


def test_los_nombres_de_las_palancas_son_los_del_metodo():
    assert [p.nombre for p in palancas()] == [
        "Propósito compartido",
        "Expectativas y medida",
        "Canales y transparencia",
        "Red de vínculos",
        "Cumplimiento y solvencia",
        "Comprensión y adaptación",
        "Apertura y delegación",
        "Reciprocidad y reconocimiento",
    ]


def test_los_nombres_cortos_caben_en_el_radar_del_movil_y_no_se_repiten():
    cortos = [p.nombre_corto for p in palancas()]

    assert all(0 < len(corto) <= 14 for corto in cortos)
    assert len(set(cortos)) == len(cortos)


def test_todas_las_plantillas_comparten_palancas():
    """Así se puede comparar un seguimiento con el taller del que viene."""
    assert len({version_de_palancas(p.palancas) for p in plantillas()}) == 1


@pytest.mark.parametrize("clave", MINUTOS)
def test_cada_fase_trae_todos_sus_textos(clave):
    vacios = [(f.clave, campo) for f in plantilla(clave).fases for campo in TEXTOS if not getattr(f, campo).strip()]

    assert vacios == []


@pytest.mark.parametrize("clave", MINUTOS)
def test_el_guion_cabe_en_tres_frases_y_la_consigna_en_dos(clave):
    """Lo entrecomillado es lo que dirá otro, no una frase más."""
    fases = plantilla(clave).fases

    assert [f.clave for f in fases if frases(f.guion) > 3] == []
    assert [f.clave for f in fases if frases(f.consigna) > 2] == []


def test_una_misma_fase_promete_la_misma_privacidad_en_todas_las_plantillas():
    promesas: dict[str, set[tuple[bool, str]]] = {}
    for fase in (f for p in plantillas() for f in p.fases):
        promesas.setdefault(fase.tipo, set()).add((fase.anonima, fase.quien_ve))

    assert {tipo for tipo, distintas in promesas.items() if len(distintas) > 1} == set()


def test_lo_que_no_lleva_alias_es_anonimo_para_el_grupo():
    con_alias = {f.tipo for p in plantillas() for f in p.fases if not f.anonima}

    assert con_alias == CON_ALIAS


@pytest.mark.parametrize("clave", MINUTOS)
def test_una_plantilla_de_serie_va_a_json_y_vuelve_igual(clave):
    original = plantilla(clave)

    assert Plantilla.de_datos(json.loads(json.dumps(original.a_datos()))) == original


def test_pedir_una_plantilla_que_no_existe_se_dice():
    with pytest.raises(ValorNoValido):
        plantilla("maraton")


def test_los_textos_no_llevan_umbral_fijo():
    """El umbral se configura por taller; solo el perfil y el cierre tienen un mínimo propio de cinco."""
    con_numero = {f.tipo for p in plantillas() for f in p.fases if "cinco respuestas" in f.quien_ve + f.se_proyecta}

    assert con_numero == {"perfil", "cierre"}


@pytest.mark.parametrize(
    ("objeto", "campo", "opciones"),
    [
        ("cliente", "tipo", rotulos.TIPOS_DE_CLIENTE),
        ("cliente", "modalidad", rotulos.MODALIDADES),
        ("cliente", "causa", rotulos.CAUSAS),
        ("cliente", "papel", rotulos.PAPELES),
        ("cliente", "distancia", rotulos.DISTANCIAS),
        ("cliente", "cultura", rotulos.CULTURAS_DE_DECISION),
        ("cliente", "proveedores", rotulos.OTROS_PROVEEDORES),
        ("hito", "valencia", rotulos.VALENCIAS),
        ("hito", "ambito", rotulos.AMBITOS),
        ("interlocutor", "influencia", rotulos.INFLUENCIAS),
        ("interlocutor", "actitud", rotulos.ACTITUDES),
        ("interaccion", "canal", rotulos.CANALES),
        ("interaccion", "frecuencia", rotulos.FRECUENCIAS),
        ("interaccion", "iniciativa", rotulos.INICIATIVAS),
        ("interaccion", "para_que", rotulos.PARA_QUE),
        ("interaccion", "pactada", rotulos.PACTADA),
        ("interaccion", "calidad", rotulos.CALIDADES),
        ("valoracion", "P1a", rotulos.ESCALA_CON_NO_LO_SE),
        ("aportacion", "tipo", rotulos.TIPOS_DE_APORTACION),
        ("compromiso", "horizonte", rotulos.HORIZONTES),
        ("compromiso", "estado", rotulos.ESTADOS_DE_COMPROMISO),
    ],
)
def test_todo_lo_que_se_ofrece_para_elegir_se_puede_guardar(objeto, campo, opciones):
    validar = OBJETOS[objeto][campo].validar

    assert [validar(campo, clave, HOY) for clave in opciones] == list(opciones)


def test_los_rasgos_ofrecidos_son_campos_del_cliente():
    assert set(rotulos.RASGOS) <= set(OBJETOS["cliente"])


def test_cada_valor_de_roti_se_puede_guardar():
    assert [RESPUESTAS["cierre"]["roti"]("roti", valor, HOY) for valor in rotulos.ROTI] == [1, 2, 3, 4, 5]


def test_cada_cuadrante_y_cada_zona_del_perfil_tienen_rotulo():
    assert set(rotulos.CUADRANTES) == set(perfil.CUADRANTES.values())
    assert set(rotulos.ZONAS_DEL_MAPA) == set(perfil.ZONAS_DEL_MAPA.values())
