"""El tablón no pregunta a la base más de la cuenta y sabe quién está y quién escribe."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from datos.motor import crear_motor
from modelo.casos import sala
from modelo.casos.idioma import elegir_idioma
from paginas.comun import oyentes, tablon
from tests.fabricas import Mesa
from tests.paginas.aparato import hacer


class Reloj:
    """Un reloj que solo anda cuando se le dice."""

    def __init__(self) -> None:
        self.ahora = 1000.0

    def __call__(self) -> float:
        return self.ahora


@pytest.fixture
def reloj(monkeypatch: pytest.MonkeyPatch) -> Reloj:
    nuevo = Reloj()
    monkeypatch.setattr(tablon, "reloj", nuevo)
    return nuevo


@pytest.fixture
def lecturas(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    hechas: list[str] = []

    def version(motor: sa.Engine, codigo: str) -> tuple[int, int]:
        hechas.append(codigo)
        return len(hechas), 0

    monkeypatch.setattr(tablon.consultas, "version", version)
    return hechas


def test_mil_pulsos_seguidos_preguntan_una_vez_a_la_base(reloj: Reloj, lecturas: list[str], base_de_datos: str) -> None:
    motor = crear_motor(base_de_datos)
    vistos = {tablon.leer("UNA", motor) for _ in range(1000)}

    assert vistos == {(1, 0)}
    assert lecturas == ["UNA"]
    reloj.ahora += tablon.RELEER_CADA
    assert tablon.leer("UNA", motor) == (2, 0)


def test_lo_publicado_en_este_proceso_se_ve_sin_preguntar(
    reloj: Reloj, lecturas: list[str], base_de_datos: str
) -> None:
    tablon.publicar("DOS", 7, 9)

    assert tablon.leer("DOS", crear_motor(base_de_datos)) == (7, 9)
    assert lecturas == []


def test_una_version_que_llega_tarde_no_tapa_a_la_posterior(
    reloj: Reloj, lecturas: list[str], base_de_datos: str
) -> None:
    tablon.publicar("OCHO", 7, 9)
    tablon.publicar("OCHO", 6, 8)

    assert tablon.leer("OCHO", crear_motor(base_de_datos)) == (7, 9)


def test_quien_deja_de_latir_deja_de_estar_y_cada_sala_tiene_los_suyos(reloj: Reloj) -> None:
    tablon.latir("TRES", "ana", "p1")
    reloj.ahora += 10
    tablon.latir("TRES", "eva", "p2")

    assert tablon.conectados("TRES") == {"ana", "eva"}
    assert tablon.conectados("OTRA") == set()
    reloj.ahora += 10
    assert tablon.conectados("TRES") == {"eva"}


def test_se_escribe_con_el_cursor_dentro_o_recien_tecleado_hasta_cambiar_de_fase(reloj: Reloj) -> None:
    assert not tablon.esta_escribiendo("p9")
    tablon.anotar_tecleo("p9")
    assert tablon.esta_escribiendo("p9")
    reloj.ahora += tablon.MARGEN_DE_TECLEO
    assert not tablon.esta_escribiendo("p9")
    tablon.anotar_foco("p9", True)
    assert tablon.esta_escribiendo("p9")
    tablon.olvidar_escritura("p9")
    assert not tablon.esta_escribiendo("p9")


def test_mientras_uno_pregunta_a_la_base_los_demas_no_preguntan(
    reloj: Reloj, monkeypatch: pytest.MonkeyPatch, base_de_datos: str
) -> None:
    motor = crear_motor(base_de_datos)
    tablon.publicar("CUATRO", 3, 3)
    reloj.ahora += tablon.RELEER_CADA
    a_la_vez: list[tuple[int, int] | None] = []

    def version(motor: sa.Engine, codigo: str) -> tuple[int, int]:
        monkeypatch.setattr(tablon.consultas, "version", lambda *_: pytest.fail("otra pregunta a la vez"))
        a_la_vez.append(tablon.leer(codigo, motor))
        return 4, 4

    monkeypatch.setattr(tablon.consultas, "version", version)

    assert tablon.leer("CUATRO", motor) == (4, 4)
    assert a_la_vez == [(3, 3)]


def test_lo_publicado_durante_una_pregunta_no_lo_tapa_su_respuesta_vieja(
    reloj: Reloj, monkeypatch: pytest.MonkeyPatch, base_de_datos: str
) -> None:
    motor = crear_motor(base_de_datos)
    tablon.publicar("CINCO", 3, 3)
    reloj.ahora += tablon.RELEER_CADA

    def version(motor: sa.Engine, codigo: str) -> tuple[int, int]:
        tablon.publicar("CINCO", 4, 4)
        return 3, 3

    monkeypatch.setattr(tablon.consultas, "version", version)
    tablon.leer("CINCO", motor)

    assert tablon.leer("CINCO", motor) == (4, 4)


def test_de_una_sala_borrada_no_queda_recuerdo(
    reloj: Reloj, monkeypatch: pytest.MonkeyPatch, base_de_datos: str
) -> None:
    motor = crear_motor(base_de_datos)
    tablon.publicar("SEIS", 3, 3)
    reloj.ahora += tablon.RELEER_CADA
    monkeypatch.setattr(tablon.consultas, "version", lambda *_: None)

    assert [tablon.leer("SEIS", motor) for _ in range(3)] == [None, None, None]


def test_la_memoria_de_un_proceso_no_crece_sin_fin(reloj: Reloj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tablon, "TOPE", 3)
    for numero in range(10):
        tablon.latir("SIETE", f"persona{numero}", "p")

    assert tablon.conectados("SIETE") == {"persona7", "persona8", "persona9"}


def test_un_caso_que_no_cambia_la_sala_no_despierta_a_nadie_y_borrarla_si(mesa: Mesa) -> None:
    ana = mesa.entra("Ana").identidad
    codigo, despertadas = mesa.creado.codigo, [0]

    def despertar() -> None:
        despertadas[0] += 1

    tablon.leer(codigo, mesa.motor)
    with oyentes.a_la_escucha(codigo, "puesto", despertar):
        hacer(mesa, elegir_idioma, quien=ana, idioma="en")
        assert despertadas == [0]
        assert tablon.sabido(codigo) is not None
        hacer(mesa, sala.borrar_taller, quien=mesa.facilita)
        assert despertadas != [0]
        assert tablon.sabido(codigo) is None
