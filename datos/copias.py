"""Copias de la base, mientras se usa, en la carpeta ``copias`` que hay a su lado.

``python -m datos.copias --lista`` las enumera, ``--ahora NOMBRE`` hace una y ``--restaurar ARCHIVO`` vuelve a ella.
Las hay de dos clases, que rotan por separado: las automáticas (antes de migrar, al cerrar una sesión, antes de
restaurar) y los puntos de control que alguien pide y nombra.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import shutil
import sqlite3
import sys
import unicodedata
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as esperar_a
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from datos import ajustes
from datos.archivo import archivo_de, danos, diario_de, libre
from datos.fallos import de_disco, traducido
from modelo.errores import BaseDanada, BaseNoDisponible, BaseOcupada, ErrorDelTaller, SinCopias, SinEspacio
from modelo.valores import CopiaPedida

AUTO, PUNTO = "auto", "punto"
_FECHA = "%Y%m%dT%H%M%S%f"
_LARGO = 40
registro = logging.getLogger("palancas.copias")
# De una en una: dos copias a la vez solo se estorbarían en el disco.
_cola = ThreadPoolExecutor(max_workers=1, thread_name_prefix="copias")
_pendientes: set[Future[None]] = set()


@dataclass(frozen=True, slots=True)
class Copia:
    """Una copia guardada: su archivo, cuándo se hizo, de qué clase es y cómo se llama."""

    ruta: Path
    en: datetime
    clase: str
    nombre: str


def carpeta_de(archivo: Path) -> Path:
    """Donde se guardan las copias de esa base."""
    return archivo.parent / "copias"


def lista(archivo: Path) -> list[Copia]:
    """Las copias de esa base, de la más antigua a la última."""
    forma = re.compile(rf"{re.escape(archivo.stem)}-(\d{{8}}T\d{{12}})-({AUTO}|{PUNTO})-(\w+)\.db")
    vistas = ((ruta, forma.fullmatch(ruta.name)) for ruta in sorted(carpeta_de(archivo).glob("*.db")))
    return [
        Copia(ruta, datetime.strptime(partes[1], _FECHA).replace(tzinfo=UTC), partes[2], partes[3].replace("_", " "))
        for ruta, partes in vistas
        if partes
    ]


def hacer(archivo: Path, nombre: str, *, clase: str = AUTO, conservar: int | None = None) -> Copia:
    """Copia la base tal como está confirmada ahora, sin parar a quien escribe, y retira las que sobran de su clase.

    O queda entera o no queda: ``SinEspacio``, ``BaseDanada`` y compañía si no se puede.
    """
    if not archivo.is_file():
        raise BaseNoDisponible("todavía no hay ninguna base que copiar")
    ahora = datetime.now(UTC)
    destino = _carpeta_lista(archivo) / f"{archivo.stem}-{ahora:{_FECHA}}-{clase}-{_apto(nombre)}.db"
    parcial = destino.with_suffix(".parcial")
    try:
        _volcar(archivo, parcial)
        parcial.replace(destino)
    except sqlite3.Error as error:
        raise traducido(error) from error
    except OSError as error:
        raise de_disco(error) from error
    finally:
        parcial.unlink(missing_ok=True)
    _rotar(archivo, clase, conservar or ajustes.leer().copias)
    registro.info("copia hecha", extra={"datos": {"clase": clase, "bytes": destino.stat().st_size}})
    return Copia(destino, ahora, clase, nombre)


def _carpeta_lista(archivo: Path) -> Path:
    carpeta = carpeta_de(archivo)
    try:
        # Lleva lo mismo que la base: solo para quien la sirve.
        carpeta.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise de_disco(error) from error
    hace_una_hora = datetime.now(UTC).timestamp() - 3600
    for resto in carpeta.glob(f"{archivo.stem}-*.parcial"):
        # Uno reciente puede ser de otro proceso que está copiando.
        if resto.stat().st_mtime < hace_una_hora:
            resto.unlink(missing_ok=True)
    return carpeta


def _apto(nombre: str) -> str:
    """El nombre, en letras corrientes, para un archivo."""
    llano = "".join(c for c in unicodedata.normalize("NFKD", nombre.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", llano).strip("_")[:_LARGO] or "sin_nombre"


def _volcar(archivo: Path, destino: Path) -> None:
    destino.touch(mode=0o600)
    with closing(sqlite3.connect(archivo)) as origen, closing(sqlite3.connect(destino)) as copia:
        # De una vez: una sola foto, y con el diario de SQLite nadie espera mientras se toma.
        origen.backup(copia)
        # Sin diario aparte, la copia es un único archivo que se puede llevar a otro sitio.
        copia.execute("PRAGMA journal_mode=DELETE")
        if copia.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise BaseDanada("la base tiene páginas rotas: la copia también las tendría")
    with destino.open("rb") as hecho:
        os.fsync(hecho.fileno())


def _rotar(archivo: Path, clase: str, conservar: int) -> None:
    suyas = [copia for copia in lista(archivo) if copia.clase == clase]
    for copia in suyas[:-conservar]:
        copia.ruta.unlink(missing_ok=True)


def apartar(archivo: Path) -> Path:
    """Una copia byte a byte de una base dañada, con su diario. Repetirlo sobre la misma no hace otra."""
    cuando = datetime.fromtimestamp(archivo.stat().st_mtime, UTC)
    destino = _carpeta_lista(archivo) / f"{archivo.stem}-{cuando:{_FECHA}}-danada.db"
    if not destino.exists():
        if diario_de(archivo).exists():
            shutil.copy2(diario_de(archivo), diario_de(destino))
        parcial = destino.with_suffix(".parcial")
        shutil.copy2(archivo, parcial)
        parcial.chmod(0o600)
        parcial.replace(destino)
    return destino


def atender(motor_url: sa.URL, pedido: CopiaPedida) -> None:
    """La copia que pide un caso de uso: si la pidió alguien, hecha al volver; si es automática, sin esperarla.

    ``SinCopias`` si la base no es un archivo y alguien la pidió.
    """
    archivo = archivo_de(motor_url)
    if archivo is None:
        if pedido.a_mano:
            raise SinCopias(motor_url.get_backend_name())
    elif pedido.a_mano:
        hacer(archivo, pedido.nombre, clase=PUNTO)
    else:
        pedir(archivo, pedido.nombre)


def pedir(archivo: Path, nombre: str) -> None:
    """Hace una copia automática sin que nadie espere. Si no se puede, queda en el registro."""
    tarea = _cola.submit(_hacer_o_decirlo, archivo, nombre)
    _pendientes.add(tarea)
    tarea.add_done_callback(_pendientes.discard)


def _hacer_o_decirlo(archivo: Path, nombre: str) -> None:
    try:
        hacer(archivo, nombre)
    except ErrorDelTaller as error:
        registro.error("copia no hecha", extra={"datos": {"causa": type(error).__name__}})


def esperar(segundos: float = 10) -> bool:
    """Espera a las copias pedidas. Dice si han acabado todas."""
    return not esperar_a(set(_pendientes), timeout=segundos).not_done


def restaurar(archivo: Path, copia: Path) -> Path | None:
    """Deja la base como en esa copia. Devuelve dónde queda la de antes, o ``None`` si no la había.

    Con un servidor en marcha sobre esa base, ``BaseOcupada``; si la copia no está sana, ``BaseDanada``. En los dos
    casos no se toca nada.
    """
    if danos(copia) or not _es_de_palancas(copia):
        raise BaseDanada(copia.name)
    archivo.parent.mkdir(parents=True, exist_ok=True)
    with libre(archivo) as nadie:
        if not nadie:
            raise BaseOcupada("hay un servidor en marcha")
        anterior = _guardar_lo_que_hay(archivo)
        nueva = archivo.with_name(f"{archivo.name}.nueva")
        shutil.copyfile(copia, nueva)
        nueva.chmod(0o600)
        with nueva.open("rb") as hecha:
            os.fsync(hecha.fileno())
        # Un diario viejo se aplicaría sobre la base nueva. Lo que llevaba ya está en la copia de seguridad.
        for resto in ("-wal", "-shm"):
            archivo.with_name(archivo.name + resto).unlink(missing_ok=True)
        nueva.replace(archivo)
    return anterior


def _guardar_lo_que_hay(archivo: Path) -> Path | None:
    if not archivo.exists():
        return None
    return apartar(archivo) if danos(archivo) else hacer(archivo, "antes de restaurar").ruta


def _es_de_palancas(copia: Path) -> bool:
    if not copia.is_file():
        return False
    with closing(sqlite3.connect(f"{copia.absolute().as_uri()}?mode=ro", uri=True)) as conexion:
        tablas = {fila[0] for fila in conexion.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {"alembic_version", "sala"} <= tablas


def _enumerar(archivo: Path) -> str:
    lineas = [
        f"{copia.en:%Y-%m-%d %H:%M} UTC  {copia.ruta.stat().st_size // 1024:>8} KB  "
        f"{'punto de control' if copia.clase == PUNTO else 'automática':<16}  {copia.nombre:<40}  {copia.ruta.name}"
        for copia in lista(archivo)
    ]
    return "\n".join(lineas) or f"No hay copias en {carpeta_de(archivo)}."


def _restaurar(archivo: Path, pedida: str) -> str:
    # Basta el nombre que da --lista; también vale un archivo traído de otro sitio.
    suya = carpeta_de(archivo) / pedida
    anterior = restaurar(archivo, suya if suya.is_file() else Path(pedida))
    dicho = "Hecho: la base está como en esa copia."
    return f"{dicho} La de antes queda en {anterior}." if anterior else dicho


_FALLOS: dict[type[ErrorDelTaller], str] = {
    BaseDanada: "Esa base no está sana o no es de Palancas ({0}): no se ha tocado nada. Prueba con otra de --lista.",
    BaseOcupada: "Palancas está en marcha con esa base: párala (Ctrl+C) y repite. No se ha tocado nada.",
    SinEspacio: "No se ha podido escribir ({0}): revisa el sitio y los permisos de la carpeta de la base.",
}


def _atender(archivo: Path, pedido: argparse.Namespace) -> str:
    if pedido.restaurar:
        return _restaurar(archivo, pedido.restaurar)
    if pedido.ahora:
        return f"Hecho: {hacer(archivo, pedido.ahora, clase=PUNTO).ruta}"
    return _enumerar(archivo)


def main(argumentos: list[str] | None = None) -> int:
    """La orden. Devuelve 0 si se ha hecho lo pedido; si no, dice por qué y devuelve 1."""
    lector = argparse.ArgumentParser(prog="python -m datos.copias", description="Copias de la base de PALANCAS_BD.")
    que = lector.add_mutually_exclusive_group(required=True)
    que.add_argument("--lista", action="store_true", help="enumera las copias")
    que.add_argument("--ahora", metavar="NOMBRE", help="hace un punto de control con ese nombre; se puede en marcha")
    que.add_argument("--restaurar", metavar="ARCHIVO", help="vuelve a esa copia; con Palancas parada")
    pedido = lector.parse_args(argumentos)
    archivo = archivo_de(ajustes.leer().bd)
    if archivo is None:
        sys.stderr.write("Palancas solo copia bases SQLite de archivo. Con PostgreSQL, usa pg_dump.\n")
        return 1
    try:
        sys.stdout.write(f"{_atender(archivo, pedido)}\n")
    except ErrorDelTaller as error:
        frase = next((f for clase, f in _FALLOS.items() if isinstance(error, clase)), "No se ha podido: {0}.")
        sys.stderr.write(f"{frase.format(error)}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
