"""Cuánto cuesta Palancas, como cociente frente a una aplicación mínima medida en la misma pasada.

python -m tests.carga                       menos de tres minutos
python -m tests.carga --rondas 60 --aforos 12,50,100,300
python -m tests.carga --solo rerun,pulso    solo esas medidas
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.carga import escenarios, informe
from tests.carga.avisos import con_avisos, preguntar
from tests.carga.escenarios import Deslizar, Disco, Serie, Valorar, cookie, pestanas, sin_fallos, tanda
from tests.carga.sala import SalaLlena, llenar
from tests.navegador.servidor import Servidor

REFERENCIA = Path(__file__).parent / "referencia"
RERUNS = ("valorar", "sin escribir", "minima", "gemela", "confirmar en disco")
MEDIDAS = ("rerun", "pulso", "avance", "reposo")
POR_TANDA = 5
AVANCES = ("Histórico", "Valoración", "Radar y debate", "Plan")


def decir(texto: str) -> None:
    """Enseña una línea del resultado."""
    sys.stdout.write(f"{texto}\n")
    sys.stdout.flush()


@contextmanager
def servidores() -> Iterator[tuple[Servidor, Servidor]]:
    """Palancas y la referencia, cada una en su proceso y con su carpeta."""
    with tempfile.TemporaryDirectory() as carpeta:
        nuestro, suelo = Path(carpeta, "palancas"), Path(carpeta, "referencia")
        nuestro.mkdir()
        suelo.mkdir()
        ambos = Servidor(nuestro), Servidor(suelo, raiz=REFERENCIA)
        try:
            yield ambos
        finally:
            for servidor in ambos:
                servidor.matar()


def medir_reruns(nuestro: Servidor, suelo: Servidor, rondas: int, medidas: list[str]) -> None:
    """Rerun completo al valorar y pulso sin cambios, por tandas que se alternan con la referencia."""
    sala = llenar(nuestro.base_de_datos, 1, "valoracion")
    nuestro.arrancar()
    series = {nombre: Serie() for nombre in (*RERUNS, "pulso", "pulso de la referencia")}
    guardado = asyncio.run(_alternar(nuestro, suelo, sala, rondas, series, medidas))
    nuestro.parar()
    if guardado is not None and guardado.items() > sala.valores(sala.personas[0]).items():
        raise SystemExit(f"lo pulsado no está guardado: {guardado} frente a {sala.valores(sala.personas[0])}")
    decir(informe.CABECERA)
    for nombre, serie in series.items():
        if serie.tiempos:
            decir(informe.linea(nombre, serie.tiempos, serie.cpu_por_operacion))
    if "rerun" in medidas:
        for nombre in ("valorar", "sin escribir"):
            _cocientes(f"{nombre}, frente a la mínima", series[nombre], series["minima"])
            _cocientes(f"{nombre}, frente a los mismos campos", series[nombre], series["gemela"])
    if "pulso" in medidas:
        _cocientes("pulso", series["pulso"], series["pulso de la referencia"])


def _cocientes(nombre: str, nuestra: Serie, suelo: Serie) -> None:
    p50, p95 = (
        informe.cociente(informe.percentil(nuestra.tiempos, p), informe.percentil(suelo.tiempos, p)) for p in (50, 95)
    )
    cpu = informe.cociente(nuestra.cpu_por_operacion, suelo.cpu_por_operacion)
    decir(f"→ {nombre}: p50 {p50} · p95 {p95} · CPU {cpu}")


async def _alternar(
    nuestro: Servidor, suelo: Servidor, sala: SalaLlena, rondas: int, series: dict[str, Serie], medidas: list[str]
) -> dict[str, int]:
    url = f"{nuestro.url}/participar?sala={sala.codigo}"
    async with (
        pestanas(url, [cookie(sala, sala.personas[0])], con_pulso=False) as (persona,),
        pestanas(f"{suelo.url}/minima", [{}], con_pulso=False) as (minima,),
        pestanas(f"{suelo.url}/gemela", [{}], con_pulso=False) as (gemela,),
        # Como en su navegador, que oye los avisos.
        con_avisos([persona]),
    ):
        valorar = Valorar(persona)
        disco = Disco(nuestro.carpeta / "disco.db")
        turnos = []
        if "rerun" in medidas:
            turnos += [
                ("valorar", nuestro, valorar),
                ("sin escribir", nuestro, lambda _: persona.repetir()),
                ("minima", suelo, Deslizar(minima)),
                ("gemela", suelo, Deslizar(gemela)),
                ("confirmar en disco", suelo, disco),
            ]
        if "pulso" in medidas:
            turnos += [
                ("pulso", nuestro, lambda _: preguntar(persona)),
                ("pulso de la referencia", suelo, lambda _: minima.pulso()),
            ]
        for _, servidor, operacion in turnos:  # lo primero que se hace calienta
            await tanda(Serie(), servidor, 5, operacion)
        for _ in range(rondas):
            for nombre, servidor, operacion in turnos:
                await tanda(series[nombre], servidor, POR_TANDA, operacion)
        sin_fallos([persona, minima, gemela])
    return valorar.puestas


def medir_avances(nuestro: Servidor, suelo: Servidor, aforo: int) -> None:
    """De «Avanzar» a visto por toda la sala, y lo mismo en la referencia."""
    sala = llenar(nuestro.base_de_datos, aforo, "mapa")
    nuestro.arrancar()
    nuestra = asyncio.run(escenarios.avances_de_palancas(nuestro, sala, [*AVANCES]))
    nuestro.parar()
    otra = asyncio.run(escenarios.avances_de_la_referencia(suelo, aforo, len(AVANCES)))
    decir(informe.CABECERA)
    for nombre, avance in ((f"avance a {aforo}", nuestra), (f"avance a {aforo}, referencia", otra)):
        decir(informe.linea(nombre, avance.serie.tiempos, avance.serie.cpu_por_operacion))
        if avance.sin_ver:
            decir(f"→ {nombre}: {avance.sin_ver} no lo vieron en 20 s")
    _cocientes(f"avance a {aforo}", nuestra.serie, otra.serie)


def medir_reposo(nuestro: Servidor, aforo: int) -> None:
    """Núcleos que gasta el servidor con la sala llena y nadie tocando nada."""
    sala = llenar(nuestro.base_de_datos, aforo, "valoracion")
    nuestro.arrancar()
    nucleos = asyncio.run(escenarios.reposo(nuestro, sala, 8.0))
    nuestro.parar()
    decir(f"→ reposo con {aforo} dentro: {nucleos:.3f} núcleos".replace(".", ","))


def principal() -> None:
    """Interpreta la orden y mide."""
    orden = argparse.ArgumentParser(prog="python -m tests.carga", description=(__doc__ or "").split("\n")[0])
    orden.add_argument("--rondas", type=int, default=15, help="tandas de 5 de cada operación (15)")
    orden.add_argument("--aforos", default="12,50", help="a cuánta gente se avanza (12,50)")
    orden.add_argument("--solo", default=",".join(MEDIDAS), help=f"qué se mide ({','.join(MEDIDAS)})")
    pedido = orden.parse_args()
    medidas = pedido.solo.split(",")
    if not set(medidas) <= set(MEDIDAS):
        orden.error(f"--solo admite {', '.join(MEDIDAS)}")
    aforos = [int(n) for n in pedido.aforos.split(",")]
    with servidores() as (nuestro, suelo):
        suelo.arrancar()
        if {"rerun", "pulso"} & set(medidas):
            medir_reruns(nuestro, suelo, pedido.rondas, medidas)
        if "avance" in medidas:
            for aforo in aforos:
                medir_avances(nuestro, suelo, aforo)
        if "reposo" in medidas:
            medir_reposo(nuestro, max(aforos))


if __name__ == "__main__":
    principal()
