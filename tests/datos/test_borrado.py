"""Borrar es que no quede: ni en la base, ni en su diario, ni en las copias, leyendo los archivos en crudo."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from datos import borrado, consultas, propio
from datos.lectura import TABLAS
from datos.motor import crear_motor, migrar
from datos.plantillas import plantilla
from modelo.casos import agenda, entrada, grupo, privado, reparto, respuestas, sala
from modelo.codigos import nuevo_id
from modelo.errores import FaseNoEncontrada, SinPermiso
from modelo.valores import Identidad, Objeto, Papel
from tests.fabricas import Mesa, otro_taller, una_mesa

ALIAS = "Zarzamora7431"
TEXTO = "frambuesa8812"


def copiar(archivo: Path, destino: Path) -> None:
    with closing(sqlite3.connect(archivo)) as origen, closing(sqlite3.connect(destino)) as copia:
        origen.backup(copia)


@pytest.fixture
def motor(tmp_path: Path) -> Iterator[sa.Engine]:
    motor = crear_motor(f"sqlite:///{tmp_path / 'palancas.db'}")
    migrar(motor)
    yield motor
    motor.dispose()


@pytest.fixture
def mesa(motor: sa.Engine) -> Mesa:
    return una_mesa(motor)


def escribir_en_todo(mesa: Mesa, alias: str = ALIAS, texto: str = TEXTO) -> Identidad:
    """Alguien entra y deja su texto en todo lo que se puede escribir, y un borrador con la fase cerrada."""
    quien: Identidad = mesa.entra(alias).identidad
    cliente = Objeto("cliente", nuevo_id())
    mesa.salta("mapa")
    mesa.hacer(respuestas.crear_objeto, quien=quien, tipo="cliente", id=cliente.id, valores={"alias": texto})
    for fase in consultas.taller_visto(mesa.motor, mesa.creado.codigo).fases:  # type: ignore[union-attr]
        mesa.salta(fase.clave)
        _en_la_fase(mesa, quien, cliente, fase.tipo, fase.clave, texto)
    asunto = nuevo_id()
    mesa.hacer(grupo.aparcar, quien=quien, texto=texto, id=asunto)
    for resuelto in (True, False):
        mesa.hacer(grupo.resolver_aparcado, quien=mesa.facilita, id=asunto, resuelto=resuelto)
    mesa.hacer(agenda.cerrar_fase, quien=mesa.facilita, clave="mapa")
    mesa.hacer(respuestas.guardar_borrador, quien=quien, objeto=cliente, campo="corto", valor=f"{texto} a medias")
    return quien


def _en_la_fase(mesa: Mesa, quien: Identidad, cliente: Objeto, tipo: str, clave: str, texto: str) -> None:
    for campo, validar in respuestas.RESPUESTAS.get(tipo, {}).items():
        if privado.es_texto_libre(validar):
            mesa.guarda(quien, Objeto("respuesta", clave), campo, texto)
    for clase in ("cliente", "hito", "interlocutor", "interaccion", "aportacion", "compromiso", "perfil"):
        campos = privado.textos_de(tipo, clase)
        if campos:
            donde = {"cliente": cliente, "perfil": Objeto("perfil", "P1")}.get(clase) or mesa.crea(
                quien, clase, padre=cliente.id if clase in respuestas.DE_CLIENTE else ""
            )
            for campo in campos:
                mesa.guarda(quien, donde, campo, texto)
    if tipo in ("valoracion", "radar"):
        mesa.hacer(agenda.fijar_debate, quien=mesa.facilita, palancas=("P1",))
        ronda = 1 if tipo == "valoracion" else 2
        mesa.guarda(quien, Objeto("justificacion", f"{cliente.id}:{ronda}"), "P1", texto)


def en_crudo(carpeta: Path, *buscados: str) -> set[str]:
    """Cuáles de esas palabras aparecen en algún archivo de la carpeta, leídos byte a byte."""
    escrito = b"\n".join(a.read_bytes() for a in carpeta.rglob("*") if a.is_file())
    return {b for b in buscados if b.encode() in escrito}


def test_borrar_el_taller_no_deja_ni_un_alias_en_ningun_archivo(mesa: Mesa, tmp_path: Path) -> None:
    escribir_en_todo(mesa)
    copiar(tmp_path / "palancas.db", tmp_path / "palancas-0001-antes.db")
    (tmp_path / "copias").mkdir()
    copiar(tmp_path / "palancas.db", tmp_path / "copias" / "sesion.db")
    assert en_crudo(tmp_path, ALIAS, TEXTO) == {ALIAS, TEXTO}

    assert borrado.rematar(mesa.motor, mesa.hacer(sala.borrar_taller, quien=mesa.facilita))

    assert en_crudo(tmp_path, ALIAS, TEXTO, "Taller de prueba") == set()


def test_borrar_sin_rematar_tampoco_deja_nada_en_el_archivo_principal(mesa: Mesa, tmp_path: Path) -> None:
    escribir_en_todo(mesa)
    mesa.hacer(sala.borrar_taller, quien=mesa.facilita)
    mesa.motor.dispose()

    assert en_crudo(tmp_path, ALIAS, TEXTO) == set()


def test_la_copia_conserva_lo_de_las_demas_salas_y_lo_que_no_es_una_copia(mesa: Mesa, tmp_path: Path) -> None:
    otra = una_mesa(mesa.motor, titulo="Otro taller", azar=mesa.azar)
    otra.entra("Hinojo5520")
    mesa.entra(ALIAS)
    copia = tmp_path / "palancas-0001-antes.db"
    copiar(tmp_path / "palancas.db", copia)
    (tmp_path / "rota.db").write_bytes(b"SQLite format 3\0 y nada mas")
    (tmp_path / "notas.db").write_text(f"esto no es una base: {TEXTO}")

    hecho = mesa.hacer(sala.borrar_taller, quien=mesa.facilita)
    borrado.rematar(mesa.motor, hecho)

    with crear_motor(f"sqlite:///{copia}").connect() as conexion:
        assert conexion.exec_driver_sql("select alias from participante").scalars().all() == ["Hinojo5520"]
    assert en_crudo(tmp_path, ALIAS, TEXTO, "Hinojo5520") == {TEXTO, "Hinojo5520"}


def test_si_otra_conexion_no_deja_compactar_se_dice_y_se_acaba_despues(mesa: Mesa, tmp_path: Path) -> None:
    mesa.entra(ALIAS)
    hecho = mesa.hacer(sala.borrar_taller, quien=mesa.facilita)
    rapido = crear_motor(f"{mesa.motor.url}?timeout=0.1")
    with mesa.motor.execution_options(escritura=True).connect() as escritora:
        escritora.exec_driver_sql("select count(*) from sala").all()
        with rapido.connect() as conexion:
            conexion.connection.driver_connection.execute("PRAGMA busy_timeout=100")  # type: ignore[union-attr]
        assert not borrado.compactar(rapido)
    rapido.dispose()

    assert borrado.rematar(mesa.motor, hecho)
    assert en_crudo(tmp_path, ALIAS) == set()


def test_borrar_lo_mio_se_lleva_todo_lo_de_esa_persona_y_nada_de_las_demas(mesa: Mesa, tmp_path: Path) -> None:
    eva = escribir_en_todo(mesa, "Hinojo5520", "romero9917")
    ana = escribir_en_todo(mesa)
    copiar(tmp_path / "palancas.db", tmp_path / "palancas-antes.db")
    retirada = {"quien": mesa.facilita, "participante_id": ana.participante_id}
    mesa.hacer(entrada.expulsar, **retirada)
    mesa.hacer(entrada.readmitir, **retirada)
    antes = _cuantas_filas(mesa, eva)

    borrado.rematar(mesa.motor, mesa.hacer(privado.borrar_lo_mio, quien=ana))

    assert en_crudo(tmp_path, ALIAS, TEXTO, "Hinojo5520", "romero9917") == {"Hinojo5520", "romero9917"}
    assert _cuantas_filas(mesa, eva) == antes
    with pytest.raises(SinPermiso):
        mesa.guarda(ana, Objeto("respuesta", "cierre"), "lunes", "sigo aquí")
    acciones = [t.accion for t in consultas.traza(mesa.motor, mesa.creado.taller_id)]
    assert acciones[-3:] == ["expulsar", "readmitir", "borrar_lo_suyo"]


def _cuantas_filas(mesa: Mesa, quien: Identidad) -> int:
    return len(json.dumps(propio.lo_mio(mesa.motor, quien.participante_id or "", mesa.reloj.ahora)))


def test_lo_mio_lleva_algo_de_cada_sitio_en_que_escribi_y_nada_de_otra_persona(mesa: Mesa) -> None:
    escribir_en_todo(mesa, "Hinojo5520", "romero9917")
    ana = escribir_en_todo(mesa)
    leo = mesa.entra("Leo").identidad
    idea = mesa.crea(leo, "aportacion", texto="la de Leo")
    pareja = (ana.participante_id or "", leo.participante_id or "")
    mesa.hacer(reparto.repartir_grupos, quien=mesa.facilita, de=2, personas=pareja)
    mesa.hacer(agenda.revelar, quien=mesa.facilita, clave="estrategias")
    mesa.salta("estrategias")
    mesa.hacer(grupo.votar, quien=ana, aportacion_id=idea.id)
    mesa.hacer(grupo.marcar_listo, quien=ana, fase="mapa")
    todo = propio.lo_mio(mesa.motor, ana.participante_id or "", mesa.reloj.ahora)
    escrito = json.dumps(todo, ensure_ascii=False)

    assert todo["tu"]["alias"] == ALIAS
    vacias = [c for c, v in todo["talleres"][0].items() if v == [] and c not in ("valoraciones",)]
    assert vacias == []
    cliente = todo["clientes"][0]
    assert all(cliente[hijos] for hijos in ("hitos", "interlocutores", "interacciones"))
    assert "Hinojo5520" not in escrito
    assert "romero9917" not in escrito
    assert "la de Leo" not in escrito
    assert ana.participante_id not in escrito


def test_ninguna_tabla_que_cuelga_de_una_persona_se_queda_fuera_de_lo_mio() -> None:
    cuelgan = {
        t.name
        for t in TABLAS.values()
        if {"participante_id", "cliente_id"} & set(t.c.keys()) or t.name == "participante"
    }

    assert cuelgan - propio.TABLAS_PROPIAS == set()


def test_todo_lo_que_cuelga_de_una_persona_se_va_con_ella() -> None:
    """La base lo borra en cascada: una tabla nueva sin esa regla dejaría restos."""
    malas = [
        f"{t.name}.{c.name}"
        for t in TABLAS.values()
        for c in t.c
        for ajena in c.foreign_keys
        if ajena.ondelete != "CASCADE"
    ]

    assert malas == []


FASES_CON_TEXTO = (
    *("bienvenida", "mapa", "historico", "entorno", "interaccion", "salida", "retomar", "descubrir"),
    *("valoracion", "radar", "perfil", "estrategias", "plan", "cierre"),
)


@pytest.mark.parametrize("clave", FASES_CON_TEXTO)
def test_expurgar_una_fase_borra_sus_textos_y_solo_los_suyos(mesa: Mesa, tmp_path: Path, clave: str) -> None:
    quien: Identidad = mesa.entra("Ana").identidad
    cliente = Objeto("cliente", nuevo_id())
    mesa.salta("mapa")
    mesa.hacer(respuestas.crear_objeto, quien=quien, tipo="cliente", id=cliente.id, valores={"tipo": "cliente"})
    for fase in consultas.taller_visto(mesa.motor, mesa.creado.codigo).fases:  # type: ignore[union-attr]
        mesa.salta(fase.clave)
        _en_la_fase(mesa, quien, cliente, fase.tipo, fase.clave, TEXTO if fase.clave == clave else "romero9917")
    copiar(tmp_path / "palancas.db", tmp_path / "palancas-antes.db")
    assert TEXTO in en_crudo(tmp_path, TEXTO)
    restos = _veces(mesa, "romero9917")

    borrado.rematar(mesa.motor, mesa.hacer(privado.expurgar_fase, quien=mesa.facilita, clave=clave))

    assert en_crudo(tmp_path, TEXTO) == set()
    assert _veces(mesa, "romero9917") == restos
    assert [(t.accion, t.fase) for t in consultas.traza(mesa.motor, mesa.creado.taller_id)][-1] == ("expurgar", clave)


def _veces(mesa: Mesa, texto: str) -> int:
    with mesa.motor.connect() as conexion:
        return "\n".join(conexion.connection.driver_connection.iterdump()).count(texto)  # type: ignore[union-attr]


def test_expurgar_deja_las_cifras(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    mesa.guarda(ana, Objeto("respuesta", "bienvenida"), "palabra", TEXTO)
    mesa.guarda(ana, Objeto("respuesta", "bienvenida"), "energia", 4)
    mesa.hacer(privado.expurgar_fase, quien=mesa.facilita, clave="bienvenida")

    quedan = consultas.respuestas_de(mesa.motor, mesa.creado.taller_id, ana.participante_id or "", "bienvenida")
    assert quedan == {"energia": 4}
    with pytest.raises(FaseNoEncontrada):
        mesa.hacer(privado.expurgar_fase, quien=mesa.facilita, clave="inventada")


def test_un_taller_vence_en_su_dia_y_no_antes(mesa: Mesa, tmp_path: Path) -> None:
    escribir_en_todo(mesa)
    mesa.reloj.ahora = mesa.reloj.ahora.replace(year=2027, month=4, day=30)
    assert not mesa.hacer(privado.caducar)
    mesa.reloj.pasan(days=1)

    hecho = mesa.hacer(privado.caducar)
    assert hecho.salas == (mesa.creado.sala_id,)
    borrado.rematar(mesa.motor, hecho)
    assert en_crudo(tmp_path, ALIAS, TEXTO) == set()
    assert not mesa.hacer(privado.caducar)


def test_si_vence_un_taller_y_queda_otro_en_la_sala_sus_participantes_siguen(mesa: Mesa) -> None:
    escribir_en_todo(mesa)
    otro = mesa.hacer(sala.crear_taller, **otro_taller(mesa), quien=mesa.facilita)
    mesa.reloj.ahora = mesa.reloj.ahora.replace(year=2027, month=6)

    hecho = mesa.hacer(privado.caducar)
    assert (hecho.salas, hecho.talleres) == ((), (mesa.creado.taller_id,))
    assert [p.alias for p in consultas.participantes(mesa.motor, mesa.creado.sala_id)] == [ALIAS]
    assert [t.id for t in consultas.talleres_de(mesa.motor, mesa.creado.sala_id)] == [otro.taller_id]


def test_si_vence_el_que_esta_en_curso_la_sala_vuelve_al_que_queda(mesa: Mesa) -> None:
    pronto = mesa.reloj.ahora.date() + timedelta(days=2)
    mesa.hacer(
        sala.crear_taller, plantilla=plantilla("expres"), titulo="Corto", organizacion="", umbral=5, borrar_el=pronto,
        sala_id=mesa.creado.sala_id, quien=mesa.facilita,
    )  # fmt: skip
    mesa.reloj.pasan(days=3)
    mesa.hacer(privado.caducar)

    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    assert visto.id == mesa.creado.taller_id


def test_solo_quien_facilita_expurga_y_solo_quien_participa_borra_lo_suyo(mesa: Mesa) -> None:
    ana = mesa.entra().identidad
    with pytest.raises(SinPermiso):
        mesa.hacer(privado.expurgar_fase, quien=ana, clave="bienvenida")
    for quien in (mesa.facilita, Identidad(Papel.PROYECTA, mesa.creado.sala_id)):
        with pytest.raises(SinPermiso):
            mesa.hacer(privado.borrar_lo_mio, quien=quien)
