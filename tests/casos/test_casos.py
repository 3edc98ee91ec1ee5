"""Los casos de uso sobre SQLite de verdad."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from datos import consultas
from datos.motor import crear_motor
from datos.unidad import UnidadDeTrabajo
from modelo.casos import agenda, entrada, grupo, respuestas, sala
from modelo.codigos import nuevo_id
from modelo.entidades import Borrador, Cliente, Participante, Valoracion, Voto
from modelo.errores import (
    CodigoPersonalNoValido,
    FaseCerrada,
    HitoNoValido,
    ObjetoNoEncontrado,
    ParticipanteExpulsado,
    PaseNoValido,
    SalaBorrada,
    SalaNoEncontrada,
    SinPermiso,
    ValorNoValido,
    VotosAgotados,
)
from modelo.valores import Identidad, Objeto, Papel
from tests.fabricas import Mesa, una_mesa


@pytest.fixture
def motor(base_de_datos: str) -> sa.Engine:
    return crear_motor(base_de_datos)


@pytest.fixture
def mesa(motor: sa.Engine) -> Mesa:
    return una_mesa(motor)


def filas(mesa: Mesa, clase: type) -> list:
    with Session(mesa.motor) as sesion:
        return list(sesion.exec(select(clase)))


def test_salir_de_la_unidad_sin_confirmar_deshace(mesa: Mesa) -> None:
    with UnidadDeTrabajo(mesa.motor) as unidad:
        entrada.entrar(unidad, codigo=mesa.creado.codigo, alias="Ana", ahora=mesa.reloj.ahora)

    assert filas(mesa, Participante) == []


def test_se_entra_con_el_codigo_en_minusculas_y_con_espacios(mesa: Mesa) -> None:
    codigo = f" {mesa.creado.codigo[:3].lower()} {mesa.creado.codigo[3:].lower()} "

    assert mesa.hacer(entrada.entrar, codigo=codigo, alias="Ana").codigo == mesa.creado.codigo


@pytest.mark.parametrize("alias", ["", "   ", "x" * 500])
def test_un_alias_vacio_o_larguisimo_no_entra(mesa: Mesa, alias: str) -> None:
    with pytest.raises(ValorNoValido):
        mesa.entra(alias)


def test_un_alias_con_emoji_o_etiquetas_entra_tal_cual(mesa: Mesa) -> None:
    assert mesa.entra("🦊 <script>").alias == "🦊 <script>"


def test_un_alias_repetido_entra_con_un_numero(mesa: Mesa) -> None:
    assert [mesa.entra("Ana").alias, mesa.entra("ana").alias, mesa.entra("Ana").alias] == ["Ana", "ana 2", "Ana 3"]


def test_un_codigo_que_no_existe_se_dice(mesa: Mesa) -> None:
    with pytest.raises(SalaNoEncontrada):
        mesa.hacer(entrada.entrar, codigo="ZZZZZZ", alias="Ana")


def test_el_codigo_personal_devuelve_a_la_misma_persona(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    vuelta = mesa.hacer(entrada.reanudar, codigo=mesa.creado.codigo, codigo_personal=ana.codigo_personal.upper())

    assert vuelta.identidad == ana.identidad
    with pytest.raises(CodigoPersonalNoValido):
        mesa.hacer(entrada.reanudar, codigo=mesa.creado.codigo, codigo_personal="nada-nada-99")


def test_un_pase_vale_una_vez_y_un_minuto(mesa: Mesa) -> None:
    ana, eva = mesa.entra("Ana"), mesa.entra("Eva")
    quien, codigo, ficha = mesa.hacer(entrada.canjear_pase, pase=ana.pase)

    assert (quien, codigo) == (ana.identidad, mesa.creado.codigo)
    with UnidadDeTrabajo(mesa.motor) as unidad:
        assert entrada.identificar(unidad, ficha=ficha) == ana.identidad
    with pytest.raises(PaseNoValido):
        mesa.hacer(entrada.canjear_pase, pase=ana.pase)
    mesa.reloj.pasan(seconds=61)
    with pytest.raises(PaseNoValido):
        mesa.hacer(entrada.canjear_pase, pase=eva.pase)


def test_expulsar_corta_el_paso_y_readmitir_lo_devuelve_todo(mesa: Mesa) -> None:
    ana = mesa.entra("Ana")
    mesa.guarda(ana.identidad, Objeto("respuesta", "bienvenida"), "palabra", "curiosidad")
    suyo = {"quien": mesa.facilita, "participante_id": ana.identidad.participante_id}
    mesa.hacer(entrada.expulsar, **suyo)
    with pytest.raises(ParticipanteExpulsado):
        mesa.guarda(ana.identidad, Objeto("respuesta", "bienvenida"), "palabra", "otra")
    mesa.hacer(entrada.readmitir, **suyo)

    guardadas = consultas.respuestas_de(mesa.motor, mesa.creado.taller_id, ana.identidad.participante_id, "bienvenida")
    assert guardadas == {"palabra": "curiosidad"}


@pytest.mark.parametrize("caso", [agenda.avanzar, agenda.volver, agenda.terminar, sala.borrar_taller])
def test_quien_participa_no_manda(mesa: Mesa, caso) -> None:
    with pytest.raises(SinPermiso):
        mesa.hacer(caso, quien=mesa.entra().identidad)


def test_repetir_un_envio_no_duplica_y_manda_lo_ultimo(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    mesa.salta("mapa")
    cliente = mesa.crea(ana, "cliente", tipo="cliente", alias="Faro")
    mesa.salta("valoracion")
    donde = Objeto("valoracion", f"{cliente.id}:1")
    for valor in (3, 3, 4, "ns"):
        mesa.guarda(ana, donde, "P1a", valor)

    assert [(v.valor, v.no_sabe) for v in filas(mesa, Valoracion)] == [(None, True)]


def test_crear_dos_veces_con_el_mismo_id_deja_uno(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    mesa.salta("mapa")
    mismo = nuevo_id()
    for _ in range(2):
        mesa.hacer(respuestas.crear_objeto, quien=ana, tipo="cliente", id=mismo, valores={"tipo": "cliente"})

    assert len(filas(mesa, Cliente)) == 1


def test_nadie_escribe_en_lo_de_otra_persona(mesa: Mesa) -> None:
    ana, eva = mesa.entra("Ana").identidad, mesa.entra("Eva").identidad
    mesa.salta("mapa")
    cliente = mesa.crea(ana, "cliente", tipo="cliente")

    with pytest.raises(ObjetoNoEncontrado):
        mesa.guarda(eva, cliente, "alias", "mío")
    with pytest.raises(ObjetoNoEncontrado):
        mesa.crea(eva, "cliente", tipo="cliente") and mesa.hacer(
            respuestas.crear_objeto, quien=eva, tipo="cliente", id=cliente.id
        )


def test_con_la_fase_cerrada_no_se_escribe_y_el_borrador_espera(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    donde = Objeto("respuesta", "bienvenida")
    mesa.hacer(agenda.cerrar_fase, quien=mesa.facilita, clave="bienvenida")
    with pytest.raises(FaseCerrada):
        mesa.guarda(ana, donde, "palabra", "tarde")
    mesa.hacer(respuestas.guardar_borrador, quien=ana, objeto=donde, campo="palabra", valor="tarde")
    mesa.hacer(agenda.abrir_fase, quien=mesa.facilita, clave="bienvenida")

    assert [b.valor for b in filas(mesa, Borrador)] == ["tarde"]
    mesa.guarda(ana, donde, "palabra", "tarde")
    assert filas(mesa, Borrador) == []


@pytest.mark.parametrize(
    ("campo", "valor"), [("corto_peso", 11), ("corto_peso", -1), ("desde", "2999-01"), ("tipo", "x")]
)
def test_un_valor_que_no_cabe_se_rechaza(mesa: Mesa, campo: str, valor: object) -> None:
    ana = mesa.entra().identidad
    mesa.salta("mapa")
    cliente = mesa.crea(ana, "cliente", tipo="cliente")

    with pytest.raises(ValorNoValido):
        mesa.guarda(ana, cliente, campo, valor)


def test_un_hito_futuro_se_rechaza(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    mesa.salta("mapa")
    cliente = mesa.crea(ana, "cliente", tipo="cliente")
    mesa.salta("historico")
    hito = mesa.crea(ana, "hito", padre=cliente.id)

    with pytest.raises(HitoNoValido):
        mesa.guarda(ana, hito, "fecha", "2030-01")


def test_los_votos_se_acaban_y_se_pueden_mover(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    mesa.salta("estrategias")
    ideas = [mesa.crea(ana, "aportacion", texto=f"idea {i}") for i in range(4)]
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="estrategias")
    for idea in (ideas[0], ideas[0], ideas[1]):
        mesa.hacer(grupo.votar, quien=ana, aportacion_id=idea.id)
    with pytest.raises(VotosAgotados):
        mesa.hacer(grupo.votar, quien=ana, aportacion_id=ideas[2].id)
    mesa.hacer(grupo.quitar_voto, quien=ana, aportacion_id=ideas[0].id)
    mesa.hacer(grupo.votar, quien=ana, aportacion_id=ideas[2].id)

    assert {v.aportacion_id for v in filas(mesa, Voto)} == {ideas[1].id, ideas[2].id}


@pytest.mark.parametrize(("n", "votos"), [(0, 2), (4, 2), (7, 3), (12, 3), (13, 4), (30, 5)])
def test_los_votos_son_la_raiz_redondeada_y_dos_como_minimo(n: int, votos: int) -> None:
    assert grupo.maximo_de_votos(n) == votos


def test_un_segundo_clic_desde_una_consola_atrasada_no_avanza_dos_veces(mesa: Mesa) -> None:
    for _ in range(2):
        mesa.hacer(agenda.avanzar, quien=mesa.facilita, desde="bienvenida")

    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    assert visto.fase_actual == "mapa"


def test_cada_transicion_sube_la_version_y_queda_en_la_traza(mesa: Mesa) -> None:
    antes = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    mesa.hacer(agenda.avanzar, quien=mesa.facilita)
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="mapa")
    despues = consultas.taller_visto(mesa.motor, mesa.creado.codigo)

    assert antes is not None
    assert despues is not None
    assert despues.version == antes.version + 2
    assert [t.accion for t in consultas.traza(mesa.motor, mesa.creado.taller_id)] == ["crear", "avanzar", "revelar"]


def test_borrar_el_taller_no_deja_nada_y_el_codigo_lo_explica(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    mesa.salta("mapa")
    mesa.crea(ana, "cliente", tipo="cliente", alias="Faro")
    mesa.hacer(sala.borrar_taller, quien=mesa.facilita)

    assert filas(mesa, Cliente) == filas(mesa, Participante) == []
    with pytest.raises(SalaBorrada):
        mesa.entra("Eva")


def test_el_enlace_de_otra_sala_no_sirve_aqui(mesa: Mesa) -> None:
    otra = una_mesa(mesa.motor, titulo="Otro", azar=mesa.azar)
    ana = mesa.entra().identidad
    intruso = Identidad(Papel.PARTICIPA, otra.creado.sala_id, ana.participante_id)

    with pytest.raises(SinPermiso):
        mesa.guarda(intruso, Objeto("respuesta", "bienvenida"), "palabra", "hola")


@pytest.mark.parametrize(
    ("campo", "valor"), [("umbral", 2), ("umbral", 11), ("borrar_el", date(2020, 1, 1)), ("titulo", " ")]
)
def test_un_taller_con_datos_imposibles_no_se_crea(motor: sa.Engine, campo: str, valor: object) -> None:
    with pytest.raises(ValorNoValido):
        una_mesa(motor, **{campo: valor})


def test_abrir_la_valoracion_entre_sesiones_deja_escribir_sin_mover_al_grupo(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    mesa.salta("mapa")
    cliente = mesa.crea(ana, "cliente", tipo="cliente")
    hasta = mesa.reloj.ahora + timedelta(days=3)
    mesa.hacer(agenda.abrir_hasta, quien=mesa.facilita, clave="valoracion", hasta=hasta)
    mesa.guarda(ana, Objeto("valoracion", f"{cliente.id}:1"), "P1a", 4)
    mesa.reloj.pasan(days=4)

    with pytest.raises(FaseCerrada):
        mesa.guarda(ana, Objeto("valoracion", f"{cliente.id}:1"), "P1a", 5)
