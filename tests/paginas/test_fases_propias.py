"""Lo que ve y escribe quien participa en cada fase."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from datos import frases
from datos.plantillas import plantilla
from modelo.casos import agenda, grupo, sala
from modelo.valores import Objeto
from tests.fabricas import Mesa
from tests.paginas.aparato import Pantalla, en, hacer


def test_el_plan_ensena_la_frase_entera_y_avisa_de_una_fecha_que_ya_paso(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("plan")
    ayer = (mesa.reloj.ahora - timedelta(days=2)).date().isoformat()
    suyo = {
        "situacion": "Si me piden otra prórroga.",
        "accion": "haré una propuesta",
        "senal": "que la aceptan",
        "palanca": "P2",
    }
    compromiso = mesa.crea(ana.identidad, "compromiso", **suyo, antes_de=ayer)
    pantalla, _ = en(mesa, "plan", ana)
    plegada = next(b.label for b in pantalla.at.button if "Compromiso 1" in b.label)
    assert "check_circle" not in plegada
    assert "la fecha ya ha pasado" in pantalla.textos()
    pantalla.pulsa("Compromiso 1")
    cuando = "/".join(reversed(ayer.split("-")))
    frase = f"Si me piden otra prórroga, entonces haré una propuesta antes del {cuando}; lo notaré en que la aceptan."

    assert f"«{frase}»" in pantalla.textos()
    assert ["ya ha pasado" in a.value for a in pantalla.at.warning] == [True]
    assert compromiso.id in pantalla.campo("Lo notaré en").key


def test_sin_palanca_el_compromiso_dice_que_le_falta_aunque_la_frase_se_lea(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("plan")
    entero = {"situacion": "tarden", "accion": "llamaré", "senal": "que contestan", "antes_de": "2099-01-31"}
    compromiso = mesa.crea(ana.identidad, "compromiso", **entero)
    pantalla, _ = en(mesa, "plan", ana)
    sin_palanca = pantalla.textos()
    mesa.guarda(ana.identidad, compromiso, "palanca", "P2")
    pantalla, _ = en(mesa, "plan", ana)

    frase = "«Si tarden, entonces llamaré antes del 31/01/2099; lo notaré en que contestan.»"
    assert frase in sin_palanca
    assert "Sin palanca, se cuenta aparte en lo que se revela del grupo" in sin_palanca
    assert "Sin palanca" not in pantalla.textos()


def test_retomar_y_seguimiento_ensenan_los_compromisos_del_taller_anterior(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("plan")
    mesa.crea(ana.identidad, "compromiso", situacion="tarden", accion="llamaré yo")
    hoy = mesa.reloj.ahora
    for clave, fase in (("completo", "retomar"), ("seguimiento", "compromisos")):
        hacer(
            mesa, sala.crear_taller, plantilla=plantilla(clave), titulo=clave, organizacion="", umbral=5,
            borrar_el=hoy.date() + timedelta(days=30), sala_id=mesa.creado.sala_id, quien=mesa.facilita,
        )  # fmt: skip
        pantalla, _ = en(mesa, fase, ana)

        assert "«Si tarden, entonces llamaré yo antes de …; lo notaré en …»" in pantalla.textos()
        assert [g.label for g in pantalla.at.button_group if g.label == "¿Cómo va?"] == ["¿Cómo va?"]


def test_sin_compromisos_anteriores_se_cuenta_lo_que_se_ha_intentado(mesa: Mesa) -> None:
    hacer(
        mesa, sala.crear_taller, plantilla=plantilla("seguimiento"), titulo="Seguimiento", organizacion="", umbral=5,
        borrar_el=mesa.reloj.ahora.date() + timedelta(days=30), sala_id=mesa.creado.sala_id, quien=mesa.facilita,
    )  # fmt: skip
    pantalla, ana = en(mesa, "compromisos")
    pantalla.escribe("¿Qué has intentado desde entonces?", "llamar antes")

    assert "llamar antes" in Pantalla(mesa, "mio", ana).textos()


def test_para_valorar_se_propone_el_cliente_de_ese_tipo_y_los_demas_quedan_a_un_paso(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("mapa")
    for tipo, alias in (("cliente", "Faro"), ("cliente_perdido", "Roca")):
        mesa.crea(ana.identidad, "cliente", tipo=tipo, alias=alias)
    pantalla, _ = en(mesa, "valoracion", ana)

    assert "¿Es este tu cliente estable?" in pantalla.textos()
    (otros,) = [e for e in pantalla.at.expander if e.label == "Es otro"]
    assert [b.label for b in otros.button] == ["Roca"]
    pantalla.pulsa("Sí: valorar a Faro")
    assert "Pensando en **Faro**" in pantalla.textos()


def test_si_hay_varios_clientes_de_ese_tipo_se_pregunta_cual_sin_proponer_ninguno(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("mapa")
    for alias in ("Faro", "Duna"):
        mesa.crea(ana.identidad, "cliente", tipo="cliente", alias=alias)
    pantalla, _ = en(mesa, "valoracion", ana)

    assert "¿Cuál es tu cliente estable?" in pantalla.textos()
    assert {"Faro", "Duna"} <= {b.label for b in pantalla.at.button}
    assert "Es otro" not in [e.label for e in pantalla.at.expander]


def test_en_la_segunda_ronda_se_recuerda_lo_que_se_dijo_en_la_primera(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("valoracion")
    faro = mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Faro", papel="estable")
    for letra, dicho in (("a", 4), ("b", "ns")):
        mesa.guarda(ana.identidad, Objeto("valoracion", f"{faro.id}:1"), f"P1{letra}", dicho)
    hacer(mesa, agenda.fijar_debate, quien=mesa.facilita, palancas=("P1",))
    pantalla, _ = en(mesa, "radar", ana)
    recordado = [c.value for c in pantalla.at.caption if "primera ronda dijiste" in c.value]

    assert recordado == [
        "En la primera ronda dijiste: 4 Bastante cierto.", "En la primera ronda dijiste: No lo sé / no aplica."
    ]  # fmt: skip


def test_al_completar_una_palanca_se_dice_y_al_final_se_sabe_cual_falta(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("valoracion")
    faro = mesa.crea(ana.identidad, "cliente", tipo="cliente_perdido", alias="Faro", papel="estable")
    for numero in (1, 2, 3, 4, 5, 6, 8):
        for letra in "abc":
            mesa.guarda(ana.identidad, Objeto("valoracion", f"{faro.id}:1"), f"P{numero}{letra}", 4)
    pantalla, _ = en(mesa, "valoracion", ana)

    assert "Pensando en **Faro**, en el último año de relación…" in pantalla.textos()
    assert "Completa" in pantalla.textos()
    for _ in range(7):
        pantalla.pulsa("Siguiente")
    assert "Te queda algo en" in pantalla.textos()
    pantalla.pulsa("Apertura y delegación")
    assert [h.value for h in pantalla.at.header] == ["Apertura y delegación"]


def test_a_quien_dice_listo_se_le_dice_donde_le_queda_algo_este_en_la_palanca_que_este(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("valoracion")
    faro = mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Faro", papel="estable")
    pantalla, _ = en(mesa, "valoracion", ana)
    assert "te queda algo en" not in pantalla.textos()

    pantalla.pulsa("Listo")
    assert "Has dicho «Listo», pero te queda algo en:" in pantalla.textos()
    assert [t.value for t in pantalla.at.toast] == ["Te queda algo por contestar en 8 palancas."]
    assert not pantalla.mira().at.toast
    pantalla.pulsa("Apertura y delegación")
    assert [h.value for h in pantalla.at.header] == ["Apertura y delegación"]

    for numero in range(1, 9):
        for letra in "abc":
            mesa.guarda(ana.identidad, Objeto("valoracion", f"{faro.id}:1"), f"P{numero}{letra}", 4)
    assert "te queda algo en" not in pantalla.mira().textos()
    assert "Si has terminado, di «Listo»" not in pantalla.textos()


def test_a_quien_dice_listo_no_se_le_pide_acabar_lo_que_es_opcional(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("valoracion")
    faro = mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Faro", papel="estable")
    mesa.crea(ana.identidad, "cliente", tipo="cliente_perdido", alias="Duna", papel="perdido")
    for numero in range(1, 9):
        for letra in "abc":
            mesa.guarda(ana.identidad, Objeto("valoracion", f"{faro.id}:1"), f"P{numero}{letra}", 4)
    pantalla, _ = en(mesa, "valoracion", ana)
    pantalla.pulsa("Listo")
    next(g for g in pantalla.at.button_group if g.label == "¿Sobre quién valoras?").set_value("perdido")
    assert "Pensando en **Duna**" in pantalla.mira().textos()
    assert "te queda algo en" not in pantalla.textos()

    hacer(mesa, agenda.fijar_debate, quien=mesa.facilita, palancas=("P1", "P2"))
    pantalla, _ = en(mesa, "radar", ana)
    pantalla.pulsa("Listo")
    assert "te queda algo en" not in pantalla.textos()


def test_antes_de_elegir_otro_estable_se_dice_que_pasa_con_lo_ya_valorado(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("mapa")
    faro = mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Faro")
    aviso = "Ya has valorado a Faro como tu estable"
    mesa.salta("valoracion")
    mesa.guarda(ana.identidad, faro, "papel", "estable")
    pantalla, _ = en(mesa, "historico", ana)
    assert aviso not in pantalla.textos()

    mesa.guarda(ana.identidad, Objeto("valoracion", f"{faro.id}:1"), "P1a", 4)

    assert aviso in pantalla.mira().textos()


def test_sin_votos_ya_no_se_ofrece_votar(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("estrategias")
    ideas = [mesa.crea(ana.identidad, "aportacion", texto=f"idea {n}") for n in range(4)]
    hacer(mesa, agenda.revelar, quien=mesa.facilita, clave="estrategias")
    for idea in ideas[:2]:
        mesa.hacer(grupo.votar, quien=ana.identidad, aportacion_id=idea.id)
    pantalla, _ = en(mesa, "estrategias", ana)

    assert [b.disabled for b in pantalla.at.button if b.label == "Votar"] == [True, True]
    assert [b.disabled for b in pantalla.at.button if b.label == "Quitar mi voto"] == [False, False]


def test_no_se_vota_lo_que_la_puerta_aun_no_deja_ver(mesa: Mesa) -> None:
    """En una fase anónima, con una sola aportación ajena, la lista para votar la diría entera."""
    ana, luis = mesa.entra("Ana"), mesa.entra("Luis")
    mesa.salta("estrategias")
    mesa.hacer(agenda.endurecer_anonimato, quien=mesa.facilita, clave="estrategias", anonima=True)
    mesa.crea(luis.identidad, "aportacion", texto="Llamo a Pepe los lunes")
    hacer(mesa, agenda.revelar, quien=mesa.facilita, clave="estrategias")
    pantalla, _ = en(mesa, "estrategias", ana)

    assert "Pepe" not in pantalla.textos()
    assert [b.label for b in pantalla.at.button if b.label == "Votar"] == []
    assert "Se mostrará cuando respondan 5 personas; va 1" in pantalla.textos()


def test_con_alias_se_vota_en_cuanto_se_revela_y_en_el_orden_de_las_palancas(mesa: Mesa) -> None:
    ana, luis = mesa.entra("Ana"), mesa.entra("Luis")
    mesa.salta("estrategias")
    for palanca, texto in (("", "sin sitio"), ("P8", "la última"), ("P1", "la primera")):
        mesa.crea(luis.identidad, "aportacion", texto=texto, palanca=palanca)
    hacer(mesa, agenda.revelar, quien=mesa.facilita, clave="estrategias")
    pantalla, _ = en(mesa, "estrategias", ana)
    pantalla.pulsa("Votar")

    leido = [m.value for m in pantalla.at.markdown if m.value in ("la primera", "la última", "sin sitio")]
    assert leido == ["la primera", "la última", "sin sitio"]
    assert next(b.label for b in pantalla.at.button if "otar" in b.label or "voto" in b.label) == "Quitar mi voto"


def test_la_frase_no_repite_lo_que_ya_pone_ni_esconde_lo_que_falta() -> None:
    suyo = SimpleNamespace(situacion=" Si tardan. ", accion="Entonces haré una llamada", antes_de="", senal="")

    assert frases.compromiso(suyo) == "Si tardan, entonces haré una llamada antes de …; lo notaré en …"


@pytest.mark.parametrize(
    ("tipo", "preguntas"),
    [
        ("cliente", {"¿Qué haces con él?", "¿Qué te resulta difícil?"}),
        ("cliente_perdido", {"¿Qué hacías con él?", "¿Qué te resultaba difícil?"}),
        ("no_cliente", {"¿Qué haces con él?", "¿Qué te resulta difícil?"}),
    ],
)
def test_a_quien_se_perdio_se_le_pregunta_en_pasado(mesa: Mesa, tipo: str, preguntas: set[str]) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("mapa")
    mesa.crea(ana.identidad, "cliente", tipo=tipo, alias="Norte")
    pantalla, _ = en(mesa, "mapa", ana)

    escritos = {c.label for c in (*pantalla.at.text_input, *pantalla.at.text_area)}
    desde = {"cliente_perdido": "Desde cuándo fue cliente", "no_cliente": "Desde cuándo os conocéis"}
    assert escritos >= preguntas
    assert any(e.startswith(desde.get(tipo, "Desde cuándo (mes")) for e in escritos)


def test_un_hito_recien_anadido_no_cuenta_hasta_que_cuenta_en_el_indice(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.salta("mapa")
    norte = mesa.crea(ana.identidad, "cliente", tipo="cliente", alias="Norte")
    mesa.salta("historico")
    mesa.guarda(ana.identidad, norte, "intuicion", 60)
    mesa.crea(ana.identidad, "hito", padre=norte.id, fecha="2025-03-01", valencia=1, que_paso="x", ambito="ambos")
    mesa.crea(ana.identidad, "hito", padre=norte.id, fecha="2025-04-01", valencia=1)
    mesa.crea(ana.identidad, "hito", padre=norte.id)
    pantalla, _ = en(mesa, "historico", ana)

    assert "Hitos (2 de 4–8)" in [h.value for h in pantalla.at.header]
