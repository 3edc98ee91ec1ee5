"""Formar parejas y grupos desde la consola, y verlos en la proyección y en la pantalla de cada participante."""

from __future__ import annotations

import pytest

from datos import reparto as lecturas
from modelo.casos import agenda, reparto
from modelo.valores import Entrada, Identidad, Papel
from paginas.comun import tablon
from tests.paginas.pantalla import MesaViva, Pantalla, una_mesa_viva


@pytest.fixture
def mesa(base_de_datos: str) -> MesaViva:
    return una_mesa_viva(base_de_datos)


def entran(mesa: MesaViva, cuantas: int, *, conectadas: int = 0) -> list[Entrada]:
    gente = [mesa.entra(f"Persona{n}") for n in range(cuantas)]
    for quien in gente[:conectadas]:
        tablon.latir(mesa.creado.codigo, quien.identidad.participante_id or "", f"puesto {quien.alias}")
    return gente


def consola(mesa: MesaViva) -> Pantalla:
    pantalla = Pantalla().como(mesa.creado.codigo, mesa.facilita).va("conducir", mesa.creado.codigo)
    pantalla.at.session_state["grupos"] = True
    return pantalla.mira()


def proyeccion(mesa: MesaViva) -> str:
    proyecta = Identidad(Papel.PROYECTA, mesa.creado.sala_id)
    return Pantalla().como(mesa.creado.codigo, proyecta).va("proyectar", mesa.creado.codigo).lee()


def participa(mesa: MesaViva, quien: Entrada) -> Pantalla:
    return Pantalla().como(mesa.creado.codigo, quien.identidad).va("participar", mesa.creado.codigo)


def grupos(mesa: MesaViva) -> dict[int, list[str]]:
    hechos = lecturas.grupos(mesa.motor, mesa.creado.taller_id)
    return {numero: [p.alias for p in miembros] for numero, miembros in hechos.items()}


def test_se_reparte_entre_quienes_tienen_conexion_o_entre_toda_la_sala(mesa: MesaViva) -> None:
    entran(mesa, 6, conectadas=3)
    facilita = consola(mesa)
    dicho = facilita.lee()
    facilita.pulsa("Repartir al azar")
    conectadas = grupos(mesa)
    facilita.elige("Entre quiénes", "Toda la sala").elige("De cuánta gente", "Tríos").pulsa("Volver a repartir")

    assert "De 3 personas sale 1 grupo de 3." in dicho
    assert conectadas == {1: ["Persona0", "Persona1", "Persona2"]}
    assert sorted(map(len, grupos(mesa).values())) == [3, 3]
    assert "Grupo 2" in facilita.lee()


def test_hasta_ensenarlos_no_se_ven_y_al_retirarlos_dejan_de_verse(mesa: MesaViva) -> None:
    gente = entran(mesa, 4, conectadas=4)
    facilita, ana = consola(mesa).pulsa("Repartir al azar"), participa(mesa, gente[0])
    suyos = next(miembros for miembros in grupos(mesa).values() if "Persona0" in miembros)
    pareja = next(alias for alias in suyos if alias != "Persona0")
    vistos = []
    for boton in ("", "Enseñar los grupos", "Dejar de enseñarlos"):
        if boton:
            facilita.pulsa(boton)
        vistos.append((f"{pareja} y tú" in ana.mira().lee(), "¿Con quién te toca?" in proyeccion(mesa)))

    assert vistos == [(False, False), (True, True), (False, False)]


def test_la_proyeccion_lleva_a_todos_y_al_cambiar_de_fase_vuelve_a_lo_suyo(mesa: MesaViva) -> None:
    entran(mesa, 5, conectadas=5)
    consola(mesa).pulsa("Repartir al azar").pulsa("Enseñar los grupos")
    con_grupos = proyeccion(mesa)
    mesa.hacer(agenda.avanzar, quien=mesa.facilita)
    despues = proyeccion(mesa)

    assert [n for n in range(5) if f"Persona{n}" not in con_grupos] == []
    assert "Grupo 2" in con_grupos
    assert "Grupo 1" not in despues


