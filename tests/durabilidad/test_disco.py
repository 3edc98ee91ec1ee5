"""Cuando el disco falla: se dice con su causa, lo confirmado queda, y al arreglarse se sigue sin reiniciar."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from datos import consultas, copias
from datos.archivo import archivo_de
from datos.motor import cerrar, crear_motor, preparar
from modelo.casos import respuestas
from modelo.errores import BaseDanada, BaseDeSoloLectura, BaseOcupada, SinEspacio
from modelo.valores import Entrada, Objeto
from paginas.comun.ejecucion import ejecutar
from paginas.http.salud import estado_de
from tests.datos.base_suelta import romper
from tests.fabricas import Mesa, una_mesa

NADIE = 65534
MONTAR, DESMONTAR = shutil.which("mount") or "", shutil.which("umount") or ""


@dataclass
class Escritora:
    """Ana, con un cliente y su motor."""

    mesa: Mesa
    ana: Entrada
    cliente: Objeto

    @classmethod
    def en(cls, motor: sa.Engine) -> Escritora:
        mesa = una_mesa(motor)
        ana = mesa.entra()
        mesa.salta("mapa")
        return cls(mesa, ana, mesa.crea(ana.identidad, "cliente", tipo="cliente"))

    def escribe(self, valor: str, motor: sa.Engine | None = None) -> None:
        comun = {"quien": self.ana.identidad, "objeto": self.cliente, "ahora": self.mesa.reloj.ahora}
        ejecutar(motor or self.mesa.motor, respuestas.guardar, campo="que_hago", valor=valor, **comun)

    def lee(self, motor: sa.Engine | None = None) -> str:
        persona = self.ana.identidad.participante_id or ""
        return consultas.clientes_de(motor or self.mesa.motor, persona)[0].que_hago


@contextmanager
def disco_de(megas: int) -> Iterator[Path]:
    """Un disco de verdad, pequeño y vacío."""
    with tempfile.TemporaryDirectory() as punto:
        subprocess.run([MONTAR, "-t", "tmpfs", "-o", f"size={megas}m", "tmpfs", punto], check=True)
        try:
            yield Path(punto)
        finally:
            subprocess.run([DESMONTAR, "-l", punto], check=True)


def se_puede_montar() -> bool:
    """Montar un disco exige ser administrador, y no todos los contenedores dejan."""
    if os.getuid() != 0 or not MONTAR:
        return False
    try:
        with disco_de(1):
            return True
    except subprocess.CalledProcessError:
        return False


@dataclass
class Sitio:
    """Dónde está la base y cómo se llena y se vacía su disco."""

    url: str
    motor: sa.Engine
    llenar: Callable[[], None]
    vaciar: Callable[[], None]


def con_tope(carpeta: Path) -> Iterator[Sitio]:
    """SQLite se niega a pasar de un número de páginas: el mismo error que un disco lleno."""
    url = f"sqlite:///{carpeta / 'palancas.db'}"
    motor, tope = crear_motor(url), [2**30]
    event.listen(motor, "checkout", lambda c, *_: c.execute(f"PRAGMA max_page_count={tope[0]}"))

    def poner(paginas: int) -> None:
        tope[0] = paginas

    yield Sitio(url, motor, lambda: poner(1), lambda: poner(2**30))


def en_disco(_: Path) -> Iterator[Sitio]:
    with disco_de(8) as disco:
        relleno = disco / "relleno"

        def llenar() -> None:
            with relleno.open("ab", buffering=0) as abierto:
                while True:
                    try:
                        abierto.write(b"x" * 4096)
                    except OSError:
                        return

        url = f"sqlite:///{disco / 'palancas.db'}"
        yield Sitio(url, crear_motor(url), llenar, relleno.unlink)


MANERAS = {"tope de páginas": con_tope} | ({"disco pequeño": en_disco} if se_puede_montar() else {})


@pytest.fixture(params=MANERAS.values(), ids=MANERAS)
def sitio(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Sitio]:
    for sitio in request.param(tmp_path):
        yield sitio
        sitio.motor.dispose()


def dar_altas(ana: Escritora) -> None:
    """Filas nuevas y largas: puede quedar hueco en lo ya reservado, y hay que agotarlo."""
    largo = {"tipo": "cliente", "que_hago": "x" * 2000}
    comun = {"quien": ana.ana.identidad, "tipo": "cliente", "valores": largo, "ahora": ana.mesa.reloj.ahora}
    for numero in range(39):
        ejecutar(ana.mesa.motor, respuestas.crear_objeto, id=f"{numero:032x}", **comun)


def test_con_el_disco_lleno_se_dice_lo_confirmado_queda_y_al_hacer_sitio_se_sigue(sitio: Sitio) -> None:
    ana = Escritora.en(sitio.motor)
    ana.escribe("confirmado")

    sitio.llenar()
    with pytest.raises(SinEspacio):
        dar_altas(ana)
    assert ana.lee() == "confirmado"

    sitio.vaciar()
    ana.escribe("después")
    assert ana.lee() == "después"
    assert estado_de(sitio.url)["estado"] == "ok"
    cerrar(sitio.motor)
    archivo = archivo_de(sitio.url)
    assert archivo is not None
    with closing(sqlite3.connect(archivo)) as conexion:
        assert conexion.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@contextmanager
def como_cualquiera() -> Iterator[None]:
    """Sin privilegios de administrador, que se saltan los permisos de los archivos."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NADIE)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def carpeta_abierta() -> Iterator[Path]:
    """Una carpeta por la que puede pasar cualquiera, no solo quien lanza las pruebas."""
    carpeta = Path(tempfile.mkdtemp())
    carpeta.chmod(0o755)
    yield carpeta
    carpeta.chmod(0o755)
    shutil.rmtree(carpeta)


