from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from datos.consultas import version
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Cliente, Hito, Respuesta, Sala, Taller
from modelo.puertos import Unidad
from tests.datos.muestra import un_taller


def salas(motor: sa.Engine) -> list[str]:
    with UnidadDeTrabajo(motor) as unidad:
        return [s.codigo for s in unidad.todos(Sala)]


def test_salir_sin_confirmar_deshace(motor: sa.Engine) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        unidad.agregar(Sala(codigo="A"))
        unidad.asentar()

    assert salas(motor) == []


def test_un_fallo_deshace(motor: sa.Engine) -> None:
    def falla() -> None:
        with UnidadDeTrabajo(motor) as unidad:
            unidad.agregar(Sala(codigo="A"))
            unidad.asentar()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        falla()

    assert salas(motor) == []


def test_lo_confirmado_queda(motor: sa.Engine) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        unidad.agregar(Sala(codigo="A"))
        unidad.confirmar()

    assert salas(motor) == ["A"]


def test_la_unidad_cumple_el_puerto(motor: sa.Engine) -> None:
    with UnidadDeTrabajo(motor) as concreta:
        unidad: Unidad = concreta
        assert unidad.uno(Sala, codigo="A") is None
        assert unidad.buscar(Sala, "x") is None


def test_los_hijos_pueden_agregarse_tras_su_padre_sin_asentar(motor: sa.Engine) -> None:
    un_taller(motor)

    with UnidadDeTrabajo(motor) as unidad:
        unidad.agregar(Cliente(id="c", participante_id="ana"))
        unidad.agregar(Hito(id="h", cliente_id="c"))
        unidad.confirmar()

    with UnidadDeTrabajo(motor) as unidad:
        assert unidad.buscar(Hito, "h") is not None


def test_un_hijo_sin_padre_no_se_confirma(motor: sa.Engine) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        unidad.agregar(Hito(id="h", cliente_id="nadie"))
        with pytest.raises(IntegrityError):
            unidad.confirmar()


def test_borrar_se_lleva_lo_que_cuelga(motor: sa.Engine) -> None:
    un_taller(motor)

    with UnidadDeTrabajo(motor) as unidad:
        unidad.agregar(Hito(id="h", cliente_id="c_ana"))
        unidad.confirmar()
    with UnidadDeTrabajo(motor) as unidad:
        sala = unidad.buscar(Sala, "s")
        assert sala is not None
        unidad.borrar(sala)
        unidad.confirmar()

    with UnidadDeTrabajo(motor) as unidad:
        assert unidad.todos(Taller) == []
        assert unidad.todos(Hito) == []


def test_la_misma_respuesta_no_cabe_dos_veces(motor: sa.Engine) -> None:
    un_taller(motor)

    with UnidadDeTrabajo(motor) as unidad:
        for _ in range(2):
            unidad.agregar(Respuesta(taller_id="t", participante_id="ana", fase="salida", campo="me_llevo"))
        with pytest.raises(IntegrityError):
            unidad.asentar()


def test_la_version_sube_con_el_cambio_o_no_sube(motor: sa.Engine) -> None:
    un_taller(motor)

    with UnidadDeTrabajo(motor) as unidad:
        taller = unidad.buscar(Taller, "t")
        assert taller is not None
        taller.fase_actual = "historico"
        unidad.subir_version("t")
        assert (taller.version, taller.actividad) == (2, 2)
    assert version(motor, "K7M2QX") == (1, 1)

    with UnidadDeTrabajo(motor) as unidad:
        unidad.subir_version("t")
        unidad.subir_actividad("t")
        unidad.confirmar()
    assert version(motor, "K7M2QX") == (2, 3)


def test_ninguna_suma_simultanea_se_pierde(motor: sa.Engine) -> None:
    un_taller(motor)

    def leer_y_sumar(_: int) -> None:
        with UnidadDeTrabajo(motor) as unidad:
            taller = unidad.buscar(Taller, "t")
            assert taller is not None
            # Leer, decidir y escribir: sin turno de escritura desde el principio se perderían sumas.
            taller.umbral += 1
            unidad.subir_actividad("t")
            unidad.confirmar()

    with ThreadPoolExecutor(8) as hilos:
        list(hilos.map(leer_y_sumar, range(40)))

    with UnidadDeTrabajo(motor) as unidad:
        taller = unidad.buscar(Taller, "t")
        assert taller is not None
        assert (taller.umbral, taller.actividad) == (45, 41)


def test_los_contadores_que_da_la_unidad_son_los_que_quedan_en_la_base(motor: sa.Engine) -> None:
    un_taller(motor)
    with UnidadDeTrabajo(motor) as unidad:
        assert unidad.contadores is None
        unidad.subir_version("t")
        unidad.subir_actividad("t")
        unidad.confirmar()

    assert unidad.contadores == version(motor, "K7M2QX") == (2, 3)


def test_buscar_por_un_valor_nulo_encuentra_solo_los_nulos(motor: sa.Engine) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        unidad.agregar(Sala(codigo="A"))
        unidad.agregar(Sala(codigo="B", borrada_en=datetime(2026, 1, 1, tzinfo=UTC)))
        unidad.asentar()

        assert [s.codigo for s in unidad.todos(Sala, borrada_en=None)] == ["A"]


def test_quitar_se_lleva_las_filas_que_coinciden_y_ninguna_mas(motor: sa.Engine) -> None:
    with UnidadDeTrabajo(motor) as unidad:
        for codigo in ("A", "B"):
            unidad.agregar(Sala(codigo=codigo))
        unidad.quitar(Sala, codigo="A")
        unidad.quitar(Sala, codigo="C")

        assert [s.codigo for s in unidad.todos(Sala)] == ["B"]


def test_poner_crea_la_fila_o_la_cambia_y_no_la_repite(motor: sa.Engine) -> None:
    un_taller(motor)
    clave = {"taller_id": "t", "participante_id": "ana", "fase": "mapa", "campo": "energia"}
    for valor in (2, 4):
        with UnidadDeTrabajo(motor) as unidad:
            unidad.poner(Respuesta, clave, valor=valor)
            unidad.confirmar()

    with UnidadDeTrabajo(motor) as unidad:
        assert [fila.valor for fila in unidad.todos(Respuesta, **clave)] == [4]
