"""Quien facilita ve cuánto llevan en las fases largas, y no solo cuántas personas han empezado."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from datos import consultas
from modelo.casos import agenda, entrada
from modelo.valores import Identidad, Objeto
from tests.paginas.pantalla import MesaViva, una_mesa_viva
from tests.paginas.puerta import abrir, todo

LETRAS = "abc"


@pytest.fixture
def mesa(base_de_datos: str) -> MesaViva:
    return una_mesa_viva(base_de_datos)


def _valora(mesa: MesaViva, quien: Identidad, palancas: Sequence[int], *, papel: str = "estable") -> None:
    cliente = mesa.crea(quien, "cliente", tipo="cliente", papel=papel, alias="Norte")
    for palanca in palancas:
        for letra in LETRAS:
            mesa.guarda(quien, Objeto("valoracion", f"{cliente.id}:1"), f"P{palanca}{letra}", 4)


def _dicho(mesa: MesaViva) -> str:
    consola = todo(abrir("conducir", mesa.creado.codigo, mesa.facilita))
    return next(linea for linea in consola.splitlines() if " listos**" in linea)


def test_al_valorar_se_ve_por_donde_van_y_cuantas_personas_lo_tienen_todo(mesa: MesaViva) -> None:
    gente = [mesa.entra(f"Persona {n}").identidad for n in range(5)]
    mesa.salta("valoracion")
    assert "0 han escrito" in _dicho(mesa)

    _valora(mesa, gente[0], [1, 2])
    assert "1 ha escrito: va por el 25 %" in _dicho(mesa)

    _valora(mesa, gente[1], range(1, 9))
    _valora(mesa, gente[2], range(1, 8))
    assert "3 han escrito: van por el 70 % y 1 lo tiene todo" in _dicho(mesa)


def test_quien_ya_lo_tiene_todo_no_lleva_tanto_por_ciento(mesa: MesaViva) -> None:
    gente = [mesa.entra(f"Persona {n}").identidad for n in range(2)]
    mesa.salta("valoracion")
    _valora(mesa, gente[0], range(1, 9))
    assert "1 ha escrito, y lo tiene todo" in _dicho(mesa)

    _valora(mesa, gente[1], range(1, 9))
    assert "2 han escrito, y lo tienen todo" in _dicho(mesa)


def test_solo_cuenta_el_cliente_estable_y_quien_sigue_en_la_sala(mesa: MesaViva) -> None:
    gente = [mesa.entra(f"Persona {n}").identidad for n in range(2)]
    mesa.salta("valoracion")
    _valora(mesa, gente[0], [1, 2, 3, 4])
    _valora(mesa, gente[0], range(1, 9), papel="perdido")
    _valora(mesa, gente[1], range(1, 9))
    mesa.hacer(entrada.expulsar, quien=mesa.facilita, participante_id=gente[1].participante_id)

    assert "1 ha escrito: va por el 50 %" in _dicho(mesa)


def test_en_el_perfil_cuentan_los_dos_ejes(mesa: MesaViva) -> None:
    gente = [mesa.entra(f"Persona {n}").identidad for n in range(2)]
    mesa.salta("perfil")
    for palanca in range(1, 9):
        mesa.guarda(gente[0], Objeto("perfil", f"P{palanca}"), "eficacia", 3)
    mesa.guarda(gente[1], Objeto("perfil", "P1"), "hecho", "Solo un texto")

    assert "1 ha escrito: va por el 50 %" in _dicho(mesa)


def test_en_la_segunda_ronda_que_no_hay_que_acabar_no_se_habla_de_tanto_por_ciento(
    mesa: MesaViva,
) -> None:
    quien = mesa.entra("Ana").identidad
    mesa.salta("valoracion")
    _valora(mesa, quien, range(1, 9))
    mesa.salta("radar")
    mesa.hacer(agenda.fijar_debate, quien=mesa.facilita, palancas=("P1", "P2"), antes=())
    suyo = consultas.clientes_de(mesa.motor, quien.participante_id or "")[0]
    mesa.guarda(quien, Objeto("valoracion", f"{suyo.id}:2"), "P1a", 5)

    assert "1 ha escrito" in _dicho(mesa)
    assert "%" not in _dicho(mesa)


def test_donde_no_se_va_palanca_a_palanca_no_se_habla_de_tanto_por_ciento(mesa: MesaViva) -> None:
    quien = mesa.entra("Ana").identidad
    mesa.salta("mapa")
    mesa.crea(quien, "cliente", tipo="cliente", alias="Norte")

    assert "1 ha escrito" in _dicho(mesa)
    assert "%" not in _dicho(mesa)
