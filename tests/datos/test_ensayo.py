"""Los doce del ensayo: claves válidas y la variedad que hace falta para que se vea el método entero."""

from __future__ import annotations

from datetime import date
from statistics import fmean, median

import pytest

from datos.plantillas import ensayo, plantilla
from modelo import estadistica, perfil
from modelo.campos import AFIRMACIONES, OBJETOS, PALANCAS, RESPUESTAS
from modelo.casos.grupo import maximo_de_votos

GENTE = ensayo.participantes()
DEBATE = {"P2", "P4", "P7"}
FINES_DE_MES = (date(2026, 1, 1), date(2027, 3, 31), date(2028, 2, 29))


def puntos(persona: dict, papel: str, ronda: int = 1) -> dict[str, float]:
    dados: dict[str, list[int]] = {}
    for v in ensayo.valoraciones(persona):
        if (v.papel, v.ronda) == (papel, ronda) and v.valor != "ns":
            dados.setdefault(v.afirmacion[:2], []).append(v.valor)
    return {palanca: fmean(valores) for palanca, valores in dados.items() if len(valores) >= 2}


def dispersion(papel: str, ronda: int = 1) -> dict[str, float]:
    return {p: estadistica.resumen(puntos(x, papel, ronda).get(p) for x in GENTE).ad for p in PALANCAS}


def clientes(persona: dict, papel: str) -> list[dict]:
    return [c for c in persona["clientes"] if c.get("papel") == papel]


def rotulo_de_perfil(persona: dict) -> str | None:
    dadas = {e.palanca: e for e in ensayo.perfil(persona)}
    return perfil.calcular(
        [dadas[p].eficacia if p in dadas else None for p in PALANCAS],
        [dadas[p].eficiencia if p in dadas else None for p in PALANCAS],
    ).rotulo


def todos_los_campos(persona: dict, hoy: date) -> list[tuple[str, dict]]:
    objetos: list[tuple[str, dict]] = []
    for cliente in persona["clientes"]:
        objetos.append(("cliente", ensayo.campos_de_cliente(cliente, hoy)))
        objetos += [("hito", ensayo.campos_de_hito(h, hoy)) for h in cliente["hitos"]]
        objetos += [("interlocutor", i) for i in cliente["interlocutores"]]
        objetos += [("interaccion", i) for i in cliente["interacciones"]]
    objetos += [("compromiso", ensayo.campos_de_compromiso(c, hoy)) for c in persona["compromisos"]]
    objetos += [("aportacion", {k: v for k, v in a.items() if k != "clave"}) for a in persona["aportaciones"]]
    objetos += [("justificacion", {j.palanca: j.texto}) for j in ensayo.justificaciones(persona)]
    objetos += [("valoracion", {v.afirmacion: v.valor}) for v in ensayo.valoraciones(persona)]
    objetos += [("perfil", e._asdict() | {"palanca": ""}) for e in ensayo.perfil(persona)]
    return objetos


def test_son_doce_con_alias_distintos():
    assert len(GENTE) == len({p["alias"] for p in GENTE}) == 12


@pytest.mark.parametrize("hoy", FINES_DE_MES)
@pytest.mark.parametrize("persona", GENTE, ids=lambda p: p["alias"])
def test_todo_lo_escrito_cabe_en_su_campo_sea_cuando_sea(persona, hoy):
    """Cada valor pasa por la misma regla que lo que se teclea y sale sin cambios, también a fin de mes."""
    for tipo, campos in todos_los_campos(persona, hoy):
        for campo, valor in campos.items():
            if (tipo, campo) != ("perfil", "palanca"):
                assert OBJETOS[tipo][campo].validar(campo, valor, hoy) == valor


@pytest.mark.parametrize("persona", GENTE, ids=lambda p: p["alias"])
def test_lo_respondido_en_cada_fase_es_de_una_fase_del_taller_completo(persona):
    del_taller = {f.clave for f in plantilla("completo").fases}
    for fase, campos in persona["respuestas"].items():
        assert fase in del_taller
        assert all(RESPUESTAS[fase][campo](campo, valor, FINES_DE_MES[0]) == valor for campo, valor in campos.items())


@pytest.mark.parametrize("persona", GENTE, ids=lambda p: p["alias"])
def test_cada_cual_trae_los_tres_tipos_de_cliente_y_un_estable_y_un_perdido(persona):
    assert {c["tipo"] for c in persona["clientes"]} == {"cliente", "no_cliente", "cliente_perdido"}
    assert 3 <= len(persona["clientes"]) <= 4
    assert [c["tipo"] for c in clientes(persona, "estable")] == ["cliente"]
    assert [c["tipo"] for c in clientes(persona, "perdido")] == ["cliente_perdido"]


def test_quien_dice_que_no_amplia_da_una_causa_y_salen_todas():
    no_amplian = [c for p in GENTE for c in p["clientes"] if c.get("amplia") is False]

    assert {c["causa"] for c in no_amplian} == {
        "desconoce_valor",
        "no_importante",
        "otro_proveedor",
        "miedo_error",
        "no_lo_se",
        "otra",
    }


def test_los_hitos_van_de_lejos_a_cerca_y_no_son_anteriores_a_la_relacion():
    for cliente in (c for p in GENTE for c in p["clientes"]):
        meses = [h["meses_atras"] for h in cliente["hitos"]]
        assert meses == sorted(meses, reverse=True)
        assert not meses or 0 <= meses[-1] <= meses[0] <= cliente["meses_desde"]


