"""Una sala llena, sembrada por los casos de uso, y las cookies de cada persona."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from datos.motor import preparar
from datos.plantillas import plantilla
from modelo.casos import agenda, entrada, respuestas, sala
from modelo.codigos import nuevo_id
from modelo.valores import Identidad, Objeto, Papel
from tests.fabricas import hacer

HITOS = (("2023-02-01", 1), ("2024-05-01", -1), ("2025-01-01", 2), ("2025-09-01", 1))


@dataclass(frozen=True, slots=True)
class Persona:
    """Alguien de la sala: quién es, su cliente estable y la cookie de su navegador."""

    quien: Identidad
    cliente: str
    cookie: str


@dataclass(frozen=True, slots=True)
class SalaLlena:
    """Un taller exprés con su gente, cada cual con un cliente estable y uno perdido."""

    motor: sa.Engine
    codigo: str
    facilita: Identidad
    cookie: str
    personas: tuple[Persona, ...]

    def saltar(self, fase: str) -> None:
        """Lleva al grupo a una fase desde este proceso: el servidor tarda hasta dos segundos en saberlo."""
        hacer(self.motor, agenda.saltar, quien=self.facilita, clave=fase, ahora=datetime.now(UTC))

    def valores(self, persona: Persona) -> dict[str, int]:
        """Lo que hay guardado de verdad sobre su cliente estable."""
        consulta = sa.text("select afirmacion, valor from valoracion where cliente_id = :c and ronda = 1")
        with self.motor.connect() as conexion:
            return {f.afirmacion: f.valor for f in conexion.execute(consulta, {"c": persona.cliente})}


def llenar(url: str, personas: int, fase: str) -> SalaLlena:
    """Crea el taller, mete a esa gente y lleva al grupo a la fase."""
    motor, ahora = preparar(url), datetime.now(UTC)
    creado = hacer(
        motor, sala.crear_taller, plantilla=plantilla("expres"), titulo="Banco de medida", organizacion="",
        umbral=5, borrar_el=date.today() + timedelta(days=30), ahora=ahora,  # noqa: DTZ011 basta con que sea futura
    )  # fmt: skip
    facilita = Identidad(Papel.FACILITA, creado.sala_id)
    hacer(motor, agenda.saltar, quien=facilita, clave="historico", ahora=ahora)
    dentro = tuple(_persona(motor, creado.codigo, numero, ahora) for numero in range(personas))
    llena = SalaLlena(motor, creado.codigo, facilita, creado.ficha_facilitar, dentro)
    llena.saltar(fase)
    return llena


def _persona(motor: sa.Engine, codigo: str, numero: int, ahora: datetime) -> Persona:
    dentro = hacer(motor, entrada.entrar, codigo=codigo, alias=f"Persona {numero}", ahora=ahora)
    quien = dentro.identidad
    _, _, ficha = hacer(motor, entrada.canjear_pase, pase=dentro.pase, ahora=ahora)

    def crear(objeto: str, padre: str = "", /, **valores: Any) -> str:
        pedido = {"tipo": objeto, "id": nuevo_id(), "padre": padre, "valores": valores}
        creado: Objeto = hacer(motor, respuestas.crear_objeto, quien=quien, ahora=ahora, **pedido)
        return creado.id

    estable = crear("cliente", alias=f"Cliente {numero}", tipo="cliente", papel="estable")
    perdido = crear("cliente", alias=f"Antiguo {numero}", tipo="cliente_perdido", papel="perdido")
    for cliente in (estable, perdido):
        for fecha, valencia in HITOS:
            crear("hito", cliente, fecha=fecha, valencia=valencia, que_paso="Algo que lo cambió")
    return Persona(quien, estable, ficha)
