"""Varias réplicas frente a una, y qué pasa si se pierde una a mitad del taller: ``python -m tests.replicas``.

python -m tests.replicas --replicas 1,2 --aforos 50,100
python -m tests.replicas --solo perder --veces 20 --personas 40
python -m tests.replicas --solo multitud        la sala de cientos (tests.carga.multitud)
python -m tests.replicas --solo navegador       un Chromium al que se le muere su réplica
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from itertools import product

from herramientas.nginx import SinNginx
from herramientas.postgres import SinPostgres
from tests.carga import escenarios, informe, multitud
from tests.carga.sala import llenar
from tests.postgres.__main__ import exigir_controlador
from tests.replicas.montaje import montaje
from tests.replicas.perdida import Taller

OLEADA_S = 60.0
MEDIDAS = ("avance", "perder", "navegador", "multitud")
AVANCES = ("Histórico", "Valoración", "Radar y debate", "Plan")


def decir(texto: str) -> None:
    """Enseña una línea del resultado."""
    sys.stdout.write(f"{texto}\n")
    sys.stdout.flush()


def medir_avances(cuantas: int, aforo: int) -> None:
    """De «Avanzar» a visto por toda la sala, con esas réplicas."""
    with montaje(cuantas) as hecho:
        sala = llenar(hecho.base_de_datos, aforo, "mapa")
        avance = asyncio.run(escenarios.avances_de_palancas(hecho, sala, [*AVANCES]))
        sala.motor.dispose()
    nombre = f"avance a {aforo}, {cuantas} réplica{'s' if cuantas > 1 else ''}"
    decir(informe.linea(nombre, avance.serie.tiempos, avance.serie.cpu_por_operacion))
    if avance.sin_ver:
        decir(f"→ {nombre}: {avance.sin_ver} no lo vieron en 20 s")


def medir_multitud(cuantas: int, personas: int) -> None:
    """Una sala de cientos, de la llegada a la despedida, con esas réplicas."""
    with montaje(cuantas) as hecho:
        sala = llenar(hecho.base_de_datos, 0, "bienvenida")
        decir(f"{personas} personas, {cuantas} réplica{'s' if cuantas > 1 else ''}\n{informe.CABECERA}")
        asyncio.run(multitud.recorrer(hecho, sala, personas, OLEADA_S))
        sala.motor.dispose()


def perder(cuantas: int, personas: int, veces: int, semilla: int) -> bool:
    """Mata réplicas con la gente escribiendo. Dice si no se ha perdido nada."""
    decir(f"semilla {semilla}")
    with montaje(cuantas) as hecho:
        taller = Taller(hecho, semilla, personas)
        for vez in range(1, veces + 1):
            taller.vuelta()
            decir(f"{vez}: {'nada perdido' if taller.recuento.limpio else 'HAY FALLOS'}")
        taller.motor.dispose()
    cuenta = taller.recuento
    for fallo in cuenta.fallos[:20]:
        decir(fallo)
    for nombre in ("muertes", "confirmados", "reintentos", "comprobados", "perdidos", "duplicados", "reanudan"):
        decir(f"{nombre}: {getattr(cuenta, nombre)}")
    decir(f"no reanudan: {cuenta.no_reanudan}")
    if cuenta.parones:
        p50, peor = informe.percentil(cuenta.parones, 50), max(cuenta.parones)
        decir(f"de la muerte de su réplica a guardar otra vez: p50 {p50:.2f} s, peor {peor:.2f} s".replace(".", ","))
    return cuenta.limpio


def principal() -> int:
    """Interpreta la orden y mide. Devuelve 1 si se pierde algo o falta con qué medir."""
    orden = argparse.ArgumentParser(prog="python -m tests.replicas", description=(__doc__ or "").split("\n")[0])
    orden.add_argument("--replicas", default="1,2", help="cuántas, en cada medida de avance (1,2)")
    orden.add_argument("--aforos", default="50,100", help="a cuánta gente se avanza (50,100)")
    orden.add_argument("--veces", type=int, default=10, help="cuántas réplicas se pierden (10)")
    orden.add_argument("--personas", type=int, default=30, help="cuántas escriben mientras (30)")
    orden.add_argument("--multitud", type=int, default=300, help="cuánta gente en la sala de cientos (300)")
    orden.add_argument("--semilla", type=int, default=int(time.time()))
    orden.add_argument("--solo", default=",".join(MEDIDAS), help=f"qué se mide ({','.join(MEDIDAS)})")
    pedido = orden.parse_args()
    medidas = pedido.solo.split(",")
    if not set(medidas) <= set(MEDIDAS):
        orden.error(f"--solo admite {', '.join(MEDIDAS)}")
    try:
        exigir_controlador()
        return 0 if _medir(medidas, pedido) else 1
    except (SinNginx, SinPostgres) as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _medir(medidas: list[str], pedido: argparse.Namespace) -> bool:
    cuantas = [int(n) for n in pedido.replicas.split(",")]
    bien = True
    if "avance" in medidas:
        decir(informe.CABECERA)
        for aforo, n in product(map(int, pedido.aforos.split(",")), cuantas):
            medir_avances(n, aforo)
    if "multitud" in medidas:
        for n in cuantas:
            medir_multitud(n, pedido.multitud)
    if "perder" in medidas:
        bien = perder(max(2, *cuantas), pedido.personas, pedido.veces, pedido.semilla)
    if "navegador" in medidas:
        # Aquí y no arriba: solo esta parte necesita un Chromium.
        from tests.replicas.navegador import seguir_tras_la_caida

        bien = seguir_tras_la_caida(decir) and bien
    return bien


if __name__ == "__main__":
    sys.exit(principal())
