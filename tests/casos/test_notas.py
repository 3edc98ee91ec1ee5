"""Las notas privadas de quien facilita, y duplicar un taller con ellas."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from datos import consultas
from datos import notas as lecturas
from datos.motor import crear_motor
from datos.plantillas import plantilla
from modelo.casos import duplicar, notas, preparar
from modelo.errores import FaseNoEncontrada, ValorNoValido
from modelo.notas import DE_OTRA, juntar
from modelo.valores import TallerVisto
from tests.fabricas import Mesa, una_mesa


@pytest.fixture
def mesa(base_de_datos: str) -> Mesa:
    return una_mesa(crear_motor(base_de_datos))


def guarda(mesa: Mesa, texto: str, *, antes: str = "", fase: str = "mapa") -> Any:
    return mesa.hacer(notas.guardar_nota, quien=mesa.facilita, fase=fase, texto=texto, antes=antes)


def nota(mesa: Mesa, fase: str = "mapa") -> str:
    return lecturas.nota(mesa.motor, mesa.creado.taller_id, fase)


def test_cada_fase_tiene_las_suyas_y_se_pueden_vaciar(mesa: Mesa) -> None:
    guarda(mesa, "Empezar por Ana\ny no correr")
    guarda(mesa, "Café", fase="radar")
    assert (nota(mesa), nota(mesa, "radar"), nota(mesa, "plan")) == ("Empezar por Ana\ny no correr", "Café", "")
    guarda(mesa, "", antes="Empezar por Ana\ny no correr")

    assert nota(mesa) == ""
    with pytest.raises(FaseNoEncontrada):
        guarda(mesa, "x", fase="inventada")
    with pytest.raises(ValorNoValido):
        guarda(mesa, "x" * (notas.LARGO_DE_NOTA + 1))


def test_lo_que_dos_consolas_escriben_a_la_vez_se_queda(mesa: Mesa) -> None:
    guarda(mesa, "Común")
    guarda(mesa, "Común\nuna", antes="Común")
    dejado = guarda(mesa, "Común\notra", antes="Común")

    assert dejado == nota(mesa) == "Común\nuna\notra"


@pytest.mark.parametrize(
    ("antes", "guardado", "nuevo", "queda"),
    [
        ("a", "a", "ab", "ab"),
        ("a", "a", "", ""),
        ("a", "ab", "ab", "ab"),
        ("a", "ab", "abc", "abc"),
        ("a", "abc", "ab", "abc"),
        ("a", "ab", "a", "ab"),
        ("a", "ab", "", "ab"),
        ("a", "a\nuna", "a\notra", "a\nuna\notra"),
        ("", "una", "otra", f"una\n\n{DE_OTRA}\notra"),
        ("abc", "xyz", "ab", f"xyz\n\n{DE_OTRA}\nab"),
    ],
)
def test_juntar_no_tira_lo_que_nadie_ha_visto(antes: str, guardado: str, nuevo: str, queda: str) -> None:
    assert juntar(antes, guardado, nuevo) == queda


def test_avisan_a_las_consolas_y_no_a_quien_participa(mesa: Mesa) -> None:
    antes = consultas.version(mesa.motor, mesa.creado.codigo)
    guarda(mesa, "una")
    guarda(mesa, "una", antes="una")

    assert antes is not None
    assert consultas.version(mesa.motor, mesa.creado.codigo) == (antes[0], antes[1] + 1)


def test_no_viajan_con_lo_que_de_una_fase_ve_cualquiera_ni_dejan_traza(mesa: Mesa) -> None:
    guarda(mesa, "Empezar por Ana")

    assert "Empezar por Ana" not in repr(_visto(mesa))
    assert [t.accion for t in consultas.traza(mesa.motor, mesa.creado.taller_id)] == ["crear"]


def test_volver_a_la_agenda_de_la_casa_no_se_lleva_las_notas(mesa: Mesa) -> None:
    guarda(mesa, "Empezar por Ana")
    mesa.hacer(preparar.volver_a_la_agenda, quien=mesa.facilita, fases=plantilla("completo").fases)

    assert nota(mesa) == "Empezar por Ana"


def test_lo_de_dos_consolas_cabe_junto_aunque_pase_de_lo_que_cabe_a_una(mesa: Mesa) -> None:
    una, otra = "a" * 3500, "b" * 3500
    guarda(mesa, una)
    guarda(mesa, otra)

    assert una in nota(mesa)
    assert otra in nota(mesa)
    guarda(mesa, nota(mesa) + " y algo más", antes=nota(mesa))
    assert nota(mesa).endswith("y algo más")


def _duplica(mesa: Mesa, *, con_notas: bool = False) -> Mesa:
    datos = {"titulo": "Otro", "borrar_el": date(2027, 5, 1), "azar": mesa.azar, "con_notas": con_notas}
    return Mesa(mesa.motor, mesa.hacer(duplicar.duplicar_taller, quien=mesa.facilita, **datos), mesa.reloj, mesa.azar)


def _visto(mesa: Mesa) -> TallerVisto:
    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    return visto


def test_duplicar_lleva_la_preparacion_y_nada_de_nadie_y_las_notas_solo_si_se_pide(mesa: Mesa) -> None:
    comun = {"quien": mesa.facilita}
    mesa.hacer(preparar.editar_fase, **comun, clave="mapa", minutos=21, guion="A mi manera")
    mesa.hacer(preparar.quitar_fase, **comun, clave="perfil")
    mesa.hacer(preparar.editar_taller, **comun, titulo="Taller", organizacion="Ventas", umbral=7)
    guarda(mesa, "Empezar por Ana")
    mesa.entra("Ana")
    mesa.salta("plan")
    copia = _duplica(mesa)
    viejo, nuevo = _visto(mesa), _visto(copia)

    def preparado(t: TallerVisto) -> list[tuple[Any, ...]]:
        return [(f.clave, f.tipo, f.sesion, f.titulo, f.minutos, f.guion, f.anonima, f.quien_ve) for f in t.fases]

    assert preparado(nuevo) == preparado(viejo)
    assert (nuevo.titulo, nuevo.organizacion, nuevo.umbral, nuevo.fase_actual) == ("Otro", "Ventas", 7, "bienvenida")
    assert nuevo.palancas_version == viejo.palancas_version
    assert nota(copia) == ""
    assert nota(_duplica(mesa, con_notas=True)) == "Empezar por Ana"
    assert nuevo.codigo != viejo.codigo
    assert consultas.participantes(mesa.motor, copia.creado.sala_id) == []
    assert [t.accion for t in consultas.traza(mesa.motor, copia.creado.taller_id)] == ["crear"]
