"""La variante larga: ``python -m tests.durabilidad --veces 100``. Sale con 1 si se pierde algo."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from tests.durabilidad.partida import Partida


def main() -> int:
    """Mata el servidor tantas veces como se pida y enseña la cuenta."""
    lector = argparse.ArgumentParser(prog="python -m tests.durabilidad", description="Mata el servidor y cuenta.")
    lector.add_argument("--veces", type=int, default=100)
    lector.add_argument("--personas", type=int, default=6)
    lector.add_argument("--semilla", type=int, default=int(time.time()))
    pedido = lector.parse_args()
    sys.stdout.write(f"semilla {pedido.semilla}\n")
    with tempfile.TemporaryDirectory() as carpeta:
        partida = Partida(Path(carpeta), pedido.semilla, personas=pedido.personas)
        try:
            for vez in range(1, pedido.veces + 1):
                partida.vuelta()
                if vez % 10 == 0 or not partida.recuento.limpio:
                    sys.stdout.write(f"{vez}: {asdict(partida.recuento)}\n")
                    sys.stdout.flush()
        finally:
            partida.acabar()
    for nombre, valor in asdict(partida.recuento).items():
        sys.stdout.write(f"{nombre.replace('_', ' ')}: {valor}\n")
    return 0 if partida.recuento.limpio else 1


if __name__ == "__main__":
    sys.exit(main())