def test_la_pantalla_neutra_tapa_tambien_los_grupos(mesa: MesaViva) -> None:
    entran(mesa, 4, conectadas=4)
    consola(mesa).pulsa("Repartir al azar").pulsa("Enseñar los grupos").pulsa("Pantalla neutra")

    assert "Grupo 1" not in proyeccion(mesa)


def test_a_quien_entra_tarde_se_le_ofrece_el_grupo_mas_pequeno_y_se_le_dice(mesa: MesaViva) -> None:
    entran(mesa, 5, conectadas=5)
    facilita = consola(mesa).pulsa("Repartir al azar").pulsa("Enseñar los grupos")
    tarde = mesa.entra("Tarde")
    ana = participa(mesa, tarde)
    antes = ana.lee()
    menor = min(grupos(mesa), key=lambda n: len(grupos(mesa)[n]))
    facilita.mira().pulsa(f"Añadir al grupo {menor}")

    assert "Todavía no tienes grupo" in antes
    assert "Tarde" in grupos(mesa)[menor]
    assert f"Tu grupo es el {menor}" in ana.mira().lee()
    assert "no tiene grupo" not in facilita.lee()


def test_mientras_se_ven_quien_llega_se_ofrece_aunque_el_desplegable_este_plegado(mesa: MesaViva) -> None:
    entran(mesa, 4, conectadas=4)
    consola(mesa).pulsa("Repartir al azar").pulsa("Enseñar los grupos")
    mesa.entra("Tarde")
    plegada = Pantalla().como(mesa.creado.codigo, mesa.facilita).va("conducir", mesa.creado.codigo)

    assert "Enseñar los grupos" not in plegada.botones()
    assert "**Tarde** no tiene grupo." in plegada.lee()
    plegada.pulsa("Añadir al grupo 1").pulsa("Dejar de enseñarlos")
    assert "Los grupos se están viendo" not in plegada.lee()


def test_se_mueve_a_alguien_a_mano_y_se_avisa_de_quien_se_queda_a_solas(mesa: MesaViva) -> None:
    entran(mesa, 4, conectadas=4)
    facilita = consola(mesa).pulsa("Repartir al azar")
    antes = grupos(mesa)
    movida, sola = antes[1]
    facilita.elige("Mover a alguien", f"{movida} · grupo 1").elige("A qué grupo", "Grupo 2")

    assert grupos(mesa) == {1: [sola], 2: sorted([*antes[2], movida])}
    assert f"{sola} está a solas en el grupo 1." in facilita.avisos()


def test_con_una_sola_persona_no_se_reparte(mesa: MesaViva) -> None:
    entran(mesa, 1, conectadas=1)
    facilita = consola(mesa)

    assert "Repartir al azar" not in facilita.botones()
    assert "Hacen falta al menos dos personas." in facilita.lee()


def test_dos_consolas_que_reparten_a_la_vez_no_se_pisan_y_la_segunda_lo_dice(mesa: MesaViva) -> None:
    entran(mesa, 4, conectadas=4)
    una, otra = consola(mesa), consola(mesa)
    una.pulsa("Repartir al azar")
    hechos = grupos(mesa)
    otra.pulsa("Repartir al azar")

    assert grupos(mesa) == hechos
    assert "los grupos acaban de cambiar en otra consola" in "\n".join(otra.avisos())
    assert "Volver a repartir" in otra.botones()


def test_lo_que_hay_en_los_alias_se_ensena_como_texto(mesa: MesaViva) -> None:
    malas = [mesa.entra(alias) for alias in ("<b>Eva</b>", "**Leo** :red[x]")]
    personas = tuple(m.identidad.participante_id or "" for m in malas)
    mesa.hacer(reparto.repartir_grupos, quien=mesa.facilita, de=2, personas=personas)
    mesa.hacer(reparto.ensenar_grupos, quien=mesa.facilita)

    assert "&lt;b&gt;Eva" in proyeccion(mesa)
    assert "\\*\\*Leo" in participa(mesa, malas[0]).lee()
