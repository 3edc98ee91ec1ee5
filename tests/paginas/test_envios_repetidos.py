"""Un envío que se repite porque no se supo si llegó: ni se pierde ni pisa lo que otro aparato escribió después."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from datos import consultas
from modelo.casos import agenda, privado
from modelo.errores import SinEspacio
from modelo.valores import Entrada
from paginas.http import borradores
from tests.fabricas import Mesa
from tests.paginas.test_borradores import ana, teclea

__all__ = ["ana", "teclea"]

Tecleo = Callable[..., Any]


def palabra(mesa: Mesa, quien: Entrada) -> Any:
    persona = quien.identidad.participante_id or ""
    return consultas.respuestas_de(mesa.motor, mesa.creado.taller_id, persona, "bienvenida").get("palabra")


def test_repetir_lo_que_ya_entro_lo_dice_y_no_pisa_a_otro_aparato(teclea: Tecleo, mesa: Mesa, ana: Entrada) -> None:
    teclea("portátil", orden=5, puesto="portatil")
    teclea("móvil", orden=1, puesto="movil")

    assert set(teclea("portátil", orden=5, puesto="portatil").json()) == {"guardado", "repetido"}
    assert palabra(mesa, ana) == "móvil"


def test_lo_que_no_llego_al_disco_no_cuenta_como_entrado(
    teclea: Tecleo, mesa: Mesa, ana: Entrada, monkeypatch: pytest.MonkeyPatch
) -> None:
    """La base puede fallar al confirmar, cuando ya se había escrito."""
    de_verdad = borradores.ejecutar

    def sin_confirmar(motor: Any, caso: Any, **kw: Any) -> None:
        def y_falla(unidad: Any, **suyo: Any) -> None:
            caso(unidad, **suyo)
            raise SinEspacio("x")

        de_verdad(motor, y_falla, **kw)

    with monkeypatch.context() as mientras:
        mientras.setattr(borradores, "ejecutar", sin_confirmar)
        assert teclea("curiosidad", orden=7).status_code == 503

    assert teclea("curiosidad", orden=6).json() == {}
    assert list(teclea("curiosidad", orden=7).json()) == ["guardado"]
    assert palabra(mesa, ana) == "curiosidad"


def test_lo_que_solo_se_conservo_no_se_da_por_guardado_al_repetirlo(
    teclea: Tecleo, mesa: Mesa, ana: Entrada, cliente: TestClient
) -> None:
    fase = {"quien": mesa.facilita, "clave": "bienvenida"}
    mesa.hacer(agenda.cerrar_fase, **fase)
    estados = [teclea("a medias", orden=3).status_code for _ in range(2)]
    mesa.hacer(agenda.abrir_fase, **fase)

    assert estados == [409, 409]
    assert list(teclea("a medias", orden=3).json()) == ["guardado"]
    assert palabra(mesa, ana) == "a medias"


def test_volver_a_escribir_lo_de_antes_se_guarda_aunque_otro_aparato_o_un_expurgo_lo_cambiaran(
    teclea: Tecleo, mesa: Mesa, ana: Entrada
) -> None:
    teclea("hola", orden=5, puesto="portatil")
    teclea("adiós", orden=1, puesto="movil")

    assert list(teclea("hola", orden=9, puesto="portatil").json()) == ["guardado"]
    assert palabra(mesa, ana) == "hola"
    mesa.hacer(privado.expurgar_fase, quien=mesa.facilita, clave="bienvenida")
    assert list(teclea("hola", orden=12, puesto="portatil").json()) == ["guardado"]
    assert palabra(mesa, ana) == "hola"
