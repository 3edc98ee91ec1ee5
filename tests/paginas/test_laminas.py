"""Desde la consola se elige qué lámina de lo revelado se ve en la pantalla que se proyecta."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from datos import agregados, consultas
from datos.demostracion import sembrar_ensayo
from modelo.casos import agenda
from modelo.privacidad import Mirada
from modelo.valores import Identidad, Papel, TallerCreado
from paginas.comun.ejecucion import ejecutar, motor_de
from paginas.comun.revelado import tandas
from paginas.comun.revelado.lienzo import pedido_de
from tests.paginas.puerta import abrir, todo


class Sala:
    """El ensayo, con el histórico revelado, visto desde la consola y desde la pantalla que se proyecta."""

    def __init__(self, base: str) -> None:
        self.motor: sa.Engine = motor_de(base)
        self.creado: TallerCreado = sembrar_ensayo(self.motor)
        self.va("historico")

    def hace(self, caso: object, **kw: object) -> None:
        quien = Identidad(Papel.FACILITA, self.creado.sala_id)
        ejecutar(self.motor, caso, quien=quien, ahora=datetime.now(UTC), **kw)  # type: ignore[arg-type]

    def va(self, clave: str) -> None:
        for caso in (agenda.saltar, agenda.revelar):
            self.hace(caso, clave=clave)

    def consola(self) -> AppTest:
        return abrir("conducir", self.creado.codigo, Identidad(Papel.FACILITA, self.creado.sala_id))

    def proyecta(self) -> AppTest:
        return abrir("proyectar", self.creado.codigo, Identidad(Papel.PROYECTA, self.creado.sala_id))

    def sola(self) -> str:
        """La regla con la que la proyección deja una sola lámina; vacía si se ven todas."""
        escrito = todo(self.proyecta())
        assert "-lamina_" in escrito, "no se ha dibujado ninguna lámina"
        return next((linea for linea in escrito.splitlines() if "st-key-lamina_']:not(." in linea), "")


@pytest.fixture
def sala(base_de_datos: str) -> Sala:
    return Sala(base_de_datos)


def _pulsa(at: AppTest, rotulo: str) -> AppTest:
    next(b for b in at.button if b.label == rotulo).click()
    return at.run()


def _elegidor(at: AppTest) -> Any:
    return next(s for s in at.selectbox if s.label == "En la pantalla que se proyecta")


def test_de_entrada_se_proyectan_todas_y_se_pasa_de_una_en_una_hasta_volver(sala: Sala) -> None:
    consola = sala.consola()
    antes, rotulo = sala.sola(), _elegidor(consola).value
    _pulsa(consola, "Lámina siguiente")
    primera = sala.sola()
    _pulsa(consola, "Lámina siguiente")
    segunda = sala.sola()
    for _ in range(2):
        _pulsa(consola, "Lámina anterior")

    assert (antes, rotulo) == ("", "")
    assert "lamina_historico_intuida))" in primera
    assert "lamina_historico_distancias))" in segunda
    assert sala.sola() == ""
    assert next(b for b in consola.button if b.label == "Lámina anterior").disabled


def test_se_puede_ir_a_cualquiera_por_su_nombre_y_quien_proyecta_no_tiene_el_mando(sala: Sala) -> None:
    consola = sala.consola()
    lineas = [o for o in _elegidor(consola).options if "Línea: " in o]
    puesto = _elegidor(consola).options.index(lineas[-1])
    _elegidor(consola).select_index(puesto).run()
    titulo = lineas[-1].split("Línea: ")[1]

    assert lineas[-1].startswith(f"{puesto} de {len(_elegidor(consola).options) - 1} · ")
    assert "lamina_historico_linea_" in sala.sola()
    assert f"Línea de tiempo ofrecida: {titulo}" in todo(sala.proyecta())
    assert (len(sala.proyecta().selectbox), len(sala.proyecta().button)) == (0, 0)


def test_la_lamina_de_una_linea_no_depende_de_su_puesto(sala: Sala) -> None:
    taller = consultas.taller_visto(sala.motor, sala.creado.codigo)
    assert taller is not None
    mirada = Mirada("facilita", taller.umbral, taller.actual.revelada, taller.actual.anonima)
    lineas = agregados.historico(pedido_de(taller, taller.actual, mirada)).lineas
    todas = dict(zip(tandas.laminas(lineas), lineas, strict=True))
    sin_la_primera = dict(zip(tandas.laminas(lineas[1:]), lineas[1:], strict=True))

    assert len(lineas) > tandas.LINEAS_A_LA_VISTA
    assert all(todas[clave] is linea for clave, linea in sin_la_primera.items())


def test_al_cambiar_de_fase_se_vuelve_a_proyectar_todo(sala: Sala) -> None:
    sala.hace(agenda.elegir_lamina, fase="historico", lamina="intuida")
    con_una = sala.sola()
    sala.va("entorno")

    assert con_una
    assert sala.sola() == ""


def test_si_la_lamina_elegida_ya_no_esta_se_proyectan_todas(sala: Sala) -> None:
    sala.hace(agenda.elegir_lamina, fase="historico", lamina="linea_400")

    assert sala.sola() == ""
    assert _elegidor(sala.consola()).value == ""


def test_con_una_sola_lamina_no_hay_mando(sala: Sala) -> None:
    sala.va("perfil")

    assert "Lámina siguiente" not in [b.label for b in sala.consola().button]


def test_la_pantalla_neutra_tapa_lo_proyectado_en_cualquier_fase_hasta_que_se_quita(sala: Sala) -> None:
    sala.hace(agenda.ocultar, clave="historico")
    consola = _pulsa(sala.consola(), "Pantalla neutra")
    proyecta = Identidad(Papel.PROYECTA, sala.creado.sala_id)
    tapada = abrir("proyectar", sala.creado.codigo, proyecta)
    titulos = [t.value for t in tapada.title]
    _pulsa(consola, "Volver a proyectar")

    assert titulos == ["Seguimos enseguida"]
    assert "Histórico" not in todo(tapada)
    assert "Histórico" in todo(abrir("proyectar", sala.creado.codigo, proyecta))


@pytest.mark.parametrize(
    "pasos",
    [("avanzar", "volver"), ("terminar", "reabrir"), ("ocultar", "revelar")],
    ids=["avanzar y volver", "terminar y reabrir", "ocultar y revelar"],
)
def test_lo_elegido_para_proyectar_no_revive_al_deshacer(sala: Sala, pasos: tuple[str, str]) -> None:
    sala.hace(agenda.elegir_lamina, fase="historico", lamina="intuida")
    antes = sala.sola()
    for paso in pasos:
        clave = {"clave": "historico"} if paso in ("ocultar", "revelar") else {}
        sala.hace(getattr(agenda, paso), **clave)

    assert antes
    assert sala.sola() == ""
