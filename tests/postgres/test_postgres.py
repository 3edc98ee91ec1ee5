"""Lo que Palancas promete de SQLite, en PostgreSQL: el turno, la foto, la llegada y los fallos."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from datos import borrado, consultas, copias, motor, postgres
from datos.fallos import traducido
from datos.unidad import UnidadDeTrabajo
from modelo.casos import privado
from modelo.casos.copia import punto_de_control
from modelo.entidades import Sala, Tabla
from modelo.errores import BaseAjena, BaseNoDisponible, BaseOcupada, BasePosterior, SinCopias
from paginas.comun import ejecucion
from paginas.http.salud import estado_de
from tests.fabricas import Mesa, una_mesa
from tests.postgres.__main__ import servidor


def escribiendo(cual: sa.Engine) -> sa.Engine:
    return cual.execution_options(escritura=True)


def test_cada_conexion_promete_durabilidad_y_una_foto_fija(base: sa.Engine) -> None:
    with base.connect() as conexion:
        leidos = {
            que: conexion.exec_driver_sql(f"SHOW {que}").scalar_one()
            for que in ("synchronous_commit", "transaction_isolation", "lock_timeout")
        }

    assert leidos == {"synchronous_commit": "on", "transaction_isolation": "repeatable read", "lock_timeout": "5s"}


def test_el_segundo_que_escribe_espera_y_lee_lo_que_dejo_el_primero(base: sa.Engine, otro_proceso: sa.Engine) -> None:
    visto = []

    def segundo() -> None:
        with UnidadDeTrabajo(otro_proceso) as unidad:
            visto.append([sala.codigo for sala in unidad.todos(Sala)])

    with UnidadDeTrabajo(base) as unidad:
        hilo = Thread(target=segundo)
        hilo.start()
        time.sleep(0.3)
        assert visto == []
        unidad.agregar(Sala(codigo="PRIMERA"))
        unidad.confirmar()
    hilo.join(10)

    assert visto == [["PRIMERA"]]


def test_quien_lee_no_espera_a_quien_escribe_y_su_foto_no_se_mueve(base: sa.Engine, otro_proceso: sa.Engine) -> None:
    contar = sa.text("SELECT count(*) FROM sala")
    with otro_proceso.connect() as lectura:
        assert lectura.execute(contar).scalar() == 0
        with UnidadDeTrabajo(base) as unidad:
            unidad.agregar(Sala(codigo="NUEVA"))
            unidad.asentar()
            assert lectura.execute(contar).scalar() == 0
            unidad.confirmar()
        assert lectura.execute(contar).scalar() == 0
    with otro_proceso.connect() as lectura:
        assert lectura.execute(contar).scalar() == 1


def test_quien_no_consigue_el_turno_a_tiempo_lo_dice_y_no_bloquea_a_nadie(
    base: sa.Engine, otro_proceso: sa.Engine
) -> None:
    sa.event.listen(otro_proceso, "checkout", lambda directa, *_: directa.execute("SET lock_timeout = 50"))

    with UnidadDeTrabajo(base):
        for _ in range(3):
            with pytest.raises(sa.exc.DBAPIError) as fallo, UnidadDeTrabajo(otro_proceso):
                pass
    with UnidadDeTrabajo(otro_proceso) as unidad:
        unidad.confirmar()

    assert isinstance(traducido(fallo.value), BaseOcupada)


def test_un_proceso_que_muere_con_el_turno_en_la_mano_lo_suelta_y_no_deja_nada_a_medias(
    base: sa.Engine, otro_proceso: sa.Engine
) -> None:
    with escribiendo(otro_proceso).connect() as conexion:
        conexion.execute(sa.insert(Tabla.metadata.tables["sala"]).values(id="s", codigo="A MEDIAS"))
        suya = conexion.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with base.connect() as quien_mata:
            quien_mata.execute(sa.text("SELECT pg_terminate_backend(:pid)"), {"pid": suya})
        conexion.invalidate()

    with UnidadDeTrabajo(base) as unidad:
        assert unidad.todos(Sala) == []


def test_si_el_servidor_corta_las_conexiones_la_siguiente_peticion_abre_otra(base: sa.Engine) -> None:
    with base.connect() as conexion:
        conexion.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    with UnidadDeTrabajo(base) as unidad:
        assert unidad.todos(Sala) == []


def test_las_filas_sin_orden_salen_por_orden_de_llegada_tambien_tras_cambiarlas(mesa: Mesa) -> None:
    gente = [mesa.entra(f"Persona {n}").identidad for n in range(12)]
    mesa.hacer(_cambiar_alias, de=gente[0].participante_id, alias="Otra")

    vistas = consultas.participantes(mesa.motor, mesa.creado.sala_id)

    assert [p.id for p in vistas] == [quien.participante_id for quien in gente]


def _cambiar_alias(unidad: UnidadDeTrabajo, *, de: str, alias: str, **_: object) -> None:
    unidad.sesion.execute(sa.text("UPDATE participante SET alias = :a WHERE id = :d"), {"a": alias, "d": de})


def test_las_migraciones_llevan_a_las_tablas_del_modelo_y_a_su_numero_de_llegada(base: sa.Engine) -> None:
    with base.connect() as conexion:
        de_mas = compare_metadata(MigrationContext.configure(conexion), Tabla.metadata)

    sobran = {(que, columna.name) for que, _, _, columna in de_mas}  # type: ignore[misc]
    assert sobran == {("remove_column", postgres.LLEGADA)}
    assert len(de_mas) == len(Tabla.metadata.tables)


def test_bajar_y_volver_a_subir_no_pierde_el_numero_de_llegada(base: sa.Engine) -> None:
    motor.migrar(base, "base")
    motor.migrar(base)

    with base.connect() as conexion:
        mirada = sa.inspect(conexion)
        numeradas = {
            t for t in mirada.get_table_names() if postgres.LLEGADA in [c["name"] for c in mirada.get_columns(t)]
        }

    assert numeradas == {*Tabla.metadata.tables}


def test_varias_replicas_arrancan_a_la_vez_sobre_una_base_vacia_y_no_chocan(base_de_datos: str) -> None:
    with ThreadPoolExecutor(4) as hilos:
        motores = list(hilos.map(motor.preparar, [base_de_datos] * 4))

    assert {motor.revision_de(m) for m in motores} == {motor.revision_del_codigo()}
    for abierto in motores:
        abierto.dispose()


def test_una_base_ajena_o_posterior_no_se_toca(base_de_datos: str, otro_proceso: sa.Engine) -> None:
    with escribiendo(otro_proceso).begin() as conexion:
        conexion.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(BasePosterior):
        motor.preparar(base_de_datos)

    with escribiendo(otro_proceso).begin() as conexion:
        conexion.exec_driver_sql("DROP TABLE alembic_version")
    with pytest.raises(BaseAjena):
        motor.preparar(base_de_datos)


def test_un_servidor_que_no_esta_se_dice_como_base_no_disponible() -> None:
    with pytest.raises(BaseNoDisponible):
        motor.preparar("postgresql+psycopg://nadie@/nada?host=/no/existe")


def test_la_salud_dice_si_se_puede_guardar(base: sa.Engine, base_de_datos: str) -> None:
    assert estado_de(base_de_datos) == {"estado": "ok", "esquema": motor.revision_del_codigo()}


def test_los_puntos_de_control_dicen_que_aqui_no_hay_copias(mesa: Mesa) -> None:
    with pytest.raises(SinCopias):
        ejecucion.ejecutar(mesa.motor, punto_de_control, nombre="antes", quien=mesa.facilita, ahora=mesa.reloj.ahora)
    assert copias.esperar()


def test_lo_borrado_no_queda_en_los_archivos_de_las_tablas(mesa: Mesa, otro_proceso: sa.Engine) -> None:
    ana = mesa.entra().identidad
    mesa.guarda(ana, mesa.crea(ana, "cliente"), "alias", "Faro de Poniente")
    filas = sa.text("SELECT octet_length(pg_read_binary_file(pg_relation_filepath('cliente')))")
    buscar = sa.text(
        "SELECT position('Faro de Poniente'::bytea IN pg_read_binary_file(pg_relation_filepath('cliente')))"
    )
    volcar = escribiendo(otro_proceso).execution_options(isolation_level="AUTOCOMMIT")
    with volcar.connect() as conexion:
        conexion.exec_driver_sql("CHECKPOINT")
        assert conexion.execute(buscar).scalar_one() > 0

    hecho = ejecucion.ejecutar(mesa.motor, privado.borrar_lo_mio, quien=ana, ahora=mesa.reloj.ahora)
    hecho_del_todo, limite = borrado.rematar(mesa.motor, hecho), time.monotonic() + 20
    # Quien estuviera leyendo (también el mantenimiento del propio gestor) lo retiene hasta que acaba.
    while not hecho_del_todo and time.monotonic() < limite:
        hecho_del_todo = borrado.repasar(mesa.motor)

    assert hecho_del_todo
    with volcar.connect() as conexion:
        conexion.exec_driver_sql("CHECKPOINT")
        assert conexion.execute(buscar).scalar_one() == 0
        assert conexion.execute(filas).scalar_one() == 0


def test_lo_borrado_que_alguien_esta_leyendo_queda_pendiente_y_se_repasa(mesa: Mesa, otro_proceso: sa.Engine) -> None:
    ana = mesa.entra().identidad
    mesa.crea(ana, "cliente")
    with otro_proceso.connect() as lectura:
        lectura.execute(sa.text("SELECT 1 FROM sala")).all()
        hecho = ejecucion.ejecutar(mesa.motor, privado.borrar_lo_mio, quien=ana, ahora=mesa.reloj.ahora)

        assert not borrado.rematar(mesa.motor, hecho)

    limite = time.monotonic() + 20
    while not borrado.repasar(mesa.motor):
        assert time.monotonic() < limite


def test_el_registro_del_servidor_propio_no_lleva_lo_que_alguien_escribio() -> None:
    with servidor() as cluster:
        mesa = una_mesa(motor.preparar(cluster.url("postgres")))
        ana = mesa.entra("Anastasia")
        tabla = Tabla.metadata.tables["participante"]
        repetida = {"id": "otra", "sala_id": mesa.creado.sala_id, "alias": "Anastasia", "entro_en": mesa.reloj.ahora}
        with pytest.raises(sa.exc.IntegrityError) as fallo, escribiendo(mesa.motor).begin() as conexion:
            conexion.execute(sa.insert(tabla).values(**repetida, codigo_personal=ana.codigo_personal))
        mesa.motor.dispose()
        registro = (cluster.carpeta / "postgres.log").read_text()

    assert "duplicate key" in registro
    assert ana.codigo_personal not in registro
    assert "Anastasia" not in registro
    assert ana.codigo_personal not in str(traducido(fallo.value))
