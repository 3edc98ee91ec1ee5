"""Importar personas, clientes y respuestas: todo o nada, sin pisar lo escrito y sin duplicar."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from datos.motor import crear_motor
from datos.plantillas import plantilla
from modelo.campos import AFIRMACIONES
from modelo.casos import entrada, importar
from modelo.casos.importar import resumen
from modelo.entidades import (
    Cliente,
    Compromiso,
    Hito,
    Interlocutor,
    Justificacion,
    Participante,
    Respuesta,
    Tabla,
    Traza,
    Valoracion,
)
from modelo.errores import ArchivoConReparos, SinPermiso, ValorNoValido
from modelo.valores import Objeto
from modelo.volcado import Apunte, Balance
from tests.bases import base_nueva
from tests.fabricas import Mesa, una_mesa


@pytest.fixture
def mesa(base_de_datos: str) -> Mesa:
    return una_mesa(crear_motor(base_de_datos))


def trae(mesa: Mesa, *apuntes: Apunte) -> Balance:
    hecho: Balance = mesa.hacer(importar.importar, quien=mesa.facilita, apuntes=apuntes, azar=mesa.azar)
    return hecho


def todas(mesa: Mesa, clase: type[Tabla]) -> Sequence[Any]:
    with Session(mesa.motor) as sesion:
        return sesion.exec(select(clase)).all()


def motivos(mesa: Mesa, *apuntes: Apunte) -> list[tuple[int, str, str]]:
    """Los reparos de importar eso, que son también los de la previsión; y no entra nada."""
    antes = [len(todas(mesa, c)) for c in (Participante, Cliente, Hito, Respuesta, Valoracion)]
    visto = mesa.hacer(importar.prever, quien=mesa.facilita, apuntes=apuntes)
    with pytest.raises(ArchivoConReparos) as fallo:
        trae(mesa, *apuntes)
    assert fallo.value.reparos == visto.reparos
    assert [len(todas(mesa, c)) for c in (Participante, Cliente, Hito, Respuesta, Valoracion)] == antes
    return [(r.fila, r.campo, r.motivo) for r in visto.reparos]


ANA = Apunte("persona", "Ana", fila=2)
FARO = Apunte("cliente", "Ana", {"alias": "Faro", "tipo": "cliente", "papel": "estable"}, fila=2)
COMPLETO = (
    ANA,
    Apunte("respuesta", "Ana", {"palabra": "curiosa", "energia": 4, "acuerdos": True}, clave="bienvenida", fila=2),
    FARO,
    Apunte("cliente", "Ana", {"alias": "Muelle", "tipo": "cliente_perdido", "papel": "perdido"}, fila=3),
    Apunte("hito", "Ana", {"fecha": "2024-03", "valencia": 2, "palancas": ["P1", "P5"]}, cliente="Faro", fila=2),
    Apunte("hito", "Ana", {"fecha": "2025-01-15", "valencia": -1}, cliente="faro ", fila=3),
    Apunte("interlocutor", "Ana", {"alias": "Compras", "influencia": 4}, cliente="Faro", fila=2),
    Apunte("interaccion", "Ana", {"canal": "correo", "calidad": 3}, cliente="Faro", fila=2),
    Apunte("valoracion", "Ana", dict.fromkeys(AFIRMACIONES, 4) | {"P8c": "ns"}, cliente="Faro", clave="1", fila=2),
    Apunte("justificacion", "Ana", {"P1": "lo hablamos en enero"}, cliente="Faro", clave="1", fila=2),
    Apunte("aportacion", "Ana", {"tipo": "tecnica", "palanca": "P3", "texto": "acta el mismo día"}, fila=2),
    Apunte("compromiso", "Ana", {"accion": "llamar", "antes_de": "2027-01-31"}, cliente="Muelle", fila=2),
)


def test_lo_importado_queda_como_si_lo_hubiera_escrito_su_persona(mesa: Mesa) -> None:
    trae(mesa, *COMPLETO)

    ana = mesa.hacer(
        entrada.reanudar, codigo=mesa.creado.codigo, codigo_personal=todas(mesa, Participante)[0].codigo_personal
    )
    assert ana.alias == "Ana"
    faro, muelle = sorted(todas(mesa, Cliente), key=lambda c: c.orden)
    assert (faro.alias, faro.papel, muelle.tipo, muelle.orden) == ("Faro", "estable", "cliente_perdido", 1)
    assert [(h.fecha, h.valencia, h.palancas) for h in todas(mesa, Hito)] == [
        ("2024-03-01", 2, ["P1", "P5"]), ("2025-01-15", -1, []),
    ]  # fmt: skip
    assert {v.afirmacion: v.valor for v in todas(mesa, Valoracion) if not v.no_sabe} == {
        a: 4 for a in AFIRMACIONES if a != "P8c"
    }
    assert [v.afirmacion for v in todas(mesa, Valoracion) if v.no_sabe] == ["P8c"]
    assert {v.papel for v in todas(mesa, Valoracion)} == {"estable"}
    assert [c.cliente_id for c in todas(mesa, Compromiso)] == [muelle.id]
    assert {r.campo: r.valor for r in todas(mesa, Respuesta)} == {"palabra": "curiosa", "energia": 4, "acuerdos": True}
    assert [j.texto for j in todas(mesa, Justificacion)] == ["lo hablamos en enero"]


def test_decir_en_un_archivo_cual_es_el_estable_vale_para_lo_ya_valorado(mesa: Mesa) -> None:
    ana = mesa.entra("Ana").identidad
    mesa.salta("mapa")
    faro = mesa.crea(ana, "cliente", alias="Faro", tipo="cliente")
    mesa.salta("valoracion")
    mesa.guarda(ana, Objeto("valoracion", f"{faro.id}:1"), "P1a", 4)
    assert [v.papel for v in todas(mesa, Valoracion)] == [""]
    trae(mesa, FARO)

    assert [v.papel for v in todas(mesa, Valoracion)] == ["estable"]


def test_importar_dos_veces_lo_mismo_no_cambia_nada(mesa: Mesa) -> None:
    primera = trae(mesa, *COMPLETO)
    trazas = len(todas(mesa, Traza))
    segunda = trae(mesa, *COMPLETO)

    assert primera.cambia_algo
    assert not segunda.cambia_algo
    assert segunda.conservados == ()
    assert len(todas(mesa, Traza)) == trazas
    assert [len(todas(mesa, c)) for c in (Participante, Cliente, Hito, Valoracion)] == [1, 2, 2, 24]


def test_lo_que_alguien_ya_escribio_no_se_pisa_y_lo_vacio_se_completa(mesa: Mesa) -> None:
    ana = mesa.entra("Ana").identidad
    mesa.guarda(ana, Objeto("respuesta", "bienvenida"), "palabra", "tranquila")
    mesa.salta("mapa")
    mesa.crea(ana, "cliente", alias="FARO", tipo="no_cliente", corto="cerrar el pedido")

    hecho = trae(
        mesa,
        Apunte("persona", " ana ", fila=2),
        Apunte("respuesta", "ana", {"palabra": "nerviosa", "energia": 3}, clave="bienvenida", fila=2),
        Apunte("cliente", "ana", {"alias": "Faro", "tipo": "cliente", "corto": "otra cosa", "largo": "durar"}, fila=7),
    )

    (faro,) = todas(mesa, Cliente)
    assert (faro.alias, faro.tipo, faro.corto, faro.largo) == ("FARO", "no_cliente", "cerrar el pedido", "durar")
    assert {r.campo: r.valor for r in todas(mesa, Respuesta)} == {"palabra": "tranquila", "energia": 3}
    assert [(r.fila, r.campo) for r in hecho.conservados] == [(2, "palabra"), (7, "tipo"), (7, "corto")]
    assert hecho.rellenados == 1


def test_una_tilde_guardada_de_otra_manera_no_hace_otra_persona(mesa: Mesa) -> None:
    trae(mesa, Apunte("persona", "José", fila=2))

    assert not trae(mesa, Apunte("persona", unicodedata.normalize("NFD", "José"), fila=2)).cambia_algo


@pytest.mark.parametrize(
    ("apunte", "campo", "motivo"),
    [
        (Apunte("persona", " ", fila=9), "alias", "hace falta escribir algo"),
        (Apunte("persona", "x" * 41, fila=9), "alias", "caben 40 caracteres"),
        (Apunte("persona", "ANA", fila=9), "", "repite la fila 2"),
        (Apunte("cliente", "Anna", {"alias": "Norte"}, fila=9), "persona", "no hay nadie llamado «Anna»"),
        (Apunte("cliente", "", {"alias": "Norte"}, fila=9), "persona", "falta decir de quién es"),
        (Apunte("cliente", "Ana", {"tipo": "cliente"}, fila=9), "alias", "está vacío"),
        (Apunte("cliente", "Ana", {"alias": "Norte", "corto_peso": 11}, fila=9), "corto_peso", "entre 0 y 10"),
        (Apunte("cliente", "Ana", {"alias": "Norte", "desde": "2031-01"}, fila=9), "desde", "no ha llegado"),
        (Apunte("cliente", "Ana", {"alias": "Norte", "papel": "estable"}, fila=9), "papel", "que es «Faro»"),
        (Apunte("cliente", "Ana", {"alias": "faro"}, fila=9), "", "repite la fila 2"),
        (Apunte("hito", "Ana", {"fecha": "2024-02-31", "valencia": 1}, "Faro", fila=9), "fecha", "no existe"),
        (Apunte("hito", "Ana", {"fecha": "2030-01", "valencia": 1}, "Faro", fila=9), "fecha", "ya pasó"),
        (Apunte("hito", "Ana", {"fecha": "2024-02"}, "Faro", fila=9), "valencia", "está vacío"),
        (Apunte("hito", "Ana", {"fecha": "2024-02", "valencia": 1}, "Fario", fila=9), "cliente", "«Fario»"),
        (Apunte("valoracion", "Ana", {"P1a": 6}, "Faro", "1", fila=9), "P1a", "entre 1 y 5"),
        (Apunte("valoracion", "Ana", {"P1a": 3}, "Faro", "3", fila=9), "ronda", "no está en la agenda"),
        (Apunte("respuesta", "Ana", {"palabra": "x"}, clave="inventada", fila=9), "palabra", "no tiene la fase"),
        (Apunte("compromiso", "Ana", {"accion": "x"}, "Otro", fila=9), "cliente", "«Otro»"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)  # fmt: skip
def test_una_fila_que_no_vale_se_explica_y_no_entra_ninguna(
    mesa: Mesa, apunte: Apunte, campo: str, motivo: str
) -> None:
    ((fila, donde, que),) = motivos(mesa, ANA, FARO, apunte)

    assert (fila, donde) == (9, campo)
    assert motivo in que


def test_valorar_pide_saber_si_el_cliente_es_el_estable_o_el_perdido(mesa: Mesa) -> None:
    suelto = Apunte("cliente", "Ana", {"alias": "Norte"}, fila=3)
    reparos = motivos(mesa, ANA, suelto, Apunte("valoracion", "Ana", {"P1a": 3}, "Norte", "1", fila=4))

    assert [(f, c) for f, c, _ in reparos] == [(4, "cliente")]


def test_de_lo_que_cuelga_de_una_fila_mala_no_se_dice_otra_vez(mesa: Mesa) -> None:
    malo = Apunte("cliente", "Ana", {"alias": "Norte", "corto_peso": 99}, fila=3)
    reparos = motivos(mesa, ANA, malo, Apunte("hito", "Ana", {"fecha": "2024-01", "valencia": 1}, "Norte", fila=4))

    assert [f for f, _, _ in reparos] == [3]


def test_a_quien_se_ha_retirado_de_la_sala_no_se_le_escribe_nada(mesa: Mesa) -> None:
    ana = mesa.entra("Ana").identidad
    mesa.hacer(entrada.expulsar, quien=mesa.facilita, participante_id=ana.participante_id)

    assert "recupérala" in motivos(mesa, ANA, FARO)[0][2]


def test_no_entran_mas_personas_de_las_que_caben_en_la_sala(mesa: Mesa) -> None:
    mesa.entra("Eva")
    justas = [Apunte("persona", f"Persona {i}", fila=i) for i in range(299)]

    assert motivos(mesa, *justas, ANA) == [(0, "", "en la sala caben 300 personas: hay 1 y el archivo trae 300 más")]
    assert trae(mesa, *justas).nuevos["persona"] == 299


def test_un_cliente_con_demasiados_hitos_no_entra(mesa: Mesa) -> None:
    hitos = [
        Apunte("hito", "Ana", {"fecha": f"20{i // 12:02}-{i % 12 + 1:02}", "valencia": 1}, "Faro", fila=i)
        for i in range(41)
    ]

    assert [f for f, _, _ in motivos(mesa, ANA, FARO, *hitos)] == [40]


def test_lo_que_el_taller_no_pregunta_no_se_importa(base_de_datos: str) -> None:
    expres = una_mesa(crear_motor(base_de_datos), plantilla=plantilla("expres"))
    persona = Apunte("interlocutor", "Ana", {"alias": "Compras"}, "Faro", fila=5)

    assert [(f, c) for f, c, _ in motivos(expres, ANA, FARO, persona)] == [(5, "alias")]


def test_el_perfil_de_otra_persona_no_se_puede_importar(mesa: Mesa) -> None:
    with pytest.raises(ValorNoValido):
        trae(mesa, ANA, Apunte("perfil", "Ana", {"eficacia": 5}, clave="P1", fila=2))

    assert todas(mesa, Participante) == []


def test_quien_participa_no_puede_importar_ni_ver_que_pasaria(mesa: Mesa) -> None:
    ana = mesa.entra("Ana").identidad
    for caso in (importar.prever, importar.importar):
        with pytest.raises(SinPermiso):
            mesa.hacer(caso, quien=ana, apuntes=[ANA])


def test_prever_cuenta_lo_que_luego_pasa(mesa: Mesa) -> None:
    previsto = mesa.hacer(importar.prever, quien=mesa.facilita, apuntes=COMPLETO)

    assert todas(mesa, Participante) == []
    assert trae(mesa, *COMPLETO) == previsto
    assert resumen(previsto).startswith("1 persona, 3 respuestas sueltas, 2 clientes")


def test_los_interlocutores_se_reconocen_por_su_alias(mesa: Mesa) -> None:
    trae(mesa, ANA, FARO, Apunte("interlocutor", "Ana", {"alias": "Compras"}, "Faro", fila=2))
    trae(mesa, ANA, FARO, Apunte("interlocutor", "Ana", {"alias": "COMPRAS", "influencia": 5}, "Faro", fila=2))

    assert [(i.alias, i.influencia) for i in todas(mesa, Interlocutor)] == [("Compras", 5)]


_ALIAS = st.text("aábnñ XZ09'=", min_size=1, max_size=6).filter(lambda t: bool(t.strip()))
_CLIENTES = st.dictionaries(
    _ALIAS,
    st.fixed_dictionaries(
        {},
        optional={
            "tipo": st.sampled_from(["cliente", "no_cliente", "cliente_perdido"]),
            "corto_peso": st.integers(-1, 11),
            "largo": st.text(max_size=30),
            "amplia": st.booleans(),
        },
    ),
    max_size=4,
)


@settings(max_examples=12)
@given(gente=st.dictionaries(_ALIAS, _CLIENTES, max_size=4))
def test_o_entra_todo_y_repetirlo_no_cambia_nada_o_no_entra_nada(
    tmp_path_factory: pytest.TempPathFactory, gente: dict[str, dict[str, dict[str, Any]]]
) -> None:
    archivo: Path = tmp_path_factory.mktemp("importar") / "p.db"
    mesa = una_mesa(crear_motor(base_nueva(archivo)))
    apuntes = []
    for fila, (alias, clientes) in enumerate(gente.items(), start=1):
        apuntes.append(Apunte("persona", alias, fila=fila))
        for n, (suyo, valores) in enumerate(clientes.items()):
            apuntes.append(Apunte("cliente", alias, {"alias": suyo} | valores, fila=fila * 10 + n))
    try:
        trae(mesa, *apuntes)
    except ArchivoConReparos:
        assert todas(mesa, Participante) == []
        assert todas(mesa, Cliente) == []
    else:
        assert len(todas(mesa, Participante)) == len(gente)
        assert len(todas(mesa, Cliente)) == sum(map(len, gente.values()))
        assert not trae(mesa, *apuntes).cambia_algo
    mesa.motor.dispose()
