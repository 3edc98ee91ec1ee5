"""Un proceso que escribe sin parar por los casos de uso y apunta fuera lo que quiso hacer y lo que quedó confirmado.

Se le mata cuando sea. Lo apuntado sobrevive porque cada renglón se entrega al sistema de una vez: «quiero» antes de
abrir la unidad y «hecho» cuando ya ha confirmado.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from datos.motor import crear_motor
from modelo.casos import respuestas
from modelo.codigos import nuevo_id
from modelo.valores import Identidad, Objeto, Papel
from tests.fabricas import hacer

CAMPOS = {"alias": 60, "que_hago": 2000, "corto": 2000, "largo": 2000, "dificultad": 2000}
MAXIMO_DE_CLIENTES = 20


class Diario:
    """Renglones JSON que solo se añaden."""

    def __init__(self, archivo: Path) -> None:
        self._abierto = os.open(archivo, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def apuntar(self, que: str, **datos: Any) -> None:
        """Añade un renglón."""
        os.write(self._abierto, f"{json.dumps({'que': que, **datos})}\n".encode())


def leer(archivo: Path) -> Iterator[dict[str, Any]]:
    """Los renglones enteros; el último puede haberse quedado a medias."""
    if archivo.exists():
        for linea in archivo.read_text().splitlines(keepends=True):
            if linea.endswith("\n"):
                yield json.loads(linea)


def insistir(motor: sa.Engine, caso: Any, **datos: Any) -> None:
    """Como quien vuelve a pulsar cuando se le dice que hay mucha gente guardando."""
    while True:
        try:
            hacer(motor, caso, **datos)
        except sa.exc.OperationalError as error:
            if "locked" not in str(error.orig):
                raise
        else:
            return


def trabajar(url: str, diario: Diario, quien: Identidad, azar: random.Random, suyos: list[str]) -> None:
    """Alta de clientes y campos, sin fin."""
    motor = crear_motor(url)
    comun: dict[str, Any] = {"quien": quien}
    padre = os.getppid()
    for numero in count():
        # Si muere quien lo lanzó, nadie lo pararía.
        if os.getppid() != padre:
            return
        comun["ahora"] = datetime.now(UTC)
        time.sleep(azar.uniform(0, 0.02))
        if len(suyos) < MAXIMO_DE_CLIENTES and (not suyos or azar.random() < 0.1):
            id = nuevo_id()
            diario.apuntar("quiero", alta=id)
            insistir(motor, respuestas.crear_objeto, tipo="cliente", id=id, valores={"tipo": "cliente"}, **comun)
            diario.apuntar("hecho", alta=id)
            suyos.append(id)
        id, campo = azar.choice(suyos), azar.choice(sorted(CAMPOS))
        valor = f"{os.getpid()}.{numero}"
        diario.apuntar("quiero", id=id, campo=campo, valor=valor)
        insistir(motor, respuestas.guardar, objeto=Objeto("cliente", id), campo=campo, valor=valor, **comun)
        diario.apuntar("hecho", id=id, campo=campo, valor=valor)


def main() -> None:
    """Trabaja hasta que lo maten."""
    url, archivo, sala, persona, semilla = sys.argv[1:]
    quien = Identidad(Papel.PARTICIPA, sala, persona)
    # Lo que ya dio de alta antes de que lo mataran sigue siendo suyo.
    suyos = [r["alta"] for r in leer(Path(archivo)) if r["que"] == "hecho" and "alta" in r]
    trabajar(url, Diario(Path(archivo)), quien, random.Random(int(semilla)), suyos)


if __name__ == "__main__":
    main()
