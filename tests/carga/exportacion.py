"""Cuánto tarda cada formato con un taller grande: ``python -m tests.carga.exportacion [personas]``.

Juega con los datos del ensayo repetidos hasta tantas personas como se pidan (300 si no se dice), todo revelado. Da dos
tiempos por formato: en frío (primer informe del proceso, con los agregados por calcular) y con los agregados hechos.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from unittest import mock

import sqlalchemy as sa

from datos import agregados, consultas, demostracion, exportacion
from datos.motor import preparar
from modelo.privacidad import Mirada
from modelo.valores import Identidad, Papel

AHORA = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def sembrar(motor: sa.Engine, personas: int) -> str:
    """Un taller de tantas personas. Devuelve el código de su sala."""
    base = demostracion.participantes()
    muchas = [dict(datos, alias=f"Persona {n}") for n, datos in enumerate(islice(cycle(base), personas))]
    with mock.patch.object(demostracion, "participantes", return_value=muchas):
        return demostracion.sembrar_ensayo(motor, ahora=AHORA).codigo


def pedir(motor: sa.Engine, codigo: str) -> agregados.Pedido:
    """El pedido de quien facilita, con todo revelado."""
    taller = consultas.taller_visto(motor, codigo)
    assert taller is not None
    taller = replace(taller, fases=tuple(replace(f, revelada=f.tipo != "pausa") for f in taller.fases))
    mirada = Mirada("facilita", taller.umbral, True, False)
    return agregados.pedir(motor, taller, taller.fases[0], mirada, actividad=taller.actividad, hoy=AHORA.date())


def medir(personas: int) -> list[tuple[str, float, float, int]]:
    """Por formato: segundos en frío, segundos con los agregados hechos y bytes."""
    with tempfile.TemporaryDirectory() as carpeta:
        motor = preparar(f"sqlite:///{Path(carpeta) / 'grande.db'}")
        pedido = pedir(motor, sembrar(motor, personas))
        yo = consultas.participantes(motor, pedido.taller.sala_id)[0]
        quien = Identidad(Papel.PARTICIPA, pedido.taller.sala_id, yo.id)
        hacedores = {
            f.clave: lambda clave=f.clave: exportacion.generar(clave, pedido) for f in exportacion.formatos("facilita")
        }
        hacedores["mi informe"] = lambda: exportacion.informe_personal(pedido, quien)
        medidas = []
        for nombre, hacer in hacedores.items():
            agregados.olvidar()
            tiempos = []
            for _ in range(2):
                empieza = time.perf_counter()
                archivo = hacer()
                tiempos.append(time.perf_counter() - empieza)
            medidas.append((nombre, tiempos[0], tiempos[1], len(archivo.datos)))
        motor.dispose()
    return medidas


if __name__ == "__main__":
    cuantas = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    sys.stdout.write(f"{cuantas} personas · formato · en frío · con agregados · kB\n")
    for nombre, frio, caliente, tamano in medir(cuantas):
        sys.stdout.write(f"{nombre:<12}{frio:8.2f} s{caliente:8.2f} s{tamano / 1024:9.0f}\n")
