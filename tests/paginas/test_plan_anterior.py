"""El plan que no se reveló en su taller se puede revelar desde el siguiente, y entonces cuenta en el seguimiento."""

from __future__ import annotations

import pytest

from datos import consultas
from modelo.casos import agenda, sala
from modelo.errores import ObjetoNoEncontrado
from modelo.valores import Identidad
from tests.fabricas import otro_taller
from tests.paginas.pantalla import MesaViva, una_mesa_viva
from tests.paginas.puerta import abrir, todo

ROTULO = "Revelar ese plan"


def _con_plan_sin_revelar(base: str) -> tuple[MesaViva, str]:
    """Cinco personas con un compromiso, el plan sin revelar y el taller de seguimiento ya creado."""
    mesa = una_mesa_viva(base)
    gente: list[Identidad] = [mesa.entra(f"Persona {n}").identidad for n in range(5)]
    mesa.salta("plan")
    for quien in gente:
        mesa.crea(quien, "compromiso", accion="llamar sin motivo", palanca="P4")
    anterior = mesa.creado.taller_id
    mesa.reloj.pasan(seconds=1)
    mesa.creado = mesa.hacer(sala.crear_taller, quien=mesa.facilita, **otro_taller(mesa))
    return mesa, anterior


@pytest.mark.parametrize("pagina", ["seguimiento", "conducir"])
def test_quien_facilita_lo_revela_y_los_compromisos_se_cuentan(base_de_datos: str, pagina: str) -> None:
    mesa, anterior = _con_plan_sin_revelar(base_de_datos)
    at = abrir(pagina, mesa.creado.codigo, mesa.facilita)
    next(b for b in at.button if b.label == ROTULO).click().run()
    seguimiento = todo(abrir("seguimiento", mesa.creado.codigo, mesa.facilita))

    assert not at.exception
    assert ROTULO not in [b.label for b in at.button]
    assert "Cómo van" in seguimiento
    assert "llamar sin motivo" not in seguimiento
    plan = next(f for f in consultas.taller_visto(mesa.motor, mesa.creado.codigo, anterior).fases if f.tipo == "plan")  # type: ignore[union-attr]
    assert plan.revelada


def test_se_puede_volver_a_ocultar_y_avisa_a_las_pantallas_del_taller_en_curso(base_de_datos: str) -> None:
    mesa, anterior = _con_plan_sin_revelar(base_de_datos)
    versiones = []
    for caso in (agenda.revelar, agenda.ocultar):
        mesa.hacer(caso, quien=mesa.facilita, clave="plan", taller_id=anterior)
        versiones.append(consultas.version(mesa.motor, mesa.creado.codigo))

    assert versiones[0] != versiones[1]
    assert ROTULO in [b.label for b in abrir("seguimiento", mesa.creado.codigo, mesa.facilita).button]


def test_el_plan_de_otra_sala_no_se_revela(base_de_datos: str) -> None:
    mesa, _ = _con_plan_sin_revelar(base_de_datos)
    _, ajeno = _con_plan_sin_revelar(base_de_datos)

    with pytest.raises(ObjetoNoEncontrado):
        mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="plan", taller_id=ajeno)


def test_un_taller_que_se_dejo_votando_ensena_sus_votos_en_cuanto_empieza_otro(base_de_datos: str) -> None:
    mesa = una_mesa_viva(base_de_datos)
    mesa.salta("estrategias")
    codigo, anterior = mesa.creado.codigo, mesa.creado.taller_id

    def se_vota() -> bool:
        visto = consultas.taller_visto(mesa.motor, codigo, anterior)
        assert visto is not None
        return visto.se_vota(visto.actual)

    antes = se_vota()
    mesa.hacer(sala.crear_taller, quien=mesa.facilita, **otro_taller(mesa))

    assert (antes, se_vota()) == (True, False)
