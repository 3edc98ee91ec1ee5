"""La consola, la preparación y lo que se proyecta, con AppTest sobre una base de verdad."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from datos import consultas
from datos.demostracion import sembrar_ensayo
from datos.motor import crear_motor
from modelo.casos import agenda, sala
from modelo.valores import FaseVista, Identidad, Objeto, Papel, TallerVisto
from paginas.comun import ejecucion, tablon
from tests.fabricas import Mesa, Reloj, otro_taller, una_mesa
from tests.paginas.recuerdo import ya_entro
from tests.reglas import RAIZ


@pytest.fixture
def motor(base_de_datos: str) -> sa.Engine:
    return crear_motor(base_de_datos)


@pytest.fixture
def mesa(motor: sa.Engine) -> Mesa:
    ahora = datetime.now(UTC)
    # El proceso recuerda cada sala por su código: cada prueba, el suyo.
    azar = random.SystemRandom()
    mesa = una_mesa(motor, ahora=ahora, borrar_el=ahora.date() + timedelta(days=30), azar=azar)
    mesa.reloj = Reloj(ahora)
    return mesa


def abre(pagina: str, mesa: Mesa, papel: str = "facilita", **contexto: Any) -> AppTest:
    """Una pestaña de quien facilita o proyecta, en una página."""
    at = AppTest.from_file(str(RAIZ / "paginas/marco.py"), default_timeout=30)
    at.context = contexto
    at.query_params["sala"] = mesa.creado.codigo
    ya_entro(at, mesa.creado.codigo, Identidad(Papel(papel), mesa.creado.sala_id))
    at.run()
    at.switch_page(f"{pagina}.py").run()
    assert not at.exception
    return at


def ver(mesa: Mesa) -> TallerVisto:
    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    return visto


def fase(mesa: Mesa, clave: str) -> FaseVista:
    hallada = ver(mesa).fase(clave)
    assert hallada is not None
    return hallada


def pulsa(at: AppTest, clave: str) -> AppTest:
    at.button(key=clave).click().run()
    assert not at.exception
    return at


def claves(at: AppTest) -> set[str | None]:
    return {boton.key for boton in at.button}


def textos(at: AppTest) -> str:
    return "\n".join(str(e.value) for grupo in (at.markdown, at.caption, at.title, at.info, at.error) for e in grupo)


def test_empezar_pone_el_reloj_y_avanzar_pasa_a_la_siguiente(mesa: Mesa) -> None:
    at = abre("conducir", mesa)
    assert {"conducir_empezar", "conducir_avanzar"} <= claves(at)
    assert "conducir_mas_1" not in claves(at)

    pulsa(at, "conducir_empezar")
    assert fase(mesa, "bienvenida").inicia_en is not None
    assert "conducir_empezar" not in claves(at)
    pulsa(at, "conducir_mas_5")
    pulsa(at, "conducir_avanzar")
    assert [t.value for t in at.title] == [fase(mesa, "mapa").titulo]
    pulsa(at, "conducir_volver")
    assert ver(mesa).fase_actual == "bienvenida"


def test_en_pausa_la_hora_de_acabar_cuenta_con_lo_que_queda_de_la_fase(mesa: Mesa) -> None:
    mesa.hacer(agenda.empezar, quien=mesa.facilita)
    mesa.hacer(agenda.pausar_reloj, quien=mesa.facilita)
    de_la_sesion = sum(f.minutos for f in ver(mesa).fases if f.sesion == 1)
    acaba = datetime.now(UTC) + timedelta(minutes=de_la_sesion)

    dicho = next(c.value for c in abre("conducir", mesa, timezone="UTC").caption if "acabaría" in c.value)

    minuto = timedelta(minutes=1)
    assert any(f"a las {acaba + margen:%H:%M}." in dicho for margen in (-minuto, 0 * minuto, minuto))


def test_revelar_y_ocultar_son_el_mismo_sitio(mesa: Mesa) -> None:
    at = pulsa(abre("conducir", mesa), "conducir_revelar")
    assert fase(mesa, "bienvenida").revelada
    assert "conducir_revelar" not in claves(at)

    pulsa(at, "conducir_ocultar")
    assert not fase(mesa, "bienvenida").revelada


def test_la_agenda_abre_una_fase_hasta_la_hora_de_quien_facilita(mesa: Mesa) -> None:
    at = abre("conducir", mesa, timezone="America/Bogota")
    at.session_state["acciones_mapa"] = True
    at.run()
    dia = mesa.reloj.ahora + timedelta(days=9)
    cuando = datetime(dia.year, dia.month, dia.day, 18, 30)  # noqa: DTZ001  (el campo no lleva zona)
    at.datetime_input(key="agenda_hasta_mapa").set_value(cuando)
    pulsa(at, "agenda_abrir_hasta_mapa")

    assert fase(mesa, "mapa").abierta_hasta == cuando.replace(tzinfo=ZoneInfo("America/Bogota"))


def test_el_debate_propone_las_mas_dispersas_con_sus_medidas(motor: sa.Engine) -> None:
    mesa = Mesa(motor, sembrar_ensayo(motor), Reloj(datetime.now(UTC)))
    mesa.hacer(agenda.fijar_debate, quien=mesa.facilita, palancas=())
    at = abre("conducir", mesa)
    assert "desviación respecto a la mediana" in textos(at)

    pulsa(at, "debate_proponer")
    assert len(ver(mesa).debate) >= 3


def test_sin_revelar_el_radar_no_hay_propuesta_de_debate(motor: sa.Engine) -> None:
    mesa = Mesa(motor, sembrar_ensayo(motor), Reloj(datetime.now(UTC)))
    mesa.hacer(agenda.ocultar, quien=mesa.facilita, clave="radar")
    at = abre("conducir", mesa)

    assert at.button(key="debate_proponer").disabled
    assert "desviación respecto a la mediana" not in textos(at)


def test_preparar_quita_una_fase_y_cambia_otra(mesa: Mesa) -> None:
    at = abre("preparar", mesa)
    pulsa(at, "preparar_quitar_entorno")
    assert ver(mesa).fase("entorno") is None

    minutos = next(n for n in at.number_input if (n.key or "").startswith("preparar_minutos_mapa"))
    minutos.set_value(20).run()
    assert fase(mesa, "mapa").minutos == 20
    pulsa(at, "preparar_casa_agenda_si")
    assert fase(mesa, "mapa").minutos == 32
    assert ver(mesa).fase("entorno") is not None


def test_con_respuestas_la_preparacion_solo_deja_titulos_y_minutos(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    mesa.guarda(ana, Objeto("respuesta", "bienvenida"), "palabra", "curiosa")
    at = abre("preparar", mesa)

    assert not [c for c in claves(at) if c and c.startswith(("preparar_quitar_", "preparar_subir_"))]
    assert "Ya hay respuestas" in textos(at)
    assert at.number_input


def test_quien_proyecta_no_tiene_nada_que_pulsar_ni_ve_alias_en_una_fase_anonima(mesa: Mesa) -> None:
    mesa.entra("Ana de Compras")
    at = abre("proyectar", mesa, "proyecta")
    assert not list(at.button)
    assert "Ana de Compras" in _html(at)

    cambio = {"quien": mesa.facilita, "clave": "bienvenida", "anonima": True, "ahora": mesa.reloj.ahora}
    ejecucion.ejecutar(mesa.motor, agenda.endurecer_anonimato, **cambio)
    assert "Ana de Compras" not in _html(abre("proyectar", mesa, "proyecta"))


def _html(at: AppTest) -> str:
    return "\n".join(str(e.proto) for e in at.get("html")) + textos(at)


def test_quien_proyecta_no_entra_en_la_consola_ni_en_la_preparacion(mesa: Mesa) -> None:
    for pagina in ("conducir", "preparar"):
        at = abre(pagina, mesa, "proyecta")
        assert claves(at) == {"guarda_ir"}


def test_un_titulo_vacio_se_dice_junto_al_campo_y_no_pierde_lo_escrito() -> None:
    at = AppTest.from_file(str(RAIZ / "paginas/marco.py"), default_timeout=30).run()
    at.switch_page("crear.py").run()
    at.text_input(key="crear_titulo").set_value("  ").run()
    at.text_input(key="crear_organizacion").set_value("Ventas").run()
    pulsa(at, "crear_boton")

    assert [e.value for e in at.error] == ["No se ha guardado: hace falta escribir algo."]
    assert at.text_input(key="crear_organizacion").value == "Ventas"
    at.text_input(key="crear_titulo").set_value("Otro taller").run()
    at.button(key="crear_boton").click().run()
    assert not at.exception
    assert "Otro taller" in textos(at)


@pytest.mark.parametrize(("desde", "pregunta"), [("mapa", True), ("pausa", False)])
def test_avanzar_pregunta_si_falta_gente_salvo_en_una_pausa(mesa: Mesa, desde: str, pregunta: bool) -> None:
    ana = mesa.entra("Ana").identidad.participante_id or ""
    clave = next(f.clave for f in ver(mesa).fases if f.tipo == desde)
    ejecucion.ejecutar(mesa.motor, agenda.saltar, quien=mesa.facilita, clave=clave, ahora=mesa.reloj.ahora)
    tablon.latir(mesa.creado.codigo, ana, "puesto")
    at = abre("conducir", mesa)
    at.button(key="conducir_avanzar").click().run()

    assert any("¿Avanzar igualmente?" in m.value for m in at.markdown) is pregunta
    assert (ver(mesa).fase_actual == clave) is pregunta


def test_terminar_pregunta_si_falta_gente(mesa: Mesa) -> None:
    ana = mesa.entra("Ana").identidad.participante_id or ""
    ultima = ver(mesa).fases[-1].clave
    ejecucion.ejecutar(mesa.motor, agenda.saltar, quien=mesa.facilita, clave=ultima, ahora=mesa.reloj.ahora)
    tablon.latir(mesa.creado.codigo, ana, "puesto")
    at = abre("conducir", mesa)
    at.button(key="conducir_terminar").click().run()
    antes = ver(mesa).terminado

    assert any("Falta 1 persona por decir «Listo». ¿Terminar igualmente?" in m.value for m in at.markdown)
    at.button(key="conducir_terminar_si").click().run()
    assert (antes, ver(mesa).terminado) == (False, True)


def test_con_el_taller_en_marcha_el_de_seguimiento_no_se_crea_sin_decir_que_se_sabe(mesa: Mesa) -> None:
    at = abre("seguimiento", mesa)
    assert at.button(key="seguimiento_crear").disabled
    at.checkbox(key="seguimiento_crear_seguro").check().run()
    at.button(key="seguimiento_crear").click().run()

    assert ver(mesa).titulo.startswith("Seguimiento · ")
    assert "Ya está el taller de seguimiento, en la misma sala" in at.success[0].value


def test_borrar_una_sala_con_dos_talleres_dice_que_se_borran_los_dos(mesa: Mesa) -> None:
    mesa.hacer(sala.crear_taller, quien=mesa.facilita, **otro_taller(mesa))

    assert "Borrar los 2 talleres de la sala" in [b.label for b in abre("conducir", mesa).button]


def test_terminado_el_taller_la_consola_propone_lo_que_queda_en_vez_del_guion(mesa: Mesa) -> None:
    at = abre("conducir", mesa)
    guion = ver(mesa).actual.guion
    antes = guion in textos(at), {b.label for b in at.button}
    ejecucion.ejecutar(mesa.motor, agenda.terminar, quien=mesa.facilita, ahora=mesa.reloj.ahora)
    at.run()

    siguientes = {"Informe del grupo", "Enlace de revisión", "Seguimiento del plan"}
    assert antes[0]
    assert not siguientes & antes[1]
    assert siguientes <= {b.label for b in at.button}
    assert "El taller ha terminado" in textos(at)
    assert guion not in textos(at)


def test_la_consola_dice_desde_cuantas_personas_se_ven_las_cifras_hasta_que_las_hay(mesa: Mesa) -> None:
    aviso = f"las cifras del grupo se ven desde {ver(mesa).umbral}"
    clave = next(f.clave for f in ver(mesa).fases if f.tipo == "bienvenida")
    ejecucion.ejecutar(mesa.motor, agenda.saltar, quien=mesa.facilita, clave=clave, ahora=mesa.reloj.ahora)
    pocas = _escriben(mesa, clave, ver(mesa).umbral - 1)
    bastantes = _escriben(mesa, clave, 1)

    assert aviso in pocas
    assert aviso not in bastantes


def _escriben(mesa: Mesa, clave: str, cuantas: int) -> str:
    for numero in range(cuantas):
        quien = mesa.entra(f"Persona {numero} de {cuantas}").identidad
        mesa.guarda(quien, Objeto("respuesta", clave), "palabra", "ganas")
    return textos(abre("conducir", mesa))


def test_un_punto_de_control_sin_nombre_lo_dice_junto_al_campo_y_con_nombre_dice_que_esta(mesa: Mesa) -> None:
    at = abre("conducir", mesa)
    at.button(key="punto_guardar").click().run()
    sin_nombre = [e.value for e in at.error]
    at.text_input(key="punto_nombre").set_value("antes de empezar")
    at.button(key="punto_guardar").click().run()

    assert sin_nombre == ["No se ha guardado: ponle un nombre al punto de control."]
    assert not at.error
    assert [s.value for s in at.success] == ["Guardado el punto de control «antes de empezar»."]


@pytest.mark.parametrize("hay", [False, True])
def test_antes_de_empezar_no_promete_cambiar_lo_que_ya_no_cambia(mesa: Mesa, hay: bool) -> None:
    ana = mesa.entra().identidad
    if hay:
        mesa.guarda(ana, Objeto("respuesta", "bienvenida"), "palabra", "curiosa")
    visto = textos(abre("conducir", mesa))

    assert ("se cambian hasta la primera respuesta" in visto) is not hay
    assert ("lo demás ya no cambia" in visto) is hay
