"""Una sala de cientos: llegar, valorar y escribir a la vez, avanzar, mirar los resultados y marcharse.

python -m tests.carga.multitud                  300 personas, unos dos minutos en calma
python -m tests.carga.multitud --personas 100 --oleada 20
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import psutil

from datos.consultas import participantes, taller_visto
from paginas.comun.tablon import MARGEN_DE_TECLEO
from tests.carga import escenarios, guardado, informe
from tests.carga.avisos import con_avisos, pieza
from tests.carga.escenarios import (
    CONFIRMAR,
    Avance,
    Medido,
    Serie,
    Valorar,
    cpu,
    es_el_titulo,
    pedir_confirmacion,
    pestanas,
    sin_fallos,
)
from tests.carga.pestana import Pestana
from tests.carga.peticion import Atasco, nueva_conexion, reloj
from tests.carga.sala import SalaLlena, llenar
from tests.navegador.servidor import Servidor

PASE = "palancas_pase"
Gesto = Callable[[Pestana], Awaitable[float]]
RITMO_DE_TECLEO = 1.2  # segundos entre dos envíos de quien no para de escribir (autoguardado.js)
RITMO_AL_VALORAR = 3.0  # leer una afirmación y contestarla, sin pensarlo mucho
RITMO_AL_ELEGIR = 10.0


def decir(texto: str) -> None:
    """Enseña una línea del resultado."""
    sys.stdout.write(f"{texto}\n")
    sys.stdout.flush()


def memoria(servidor: Medido) -> float:
    """Megabytes que ocupa el servidor."""
    return sum(float(psutil.Process(pid).memory_info().rss) for pid in servidor.pids) / 2**20


async def llegar(pestana: Pestana, sala: SalaLlena, alias: str) -> float:
    """Entra por el formulario y canjea su pase; segundos desde «Entrar» hasta ver la fase."""
    pestana.escribir("Tu nombre o alias", alias)
    dentro = pestana.esperar(lambda nodo: nodo.clase == "button" and nodo.proto.label == "Listo")
    salida = reloj()
    await pestana.pulsar("Entrar")
    visto = await asyncio.wait_for(dentro, 60) - salida
    await _canjear(pestana, sala)
    return visto


async def _canjear(pestana: Pestana, sala: SalaLlena) -> None:
    """Lo que hace pase.js: cambia el pase por su cookie y lo dice."""
    componente = pestana.componente(PASE)
    if componente is None:
        raise Atasco("no hay pase que canjear")
    pase = json.loads(componente.proto.json)["pase"]
    peticion = pestana.http.post(f"{pestana.base}/api/identidad", json={"pase": pase}, headers=pestana.cabeceras())
    async with peticion as respuesta:
        respuesta.raise_for_status()
        pestana.cookies |= {nombre: galleta.value for nombre, galleta in respuesta.cookies.items()}
        llave = respuesta.headers["palancas-llave"]
    await pestana.disparar(componente, "resultado", llave).esperar()
    if f"palancas_p_{sala.codigo}" not in pestana.cookies:
        raise Atasco("el canje no ha dado su cookie")


async def oleada(servidor: Medido, sala: SalaLlena, pila: AsyncExitStack, cuantas: int, dura: float) -> list[Pestana]:
    """Llegan todas repartidas en esos segundos, cada una en su pestaña nueva."""
    http = await pila.enter_async_context(nueva_conexion())
    abiertas: list[Pestana] = []
    serie, abrir = Serie(), Serie()
    antes, antes_mb = cpu(servidor), memoria(servidor)

    async def una(numero: int) -> None:
        await asyncio.sleep(dura * numero / cuantas)
        pestana = Pestana(http)
        pila.push_async_callback(pestana.cerrar)
        salida = reloj()
        await pestana.abrir(f"{servidor.url}/entrar?sala={sala.codigo}")
        abrir.tiempos.append(reloj() - salida)
        serie.tiempos.append(await llegar(pestana, sala, f"Persona {numero}"))
        await pila.enter_async_context(con_avisos([pestana]))
        abiertas.append(pestana)

    await asyncio.gather(*(una(numero) for numero in range(cuantas)))
    serie.cpu, serie.operaciones = cpu(servidor) - antes, cuantas
    _filas(("abrir la página de entrar", abrir), ("de «Entrar» a dentro", serie))
    decir(f"→ memoria por sesión: {(memoria(servidor) - antes_mb) / cuantas:.2f} MB ({memoria(servidor):.0f} en total)")
    return abiertas


async def a_la_vez(
    servidor: Medido, gente: Sequence[Pestana], hacer: Gesto, *, veces: int, cada: float, empiezan: float = 0.0
) -> Serie:
    """Cada cual lo hace esas veces, sin ponerse de acuerdo, una cada tantos segundos.

    ``empiezan``: en cuántos segundos se reparte la primera; si no se dice, en los de ``cada``.
    """
    serie, antes = Serie(), cpu(servidor)

    async def una(pestana: Pestana) -> None:
        await asyncio.sleep(random.random() * (empiezan or cada))
        for _ in range(veces):
            empezo = reloj()
            serie.tiempos.append(await hacer(pestana))
            await asyncio.sleep(max(0.0, cada - (reloj() - empezo)))

    await asyncio.gather(*(una(pestana) for pestana in gente))
    serie.cpu, serie.operaciones = cpu(servidor) - antes, veces * len(gente)
    return serie


async def elegir_cliente(pestana: Pestana) -> float:
    """Añadir el cliente que se va a valorar, como quien llega sin ninguno."""
    return await pestana.pulsar("Añadir un cliente")


def valorar() -> Gesto:
    """Contestar la siguiente afirmación, cada cual por donde va."""
    manos: dict[int, Valorar] = {}

    async def una(pestana: Pestana) -> float:
        return await manos.setdefault(id(pestana), Valorar(pestana)).siguiente()

    return una


def teclear(campo: str) -> Gesto:
    """Mandar lo tecleado en un texto."""
    cuantas: dict[int, int] = {}

    async def una(pestana: Pestana) -> float:
        vez = cuantas[id(pestana)] = cuantas.get(id(pestana), 0) + 1
        return await guardado.teclear(pestana, campo, f"Palabra {vez}")

    return una


async def mirar_resultados(servidor: Medido, sala: SalaLlena, veces: int) -> Serie:
    """Quien facilita abre los resultados en una pestaña nueva."""
    serie, antes = Serie(), cpu(servidor)
    facilita = {f"palancas_f_{sala.codigo}": sala.cookie}
    for _ in range(veces):
        salida = reloj()
        async with pestanas(f"{servidor.url}/resultados?sala={sala.codigo}", [facilita], con_pulso=False) as (una,):
            serie.tiempos.append(reloj() - salida)
            sin_fallos([una])
    serie.cpu, serie.operaciones = cpu(servidor) - antes, veces
    return serie


def titulos(sala: SalaLlena) -> list[str]:
    """Los de las dos fases que siguen a la primera."""
    visto = taller_visto(sala.motor, sala.codigo)
    if visto is None:
        raise Atasco("la sala no tiene taller")
    return [fase.titulo for fase in visto.fases[1:3]]


async def avanzar(servidor: Medido, sala: SalaLlena, gente: list[Pestana], fases: Sequence[str]) -> Avance:
    """Quien facilita recorre esas fases con todos dentro y a la escucha."""
    total, sin_ver = Serie(), 0
    facilita = {f"palancas_f_{sala.codigo}": sala.cookie}
    async with pestanas(f"{servidor.url}/conducir?sala={sala.codigo}", [facilita]) as (conduce,), con_avisos([conduce]):
        for fase in fases:
            await pedir_confirmacion(conduce)
            hecho = await escenarios.avanzar(servidor, conduce, CONFIRMAR, gente, es_el_titulo(fase))
            total.tiempos += hecho.serie.tiempos
            total.cpu += hecho.serie.cpu
            total.operaciones += hecho.serie.operaciones
            sin_ver += hecho.sin_ver
            await asyncio.sleep(1.0)
        sin_fallos([conduce])
    return Avance(total, sin_ver)


def _filas(*filas: tuple[str, Serie]) -> None:
    for nombre, serie in filas:
        decir(informe.linea(nombre, serie.tiempos, serie.cpu_por_operacion))


async def recorrer(servidor: Medido, sala: SalaLlena, personas: int, dura: float) -> None:
    """La sala entera, de la llegada a la despedida."""
    async with AsyncExitStack() as pila:
        vacio = memoria(servidor)
        gente = await oleada(servidor, sala, pila, personas, dura)
        await asyncio.sleep(3.0)
        tecleo = await a_la_vez(servidor, gente, teclear("palabra"), veces=8, cada=RITMO_DE_TECLEO)
        _filas(("escribir sin parar", tecleo))
        await asyncio.sleep(MARGEN_DE_TECLEO + 1)  # a quien escribe no se le cambia la página
        avance = await avanzar(servidor, sala, gente, titulos(sala))
        _filas((f"avanzar a {personas}", avance.serie))
        if avance.sin_ver:
            decir(f"→ {avance.sin_ver} no lo vieron en 20 s")
        sala.saltar("valoracion")
        await asyncio.sleep(5.0)  # lo que otro proceso escribe tarda hasta dos segundos en saberse
        elegir = await a_la_vez(servidor, gente, elegir_cliente, veces=1, cada=RITMO_AL_ELEGIR)
        notas = await a_la_vez(
            servidor, gente, valorar(), veces=8, cada=RITMO_AL_VALORAR, empiezan=3 * RITMO_AL_VALORAR
        )
        _filas(("añadir su cliente", elegir), (f"valorar {personas} a la vez", notas))
        antes = cpu(servidor)
        await asyncio.sleep(10.0)
        decir(f"→ reposo con {personas} dentro: {(cpu(servidor) - antes) / 10:.3f} núcleos".replace(".", ","))
        _filas(("abrir resultados", await mirar_resultados(servidor, sala, 5)))
        if any(pieza(pestana) is None for pestana in gente):
            raise Atasco("hay quien no escucha")
        sin_fallos(gente)
    await asyncio.sleep(5.0)
    decir(f"→ memoria al marcharse: {memoria(servidor):.0f} MB (vacía, {vacio:.0f})")


def principal() -> None:
    """Interpreta la orden y mide."""
    orden = argparse.ArgumentParser(prog="python -m tests.carga.multitud", description=(__doc__ or "").split("\n")[0])
    orden.add_argument("--personas", type=int, default=300, help="cuánta gente (300)")
    orden.add_argument("--oleada", type=float, default=60.0, help="en cuántos segundos llega (60)")
    pedido = orden.parse_args()
    with tempfile.TemporaryDirectory() as carpeta:
        servidor = Servidor(Path(carpeta))
        sala = llenar(servidor.base_de_datos, 0, "bienvenida")
        servidor.arrancar()
        try:
            decir(informe.CABECERA)
            asyncio.run(recorrer(servidor, sala, pedido.personas, pedido.oleada))
            dentro = len(participantes(sala.motor, sala.facilita.sala_id))
            if dentro != pedido.personas:
                raise SystemExit(f"han entrado {dentro} de {pedido.personas}")
        finally:
            servidor.matar()


if __name__ == "__main__":
    principal()
