"""Un taller con gente escribiendo, al que se le quita el suelo una y otra vez, y la cuenta de lo que queda."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from datos.archivo import archivo_de
from datos.motor import preparar
from tests.durabilidad import mirada, obrero
from tests.durabilidad.robots import RobotDeRed
from tests.fabricas import Mesa, Reloj, una_mesa
from tests.navegador.servidor import RAIZ, Servidor

CLIENTES = 2
DUPLICADOS = """
    SELECT count(*) FROM (SELECT 1 FROM respuesta GROUP BY taller_id, participante_id, fase, campo HAVING count(*) > 1
    UNION ALL SELECT 1 FROM participante GROUP BY sala_id, alias HAVING count(*) > 1
    UNION ALL SELECT 1 FROM borrador GROUP BY taller_id, participante_id, tipo, objeto_id, campo HAVING count(*) > 1)
"""


@dataclass
class Recuento:
    """Lo que se ha contado. ``fallos`` dice cada cosa que no cuadra."""

    muertes: int = 0
    muertes_al_arrancar: int = 0
    por_http: int = 0
    por_procesos: int = 0
    reintentos: int = 0
    comprobados: int = 0
    perdidos: int = 0
    duplicados: int = 0
    bases_rotas: int = 0
    reanudan: int = 0
    no_reanudan: int = 0
    fallos: list[str] = field(default_factory=list)

    @property
    def limpio(self) -> bool:
        """Si no se ha perdido, duplicado ni roto nada y todo el mundo ha vuelto a lo suyo."""
        return not (self.perdidos or self.duplicados or self.bases_rotas or self.no_reanudan or self.fallos)


class Partida:
    """Un servidor de verdad con personas por HTTP y procesos que escriben en la misma base."""

    def __init__(self, carpeta: Path, semilla: int, *, personas: int = 6, obreros: int = 2) -> None:
        self.azar = random.Random(semilla)
        self.carpeta, self.recuento = carpeta, Recuento()
        self.servidor = Servidor(carpeta)
        archivo = archivo_de(self.servidor.base_de_datos)
        assert archivo is not None
        self.archivo = archivo
        self.mesa = self._mesa()
        self.obreros = [self.mesa.entra(f"Obrero{n}").identidad for n in range(1, obreros + 1)]
        self._procesos: list[subprocess.Popen[bytes]] = []
        self._por_obrero: dict[int, int] = {}
        self._lanzar_obreros()
        self.servidor.arrancar()
        self.robots = [self._robot(n) for n in range(1, personas + 1)]
        self.mesa.motor.dispose()

    def _mesa(self) -> Mesa:
        ahora = datetime.now(UTC)
        mesa = una_mesa(preparar(self.servidor.base_de_datos), ahora=ahora)
        mesa.reloj = Reloj(ahora)
        mesa.salta("mapa")
        return mesa

    def _robot(self, numero: int) -> RobotDeRed:
        self.mesa.reloj.ahora = datetime.now(UTC)
        entrada = self.mesa.entra(f"Robot{numero}")
        clientes = [self.mesa.crea(entrada.identidad, "cliente", tipo="cliente").id for _ in range(CLIENTES)]
        robot = RobotDeRed(self.servidor.url, entrada, clientes, self.azar.randrange(2**32))
        robot.entrar()
        for cliente in clientes:
            robot.teclear((f"cliente:{cliente}", "alias"))
        return robot

    def _diario(self, numero: int) -> Path:
        return self.carpeta / f"obrero{numero}.jsonl"

    def vuelta(self) -> None:
        """Todos escriben, se mata todo en un momento al azar, se cuenta, se arranca otra vez y se mira si siguen."""
        with ThreadPoolExecutor(len(self.robots)) as hilos:
            tareas = [hilos.submit(robot.teclear_hasta_el_corte) for robot in self.robots]
            time.sleep(self.azar.uniform(0.1, 2.0))
            self.servidor.matar()
            time.sleep(self.azar.uniform(0, 0.2))
            self._matar_obreros()
            for tarea in tareas:
                tarea.result()
        self.recuento.muertes += 1
        self._contar()
        # Antes que el servidor: así arranca, y a veces muere, con otros escribiendo en su base.
        self._lanzar_obreros()
        if self.azar.random() < 0.25:
            self._matar_al_arrancar()
        self.servidor.arrancar()
        self._reanudar()

    def _lanzar_obreros(self) -> None:
        self._procesos = [self._lanzar(numero) for numero in range(len(self.obreros))]

    def _matar_obreros(self) -> None:
        for proceso in self._procesos:
            if proceso.poll() is not None:
                registro = (self.carpeta / "obreros.log").read_text()[-2000:]
                self.recuento.fallos.append(f"un proceso se paró solo: {registro}")
            proceso.kill()
            proceso.wait()

    def _lanzar(self, numero: int) -> subprocess.Popen[bytes]:
        quien = self.obreros[numero]
        datos = [self.servidor.base_de_datos, str(self._diario(numero)), quien.sala_id, quien.participante_id or ""]
        orden = [sys.executable, "-m", "tests.durabilidad.obrero", *datos, str(self.azar.randrange(2**32))]
        with (self.carpeta / "obreros.log").open("ab") as salida:
            return subprocess.Popen(orden, cwd=RAIZ, stdout=salida, stderr=salida)

    def _matar_al_arrancar(self) -> None:
        self.servidor.lanzar()
        time.sleep(self.azar.uniform(0.2, 2.5))
        self.servidor.matar()
        self.recuento.muertes_al_arrancar += 1

    def _contar(self) -> None:
        """Sobre una copia de los archivos tal como quedaron: la recuperación la hará el servidor, no quien mira."""
        foto = self.carpeta / "foto" / self.archivo.name
        shutil.rmtree(foto.parent, ignore_errors=True)
        foto.parent.mkdir()
        for resto in ("", "-wal"):
            origen = self.archivo.with_name(self.archivo.name + resto)
            if origen.exists():
                shutil.copyfile(origen, foto.with_name(foto.name + resto))
        with closing(sqlite3.connect(foto)) as conexion:
            if conexion.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                self.recuento.bases_rotas += 1
            if conexion.execute("PRAGMA foreign_key_check").fetchall():
                self.recuento.bases_rotas += 1
            self.recuento.duplicados += conexion.execute(DUPLICADOS).fetchone()[0]
            self._contar_robots(conexion)
            for numero in range(len(self.obreros)):
                self._contar_obrero(conexion, numero)

    def _contar_robots(self, conexion: sqlite3.Connection) -> None:
        self.recuento.por_http = sum(robot.confirmados for robot in self.robots)
        self.recuento.reintentos = sum(robot.ocupado for robot in self.robots)
        for robot in self.robots:
            self.recuento.fallos += [f"rechazo inesperado: {rechazo}" for rechazo in robot.rechazos]
            robot.rechazos.clear()
            yo = robot.entrada.identidad.participante_id
            clientes = conexion.execute("SELECT count(*) FROM cliente WHERE participante_id = ?", (yo,)).fetchone()[0]
            self.recuento.duplicados += clientes - CLIENTES
            for (objeto, campo), cuenta in robot.cuentas.items():
                tipo, _, id = objeto.partition(":")
                self._comprobar(cuenta.admite(_valor(conexion, tipo, id, campo, yo)), f"{objeto}.{campo}")

    def _contar_obrero(self, conexion: sqlite3.Connection, numero: int) -> None:
        hecho: dict[tuple[str, str], str] = {}
        quiso: dict[tuple[str, str], set[str]] = {}
        altas: dict[str, set[str]] = {"quiero": set(), "hecho": set()}
        confirmados = 0
        for renglon in obrero.leer(self._diario(numero)):
            if "alta" in renglon:
                altas[renglon["que"]].add(renglon["alta"])
                continue
            clave = (renglon["id"], renglon["campo"])
            if renglon["que"] == "hecho":
                confirmados += 1
                hecho[clave] = renglon["valor"]
                quiso[clave] = set()
            else:
                quiso.setdefault(clave, set()).add(renglon["valor"])
        yo = self.obreros[numero].participante_id
        filas = conexion.execute("SELECT id FROM cliente WHERE participante_id = ?", (yo,)).fetchall()
        hay = {fila[0] for fila in filas}
        self._comprobar(altas["hecho"] <= hay, f"altas del obrero {numero}")
        self.recuento.duplicados += len(hay - altas["quiero"]) + len(filas) - len(hay)
        for (id, campo), valor in hecho.items():
            guardado = _valor(conexion, "cliente", id, campo, yo)
            self._comprobar(guardado == valor or guardado in quiso[id, campo], f"obrero {numero}: {id}.{campo}")
        self._por_obrero[numero] = confirmados + len(altas["hecho"])
        self.recuento.por_procesos = sum(self._por_obrero.values())

    def _comprobar(self, bien: bool, que: str) -> None:
        self.recuento.comprobados += 1
        if not bien:
            self.recuento.perdidos += 1
            self.recuento.fallos.append(f"perdido: {que}")

    def _reanudar(self) -> None:
        """Cada cual reenvía lo que quedó en el aire con su cookie de siempre; y al azar, uno mira su pantalla."""
        for robot in self.robots:
            robot.teclear(self.azar.choice(robot.campos))
            self._anotar_vuelta(any(robot.repetir_lo_que_quedo_en_el_aire() for _ in range(5)), robot)
        quien_mira = self.azar.choice(self.robots)
        self._anotar_vuelta(self._ve_lo_suyo_y_solo_lo_suyo(quien_mira), quien_mira)

    def _ve_lo_suyo_y_solo_lo_suyo(self, robot: RobotDeRed) -> bool:
        visto = mirada.pagina(self.servidor.url, "participar", f"sala={robot.entrada.codigo}", robot.cookie)
        suyos = [c.confirmado for (_, campo), c in robot.cuentas.items() if campo == "alias" and c.confirmado]
        ajenos = [otro.entrada.alias for otro in self.robots if otro is not robot]
        return all(valor.encode() in visto for valor in suyos) and not any(f"{a}x".encode() in visto for a in ajenos)

    def _anotar_vuelta(self, bien: bool, robot: RobotDeRed) -> None:
        self.recuento.reanudan += bien
        self.recuento.no_reanudan += not bien
        if not bien:
            self.recuento.fallos.append(f"no reanuda: {robot.entrada.alias}")

    def acabar(self) -> None:
        """Para el servidor y los procesos."""
        self.servidor.matar()
        self._matar_obreros()


def _valor(conexion: sqlite3.Connection, tipo: str, id: str, campo: str, persona: str | None) -> str | None:
    if tipo == "respuesta":
        orden = "SELECT json_extract(valor, '$') FROM respuesta WHERE participante_id = ? AND fase = ? AND campo = ?"
        fila = conexion.execute(orden, (persona, id, campo)).fetchone()
    else:
        orden = f"SELECT {campo} FROM cliente WHERE participante_id = ? AND id = ?"  # noqa: S608 el campo es de la casa
        fila = conexion.execute(orden, (persona, id)).fetchone()
    return (fila[0] or None) if fila else None
