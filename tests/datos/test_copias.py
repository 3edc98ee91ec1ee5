"""Una copia es la base entera en un instante, se hace sin parar a nadie y se vuelve a ella con una orden."""

from __future__ import annotations

import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from datos import copias
from datos.archivo import en_uso
from datos.motor import cerrar, crear_motor, preparar
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Sala
from modelo.errores import BaseDanada, BaseDeSoloLectura, BaseNoDisponible, BaseOcupada, SinCopias
from modelo.valores import CopiaPedida
from tests.datos.base_suelta import anadir, codigos, romper
from tests.datos.muestra import guardar


@contextmanager
def escribiendo(archivo: Path) -> Iterator[list[int]]:
    """Alguien escribe sin parar de dos en dos salas por transacción. Da la lista de lo ya confirmado."""
    motor, hechas, basta = crear_motor(f"sqlite:///{archivo}"), list[int](), threading.Event()

    def escribir() -> None:
        for numero in range(100_000):
            if basta.is_set():
                return
            with UnidadDeTrabajo(motor) as unidad:
                unidad.agregar(Sala(codigo=f"A{numero}"))
                unidad.asentar()
                unidad.agregar(Sala(codigo=f"B{numero}"))
                unidad.confirmar()
            hechas.append(numero)

    hilo = threading.Thread(target=escribir)
    hilo.start()
    try:
        yield hechas
    finally:
        basta.set()
        hilo.join()
        motor.dispose()


def test_la_copia_de_una_base_en_uso_tiene_todo_lo_confirmado_y_nada_a_medias(archivo: Path) -> None:
    with escribiendo(archivo) as hechas:
        for vuelta in range(8):
            while len(hechas) < vuelta * 5:
                pass
            antes = len(hechas)
            copia = copias.hacer(archivo, f"vuelta {vuelta}")
            dentro = codigos(copia.ruta)

            assert {f"{letra}{n}" for n in hechas[:antes] for letra in "AB"} <= dentro
            # Cada pareja se confirma junta: en la foto están las dos o ninguna.
            assert {c[1:] for c in dentro if c[0] == "A"} == {c[1:] for c in dentro if c[0] == "B"}


def test_ida_y_vuelta_bajo_escritura_deja_la_base_como_la_foto(archivo: Path) -> None:
    with escribiendo(archivo) as hechas:
        while len(hechas) < 5:
            pass
        copia = copias.hacer(archivo, "en medio")
        foto = codigos(copia.ruta)
        while len(hechas) < 25:
            pass
    despues = codigos(archivo)

    anterior = copias.restaurar(archivo, copia.ruta)

    assert codigos(archivo) == foto
    assert anterior is not None
    assert codigos(anterior) == despues > foto
    motor = preparar(f"sqlite:///{archivo}")
    guardar(motor, Sala(codigo="SIGUE"))
    cerrar(motor)
    assert codigos(archivo) == foto | {"SIGUE"}


def test_lo_que_esperaba_en_el_diario_no_se_cuela_en_lo_restaurado(archivo: Path) -> None:
    copia = copias.hacer(archivo, "limpia")
    motor = crear_motor(f"sqlite:///{archivo}")
    guardar(motor, Sala(codigo="DESPUES"))
    # Como si el servidor hubiera muerto: el diario queda lleno y nadie lo ha llevado al archivo.
    diario = archivo.with_name(f"{archivo.name}-wal")
    contenido = diario.read_bytes()
    cerrar(motor)
    diario.write_bytes(contenido)

    copias.restaurar(archivo, copia.ruta)

    assert codigos(archivo) == {"K7M2QX"}


def test_las_copias_son_solo_de_quien_sirve_la_base(archivo: Path) -> None:
    copia = copias.hacer(archivo, "x")

    assert stat.S_IMODE(copia.ruta.stat().st_mode) == 0o600
    assert stat.S_IMODE(copia.ruta.parent.stat().st_mode) == 0o700


