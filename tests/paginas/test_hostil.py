"""Lo que llega con mala idea (1 MB, nulos, bidi, medias letras, otros tipos) nunca da un 500 ni deja un texto roto."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from datos import consultas
from datos.lo_mio import lo_mio
from datos.motor import crear_motor
from modelo.campos import OBJETOS, RESPUESTAS, alias_de_persona
from modelo.casos import agenda, grupo, privado, respuestas
from modelo.codigos import nuevo_id
from modelo.errores import ErrorDelTaller, ObjetoNoEncontrado, ValorNoValido
from modelo.valores import Entrada, Identidad, Objeto
from paginas.http.rutas import RUTAS
from tests.fabricas import Mesa, una_mesa

MEGA = "ñ" * 1_000_000
CORPUS = {
    "nulos": "a\0b\0",
    "bidi": "pagar \u202eodicilos\u202c y \u2066otro\u2069",
    "media letra": "antes \ud83d después",
    "control": "\x1b[31mrojo\x07\x08",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "markdown": "![x](https://malo.example/x.png) [pulsa](javascript:alert(1)) $\\frac{1}{2}$ :red[x]",
    "emoji compuesto": "👩‍👩‍👧‍👦🏳️‍🌈",
    "zalgo": "Z̸̢̛͓͈̖̪̘͇͑̋a̷̧̡̛",
    "sql": "'; DROP TABLE participante; --",
}
INVISIBLES = ["\u200b\u200d", "\u2060", " \u00a0\u2003", "\u0301", "\0", "\u202e", "\ufeff"]
RAROS: list[Any] = [None, 3, -1, 1e400, float("nan"), True, [], {}, ["P1"], {"P1": 1}, [[1]], "", "\0", "\ud800", MEGA]


@pytest.fixture
def navegador(mesa: Mesa) -> Iterator[TestClient]:
    """Las rutas de verdad, sin que un fallo del servidor se convierta en excepción de la prueba."""
    app = Starlette(routes=RUTAS)
    with TestClient(app, base_url="https://taller.local", follow_redirects=False, raise_server_exceptions=False) as uno:
        yield uno


@pytest.fixture
def ana(navegador: TestClient, mesa: Mesa) -> Entrada:
    ana = mesa.entra()
    navegador.post("/api/identidad", json={"pase": ana.pase})
    return ana


def _envio(mesa: Mesa, **cambios: Any) -> bytes:
    envio = {"sala": mesa.creado.codigo, "objeto": "respuesta", "id": "bienvenida", "campo": "palabra", "valor": "x"}
    return json.dumps(envio | {"puesto": "p", "orden": 1} | cambios).encode()


@pytest.mark.parametrize("texto", CORPUS.values(), ids=CORPUS)
def test_lo_tecleado_con_mala_idea_se_guarda_como_texto_o_se_explica(
    navegador: TestClient, mesa: Mesa, ana: Entrada, texto: str
) -> None:
    mesa.salta("salida")
    respuesta = navegador.post("/api/borrador", content=_envio(mesa, id="salida", campo="me_llevo", valor=texto))

    assert respuesta.status_code == 200
    persona = ana.identidad.participante_id or ""
    guardado = consultas.respuestas_de(mesa.motor, mesa.creado.taller_id, persona, "salida")["me_llevo"]
    assert not set(guardado) & {"\0", "\x1b", "\u202e", "\u2066", "\ud83d"}
    assert guardado.encode()
    assert [c for c in texto if c.isalnum() and c not in guardado] == []


def test_con_la_fase_cerrada_tambien_se_conserva_limpio(navegador: TestClient, mesa: Mesa, ana: Entrada) -> None:
    mesa.hacer(agenda.cerrar_fase, quien=mesa.facilita, clave="bienvenida")
    for numero, texto in enumerate([*CORPUS.values(), "n" * 25_000]):
        cuerpo = _envio(mesa, valor=texto, orden=numero + 1)
        assert navegador.post("/api/borrador", content=cuerpo).status_code in (409, 422)

    persona = ana.identidad.participante_id or ""
    guardado = lo_mio(mesa.motor, mesa.creado.taller_id, persona, "bienvenida", valora=False).borradores
    assert len(guardado) == 1
    (valor,) = guardado.values()
    assert len(valor) <= respuestas.LARGO_DE_BORRADOR


@pytest.mark.parametrize("clave", ["sala", "objeto", "id", "campo", "valor", "puesto", "orden", "final", "foco"])
def test_ningun_campo_del_envio_con_otra_forma_rompe_el_servidor(
    navegador: TestClient, mesa: Mesa, ana: Entrada, clave: str
) -> None:
    estados = {navegador.post("/api/borrador", content=_envio(mesa, **{clave: raro})).status_code for raro in RAROS}

    assert {e for e in estados if e >= 500} == set()


@pytest.mark.parametrize("ruta", ["/api/identidad", "/api/salir"])
@pytest.mark.parametrize("clave", ["pase", "sala"])
def test_ni_el_pase_ni_la_salida_rompen_el_servidor(navegador: TestClient, mesa: Mesa, ruta: str, clave: str) -> None:
    cuerpos = [json.dumps({clave: raro}).encode() for raro in RAROS]
    cuerpos += [b"\xff\xfe", b"[" * 100_000, b'{"a":' * 2000, b"NaN", b'"\\ud800"', b"\0" * 5000]
    estados = {navegador.post(ruta, content=cuerpo).status_code for cuerpo in cuerpos}

    assert {e for e in estados if not 400 <= e < 500} <= {204}


@pytest.mark.parametrize(
    "ficha", ["%00", "%ED%A0%80", "%FF", "a" * 60_000, "%E2%80%AE", "..%2F..%2Fetc%2Fpasswd", "%3Cscript%3E"]
)
@pytest.mark.parametrize("puerta", ["f", "v"])
def test_un_enlace_estropeado_da_su_pagina_sin_repetir_lo_que_traia(
    navegador: TestClient, mesa: Mesa, puerta: str, ficha: str
) -> None:
    respuesta = navegador.get(f"/{puerta}/{ficha}")

    assert respuesta.status_code == 404
    assert "<script>" not in respuesta.text
    assert "set-cookie" not in respuesta.headers


def test_una_cookie_estropeada_es_como_no_tenerla(navegador: TestClient, mesa: Mesa) -> None:
    nombre = f"palancas_p_{mesa.creado.codigo}"
    for valor in ("x" * 4000, "\xff\xfe", '"', "a%00b"):
        cabeceras = {"cookie": f"{nombre}={valor}".encode("latin-1")}
        assert navegador.post("/api/borrador", content=_envio(mesa), headers=cabeceras).status_code == 401


@pytest.mark.parametrize("objeto", ["x", "respuesta", "perfil", "valoracion", "cliente", "taller", "__class__"])
def test_no_se_puede_llenar_la_base_de_borradores_ni_filas_de_nada(
    navegador: TestClient, mesa: Mesa, ana: Entrada, objeto: str
) -> None:
    mesa.salta("perfil")
    antes = _filas(mesa)
    for numero in range(20):
        for campo in ("hecho", "palabra", "alias", f"campo{numero}"):
            navegador.post("/api/borrador", content=_envio(mesa, objeto=objeto, id=f"inventado{numero}", campo=campo))

    assert _filas(mesa) == antes


def _filas(mesa: Mesa) -> int:
    with mesa.motor.connect() as conexion:
        tablas = ("borrador", "respuesta", "perfil_palanca", "valoracion", "justificacion", "listo", "aparcado")
        return sum(conexion.exec_driver_sql(f"select count(*) from {t}").scalar() or 0 for t in tablas)  # noqa: S608


@pytest.mark.parametrize("alias", [*INVISIBLES, MEGA], ids=repr)
def test_un_alias_que_no_se_ve_o_no_cabe_no_entra(alias: str) -> None:
    with pytest.raises(ValorNoValido):
        alias_de_persona(alias)


@pytest.mark.parametrize("alias", [t for n, t in CORPUS.items() if n not in ("markdown", "html")])
def test_un_alias_raro_pero_legible_entra_limpio(mesa: Mesa, alias: str) -> None:
    visto = mesa.entra(alias).alias

    assert 0 < len(visto) <= 40
    assert not set(visto) & {"\0", "\u202e", "\ud83d"}


TODOS = {f"{t}.{c}": d.validar for t, campos in OBJETOS.items() for c, d in campos.items()} | {
    f"{t}.{c}": v for t, campos in RESPUESTAS.items() for c, v in campos.items()
}
COSAS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates(),
    lambda hijos: st.lists(hijos, max_size=3) | st.dictionaries(st.text(max_size=3), hijos, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize("campo", TODOS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(cosa=COSAS)
def test_ningun_campo_acepta_lo_que_no_cabe_ni_se_rompe(campo: str, cosa: object) -> None:
    try:
        hecho = TODOS[campo](campo, cosa, date(2026, 11, 24))
    except ErrorDelTaller:
        return
    assert hecho is None or isinstance(hecho, str | int | bool | list)
    json.dumps(hecho, allow_nan=False).encode()
    if isinstance(hecho, str):
        assert len(hecho) <= 2000
        hecho.encode()


@pytest.mark.parametrize("campo", [c for c, v in TODOS.items() if privado.es_texto_libre(v)])
def test_un_mega_se_rechaza_diciendo_cuanto_cabe(campo: str) -> None:
    with pytest.raises(ValorNoValido, match=r"caben \d+ caracteres"):
        TODOS[campo](campo, MEGA, date(2026, 11, 24))


@pytest.fixture
def eva(mesa: Mesa) -> Identidad:
    return mesa.entra("Eva").identidad


def test_nadie_ata_su_compromiso_al_cliente_de_otra_persona(mesa: Mesa, eva: Identidad) -> None:
    ana = mesa.entra("Ana").identidad
    mesa.salta("mapa")
    ajeno = mesa.crea(ana, "cliente", alias="Faro")
    mesa.salta("plan")
    suyo = mesa.crea(eva, "compromiso", accion="llamar")

    with pytest.raises(ObjetoNoEncontrado):
        mesa.guarda(eva, suyo, "cliente_id", ajeno.id)
    with pytest.raises(ObjetoNoEncontrado):
        mesa.crea(eva, "compromiso", cliente_id=ajeno.id)


@pytest.mark.parametrize("id", ["", "x", "A" * 32, "0" * 33, "\ud800" * 32, MEGA[:200]])
def test_los_ids_tienen_forma_de_id(mesa: Mesa, eva: Identidad, id: str) -> None:
    mesa.salta("mapa")
    with pytest.raises(ObjetoNoEncontrado):
        mesa.hacer(respuestas.crear_objeto, quien=eva, tipo="cliente", id=id, valores={})
    with pytest.raises(ObjetoNoEncontrado):
        mesa.hacer(grupo.aparcar, quien=eva, texto="asunto", id=id)


def test_un_alta_no_pone_columnas_que_no_son_campos(mesa: Mesa, eva: Identidad) -> None:
    ana = mesa.entra("Ana").identidad
    mesa.salta("mapa")
    for campo in ("participante_id", "orden", "id", "__class__"):
        with pytest.raises(ValorNoValido):
            mesa.crea(eva, "cliente", **{campo: ana.participante_id})


def test_no_se_dice_listo_en_una_fase_que_no_existe(mesa: Mesa, eva: Identidad) -> None:
    with pytest.raises(ErrorDelTaller):
        mesa.hacer(grupo.marcar_listo, quien=eva, fase=MEGA)


def test_el_aparcamiento_tiene_un_tope_por_persona(mesa: Mesa, eva: Identidad) -> None:
    for numero in range(grupo.MAXIMO_APARCADO):
        mesa.hacer(grupo.aparcar, quien=eva, texto=f"asunto {numero}", id=nuevo_id())
    with pytest.raises(ValorNoValido):
        mesa.hacer(grupo.aparcar, quien=eva, texto="uno más", id=nuevo_id())
    mesa.hacer(grupo.aparcar, quien=mesa.facilita, texto="el de quien facilita", id=nuevo_id())


def test_un_titulo_o_una_organizacion_hostiles_se_guardan_limpios_o_se_rechazan(base_de_datos: str) -> None:
    motor = crear_motor(base_de_datos)
    for titulo in (*INVISIBLES, MEGA):
        with pytest.raises(ValorNoValido):
            una_mesa(motor, titulo=titulo)
    visto = consultas.taller_visto(motor, una_mesa(motor, titulo="Taller\0 \u202ereb").creado.codigo)
    assert visto is not None
    assert visto.titulo == "Taller reb"
    assert Path(str(motor.url.database)).stat().st_size < 2_000_000


def test_el_objeto_de_otra_sala_no_existe_aqui(mesa: Mesa, eva: Identidad) -> None:
    otra = una_mesa(mesa.motor, titulo="Otra", azar=mesa.azar)
    ajeno = otra.entra("Leo").identidad
    otra.salta("mapa")
    cliente = otra.crea(ajeno, "cliente", alias="Norte")
    mesa.salta("mapa")

    for caso in (
        lambda: mesa.guarda(eva, cliente, "alias", "mío"),
        lambda: mesa.hacer(respuestas.guardar_borrador, quien=eva, objeto=cliente, campo="alias", valor="mío"),
        lambda: mesa.guarda(eva, Objeto("valoracion", f"{cliente.id}:1"), "P1a", 3),
    ):
        with pytest.raises(ErrorDelTaller):
            caso()
    mesa.hacer(respuestas.quitar_objeto, quien=eva, objeto=cliente)
    assert [c.alias for c in consultas.clientes_de(mesa.motor, ajeno.participante_id or "")] == ["Norte"]
