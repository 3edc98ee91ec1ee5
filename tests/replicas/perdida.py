"""Un taller con gente escribiendo al que se le quita una réplica, una y otra vez, y la cuenta de lo que queda."""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime

import sqlalchemy as sa

from datos.motor import preparar
from tests.durabilidad import mirada
from tests.durabilidad.robots import Clave, RobotDeRed
from tests.fabricas import Reloj, una_mesa
from tests.replicas.montaje import Montaje

CLIENTES = 2
ANTES_S, DESPUES_S = 3.0, 6.0
DUPLICADOS = (
    "SELECT count(*) FROM (SELECT 1 FROM respuesta GROUP BY taller_id, participante_id, fase, campo"
    " HAVING count(*) > 1 UNION ALL SELECT 1 FROM participante GROUP BY sala_id, alias HAVING count(*) > 1) AS r"
)


@dataclass
class Recuento:
    """Lo contado. ``parones``: por persona y muerte, lo que tardó en volver a guardar; ``fallos``, lo que no cuadra."""

    muertes: int = 0
    confirmados: int = 0
    reintentos: int = 0
    comprobados: int = 0
    perdidos: int = 0
    duplicados: int = 0
    reanudan: int = 0
    no_reanudan: int = 0
    parones: list[float] = field(default_factory=list)
    fallos: list[str] = field(default_factory=list)

    @property
    def limpio(self) -> bool:
        """Si no se ha perdido ni duplicado nada y todo el mundo ha seguido."""
        return not (self.perdidos or self.duplicados or self.no_reanudan or self.fallos)


class Insistente(RobotDeRed):
    """Como su navegador: lo que no entra se vuelve a enviar, y recuerda cuándo entró cada cosa."""

    def escribir_hasta(self, fin: threading.Event) -> None:
        """Un campo suyo tras otro, al azar, sin pasar al siguiente hasta que entra."""
        while not fin.is_set():
            clave = self.azar.choice(self.campos)
            self._hasta_que_entre(clave, fin)
            time.sleep(self.azar.uniform(0.05, 0.4))

    def _hasta_que_entre(self, clave: Clave, fin: threading.Event) -> None:
        antes, valor = self.confirmados, f"{self.entrada.alias}x{self.numero:07d}"
        while self.confirmados == antes and not fin.is_set():
            self.teclear(clave, valor)
            if self.confirmados == antes:
                self.fallidos += 1
                time.sleep(0.2)
            else:
                self.horas.append(time.monotonic())

    fallidos = 0

    def __init__(self, *datos: object) -> None:
        super().__init__(*datos)  # type: ignore[arg-type]
        self.horas: list[float] = []


class Taller:
    """Una sala con esa gente, sobre esas réplicas."""

    def __init__(self, montaje: Montaje, semilla: int, personas: int) -> None:
        self.azar, self.montaje, self.recuento = random.Random(semilla), montaje, Recuento()
        self.motor = preparar(montaje.base_de_datos)
        self.mesa = una_mesa(self.motor, ahora=datetime.now(UTC))
        self.mesa.reloj = Reloj(datetime.now(UTC))
        self.mesa.salta("mapa")
        self.robots = [self._robot(n) for n in range(1, personas + 1)]

    def _robot(self, numero: int) -> Insistente:
        self.mesa.reloj.ahora = datetime.now(UTC)
        entrada = self.mesa.entra(f"Robot{numero}")
        clientes = [self.mesa.crea(entrada.identidad, "cliente", tipo="cliente").id for _ in range(CLIENTES)]
        robot = Insistente(self.montaje.url, entrada, clientes, self.azar.randrange(2**32))
        robot.entrar()
        for cliente in clientes:
            robot.teclear((f"cliente:{cliente}", "alias"))
        return robot

    def vuelta(self) -> None:
        """Todos escriben, muere una réplica, siguen escribiendo; se cuenta, se mira y la réplica vuelve."""
        cual = self.azar.randrange(self.montaje.despliegue.cuantas)
        fin = threading.Event()
        for robot in self.robots:
            robot.horas.clear()
        with ThreadPoolExecutor(len(self.robots)) as hilos:
            tareas = [hilos.submit(robot.escribir_hasta, fin) for robot in self.robots]
            time.sleep(self.azar.uniform(1.0, ANTES_S))
            self.montaje.matar(cual)
            cuando = time.monotonic()
            time.sleep(DESPUES_S)
            fin.set()
            for tarea in tareas:
                tarea.result()
        self.recuento.muertes += 1
        self._medir_parones(cuando, f"; palancas_replica=r{cual + 1}")
        self._contar()
        for robot in self.robots:
            self._anotar_vuelta(self._sigue_donde_estaba(robot), robot)
        self.montaje.recuperar(cual)

    def _medir_parones(self, cuando: float, suya: str) -> None:
        for robot in self.robots:
            despues = [hora for hora in robot.horas if hora > cuando]
            if not despues:
                self.recuento.fallos.append(f"{robot.entrada.alias} no volvió a guardar")
            elif robot.reparto == suya:
                self.recuento.parones.append(despues[0] - cuando)

    def _contar(self) -> None:
        cuenta = self.recuento
        cuenta.confirmados = sum(robot.confirmados for robot in self.robots)
        cuenta.reintentos = sum(robot.fallidos for robot in self.robots)
        with self.motor.connect() as conexion:
            cuenta.duplicados += conexion.execute(sa.text(DUPLICADOS)).scalar_one()
            for robot in self.robots:
                cuenta.fallos += [f"rechazo inesperado: {rechazo}" for rechazo in robot.rechazos]
                robot.rechazos.clear()
                self._contar_robot(conexion, robot)

    def _contar_robot(self, conexion: sa.Connection, robot: Insistente) -> None:
        yo = robot.entrada.identidad.participante_id
        filas = conexion.execute(sa.text("SELECT * FROM cliente WHERE participante_id = :yo"), {"yo": yo}).mappings()
        suyos = {fila["id"]: fila for fila in filas}
        self.recuento.duplicados += len(suyos) - CLIENTES
        orden = sa.text("SELECT valor #>> '{}' FROM respuesta WHERE participante_id = :yo AND campo = 'palabra'")
        palabra = conexion.execute(orden, {"yo": yo}).scalar()
        for (objeto, campo), cuenta in robot.cuentas.items():
            guardado = palabra if campo == "palabra" else suyos[objeto.partition(":")[2]][campo]
            self.recuento.comprobados += 1
            if not cuenta.admite(guardado or None):
                self.recuento.perdidos += 1
                self.recuento.fallos.append(f"perdido: {objeto}.{campo}")

    def _sigue_donde_estaba(self, robot: Insistente) -> bool:
        """Abre su página con su cookie de siempre: ve lo suyo y nada de los demás."""
        cookie = robot.cookie + robot.reparto
        visto = mirada.pagina(self.montaje.url, "participar", f"sala={robot.entrada.codigo}", cookie)
        suyos = [c.confirmado for (_, campo), c in robot.cuentas.items() if campo == "alias" and c.confirmado]
        ajenos = [otro.entrada.alias for otro in self.robots if otro is not robot]
        return all(valor.encode() in visto for valor in suyos) and not any(f"{a}x".encode() in visto for a in ajenos)

    def _anotar_vuelta(self, bien: bool, robot: Insistente) -> None:
        self.recuento.reanudan += bien
        self.recuento.no_reanudan += not bien
        if not bien:
            self.recuento.fallos.append(f"no sigue donde estaba: {robot.entrada.alias}")
