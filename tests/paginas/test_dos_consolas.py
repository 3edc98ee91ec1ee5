"""Dos personas facilitan a la vez, cada una en su consola: lo de una no pisa lo de la otra."""

from __future__ import annotations

from datetime import timedelta

import pytest

from datos import consultas
from modelo.valores import FaseVista, TallerVisto
from tests.paginas.pantalla import MesaViva, Pantalla, una_mesa_viva


@pytest.fixture
def mesa(base_de_datos: str) -> MesaViva:
    return una_mesa_viva(base_de_datos)


def consola(mesa: MesaViva, pagina: str = "conducir") -> Pantalla:
    return Pantalla().como(mesa.creado.codigo, mesa.facilita).va(pagina, mesa.creado.codigo)


def ver(mesa: MesaViva) -> TallerVisto:
    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    return visto


def fase(mesa: MesaViva, clave: str) -> FaseVista:
    hallada = ver(mesa).fase(clave)
    assert hallada is not None
    return hallada


def test_avanzar_desde_las_dos_a_la_vez_avanza_una_sola_fase(mesa: MesaViva) -> None:
    una, otra = consola(mesa), consola(mesa)
    una.pulsa("Avanzar")
    otra.pulsa("Avanzar")
    assert ver(mesa).fase_actual == "mapa"
    otra.pulsa("Avanzar")
    una.mira().pulsa("Volver")
    otra.pulsa("Volver")

    assert ver(mesa).fase_actual == "mapa"
    assert una.mira().titulos()[0] == otra.titulos()[0] == fase(mesa, "mapa").titulo


def test_los_minutos_que_da_cada_una_se_suman(mesa: MesaViva) -> None:
    una, otra = consola(mesa), consola(mesa)
    una.pulsa("Empezar")
    antes = fase(mesa, "bienvenida").termina_en
    otra.mira()
    una.pulsa("+5 min")
    otra.pulsa("+1 min")
    despues = fase(mesa, "bienvenida").termina_en

    assert antes is not None
    assert despues == antes + timedelta(minutes=6)


def test_revelar_o_pausar_desde_las_dos_no_se_deshace(mesa: MesaViva) -> None:
    una, otra = consola(mesa), consola(mesa)
    una.pulsa("Empezar").pulsa("Revelar")
    otra.pulsa("Empezar")
    for pantalla in (una.mira(), otra.mira()):
        assert "Ocultar" in pantalla.botones()
    quedaba = una.pulsa("Pausar") and fase(mesa, "bienvenida").restante_en_pausa
    otra.pulsa("Pausar")

    assert fase(mesa, "bienvenida").revelada
    assert quedaba
    assert fase(mesa, "bienvenida").restante_en_pausa == quedaba


def test_cambiar_los_minutos_de_dos_fases_a_la_vez_guarda_los_dos_y_de_la_misma_los_ultimos(mesa: MesaViva) -> None:
    una, otra = consola(mesa, "preparar"), consola(mesa, "preparar")
    orden = [f.clave for f in ver(mesa).fases]
    rotulo = {c: f"Minutos de la fase {orden.index(c) + 1}" for c in ("bienvenida", "mapa")}
    una.escribe(rotulo["bienvenida"], 11, cual=0)
    otra.escribe(rotulo["mapa"], 22, cual=0)
    de_dos = fase(mesa, "bienvenida").minutos, fase(mesa, "mapa").minutos
    una.escribe(rotulo["mapa"], 25, cual=0)

    assert de_dos == (11, 22)
    assert fase(mesa, "mapa").minutos == 25
    assert otra.mira().campo(rotulo["mapa"], cual=0).value == 25


def test_lo_que_una_quita_del_debate_y_lo_que_la_otra_anade_valen_los_dos(mesa: MesaViva) -> None:
    mesa.salta("radar")
    una, otra = consola(mesa), consola(mesa)
    for pantalla, cuales in ((una, [0]), (otra, [0, 1])):
        pantalla.mira()
        debate = next(g for g in pantalla.at.button_group if g.label == "Palancas a debate")
        debate.set_value([debate.options[n] for n in cuales])
        pantalla.mira()
    assert ver(mesa).debate == ("P1", "P2")

    una.mira()
    quitar = next(g for g in una.at.button_group if g.label == "Palancas a debate")
    anadir = next(g for g in otra.at.button_group if g.label == "Palancas a debate")
    quitar.set_value([quitar.options[1]])
    anadir.set_value([anadir.options[n] for n in (0, 1, 2)])
    una.mira()
    otra.mira()

    assert ver(mesa).debate == ("P2", "P3")
