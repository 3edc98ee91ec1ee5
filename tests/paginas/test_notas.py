"""Las notas privadas en la consola: se guardan, se ven en otro aparato que facilite y no salen en ningún otro sitio."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from datos import consultas, exportacion, propio
from datos import notas as lecturas
from datos.demostracion import sembrar_ensayo
from modelo.casos import agenda, notas
from modelo.valores import Identidad, Papel
from paginas.comun.ejecucion import ejecutar, motor_de
from tests.datos.exportacion.apoyo import pedir, todo_lo_escrito
from tests.paginas.pantalla import MesaViva, Pantalla, una_mesa_viva
from tests.paginas.puerta import abrir, todo

SECRETO = "mandarina6620"
ROTULO = "Notas privadas de"


@pytest.fixture
def mesa(base_de_datos: str) -> MesaViva:
    return una_mesa_viva(base_de_datos)


def consola(mesa: MesaViva, *, abiertas: bool = True) -> Pantalla:
    pantalla = Pantalla().como(mesa.creado.codigo, mesa.facilita).va("conducir", mesa.creado.codigo)
    pantalla.at.session_state["notas"] = abiertas
    return pantalla.mira()


def nota(mesa: MesaViva, fase: str = "bienvenida") -> str:
    return lecturas.nota(mesa.motor, mesa.creado.taller_id, fase)


def test_se_guardan_solas_y_se_leen_al_recargar_y_en_otra_consola(mesa: MesaViva) -> None:
    facilita, otra = consola(mesa), consola(mesa)
    facilita.escribe(ROTULO, "Saludar a Leo")

    assert nota(mesa) == "Saludar a Leo"
    assert otra.mira().campo(ROTULO).value == consola(mesa).campo(ROTULO).value == "Saludar a Leo"


def test_guardar_lo_propio_no_cambia_de_campo_y_lo_de_otra_consola_lo_siembra(mesa: MesaViva) -> None:
    facilita, otra = consola(mesa), consola(mesa)
    clave = facilita.campo(ROTULO).key
    facilita.escribe(ROTULO, "Saludar a Leo")
    propia = facilita.mira().campo(ROTULO).key
    otra.mira().escribe(ROTULO, "Saludar a Leo y a Eva")
    ajena = facilita.mira().campo(ROTULO)

    assert propia == clave
    assert (ajena.key != clave, ajena.value) == (True, "Saludar a Leo y a Eva")


def test_lo_que_dos_consolas_escriben_a_la_vez_se_queda_y_las_dos_lo_ven(mesa: MesaViva) -> None:
    una, otra = consola(mesa), consola(mesa)
    una.escribe(ROTULO, "lo de una")
    otra.escribe(ROTULO, "lo de otra")

    assert "lo de una" in nota(mesa)
    assert "lo de otra" in nota(mesa)
    assert una.mira().campo(ROTULO).value == otra.mira().campo(ROTULO).value == nota(mesa)


def test_cada_fase_ensena_las_suyas_y_al_volver_siguen(mesa: MesaViva) -> None:
    facilita = consola(mesa)
    facilita.escribe(ROTULO, "de la bienvenida").pulsa("Avanzar")
    del_mapa = facilita.campo(ROTULO).value
    facilita.escribe(ROTULO, "del mapa").pulsa("Volver")

    assert del_mapa == ""
    assert facilita.campo(ROTULO).value == "de la bienvenida"
    assert nota(mesa, "mapa") == "del mapa"


def test_lo_que_no_cabe_se_dice_junto_al_campo_y_no_se_pierde(mesa: MesaViva) -> None:
    largo = "x" * (notas.LARGO_DE_NOTA + 1)
    facilita = consola(mesa).escribe(ROTULO, largo)

    assert any("caben" in aviso for aviso in facilita.avisos())
    assert facilita.campo(ROTULO).value == largo


def test_arrancan_plegadas_y_plegadas_no_llegan_a_la_pantalla(mesa: MesaViva) -> None:
    mesa.hacer(notas.guardar_nota, quien=mesa.facilita, fase="bienvenida", texto=SECRETO, antes="")
    recien = Pantalla().como(mesa.creado.codigo, mesa.facilita).va("conducir", mesa.creado.codigo)

    assert SECRETO not in todo(recien.at)
    assert SECRETO in todo(consola(mesa).at)
    assert SECRETO not in todo(consola(mesa, abiertas=False).at)


def test_al_preparar_se_escriben_las_de_cualquier_fase(mesa: MesaViva) -> None:
    pantalla = Pantalla().como(mesa.creado.codigo, mesa.facilita).va("preparar", mesa.creado.codigo)
    pantalla.at.session_state["preparar_textos_radar"] = True
    pantalla.mira().escribe("Notas privadas de «Radar", "Ojo con Leo")

    assert nota(mesa, "radar") == "Ojo con Leo"


@pytest.fixture
def ensayo(base_de_datos: str) -> tuple[sa.Engine, str, str]:
    """El ensayo, todo revelado, con la misma nota en todas sus fases."""
    motor = motor_de(base_de_datos)
    creado = sembrar_ensayo(motor)
    comun = {"quien": Identidad(Papel.FACILITA, creado.sala_id), "ahora": datetime.now(UTC)}
    visto = consultas.taller_visto(motor, creado.codigo)
    assert visto is not None
    for fase in visto.fases:
        ejecutar(motor, notas.guardar_nota, fase=fase.clave, texto=SECRETO, antes="", **comun)
        if fase.tipo != "pausa":
            ejecutar(motor, agenda.revelar, clave=fase.clave, **comun)
    return motor, creado.codigo, creado.sala_id


def test_no_salen_en_ninguna_otra_pantalla(ensayo: tuple[sa.Engine, str, str]) -> None:
    motor, codigo, sala = ensayo
    ana = consultas.participantes(motor, sala)[0].id
    quienes = {
        Papel.PARTICIPA: ("participar", "mio", "resultados", "seguimiento", "comparar"),
        Papel.PROYECTA: ("proyectar", "resultados"),
        Papel.FACILITA: ("conducir", "proyectar", "resultados", "revisar", "preparar"),
    }
    con_ellas = [
        f"{pagina} {papel}"
        for papel, paginas in quienes.items()
        for pagina in paginas
        if SECRETO in todo(abrir(pagina, codigo, Identidad(papel, sala, ana if papel == Papel.PARTICIPA else None)))
    ]

    assert con_ellas == []


def test_no_salen_en_ningun_documento(ensayo: tuple[sa.Engine, str, str]) -> None:
    motor, _, sala = ensayo
    hechos = {f.clave: exportacion.generar(f.clave, pedir(motor)).datos for f in exportacion.formatos("facilita")}
    persona = consultas.participantes(motor, sala)[0].id

    assert len(hechos) == 5
    assert [clave for clave, datos in hechos.items() if SECRETO in todo_lo_escrito(datos)] == []
    assert SECRETO not in str(propio.lo_mio(motor, persona, datetime.now(UTC)))


def test_duplicar_lleva_a_la_consola_nueva_y_las_notas_de_una_sala_no_salen_en_la_otra(
    mesa: MesaViva,
) -> None:
    mesa.hacer(notas.guardar_nota, quien=mesa.facilita, fase="bienvenida", texto="Saludar a Leo", antes="")
    facilita = consola(mesa)
    facilita.at.session_state["ajustes_duplicar"] = True
    facilita.mira()
    assert facilita.campo("Título del nuevo").value == "Taller de prueba (copia)"
    facilita.pon("Título del nuevo", "Segunda tanda").pulsa("Sí, duplicarlo")
    assert facilita.at.session_state["ajustes_duplicar"] is False
    assert ["ya estás en el nuevo" in t.value for t in facilita.at.success] == [True]
    facilita.at.session_state["notas"] = True
    facilita.mira()

    assert "Segunda tanda" in facilita.lee()
    assert f"sala **{mesa.creado.codigo}**" not in facilita.lee()
    assert facilita.campo(ROTULO).value == ""
    facilita.escribe(ROTULO, "Solo para la segunda")
    facilita.at.query_params["sala"] = mesa.creado.codigo
    facilita.mira()

    assert f"sala **{mesa.creado.codigo}**" in facilita.lee()
    assert facilita.campo(ROTULO).value == "Saludar a Leo"


def test_al_duplicar_se_llevan_las_notas_si_se_pide(mesa: MesaViva) -> None:
    mesa.hacer(notas.guardar_nota, quien=mesa.facilita, fase="bienvenida", texto="Saludar a Leo", antes="")
    facilita = consola(mesa)
    facilita.at.session_state["ajustes_duplicar"] = True
    facilita.mira()
    next(c for c in facilita.at.checkbox if c.label == "Llevar también mis notas privadas").check()
    facilita.mira().pulsa("Sí, duplicarlo")
    facilita.at.session_state["notas"] = True
    facilita.mira()

    assert facilita.campo(ROTULO).value == "Saludar a Leo"