def test_un_archivo_de_solo_lectura_se_lee_y_al_escribir_se_dice(carpeta_abierta: Path) -> None:
    archivo = carpeta_abierta / "palancas.db"
    url = f"sqlite:///{archivo}"
    ana = Escritora.en(preparar(url))
    ana.escribe("confirmado")
    cerrar(ana.mesa.motor)
    antes = archivo.read_bytes()
    # Los archivos, de otra persona y sin permiso; la carpeta admite el diario, que SQLite necesita hasta para leer.
    archivo.chmod(0o444)
    carpeta_abierta.chmod(0o777)

    with como_cualquiera():
        otro = crear_motor(url)
        with pytest.raises(BaseDeSoloLectura):
            ana.escribe("no debe entrar", otro)
        assert ana.lee(otro) == "confirmado"
        otro.dispose()

    assert archivo.read_bytes() == antes


def test_una_base_bloqueada_por_otro_proceso_se_dice_y_al_soltarla_se_sigue(base_de_datos: str) -> None:
    motor = crear_motor(base_de_datos)
    event.listen(motor, "connect", lambda directa, _: directa.execute("PRAGMA busy_timeout=50"))
    ana = Escritora.en(motor)
    ana.escribe("confirmado")
    archivo = archivo_de(base_de_datos)
    assert archivo is not None

    with closing(sqlite3.connect(archivo, isolation_level=None)) as otro:
        otro.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BaseOcupada):
            ana.escribe("no debe entrar")
        assert ana.lee() == "confirmado"
        otro.execute("ROLLBACK")

    ana.escribe("después")
    assert ana.lee() == "después"
    motor.dispose()


def test_una_base_danada_no_se_toca_se_aparta_una_copia_igual_y_se_puede_volver_a_la_ultima_buena(
    base_de_datos: str,
) -> None:
    ana = Escritora.en(preparar(base_de_datos))
    ana.escribe("confirmado")
    cerrar(ana.mesa.motor)
    archivo = archivo_de(base_de_datos)
    assert archivo is not None
    buena = copias.hacer(archivo, "buena")
    romper(archivo)
    rota = archivo.read_bytes()

    for _ in range(2):
        with pytest.raises(BaseDanada, match="no se ha tocado"):
            preparar(base_de_datos)

    assert archivo.read_bytes() == rota
    [aparte] = copias.carpeta_de(archivo).glob("*-danada.db")
    assert aparte.read_bytes() == rota
    copias.restaurar(archivo, buena.ruta)
    motor = preparar(base_de_datos)
    assert ana.lee(motor) == "confirmado"
    motor.dispose()


def test_una_base_que_se_estropea_en_marcha_deja_de_dar_por_guardado(base_de_datos: str) -> None:
    motor = crear_motor(base_de_datos)
    ana = Escritora.en(motor)
    cerrar(motor)
    archivo = archivo_de(base_de_datos)
    assert archivo is not None
    romper(archivo)

    with pytest.raises(BaseDanada):
        ana.escribe("no se puede")
    motor.dispose()
