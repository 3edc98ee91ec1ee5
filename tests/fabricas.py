"""Objetos de prueba con valores por defecto."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from datos.plantillas import plantilla
from datos.unidad import UnidadDeTrabajo
from modelo.casos import agenda, entrada, respuestas, sala
from modelo.codigos import nuevo_id
from modelo.valores import Entrada, Identidad, Objeto, Papel, TallerCreado

INICIO = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@dataclass
class Reloj:
    """Un reloj que solo anda cuando se le dice."""

    ahora: datetime = INICIO

    def pasan(self, **cuanto: float) -> datetime:
        """Adelanta el reloj."""
        self.ahora += timedelta(**cuanto)
        return self.ahora


@dataclass
class Mesa:
    """Un taller con su motor, su reloj y su azar, para jugarlo por los casos de uso."""

    motor: sa.Engine
    creado: TallerCreado
    reloj: Reloj = field(default_factory=Reloj)
    azar: random.Random = field(default_factory=lambda: random.Random(7))
    personas: int = 0

    @property
    def facilita(self) -> Identidad:
        """Quien facilita."""
        return Identidad(Papel.FACILITA, self.creado.sala_id)

    def hacer(self, caso: Any, **kw: Any) -> Any:
        """Ejecuta un caso y lo confirma."""
        return hacer(self.motor, caso, ahora=self.reloj.ahora, **kw)

    def entra(self, alias: str = "Ana") -> Entrada:
        """Alguien entra en la sala."""
        return self.hacer(entrada.entrar, codigo=self.creado.codigo, alias=alias, azar=self.azar)

    def salta(self, clave: str) -> None:
        """El grupo va a una fase."""
        self.hacer(agenda.saltar, quien=self.facilita, clave=clave)

    def guarda(self, quien: Identidad, objeto: Objeto, campo: str, valor: Any) -> Any:
        """Un participante escribe."""
        return self.hacer(respuestas.guardar, quien=quien, objeto=objeto, campo=campo, valor=valor)

    def crea(self, quien: Identidad, clase: str, /, padre: str = "", **valores: Any) -> Objeto:
        """Un participante da de alta un objeto."""
        return self.hacer(respuestas.crear_objeto, quien=quien, tipo=clase, id=nuevo_id(), padre=padre, valores=valores)


def hacer(motor: sa.Engine, caso: Any, **kw: Any) -> Any:
    """Abre una unidad, ejecuta el caso y confirma."""
    with UnidadDeTrabajo(motor) as unidad:
        hecho = caso(unidad, **kw)
        unidad.confirmar()
        return hecho


def una_mesa(motor: sa.Engine, **cambios: Any) -> Mesa:
    """Un taller recién creado sobre una base vacía."""
    datos: dict[str, Any] = {
        "plantilla": plantilla("completo"),
        "titulo": "Taller de prueba",
        "organizacion": "Equipo",
        "umbral": 5,
        "borrar_el": date(2027, 5, 1),
        "ahora": INICIO,
        "azar": random.Random(3),
    } | cambios
    return Mesa(motor, hacer(motor, sala.crear_taller, **datos))


def otro_taller(mesa: Mesa) -> dict[str, Any]:
    """Lo que hace falta para crear un taller de seguimiento en la sala de esa mesa, salvo quién lo pide."""
    return {
        "plantilla": plantilla("seguimiento"),
        "titulo": "Seguimiento",
        "organizacion": "",
        "umbral": 5,
        "borrar_el": date(2028, 5, 1),
        "sala_id": mesa.creado.sala_id,
        "azar": mesa.azar,
    }
