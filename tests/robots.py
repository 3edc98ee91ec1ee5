"""Robots que juegan un taller entero por los casos de uso, como lo harían las personas.

Cada robot es un generador por fase: escribe y cede el turno tras cada gesto, de modo que los de varias personas se
entrelazan. Al ceder dice a qué espera, o nada si puede seguir: si todos esperan, nadie puede moverse y hay un atasco.
El azar es fijo: la misma semilla juega la misma partida.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from datetime import timedelta

from datos import consultas
from datos.plantillas import plantilla
from modelo import rotulos
from modelo.campos import AFIRMACIONES, PALANCAS
from modelo.casos import agenda, grupo, sala
from modelo.codigos import nuevo_id
from modelo.valores import Objeto
from tests.fabricas import Mesa

Turno = Iterator[str | None]
Fases = list[tuple[str, str]]
DEBATE = ("P4", "P7", "P2")


def _nada(clave: str, tipo: str) -> None:
    """No hay nada que comprobar antes de revelar."""


class Robot:
    """Una persona simulada. ``jugar(fase)`` da sus gestos en esa fase, uno por turno.

    ``escrito`` recuerda lo último que puso en cada campo: es lo que la base ha de devolver.
    """

    def __init__(self, mesa: Mesa, numero: int) -> None:
        self.mesa, self.numero = mesa, numero
        self.azar = random.Random(numero)
        self.entrada = mesa.entra(f"Robot {numero}")
        self.yo = self.entrada.identidad
        self.clientes: dict[str, Objeto] = {}
        self.idea = ""
        self.hechos: list[Objeto] = []
        self.compromisos_hechos: list[Objeto] = []
        self.escrito: dict[tuple[Objeto, str], object] = {}

    @property
    def id(self) -> str:
        """Su id de participante."""
        return self.yo.participante_id or ""

    def en_otra_mesa(self, mesa: Mesa) -> Robot:
        """La misma persona sobre una copia de la base, sin recuerdo de lo que escribió en el taller anterior."""
        otra = copy.copy(self)
        otra.mesa, otra.escrito = mesa, {}
        otra.clientes, otra.compromisos_hechos = dict(self.clientes), list(self.compromisos_hechos)
        return otra

    def pon(self, objeto: Objeto, **campos: object) -> Turno:
        """Escribe campos, uno por turno."""
        for campo, valor in campos.items():
            self.mesa.guarda(self.yo, objeto, campo, valor)
            self.escrito[objeto, campo] = valor
            yield None

    def espera(self, a_que: str, condicion: Callable[[], bool]) -> Turno:
        """Cede el turno hasta que se cumpla."""
        while not condicion():
            yield f"{self.entrada.alias} espera {a_que}"

    def cliente(self, tipo: str) -> Objeto:
        """Su cliente de ese tipo; si aún no lo tiene, lo añade."""
        if tipo not in self.clientes:
            self.clientes[tipo] = self.mesa.crea(self.yo, "cliente", tipo=tipo)
        return self.clientes[tipo]

    def jugar(self, tipo: str, clave: str) -> Turno:
        """Los gestos de esta persona en una fase; al final dice «Listo»."""
        gestos = getattr(self, tipo, None)
        if gestos is not None:
            yield from gestos(Objeto("respuesta", clave))
        self.mesa.hacer(grupo.marcar_listo, quien=self.yo, fase=clave)
        yield None

    def bienvenida(self, suelto: Objeto) -> Turno:
        yield from self.pon(suelto, palabra=f"palabra {self.numero}", energia=self.azar.randint(1, 5), acuerdos=True)

    def mapa(self, suelto: Objeto) -> Turno:
        for tipo in rotulos.TIPOS_DE_CLIENTE:
            yield from self.pon(
                self.cliente(tipo),
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
            yield from self.pon(self.cliente(tipo), papel="estable" if tipo == "cliente" else "perdido")
            donde = Objeto("valoracion", f"{self.cliente(tipo).id}:1")
            for afirmacion in AFIRMACIONES:
                valor = max(1, min(5, 3 + sesgo + self.azar.randint(-1, 1)))
                yield from self.pon(donde, **{afirmacion: "ns" if self.azar.random() < 0.05 else valor})

    def radar(self, suelto: Objeto) -> Turno:
        donde = Objeto("valoracion", f"{self.clientes['cliente'].id}:2")
        for afirmacion in [a for a in AFIRMACIONES if a[:2] in DEBATE]:
            yield from self.pon(donde, **{afirmacion: self.azar.randint(3, 5)})

    def perfil(self, suelto: Objeto) -> Turno:
        for palanca in PALANCAS:
            suyo = {"eficacia": self.azar.randint(1, 5), "eficiencia": self.azar.randint(1, 5)}
            yield from self.pon(Objeto("perfil", palanca), **suyo)

    def estrategias(self, suelto: Objeto) -> Turno:
        idea = self.mesa.crea(self.yo, "aportacion", tipo="tecnica", palanca="P3")
        yield from self.pon(idea, texto=f"escribir el acta el mismo día ({self.numero})")
        self.idea = idea.id

    def votar(self) -> Turno:
        """Gasta sus votos en aportaciones ajenas, ya reveladas."""
        ajenas = [i for i in self.ideas() if i != self.idea]
        for voto in self.azar.sample(ajenas, min(len(ajenas), grupo.maximo_de_votos(len(ajenas) + 1))):
            self.mesa.hacer(grupo.votar, quien=self.yo, aportacion_id=voto)
            yield None

    def ideas(self) -> list[str]:
        """Los ids de las aportaciones escritas del taller en curso."""
        return [a.id for a in consultas.aportaciones(self.mesa.motor, self.mesa.creado.taller_id) if a.texto]

    def plan(self, suelto: Objeto) -> Turno:
        compromiso = self.mesa.crea(self.yo, "compromiso")
        self.compromisos_hechos.append(compromiso)
        yield from self.pon(
            compromiso,
            situacion="me pidan otra prórroga",
            accion="propondré una alternativa por escrito",
            antes_de="2027-01-31",
            senal="que la acepten",
            palanca=self.azar.choice(PALANCAS),
            horizonte="corto",
            cliente_id=self.cliente("cliente").id,
        )

    def compromisos(self, suelto: Objeto) -> Turno:
        for compromiso in self.compromisos_hechos:
            yield from self.pon(compromiso, estado=self.azar.choice(["en_marcha", "hecho"]), nota="lo propuse")

    def comparacion(self, suelto: Objeto) -> Turno:
        yield from self.pon(suelto, que_ha_cambiado=f"ahora llamo yo ({self.numero})")

    def cierre(self, suelto: Objeto) -> Turno:
        yield from self.pon(suelto, roti=self.azar.randint(2, 5), lunes="llamar sin motivo")
        self.mesa.hacer(grupo.aparcar, quien=self.yo, texto=f"asunto {self.numero}", id=nuevo_id())
        yield None


def turnos(gestores: list[Turno], azar: random.Random, tope: int = 100_000) -> int:
    """Entrelaza los gestos al azar hasta que todos acaban. Devuelve cuántos hubo.

    Hay un atasco, y se dice quién espera a qué, si ninguno puede seguir; o si alguno no acaba nunca (``tope``).
    """
    vivos, hechos = list(gestores), 0
    while vivos:
        esperas = []
        for gestor in azar.sample(vivos, len(vivos)):
            dicho = next(gestor, "fin")
            if dicho == "fin":
                vivos.remove(gestor)
            elif dicho is not None:
                esperas.append(dicho)
                continue
            hechos += 1
        if vivos and len(esperas) == len(vivos):
            raise AssertionError(f"atasco: {'; '.join(esperas)}")
        if hechos > tope:
            raise AssertionError(f"atasco: {len(vivos)} robots no acaban tras {tope} gestos")
    return hechos


def jugar_taller(
    mesa: Mesa,
    fases: Fases,
    robots: list[Robot] | None = None,
    *,
    personas: int = 12,
    antes_de_revelar: Callable[[str, str], None] = _nada,
) -> list[Robot]:
    """Quien facilita recorre la agenda, todos rellenan cada fase y se revela. Devuelve los robots.

    Sin ``robots`` entran ``personas`` nuevas. Antes de revelar cada fase se llama a ``antes_de_revelar(clave, tipo)``.
    """
    mesa.personas = len(robots) if robots else personas
    robots = robots or [Robot(mesa, n) for n in range(1, personas + 1)]
    for indice, (clave, tipo) in enumerate(fases):
        if indice:
            mesa.hacer(agenda.avanzar, quien=mesa.facilita)
        if tipo == "radar":
            mesa.hacer(agenda.fijar_debate, quien=mesa.facilita, palancas=DEBATE)
        turnos([r.jugar(tipo, clave) for r in robots], mesa.azar)
        if tipo != "pausa":
            antes_de_revelar(clave, tipo)
            mesa.hacer(agenda.revelar, quien=mesa.facilita, clave=clave)
        if tipo == "estrategias":
            turnos([r.votar() for r in robots], mesa.azar)
        mesa.reloj.pasan(minutes=5)
    mesa.hacer(agenda.terminar, quien=mesa.facilita)
    return robots


def fases_de(mesa: Mesa) -> Fases:
    """La agenda del taller en curso: clave y tipo de cada fase."""
    visto = consultas.taller_visto(mesa.motor, mesa.creado.codigo)
    assert visto is not None
    return [(f.clave, f.tipo) for f in visto.fases]


def seguimiento(mesa: Mesa) -> None:
    """Tres meses después, en la misma sala, empieza el taller de seguimiento."""
    mesa.reloj.pasan(days=90)
    datos = {"plantilla": plantilla("seguimiento"), "titulo": "Seguimiento", "organizacion": "", "umbral": 5}
    borrar_el = mesa.reloj.ahora.date() + timedelta(days=180)
    mesa.creado = mesa.hacer(
        sala.crear_taller, quien=mesa.facilita, sala_id=mesa.creado.sala_id, borrar_el=borrar_el, **datos
    )
