"""Lo que se mide, siempre en Palancas y en la aplicación de referencia a la vez, por tandas que se alternan."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import psutil

from tests.carga.arbol import Nodo
from tests.carga.avisos import LENTO, con_avisos
from tests.carga.campos import Campo
from tests.carga.guardado import marcar
from tests.carga.pestana import Pestana
from tests.carga.peticion import Atasco, nueva_conexion, reloj
from tests.carga.sala import Persona, SalaLlena

ESCALA = ("1 Nada cierto", "2 Poco cierto", "3 A medias", "4 Bastante cierto", "5 Totalmente cierto")
CONFIRMAR = "conducir_avanzar_si"


@dataclass
class Serie:
    """Tiempos de una operación, en segundos, y la CPU que gastó el servidor en todas juntas."""

    tiempos: list[float] = field(default_factory=list)
    cpu: float = 0.0
    operaciones: int = 0

    @property
    def cpu_por_operacion(self) -> float:
        """Segundos de CPU del servidor por operación."""
        return self.cpu / max(1, self.operaciones)


class Medido(Protocol):
    """Algo que sirve la aplicación, en uno o en varios procesos."""

    url: str

    @property
    def pids(self) -> list[int]:
        """Los procesos cuya CPU es suya."""
        ...


def cpu(servidor: Medido) -> float:
    """Segundos de CPU gastados por el servidor desde que arrancó."""
    tiempos = [psutil.Process(pid).cpu_times() for pid in servidor.pids]
    return float(sum(t.user + t.system for t in tiempos))


async def tanda(serie: Serie, servidor: Medido, veces: int, operacion: Callable[[int], Awaitable[float]]) -> None:
    """Repite la operación, una detrás de otra, y la suma a su serie."""
    antes = cpu(servidor)
    for vez in range(veces):
        serie.tiempos.append(await operacion(vez))
    serie.cpu += cpu(servidor) - antes
    serie.operaciones += veces


class Valorar:
    """Una persona pulsando opciones de 1 a 5 en la página de valoración; recuerda lo último que puso."""

    def __init__(self, pestana: Pestana) -> None:
        self.pestana = pestana
        self.puestas: dict[str, int] = {}

    def afirmaciones(self) -> list[Campo]:
        """Las de la palanca que está en pantalla."""
        campos = [c for c in self.pestana.campos() if c.clave.startswith("valoracion_") and c.rotulo]
        return [c for c in campos if ESCALA[0] in c.opciones]

    async def __call__(self, vez: int) -> float:
        """Pulsa otra opción de la siguiente afirmación y espera a que conste guardada. Devuelve los segundos."""
        return await self.marcar(self.afirmaciones()[vez % 3])

    async def marcar(self, campo: Campo) -> float:
        """Lo mismo con esa afirmación."""
        afirmacion = campo.clave.split("_")[-2]
        nota = self.puestas.get(afirmacion, 0) % len(ESCALA) + 1
        self.puestas[afirmacion] = nota
        return await marcar(self.pestana, campo, ESCALA[nota - 1])

    async def siguiente(self) -> float:
        """Contesta la primera que falte y, si no falta ninguna, antes pasa de palanca. Devuelve los segundos."""
        esperado = 0.0
        faltan = [c for c in self.afirmaciones() if c.clave.split("_")[-2] not in self.puestas]
        if not faltan:
            esperado = await self.pestana.pulsar("Siguiente")
            faltan = self.afirmaciones()
        return esperado + await self.marcar(faltan[0])

    async def ocho(self, vez: int) -> float:
        """Contesta las ocho siguientes. Devuelve los segundos que ha esperado."""
        return sum([await self.siguiente() for _ in range(8)])


class Deslizar:
    """Una persona moviendo los campos de una página de la referencia."""

    def __init__(self, pestana: Pestana) -> None:
        self.pestana = pestana

    async def __call__(self, vez: int) -> float:
        """Cambia un campo y espera a ver la página redibujada."""
        campo = self.pestana.campo(f"campo{vez % 3}")
        valor = campo.opciones[vez // 3 % 5] if campo.clase == "button_group" else vez // 3 % 5 + 1
        return await self.pestana.poner(campo.clave, valor)


class Disco:
    """Lo que tarda esta máquina en confirmar una escritura mínima con la misma promesa que Palancas, sin Palancas."""

    def __init__(self, archivo: Path) -> None:
        self.conexion = sqlite3.connect(archivo, isolation_level=None)
        for orden in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE t (n INTEGER)"):
            self.conexion.execute(orden)

    async def __call__(self, vez: int) -> float:
        """Escribe una fila y espera a que esté en el disco."""
        antes = reloj()
        self.conexion.execute("INSERT INTO t VALUES (?)", (vez,))
        return reloj() - antes


@asynccontextmanager
async def pestanas(url: str, cookies: list[dict[str, str]], *, con_pulso: bool = True) -> AsyncIterator[list[Pestana]]:
    """Una pestaña por juego de cookies, abiertas poco a poco como llega la gente."""
    async with AsyncExitStack() as pila:
        http = await pila.enter_async_context(nueva_conexion())
        abiertas: list[Pestana] = []
        for galletas in cookies:
            pestana = Pestana(http, cookies=galletas, con_pulso=con_pulso)
            pila.push_async_callback(pestana.cerrar)
            abiertas.append(await pestana.abrir(url))
        yield abiertas


def cookie(sala: SalaLlena, persona: Persona) -> dict[str, str]:
    """La de su navegador en esa sala."""
    return {f"palancas_p_{sala.codigo}": persona.cookie}


@dataclass(frozen=True)
class Avance:
    """De «Avanzar» a visto: segundos de cada persona en cada avance, y la CPU que costó."""

    serie: Serie
    sin_ver: int


async def avanzar(
    servidor: Medido, quien: Pestana, boton: str, gente: list[Pestana], ve_lo_nuevo: Callable[[Nodo], bool]
) -> Avance:
    """Pulsa el botón y cronometra hasta que cada cual ve lo nuevo."""
    antes = cpu(servidor)
    esperas = [pestana.esperar(ve_lo_nuevo) for pestana in gente]
    salida = reloj()
    pulsado = asyncio.ensure_future(quien.pulsar(boton))
    _, tarde = await asyncio.wait(esperas, timeout=20)
    await pulsado
    await asyncio.sleep(1.0)  # lo que el avance deja por hacer también cuesta
    tiempos = [espera.result() - salida for espera in esperas if espera not in tarde]
    for espera in tarde:
        espera.cancel()
    return Avance(Serie(tiempos, cpu(servidor) - antes, len(gente)), len(tarde))


def es_el_titulo(texto: str) -> Callable[[Nodo], bool]:
    """Si el elemento es el título de la página con ese texto."""
    return lambda nodo: nodo.clase == "heading" and nodo.proto.tag == "h1" and nodo.texto == texto


async def pedir_confirmacion(conduce: Pestana) -> None:
    """Pulsa «Avanzar» hasta que se pide confirmarlo: a un dibujo que se pierde, quien conduce responde igual."""
    for _ in range(3):
        await conduce.pulsar("conducir_avanzar")
        if any(campo.clave == CONFIRMAR for campo in conduce.campos()):
            return
        await conduce.repetir()
    raise Atasco("no se pide confirmar el avance")


async def avances_de_palancas(servidor: Medido, sala: SalaLlena, titulos: list[str]) -> Avance:
    """Quien facilita recorre esas fases; todos los demás las ven llegar."""
    total, sin_ver = Serie(), 0
    facilita = {f"palancas_f_{sala.codigo}": sala.cookie}
    gente = [cookie(sala, persona) for persona in sala.personas]
    async with (
        pestanas(f"{servidor.url}/participar?sala={sala.codigo}", gente) as participantes,
        pestanas(f"{servidor.url}/conducir?sala={sala.codigo}", [facilita]) as (conduce,),
        con_avisos([*participantes, conduce]),
    ):
        await asyncio.sleep(3.0)
        for titulo in titulos:
            await pedir_confirmacion(conduce)
            uno = await avanzar(servidor, conduce, CONFIRMAR, participantes, es_el_titulo(titulo))
            total.tiempos += uno.serie.tiempos
            total.cpu += uno.serie.cpu
            total.operaciones += uno.serie.operaciones
            sin_ver += uno.sin_ver
            await asyncio.sleep(1.0)
        sin_fallos([*participantes, conduce])
    return Avance(total, sin_ver)


async def avances_de_la_referencia(servidor: Medido, personas: int, veces: int) -> Avance:
    """Lo mismo en la referencia: cada pestaña mira cada segundo y, si ha cambiado la fase, se redibuja."""
    total, sin_ver = Serie(), 0
    nadie: list[dict[str, str]] = [{}]
    async with (
        pestanas(f"{servidor.url}/gemela", nadie * personas) as participantes,
        pestanas(f"{servidor.url}/mando", nadie) as (manda,),
    ):
        await asyncio.sleep(3.0)
        titulo = next(t for t in participantes[0].textos() if t.startswith("Fase "))
        fase = int(titulo.removeprefix("Fase "))
        for vez in range(veces):
            uno = await avanzar(servidor, manda, "avanzar", participantes, es_el_titulo(f"Fase {fase + vez + 1}"))
            total.tiempos += uno.serie.tiempos
            total.cpu += uno.serie.cpu
            total.operaciones += uno.serie.operaciones
            sin_ver += uno.sin_ver
            await asyncio.sleep(1.0)
        sin_fallos([*participantes, manda])
    return Avance(total, sin_ver)


def sin_fallos(abiertas: list[Pestana]) -> None:
    """Una medida con errores en pantalla no vale."""
    fallos = [fallo for pestana in abiertas for fallo in pestana.fallos]
    if fallos:
        raise Atasco("; ".join(fallos[:5]))


async def reposo(servidor: Medido, sala: SalaLlena, segundos: float) -> float:
    """Núcleos que gasta el servidor con todos dentro y sin que pase nada, pasado un pulso."""
    gente = [cookie(sala, persona) for persona in sala.personas]
    url = f"{servidor.url}/participar?sala={sala.codigo}"
    async with pestanas(url, gente) as abiertas, con_avisos(abiertas):
        await asyncio.sleep(1.25 * LENTO)
        antes = cpu(servidor)
        await asyncio.sleep(segundos)
        sin_fallos(abiertas)
        return (cpu(servidor) - antes) / segundos
