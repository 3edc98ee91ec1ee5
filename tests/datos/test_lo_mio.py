"""Lo de una persona se lee entero, en una foto, en un número fijo de consultas y con índice."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from datos.lo_mio import lo_mio
from modelo import entidades as e
from tests.datos.muestra import AHORA, guardar, un_taller

DE_ANA: dict[str, Any] = {"taller_id": "t", "participante_id": "ana"}
SOBRE = {"cliente_id": "c_ana", "ronda": 1}


@pytest.fixture
def sala(motor: sa.Engine) -> sa.Engine:
    un_taller(motor)
    guardar(
        motor,
        e.Respuesta(**DE_ANA, fase="salida", campo="me_llevo", valor="niño"),
        e.Valoracion(**DE_ANA, **SOBRE, afirmacion="P1a", valor=5),
        e.Valoracion(**DE_ANA, **SOBRE, afirmacion="P1b", no_sabe=True),
        e.Justificacion(**DE_ANA, **SOBRE, palanca="P1", texto="Lo dijo"),
        e.Borrador(**DE_ANA, tipo="cliente", objeto_id="c_ana", campo="exito", valor="a medi", en=AHORA),
        e.Listo(taller_id="t", fase="salida", participante_id="ana"),
    )
    return motor


def test_todo_lo_mio_vuelve_como_lo_escribi(sala: sa.Engine) -> None:
    mio = lo_mio(sala, "t", "ana", "salida", valora=True)

    assert mio.listo
    assert lo_mio(sala, "t", "ana", "salida", valora=False).respuestas == {"me_llevo": "niño"}
    assert mio.valoraciones == {("c_ana", 1): {"P1a": 5, "P1b": "ns"}}
    assert mio.justificaciones == {("c_ana", 1): {"P1": "Lo dijo"}}
    assert mio.borradores == {("cliente", "c_ana", "exito"): "a medi"}
    assert [c.alias for c in mio.clientes] == ["Faro"]
    assert not lo_mio(sala, "t", "ana", "mapa", valora=False).listo


@pytest.mark.parametrize(
    "valor",
    [
        None, "", "null", "true", "12", "1e3", "-0", '"entre comillas"', "'; --", "\\", "a\nb", "{}", "[1]",
        "niño 👩🏽‍💻",
        0, 1, -3, 2**53, 1.5, 1e300, True, False, [], ["P1", "P2"], {"a": [None, "b"]},
    ],
    ids=repr,
)  # fmt: skip
def test_una_respuesta_vuelve_con_el_mismo_valor_y_tipo(sala: sa.Engine, valor: Any) -> None:
    guardar(sala, e.Respuesta(**DE_ANA, fase="salida", campo="raro", valor=valor))
    leido = lo_mio(sala, "t", "ana", "salida", valora=False).respuestas["raro"]

    assert (leido, type(leido)) == (valor, type(valor))


def test_cada_cual_lee_lo_suyo_aunque_los_demas_contesten_lo_mismo_en_otros_sitios(sala: sa.Engine) -> None:
    """Mismos campos, fases y claves: solo cambian la persona o el taller."""
    guardar(
        sala,
        e.Taller(id="t2", sala_id="s", titulo="Otro", plantilla="completo", fase_actual="salida", creado_en=AHORA),
    )
    for persona, taller in (("beto", "t"), ("ana", "t2"), ("beto", "t2")):
        suyo: dict[str, Any] = {"taller_id": taller, "participante_id": persona}
        de = f"{persona} {taller}"
        guardar(
            sala,
            e.Respuesta(**suyo, fase="salida", campo="me_llevo", valor=de),
            e.Respuesta(**suyo, fase="cierre", campo="lunes", valor=de),
            e.Borrador(**suyo, tipo="cliente", objeto_id="c_ana", campo="exito", valor=de, en=AHORA),
            e.Listo(taller_id=taller, fase="cierre", participante_id=persona),
        )
        if persona == "beto":
            sobre = {"cliente_id": "c_beto", "ronda": 1 if taller == "t" else 2}
            guardar(
                sala,
                e.Valoracion(**suyo, **sobre, afirmacion="P1a", valor=1),
                e.Justificacion(**suyo, **sobre, palanca="P1", texto=de),
            )
    for persona, taller in (("beto", "t"), ("ana", "t2"), ("beto", "t2")):
        de = f"{persona} {taller}"
        campos = lo_mio(sala, taller, persona, "salida", valora=False)
        valorado = lo_mio(sala, taller, persona, "salida", valora=True)
        assert campos.respuestas == {"me_llevo": de}
        assert list(campos.borradores.values()) == [de]
        assert not campos.listo
        assert list(valorado.justificaciones.values()) == ([{"P1": de}] if persona == "beto" else [])
    de_ana = lo_mio(sala, "t", "ana", "salida", valora=True)
    assert de_ana.valoraciones == {("c_ana", 1): {"P1a": 5, "P1b": "ns"}}
    assert list(de_ana.borradores.values()) == ["a medi"]


def test_lo_de_otra_persona_no_aparece_en_lo_mio(sala: sa.Engine) -> None:
    for valora in (True, False):
        mio = lo_mio(sala, "t", "beto", "salida", valora=valora)

        assert not mio.listo
        assert (mio.respuestas, mio.valoraciones, mio.justificaciones, mio.borradores) == ({}, {}, {}, {})
        assert all(c.participante_id == "beto" for c in mio.clientes)


@pytest.mark.archivo
@pytest.mark.parametrize("valora", [True, False])
def test_lo_mio_se_lee_en_dos_consultas_de_una_transaccion_y_con_indice(sala: sa.Engine, valora: bool) -> None:
    ordenes: list[tuple[str, Any]] = []

    def apuntar(_c: Any, _cursor: Any, orden: str, valores: Any, *_resto: Any) -> None:
        ordenes.append((orden, valores))

    event.listen(sala, "before_cursor_execute", apuntar)
    lo_mio(sala, "t", "ana", "salida", valora=valora)
    event.remove(sala, "before_cursor_execute", apuntar)

    consultas = [(orden, valores) for orden, valores in ordenes if orden.startswith("SELECT")]
    assert [orden for orden, _ in ordenes].count("BEGIN") == 1
    assert len(consultas) == 2
    with sala.connect() as conexion:
        planes = [conexion.exec_driver_sql(f"EXPLAIN QUERY PLAN {o}", v).all() for o, v in consultas]
    recorridas = [paso.detail for plan in planes for paso in plan if paso.detail.startswith("SCAN")]
    assert recorridas == []
