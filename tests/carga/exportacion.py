"""Cuánto tarda cada formato con un taller grande: ``python -m tests.carga.exportacion [personas]``.

Repite a la gente del ensayo hasta llegar a tantas personas como se pidan (300 si no se dice), con todo revelado. Da por
formato los segundos de procesador y de reloj en frío (con los agregados por calcular), los de reloj con los agregados
hechos y lo que ocupa. Con la máquina ocupada, los que valen son los de procesador.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from datos import agregados, consultas, exportacion
from datos.demostracion import sembrar_ensayo
from datos.exportacion import Archivo
from datos.motor import preparar
from datos.plantillas import ensayo
from herramientas.medir_resultados import multiplicar
from modelo.privacidad import Mirada
from modelo.valores import Identidad, Papel

AHORA = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Medida:
    """Lo que cuesta un formato, en segundos, y sus bytes."""

    nombre: str
    procesador: float
    reloj: float
    con_agregados: float
    tamano: int


def sembrar(motor: sa.Engine, personas: int) -> str:
    """Un taller de tantas personas, o de unas pocas más: se repite el grupo entero. Devuelve el código de su sala."""
    codigo = sembrar_ensayo(motor, ahora=AHORA).codigo
    multiplicar(motor, -(-personas // len(ensayo.participantes())))
    return codigo


def pedir(motor: sa.Engine, codigo: str) -> agregados.Pedido:
    """El pedido de quien facilita, con todo revelado."""
    taller = consultas.taller_visto(motor, codigo)
    assert taller is not None
    taller = replace(taller, fases=tuple(replace(f, revelada=f.tipo != "pausa") for f in taller.fases))
    mirada = Mirada("facilita", taller.umbral, True, False)
    return agregados.pedir(motor, taller, taller.fases[0], mirada, actividad=taller.actividad, hoy=AHORA.date())


def medir(personas: int) -> list[Medida]:
    """Cada formato del informe de grupo, y «Mi informe»."""
    with tempfile.TemporaryDirectory() as carpeta:
        motor = preparar(f"sqlite:///{Path(carpeta) / 'grande.db'}")
        pedido = pedir(motor, sembrar(motor, personas))
        yo = consultas.participantes(motor, pedido.taller.sala_id)[0]
        quien = Identidad(Papel.PARTICIPA, pedido.taller.sala_id, yo.id)
        hacedores: dict[str, Callable[[], Archivo]] = {
            f.clave: lambda clave=f.clave: exportacion.generar(clave, pedido)  # type: ignore[misc]
            for f in exportacion.formatos("facilita")
        }
        hacedores["mi informe"] = lambda: exportacion.informe_personal(pedido, quien)
        medidas = [_medida(nombre, hacer) for nombre, hacer in hacedores.items()]
        motor.dispose()
    return medidas


def _medida(nombre: str, hacer: Callable[[], Archivo]) -> Medida:
    agregados.olvidar()
    procesador, empieza = time.process_time(), time.perf_counter()
    archivo = hacer()
    procesador, reloj = time.process_time() - procesador, time.perf_counter() - empieza
    empieza = time.perf_counter()
    hacer()
    return Medida(nombre, procesador, reloj, time.perf_counter() - empieza, len(archivo.datos))


if __name__ == "__main__":
    cuantas = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    sys.stdout.write(f"{cuantas} personas · en frío: procesador, reloj · con agregados: reloj · kB\n")
    for m in medir(cuantas):
        tiempos = f"{m.procesador:8.2f} s{m.reloj:8.2f} s{m.con_agregados:8.2f} s"
        sys.stdout.write(f"{m.nombre:<12}{tiempos}{m.tamano / 1024:9.0f}\n")
