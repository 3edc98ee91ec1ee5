"""Cuánto tarda abrir los resultados y cada sección con mucha gente: ``python -m tests.carga.resultados [personas]``.

Repite a la gente del ensayo hasta llegar a tantas personas como se pidan (300 si no se dice), con todo revelado, y
dibuja la página entera como la ve quien facilita, sin nada calculado de antes: consultas, agregados, figuras y tablas.
No cuenta el viaje ni lo que tarda el navegador. Da segundos de procesador y de reloj; con la máquina ocupada valen los
de procesador.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from datos import agregados, consultas
from datos.ajustes import leer
from datos.unidad import UnidadDeTrabajo
from modelo.entidades import Fase
from modelo.valores import Identidad, Papel
from paginas.comun.ejecucion import motor_de
from paginas.comun.resultados.secciones import del_taller
from tests.carga.exportacion import sembrar
from tests.paginas.pantalla import Pantalla

LIMITE = 1.5
ABRIR = "Abrir los resultados"


def revelarlo_todo(base: str, codigo: str) -> None:
    """Todas las fases del taller, reveladas."""
    taller = consultas.taller_visto(motor_de(base), codigo)
    assert taller is not None
    with UnidadDeTrabajo(motor_de(base)) as unidad:
        for fase in unidad.todos(Fase, taller_id=taller.id):
            fase.revelada = fase.tipo != "pausa"
        unidad.subir_version(taller.id)
        unidad.confirmar()


def medir(base: str, personas: int) -> dict[str, tuple[float, float]]:
    """Por sección, y al abrir la página: segundos de procesador y de reloj."""
    codigo = sembrar(motor_de(base), personas)
    revelarlo_todo(base, codigo)
    taller = consultas.taller_visto(motor_de(base), codigo)
    assert taller is not None
    pantalla = Pantalla().como(codigo, Identidad(Papel.FACILITA, taller.sala_id))
    medidas = {ABRIR: _medida(lambda: pantalla.va("resultados", codigo))}
    for seccion in del_taller(taller).values():
        medidas[seccion.titulo] = _medida(lambda titulo=seccion.titulo: pantalla.elige("Sección", titulo))  # type: ignore[misc]
    return medidas


def _medida(hacer: Callable[[], object]) -> tuple[float, float]:
    agregados.olvidar()
    procesador, reloj = time.process_time(), time.perf_counter()
    hacer()
    return time.process_time() - procesador, time.perf_counter() - reloj


def main() -> int:
    """Escribe una línea por sección y devuelve 1 si alguna pasa del límite."""
    personas = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as carpeta:
        os.environ["PALANCAS_BD"] = f"sqlite:///{Path(carpeta) / 'grande.db'}"
        medidas = medir(leer().bd, personas)
        motor_de(leer().bd).dispose()
    for nombre, (procesador, reloj) in medidas.items():
        sys.stdout.write(f"{nombre:24}{procesador:6.2f} s de procesador  {reloj:6.2f} s\n")
    peor = max(procesador for procesador, _ in medidas.values())
    sys.stdout.write(f"La peor: {peor:.2f} s de procesador (límite {LIMITE} s)\n")
    return int(peor > LIMITE)


if __name__ == "__main__":
    raise SystemExit(main())