def test_rotan_por_clase_y_quedan_las_ultimas(archivo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PALANCAS_COPIAS", "2")
    copias.hacer(archivo, "El bueno", clase=copias.PUNTO)

    for numero in range(4):
        copias.hacer(archivo, f"auto {numero}")

    assert [(c.clase, c.nombre) for c in copias.lista(archivo)] == [
        ("punto", "el bueno"),
        ("auto", "auto 2"),
        ("auto", "auto 3"),
    ]


@pytest.mark.parametrize("nombre", ["../../etc/passwd", "Antes del radar: ¿qué tal?", "x" * 300, "···", "a\x00b"])
def test_un_nombre_cualquiera_da_un_archivo_dentro_de_la_carpeta(archivo: Path, nombre: str) -> None:
    copia = copias.hacer(archivo, nombre, clase=copias.PUNTO)

    assert copia.ruta.parent == copias.carpeta_de(archivo)
    assert [c.ruta for c in copias.lista(archivo)] == [copia.ruta]


def test_dos_bases_vecinas_no_mezclan_sus_copias(archivo: Path) -> None:
    vecina = archivo.with_name("otra.db")
    cerrar(preparar(f"sqlite:///{vecina}"))
    copias.hacer(vecina, "suya")

    assert copias.lista(archivo) == []


def test_copiar_una_base_rota_se_dice_y_no_deja_una_copia_rota(archivo: Path) -> None:
    romper(archivo)

    with pytest.raises(BaseDanada):
        copias.hacer(archivo, "x")

    assert list(copias.carpeta_de(archivo).iterdir()) == []


def test_copiar_lo_que_no_existe_no_crea_nada(tmp_path: Path) -> None:
    with pytest.raises(BaseNoDisponible):
        copias.hacer(tmp_path / "no.db", "x")

    assert list(tmp_path.iterdir()) == []


def test_con_el_servidor_en_marcha_no_se_restaura_nada(archivo: Path) -> None:
    copia = copias.hacer(archivo, "x")
    anadir(archivo, "NUEVA")

    with en_uso(archivo), pytest.raises(BaseOcupada):
        copias.restaurar(archivo, copia.ruta)

    assert codigos(archivo) == {"K7M2QX", "NUEVA"}


def test_una_copia_rota_o_de_otro_programa_no_se_restaura(archivo: Path, tmp_path: Path) -> None:
    rota, ajena = copias.hacer(archivo, "rota").ruta, tmp_path / "ajena.db"
    romper(rota)
    with closing(sqlite3.connect(ajena)) as conexion:
        conexion.execute("CREATE TABLE x (y)")

    for mala in (rota, ajena, tmp_path / "no_existe.db"):
        with pytest.raises(BaseDanada):
            copias.restaurar(archivo, mala)

    assert codigos(archivo) == {"K7M2QX"}


def test_restaurar_sobre_una_base_rota_la_aparta_tal_cual(archivo: Path) -> None:
    copia = copias.hacer(archivo, "sana")
    romper(archivo)
    rota = archivo.read_bytes()

    apartada = copias.restaurar(archivo, copia.ruta)

    assert codigos(archivo) == {"K7M2QX"}
    assert apartada is not None
    assert apartada.read_bytes() == rota


def test_apartar_dos_veces_la_misma_base_rota_deja_una_sola_copia(archivo: Path) -> None:
    romper(archivo)

    assert copias.apartar(archivo) == copias.apartar(archivo)
    assert len(list(copias.carpeta_de(archivo).iterdir())) == 1


def test_lo_que_pide_una_persona_esta_hecho_al_volver_y_lo_automatico_llega_despues(archivo: Path) -> None:
    url = sa.make_url(f"sqlite:///{archivo}")

    copias.atender(url, CopiaPedida("a mano", a_mano=True))
    assert [c.nombre for c in copias.lista(archivo)] == ["a mano"]

    copias.atender(url, CopiaPedida("sola"))
    assert copias.esperar()
    assert [c.nombre for c in copias.lista(archivo)] == ["a mano", "sola"]


def test_una_copia_automatica_que_no_se_puede_hacer_no_rompe_nada_y_se_registra(
    archivo: Path, caplog: pytest.LogCaptureFixture
) -> None:
    copias.carpeta_de(archivo).write_text("aquí no cabe una carpeta")

    with caplog.at_level("ERROR", logger="palancas.copias"):
        copias.pedir(archivo, "x")
        assert copias.esperar()

    assert [suceso.getMessage() for suceso in caplog.records] == ["copia no hecha"]


def test_fuera_de_sqlite_se_dice_a_quien_la_pide_y_lo_automatico_no_estorba() -> None:
    url = sa.make_url("postgresql://x/y")

    copias.atender(url, CopiaPedida("sola"))
    with pytest.raises(SinCopias):
        copias.atender(url, CopiaPedida("a mano", a_mano=True))


def test_sin_permiso_en_la_carpeta_se_dice(archivo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sin_permiso(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", sin_permiso)

    with pytest.raises(BaseDeSoloLectura):
        copias.hacer(archivo, "x")
