"""Cuatro horas de taller, aceleradas: gente que se va y vuelve, escribe y avanza. Dice si la memoria se estabiliza.

python -m tests.carga.memoria                            unos cinco minutos
python -m tests.carga.memoria --personas 300 --vueltas 96
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from tests.carga.__main__ import decir
from tests.carga.avisos import con_avisos
from tests.carga.escenarios import ESCALA, Valorar, cookie, sin_fallos
from tests.carga.multitud import memoria
from tests.carga.pestana import Pestana
from tests.carga.peticion import Atasco, nueva_conexion, reloj
from tests.carga.sala import Persona, SalaLlena, llenar
from tests.navegador.servidor import Servidor

# Cada vuelta hace las veces de cinco minutos: 48 son cuatro horas.
VUELTAS = 48
# De cada dos personas, una recarga o cambia de aparato en esos cinco minutos: mucho más de lo que pasa en un taller.
SE_VAN = 0.5
PACIENCIA = 30.0
FASES = ("valoracion", "historico", "valoracion", "mapa")


class Visita:
    """Una persona con su pestaña abierta, que escucha los avisos."""

    def __init__(self) -> None:
        self._pila = AsyncExitStack()

    async def abrir(self, servidor: Servidor, sala: SalaLlena, persona: Persona) -> Visita:
        """Abre la página de participar en una pestaña nueva."""
        http = await self._pila.enter_async_context(nueva_conexion())
        self.pestana = Pestana(http, cookies=cookie(sala, persona), con_pulso=False)
        self._pila.push_async_callback(self.pestana.cerrar)
        await self.pestana.abrir(f"{servidor.url}/participar?sala={sala.codigo}")
        await self._pila.enter_async_context(con_avisos([self.pestana]))
        return self

    async def valorar(self) -> None:
        """Marca tres afirmaciones, en cuanto ve que se valora."""
        limite = reloj() + PACIENCIA
        while sum(ESCALA[0] in campo.opciones for campo in self.pestana.campos()) < 3:
            if reloj() > limite:
                raise Atasco("no llega la fase de valorar")
            await asyncio.sleep(0.2)
        mano = Valorar(self.pestana)
        for vez in range(3):
            await mano(vez)

    async def irse(self) -> None:
        """Cierra la pestaña."""
        sin_fallos([self.pestana])
        await self._pila.aclose()


async def taller(servidor: Servidor, sala: SalaLlena, vueltas: int) -> list[float]:
    """Los megabytes que ocupa el servidor al acabar cada vuelta, siempre con la misma gente dentro."""
    dentro = {n: await Visita().abrir(servidor, sala, persona) for n, persona in enumerate(sala.personas)}
    ocupa: list[float] = []
    for vuelta in range(vueltas):
        sala.saltar("valoracion")
        await asyncio.gather(*(visita.valorar() for visita in dentro.values()))
        sala.saltar(FASES[vuelta % len(FASES)])
        await asyncio.sleep(3.0)  # lo que otro proceso escribe tarda hasta dos segundos en saberse
        for n in random.sample(sorted(dentro), int(len(dentro) * SE_VAN)):
            await dentro[n].irse()
            dentro[n] = await Visita().abrir(servidor, sala, sala.personas[n])
        ocupa.append(memoria(servidor))
        if (vuelta + 1) % 6 == 0:
            decir(f"→ {(vuelta + 1) / 12:.1f} h: {ocupa[-1]:.0f} MB".replace(".", ","))
    for visita in dentro.values():
        await visita.irse()
    return ocupa


def principal() -> None:
    """Interpreta la orden y mide."""
    orden = argparse.ArgumentParser(prog="python -m tests.carga.memoria", description=(__doc__ or "").split("\n")[0])
    orden.add_argument("--personas", type=int, default=60, help="cuánta gente (60)")
    orden.add_argument("--vueltas", type=int, default=VUELTAS, help=f"de cinco minutos cada una ({VUELTAS})")
    pedido = orden.parse_args()
    with tempfile.TemporaryDirectory() as carpeta:
        servidor = Servidor(Path(carpeta))
        sala = llenar(servidor.base_de_datos, pedido.personas, "valoracion")
        servidor.arrancar()
        try:
            vacio = memoria(servidor)
            ocupa = asyncio.run(taller(servidor, sala, pedido.vueltas))
        finally:
            servidor.matar()
    cuarto = max(1, len(ocupa) // 4)
    antes, despues = (statistics.fmean(ocupa[n * cuarto : (n + 1) * cuarto]) for n in (1, 3))
    decir(
        f"→ vacío {vacio:.0f} MB; en el segundo cuarto {antes:.0f}, en el último {despues:.0f} ({despues - antes:+.0f})"
    )
    visitas = int(pedido.personas * (1 + SE_VAN * len(ocupa)))
    decir(f"→ {visitas} sesiones abiertas en total, {pedido.personas} a la vez")


if __name__ == "__main__":
    principal()
