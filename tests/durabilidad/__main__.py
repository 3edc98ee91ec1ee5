"""La variante larga: ``python -m tests.durabilidad --veces 100``. Sale con 1 si se pierde algo."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.durabilidad.partida import Partida
from tests.durabilidad.test_maquina import Taller


def main() -> int:
    """Mata el servidor tantas veces como se pida y enseña la cuenta."""
    lector = argparse.ArgumentParser(prog="python -m tests.durabilidad", description="Mata el servidor y cuenta.")
    lector.add_argument("--veces", type=int, default=100)
    lector.add_argument("--personas", type=int, default=6)
    lector.add_argument("--maquina", type=int, default=0, metavar="PARTIDAS", help="además, partidas de la máquina")
    lector.add_argument("--semilla", type=int, default=int(time.time()))
    pedido = lector.parse_args()
    sys.stdout.write(f"semilla {pedido.semilla}\n")
    with tempfile.TemporaryDirectory() as carpeta:
        partida = Partida(Path(carpeta), pedido.semilla, personas=pedido.personas)
        try:
            for vez in range(1, pedido.veces + 1):
                partida.vuelta()
                if vez % 10 == 0:
                    sys.stdout.write(f"{vez} veces: {'nada perdido' if partida.recuento.limpio else 'HAY FALLOS'}\n")
                    sys.stdout.flush()
        finally:
            partida.acabar()
    if pedido.maquina:
        ajustes = settings(Taller.TestCase.settings, max_examples=pedido.maquina, stateful_step_count=60)
        run_state_machine_as_test(Taller, settings=ajustes)
        sys.stdout.write(f"máquina de estados: {pedido.maquina} partidas sin un fallo\n")
    cuenta = asdict(partida.recuento)
    for fallo in cuenta.pop("fallos")[:20]:
        sys.stdout.write(f"{fallo}\n")
    for nombre, valor in cuenta.items():
        sys.stdout.write(f"{nombre.replace('_', ' ')}: {valor}\n")
    return 0 if partida.recuento.limpio else 1


if __name__ == "__main__":
    sys.exit(main())