def test_una_sola_persona_lo_dejo_a_medias():
    a_medias = [p["alias"] for p in GENTE if len({v.afirmacion for v in ensayo.valoraciones(p)}) < len(AFIRMACIONES)]

    assert a_medias == ["Gabriel"]
    assert not next(p for p in GENTE if p["alias"] == "Gabriel")["compromisos"]


def test_los_demas_cuentan_entre_cuatro_y_ocho_hitos_y_sus_contactos():
    for cliente in (c for p in GENTE if p["alias"] != "Gabriel" for c in p["clientes"] if c.get("papel")):
        assert 4 <= len(cliente["hitos"]) <= 8
        assert 1 <= len(cliente["interlocutores"]) <= 5
        assert 2 <= len(cliente["interacciones"]) <= 4
        assert 0 <= cliente["intuicion"] <= 100


def test_hay_huecos_no_lo_se_e_hilo_unico():
    sin_perdido = [p["alias"] for p in GENTE if not puntos(p, "perdido")]
    dudas = {p["alias"]: sum(v.valor == "ns" for v in ensayo.valoraciones(p)) for p in GENTE}
    hilos = [p["alias"] for p in GENTE if len(clientes(p, "estable")[0]["interlocutores"]) == 1]

    assert sin_perdido == ["Lucía", "Gabriel"]
    assert dudas["Tomás"] >= 5
    assert hilos == ["Andrés"]


def test_las_tres_palancas_con_mas_dispersion_son_vinculos_apertura_y_expectativas():
    assert set(estadistica.con_mas_dispersion(dispersion("estable"), 3)) == DEBATE
    assert all(estadistica.repartidas(dispersion("estable")[p]) for p in DEBATE)


def test_la_segunda_ronda_va_de_esas_tres_y_acerca_las_respuestas():
    antes, despues = dispersion("estable"), dispersion("estable", 2)
    valoradas = {v.afirmacion[:2] for p in GENTE for v in ensayo.valoraciones(p) if v.ronda == 2}

    assert valoradas == DEBATE
    assert all(despues[p] < antes[p] for p in DEBATE)


def test_los_perdidos_quedan_por_debajo_salvo_en_cumplimiento_donde_no_se_distingue():
    """Es la conversación del taller: cumplir no bastó."""
    quienes = [p for p in GENTE if puntos(p, "perdido")]
    distinguibles = {
        palanca
        for palanca in PALANCAS
        if estadistica.diferencia_pareada(
            [puntos(p, "perdido").get(palanca) for p in quienes], [puntos(p, "estable").get(palanca) for p in quienes]
        ).inferior
        > 0
    }

    assert distinguibles == set(PALANCAS) - {"P5"}
    assert median(median(puntos(p, "perdido").values()) for p in quienes) < 2.5


def test_salen_los_cuatro_cuadrantes_una_frontera_y_alguien_sin_dato():
    assert {rotulo_de_perfil(p) for p in GENTE} == {
        "propietario",
        "artesano",
        "operador",
        "explorador",
        perfil.EN_LA_FRONTERA,
        None,
    }


def test_los_votos_son_a_aportaciones_ajenas_y_no_pasan_del_maximo():
    autoria = {a["clave"]: p["alias"] for p in GENTE for a in p["aportaciones"]}
    maximo = maximo_de_votos(len(autoria))

    for persona in GENTE:
        assert len(set(persona["votos"])) == len(persona["votos"]) <= maximo
        assert all(autoria[voto] != persona["alias"] for voto in persona["votos"])


def test_hay_aportaciones_de_los_tres_tipos():
    assert {a["tipo"] for p in GENTE for a in p["aportaciones"]} == {"estrategia", "tecnica", "proceso"}


def test_cada_compromiso_esta_completo_y_habla_de_un_cliente_propio_y_de_alguien_del_grupo():
    alias = {p["alias"] for p in GENTE}
    for persona in GENTE:
        for c in persona["compromisos"]:
            assert all(c[campo] for campo in ("situacion", "accion", "senal", "palanca", "horizonte"))
            assert c["cliente"] in {x["clave"] for x in persona["clientes"]}
            assert c["acompana"] in alias - {persona["alias"]}


def test_los_compromisos_miran_a_los_tres_horizontes():
    assert {c["horizonte"] for p in GENTE for c in p["compromisos"]} == {"corto", "medio", "largo"}


def test_hay_entre_tres_y_cuatro_asuntos_aparcados():
    assert 3 <= sum(len(p["aparcamiento"]) for p in GENTE) <= 4


def test_todas_las_palancas_tienen_algun_hecho():
    hechos = [x for p in GENTE for c in p["clientes"] for x in (*c["hitos"], *c["interacciones"])]

    assert {palanca for hecho in hechos for palanca in hecho.get("palancas", [])} == set(PALANCAS)


def test_los_meses_hacia_atras_cruzan_el_ano():
    assert ensayo.mes_de_hace(0, date(2026, 1, 15)) == "2026-01"
    assert ensayo.mes_de_hace(1, date(2026, 1, 15)) == "2025-12"
    assert ensayo.mes_de_hace(13, date(2026, 12, 31)) == "2025-11"
