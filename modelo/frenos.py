"""Cuántas veces se puede fallar al probar un código, sin que los fallos de uno cierren la puerta a los demás.

Cubos con fuga: cada fallo echa una gota, cada cierto tiempo se vacía una, y con el cubo lleno se espera a que quepa
otra. Hay un cubo por sala y origen, y otro más holgado por sala para quien reparte los intentos entre muchos orígenes.
Desde un origen que ya acertó en esa sala solo cuenta el suyo: llenar el de la sala no deja fuera a quien ya estaba.

Viven en la memoria del proceso: al reiniciar se olvidan, y nada de esto llega a la base ni al registro.
"""

from __future__ import annotations

import hmac
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock

from modelo.errores import ClaveNoValida, DemasiadosIntentos, ErrorDelTaller

TOPE = 20_000
Clave = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cubo:
    """Los fallos que caben seguidos y cada cuánto se perdona uno."""

    cabe: int
    cada: timedelta


class Freno:
    """El límite de intentos de una puerta. ``ahora`` lo pone siempre quien llama."""

    def __init__(self, por_origen: Cubo, por_sala: Cubo, tope: int = TOPE) -> None:
        self._por_origen, self._por_sala, self._tope = por_origen, por_sala, tope
        self._niveles: OrderedDict[Clave, tuple[float, datetime]] = OrderedDict()
        self._conocidos: OrderedDict[Clave, None] = OrderedDict()
        self._cerrojo = Lock()

    def tomar(self, sala: str, origen: str, ahora: datetime) -> None:
        """Apunta un intento; si no cabe, ``DemasiadosIntentos`` con lo que falta para el siguiente."""
        with self._cerrojo:
            cubos = {(sala, origen): self._por_origen}
            if (sala, origen) not in self._conocidos:
                # El origen es siempre una huella o «local»: nunca se confunde con el cubo de la sala.
                cubos[sala, ""] = self._por_sala
            niveles = {clave: self._nivel(clave, cubo, ahora) for clave, cubo in cubos.items()}
            falta = max(((niveles[c] + 1 - cubo.cabe) * cubo.cada for c, cubo in cubos.items()), default=timedelta())
            if falta > timedelta():
                raise DemasiadosIntentos(falta)
            for clave, nivel in niveles.items():
                self._poner(clave, nivel + 1, ahora)

    def devolver(self, sala: str, origen: str, ahora: datetime) -> None:
        """El intento apuntado no cuenta: no llegó a decir si se acertaba."""
        with self._cerrojo:
            for clave, cubo in (((sala, origen), self._por_origen), ((sala, ""), self._por_sala)):
                if clave in self._niveles:
                    self._poner(clave, max(0.0, self._nivel(clave, cubo, ahora) - 1), ahora)

    def acierto(self, sala: str, origen: str, ahora: datetime) -> None:
        """El intento apuntado era bueno: no cuenta, y ese origen queda como conocido en la sala."""
        self.devolver(sala, origen, ahora)
        with self._cerrojo:
            self._conocidos[sala, origen] = None
            self._conocidos.move_to_end((sala, origen))
            if len(self._conocidos) > self._tope:
                self._conocidos.popitem(last=False)

    def _nivel(self, clave: Clave, cubo: Cubo, ahora: datetime) -> float:
        nivel, cuando = self._niveles.get(clave, (0.0, ahora))
        # Si el reloj del servidor se atrasa, no se perdona nada, pero tampoco se castiga.
        return max(0.0, nivel - max(timedelta(), ahora - cuando) / cubo.cada)

    def _poner(self, clave: Clave, nivel: float, ahora: datetime) -> None:
        self._niveles[clave] = (nivel, ahora)
        self._niveles.move_to_end(clave)
        if len(self._niveles) > self._tope:
            self._niveles.popitem(last=False)


@dataclass(frozen=True, slots=True)
class Frenos:
    """Los límites de una instalación, uno por lo que se puede intentar adivinar."""

    personal: Freno
    sala: Freno
    clave: Freno


def frenos_de_serie() -> Frenos:
    """Los de la casa, recién puestos.

    Con 7,4 millones de códigos personales, un origen que no pare (180 por hora) tarda meses en dar con alguno de una
    sala de doce; a una clase entera que se equivoca a la vez desde la misma oficina no le estorba.
    """
    return Frenos(
        personal=Freno(Cubo(20, timedelta(seconds=20)), Cubo(150, timedelta(seconds=4))),
        sala=Freno(Cubo(30, timedelta(seconds=5)), Cubo(600, timedelta(seconds=1))),
        clave=Freno(Cubo(6, timedelta(seconds=30)), Cubo(60, timedelta(seconds=10))),
    )


@dataclass(frozen=True, slots=True)
class Intento:
    """Desde dónde se intenta y con qué límites. ``origen`` no sirve para saber quién es: es una huella efímera."""

    frenos: Frenos
    origen: str

    @contextmanager
    def probando(self, freno: Freno, sala: str, ahora: datetime, *fallos: type[ErrorDelTaller]) -> Iterator[None]:
        """Lo de dentro es un intento: falla si lanza uno de ``fallos``; cualquier otro final no cuenta."""
        freno.tomar(sala, self.origen, ahora)
        try:
            yield
        except fallos:
            raise
        except Exception:
            freno.devolver(sala, self.origen, ahora)
            raise
        freno.acierto(sala, self.origen, ahora)


@dataclass(frozen=True, slots=True, repr=False)
class Llave:
    """La clave que la instalación exige para crear talleres (vacía: ninguna) y la que trae quien lo pide."""

    exigida: str
    dada: str
    intento: Intento | None = None

    def comprobar(self, ahora: datetime) -> None:
        """``ClaveNoValida`` si no coinciden, en un tiempo que no depende de en qué letra difieren."""
        if not self.exigida:
            return
        if self.intento is None:
            self._comparar()
            return
        with self.intento.probando(self.intento.frenos.clave, "", ahora, ClaveNoValida):
            self._comparar()

    def _comparar(self) -> None:
        exigida, dada = (sha256(c.strip().encode("utf-8", "surrogatepass")).digest() for c in (self.exigida, self.dada))
        if not hmac.compare_digest(exigida, dada):
            raise ClaveNoValida
