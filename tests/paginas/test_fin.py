"""Al terminar el taller, quien participa se entera y tiene a mano lo suyo."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from modelo.casos import agenda
from paginas.comun import participacion, tablon
from tests.fabricas import Mesa
from tests.paginas.aparato import Pantalla, en, hacer
from tests.paginas.recuerdo import recuerdo

ADONDE = {"Lo mío", "Resultados del grupo", "Mi plan y su seguimiento"}


def _rotulos(pantalla: Pantalla) -> set[str]:
    return {b.label for b in pantalla.at.button}


def test_al_terminar_se_dice_y_se_ofrece_lo_propio_sin_reloj_ni_listo(mesa: Mesa) -> None:
    pantalla, _ = en(mesa, "cierre")
    antes = _rotulos(pantalla)
    hacer(mesa, agenda.terminar, quien=mesa.facilita)
    pantalla.mira()

    assert "Listo" in antes
    assert [t.value for t in pantalla.at.title] == ["El taller ha terminado"]
    assert _rotulos(pantalla) >= ADONDE
    assert "Listo" not in _rotulos(pantalla)
    assert "reabran" not in pantalla.textos()
    assert not [n for n in pantalla.at.main if "participar_reloj" in str(n.proto)]


def test_reabierto_el_taller_vuelve_la_ultima_fase(mesa: Mesa) -> None:
    pantalla, _ = en(mesa, "cierre")
    hacer(mesa, agenda.terminar, quien=mesa.facilita)
    pantalla.mira()
    hacer(mesa, agenda.reabrir, quien=mesa.facilita)
    pantalla.mira()

    assert [t.value for t in pantalla.at.title] == ["Cierre"]
    assert "Listo" in _rotulos(pantalla)


def test_lo_que_sigue_abierto_hasta_su_fecha_se_puede_completar_con_el_taller_terminado(mesa: Mesa) -> None:
    pantalla, _ = en(mesa, "cierre")
    hasta = datetime.now(UTC) + timedelta(days=3)
    hacer(mesa, agenda.abrir_hasta, quien=mesa.facilita, clave="salida", hasta=hasta)
    hacer(mesa, agenda.terminar, quien=mesa.facilita)
    pantalla.mira().pulsa("Completar «Salida»").escribe("¿Qué te llevas de hoy?", "la calma")

    assert pantalla.campo("¿Qué te llevas de hoy?").value == "la calma"
    assert pantalla.errores() == []
    assert "Ir al final" in _rotulos(pantalla)


def test_a_quien_esta_escribiendo_no_se_le_quita_el_campo_al_terminar(mesa: Mesa, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    pantalla, _ = en(mesa, "cierre")
    monkeypatch.setattr(tablon, "esta_escribiendo", lambda _: True)
    hacer(mesa, agenda.terminar, quien=mesa.facilita)
    pantalla.mira()

    assert pantalla.campo("¿Qué harás distinto el lunes?")
    assert any("El taller ha terminado" in i.value for i in pantalla.at.info)


def test_aparcar_dice_que_ha_quedado_apuntado(mesa: Mesa) -> None:
    pantalla, _ = en(mesa, "mapa")
    pantalla.campo("¿Qué dejamos para el cierre?").set_value("hablar de precios " + "x" * 90)
    pantalla.pulsa("Aparcar")
    dichos = [s.value for s in pantalla.at.success]

    assert len(dichos) == 1
    assert dichos[0].startswith("Apuntado para el cierre: «hablar de precios")
    assert len(dichos[0]) < participacion.LARGO_DEL_APARCADO + 40


def test_con_el_taller_terminado_se_leen_las_otras_fases_y_se_dice_que_ya_no_se_cambian(mesa: Mesa) -> None:
    pantalla, _ = en(mesa, "mapa")
    hacer(mesa, agenda.terminar, quien=mesa.facilita)
    pantalla.mira()
    pantalla.at.session_state["otras_fases"] = True
    pantalla.mira().pulsa("Bienvenida")

    assert [t.value for t in pantalla.at.title] == ["Bienvenida"]
    assert any("ya no se cambia" in i.value for i in pantalla.at.info)


def test_ir_al_final_lleva_a_la_despedida_aunque_la_ultima_fase_siga_abierta(mesa: Mesa) -> None:
    pantalla, _ = en(mesa, "cierre")
    hasta = datetime.now(UTC) + timedelta(days=3)
    hacer(mesa, agenda.abrir_hasta, quien=mesa.facilita, clave="cierre", hasta=hasta)
    hacer(mesa, agenda.terminar, quien=mesa.facilita)
    pantalla.mira().pulsa("Ir al final")

    assert [t.value for t in pantalla.at.title] == ["El taller ha terminado"]
    pantalla.pulsa("Completar «Cierre»")
    assert [t.value for t in pantalla.at.title] == ["Cierre"]


def test_lo_que_fallo_con_la_pantalla_vieja_se_dice_una_vez_en_la_despedida(mesa: Mesa) -> None:
    pantalla, _ = en(mesa, "cierre")
    hacer(mesa, agenda.terminar, quien=mesa.facilita)
    recados_de = recuerdo(pantalla.at)
    recados_de["aviso"] = ("La fase está cerrada.", False)
    pantalla.mira()
    assert pantalla.errores() == ["La fase está cerrada."]

    assert pantalla.mira().errores() == []


def test_la_despedida_dice_hasta_cuando_se_puede_volver(mesa: Mesa) -> None:
    pantalla, _ = en(mesa, "cierre")
    hacer(mesa, agenda.terminar, quien=mesa.facilita)
    pantalla.mira()

    assert "puedes volver hasta el 01/05/2027. Ese día se borra" in pantalla.textos()
