"""Robots que juegan un taller entero por los casos de uso, como lo harían las personas.

Cada robot es un generador por fase: escribe y cede el turno tras cada gesto, de modo que los de varias personas se
entrelazan. El azar es fijo: la misma semilla juega la misma partida.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from modelo import rotulos
from modelo.campos import AFIRMACIONES, PALANCAS
from modelo.casos import agenda, grupo
from modelo.codigos import nuevo_id
from modelo.valores import Objeto
from tests.fabricas import Mesa

Turno = Iterator[None]
SIN_REVELAR = {"pausa_1", "pausa_2", "pausa"}


class Robot:
    """Una persona simulada. ``jugar(fase)`` da sus gestos en esa fase, uno por turno."""

    def __init__(self, mesa: Mesa, numero: int) -> None:
        self.mesa, self.numero = mesa, numero
        self.azar = random.Random(numero)
        self.entrada = mesa.entra(f"Robot {numero}")
        self.yo = self.entrada.identidad
        self.clientes: dict[str, Objeto] = {}
        self.hechos: list[Objeto] = []

    def pon(self, objeto: Objeto, **campos: object) -> Turno:
        """Escribe campos, uno por turno."""
        for campo, valor in campos.items():
            self.mesa.guarda(self.yo, objeto, campo, valor)
            yield

    def jugar(self, tipo: str, clave: str) -> Turno:
        """Los gestos de esta persona en una fase; al final dice «Listo»."""
        gestos = getattr(self, tipo, None)
        if gestos is not None:
            yield from gestos(Objeto("respuesta", clave))
        self.mesa.hacer(grupo.marcar_listo, quien=self.yo, fase=clave)
        yield

    def bienvenida(self, suelto: Objeto) -> Turno:
        yield from self.pon(suelto, palabra=f"palabra {self.numero}", energia=self.azar.randint(1, 5), acuerdos=True)

    def mapa(self, suelto: Objeto) -> Turno:
        for tipo in rotulos.TIPOS_DE_CLIENTE:
            cliente = self.mesa.crea(self.yo, "cliente", tipo=tipo)
            self.clientes[tipo] = cliente
            yield from self.pon(
                cliente,
                alias=f"Cliente {tipo} {self.numero}",
                desde="2021-03",
                modalidad="mixta",
                corto="cerrar el pedido",
                corto_peso=self.azar.randint(0, 10),
                largo="que me llame antes",
                largo_peso=self.azar.randint(0, 10),
                amplia=self.azar.random() < 0.5,
                causa=self.azar.choice(list(rotulos.CAUSAS)),
            )

    def historico(self, suelto: Objeto) -> Turno:
        for papel, tipo in (("estable", "cliente"), ("perdido", "cliente_perdido")):
            cliente = self.clientes[tipo]
            yield from self.pon(cliente, papel=papel, intuicion=self.azar.randint(0, 100), ofrece_linea=True)
            for _ in range(self.azar.randint(4, 8)):
                hito = self.mesa.crea(self.yo, "hito", padre=cliente.id)
                self.hechos.append(hito)
                mes = f"{self.azar.randint(2021, 2025)}-{self.azar.randint(1, 12):02d}"
                yield from self.pon(
                    hito, fecha=mes, valencia=self.azar.choice([-2, -1, 1, 2]), que_paso="pasó algo", ambito="entorno"
                )

    def entorno(self, suelto: Objeto) -> Turno:
        for cliente in self.clientes.values():
            for _ in range(self.azar.randint(1, 3)):
                persona = self.mesa.crea(self.yo, "interlocutor", padre=cliente.id)
                yield from self.pon(
                    persona,
                    alias="Compras",
                    area="Dirección",
                    influencia=self.azar.randint(1, 5),
                    actitud=self.azar.randint(-2, 2),
                    trato_directo=True,
                )
            yield from self.pon(cliente, delega_controla=self.azar.randint(-2, 2), exito="que nadie llame")

    def interaccion(self, suelto: Objeto) -> Turno:
        for cliente in self.clientes.values():
            fila = self.mesa.crea(self.yo, "interaccion", padre=cliente.id)
            self.hechos.append(fila)
            yield from self.pon(
                fila,
                canal=next(iter(rotulos.CANALES)),
                frecuencia=next(iter(rotulos.FRECUENCIAS)),
                iniciativa=next(iter(rotulos.INICIATIVAS)),
                para_que=self.azar.choice(["objetivo", "relacion", "ambas"]),
                pactada=True,
                calidad=self.azar.randint(1, 5),
            )

    def salida(self, suelto: Objeto) -> Turno:
        yield from self.pon(suelto, me_llevo="que improviso más de lo que creía")

    def retomar(self, suelto: Objeto) -> Turno:
        yield from self.pon(suelto, he_visto="que siempre llamo yo")

    def descubrir(self, suelto: Objeto) -> Turno:
        for hecho in self.hechos:
            yield from self.pon(hecho, palancas=self.azar.sample(PALANCAS, self.azar.randint(0, 2)))

    def valoracion(self, suelto: Objeto) -> Turno:
        for tipo, sesgo in (("cliente", 1), ("cliente_perdido", -1)):
            donde = Objeto("valoracion", f"{self.clientes[tipo].id}:1")
            for afirmacion in AFIRMACIONES:
                valor = max(1, min(5, 3 + sesgo + self.azar.randint(-1, 1)))
                yield from self.pon(donde, **{afirmacion: "ns" if self.azar.random() < 0.05 else valor})

    def radar(self, suelto: Objeto) -> Turno:
        donde = Objeto("valoracion", f"{self.clientes['cliente'].id}:2")
        for afirmacion in [a for a in AFIRMACIONES if a[:2] in ("P4", "P7", "P2")]:
            yield from self.pon(donde, **{afirmacion: self.azar.randint(3, 5)})

    def perfil(self, suelto: Objeto) -> Turno:
        for palanca in PALANCAS:
            suyo = {"eficacia": self.azar.randint(1, 5), "eficiencia": self.azar.randint(1, 5)}
            yield from self.pon(Objeto("perfil", palanca), **suyo)

    def estrategias(self, suelto: Objeto) -> Turno:
        idea = self.mesa.crea(self.yo, "aportacion", tipo="tecnica", palanca="P3")
        yield from self.pon(idea, texto=f"escribir el acta el mismo día ({self.numero})")
        self.mesa.hacer(grupo.votar, quien=self.yo, aportacion_id=idea.id)
        yield

    def plan(self, suelto: Objeto) -> Turno:
        compromiso = self.mesa.crea(self.yo, "compromiso")
        yield from self.pon(
            compromiso,
            situacion="me pidan otra prórroga",
            accion="propondré una alternativa por escrito",
            antes_de="2027-01-31",
            senal="que la acepten",
            palanca=self.azar.choice(PALANCAS),
            horizonte="corto",
            cliente_id=self.clientes["cliente"].id,
        )

    def cierre(self, suelto: Objeto) -> Turno:
        yield from self.pon(suelto, roti=self.azar.randint(2, 5), lunes="llamar sin motivo")
        self.mesa.hacer(grupo.aparcar, quien=self.yo, texto=f"asunto {self.numero}", id=nuevo_id())
        yield


def turnos(gestores: list[Turno], azar: random.Random, tope: int = 100_000) -> int:
    """Entrelaza los gestos al azar hasta que todos acaban. Devuelve cuántos hubo; pasado el tope, hay un atasco."""
    vivos, hechos = list(gestores), 0
    while vivos:
        hechos += 1
        if hechos > tope:
            raise AssertionError("los robots no acaban: hay un atasco")
        gestor = azar.choice(vivos)
        if next(gestor, "fin") == "fin":
            vivos.remove(gestor)
    return hechos


def jugar_taller(mesa: Mesa, fases: list[tuple[str, str]], personas: int = 12) -> list[Robot]:
    """Quien facilita recorre la agenda, todos rellenan cada fase y se revela. Devuelve los robots."""
    robots = [Robot(mesa, n) for n in range(1, personas + 1)]
    for indice, (clave, tipo) in enumerate(fases):
        if indice:
            mesa.hacer(agenda.avanzar, quien=mesa.facilita)
        turnos([r.jugar(tipo, clave) for r in robots], mesa.azar)
        if tipo != "pausa":
            mesa.hacer(agenda.revelar, quien=mesa.facilita, clave=clave)
        mesa.reloj.pasan(minutes=5)
    mesa.hacer(agenda.terminar, quien=mesa.facilita)
    return robots
