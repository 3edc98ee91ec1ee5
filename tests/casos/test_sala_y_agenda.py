"""La sala y la agenda: quién pone otro taller, cuándo corre el reloj y qué va a debate."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from datos import consultas, proyectado
from datos.motor import crear_motor
from modelo.casos import agenda, grupo, sala
from modelo.codigos import nuevo_id
from modelo.errores import FaseNoEncontrada, SinPermiso, ValorNoValido
from modelo.valores import EstadoDeFase, FaseVista, TallerVisto
from tests.fabricas import Mesa, otro_taller, una_mesa


@pytest.fixture
def motor(base_de_datos: str) -> sa.Engine:
    return crear_motor(base_de_datos)


@pytest.fixture
def mesa(motor: sa.Engine) -> Mesa:
    return una_mesa(motor)


def ver(mesa: Mesa) -> TallerVisto:
    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    return visto


def fase(mesa: Mesa, clave: str) -> FaseVista:
    hallada = ver(mesa).fase(clave)
    assert hallada is not None
    return hallada


def acciones(mesa: Mesa) -> list[str]:
    return [t.accion for t in consultas.traza(mesa.motor, mesa.creado.taller_id)]


def test_en_una_sala_que_ya_existe_solo_crea_taller_quien_la_facilita(mesa: Mesa) -> None:
    otra = una_mesa(mesa.motor, titulo="Otro", azar=mesa.azar)
    ana = mesa.entra().identidad
    for quien in ({}, {"quien": ana}, {"quien": otra.facilita}):
        with pytest.raises(SinPermiso):
            mesa.hacer(sala.crear_taller, **otro_taller(mesa), **quien)
    assert ver(mesa).titulo == "Taller de prueba"

    mesa.hacer(sala.crear_taller, **otro_taller(mesa), quien=mesa.facilita)
    assert ver(mesa).titulo == "Seguimiento"


def test_el_taller_de_seguimiento_no_comparte_version_con_el_que_sustituye(mesa: Mesa) -> None:
    """Las pantallas de la sala solo miran la versión: con la misma seguirían enseñando el anterior."""
    antes = ver(mesa).version
    mesa.hacer(sala.crear_taller, **otro_taller(mesa), quien=mesa.facilita)

    assert ver(mesa).version > antes


def test_un_taller_nace_abierto_y_sin_reloj(mesa: Mesa) -> None:
    mesa.reloj.pasan(days=6)
    assert fase(mesa, "bienvenida").estado == EstadoDeFase.ABIERTA
    assert fase(mesa, "bienvenida").termina_en is None

    mesa.hacer(agenda.empezar, quien=mesa.facilita)
    mesa.hacer(agenda.empezar, quien=mesa.facilita)
    assert fase(mesa, "bienvenida").inicia_en == mesa.reloj.ahora
    mesa.hacer(agenda.quitar_reloj, quien=mesa.facilita)
    assert fase(mesa, "bienvenida").inicia_en is None
    assert acciones(mesa) == ["crear", "empezar", "quitar_reloj"]


def test_a_debate_solo_van_palancas_del_taller(mesa: Mesa) -> None:
    mesa.hacer(agenda.fijar_debate, quien=mesa.facilita, palancas=("P4", "P1", "P4"))
    assert ver(mesa).debate == ("P4", "P1")

    with pytest.raises(ValorNoValido):
        mesa.hacer(agenda.fijar_debate, quien=mesa.facilita, palancas=("P4", "P9"))
    assert ver(mesa).debate == ("P4", "P1")


@pytest.mark.parametrize("minutos", [0, 61, -61])
def test_los_minutos_se_suman_de_pocos_en_pocos(mesa: Mesa, minutos: int) -> None:
    with pytest.raises(ValorNoValido):
        mesa.hacer(agenda.sumar_minutos, quien=mesa.facilita, minutos=minutos)


def test_reabrir_abre_todo_lo_que_cerro_terminar(mesa: Mesa) -> None:
    for clave in ("mapa", "historico", "valoracion", "radar"):
        mesa.salta(clave)
    mesa.hacer(agenda.cerrar_fase, quien=mesa.facilita, clave="mapa")
    antes = {f.clave: f.estado for f in ver(mesa).fases}
    mesa.reloj.pasan(minutes=90)
    mesa.hacer(agenda.terminar, quien=mesa.facilita)
    assert EstadoDeFase.ABIERTA not in {f.estado for f in ver(mesa).fases}
    mesa.reloj.pasan(minutes=5)

    mesa.hacer(agenda.reabrir, quien=mesa.facilita)

    assert {f.clave: f.estado for f in ver(mesa).fases} == antes
    assert all(f.abierta_hasta is None for f in ver(mesa).fases)
    assert not ver(mesa).terminado


def test_repetir_un_gesto_que_no_cambia_nada_no_deja_traza_ni_avisa(mesa: Mesa) -> None:
    mesa.hacer(agenda.avanzar, quien=mesa.facilita, desde="bienvenida")
    antes = ver(mesa).version
    mesa.hacer(agenda.avanzar, quien=mesa.facilita, desde="bienvenida")
    mesa.hacer(agenda.ocultar, quien=mesa.facilita, clave="mapa")

    assert ver(mesa).version == antes
    assert acciones(mesa) == ["crear", "avanzar"]


def test_lo_que_quien_facilita_hace_con_el_aparcamiento_deja_traza(mesa: Mesa) -> None:
    ana, suyo, propio = mesa.entra().identidad, nuevo_id(), nuevo_id()
    mesa.hacer(grupo.aparcar, quien=ana, texto="los descuentos", id=suyo)
    mesa.hacer(grupo.aparcar, quien=mesa.facilita, texto="el precio", id=propio)
    for resuelto in (True, False):
        mesa.hacer(grupo.resolver_aparcado, quien=mesa.facilita, id=suyo, resuelto=resuelto)

    assert acciones(mesa) == ["crear", "aparcar", "resolver_aparcado", "devolver_aparcado"]


def test_pasar_de_lamina_es_de_su_fase_y_no_ensucia_la_traza(mesa: Mesa) -> None:
    antes = acciones(mesa)
    mesa.hacer(agenda.elegir_lamina, quien=mesa.facilita, fase="mapa", lamina="tipos")
    puesta = [proyectado.lamina_elegida(mesa.motor, mesa.creado.taller_id, clave) for clave in ("mapa", "radar")]
    mesa.hacer(agenda.elegir_lamina, quien=mesa.facilita, fase="mapa", lamina="")

    assert puesta == ["tipos", ""]
    assert proyectado.lamina_elegida(mesa.motor, mesa.creado.taller_id, "mapa") == ""
    assert acciones(mesa) == antes


@pytest.mark.parametrize(
    ("clave", "lamina", "error"),
    [("no_hay", "tipos", FaseNoEncontrada), ("mapa", "</style>", ValorNoValido), ("mapa", "a" * 41, ValorNoValido)],
)
def test_una_lamina_que_no_puede_existir_no_se_guarda(
    mesa: Mesa, clave: str, lamina: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        mesa.hacer(agenda.elegir_lamina, quien=mesa.facilita, fase=clave, lamina=lamina)
    assert proyectado.lamina_elegida(mesa.motor, mesa.creado.taller_id, clave) == ""
